//! Any bytes as records in CSV.
#![no_main]

mod records;

use chohyo_engine::record::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| records::hold(data, Format::Csv));
