//! Any text as a layout, beside the small fragments, styles and schema of the loader's own tests.
#![no_main]

#[path = "../../../engine/tests/form/good.rs"]
mod good;

use std::sync::LazyLock;

use chohyo_engine::form;
use chohyo_engine::source::Library;
use libfuzzer_sys::fuzz_target;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let mut library = Library::default();
    for (_, path, text) in good::FILES {
        library.add_text(path, (*text).to_owned());
    }
    library
});

fuzz_target!(|text: &str| {
    let mut library = LIBRARY.clone();
    let path = good::FILES[0].1;
    library.add_text(path, text.to_owned());
    if let Err(found) = form::load(&library, path) {
        assert!(!found.is_empty());
    }
});
