//! Dates (DT).

use serde_json::json;

use crate::protection::guarded;
use crate::support::{json_with, render_guarded};

/// 和暦 of `生年月日` as printed.
#[track_caller]
fn prints_date(day: &str, words: &str) {
    json_with(json!({ "生年月日": day })).prints_words(words);
}

#[test]
fn dt01_no_31st_of_april() {
    json_with(json!({ "生年月日": "2019-04-31" })).rejects_record("R075").says("生年月日");
    json_with(json!({ "生年月日": "4310431" })).rejects_record("R074");
}

#[test]
fn dt02_heisei_to_reiwa() {
    prints_date("2019-04-30", "平成３１年４月３０日");
    prints_date("2019-05-01", "令和元年５月１日");
}

#[test]
fn dt04_taisho_to_showa() {
    prints_date("1926-12-24", "大正１５年１２月２４日");
    prints_date("1926-12-25", "昭和元年１２月２５日");
}

#[test]
fn dt05_meiji_to_taisho() {
    prints_date("1912-07-29", "明治４５年７月２９日");
    prints_date("1912-07-30", "大正元年７月３０日");
}

/// The library of the tests has one more entry than the shipped one.
#[test]
fn a_new_era_is_data_only() {
    prints_date("2040-04-30", "令和２２年４月３０日");
    prints_date("2040-05-01", "見本元年５月１日");
}

#[test]
fn dt11_birth_after_the_day_of_issue() {
    let born = |day: &str| {
        let record = guarded(json!({ "生年月日": day }));
        render_guarded("record.json", record.to_string(), &[])
    };
    born("2026-04-01").prints();
    born("2026-04-02").rejects_record("R120").says("生年月日は発行日以前").hides("2026-04-02");
}
