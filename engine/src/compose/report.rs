//! What composing a record found: errors that refuse it, and fields that did not fit.

use std::collections::BTreeSet;
use std::sync::Arc;

use chohyo_fonts::charset::{Collection, Mj, collections};
use chohyo_fonts::{MissingCause, MissingCluster};

use super::fit::Setting;
use crate::diag::{Diagnostic, Place, RecordPlace};
use crate::expression::{EvalError, Template};
use crate::form::Style;
use crate::length::Length;
use crate::source::SourceSpan;

/// A field drawn smaller or narrower than its base style, or not as a whole (a line of the
/// 文字超過リスト). More lines at the base size are no such thing: wrapped text is normal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fitted {
    /// Ordinal of the record in the input, 1-based.
    pub record: u64,
    /// Path of the field with element numbers: `世帯員[2].氏名`. Holds no value.
    pub field: String,
    /// Name of the fit ladder in the layout.
    pub fit: String,
    /// Index of the attempt taken (the last one if text was lost); `None` is the base style.
    pub attempt: Option<usize>,
    /// Body size it is set in.
    pub size: Length,
    /// Horizontal scale in percent.
    pub condense_pct: u16,
    /// Lines drawn.
    pub lines: usize,
    /// Clusters that are not drawn.
    pub lost: usize,
    /// Number on the annex sheet (別紙) where the whole text stands.
    pub annex: Option<usize>,
    /// Sheets of the part over which the value goes on (`next_page`).
    pub sheets: Option<usize>,
}

/// Who says a thing: what messages and items call a field.
#[derive(Clone)]
pub(super) struct Voice<'a> {
    /// Path of the field with element numbers.
    pub(super) field: Arc<str>,
    /// The words of its label.
    pub(super) label: Option<&'a Template>,
    /// Where it stands in the layout.
    pub(super) source: &'a SourceSpan,
}

/// Findings of one record, or of the fixed layers.
pub(super) struct Report {
    /// File and ordinal; `None` while fixed layers are composed.
    pub(super) record: Option<(String, u64)>,
    /// Errors: the record is refused.
    pub(super) errors: Vec<Diagnostic>,
    /// Fields of the 文字超過リスト.
    pub(super) findings: Vec<Fitted>,
    told: BTreeSet<Fitted>,
    /// While a text is set only to learn its height: it is set again when it is drawn.
    pub(super) quiet: bool,
}

impl Report {
    /// An empty report.
    pub(super) fn new(record: Option<(String, u64)>) -> Self {
        Self {
            record,
            errors: Vec::new(),
            findings: Vec::new(),
            told: BTreeSet::new(),
            quiet: false,
        }
    }

    /// An error of a field; the layout's line stands second (first where there is no record).
    pub(super) fn error(&mut self, diagnostic: Diagnostic, voice: &Voice) {
        if self.quiet {
            return;
        }
        let placed = match &self.record {
            Some((file, record)) => diagnostic
                .place(Place::Record(RecordPlace {
                    file: file.clone(),
                    record: *record,
                    field: Some(voice.field.to_string()),
                    ..RecordPlace::default()
                }))
                .at(voice.source),
            None => diagnostic.at(voice.source),
        };
        self.errors.push(placed.arg("field", &voice.field));
    }

    /// The error of an expression.
    pub(super) fn eval(&mut self, error: &EvalError, voice: &Voice) {
        let field = match error.field.as_str() {
            "" => Arc::clone(&voice.field),
            named => named.into(),
        };
        let voice = Voice { field, label: None, source: voice.source };
        self.error(Diagnostic::error(error.code), &voice);
    }

    /// Clusters that no face can draw: one error per cause, with the code points; for a sequence
    /// one error each, with what the base has instead.
    pub(super) fn missing(
        &mut self,
        text: &str,
        missing: &[MissingCluster],
        font: &str,
        voice: &Voice,
    ) {
        for cause in MissingCause::ALL {
            let found = missing.iter().filter(|cluster| cluster.cause == cause);
            let found = found.filter_map(|cluster| text.get(cluster.text.clone()));
            let error = Diagnostic::error(cause.code()).arg("font", font);
            if cause == MissingCause::NoSequence {
                let sequences: BTreeSet<&str> = found.collect();
                for sequence in sequences {
                    self.error(instead(error.clone(), sequence), voice);
                }
                continue;
            }
            let found: Vec<String> = found.map(code_points).collect();
            if !found.is_empty() {
                self.error(error.arg("code_points", found.join(", ")), voice);
            }
        }
    }

    /// Notes a field that is drawn smaller or narrower than its base style, or not as a whole.
    pub(super) fn fitted(&mut self, setting: &Setting, style: &Style, voice: &Voice) {
        let Some((_, record)) = self.record else { return };
        let whole = setting.size >= style.size && setting.condense_pct >= 100 && setting.lost == 0;
        let elsewhere = setting.annex.or(setting.sheets).is_some();
        if self.quiet || (whole && !elsewhere) {
            return;
        }
        let found = Fitted {
            record,
            field: voice.field.to_string(),
            fit: style.fit.name.clone(),
            attempt: setting.attempt,
            size: setting.size,
            condense_pct: setting.condense_pct,
            lines: setting.lines.len(),
            lost: setting.lost,
            annex: setting.annex,
            sheets: setting.sheets,
        };
        // An item on every page of the record is told once.
        if self.told.insert(found.clone()) {
            self.findings.push(found);
        }
    }
}

/// Without repetitions: an item stands in several masters or places, and a list is read both
/// when pages are counted and when they are drawn.
pub(super) fn told_once(errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let key = |error: &Diagnostic| {
        let spot = error.places.iter().find_map(|place| match place {
            Place::Text(span) => Some((span.file.name.clone(), span.bytes.start)),
            _ => None,
        });
        (error.code, spot, error.args.clone())
    };
    errors.into_iter().filter(|error| seen.insert(key(error))).collect()
}

/// Most MJ that a message names for a base.
const NAMED: usize = 8;

/// The error of a sequence with its collections, and the MJ of its base.
fn instead(error: Diagnostic, sequence: &str) -> Diagnostic {
    let error = error.arg("code_points", code_points(sequence));
    let mut chars = sequence.chars();
    let (Some(base), Some(selector)) = (chars.next(), chars.next()) else { return error };
    let known: Vec<&str> = collections(base, selector).map(Collection::name).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    let error = error.arg("collection", known);
    let all: Vec<Mj> = Mj::of_base(base).collect();
    if all.is_empty() {
        return error;
    }
    let named = all.iter().take(NAMED).map(|mj| format!("{mj} ({})", code_points(&mj.text())));
    let more = if all.len() > NAMED { " …" } else { "" };
    let named = named.collect::<Vec<_>>().join(", ") + more;
    error.arg("candidates", named).arg("count", all.len())
}

/// `U+845B U+E0100`.
fn code_points(cluster: &str) -> String {
    let points: Vec<String> = cluster.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    points.join(" ")
}
