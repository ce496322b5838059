//! The manifests of all shards of a run as the manifest of the run.

use super::chain::Chain;
use super::line::{Line, Run};
use super::read::Manifest;
use super::totals::Totals;
use crate::diag::Diagnostic;

/// Joins the manifests of the shards of a run; each comes with the path that leads from the folder
/// of the joined manifest to its own (empty, or with `/` at its end). The text of the manifest:
/// with empty paths it is the very one of a run that was not shared.
///
/// # Errors
/// `B161` if they are not all shards of one run, each of them once, or if the totals do not close.
pub fn merge(shards: Vec<(String, Manifest)>) -> Result<String, Diagnostic> {
    let run = whole(&shards)?;
    let mut totals = Totals::default();
    let mut lines = Vec::new();
    for (folder, shard) in shards {
        totals.input = shard.totals.input;
        totals.add(&shard.totals);
        let mut last = 0;
        for mut line in shard.lines {
            last = position(&line).unwrap_or(last);
            move_to(&mut line, &folder);
            lines.push((last, line));
        }
    }
    if totals.read != totals.input {
        return Err(unlike("totals"));
    }
    // A file stands behind its last record, in a shard as in the whole.
    lines.sort_by_key(|(position, _)| *position);
    let mut chain = Chain::default();
    let mut text = chain.seal(&Line::Run(run));
    lines.iter().for_each(|(_, line)| text.push_str(&chain.seal(line)));
    text.push_str(&chain.seal(&Line::End(totals)));
    Ok(text)
}

/// The first line of the whole, if these are all of its shards.
fn whole(shards: &[(String, Manifest)]) -> Result<Run, Diagnostic> {
    let without = |run: &Run| Run { shard: None, ..run.clone() };
    let (_, first) = shards.first().ok_or_else(|| unlike("missing"))?;
    let run = without(&first.run);
    let of = first.run.shard.map(|shard| shard.of).ok_or_else(|| unlike("no-shard"))?;
    let mut seen = vec![false; of as usize];
    for (_, shard) in shards {
        let own = shard.run.shard.ok_or_else(|| unlike("no-shard"))?;
        let same = own.of == of && without(&shard.run) == run;
        if !same || shard.totals.input != first.totals.input {
            return Err(unlike("other-run"));
        }
        let place = seen.get_mut(own.index.saturating_sub(1) as usize);
        if std::mem::replace(place.ok_or_else(|| unlike("other-run"))?, true) {
            return Err(unlike("twice"));
        }
    }
    if seen.iter().all(|seen| *seen) { Ok(run) } else { Err(unlike("missing")) }
}

fn unlike(problem: &'static str) -> Diagnostic {
    Diagnostic::error("B161").arg("problem", problem)
}

fn position(line: &Line) -> Option<u64> {
    match line {
        Line::Printed(printed) => Some(printed.position),
        Line::Refused(refused) => Some(refused.position),
        Line::Excluded(excluded) => Some(excluded.position),
        Line::Run(_) | Line::File(_) | Line::End(_) => None,
    }
}

fn move_to(line: &mut Line, folder: &str) {
    match line {
        Line::Printed(printed) => printed.file.insert_str(0, folder),
        Line::File(file) => file.file.insert_str(0, folder),
        Line::Run(_) | Line::Refused(_) | Line::Excluded(_) | Line::End(_) => {}
    }
}
