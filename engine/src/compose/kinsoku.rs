//! 禁則: which characters may not begin or end a line, and which pairs stay together.
//!
//! The classes are those of JLREQ (W3C "Requirements for Japanese Text Layout") Appendix A;
//! the rules are its §3.1.7 (line start), §3.1.8 (line end) and §3.1.10 (no break between).

/// cl-01 始め括弧類, and the ASCII brackets that open.
const OPENING: &str = "‘“（〔［｛〈《「『【｟〘〖«〝([{｢";
/// cl-02 終わり括弧類, and the ASCII brackets that close.
const CLOSING: &str = "’”）〕］｝〉》」』】｠〙〗»〟)]}｣";
/// cl-03 ハイフン類.
const HYPHENS: &str = "‐〜゠–～";
/// cl-04 区切り約物.
const DIVIDING: &str = "！？‼⁇⁈⁉!?";
/// cl-05 中点類.
const MIDDLE_DOTS: &str = "・：；･:;";
/// cl-06 句点類 and cl-07 読点類.
const STOPS: &str = "。．、，｡､.,";
/// cl-08 分離禁止文字: a run of one of them stays together.
const INSEPARABLE: &str = "—―…‥〳〴〵";
/// cl-09 繰返し記号.
const ITERATION: &str = "ヽヾゝゞ々〻";
/// cl-10 長音記号.
const LONG_SOUND: &str = "ーｰ";
/// cl-11 小書きの仮名.
const SMALL_KANA: &str =
    "ぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯﾞﾟ゛゜";
/// cl-12 前置省略記号: stays with the number after it.
const PREFIX: &str = "￥＄￡＃€№¥$£#";
/// cl-13 後置省略記号: stays with the number before it.
const POSTFIX: &str = "°′″℃￠％‰㏋ℓ㌃㌍㌔㌘㌢㌣㌦㌧㌫㌶㌻㍉㍊㍍㍑㍗㎎㎏㎜㎝㎞㎡㏄%";

/// 行頭禁則: may not begin a line.
pub(super) fn not_at_start(c: char) -> bool {
    [CLOSING, HYPHENS, DIVIDING, MIDDLE_DOTS, STOPS, ITERATION, LONG_SOUND, SMALL_KANA]
        .iter()
        .any(|class| class.contains(c))
}

/// 行末禁則: may not end a line.
pub(super) fn not_at_end(c: char) -> bool {
    OPENING.contains(c)
}

/// 分離禁止: no line ends between the two.
pub(super) fn inseparable(before: char, after: char) -> bool {
    (before == after && INSEPARABLE.contains(before))
        || (PREFIX.contains(before) && is_digit(after))
        || (is_digit(before) && POSTFIX.contains(after))
}

/// Where UAX #14 keeps two characters together and JLREQ does not: before …… (UAX #14 LB22)
/// and outside of the quotation marks “ ” ‘ ’ (LB19) in Japanese text.
pub(super) fn opens(before: char, after: char) -> bool {
    (is_japanese(before) && matches!(after, '…' | '‥' | '“' | '‘'))
        || (matches!(before, '”' | '’') && is_japanese(after))
}

/// CJK, kana and the full-width forms.
fn is_japanese(c: char) -> bool {
    c >= '\u{2E80}'
}

/// A number or a word in full-width digits or letters (the names of foreign residents) is broken
/// only where nothing else works.
pub(super) fn within_word(before: char, after: char) -> bool {
    (is_digit(before) && is_digit(after)) || (is_wide_letter(before) && is_wide_letter(after))
}

fn is_wide_letter(c: char) -> bool {
    ('Ａ'..='Ｚ').contains(&c) || ('ａ'..='ｚ').contains(&c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        assert!(")）。、々ーっ・！".chars().all(not_at_start));
        assert!("「（【".chars().all(not_at_end));
        assert!(!"あ国A１　".chars().any(|c| not_at_start(c) || not_at_end(c)));
        assert!(inseparable('…', '…') && !inseparable('…', '‥'));
        assert!(inseparable('￥', '３') && inseparable('５', '％') && !inseparable('あ', '％'));
    }
}
