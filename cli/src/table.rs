//! Tables for people: columns align under full-width text.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

/// Rows that a [`Stream`] aligns with each other.
const ALIGNED: usize = 500;

/// Rows as lines; every column as wide as its widest cell in display cells, two spaces between.
pub(crate) fn lines(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(|column| width(rows, column)).collect();
    rows.iter().map(|row| line(row, &widths)).collect()
}

/// Rows as lines, as they come: a column is as wide as its widest cell so far, and memory holds a
/// few hundred rows.
#[derive(Default)]
pub(crate) struct Stream {
    widths: Vec<usize>,
    rows: Vec<Vec<String>>,
}

impl Stream {
    /// Takes a row; writes those before it once there are enough of them to align.
    pub(crate) fn push(&mut self, row: Vec<String>, out: &mut impl Write) -> io::Result<()> {
        self.widths.resize(self.widths.len().max(row.len()), 0);
        for (width, cell) in self.widths.iter_mut().zip(&row) {
            *width = (*width).max(cell.width());
        }
        self.rows.push(row);
        if self.rows.len() < ALIGNED { Ok(()) } else { self.flush(out) }
    }

    /// Writes what it holds.
    pub(crate) fn flush(&mut self, out: &mut impl Write) -> io::Result<()> {
        let lines = self.rows.drain(..).map(|row| line(&row, &self.widths));
        lines.into_iter().try_for_each(|line| out.write_all(line.as_bytes()))
    }
}

fn width(rows: &[Vec<String>], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column));
    cells.map(|cell| cell.width()).max().unwrap_or(0)
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut text = String::new();
    for (cell, width) in row.iter().zip(widths) {
        text.push_str(cell);
        text.push_str(&" ".repeat(width - cell.width() + 2));
    }
    text.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_under_full_width_text() {
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        let rows = [row("帳票", "x"), row("ｶﾅ", "y"), row("葛\u{E0100}", "z")];
        assert_eq!(lines(&rows), "帳票  x\nｶﾅ    y\n葛\u{E0100}    z\n");
    }

    #[test]
    fn a_stream_keeps_the_widths_of_the_rows_before() {
        let (mut stream, mut out) = (Stream::default(), Vec::new());
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        stream.push(row("帳票", "x"), &mut out).expect("memory");
        assert!(out.is_empty());
        stream.flush(&mut out).expect("memory");
        stream.push(row("a", "y"), &mut out).expect("memory");
        stream.flush(&mut out).expect("memory");
        assert_eq!(out, "帳票  x\na     y\n".as_bytes());
    }
}
