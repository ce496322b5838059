//! Lines of CSV: RFC 4180, and what the receivers of a file ask for.

use csv::{QuoteStyle, Terminator, WriterBuilder};

/// How a CSV file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether it begins with a byte order mark; spreadsheets in Japan read it as CP932 without.
    pub bom: bool,
    /// How a line ends.
    pub line_end: LineEnd,
    /// Which fields stand in quotes.
    pub quotes: Quotes,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// CR LF.
    CrLf,
    /// LF.
    Lf,
}

/// Which fields stand in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// All.
    Always,
    /// Those that cannot stand without.
    Needed,
}

/// Bytes of an ordinary line.
const LINE: usize = 1024;

impl Style {
    /// What stands before the first line.
    pub(super) fn start(self) -> &'static str {
        if self.bom { "\u{FEFF}" } else { "" }
    }

    /// A line with its end.
    pub(super) fn line<'c>(self, cells: impl IntoIterator<Item = &'c str>) -> String {
        let quotes = match self.quotes {
            Quotes::Always => QuoteStyle::Always,
            Quotes::Needed => QuoteStyle::Necessary,
        };
        let line_end = match self.line_end {
            LineEnd::CrLf => Terminator::CRLF,
            LineEnd::Lf => Terminator::Any(b'\n'),
        };
        let mut writer = WriterBuilder::new();
        let writer = writer.quote_style(quotes).terminator(line_end).buffer_capacity(LINE);
        let mut writer = writer.from_writer(Vec::new());
        writer.write_record(cells).expect("memory takes every byte");
        let bytes = writer.into_inner().expect("memory takes every byte");
        String::from_utf8(bytes).expect("cells are UTF-8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// cells; needed quotes; all quotes
    #[test]
    fn lines() {
        let style = |quotes| Style { bom: false, line_end: LineEnd::CrLf, quotes };
        for (cells, needed, always) in [
            (&["a", "", "c"][..], "a,,c\r\n", "\"a\",\"\",\"c\"\r\n"),
            (&["", ""], ",\r\n", "\"\",\"\"\r\n"),
            (&[""], "\"\"\r\n", "\"\"\r\n"),
            (
                &["a\"b", "c,d", "e\nf"],
                "\"a\"\"b\",\"c,d\",\"e\nf\"\r\n",
                "\"a\"\"b\",\"c,d\",\"e\nf\"\r\n",
            ),
            (&[" \u{3000}a "], " \u{3000}a \r\n", "\" \u{3000}a \"\r\n"),
        ] {
            assert_eq!(style(Quotes::Needed).line(cells.iter().copied()), needed);
            assert_eq!(style(Quotes::Always).line(cells.iter().copied()), always);
        }
    }
}
