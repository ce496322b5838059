//! Whole lines against rustybuzz, and shaping cases as lines of data.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use chohyo_fonts::{Direction, Face, FontRole, Forms, Setting, ShapedGlyph};
use common::lines::{Dice, drawn, judged};
use common::{bytes, face};

/// Clusters that names are made of. No mark that rustybuzz would put in a cell of its own.
const PLAIN: &[&str] = &[
    "山",
    "田",
    "髙",
    "﨑",
    "𠮷",
    "邉",
    "神",
    "齋",
    "々",
    "〆",
    "ヶ",
    "ー",
    "「",
    "」",
    "（",
    "）",
    "、",
    "。",
    "ゃ",
    "ッ",
    "〜",
    "…",
    "A",
    "V",
    "f",
    "i",
    "l",
    "1",
    "-",
    "'",
    " ",
    "\u{3000}",
    "ｶ",
    "ﾞ",
    "ﾟ",
    "〇",
    "！",
    "：",
    "㍻",
    "か\u{309A}",
    "が",
    "か\u{3099}",
    "e\u{301}",
    "セ\u{309A}",
];

/// The sequences of the face that begin with these characters.
fn sequences(face: &Face) -> Vec<String> {
    let bases = "葛辻神渡邊邉齋斎崎高芦飴榊祇晴逢".chars();
    let selectors = ('\u{FE00}'..='\u{FE02}').chain('\u{E0100}'..='\u{E011F}');
    let all = bases.flat_map(|base| selectors.clone().map(move |vs| format!("{base}{vs}")));
    all.filter(|text| face.missing(text).is_empty()).collect()
}

#[test]
fn generated_names_equal_rustybuzz_in_both_directions() {
    for role in [FontRole::Mincho, FontRole::UdMincho, FontRole::Gothic] {
        let (face, judge) = (face(role), rustybuzz::Face::from_slice(bytes(role), 0).unwrap());
        let sequences = sequences(face);
        assert!(sequences.len() >= 20, "{role:?} {}", sequences.len());
        let mut clusters: Vec<&str> = sequences.iter().map(String::as_str).collect();
        clusters.extend(PLAIN.iter().filter(|text| face.missing(text).is_empty()));
        let mut dice = Dice(20_260_401);
        for _ in 0..400 {
            let length = 1 + dice.roll(16);
            let text: String = (0..length).map(|_| dice.pick(&clusters)).collect();
            for direction in [Direction::Horizontal, Direction::Vertical] {
                let shaped = face.shape(&text, direction.into()).expect("drawable");
                let judged = judged(&judge, &text, &shaped, direction);
                let words = text.escape_unicode();
                assert_eq!(drawn(&shaped, direction), judged, "{role:?} {direction:?} {words}");
            }
        }
    }
}

/// Every form alone and two together, on every cluster by itself: forms never reach further.
#[test]
fn forms_equal_rustybuzz_in_both_directions() {
    let forms = [
        Forms::RUBY,
        Forms::HALF_WIDTH,
        Forms::FULL_WIDTH,
        Forms::PROPORTIONAL,
        Forms::RUBY | Forms::PROPORTIONAL,
        Forms::HALF_WIDTH | Forms::PROPORTIONAL,
    ];
    for role in [FontRole::Mincho, FontRole::UdMincho, FontRole::Gothic] {
        let (face, judge) = (face(role), rustybuzz::Face::from_slice(bytes(role), 0).unwrap());
        let kana = ('\u{3001}'..='\u{3029}').chain('\u{3041}'..='\u{3096}');
        let rest = ('\u{309B}'..='\u{30FF}').chain('\u{FF01}'..='\u{FF9F}').chain('!'..='~');
        let mut clusters: Vec<String> = kana.chain(rest).map(String::from).collect();
        clusters.extend(PLAIN.iter().map(|text| (*text).to_owned()));
        clusters.retain(|text| face.missing(text).is_empty());
        for text in &clusters {
            for direction in [Direction::Horizontal, Direction::Vertical] {
                for forms in forms {
                    let setting = Setting { direction, forms };
                    let shaped = face.shape(text, setting).expect("drawable");
                    let judged = judged(&judge, text, &shaped, setting);
                    assert_eq!(drawn(&shaped, direction), judged, "{role:?} {setting:?} {text}");
                }
            }
        }
    }
}

#[test]
fn clusters_cover_the_text_and_never_hold_notdef() {
    let face = face(FontRole::Mincho);
    let text = PLAIN.concat();
    for direction in [Direction::Horizontal, Direction::Vertical] {
        let mut end = 0;
        for cluster in face.shape(&text, direction.into()).unwrap().clusters {
            assert_eq!(cluster.text.start, end);
            assert!(!cluster.glyphs.is_empty() && cluster.glyphs.iter().all(|g| g.id != 0));
            end = cluster.text.end;
        }
        assert_eq!(end, text.len());
    }
}

/// `U+845B U+E0102` to text.
fn text_of(codes: &str) -> String {
    let code = |word: &str| u32::from_str_radix(word.strip_prefix("U+")?, 16).ok();
    codes.split_whitespace().map(|word| code(word).and_then(char::from_u32).unwrap()).collect()
}

fn glyph_word(face: &Face, glyph: &ShapedGlyph) -> String {
    let name = face.glyph_name(glyph.id).map_or_else(|| format!("gid{}", glyph.id), str::to_owned);
    match (glyph.x, glyph.y) {
        (0, 0) => name,
        (x, y) => format!("{name}@{x},{y}"),
    }
}

/// The notation of the case files.
fn shaped_words(face: &Face, text: &str, setting: Setting) -> String {
    let words: Vec<String> = match face.shape(text, setting) {
        Ok(shaped) => shaped
            .clusters
            .iter()
            .map(|cluster| {
                let glyphs: Vec<_> =
                    cluster.glyphs.iter().map(|glyph| glyph_word(face, glyph)).collect();
                let turned = if cluster.turned { "↻" } else { "" };
                format!("{}{turned}+{}", glyphs.join("|"), cluster.advance)
            })
            .collect(),
        Err(missing) => missing
            .iter()
            .map(|m| format!("!{}:{}-{}", m.cause.code(), m.text.start, m.text.end))
            .collect(),
    };
    words.join(" ")
}

/// A word of a case: its direction or a form asked for.
fn with_word(setting: Setting, word: &str) -> Setting {
    let form = match word {
        "horizontal" => return Direction::Horizontal.into(),
        "vertical" => return Direction::Vertical.into(),
        "ruby" => Forms::RUBY,
        "hwid" => Forms::HALF_WIDTH,
        "fwid" => Forms::FULL_WIDTH,
        "palt" => Forms::PROPORTIONAL,
        other => panic!("setting {other}"),
    };
    Setting { forms: setting.forms | form, ..setting }
}

#[test]
fn case_files_hold() {
    let roles: BTreeMap<_, _> = FontRole::ALL.iter().map(|role| (role.name(), *role)).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let (mut lines, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let parts: Vec<_> = line.splitn(4, ';').map(str::trim).collect();
            let [role, direction, codes, expected] = parts[..] else { panic!("{line}") };
            let setting = direction.split_whitespace().fold(Setting::default(), with_word);
            let found = shaped_words(face(roles[role]), &text_of(codes), setting);
            if found != expected {
                wrong.push(format!("{line}\n  found: {found}"));
            }
            lines += 1;
        }
    }
    assert!(lines >= 60, "{lines}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
