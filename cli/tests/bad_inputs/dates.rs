//! Dates (DT).

use serde_json::json;

use crate::protection::guarded;
use crate::support::{Run, chohyo, folder_with, json_with, library, record, render_guarded};

fn dated(day: &str) -> Run {
    json_with(json!({ "生年月日": day }))
}

/// A date with the words that print instead of it.
fn worded(day: &str, words: &str) -> Run {
    json_with(json!({ "生年月日": day, "生年月日_不詳表記": words }))
}

#[test]
fn dt01_no_31st_of_april() {
    dated("2019-04-31").rejects_record("R075").says("生年月日");
    dated("4310431").rejects_record("R074");
}

#[test]
fn dt02_heisei_to_reiwa() {
    dated("2019-04-30").prints_words("平成３１年４月３０日");
    dated("2019-05-01").prints_words("令和元年５月１日");
}

#[test]
fn dt04_taisho_to_showa() {
    dated("1926-12-24").prints_words("大正１５年１２月２４日");
    dated("1926-12-25").prints_words("昭和元年１２月２５日");
}

#[test]
fn dt05_meiji_to_taisho() {
    dated("1912-07-29").prints_words("明治４５年７月２９日");
    dated("1912-07-30").prints_words("大正元年７月３０日");
}

#[test]
fn dt07_a_year_an_era_never_had() {
    dated("H35.5.5").rejects_record("R074");
    worded("2023-05-05", "平成３５年５月５日").prints_but_warns("平成３５年５月５日", "R094");
}

#[test]
fn dt08_stand_ins_for_no_date() {
    for day in ["0000-00-00", "9999-99-99", "00000000", "99999999"] {
        dated(day).rejects_record("R074");
    }
    let none = json_with(json!({})).text();
    for day in ["0000-01-01", "9999-12-31"] {
        let run = dated(day);
        run.prints();
        assert_eq!(run.text(), none, "{day} is no date");
    }
    for year in ["0000", "9999"] {
        let run = json_with(json!({ "課税年度": year }));
        run.prints();
        assert_eq!(run.text(), none, "{year} is no year");
    }
}

#[test]
fn dt10_leap_days() {
    dated("2000-02-29").prints_words("平成１２年２月２９日");
    dated("2024-02-29").prints_words("令和６年２月２９日");
    for day in ["1900-02-29", "2023-02-29"] {
        dated(day).rejects_record("R075");
        worded(day, "平成１１年２月２９日").prints_words("平成１１年２月２９日");
    }
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

/// The PDF of one record under an environment variable.
fn pdf_under(name: &str, value: &str) -> Vec<u8> {
    let folder = folder_with("record.json", &record(json!({ "生年月日": "2019-05-01" })));
    let mut command = chohyo();
    command.env(name, value).current_dir(folder.path()).arg("--layouts").arg(library());
    command.args(["render", "9999001", "record.json", "-o", "out.pdf"]).assert().success();
    std::fs::read(folder.path().join("out.pdf")).expect("PDF")
}

#[test]
fn dt13_time_zones() {
    let utc = pdf_under("TZ", "UTC");
    assert!(utc == pdf_under("TZ", "Asia/Tokyo") && utc == pdf_under("TZ", "America/Adak"));
}

#[test]
fn dt14_locales() {
    let plain = pdf_under("LC_ALL", "C");
    assert!(
        plain == pdf_under("LC_ALL", "ja_JP.UTF-8") && plain == pdf_under("LC_ALL", "tr_TR.UTF-8")
    );
}

/// The library of the tests has one more entry than the shipped one.
#[test]
fn a_new_era_is_data_only() {
    dated("2040-04-30").prints_words("令和２２年４月３０日");
    dated("2040-05-01").prints_words("見本元年５月１日");
}

#[test]
fn before_the_gregorian_calendar_words_print_and_nothing_is_converted() {
    dated("1872-12-31").rejects_record("R151");
    json_with(json!({ "西暦の日": "1872-12-31" })).rejects_record("R151");
    worded("1872-12-31", "明治５年１２月２日").prints_words("明治５年１２月２日");
}

#[test]
fn words_of_an_unknown_date_come_first() {
    let run = worded("2023-02-01", "令和５年２月上旬");
    run.prints_words("令和５年２月上旬").hides("令和５年２月１日");
    assert!(!run.stderr.contains("R094"), "{}", run.stderr);
    worded("2023-02-01", "令和５年ごろ").prints_but_warns("令和５年ごろ", "R094");
    for (day, words) in
        [("1912-07-30", "明治４５年７月３０日"), ("1926-12-25", "大正１５年１２月２５日")]
    {
        let run = worded(day, words);
        run.prints_words(words);
        assert!(!run.stderr.contains("R094"), "{}", run.stderr);
    }
}

#[test]
fn a_flag_of_an_unknown_date_asks_for_words() {
    let flagged = |flag: &str, words: &str| {
        json_with(json!({
            "生年月日": "2023-02-01", "生年月日_不詳フラグ": flag, "生年月日_不詳表記": words,
        }))
    };
    flagged("1", "").rejects_record("R093").says("生年月日");
    flagged("1", "令和５年春").prints_words("令和５年春");
    flagged("0", "").prints_words("令和５年２月１日");
}

#[test]
fn years_and_times() {
    let year = |year: &str| json_with(json!({ "課税年度": year }));
    year("2019").prints_words("平成３１年");
    year("2020").prints_words("令和２年");
    year("25").rejects_record("R087");
    let time = |time: &str| json_with(json!({ "操作時刻": time }));
    time("09:05").prints_words("09:05");
    time("23:59:59").prints_words("23:59:59");
    time("24:00").rejects_record("R088");
}
