//! Fonts that a city brings: characters of private use, names of glyphs, whole texts.
#![allow(clippy::unwrap_used)]

mod common;
mod synthetic;

use std::borrow::Cow;

use chohyo_fonts::charset::{Identity, Mj, resolve_names};
use chohyo_fonts::{
    Direction, FontRole, FontSet, MissingCause, Repertoire, Setting, Shaped, SlotKind, SlotSource,
};
use synthetic::{Font, Glyph};

/// 追加文字: by code and by name, a glyph without a name of its own, and codes that are not its.
fn gj() -> Vec<u8> {
    Font::new(1000)
        .glyph(Glyph::new("gj000001").code('\u{100000}').ink([100, 0, 900, 800]))
        .glyph(Glyph::new("gj008663").code('\u{10EC15}').ink([100, 0, 900, 800]))
        .glyph(Glyph::new("gj009420").ink([100, 0, 900, 800]))
        .glyph(Glyph::new("gjh00034").ink([100, 0, 400, 700]).advance(500))
        .glyph(Glyph::new("other").code('\u{100001}').ink([100, 0, 400, 700]))
        .glyph(Glyph::new("eudc").code('\u{E000}').code('\u{F3000}').ink([0, 0, 400, 700]))
        .glyph(Glyph::new("mj014004").code('😀').ink([0, 0, 400, 700]))
        .vertical(880)
        .build()
}

/// A city's own characters, with a code that is not theirs.
fn eudc() -> Vec<u8> {
    Font::new(256)
        .glyph(Glyph::new("a").code('\u{E000}').ink([20, 0, 200, 200]))
        .glyph(Glyph::new("b").code('\u{F8FF}').ink([20, 0, 200, 200]).advance(128))
        .glyph(Glyph::new("gj000001").code('\u{100000}').ink([20, 0, 200, 200]))
        .build()
}

/// A whole face of MJ+ in small.
fn toyo() -> Vec<u8> {
    Font::new(1000)
        .glyph(Glyph::new("mj022335").code('葛').ink([100, 0, 900, 800]))
        .glyph(Glyph::new("jis90").sequence('葛', '\u{E0100}').ink([100, 0, 900, 800]))
        .glyph(Glyph::new("gj000001").code('\u{100000}').ink([100, 0, 900, 800]))
        .glyph(Glyph::new("pup").code('\u{E000}').ink([100, 0, 900, 800]))
        .glyph(Glyph::new("mj014004").ink([100, 0, 900, 800]))
        .vertical(880)
        .build()
}

fn slot(name: &str, kind: SlotKind, data: Vec<u8>) -> SlotSource {
    SlotSource { name: name.to_owned(), kind, data: Cow::Owned(data) }
}

fn with(repertoire: Repertoire, slots: Vec<SlotSource>) -> FontSet {
    FontSet::new(common::sources()).unwrap().with_slots(repertoire, slots).unwrap()
}

/// Every kind once, ids 5, 6 and 7.
fn city(repertoire: Repertoire) -> FontSet {
    let slots = vec![
        slot("acgjm", SlotKind::Gj, gj()),
        slot("見本市", SlotKind::Eudc, eudc()),
        slot("toyo", SlotKind::Toyo, toyo()),
    ];
    with(repertoire, slots)
}

fn shape(set: &FontSet, text: &str) -> Result<Shaped, Vec<MissingCause>> {
    let text = resolve_names(text).unwrap();
    let shaped = set.shape(FontRole::Mincho, &text, Setting::default());
    shaped.map_err(|missing| missing.iter().map(|missing| missing.cause).collect())
}

/// `face:glyph+advance` of every cluster, and the face that leads.
fn drawn(set: &FontSet, text: &str) -> String {
    let Ok(shaped) = shape(set, text) else { return "refused".to_owned() };
    let words = shaped.clusters.iter().map(|cluster| {
        let face = set.face(cluster.face);
        let name = face.glyph_name(cluster.glyphs[0].id).unwrap_or("-");
        format!(" {}:{name}+{}", face.name(), cluster.advance)
    });
    format!("{}:{}", set.face(shaped.face).name(), words.collect::<String>())
}

