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
fn nu03_one_digit_more_than_boxes() {
    let boxes = |digits: &str| json_with(json!({ "升の額": digits }));
    boxes("12345678901").prints();
    boxes("123456789012").rejects_record("C001").says("升の額").hides("123456789012");
    json_with(json!({ "千円の額": 9_999_999 })).prints_words("9,999,999");
    json_with(json!({ "千円の額": 10_000_000 })).rejects_record("R089").hides("10000000");
    json_with(json!({ "枚数": -1 })).rejects_record("R090");
    json_with(json!({ "面積": "12345.67" })).prints_words("12345.67");
    json_with(json!({ "面積": "123456.78" })).rejects_record("R089");
}

#[test]
fn nu05_other_ways_to_write_a_number() {
    for cell in
        ["+0", "+100", "0100", "\"1,000\"", " 100", "100 ", "１００", "1e3", "1.0", "-0", "△1"]
    {
        render("records.csv", csv_with("税額", cell)).rejects_record("R063");
    }
    json_with(json!({ "税額": "+0,100 " })).rejects_record("R062");
    render("records.csv", csv_with("税額", "-1234")).prints_words("△1,234");
}

/// 千円未満切捨て is shown as it was computed upstream: no amount is rounded here.
#[test]
fn amounts_are_shown_not_computed() {
    json_with(json!({ "税額": 1_234_567 })).prints_words("1,234,567");
    json_with(json!({ "税額": 1_234_000 })).prints_words("1,234,000");
    json_with(json!({ "税額": -999 })).prints_words("△999");
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
