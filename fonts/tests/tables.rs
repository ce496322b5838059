//! Characters, variation sequences and glyph names, against ttf-parser and rustybuzz: two
//! implementations by other hands.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chohyo_fonts::{Face, FontRole, MissingCause, Setting};
use common::{bytes, face};

/// VS1–VS16, then VS17–VS256.
fn selectors() -> impl Iterator<Item = char> {
    ('\u{FE00}'..='\u{FE0F}').chain('\u{E0100}'..='\u{E01EF}')
}

/// What ttf-parser reads in a font file.
struct Judge {
    face: ttf_parser::Face<'static>,
    /// Every character of the font's `cmap` with its glyph.
    codes: BTreeMap<char, u16>,
    /// Every variation sequence of the font's `cmap` 14 with its glyph.
    sequences: BTreeMap<(char, char), u16>,
}

impl Judge {
    fn read(role: FontRole) -> Self {
        let face = ttf_parser::Face::parse(bytes(role), 0).unwrap();
        let mut listed = BTreeSet::new();
        for subtable in face.tables().cmap.unwrap().subtables {
            if subtable.is_unicode() {
                subtable.codepoints(|code| listed.extend(char::from_u32(code)));
            }
        }
        let glyph = |c| Some((c, face.glyph_index(c)?.0)).filter(|&(_, gid)| gid != 0);
        let codes: BTreeMap<_, _> = listed.into_iter().filter_map(glyph).collect();
        let pairs = codes.keys().flat_map(|&base| selectors().map(move |vs| (base, vs)));
        let sequences = pairs
            .filter_map(|(c, vs)| Some(((c, vs), face.glyph_variation_index(c, vs)?.0)))
            .collect();
        Self { face, codes, sequences }
    }
}

static MINCHO: LazyLock<Judge> = LazyLock::new(|| Judge::read(FontRole::Mincho));
static GOTHIC: LazyLock<Judge> = LazyLock::new(|| Judge::read(FontRole::Gothic));
static OCR_B: LazyLock<Judge> = LazyLock::new(|| Judge::read(FontRole::OcrB));

fn text_of((base, selector): (char, char)) -> String {
    [base, selector].iter().collect()
}

fn only_glyph(face: &Face, text: &str) -> u16 {
    let clusters = face.shape(text, Setting::default()).expect("drawable").clusters;
    assert!(clusters.len() == 1 && clusters[0].glyphs.len() == 1);
    clusters[0].glyphs[0].id
}

#[test]
fn characters_equal_ttf_parser() {
    // The last: marks that take no room of their own, which are drawn with a base only.
    for (role, judge, count, marks) in [
        (FontRole::Mincho, &*MINCHO, 54_578, 1),
        (FontRole::Gothic, &*GOTHIC, 11_741, 34),
        (FontRole::OcrB, &*OCR_B, 140, 0),
    ] {
        let (face, mut alone) = (face(role), Vec::new());
        assert_eq!(judge.codes.len(), count, "{role:?}");
        let mut text = [0; 4];
        for c in '\0'..=char::MAX {
            let missing = face.missing(c.encode_utf8(&mut text));
            match judge.codes.get(&c) {
                Some(&gid) => {
                    assert!(face.text_rank(gid, c.encode_utf8(&mut text)).is_some(), "{c:?}");
                    match missing.first().map(|missing| missing.cause) {
                        Some(MissingCause::NoGlyph) => alone.push(c),
                        Some(MissingCause::NoSequence) => panic!("{c:?}"),
                        None | Some(MissingCause::NotPrintable | MissingCause::NoSlot) => {}
                    }
                }
                None => assert_eq!(missing.len(), 1, "{c:?}"),
            }
        }
        assert_eq!(alone.len(), marks, "{role:?} {alone:?}");
        let is_mark = |c: &char| matches!(c, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}');
        assert!(alone.iter().all(is_mark), "{role:?} {alone:?}");
    }
}

