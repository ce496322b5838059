//! Numbers and amounts (NU).

use serde_json::json;

use crate::protection::guarded;
use crate::support::{JUKI_CODE, MY_NUMBER, csv_with, json_with, render, render_guarded};

#[test]
fn nu02_large_amounts_keep_every_digit() {
    let run = json_with(json!({ "税額": 1_000_000_000_000_001_i64 }));
    run.prints_words("1,000,000,000,000,001");
}

#[test]
fn nu06_details_that_do_not_make_the_total() {
    let terms = json!([{ "税額": 100, "納期限": "2026-06-30" }, { "税額": 200 }]);
    let run = |total| {
        render_guarded(
            "a.json",
            guarded(json!({ "年税額": total, "期別": terms })).to_string(),
            &[],
        )
    };
    run(300).prints();
    run(301).rejects_record("R120").says("期別の合計は年税額").says("期別.税額").hides("301");
    let late = json!([{ "税額": 100, "納期限": "2026-03-31" }]);
    let late = guarded(json!({ "期別": late })).to_string();
    render_guarded("a.json", late, &[]).rejects_record("R120").says("期別[1].納期限");
}

#[test]
fn nu08_my_number_where_it_must_not_show() {
    let numbers = json!({ "個人番号": MY_NUMBER, "住民票コード": JUKI_CODE });
    let record = guarded(numbers.clone()).to_string();
    let run = render_guarded("a.json", record, &["--report", "report.json"]);
    run.prints_words("番号＊＊＊＊＊＊＊＊＊＊＊＊").prints_words("票＊＊＊＊＊＊＊＊＊＊＊");
    run.hides(MY_NUMBER).hides(JUKI_CODE).hides(&JUKI_CODE[7..]);
    let mut asked = guarded(numbers);
    asked["省略"] = json!({ "個人番号": false });
    let run = render_guarded("a.json", asked.to_string(), &[]);
    run.prints_words(&format!("番号{MY_NUMBER}")).hides(JUKI_CODE).hides(&JUKI_CODE[7..]);
    // A wrong check digit, and a number where the schema has none: refused, not told.
    let wrong = format!("{}0", &MY_NUMBER[..11]);
    let run = render_guarded("a.json", guarded(json!({ "個人番号": wrong })).to_string(), &[]);
    run.rejects_record("R073").hides(&wrong);
    json_with(json!({ "個人番号": MY_NUMBER })).rejects_record("R060").hides(MY_NUMBER);
    let column = csv_with("番号", MY_NUMBER);
    render("records.csv", column).rejects_run("R101").hides(MY_NUMBER);
}
