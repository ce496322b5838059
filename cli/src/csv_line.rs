//! Lines of CSV (RFC 4180).

use csv::{Terminator, WriterBuilder};

/// Cells as a line, without its end; in quotes where they need them.
pub(crate) fn csv_line<C: AsRef<[u8]>>(cells: impl IntoIterator<Item = C>) -> String {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(cells).expect("memory takes every byte");
    let bytes = writer.into_inner().expect("memory takes every byte");
    String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::csv_line;

    #[test]
    fn cells_are_quoted_where_they_must() {
        assert_eq!(csv_line(["葛\u{E0100}", "a b", ""]), "葛\u{E0100},a b,");
        assert_eq!(csv_line(["a,\"b\"", "1"]), "\"a,\"\"b\"\"\",1");
        assert_eq!(csv_line(["a\n", "b"]), "\"a\n\",b");
    }
}
