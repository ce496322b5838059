//! 禁則: what a line may do between two characters.
//!
//! JLREQ §3.1.7 (line start), §3.1.8 (line end), §3.1.10 (unbreakable sequences) and Table 2 of
//! Appendix C, by the classes of Appendix A (`classes.txt`). Opportunities between all other
//! characters are those of UAX #14.
//!
//! # Where we leave UAX #14
//!
//! | UAX #14 | here | reason |
//! |---|---|---|
//! | LB22 × IN: none before …… | allowed after Japanese | Table 2, column cl-08 |
//! | LB19 × QU ×: none around “ ” ‘ ’ | allowed outside of them, next to Japanese | Table 2: they are cl-01 and cl-02 |
//! | LB13, LB16, LB21: × CL EX NS IS SY BA | class by class, with four strictnesses | §3.1.7 and Appendix C, addendum |
//! | LB25: CL × PR PO | allowed after 」 、 。 | Table 2, columns cl-12 and cl-13 |
//! | LB23a, LB25: PR × ID, ID × PO | PR × anything; × PO after numerals only where UAX #14 lets go | Table 2, row cl-12; §3.1.10 d, e |
//! | private use is XX, as AL | as ID | it is 外字 and MJ glyphs without a code: characters of names |
//! | full-width digits and letters are ID | a number or a word breaks only in need | §3.1.10 c, g: European numerals and words are units in any width |
//! | full-width ， ． between digits | inside the number | §3.1.10 c, note 2 |
//! | － after a letter or a digit is ID | not at the start of a line | it is the hyphen of house numbers there: cl-03, §3.1.7 |

mod class;

pub(super) use class::Class;
use class::FIRST_CJK;

use super::measure::Border;
use crate::form::Kinsoku;

/// The class of a base. A sign that Appendix A lists both as
/// Japanese and as Western is Japanese if it is an em wide.
pub(super) fn class_of(base: char, wide: bool) -> Class {
    match Class::of(base) {
        Class::IDEOGRAPHIC if !wide && base < FIRST_CJK => Class::WESTERN,
        class => class,
    }
}

/// What may happen between two characters. `open` is what UAX #14 says, `number` that a wide
/// digit stands before `before`.
pub(super) fn border(open: bool, number: bool, before: char, after: char) -> Border {
    let (left, right) = (Class::of(before), Class::of(after));
    if never(before, left, right) {
        return Border::Closed;
    }
    if let Some(kinsoku) = forbidden(before, after, (left, right)) {
        return kinsoku.map_or(Border::Closed, Border::Kinsoku);
    }
    let unit = within_word(before, after) || (number && separates(before) && is_wide_digit(after));
    if (open || opens(before, after)) && !unit { Border::Open } else { Border::Word }
}

