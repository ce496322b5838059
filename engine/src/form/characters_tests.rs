//! Good and bad `[characters]` sections.

use super::*;
use crate::diag::Place;

const HASH: &str = "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff";

fn read(text: &str) -> Result<Characters, Vec<String>> {
    let text = text.replace("HASH", HASH);
    let file = Arc::new(SourceFile { name: "city.toml".into(), text });
    characters(&file).map_err(|found| found.iter().map(shown).collect())
}

/// `L008 2 mj-puls`: code, line and the text at the place.
fn shown(found: &Diagnostic) -> String {
    let Some(Place::Text(span)) = found.places.first() else { return found.code.0.to_owned() };
    let (line, _) = span.line_column();
    let quoted = &span.file.text[span.bytes.clone()];
    format!("{} {line} {}", found.code.0, quoted.trim_matches('"'))
}

#[test]
fn a_full_section_is_read() {
    let read = read(
        r#"[params]
city = "見本市"
[characters]
profile = "mixed"
[[characters.font]]
slot = "gj"
name = "acgjm"
file = "acgjm.ttf"
sha256 = "HASH"
[[characters.font]]
slot = "eudc"
name = "mihon-shi"
file = "見本市外字.tte"
sha256 = "HASH"
[characters.shrink]
decide = { koseki = "when-unique", analogy = "always" }
maps = [{ file = "city-map.csv", kind = "city" }, { file = "plus.csv", kind = "mj-plus" }]
"#,
    );
    let read = read.unwrap_or_else(|found| panic!("{found:?}"));
    assert!(read.repertoire == Repertoire::Mixed);
    let fonts: Vec<_> = read.fonts.iter().map(|f| (f.kind, &*f.name, &*f.file)).collect();
    assert_eq!(
        fonts,
        [(SlotKind::Gj, "acgjm", "acgjm.ttf"), (SlotKind::Eudc, "mihon-shi", "見本市外字.tte")]
    );
    assert_eq!(read.fonts[0].sha256, HASH.to_ascii_lowercase());
    let maps: Vec<_> = read.maps.iter().map(|map| (map.kind, &*map.file)).collect();
    assert_eq!(maps, [(MapKind::City, "city-map.csv"), (MapKind::MjPlus, "plus.csv")]);
    let mut expected = Policy::default();
    expected.set(Rule::Koseki, Decides::WhenUnique);
    expected.set(Rule::Analogy, Decides::Always);
    assert!(read.policy == expected);
}

#[test]
fn without_a_section_the_city_prints_mj() {
    let read = read("[params]\ncity = '見本市'\n").unwrap_or_else(|found| panic!("{found:?}"));
    assert!(read.repertoire == Repertoire::Mj && read.fonts.is_empty() && read.maps.is_empty());
}

#[test]
fn all_errors_are_told_in_one_run() {
    let found = read(
        r#"[characters]
profile = "mj-puls"
fnt = 1
[[characters.font]]
slot = "eudc"
name = "外字"
file = "../eudc.tte"
sha256 = "1234"
[[characters.font]]
slot = "gi"
name = "a"
[[characters.font]]
slot = "eudc"
name = "a"
file = "a.tte"
sha256 = "HASH"
[[characters.font]]
slot = "eudc"
name = "a"
file = "a.tte"
sha256 = "HASH"
[characters.shrink]
decide = { kosek = "always", koseki = "sometimes" }
maps = [{ file = "C:map.csv", kind = "town" }]
"#,
    );
    let expected = [
        "L008 2 mj-puls",
        "L004 3 fnt",
        "L130 6 外字",
        "L131 7 ../eudc.tte",
        "L132 8 1234",
        "L005 9 [[characters.font]]",
        "L005 9 [[characters.font]]",
        "L008 10 gi",
        "L009 19 a",
        "L004 23 kosek",
        "L008 23 sometimes",
        "L131 24 C:map.csv",
        "L008 24 town",
    ];
    assert_eq!(found.err().unwrap_or_default(), expected);
}

#[test]
fn a_font_that_the_profile_never_uses_is_told() {
    let font = |slot: &str| {
        let keys = "name = 'a'\nfile = 'a.ttf'\nsha256 = 'HASH'";
        format!("[characters]\n[[characters.font]]\nslot = '{slot}'\n{keys}\n")
    };
    for (slot, expected) in [("gj", true), ("toyo", true), ("eudc", false)] {
        let found = read(&font(slot)).err().unwrap_or_default();
        assert_eq!(found.first().is_some_and(|f| f.starts_with("L133")), expected, "{found:?}");
    }
}

#[test]
fn files_have_a_limit() {
    let fonts: String = (0..=FILES)
        .map(|no| {
            format!("[[characters.font]]\nslot='eudc'\nname='e{no}'\nfile='e.tte'\nsha256='HASH'\n")
        })
        .collect();
    let found = read(&format!("[characters]\n{fonts}")).err().unwrap_or_default();
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("L134"));
}
