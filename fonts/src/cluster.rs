//! What a cluster is made of: characters that may stand on paper, with their selectors.

use crate::missing::MissingCause;

/// Most characters in one cluster. UAX #15's Stream-Safe Text Format allows 30 marks on a base;
/// longer clusters are not text.
const MAX_CHARS: usize = 32;

/// One character of a cluster with the selector that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The character.
    pub(crate) base: char,
    /// Its variation selector.
    pub(crate) selector: Option<char>,
}

/// A cluster whose characters may all stand on paper.
pub(crate) enum Parsed {
    /// One character, or one character and a selector: the glyph is the font's own entry.
    Single(Unit),
    /// Several characters, or a mark by itself: the shaper places the glyphs.
    Composed(Vec<Unit>),
    /// One character of private use: drawn by the font that owns it.
    Private(char),
}

/// Splits a cluster into characters with their selectors.
///
/// # Errors
///
/// [`MissingCause::NotPrintable`], or [`MissingCause::NoSequence`] for two selectors in a row.
pub(crate) fn parse(cluster: &str) -> Result<Parsed, MissingCause> {
    let mut chars = cluster.chars();
    let (first, second, third) = (chars.next(), chars.next(), chars.next());
    let base = match (first, second) {
        (Some(c), None) if is_private(c) => return Ok(Parsed::Private(c)),
        _ => first.filter(|&c| is_printable(c)).ok_or(MissingCause::NotPrintable)?,
    };
    match (second, third) {
        (None, _) if !is_mark(base) => Ok(Parsed::Single(Unit { base, selector: None })),
        (Some(c), None) if is_selector(c) && !is_mark(base) => {
            Ok(Parsed::Single(Unit { base, selector: Some(c) }))
        }
        _ => units(cluster).map(Parsed::Composed),
    }
}

fn units(cluster: &str) -> Result<Vec<Unit>, MissingCause> {
    let mut units: Vec<Unit> = Vec::new();
    for (count, c) in cluster.chars().enumerate() {
        if count >= MAX_CHARS {
            return Err(MissingCause::NotPrintable);
        }
        match units.last_mut() {
            Some(unit) if is_selector(c) && unit.selector.is_none() => unit.selector = Some(c),
            Some(_) if is_selector(c) => return Err(MissingCause::NoSequence),
            _ if is_printable(c) => units.push(Unit { base: c, selector: None }),
            _ => return Err(MissingCause::NotPrintable),
        }
    }
    Ok(units)
}

/// The number of a variation selector: 1–16 for VS1 to VS16, 17–256 for the others (The Unicode
/// Standard 15.0, 23.4).
pub fn selector_number(c: char) -> Option<u16> {
    let number = match c {
        '\u{FE00}'..='\u{FE0F}' => u32::from(c) - 0xFE00 + 1,
        '\u{E0100}'..='\u{E01EF}' => u32::from(c) - 0xE0100 + 17,
        _ => return None,
    };
    u16::try_from(number).ok()
}

/// VS1–VS16 and VS17–VS256.
pub fn is_selector(c: char) -> bool {
    selector_number(c).is_some()
}

/// Combining marks of the blocks that Japanese and Latin names use; a mark by itself is placed
/// by the shaper.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{302A}'..='\u{302F}'
        | '\u{3099}' | '\u{309A}' | '\u{FE20}'..='\u{FE2F}')
}

/// Whether a character may stand on paper by itself: not a control or format character (Cc, Cf,
/// Zl, Zp), not default-ignorable (Unicode `Default_Ignorable_Code_Point`), not private use, not
/// a noncharacter, and not U+FFFC or U+FFFD, which stand for lost data.
fn is_printable(c: char) -> bool {
    let code = u32::from(c);
    !(c.is_control() || is_format(c) || is_private(c) || is_selector(c) || code & 0xFFFE == 0xFFFE)
}

/// Private use: EUDC, the names of glyphs (plane 15) and GJ (plane 16).
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

fn is_format(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{0600}'..='\u{0605}' | '\u{061C}' | '\u{06DD}' | '\u{070F}'
        | '\u{0890}' | '\u{0891}' | '\u{08E2}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFD}' | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_text_is_refused() {
        for cluster in [
            "\u{0}",
            "\t",
            "\n",
            "\r\n",
            "\u{7F}",
            "\u{85}",
            "\u{AD}",
            "\u{200B}",
            "\u{200D}",
            "\u{202E}",
            "\u{2066}",
            "\u{2069}",
            "\u{FEFF}",
            "\u{E0041}",
            "\u{E0100}",
            "\u{FE0F}",
            "\u{E000}\u{E0100}",
            "\u{100000}\u{3099}",
            "葛\u{E000}",
            "\u{FFFFF}",
            "\u{10FFFF}",
            "\u{FFFE}",
            "\u{FDD0}",
            "\u{FFFD}",
            "a\u{200D}",
            "葛\u{E0041}",
            "\u{3164}",
        ] {
            let cause = parse(cluster).err();
            assert_eq!(cause, Some(MissingCause::NotPrintable), "{:?}", cluster.escape_unicode());
        }
        assert!(matches!(parse("葛\u{E0100}\u{E0101}"), Err(MissingCause::NoSequence)));
        let tower = format!("e{}", "\u{301}".repeat(40));
        assert!(matches!(parse(&tower), Err(MissingCause::NotPrintable)));
    }

    #[test]
    fn spaces_are_text() {
        for cluster in [" ", "\u{3000}", "\u{A0}"] {
            assert!(matches!(parse(cluster), Ok(Parsed::Single(_))));
        }
    }
}
