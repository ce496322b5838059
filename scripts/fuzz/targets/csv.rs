//! Any bytes as records in CSV: each accepted, or refused with a code.
#![no_main]

use std::sync::LazyLock;

use chohyo_engine::record::{Format, Refusal, Schema, read, schema};
use chohyo_engine::source::Library;
use libfuzzer_sys::fuzz_target;

const FORMATS: [Format; 1] = [Format::Csv];

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_text("records/test.toml", include_str!("../schema.toml").to_owned());
    schema::load(&library, "test").unwrap_or_else(|found| panic!("{found:#?}"))
});

fuzz_target!(|data: &[u8]| {
    for format in FORMATS {
        for outcome in read(data, format, &SCHEMA, "fuzz").take(1000) {
            if let Err(Refusal::Record(found) | Refusal::Input(found)) = outcome {
                assert!(!found.is_empty());
            }
        }
    }
});
