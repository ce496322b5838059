//! The character tables: names, texts, codes.
#![allow(clippy::unwrap_used)]

use chohyo_fonts::charset::{Mj, resolve_names};

#[test]
fn names_become_the_canonical_text() {
    assert_eq!(Mj::all().count(), 58_862);
    assert_eq!(Mj::hentaigana().count(), 299);
    assert_eq!(resolve_names("{MJ014004}").unwrap(), "\u{F0002}");
    assert_eq!(resolve_names("葛{MJ022335}").unwrap(), "葛葛\u{E0102}");
    for mj in Mj::all().chain(Mj::hentaigana()) {
        assert_eq!(Mj::of(&mj.text()), Some(mj), "{mj}");
    }
}