#[test]
fn gj_is_drawn_by_code_and_by_name_beside_the_mj_face() {
    let set = city(Repertoire::MjPlus);
    let cases = [
        ("\u{100000}", "ipamjm: acgjm:gj000001+2048"),
        ("{GJ000001}", "ipamjm: acgjm:gj000001+2048"),
        ("\u{10EC15}", "ipamjm: acgjm:gj008663+2048"),
        ("{GJ009420}", "ipamjm: acgjm:gj009420+2048"),
        ("{GJH00034}", "ipamjm: acgjm:gjh00034+1024"),
        ("見{GJ000001}本", "ipamjm: ipamjm:mj024217+2048 acgjm:gj000001+2048 ipamjm:mj013579+2048"),
        ("葛\u{E0102}\u{100000}", "ipamjm: ipamjm:mj022335+2048 acgjm:gj000001+2048"),
        ("{MJ014004}", "ipamjm: ipamjm:mj014004+2048"),
        ("\u{E000}\u{100000}", "ipamjm: 見本市:a+2048 acgjm:gj000001+2048"),
        ("\u{F8FF}", "ipamjm: 見本市:b+1024"),
    ];
    for (text, expected) in cases {
        assert_eq!(drawn(&set, text), expected, "{text}");
    }
    // A text of another role's face that has such a character is drawn beside the MJ face too.
    let gothic = set.shape(FontRole::Gothic, "住\u{100000}", Setting::default()).unwrap();
    let faces = [set.role(FontRole::Mincho), chohyo_fonts::FaceId(5)];
    assert_eq!(gothic.clusters.iter().map(|cluster| cluster.face).collect::<Vec<_>>(), faces);
}

#[test]
fn the_repertoire_mj_has_no_gj_but_a_citys_own_characters() {
    for set in [city(Repertoire::Mj), with(Repertoire::MjPlus, Vec::new())] {
        for text in ["\u{100000}", "{GJ000001}", "{GJH00034}", "\u{10EC15}"] {
            assert_eq!(shape(&set, text), Err(vec![MissingCause::NoSlot]), "{text}");
        }
    }
    assert_eq!(drawn(&city(Repertoire::Mj), "\u{E000}"), "ipamjm: 見本市:a+2048");
    assert_eq!(shape(common::set(), "\u{E000}"), Err(vec![MissingCause::NoSlot]));
    assert_eq!(drawn(common::set(), "{MJ014004}"), "ipamjm: ipamjm:mj014004+2048");
}

/// The GJ font has a glyph for U+E000, and the EUDC font one for U+100000.
#[test]
fn no_slot_draws_the_codes_of_another() {
    let only = |kind, data| with(Repertoire::Mixed, vec![slot("only", kind, data)]);
    let refused = Err(vec![MissingCause::NoSlot]);
    assert_eq!(shape(&only(SlotKind::Gj, gj()), "\u{E000}"), refused);
    assert_eq!(shape(&only(SlotKind::Eudc, eudc()), "\u{100000}"), refused);
    assert_eq!(shape(&only(SlotKind::Eudc, eudc()), "{GJ000001}"), refused);
    assert_eq!(shape(&only(SlotKind::Toyo, toyo()), "\u{E000}"), refused);
    assert_eq!(
        shape(&only(SlotKind::Gj, gj()), "\u{F3000}"),
        Err(vec![MissingCause::NotPrintable])
    );
    // Nor what the MJ face lacks, or another glyph under the name of an MJ.
    assert_eq!(shape(&only(SlotKind::Gj, gj()), "😀"), Err(vec![MissingCause::NoGlyph]));
    assert_eq!(drawn(&only(SlotKind::Gj, gj()), "{MJ014004}"), "ipamjm: ipamjm:mj014004+2048");
}

#[test]
fn private_use_takes_no_marks_and_no_selectors() {
    let set = city(Repertoire::Mixed);
    for text in ["\u{E000}\u{3099}", "\u{100000}\u{E0100}", "\u{F4001}\u{FE00}"] {
        assert_eq!(shape(&set, text), Err(vec![MissingCause::NotPrintable]), "{text}");
    }
}

/// 葛 + U+E0100 is a sequence of Adobe-Japan1.
#[test]
fn a_face_beyond_mj_draws_the_whole_text_or_nothing_of_it() {
    let jis90 = "葛\u{E0100}";
    assert_eq!(shape(&city(Repertoire::Mj), jis90), Err(vec![MissingCause::NoSequence]));
    let plus = city(Repertoire::MjPlus);
    assert_eq!(drawn(&plus, jis90), "toyo: toyo:jis90+1000");
    assert_eq!(
        drawn(&plus, "葛\u{E0100}{GJ000001}{MJ014004}"),
        "toyo: toyo:jis90+1000 toyo:gj000001+1000 toyo:mj014004+1000"
    );
    // The 当用明朝 in small has no 飾, and never a city's own character.
    assert_eq!(shape(&plus, "葛\u{E0100}飾"), Err(vec![MissingCause::NoSequence]));
    assert_eq!(shape(&plus, "葛\u{E0100}\u{E000}"), Err(vec![MissingCause::NoSequence]));
    let mixed = city(Repertoire::Mixed);
    let whole = shape(&mixed, "葛\u{E0100}飾区").unwrap();
    assert_eq!(mixed.face(whole.face).name(), "BIZUDMincho-Regular");
    assert!(whole.clusters.iter().all(|cluster| cluster.face == whole.face));
    assert_eq!(shape(&mixed, "葛\u{E0100}𠀀"), Err(vec![MissingCause::NoSequence]));
    // What the MJ family draws is never drawn by another face.
    assert!(drawn(&mixed, "葛").starts_with("ipamjm:"));
}

