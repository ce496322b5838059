//! How values turn into words: digits, amounts, masks, widths.

use std::cmp::Ordering;

use chohyo_fonts::is_selector;

/// Characters of a text: a base with its variation selector is one.
pub(crate) fn characters(text: &str) -> usize {
    text.chars().filter(|c| !is_selector(*c)).count()
}

/// 12,345; △ for minus.
pub(super) fn money(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut words = String::from(if amount < 0 { "△" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// `-1234.50` as △1,234.50.
pub(super) fn money_decimal(text: &str) -> String {
    let (minus, size) = text.strip_prefix('-').map_or(("", text), |rest| ("△", rest));
    let (whole, part) = size.split_once('.').map_or((size, None), |(w, p)| (w, Some(p)));
    let mut words = String::from(minus);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words.extend(part.into_iter().flat_map(|part| ['.'].into_iter().chain(part.chars())));
    words
}

/// All but the last `keep` characters as ＊.
pub(super) fn mask(text: &str, keep: usize) -> String {
    let hidden = characters(text).saturating_sub(keep);
    let mut seen = 0;
    let rest = text.find(|c| {
        seen += usize::from(!is_selector(c));
        seen > hidden
    });
    let rest = rest.map_or("", |start| &text[start..]);
    "＊".repeat(hidden) + rest
}

/// 123-4567; `None` unless the text is seven ASCII digits.
pub(super) fn postal(digits: &str) -> Option<String> {
    let fits = digits.len() == 7 && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| format!("{}-{}", &digits[..3], &digits[3..]))
}

/// ASCII as full-width; other characters stay.
pub(crate) fn wide_char(c: char) -> char {
    match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Full-width ASCII as half-width; other characters stay.
pub(super) fn narrow_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Every run of one to four digits, half or full width, as a Kanji numeral with 十 百 千; a longer
/// run, and one with a leading zero, digit by digit. Other characters stay.
pub(super) fn kansuji(text: &str) -> String {
    let mut words = String::new();
    let mut run = Vec::new();
    for c in text.chars() {
        match narrow_char(c).to_digit(10) {
            Some(digit) => run.push(digit),
            None => {
                kanji_numeral(&mut run, &mut words);
                words.push(c);
            }
        }
    }
    kanji_numeral(&mut run, &mut words);
    words
}

/// Adds a run of digits to the words and empties it.
fn kanji_numeral(run: &mut Vec<u32>, words: &mut String) {
    let kanji = |digit: u32| "〇一二三四五六七八九".chars().nth(digit as usize).unwrap_or('〇');
    let places = run.len();
    if places == 1 || places > 4 || run.first() == Some(&0) {
        words.extend(run.drain(..).map(kanji));
        return;
    }
    for (i, digit) in run.drain(..).enumerate() {
        let place = places - 1 - i;
        if digit > 1 || digit == 1 && place == 0 {
            words.push(kanji(digit));
        }
        if digit > 0 && place > 0 {
            words.extend("十百千".chars().nth(place - 1));
        }
    }
}

/// Order of two decimals written as `-12.30`, exactly.
pub(super) fn compare_decimals(a: &str, b: &str) -> Ordering {
    let (minus_a, whole_a, part_a) = split_decimal(a);
    let (minus_b, whole_b, part_b) = split_decimal(b);
    let size = (whole_a.len(), whole_a, part_a).cmp(&(whole_b.len(), whole_b, part_b));
    match (minus_a, minus_b) {
        (false, false) => size,
        (true, true) => size.reverse(),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// Sign, whole part without leading zeros, decimals without trailing zeros. Zero has no sign.
fn split_decimal(text: &str) -> (bool, &str, &str) {
    let (minus, size) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = size.split_once('.').unwrap_or((size, ""));
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    (minus && !(whole.is_empty() && part.is_empty()), whole, part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        for (amount, words) in [
            (0, "0"),
            (7, "7"),
            (999, "999"),
            (1000, "1,000"),
            (12345, "12,345"),
            (123_456, "123,456"),
            (-1234, "△1,234"),
            (1_000_000_000_000_000, "1,000,000,000,000,000"),
            (i64::MIN, "△9,223,372,036,854,775,808"),
        ] {
            assert_eq!(money(amount), words);
        }
    }

    #[test]
    fn decimals_with_commas() {
        for (text, words) in [
            ("123456.78", "123,456.78"),
            ("-1234.50", "△1,234.50"),
            ("0.125", "0.125"),
            ("999", "999"),
            ("1000000", "1,000,000"),
        ] {
            assert_eq!(money_decimal(text), words);
        }
    }

    #[test]
    fn masks_keep_whole_characters() {
        assert_eq!(mask("1234567", 4), "＊＊＊4567");
        assert_eq!(mask("1234", 4), "1234");
        assert_eq!(mask("1234", 9), "1234");
        assert_eq!(mask("1234", 0), "＊＊＊＊");
        assert_eq!(mask("葛\u{E0102}葛\u{E0102}城", 2), "＊葛\u{E0102}城");
        assert_eq!(mask("", 2), "");
    }

    #[test]
    fn post_codes() {
        assert_eq!(postal("1234567").as_deref(), Some("123-4567"));
        for text in ["123456", "12345678", "１２３４５６７", "123-456", ""] {
            assert_eq!(postal(text), None, "{text}");
        }
    }

    #[test]
    fn kanji_numerals() {
        for (text, words) in [
            ("0", "〇"),
            ("1", "一"),
            ("10", "十"),
            ("11", "十一"),
            ("20", "二十"),
            ("21", "二十一"),
            ("100", "百"),
            ("108", "百八"),
            ("1010", "千十"),
            ("2025", "二千二十五"),
            ("9999", "九千九百九十九"),
            ("12345", "一二三四五"),
            ("10000", "一〇〇〇〇"),
            ("012", "〇一二"),
            ("00", "〇〇"),
            ("令和７年１０月３１日", "令和七年十月三十一日"),
            ("令和元年", "令和元年"),
            ("見本町1丁目２番30号", "見本町一丁目二番三十号"),
            ("葛\u{E0102}1", "葛\u{E0102}一"),
            ("", ""),
        ] {
            assert_eq!(kansuji(text), words, "{text}");
        }
    }

    #[test]
    fn widths_are_inverse() {
        for code in 0x20_u8..0x7F {
            let c = char::from(code);
            assert_eq!(narrow_char(wide_char(c)), c);
            assert_ne!(wide_char(c), c);
        }
        assert_eq!("1-2 見本".chars().map(wide_char).collect::<String>(), "１－２　見本");
        assert_eq!("〜∥ｱ".chars().map(narrow_char).collect::<String>(), "〜∥ｱ");
    }

    #[test]
    fn decimals() {
        for (a, b, order) in [
            ("1.0", "1.00", Ordering::Equal),
            ("01", "1", Ordering::Equal),
            ("-0", "0.0", Ordering::Equal),
            ("9.9", "10", Ordering::Less),
            ("-9.9", "-10", Ordering::Greater),
            ("0.09", "0.1", Ordering::Less),
            ("-1", "1", Ordering::Less),
            ("1", "-1", Ordering::Greater),
        ] {
            assert_eq!(compare_decimals(a, b), order, "{a} {b}");
        }
    }
}
