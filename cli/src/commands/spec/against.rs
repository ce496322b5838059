//! What differs between the form's 諸元表 and a given one.

use std::collections::HashMap;
use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use serde_json::json;

use super::cells::HEADS;
use super::given::{self, Given};
use crate::args::Shape;
use crate::report::{Context, Exit, Failure, out};
use crate::table;

/// Columns of the number, the part and the item.
const NO: usize = 0;
const PART: usize = 1;
const ITEM: usize = 2;

/// One difference.
struct Difference {
    /// `missing`: only in the given table, `extra`: only in the form, `changed`.
    kind: &'static str,
    part: String,
    item: String,
    column: &'static str,
    form: String,
    given: String,
}

pub(super) fn run(
    rows: &[Vec<String>],
    path: &Path,
    shape: Shape,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let given = given::read(path)?;
    if !given.unknown.is_empty() {
        let names = given.unknown.join("、");
        context.tell(&[Diagnostic::note("B079").arg("names", names)]);
    }
    let found = differences(rows, &given);
    out(&match shape {
        Shape::Json => format!("{:#}\n", serde_json::Value::from_iter(found.iter().map(as_json))),
        Shape::Human => human(&found, context),
    })?;
    Ok(if found.is_empty() { Exit::Good } else { Exit::Findings })
}

fn as_json(found: &Difference) -> serde_json::Value {
    json!({
        "kind": found.kind,
        "part": found.part,
        "item": found.item,
        "column": found.column,
        "form": found.form,
        "given": found.given,
    })
}

fn human(found: &[Difference], context: &Context<'_>) -> String {
    if found.is_empty() {
        return context.words("違いはありません\n", "no differences\n").to_owned();
    }
    let heads = match context.lang {
        chohyo_engine::diag::Lang::Ja => ["違い", "部", "印字項目", "列", "帳票", "与えられた表"],
        chohyo_engine::diag::Lang::En => ["what", "part", "item", "column", "form", "given"],
    };
    let word = |kind| match kind {
        "missing" => context.words("帳票に無い", "missing"),
        "extra" => context.words("帳票だけ", "extra"),
        _ => context.words("値が違う", "changed"),
    };
    let one_line = |text: &str| text.replace('\n', "⏎");
    let rows = found.iter().map(|d| {
        vec![
            word(d.kind).to_owned(),
            d.part.clone(),
            d.item.clone(),
            d.column.to_owned(),
            one_line(&d.form),
            one_line(&d.given),
        ]
    });
    table::lines(
        &std::iter::once(heads.map(str::to_owned).to_vec()).chain(rows).collect::<Vec<_>>(),
    )
}

/// Rows with one name in one part are paired in their order.
fn differences(rows: &[Vec<String>], given: &Given) -> Vec<Difference> {
    let with_part = given.has[PART];
    let key = |row: &[String]| {
        let part = if with_part { row[PART].clone() } else { String::new() };
        (part, row[ITEM].trim().to_owned())
    };
    let mut theirs: HashMap<_, std::collections::VecDeque<usize>> = HashMap::new();
    for (index, row) in given.rows.iter().enumerate() {
        theirs.entry(key(row)).or_default().push_back(index);
    }
    let mut found = Vec::new();
    for row in rows {
        match theirs.get_mut(&key(row)).and_then(std::collections::VecDeque::pop_front) {
            Some(index) => changed(row, &given.rows[index], given, &mut found),
            None => found.push(whole("extra", row)),
        }
    }
    let mut left: Vec<usize> = theirs.into_values().flatten().collect();
    left.sort_unstable();
    found.extend(left.into_iter().map(|index| whole("missing", &given.rows[index])));
    found
}

fn whole(kind: &'static str, row: &[String]) -> Difference {
    Difference {
        kind,
        part: row[PART].clone(),
        item: row[ITEM].clone(),
        column: "",
        form: String::new(),
        given: String::new(),
    }
}

fn changed(row: &[String], given_row: &[String], given: &Given, found: &mut Vec<Difference>) {
    for (column, head) in HEADS.iter().enumerate() {
        let compared = given.has[column] && ![NO, PART, ITEM].contains(&column);
        if compared && row[column].trim() != given_row[column] {
            found.push(Difference {
                column: head,
                form: row[column].clone(),
                given: given_row[column].clone(),
                ..whole("changed", row)
            });
        }
    }
}
