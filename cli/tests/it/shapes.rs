//! JSON for machines, tables for people.

use crate::common::{FORMS, chohyo, record, text};

fn run(arguments: &[&str]) -> String {
    let output = chohyo().args(arguments).output().expect("runs");
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn forms_as_json() {
    let list: serde_json::Value =
        serde_json::from_str(&run(&["forms", "--format", "json"])).expect("JSON");
    let ids: Vec<_> = list.as_array().expect("list").iter().map(|f| f["id"].as_str()).collect();
    for (id, _) in FORMS {
        assert!(ids.contains(&Some(id)), "{id}");
        let shown = run(&["forms", "show", id, "--format", "json"]);
        let form: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
        let mut keys: Vec<_> = form.as_object().expect("object").keys().cloned().collect();
        keys.sort();
        let known = "basis business edition family from id id_status kind name paper to";
        assert_eq!(keys.join(" "), known);
        assert_eq!(form["business"].as_str(), Some(&id[..3]));
    }
}

#[test]
fn form_page_names_items_and_variation_points() {
    let page = run(&["--lang", "ja", "forms", "show", "0010003"]);
    let lines = [
        ("再現", "19 認証文、発行年月日、職名、職氏名、公印、公印の注記、発行番号"),
        ("発行.年月日", "hakko.nengappi * 日付 YYYY-MM-DD"),
        ("世帯員[n].性別", "setaiin[n].seibetsu * 1=男 2=女"),
        ("世帯員[n].備考[n]", "setaiin[n].biko[n] 文字（氏名・住所） 300 字まで・字形名可"),
        ("honorific", "様 | 殿 = \"様\""),
    ];
    for (name, words) in lines {
        let line = page.lines().find(|line| line.split_whitespace().next() == Some(name));
        let line = line.map(|line| line.split_whitespace().skip(1).collect::<Vec<_>>().join(" "));
        assert_eq!(line.as_deref(), Some(words), "{page}");
    }
}

#[test]
fn sample_records_are_in_the_program() {
    for (id, place) in FORMS {
        let stored = std::fs::read_to_string(record(place, "sample.json")).expect("record");
        assert_eq!(run(&["forms", "sample", id]), stored);
    }
}

#[test]
fn diagnostics_as_json_lines() {
    let output = chohyo()
        .args(["--diagnostics", "json", "--lang", "en", "explain", "B998"])
        .output()
        .expect("runs");
    let line: serde_json::Value =
        serde_json::from_str(text(&output.stderr).trim_end()).expect("JSON");
    assert_eq!((line["code"].as_str(), line["severity"].as_str()), (Some("B005"), Some("error")));
    assert!(line["places"].is_array() && line["message"].is_string());
}

#[test]
fn explain_knows_every_code_it_lists() {
    let page = run(&["explain", "--all"]);
    let codes: Vec<_> =
        page.lines().filter_map(|l| l.strip_prefix("## ")?.split(':').next()).collect();
    assert!(codes.len() > 20);
    for code in [codes[0], codes[codes.len() - 1]] {
        assert!(run(&["--lang", "en", "explain", code]).starts_with(code));
    }
}

#[test]
fn fonts_verify_names_every_face() {
    assert_eq!(run(&["fonts", "verify"]).lines().count(), 5);
}
