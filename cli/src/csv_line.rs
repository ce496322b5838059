//! Lines of CSV (RFC 4180), written and read.

use csv::{ReaderBuilder, Terminator, Trim, WriterBuilder};

/// Cells as a line, without its end; in quotes where they need them.
pub(crate) fn csv_line<C: AsRef<[u8]>>(cells: impl IntoIterator<Item = C>) -> String {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(cells).expect("memory takes every byte");
    let bytes = writer.into_inner().expect("memory takes every byte");
    String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned()
}

/// The cells of a small CSV text without the space around them, each row with the line it begins
/// in. A byte order mark and empty rows are left out.
pub(crate) fn csv_rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).trim(Trim::All);
    // A text is UTF-8 and rows may differ in length: nothing is left that could be refused.
    let rows = reader.from_reader(text.as_bytes()).into_records().flatten();
    // The crate's own line is that of the row before, where empty lines or CR LF stand between.
    let (mut line, mut seen) = (1, 0);
    let rows = rows.map(|row| {
        let from = row.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(seen);
        let ends = text.get(from..).unwrap_or_default().bytes().take_while(|b| b"\r\n".contains(b));
        let begin = from + ends.count();
        line += text.get(seen..begin).unwrap_or_default().matches('\n').count();
        seen = begin;
        (line, row.iter().map(str::to_owned).collect::<Vec<String>>())
    });
    rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect()
}

#[cfg(test)]
mod tests {
    use super::{csv_line, csv_rows};

    #[test]
    fn cells_are_quoted_where_they_must() {
        assert_eq!(csv_line(["葛\u{E0100}", "a b", ""]), "葛\u{E0100},a b,");
        assert_eq!(csv_line(["a,\"b\"", "1"]), "\"a,\"\"b\"\"\",1");
        assert_eq!(csv_line(["a\n", "b"]), "\"a\n\",b");
    }

    #[test]
    fn rows_have_their_lines() {
        let rows = csv_rows("\u{FEFF}name,rank\r\n\r\n\"a,\nb\", 1 \r\n  \nc\n");
        let cells = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        let expected =
            [(1, cells(&["name", "rank"])), (3, cells(&["a,\nb", "1"])), (6, cells(&["c"]))];
        assert_eq!(rows, expected);
    }
}
