//! Any bytes as records in JSON, and as JSON Lines.
#![no_main]

mod records;

use chohyo_engine::record::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for format in [Format::Json, Format::JsonLines] {
        records::hold(data, format);
    }
});
