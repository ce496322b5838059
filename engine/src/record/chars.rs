//! Which code points a text of a record may hold.

use chohyo_fonts::is_selector;
use unicode_segmentation::UnicodeSegmentation;

use super::schema::Charset;

/// Most code points of one character with its marks: a Vietnamese letter has three, a kana with
/// its mark two; piled-up marks (zalgo) would run over the neighbouring rows.
const CLUSTER: usize = 8;

/// Why a code point is refused in what is no text of charset `mj` or `any`: the code of the
/// finding.
pub(super) fn fault(c: char) -> Option<&'static str> {
    match c {
        '\n' | '\r' => Some("R071"),
        _ if is_private(c) => Some("R070"),
        _ if is_hidden(c) || is_no_character(c) => Some("R067"),
        _ => None,
    }
}

/// Private use. What it means is the affair of the city's fonts; but plane 15 is the engine's own,
/// for glyphs that only a name tells.
fn is_private(c: char) -> bool {
    is_gaiji(c) || matches!(c, '\u{F0000}'..='\u{FFFFD}')
}

/// 外字: the city's own in the BMP, the added characters of 行政事務標準文字 in plane 16.
fn is_gaiji(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{100000}'..='\u{10FFFD}')
}

/// Code points that are never characters: controls, U+FFFC and U+FFFD, noncharacters, and the
/// planes without any character.
fn is_no_character(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{FFFC}' | '\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}')
        || c as u32 & 0xFFFE == 0xFFFE
        || matches!(c, '\u{40000}'..='\u{DFFFF}')
}

/// Code points that cannot be seen or change the order of what can: zero-width and filler
/// characters, bidirectional controls, tags, line separators.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E00FF}'
        | '\u{E01F0}'..='\u{E0FFF}'
    )
}

/// The first code point of a text that its charset does not have: code and code point. Names of
/// glyphs are not resolved yet.
pub(super) fn character_fault(text: &str, charset: Charset) -> Option<(&'static str, char)> {
    let gaiji = matches!(charset, Charset::Mj | Charset::Wide | Charset::Any);
    let mut before = None;
    for c in text.chars() {
        if let Some(code) = fault(c).filter(|_| !(gaiji && is_gaiji(c))) {
            return Some((code, c));
        }
        if is_selector(c) && !before.is_some_and(is_ideograph) {
            return Some(("R068", c));
        }
        if !is_selector(c) && !allows(charset, c) {
            return Some(("R066", c));
        }
        before = Some(c);
    }
    None
}

/// The first half-width character of a text of full-width ones (`R066`). Names of glyphs are
/// resolved.
pub(super) fn width_fault(text: &str, charset: Charset) -> Option<(&'static str, char)> {
    let narrow = text.chars().find(|c| is_narrow(*c));
    narrow.filter(|_| charset == Charset::Wide).map(|c| ("R066", c))
}

/// The first character of a text that has too many marks (`R069`), or that is of private use and
/// has any (`R086`). Names of glyphs are resolved.
pub(super) fn cluster_fault(text: &str) -> Option<(&'static str, char)> {
    if text.chars().all(stands_alone) {
        return None;
    }
    text.graphemes(true).find_map(|cluster| {
        let count = cluster.chars().count();
        let last = cluster.chars().next_back()?;
        match cluster.chars().any(is_private) {
            _ if count > CLUSTER => Some(("R069", last)),
            true if count > 1 => Some(("R086", last)),
            _ => None,
        }
    })
}

/// Whether a text of such characters alone has no fault in an item of a charset, and as many
/// characters as code points: most texts have no others, and are read once.
pub(super) fn plain_of(charset: Charset, c: char) -> bool {
    stands_alone(c) && allows(charset, c)
}

/// Whether a character is neither of private use nor ever one with those beside it, if they are
/// of these too: most texts have no others, and need not be split.
fn stands_alone(c: char) -> bool {
    // The most frequent first.
    matches!(
        c,
        '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF9D}' | ' '..='~' | '\u{3041}'..='\u{3096}'
        | '\u{30A0}'..='\u{30FF}' | '\u{3000}'..='\u{3029}'
    )
}

