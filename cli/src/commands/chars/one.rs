//! The one character that `chohyo chars show` is asked for.

use chohyo_engine::diag::Diagnostic;
use chohyo_fonts::charset::{Kuten, Mj, resolve_names};

use crate::report::Failure;

/// The text of a name, a 面区点, code points, or of a text of one character.
///
/// # Errors
/// `B062` for a name that is none, `B065` for a code that is no character or not in the set,
/// `B066` for a text of none or several characters.
pub(super) fn text(asked: &str) -> Result<String, Failure> {
    if let Some(mj) = Mj::parse(asked) {
        return Ok(mj.text().to_string());
    }
    let unknown = || Failure::from(Diagnostic::error("B065").arg("given", asked));
    if asked.starts_with("U+") || asked.starts_with("u+") {
        return code_points(asked).ok_or_else(unknown);
    }
    if let Some(kuten) = Kuten::parse(asked) {
        return Ok(kuten.text().to_string());
    }
    // A name or a code that is not in the tables, not a text of several letters.
    if asked.len() > 1 && asked.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        let braced = format!("{{{asked}}}");
        return match resolve_names(&braced) {
            Ok(text) if *text != *braced => Ok(text.into_owned()),
            _ => Err(unknown()),
        };
    }
    let text = resolve_names(asked).map_err(|_| Diagnostic::error("B062"))?.into_owned();
    match chohyo_fonts::clusters(&text).count() {
        1 => Ok(text),
        count => Err(Diagnostic::error("B066").arg("count", count).into()),
    }
}

/// `U+845B`, `U+845B U+E0100` or `U+845B+E0100`.
fn code_points(asked: &str) -> Option<String> {
    let points = asked.split([' ', '+']).filter(|word| !word.is_empty() && *word != "U");
    let char = |word: &str| {
        let word = word.trim_start_matches("u");
        char::from_u32(u32::from_str_radix(word, 16).ok()?)
    };
    let text: String = points.filter(|word| *word != "u").map(char).collect::<Option<_>>()?;
    (chohyo_fonts::clusters(&text).count() == 1).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_name_a_character() {
        for (asked, expected) in [
            ("葛", Some("葛")),
            ("葛\u{E0102}", Some("葛\u{E0102}")),
            ("U+845B", Some("葛")),
            ("U+845B U+E0102", Some("葛\u{E0102}")),
            ("U+845B+E0102", Some("葛\u{E0102}")),
            ("1-19-75", Some("葛")),
            ("{MJ014004}", Some("\u{F0002}")),
            ("MJ014004", Some("\u{F0002}")),
            ("A", Some("A")),
            ("MJ999999", None),
            ("1-95-01", None),
            ("U+D800", None),
            ("葛飾", None),
            ("", None),
        ] {
            let text = text(asked).ok();
            assert_eq!(text.as_deref(), expected, "{asked}");
        }
    }
}
