//! Lines of CSV: RFC 4180, and what the receivers of a file ask for.

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

impl Style {
    /// What stands before the first line.
    pub(super) fn start(self) -> &'static str {
        if self.bom { "\u{FEFF}" } else { "" }
    }

    /// A line with its end.
    pub(super) fn line<'c>(self, cells: impl ExactSizeIterator<Item = &'c str>) -> String {
        // A line with nothing on it is no row.
        let alone = cells.len() == 1;
        let mut line = String::new();
        for (index, cell) in cells.enumerate() {
            if index > 0 {
                line.push(',');
            }
            let needed = cell.contains(['"', ',', '\r', '\n']) || (alone && cell.is_empty());
            if needed || self.quotes == Quotes::Always {
                line.extend(["\"", &cell.replace('"', "\"\""), "\""]);
            } else {
                line.push_str(cell);
            }
        }
        line.push_str(match self.line_end {
            LineEnd::CrLf => "\r\n",
            LineEnd::Lf => "\n",
        });
        line
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
