//! Any bytes as records of a small schema: each accepted, or refused with a code.

use std::sync::LazyLock;

use chohyo_engine::record::{Format, Refusal, Schema, read, schema};
use chohyo_engine::source::Library;

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_text("records/test.toml", include_str!("../schema.toml").to_owned());
    schema::load(&library, "test").unwrap_or_else(|found| panic!("{found:#?}"))
});

pub(crate) fn hold(data: &[u8], format: Format) {
    for outcome in read(data, format, &SCHEMA, "fuzz").take(1000) {
        if let Err(Refusal::Record(found) | Refusal::Input(found)) = outcome {
            assert!(!found.is_empty());
        }
    }
}