/// At every strictness (Appendix C, addendum): nothing parts after cl-01 or before cl-02, cl-06,
/// cl-07; nor what joins on purpose.
fn never(before: char, left: Class, right: Class) -> bool {
    left == Class::OPENING
        || right.closes()
        || right == Class::VOICING
        || matches!(before, '\u{A0}' | '\u{202F}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether Table 2 forbids a line to end between the two, and the least loose strictness that
/// lets it; the inner `None`: not by the addendum, it speaks of the characters of the Appendix only.
fn forbidden(before: char, after: char, classes: (Class, Class)) -> Option<Option<Kinsoku>> {
    let loosens = |c: char, kinsoku| Some((!c.is_ascii()).then_some(kinsoku));
    match classes {
        (_, Class::ITERATION) if after == '々' => loosens(after, Kinsoku::Normal),
        (_, Class::LONG_SOUND | Class::SMALL_KANA) => loosens(after, Kinsoku::Normal),
        (_, Class::HYPHEN) => loosens(after, Kinsoku::Loose),
        (_, Class::MIDDLE_DOT) if matches!(after, '・' | '･') => loosens(after, Kinsoku::Loose),
        (_, Class::ITERATION | Class::DIVIDING | Class::MIDDLE_DOT) => {
            loosens(after, Kinsoku::Newspaper)
        }
        (Class::INSEPARABLE, Class::INSEPARABLE) => inseparable(before, after).map(Some),
        (_, Class::POSTFIX) if is_numeral(before) => {
            let percent = matches!(after, '％' | '%');
            Some(Some(if percent { Kinsoku::Loose } else { Kinsoku::Newspaper }))
        }
        (Class::PREFIX, _) => loosens(before, Kinsoku::Newspaper),
        _ if matches!(after, '－' | '−') && is_alphanumeric(before) => {
            loosens(after, Kinsoku::Loose)
        }
        _ => None,
    }
}

/// Appendix C, note 5: the pairs of cl-08 that stay together.
fn inseparable(before: char, after: char) -> Option<Kinsoku> {
    match (before, after) {
        ('…', '…') | ('‥', '‥') => Some(Kinsoku::Loose),
        ('—' | '―', '—' | '―') | ('〳' | '〴', '〵') => Some(Kinsoku::Newspaper),
        _ => None,
    }
}

/// Where UAX #14 keeps two characters together and JLREQ does not.
fn opens(before: char, after: char) -> bool {
    let signs = matches!(Class::of(after), Class::PREFIX | Class::POSTFIX);
    (is_japanese(before) && matches!(after, '…' | '‥' | '“' | '‘'))
        || (matches!(before, '”' | '’') && is_japanese(after))
        || (is_japanese(before) && Class::of(before).closes() && signs)
        || ((is_gaiji(before) || is_gaiji(after)) && !is_space(after) && !is_space(before))
}

/// A number or a word in full-width digits or letters (the names of foreign residents).
fn within_word(before: char, after: char) -> bool {
    (is_digit(before) && is_digit(after)) || (is_wide_letter(before) && is_wide_letter(after))
}

/// Between the digits of one number.
fn separates(c: char) -> bool {
    matches!(c, '，' | '．')
}

fn is_japanese(c: char) -> bool {
    c >= FIRST_CJK
}

/// Private use: 外字 and glyphs without a code.
fn is_gaiji(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// UAX #14 has said what it does there.
fn is_space(c: char) -> bool {
    matches!(Class::of(c), Class::WORD_SPACE | Class::WIDE_SPACE)
}

fn is_wide_letter(c: char) -> bool {
    matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// A full-width digit.
pub(super) fn is_wide_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_wide_digit(c)
}

fn is_alphanumeric(c: char) -> bool {
    is_digit(c) || is_wide_letter(c) || c.is_ascii_alphabetic()
}

/// European and ideographic numerals (§3.1.10 d, e).
fn is_numeral(c: char) -> bool {
    is_digit(c) || "〇一二三四五六七八九十百千万億兆".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(before: char, after: char) -> Border {
        border(true, false, before, after)
    }

    #[test]
    fn never_at_any_strictness() {
        for (before, after) in [('「', '国'), ('国', '」'), ('国', '。'), ('国', ','), ('か', '゛')]
        {
            assert_eq!(between(before, after), Border::Closed, "{before}{after}");
        }
    }

    #[test]
    fn four_strictnesses() {
        let cases = [
            ("国々 はー きゃ ァｧ", Kinsoku::Normal),
            ("国〜 る・ １％ …… ‥‥ １－", Kinsoku::Loose),
            ("た！ た： いゝ ５㎏ 十％ ―― —— 〴〵 ￥国 ￥５", Kinsoku::Newspaper),
        ];
        for (pairs, expected) in cases {
            for pair in pairs.split(' ') {
                let mut pair = pair.chars();
                let (Some(before), Some(after)) = (pair.next(), pair.next()) else { continue };
                let expected =
                    if (before, after) == ('十', '％') { Kinsoku::Loose } else { expected };
                assert_eq!(between(before, after), Border::Kinsoku(expected), "{before}{after}");
            }
        }
        assert_eq!(between('た', '!'), Border::Closed);
    }

    #[test]
    fn units_break_in_need_only() {
        assert_eq!(between('１', '２'), Border::Word);
        assert_eq!(between('Ａ', 'Ｂ'), Border::Word);
        assert_eq!(border(true, true, '，', '５'), Border::Word);
        assert_eq!(border(true, false, '，', '５'), Border::Open);
        assert_eq!(between('…', '‥'), Border::Open);
        assert_eq!(border(false, false, 'た', '…'), Border::Open);
        assert_eq!(border(false, false, '\u{F0001}', '\u{F0002}'), Border::Open);
        assert_eq!(border(false, false, '\u{F0001}', '。'), Border::Closed);
        assert_eq!(border(false, false, '\u{E000}', ' '), Border::Word);
    }
}
