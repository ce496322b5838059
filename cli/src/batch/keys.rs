//! `reconcile --key`: the records of an input and the fingerprints of a manifest, both ways.

use std::collections::{BTreeMap, BTreeSet};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{Excluded, Key, Line, Manifest, Refused};

use crate::args::ReconcileArgs;
use crate::input::Input;
use crate::report::{Context, Failure};
use crate::{load, setter};

/// `B191` for records that were printed and are not in the input as they were, and for records of
/// the input that were neither printed nor refused nor taken out.
///
/// # Errors
/// `B185` another edition of the form, `B192` a manifest without fingerprints, those of the form
/// and of the input, `R145` if it does not have the totals that its sender declared.
pub(super) fn compare(
    manifest: &Manifest,
    args: &ReconcileArgs,
    key: &Key,
    context: &Context<'_>,
) -> Result<Vec<Diagnostic>, Failure> {
    let run = &manifest.run;
    let layout = args.form.as_deref().unwrap_or(&run.form);
    let form = load::form(context, layout, args.as_of.as_deref())?.form;
    if (&form.id.0, &form.edition) != (&run.form, &run.edition) {
        return Err(Diagnostic::error("B185").arg("what", "form").into());
    }
    let mut printed = printed(manifest)?;
    let told = told(manifest);
    let control = run.options.get("control").map(String::as_str);
    let mut found = Vec::new();
    for path in &args.records {
        // What the sender counted is counted once more (`R145`).
        let input = Input::again(path, args.format, &args.input, &form.schema, control)?;
        for (read, record) in input.records(&form.schema)?.zip(1..) {
            let key = setter::read(read)?.ok().map(|record| key.of(&record));
            let known = key.and_then(|key| printed.get_mut(&key)).and_then(Vec::pop);
            if known.is_none() && !told.contains(&record) {
                found.push(wrong(record, "unprinted"));
            }
        }
    }
    let mut missing: Vec<u64> = printed.into_values().flatten().collect();
    missing.sort_unstable();
    found.extend(missing.into_iter().map(|record| wrong(record, "missing")));
    Ok(found)
}

/// Ordinals of the records that were printed by their fingerprints.
fn printed(manifest: &Manifest) -> Result<BTreeMap<String, Vec<u64>>, Failure> {
    let mut printed: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for line in &manifest.lines {
        if let Line::Printed(line) = line {
            let key = line.key.clone().ok_or_else(|| Diagnostic::error("B192"))?;
            printed.entry(key).or_default().push(line.record);
        }
    }
    Ok(printed)
}

/// Ordinals of the records that were refused or taken out.
fn told(manifest: &Manifest) -> BTreeSet<u64> {
    let record = |line: &Line| match line {
        Line::Refused(Refused { record, .. }) | Line::Excluded(Excluded { record, .. }) => {
            Some(*record)
        }
        _ => None,
    };
    manifest.lines.iter().filter_map(record).collect()
}

fn wrong(record: u64, problem: &'static str) -> Diagnostic {
    Diagnostic::error("B191").arg("record", record).arg("problem", problem)
}
