//! A refused record tells its number and its fields, never what stands in them.

use crate::common::{FORMS, chohyo, folder, record, text};

/// All texts of a record that are longer than a code.
fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(words) if words.chars().count() > 3 => found.push(words.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|item| texts(item, found)),
        serde_json::Value::Object(map) => map.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

/// Names of items: a record may hold such a word as a value too (the item that a remark
/// is about), and messages name items.
fn keys(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|item| keys(item, found)),
        serde_json::Value::Object(map) => map.iter().for_each(|(key, item)| {
            found.push(key.clone());
            keys(item, found);
        }),
        _ => {}
    }
}

/// Puts a character that no font has at the end of every text.
fn spoil(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(words) => words.push('\u{10FFFD}'),
        serde_json::Value::Array(list) => list.iter_mut().for_each(spoil),
        serde_json::Value::Object(map) => map.values_mut().for_each(spoil),
        _ => {}
    }
}

#[test]
fn no_value_of_a_refused_record_is_told() {
    for (id, place) in FORMS {
        let stored = std::fs::read_to_string(record(place, "hard.json")).expect("record");
        let mut value: serde_json::Value = serde_json::from_str(&stored).expect("JSON");
        let mut values = Vec::new();
        texts(&value, &mut values);
        let mut names = Vec::new();
        keys(&value, &mut names);
        values.retain(|words| !names.contains(words));
        assert!(values.len() > 5, "{id}: values to look for");
        spoil(&mut value);
        let out = folder();
        let file = out.path().join("record.json");
        std::fs::write(&file, value.to_string()).expect("written");
        for shape in ["human", "json"] {
            let mut command = chohyo();
            command.args(["--diagnostics", shape, "render", id]).arg(&file);
            let run = command.arg("-o").arg(out.path().join("a.pdf")).output().expect("runs");
            assert_eq!(run.status.code(), Some(1), "{id}: {}", text(&run.stderr));
            let mut command = chohyo();
            command.args(["--diagnostics", shape, "chars", "--missing", "--form", id]).arg(&file);
            let chars = command.output().expect("runs");
            let said = text(&run.stderr) + &text(&run.stdout) + &text(&chars.stderr);
            for value in &values {
                assert!(!said.contains(value.as_str()), "{id}: a value of the record is told");
            }
        }
    }
}
