use super::super::schema::Charset;
use super::*;

/// The check digit, by the formula in other words: 11 − (Σ P·Q mod 11), 0 if the rest is 0 or 1.
#[test]
fn check_digits_of_my_numbers() {
    // All made up; the last digits were worked out by hand from the formula.
    for (digits, good) in [
        ("123456789018", true),
        ("000000000000", true),
        ("100000000005", true),
        ("000000000019", true),
        ("000000000060", true),
        ("123456789010", false),
        ("213456789018", false),
        ("12345678901", false),
        ("", false),
    ] {
        assert_eq!(my_number(digits.as_bytes()), good, "{digits}");
    }
}

/// Every change of one digit is found, but where two rests share the digit 0.
#[test]
fn single_slips_are_found() {
    let good = b"123456789018";
    for at in 0..12 {
        for digit in b'0'..=b'9' {
            let mut slip = *good;
            slip[at] = digit;
            assert_eq!(my_number(&slip), slip == *good);
        }
    }
}

#[test]
fn whole_numbers_have_one_way_of_writing() {
    for text in ["0", "-1", "10", "9223372036854775807"] {
        assert!(plain(text), "{text}");
    }
    for text in ["", "-", "-0", "01", "+1", "1 ", "1,0", "１", "1.0"] {
        assert!(!plain(text), "{text}");
    }
}

/// text; what is read, or the fault's code and arguments
#[test]
fn names_of_glyphs_are_resolved() {
    let named = |max| ItemType::Text { charset: Charset::Mj, max, glyph_names: true };
    for (given, expected) in [
        ("{MJ022335}城", Ok("葛\u{E0102}城")),
        ("{MJ014004}", Ok("\u{F0002}")),
        ("山{GJ000001}", Ok("山\u{F4001}")),
        ("{GJH00034}", Ok("\u{F8022}")),
        ("{波}{}", Ok("{波}{}")),
        ("{MJ999999}", Err("R085 MJ999999")),
        ("{mj014004}", Err("R085 mj014004")),
        ("{MJ014004山田", Err("R085 MJ014004")),
        ("{MJ014004}\u{E0100}", Err("R068 U+E0100")),
        ("{MJ014004}\u{3099}", Err("R086 U+3099")),
        ("\u{F0000}", Err("R070 U+F0000")),
    ] {
        let found = text(&named(9), given.to_owned()).map_err(|fault| {
            let args: Vec<_> = fault.args.iter().map(|(_, value)| value.as_str()).collect();
            format!("{} {}", fault.code, args.join(" "))
        });
        assert!(found == expected.map(str::to_owned).map_err(str::to_owned), "{given}");
    }
    assert!(text(&named(2), "{MJ014004}{GJ000001}".to_owned()).is_ok(), "a name is one character");
    assert!(text(&named(1), "{MJ014004}{GJ000001}".to_owned()).is_err());
    let plain = ItemType::Text { charset: Charset::Mj, max: 20, glyph_names: false };
    assert!(text(&plain, "{MJ014004}".to_owned()).ok().as_deref() == Some("{MJ014004}"));
}
