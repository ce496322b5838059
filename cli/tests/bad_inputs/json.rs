//! JSON (JS).

use crate::support::{MARKER, render};

#[test]
fn js01_duplicate_keys_are_refused() {
    let input = format!("{{\"宛名番号\":\"01234\",\"氏名\":\"{MARKER}\",\"氏名\":\"見本　花子\"}}");
    render("record.json", input).rejects_record("R055");
}