#[test]
fn sequences_equal_ttf_parser_and_rustybuzz() {
    for (role, judge, count, plain) in
        [(FontRole::Mincho, &*MINCHO, 11_474, 5_057), (FontRole::Gothic, &*GOTHIC, 10_160, 9_673)]
    {
        let (face, sequences) = (face(role), &judge.sequences);
        let shaper = rustybuzz::Face::from_slice(bytes(role), 0).unwrap();
        assert_eq!(sequences.len(), count, "{role:?}");
        let same = sequences.iter().filter(|((base, _), gid)| judge.codes[base] == **gid).count();
        assert_eq!(same, plain, "{role:?}");
        for (&sequence, &gid) in sequences {
            let text = text_of(sequence);
            assert_eq!(only_glyph(face, &text), gid, "{text:?}");
            let mut buffer = rustybuzz::UnicodeBuffer::new();
            buffer.push_str(&text);
            let shaped = rustybuzz::shape(&shaper, &[], buffer);
            let ids: Vec<_> = shaped.glyph_infos().iter().map(|info| info.glyph_id).collect();
            assert_eq!(ids, [u32::from(gid)], "{text:?}");
        }
    }
}

/// A sequence that the font does not list is refused, whatever the base.
#[test]
fn unlisted_sequences_are_refused() {
    let face = face(FontRole::Mincho);
    let mut refused = 0;
    for &base in MINCHO.codes.keys().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(*c)) {
        for selector in ['\u{FE00}', '\u{E0100}', '\u{E0102}', '\u{E01EF}'] {
            if !MINCHO.sequences.contains_key(&(base, selector)) {
                let missing = face.missing(&text_of((base, selector)));
                assert_eq!(missing[0].cause, MissingCause::NoSequence);
                refused += 1;
            }
        }
    }
    assert!(refused > 60_000, "{refused}");
    // Both are assigned: U+E0100 in Adobe-Japan1 alone.
    assert_eq!(face.missing("葛\u{E0100}")[0].cause, MissingCause::NoSequence);
}

/// 58,862 kanji and 299 hentaigana, by the names that the font stores.
#[test]
fn ipamj_has_every_mj_glyph_by_name() {
    let face = face(FontRole::Mincho);
    assert_eq!(face.glyph_count(), 61_179);
    let number = |name: &str| name.strip_prefix("mj")?.parse::<u32>().ok();
    let mj: BTreeSet<_> = MINCHO.face.tables().post.unwrap().names().filter_map(number).collect();
    assert_eq!(mj.range(..=68_101).count(), 58_862);
    assert_eq!(mj.range(90_001..=90_299).count(), 299);
    assert_eq!(mj.len(), 58_862 + 299);
    for gid in (0..face.glyph_count()).step_by(613) {
        let name = MINCHO.face.glyph_name(ttf_parser::GlyphId(gid));
        assert_eq!(face.glyph_name(gid), name, "{gid}");
    }
    assert_eq!(face.glyph_name(only_glyph(face, "葛")), Some("mj022336"));
    assert_eq!(face.glyph_name(61_179), None);
}

/// All 285 hentaigana of Unicode.
#[test]
fn ipamj_has_the_hentaigana() {
    let hentaigana = ('\u{1B002}'..='\u{1B11E}')
        .filter(|c| face(FontRole::Mincho).missing(&c.to_string()).is_empty());
    assert_eq!(hentaigana.count(), 285);
}

