//! Encodings of record files (CE).

use crate::support::{MARKER, csv_with, render};

#[test]
fn ce01_one_bom_is_skipped() {
    let bytes = [b"\xEF\xBB\xBF", csv_with("", "").as_bytes()].concat();
    render("records.csv", bytes).prints_words(&format!("見本　{MARKER}"));
}