#[test]
fn identity_and_reading_are_of_the_slots() {
    let set = city(Repertoire::MjPlus);
    let own = Identity::Gaiji { set: "見本市".to_owned(), code: '\u{E000}' };
    assert_eq!(set.identity("\u{E000}"), own);
    assert_eq!(set.identity("\u{E001}"), Identity::Sequence);
    assert_eq!(set.identity("\u{100000}"), Identity::Gj(1));
    assert_eq!(set.identity("\u{10EC15}"), Identity::Gj(8663));
    assert_eq!(set.identity("\u{100001}"), Identity::Sequence);
    assert_eq!(set.identity("葛\u{E0102}"), Identity::Mj(Mj::parse("MJ022335").unwrap()));
    assert_eq!(city(Repertoire::Mj).identity("\u{100000}"), Identity::Sequence);
    let readings = [
        ("\u{100000}", Some("{GJ000001}")),
        ("{GJ009420}", Some("{GJ009420}")),
        ("{GJH00034}", Some("{GJH00034}")),
        ("{MJ014004}", Some("{MJ014004}")),
        ("\u{100001}", Some("{GJ-100001}")),
        ("\u{E000}", Some("{EUDC-E000}")),
        ("葛", None),
        ("\u{9FEE}", None),
    ];
    for (text, expected) in readings {
        let shaped = shape(&set, text).unwrap();
        let cluster = &shaped.clusters[0];
        let text = resolve_names(text).unwrap();
        let reading = set.reading(cluster.face, cluster.glyphs[0].id, &text);
        assert_eq!(reading.as_deref(), expected, "{}", text.escape_unicode());
    }
}

/// Whatever units a partner has, its em is the em of the MJ face, 0.88 em of it above the base
/// line.
#[test]
fn partners_stand_in_the_em_box_of_the_mj_face() {
    let set = city(Repertoire::MjPlus);
    let setting = Direction::Vertical.into();
    let shaped = set.shape(FontRole::Mincho, "見\u{100000}\u{E000}", setting).unwrap();
    assert_eq!((shaped.face, shaped.units_per_em), (set.role(FontRole::Mincho), 2048));
    for cluster in &shaped.clusters {
        let glyph = cluster.glyphs[0];
        assert_eq!((glyph.x, glyph.y, cluster.advance), (-1024, -1802, 2048), "{:?}", cluster.face);
        assert!(!cluster.turned);
    }
}

#[test]
fn a_broken_slot_and_too_many_slots_are_refused() {
    let base = || FontSet::new(common::sources()).unwrap();
    let code = |slots| {
        let errors = base().with_slots(Repertoire::Mj, slots).unwrap_err();
        errors.iter().map(|error| (error.code(), error.font.clone())).collect::<Vec<_>>()
    };
    let mut cut = gj();
    cut.truncate(400);
    assert_eq!(code(vec![slot("cut", SlotKind::Gj, cut)]), [("G015", "cut".to_owned())]);
    let many = (0..17).map(|n| slot(&n.to_string(), SlotKind::Eudc, eudc())).collect();
    assert_eq!(code(many), [("G013", "16".to_owned())]);
}

/// The first slot of a kind that has the character draws it.
#[test]
fn slots_of_a_kind_are_asked_in_their_order() {
    let second = Font::new(512)
        .glyph(Glyph::new("second").code('\u{E000}').code('\u{E777}').ink([0, 0, 400, 400]))
        .build();
    let slots = vec![slot("一", SlotKind::Eudc, eudc()), slot("二", SlotKind::Eudc, second)];
    let set = with(Repertoire::Mj, slots);
    assert_eq!(drawn(&set, "\u{E000}\u{E777}"), "ipamjm: 一:a+2048 二:second+2048");
}
