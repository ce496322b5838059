//! Every row of the catalogue has a test.

/// The modules of the classes.
const MODULES: [&str; 9] = [
    include_str!("encoding.rs"),
    include_str!("structure.rs"),
    include_str!("json.rs"),
    include_str!("characters.rs"),
    include_str!("length.rs"),
    include_str!("dates.rs"),
    include_str!("numbers.rs"),
    include_str!("marks.rs"),
    include_str!("protection.rs"),
];

/// Names of the test functions, from their source.
fn tests() -> Vec<&'static str> {
    let functions = MODULES.iter().flat_map(|module| module.split("#[test]\nfn ").skip(1));
    functions.filter_map(|rest| rest.split('(').next()).collect()
}

/// Id and verdict of every row.
fn rows() -> Vec<(&'static str, &'static str)> {
    let lines = include_str!("rows.txt").lines();
    let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut words = line.split(' ');
        Some((words.next()?, words.next()?))
    };
    rows.map(|line| row(line).unwrap_or_else(|| panic!("id and verdict: {line}"))).collect()
}

#[test]
fn every_row_has_a_test() {
    let tests = tests();
    for (id, verdict) in rows() {
        let prefix = format!("{}_", id.to_lowercase());
        let tested = tests.iter().any(|name| name.starts_with(&prefix));
        assert!(tested != (verdict == "not-applicable"), "{id} {verdict}: tested {tested}");
    }
}

#[test]
fn every_verdict_is_one_of_the_catalogue() {
    let verdicts = ["EXACT", "REJECT-RUN", "REJECT-RECORD", "REJECT", "REPORT", "RULE"];
    let rows = rows();
    assert_eq!(rows.len(), 98, "rows of the classes of records");
    for (index, (id, verdict)) in rows.iter().enumerate() {
        assert!(verdicts.contains(verdict) || *verdict == "not-applicable", "{id}: {verdict}");
        assert!(rows[..index].iter().all(|(other, _)| other != id), "{id} stands twice");
    }
}
