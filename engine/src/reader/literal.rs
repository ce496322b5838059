//! Where a piece of a decoded string stands in its literal.

use std::ops::Range;

/// Maps a byte range of the decoded text to a byte range of the raw TOML literal (quotes
/// included). Knows the four kinds of strings, escapes, and line-ending backslashes.
pub(super) fn raw_range(raw: &str, decoded: &Range<usize>) -> Range<usize> {
    let (quote, multi_line) = match raw.as_bytes() {
        [b'"', b'"', b'"', ..] => (3, true),
        [b'\'', b'\'', b'\'', ..] => (3, true),
        _ => (1, false),
    };
    let mut walk = Walk { raw, at: quote, decoded: 0, escapes: raw.starts_with('"'), multi_line };
    if multi_line {
        walk.skip_first_newline();
    }
    let end = raw.len().saturating_sub(quote);
    let start = walk.until(decoded.start, end);
    let stop = walk.until(decoded.end, end).max(start);
    start..stop
}

struct Walk<'a> {
    raw: &'a str,
    at: usize,
    decoded: usize,
    escapes: bool,
    multi_line: bool,
}

impl Walk<'_> {
    fn skip_first_newline(&mut self) {
        let rest = self.rest();
        self.at += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    }

    fn rest(&self) -> &str {
        self.raw.get(self.at..).unwrap_or("")
    }

    /// Walks until `target` decoded bytes are behind; gives the raw offset, at most `end`.
    fn until(&mut self, target: usize, end: usize) -> usize {
        while self.at < end {
            let (raw, decoded) = self.step();
            if decoded > 0 && self.decoded >= target {
                break;
            }
            self.at += raw;
            self.decoded += decoded;
        }
        self.at.min(end)
    }

    /// Raw and decoded length of the next character, escape or line-ending backslash.
    fn step(&self) -> (usize, usize) {
        let rest = self.rest();
        let first = rest.chars().next().map_or(1, char::len_utf8);
        if !(self.escapes && rest.starts_with('\\')) {
            return (first, first);
        }
        let after = rest.get(1..).unwrap_or("");
        let digits = match after.chars().next() {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some(c) if self.multi_line && c.is_whitespace() => {
                return (1 + after.len() - after.trim_start().len(), 0);
            }
            Some(c) => return (1 + c.len_utf8(), 1),
            None => return (1, 1),
        };
        let code = after.get(1..=digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let decoded = code.and_then(char::from_u32).map_or(1, char::len_utf8);
        (2 + digits, decoded)
    }
}

#[cfg(test)]
mod tests {
    use super::raw_range;

    #[test]
    fn ranges_of_literals() {
        // raw literal; decoded range; the raw text it stands for
        let cases = [
            (r#""氏名x""#, 3..6, "名"),
            (r#""a\"b""#, 2..3, "b"),
            (r#""a\u6c0fb""#, 1..4, r"\u6c0f"),
            (r#""a\u6c0fb""#, 4..5, "b"),
            ("'a\\b'", 1..3, "\\b"),
            ("\"\"\"\nab\\\n   cd\"\"\"", 2..3, "c"),
            ("'''\nab'''", 0..2, "ab"),
            (r#""ab""#, 2..2, ""),
        ];
        for (raw, decoded, expected) in cases {
            assert_eq!(&raw[raw_range(raw, &decoded)], expected, "{raw} {decoded:?}");
        }
    }
}
