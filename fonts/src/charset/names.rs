//! Glyph names in text: `{MJ014004}`, `{GJ000001}`, `{GJH00034}`.

use std::borrow::Cow;
use std::ops::Range;

use super::mj::Mj;
use super::private::Private;

/// The longest thing in braces that may be meant as a name, in characters.
const MAX_NAME: usize = 24;

/// A thing in braces that looks like a glyph name and is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    /// Bytes of the text, with the braces.
    pub bytes: Range<usize>,
    /// What stands in the braces.
    pub name: String,
}

/// Replaces glyph names in braces by the text that means the glyph. Other braces are text.
///
/// # Errors
///
/// The first thing that looks like a name and is none: wrong case or width, wrong number of
/// digits, no closing brace, a number that the tables do not have.
pub fn resolve_names(text: &str) -> Result<Cow<'_, str>, NameError> {
    let mut resolved = String::new();
    let mut done = 0;
    for (open, _) in text.match_indices('{') {
        let inside = &text[open + 1..];
        let end = inside.find(['{', '}']).unwrap_or(inside.len());
        let (name, closed) = (&inside[..end], inside[end..].starts_with('}'));
        let close = open + 1 + end + usize::from(closed);
        if let Some(glyph) = named(name).filter(|_| closed) {
            resolved.push_str(&text[done..open]);
            resolved.push_str(&glyph);
            done = close;
        } else if looks_like_name(name, closed) {
            let end = name.char_indices().nth(MAX_NAME).map_or(close, |(at, _)| open + 1 + at);
            let name = name.chars().take(MAX_NAME).collect();
            return Err(NameError { bytes: open..end, name });
        }
    }
    if done == 0 {
        return Ok(Cow::Borrowed(text));
    }
    resolved.push_str(&text[done..]);
    Ok(Cow::Owned(resolved))
}

/// The name of a plane-15 character, without braces.
pub fn private_name(c: char) -> Option<String> {
    Private::of(c).map(|private| match private {
        Private::Mj(mj) => mj.to_string(),
        Private::Gj(number) => format!("GJ{number:06}"),
        Private::Gjh(number) => format!("GJH{number:05}"),
    })
}

/// The text of a glyph name.
pub(super) fn named(name: &str) -> Option<String> {
    let number = |digits: &str, length| {
        let plain = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    if let Some(digits) = name.strip_prefix("GJH") {
        return Private::gjh(number(digits, 5)?).map(String::from);
    }
    if let Some(digits) = name.strip_prefix("GJ") {
        return Private::gj(number(digits, 6)?).map(String::from);
    }
    Mj::parse(name).map(|mj| mj.text().to_string())
}

/// Whether a thing in braces was meant as a name: `MJ` or `GJ` in any case and width, then
/// letters, digits, spaces and hyphens only; without a closing brace, at least one of these.
fn looks_like_name(inside: &str, closed: bool) -> bool {
    let mut folded = inside.chars().map(fold).filter(|c| !c.is_whitespace());
    let prefix = (folded.next(), folded.next());
    if !matches!(prefix, (Some('M' | 'G'), Some('J'))) {
        return false;
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+');
    if closed { folded.take(MAX_NAME).all(is_part) } else { folded.next().is_some_and(is_part) }
}

/// A capital letter or digit without its width.
fn fold(c: char) -> char {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    narrow.to_ascii_uppercase()
}