/// Whether a text can stand as a name in a layout or schema.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| fault(c).is_none())
        && character_fault(text, Charset::Any).is_none()
        && cluster_fault(text).is_none()
}

/// Whether a variation selector may follow: only unified and compatibility ideographs have
/// registered sequences that names use.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

fn allows(charset: Charset, c: char) -> bool {
    match charset {
        Charset::Mj | Charset::Any => true,
        Charset::Wide => !is_narrow(c),
        Charset::Ascii => matches!(c, ' '..='~'),
        Charset::Kana => is_kana(c),
    }
}

/// Half-width: East_Asian_Width Na and H (UAX #11, EastAsianWidth-16.0), ASCII above all.
fn is_narrow(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\u{A2}' | '\u{A3}' | '\u{A5}' | '\u{A6}' | '\u{AC}' | '\u{AF}' | '\u{20A9}'
        | '\u{27E6}'..='\u{27ED}' | '\u{2985}' | '\u{2986}' | '\u{FF61}'..='\u{FFDC}'
        | '\u{FFE8}'..='\u{FFEE}'
    )
}

/// Full-width kana and digits, spaces, and the marks that stand in the kana of names.
fn is_kana(c: char) -> bool {
    matches!(
        c,
        '\u{3041}'..='\u{3096}' | '\u{3099}'..='\u{309E}' | '\u{30A1}'..='\u{30FE}' | '\u{31F0}'..='\u{31FF}'
        | ' ' | '\u{3000}' | '＝' | '－' | '‐' | '．' | '，' | '’' | '、' | '０'..='９'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::characters;

    fn text_fault(text: &str, charset: Charset) -> Option<(&'static str, char)> {
        character_fault(text, charset).or_else(|| cluster_fault(text))
    }

    /// text; charset; code and code point (empty: taken)
    #[test]
    fn lines() {
        let any = Charset::Any;
        for (text, charset, expected) in [
            ("住民　太郎", Charset::Mj, None),
            ("あ\u{3099}か゛", any, None),
            ("葛\u{E0102}城", Charset::Mj, None),
            ("神\u{FA19}\u{F91D}\u{FA11}髙﨑栁德𠮷𩸽𠀋", Charset::Mj, None),
            ("〜～∥‖\u{A0}\u{2003}", any, None),
            ("Nguyễn Nguye\u{302}\u{303}n Griffin", any, None),
            ("محمد ธนพร", any, None),
            ("\u{323B0}", Charset::Mj, None),
            ("ジュウミン　タロウ・ー", Charset::Kana, None),
            ("ミホンハイツ１０１", Charset::Kana, None),
            ("住民　ＴＡＲＯ・１番６号～ー「」", Charset::Wide, None),
            ("葛\u{E0102}城𠮷\u{E000}\u{10DE92}", Charset::Wide, None),
            ("住民 太郎", Charset::Wide, Some(("R066", ' '))),
            ("１番6号", Charset::Wide, Some(("R066", '6'))),
            ("ﾐﾎﾝ", Charset::Wide, Some(("R066", 'ﾐ'))),
            ("｢見本｣", Charset::Wide, Some(("R066", '｢'))),
            ("\u{A5}", Charset::Wide, Some(("R066", '\u{A5}'))),
            ("\u{20A9}", Charset::Wide, Some(("R066", '\u{20A9}'))),
            ("\u{FFE8}", Charset::Wide, Some(("R066", '\u{FFE8}'))),
            ("見\u{200B}本", Charset::Wide, Some(("R067", '\u{200B}'))),
            ("ミホン101", Charset::Kana, Some(("R066", '1'))),
            ("ｼﾞｭｳﾐﾝ", Charset::Kana, Some(("R066", 'ｼ'))),
            ("漢", Charset::Kana, Some(("R066", '漢'))),
            ("AB12-", Charset::Ascii, None),
            ("ＡＢ", Charset::Ascii, Some(("R066", 'Ａ'))),
            ("山\u{FFFD}", any, Some(("R067", '\u{FFFD}'))),
            ("\u{FFFF}", any, Some(("R067", '\u{FFFF}'))),
            ("\u{1FFFE}", any, Some(("R067", '\u{1FFFE}'))),
            ("\u{7}", any, Some(("R067", '\u{7}'))),
            ("\u{1B}", any, Some(("R067", '\u{1B}'))),
            ("\u{85}", any, Some(("R067", '\u{85}'))),
            ("\t", any, Some(("R067", '\t'))),
            ("a\u{202E}b", any, Some(("R067", '\u{202E}'))),
            ("\u{2066}", any, Some(("R067", '\u{2066}'))),
            ("a\u{E0041}", any, Some(("R067", '\u{E0041}'))),
            ("\u{200B}", any, Some(("R067", '\u{200B}'))),
            ("👨\u{200D}👩", any, Some(("R067", '\u{200D}'))),
            ("\u{50000}", any, Some(("R067", '\u{50000}'))),
            ("\u{E000}\u{F8FF}", any, None),
            ("\u{10DE92}", Charset::Mj, None),
            ("\u{E000}", Charset::Kana, Some(("R070", '\u{E000}'))),
            ("\u{10DE92}", Charset::Ascii, Some(("R070", '\u{10DE92}'))),
            ("\u{F0000}", any, Some(("R070", '\u{F0000}'))),
            ("\u{F4001}", Charset::Mj, Some(("R070", '\u{F4001}'))),
            ("\u{E000}\u{E0100}", any, Some(("R068", '\u{E0100}'))),
            ("\u{100000}\u{FE00}", any, Some(("R068", '\u{FE00}'))),
            ("\u{E000}\u{3099}", any, Some(("R086", '\u{3099}'))),
            ("\u{100000}\u{301}", any, Some(("R086", '\u{301}'))),
            ("あ\u{E0100}", any, Some(("R068", '\u{E0100}'))),
            ("\u{E0100}", any, Some(("R068", '\u{E0100}'))),
            ("葛\u{E0100}\u{E0101}", any, Some(("R068", '\u{E0101}'))),
            ("1\u{FE0F}", any, Some(("R068", '\u{FE0F}'))),
            ("a\nb", any, Some(("R071", '\n'))),
            ("a\rb", any, Some(("R071", '\r'))),
        ] {
            assert!(text_fault(text, charset) == expected, "{}", text.escape_unicode());
        }
        let zalgo = format!("a{}", "\u{301}".repeat(200));
        assert!(text_fault(&zalgo, any) == Some(("R069", '\u{301}')));
    }

    #[test]
    fn what_stands_alone_is_a_character_of_its_own() {
        let alone: String = ('\0'..=char::MAX).filter(|c| stands_alone(*c)).collect();
        let twice: String = alone.chars().flat_map(|c| [c, c, 'あ']).collect();
        assert_eq!(twice.graphemes(true).count(), twice.chars().count());
        assert!(!twice.chars().any(is_private));
    }

    #[test]
    fn plain_characters_have_no_fault_beside_each_other() {
        for charset in [Charset::Mj, Charset::Wide, Charset::Kana, Charset::Ascii, Charset::Any] {
            let plain: String = ('\0'..=char::MAX).filter(|c| plain_of(charset, *c)).collect();
            assert!(text_fault(&plain, charset).is_none(), "{charset:?}");
            assert!(width_fault(&plain, charset).is_none(), "{charset:?}");
            assert_eq!(characters(&plain), plain.chars().count(), "{charset:?}");
        }
    }

    #[test]
    fn no_code_point_panics() {
        for c in '\0'..=char::MAX {
            let _ = text_fault(c.encode_utf8(&mut [0; 4]), Charset::Kana);
        }
    }
}
