//! Characters in texts (CH).

use serde_json::json;

use crate::support::{Run, json_with};

/// Prints a text in a name (drawn in the MJ face).
fn named(text: &str) -> Run {
    json_with(json!({ "住所": text }))
}

/// Prints a text in a field of any characters.
fn other(text: &str) -> Run {
    json_with(json!({ "英字名": text }))
}

/// A text that is printed is read back as it was sent.
#[track_caller]
fn exact(text: &str) {
    named(text).prints_words(text);
}

/// A text is refused, naming a code point and not the words around it.
#[track_caller]
fn refused(text: &str, code: &str, code_point: &str) {
    for run in [named(&format!("架空町{text}")), other(&format!("架空町{text}"))] {
        run.rejects_record(code).says(code_point).hides("架空町");
    }
}

#[test]
fn ch02_a_mark_on_a_base_without_a_composed_form() {
    let run = named("あ\u{3099}");
    if run.exit == Some(0) {
        run.prints_words("あ\u{3099}");
    } else {
        run.rejects_record("G001");
    }
}

#[test]
fn ch03_a_spacing_mark_stays() {
    exact("か゛");
}

#[test]
fn ch05_half_width_in_a_full_width_item() {
    let wide = |text: &str| json_with(json!({ "全角氏名": text }));
    wide("見本12").rejects_record("R066").says("U+0031");
    wide("ﾐﾎﾝ").rejects_record("R066").says("U+FF90");
    wide("見本１２").prints_words("見本１２");
    // Other items keep both as they are: nothing is converted unless a layout asks.
    exact("見本12ﾐﾎﾝ１２ミホン");
}

#[test]
fn ch06_a_selector_of_the_font() {
    exact("葛\u{E0102}城");
}

#[test]
fn ch08_a_selector_behind_kana() {
    refused("あ\u{E0100}", "R068", "U+E0100");
    refused("A\u{E0100}", "R068", "U+E0100");
}

#[test]
fn ch09_two_selectors() {
    refused("葛\u{E0100}\u{E0101}", "R068", "U+E0101");
}

#[test]
fn ch11_a_standardized_variant() {
    let run = named("\u{795E}\u{FE00}");
    if run.exit == Some(0) {
        run.prints_words("\u{795E}\u{FE00}");
    } else {
        run.rejects_record("G001");
    }
}

#[test]
fn ch12_supplementary_ideographs() {
    exact("𠮷𩸽𠀋");
}

#[test]
fn ch14_compatibility_ideographs() {
    exact("\u{FA19}\u{F91D}\u{FA11}");
}

#[test]
fn ch15_variants_of_names_are_not_folded() {
    exact("髙﨑栁德");
}

#[test]
fn ch17_private_use_without_a_font() {
    refused("\u{F0000}", "R070", "U+F0000");
    for c in ['\u{100000}', '\u{E000}'] {
        let code_point = format!("U+{:04X}", c as u32);
        named(&format!("架空{c}")).rejects_record("G004").says(&code_point).hides("架空");
    }
}

#[test]
fn ch18_a_glyph_named_by_its_mj_code() {
    let run = json_with(json!({ "全角氏名": "見本{MJ014004}" }));
    run.prints_words("見本{MJ014004}");
    json_with(json!({ "全角氏名": "見本{MJ999999}" })).rejects_record("R085");
}

#[test]
fn ch20_noncharacters() {
    refused("\u{FFFF}", "R067", "U+FFFF");
    refused("\u{1FFFE}", "R067", "U+1FFFE");
}

#[test]
fn ch21_controls() {
    for c in ['\u{1}', '\u{7}', '\u{1B}', '\t', '\u{7F}', '\u{80}', '\u{85}', '\u{9F}'] {
        refused(&c.to_string(), "R067", &format!("U+{:04X}", c as u32));
    }
}

#[test]
fn ch23_bidirectional_controls() {
    for c in ['\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}'] {
        refused(&c.to_string(), "R067", &format!("U+{:04X}", c as u32));
    }
}

#[test]
fn ch24_tags() {
    refused("A\u{E0041}\u{E007F}", "R067", "U+E0041");
}

#[test]
fn ch26_spaces_stay_apart_and_odd_ones_are_told() {
    exact("見本　太郎");
    let run = other("a b\u{A0}c\u{2003}d");
    run.prints_words("a b\u{A0}c\u{2003}d").says("note[R095]").says("英字名");
}

#[test]
fn ch27_a_mandatory_name_of_spaces() {
    json_with(json!({ "氏名": "　　" })).rejects_record("R061");
    json_with(json!({ "氏名": " " })).rejects_record("R061");
    exact("　見本　");
}

#[test]
fn ch29_wave_dash_and_tilde() {
    exact("〜～");
}

#[test]
fn ch30_vertical_lines() {
    exact("∥‖");
}

/// Only the pinned faces are in the file.
#[test]
fn ch32_japanese_glyphs() {
    let run = named("直骨刃");
    run.prints_words("直骨刃");
    let objects = run.objects();
    let bases = objects.lines().filter_map(|line| line.trim().strip_prefix("/BaseFont "));
    for base in bases {
        let face = base.trim_start_matches("/*+");
        assert!(["IPAmjMincho", "BIZUDMincho-Regular"].contains(&face), "{face}");
    }
}

/// No embedded face has the letter, composed or in parts: it is refused, never built from parts.
#[test]
fn ch33_vietnamese_both_ways() {
    other("Nguy\u{1EC5}n").rejects_record("G001").says("U+1EC5").hides("Nguy");
    let parts = other("Nguye\u{302}\u{303}n");
    parts.rejects_record("G001").says("U+0065 U+0302 U+0303").hides("Nguy");
}

#[test]
fn ch35_arabic_has_no_face() {
    other("محمد").rejects_record("G001").says("U+0645");
}

#[test]
fn ch36_thai_has_no_face() {
    other("ธนพร").rejects_record("G001").says("U+0E18");
}

#[test]
fn ch38_two_directions_in_one_field() {
    other("見本 محمد 123").rejects_record("G001").hides("見本 ");
}

#[test]
fn ch39_emoji() {
    refused("👨\u{200D}👩\u{200D}👧", "R067", "U+200D");
    other("👨").rejects_record("G001").says("U+1F468");
}

#[test]
fn ch41_piled_up_marks() {
    refused(&format!("a{}", "\u{301}".repeat(200)), "R069", "U+0301");
}

#[test]
fn ch42_letters_that_form_ligatures() {
    for text in ["Griffin", "Steffi", "Flynn"] {
        other(text).prints_words(text);
        named(text).prints_words(text);
    }
}

/// The glyphs are turned or upright by the rules of `compose` (its own tests); here the text.
#[test]
fn ch44_vertical_text_reads_as_it_was_sent() {
    let run = json_with(json!({ "縦書き": "見本ー（一）、Ａ１" }));
    run.prints_words("見本ー（一）、Ａ１");
}

#[test]
fn ch45_characters_newer_than_the_tables() {
    let run = named("\u{323B0}");
    run.rejects_record("G001").says("U+323B0");
}
