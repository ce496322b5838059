//! `chohyo diff`: what differs between two layouts, or form by form between two folders of them.

mod apart;
mod sides;
mod words;

use chohyo_engine::differ::{Change, Difference, Subject, differences};
use chohyo_engine::length::Length;
use serde_json::{Value, json};

use self::sides::Pair;
use crate::args::{DiffArgs, Shape};
use crate::report::{Context, Exit, Failure, out};

pub(super) fn run(args: &DiffArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let pairs = sides::pairs(&args.from, &args.to, context)?;
    let compared: Vec<Compared> = pairs.iter().map(|pair| compared(pair, args.within)).collect();
    out(&match args.format {
        Shape::Json => format!("{:#}\n", Value::from_iter(compared.iter().map(as_json))),
        Shape::Human => human(&compared, context),
    })?;
    let same = compared.iter().all(|form| !form.is_whole && form.found.is_empty());
    Ok(if same { Exit::Good } else { Exit::Findings })
}

/// A form of both sides, or of one of them.
struct Compared<'a> {
    id: &'a str,
    name: &'a str,
    /// Editions of the two sides; none where it lacks the form.
    editions: [Option<&'a str>; 2],
    /// One side has no such form.
    is_whole: bool,
    found: Vec<Difference>,
}

fn compared(pair: &Pair, within: Length) -> Compared<'_> {
    let [from, to] = [pair.from.as_ref(), pair.to.as_ref()];
    let any = to.or(from);
    let found = from.zip(to).map(|(from, to)| differences(from, to, within));
    Compared {
        id: any.map_or("", |form| &form.id.0),
        name: any.map_or("", |form| &form.name),
        editions: [from, to].map(|form| form.map(|form| form.edition.as_str())),
        is_whole: found.is_none(),
        found: found.unwrap_or_default(),
    }
}

fn human(compared: &[Compared<'_>], context: &Context<'_>) -> String {
    let mut text = String::new();
    for form in compared {
        let what = match form.editions {
            [Some(from), Some(to)] if form.found.is_empty() && from == to => continue,
            [Some(from), Some(to)] => format!("{from} → {to}"),
            [None, Some(to)] => format!("{to} {}", context.words("追加", "added")),
            [from, _] => {
                format!("{} {}", from.unwrap_or_default(), context.words("削除", "removed"))
            }
        };
        text.push_str(&format!("{} {}  {what}\n", form.id, form.name));
        for line in words::lines(&form.found, context) {
            text.push_str(&format!("  {line}\n"));
        }
    }
    if compared.iter().all(|form| !form.is_whole && form.found.is_empty()) {
        text.push_str(context.words("違いはありません\n", "no differences\n"));
    }
    text
}

fn as_json(form: &Compared<'_>) -> Value {
    json!({
        "id": form.id,
        "name": form.name,
        "from": form.editions[0],
        "to": form.editions[1],
        "differences": form.found.iter().map(difference).collect::<Vec<_>>(),
    })
}

fn difference(found: &Difference) -> Value {
    let subject = match found.subject {
        Subject::Form => "form",
        Subject::Part => "part",
        Subject::Item => "item",
        Subject::Record => "record",
        Subject::Vary => "vary",
    };
    let mut value = json!({
        "subject": subject, "part": found.part, "kind": found.kind, "name": found.name,
    });
    let more = match &found.change {
        Change::Added => json!({"change": "added"}),
        Change::Removed => json!({"change": "removed"}),
        Change::Moved { by, label } => json!({
            "change": "moved", "label": label, "right_mm": by.x.to_mm(), "down_mm": by.y.to_mm(),
        }),
        Change::Resized { from, to, label } => json!({
            "change": "resized", "label": label,
            "from_mm": [from.width.to_mm(), from.height.to_mm()],
            "to_mm": [to.width.to_mm(), to.height.to_mm()],
        }),
        Change::Changed { aspect, from, to } => json!({
            "change": "changed", "what": words::key(*aspect), "from": from, "to": to,
        }),
    };
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
    value
}
