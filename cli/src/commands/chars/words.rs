//! Characters in words.

use chohyo_engine::survey::{Facts, Summary};
use chohyo_fonts::charset::{Candidate, Identity, Shrunk, private_name};
use chohyo_fonts::{FontSet, MissingCause};

use crate::report::Context;
use crate::table;

/// A text as a record may write it: glyphs without a code by their names in braces.
pub(super) fn written(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match private_name(c) {
            Some(name) => written.extend(["{", &name, "}"]),
            None => written.push(c),
        }
    }
    written
}

/// `U+845B U+E0100`
pub(super) fn code_points(text: &str) -> String {
    let points: Vec<_> = text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    points.join(" ")
}

/// `MJ022335`, `GJ000001`, `GJH00034`, `EUDC-E000/set`; the code points of other text.
pub(super) fn identity(identity: &Identity, text: &str) -> String {
    match identity {
        Identity::Mj(mj) => mj.to_string(),
        Identity::Gj(number) => format!("GJ{number:06}"),
        Identity::Gjh(number) => format!("GJH{number:05}"),
        Identity::Gaiji { set, code } => format!("EUDC-{:04X}/{set}", u32::from(*code)),
        Identity::Sequence => code_points(text),
    }
}

/// Why a character cannot be printed: for machines, in Japanese, in English.
pub(super) fn why(cause: MissingCause) -> [&'static str; 3] {
    match cause {
        MissingCause::NoGlyph => ["no-glyph", "字形なし", "no glyph"],
        MissingCause::NoSequence => ["no-sequence", "異体字なし", "no such variant"],
        MissingCause::NotPrintable => ["not-printable", "印字できない符号", "not printable"],
        MissingCause::NoSlot => ["no-slot", "外字フォントなし", "no font of the city"],
    }
}

/// 縮退 for machines: `one`, `many`, `none`, and its candidates; `ascii` stays as it is.
pub(super) fn shrunk(shrunk: Option<&Shrunk>) -> (&'static str, &[Candidate]) {
    match shrunk {
        Some(Shrunk::One(one)) => ("one", std::slice::from_ref(one)),
        Some(Shrunk::Many(many)) => ("many", many),
        Some(Shrunk::None) => ("none", &[]),
        None => ("ascii", &[]),
    }
}

/// `葛 1-19-75 direct`, with the rank if the rule has one.
pub(super) fn candidate(candidate: &Candidate) -> String {
    let Candidate { text, kuten, rule, rank } = candidate;
    let rank = if *rank == 0 { String::new() } else { format!("#{rank}") };
    format!("{} {kuten} {}{rank}", written(text), rule.word())
}

/// Collections of a sequence, and the MJ characters that may have been meant.
pub(super) fn meant(facts: &Facts) -> String {
    let names = facts.collections.iter().map(|collection| collection.name());
    let collections = names.collect::<Vec<_>>().join(" ");
    let candidates: Vec<_> = facts.siblings.iter().map(ToString::to_string).collect();
    let both = [collections, candidates.join(" ")];
    both.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(": ")
}

/// The counts of a survey, for people.
pub(super) fn summary(
    summary: &Summary,
    refused: u64,
    fonts: &FontSet,
    context: &Context<'_>,
) -> String {
    let row = |ja, en, number: String| vec![context.words(ja, en).to_owned(), number];
    let both = |all: u64, distinct: u64| {
        format!("{all} {}", context.words("（異なり N）", "(N distinct)"))
            .replace('N', &distinct.to_string())
    };
    let mut rows = vec![
        row("文字", "characters", both(summary.characters, summary.distinct)),
        row("印字できない文字", "not printable", both(summary.missing, summary.distinct_missing)),
    ];
    for (face, count) in &summary.fonts {
        rows.push(vec![format!("  {}", fonts.face(*face).name()), count.to_string()]);
    }
    rows.extend([
        row("縮退 決まる（異なり）", "縮退 decided (distinct)", summary.one.to_string()),
        row("縮退 要確認（異なり）", "縮退 to be reviewed (distinct)", summary.many.to_string()),
        row(
            "縮退 候補なし（異なり）",
            "縮退 without candidate (distinct)",
            summary.none.to_string(),
        ),
    ]);
    if refused > 0 {
        rows.push(row("読めないレコード", "records refused", refused.to_string()));
    }
    table::lines(&rows)
}
