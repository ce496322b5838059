//! The structure of CSV files (CS).

use crate::support::render;

#[test]
fn cs11_columns_bind_by_name() {
    let ordered = render("records.csv", "宛名番号,氏名,税額\n01234,見本　太郎,1000\n");
    let shuffled = render("records.csv", "税額,氏名,宛名番号\n1000,見本　太郎,01234\n");
    ordered.prints();
    shuffled.prints();
    assert!(ordered.pdf() == shuffled.pdf());
}