/// The rank of every text of the font, against a plain sort of the judge's tables with U+3000 first.
#[test]
fn text_rank_is_the_place_in_the_fonts_own_list() {
    for (role, judge) in
        [(FontRole::Mincho, &*MINCHO), (FontRole::Gothic, &*GOTHIC), (FontRole::OcrB, &*OCR_B)]
    {
        let mut texts: BTreeMap<u16, BTreeSet<String>> = BTreeMap::new();
        for (sequence, &gid) in &judge.sequences {
            texts.entry(gid).or_default().insert(text_of(*sequence));
        }
        for (c, &gid) in &judge.codes {
            texts.entry(gid).or_default().insert(c.to_string());
        }
        for (&gid, texts) in &texts {
            let mut texts: Vec<_> = texts.iter().collect();
            texts.sort_by_key(|text| *text != "\u{3000}");
            for (rank, text) in texts.into_iter().enumerate() {
                let ours = face(role).text_rank(gid, text).map(usize::from);
                assert_eq!(ours, Some(rank), "{text:?}");
            }
        }
    }
}

#[test]
fn text_rank_knows_no_other_pairs() {
    let face = face(FontRole::Mincho);
    let gid = only_glyph(face, "葛");
    assert!(face.text_rank(gid, "葛").is_some());
    for text in ["", "飾", "葛葛", "葛\u{E0100}", "葛\u{E0102}\u{E0102}", "か\u{309A}"] {
        assert_eq!(face.text_rank(gid, text), None, "{text:?}");
    }
    assert_eq!(face.text_rank(0, "\u{10FFFF}"), None);
    let composed = only_glyph(face, "か\u{309A}");
    assert_eq!(face.text_rank(composed, "か\u{309A}"), None);
}

#[test]
fn names_and_metrics_are_the_fonts_own() {
    for line in include_str!("../fonts.toml").split("\n[[font]]\n").skip(1) {
        let value = |key: &str| {
            let line = line.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            line.unwrap().trim_matches('"').to_owned()
        };
        let face = face(FontRole::from_name(&value("role")).unwrap());
        assert_eq!(face.name(), value("name"));
        assert_eq!(face.family_name(), value("family"));
        assert_eq!(face.postscript_name(), value("postscript"));
        assert_eq!(face.version(), value("version"));
        assert_eq!(face.data().len().to_string(), value("bytes").replace('_', ""));
    }
}

#[test]
fn metrics_equal_ttf_parser() {
    for role in FontRole::ALL {
        let (face, judge) = (face(role), ttf_parser::Face::parse(bytes(role), 0).unwrap());
        let (metrics, bbox) = (face.metrics(), judge.global_bounding_box());
        assert_eq!(metrics.ascent, judge.tables().hhea.ascender);
        assert_eq!(metrics.descent, judge.tables().hhea.descender);
        assert_eq!(metrics.cap_height, judge.capital_height().unwrap_or(metrics.ascent));
        assert_eq!(metrics.bbox, [bbox.x_min, bbox.y_min, bbox.x_max, bbox.y_max]);
        assert_eq!(metrics.italic_angle, judge.italic_angle());
        assert_eq!(metrics.monospaced, judge.is_monospaced());
        assert_eq!(metrics.is_cff, judge.tables().cff.is_some());
        assert_eq!(face.units_per_em(), judge.units_per_em());
        assert_eq!(face.glyph_count(), judge.number_of_glyphs());
        for gid in 0..face.glyph_count() {
            let id = ttf_parser::GlyphId(gid);
            assert_eq!(Some(face.advance(gid)), judge.glyph_hor_advance(id), "{role:?} {gid}");
            if let Some(advance) = judge.glyph_ver_advance(id) {
                assert_eq!(face.vertical(gid).advance, advance, "{role:?} {gid}");
            }
        }
    }
}

/// IPAmj: one em down for every glyph, and PDF's default origin (0.88 em) but for 325 glyphs.
#[test]
fn ipamj_vertical_metrics_are_those_of_the_em_box() {
    let face = face(FontRole::Mincho);
    let all = (0..face.glyph_count()).map(|gid| face.vertical(gid));
    assert!(all.clone().all(|vertical| vertical.advance == 2_048));
    assert_eq!(all.filter(|vertical| vertical.origin_y != 1_802).count(), 325);
}
