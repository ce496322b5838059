//! What happened to the records of a run. Counts close: read = printed + refused.

use chohyo_engine::compose::Fitted;
use chohyo_engine::diag::Diagnostic;
use serde_json::{Value, json};

use crate::csv_line::csv_line;

/// Most diagnostics that a run keeps to show.
const SHOWN: usize = 10_000;

/// Most fields that the summary of lost characters names.
const NAMED: usize = 5;

/// Form of the list of texts that did not fit.
#[derive(Clone, Copy)]
pub(crate) enum List {
    Json,
    Csv,
}

/// The findings that a run keeps to show.
#[derive(Default)]
pub(crate) struct Findings {
    dropped: usize,
    found: Vec<Diagnostic>,
}

impl Findings {
    /// Keeps findings of a record as long as there is room.
    pub(crate) fn add(&mut self, found: Vec<Diagnostic>) {
        let room = SHOWN.saturating_sub(self.found.len());
        self.dropped += found.len().saturating_sub(room);
        self.found.extend(found.into_iter().take(room));
    }

    /// The file cannot be read to its end. All that was found.
    pub(crate) fn broken(mut self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.found.extend(found);
        self.found
    }

    /// All that is shown, and `B015` if there was more.
    pub(crate) fn close(mut self) -> Vec<Diagnostic> {
        if self.dropped > 0 {
            self.found.push(Diagnostic::warning("B015").arg("more", SHOWN));
        }
        self.found
    }
}

/// Counts and findings of a run.
#[derive(Default)]
pub(crate) struct Tally {
    printed: u64,
    refused: u64,
    findings: Findings,
    fitted: Vec<Fitted>,
}

impl Tally {
    /// A record was printed.
    pub(crate) fn printed(&mut self, fitted: Vec<Fitted>) {
        self.printed += 1;
        self.fitted.extend(fitted);
    }

    /// What is remarkable in a record that was read.
    pub(crate) fn remarked(&mut self, found: Vec<Diagnostic>) {
        self.findings.add(found);
    }

    /// A record was refused.
    pub(crate) fn refused(&mut self, found: Vec<Diagnostic>) {
        self.refused += 1;
        self.findings.add(found);
    }

    /// The file cannot be read to its end: nothing of it is published. All that was found.
    pub(crate) fn broken(self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.findings.broken(found)
    }

    /// Whether a record was refused.
    pub(crate) fn any_refused(&self) -> bool {
        self.refused > 0
    }

    /// Whether there is a page to hand out.
    pub(crate) fn any_printed(&self) -> bool {
        self.printed > 0
    }

    /// The list of texts that did not fit (文字超過リスト). Holds no text.
    pub(crate) fn report(&self, list: List) -> String {
        match list {
            List::Json => {
                let rows: Vec<_> = self.fitted.iter().map(row).collect();
                format!("{:#}\n", json!({ "fitted": rows }))
            }
            List::Csv => csv(&self.fitted),
        }
    }

    /// All diagnostics of the run and its exit code.
    pub(crate) fn close(self) -> Vec<Diagnostic> {
        let lost = self.fitted.iter().filter(|f| f.lost > 0).count();
        let read = self.printed + self.refused;
        let mut found = self.findings.close();
        if self.fitted.len() > lost {
            found.push(Diagnostic::note("B020").arg("fields", self.fitted.len() - lost));
        }
        if lost > 0 {
            let summary = Diagnostic::warning("B021").arg("lost", lost);
            found.push(summary.arg("names", names(&self.fitted)));
        }
        if self.refused > 0 {
            let summary = Diagnostic::error("B007").arg("refused", self.refused);
            found.push(summary.arg("read", read).arg("printed", self.printed));
        }
        found
    }
}

/// The columns of the list.
const COLUMNS: [&str; 10] = [
    "record",
    "field",
    "fit",
    "attempt",
    "size_pt",
    "condense_pct",
    "lines",
    "lost",
    "annex",
    "next_page",
];

/// The values of the columns.
fn row(fitted: &Fitted) -> Value {
    let cells = cells(fitted);
    COLUMNS.iter().zip(cells).map(|(column, cell)| ((*column).to_owned(), cell)).collect()
}

fn cells(fitted: &Fitted) -> [Value; 10] {
    [
        json!(fitted.record),
        json!(fitted.field),
        json!(fitted.fit),
        // 0 is the base style, 1 the first attempt of the ladder.
        json!(fitted.attempt.map_or(0, |index| index + 1)),
        json!((fitted.size.to_pt() * 100.0).round() / 100.0),
        json!(fitted.condense_pct),
        json!(fitted.lines),
        json!(fitted.lost),
        json!(fitted.annex),
        json!(fitted.sheets),
    ]
}

/// RFC 4180 with a byte order mark: without one spreadsheets in Japan read CSV as Shift_JIS.
fn csv(fitted: &[Fitted]) -> String {
    let mut text = format!("\u{FEFF}{}\r\n", csv_line(COLUMNS));
    for fitted in fitted {
        let cells = cells(fitted).map(|cell| match cell {
            Value::String(words) => words,
            Value::Null => String::new(),
            number => number.to_string(),
        });
        text.push_str(&csv_line(cells));
        text.push_str("\r\n");
    }
    text
}

/// The first fields that lost characters, by record.
fn names(fitted: &[Fitted]) -> String {
    let mut lost = fitted.iter().filter(|f| f.lost > 0);
    let name = |f: &Fitted| format!("#{} {}", f.record, f.field);
    let mut words: Vec<String> = lost.by_ref().take(NAMED).map(name).collect();
    if lost.next().is_some() {
        words.push("…".to_owned());
    }
    words.join(", ")
}
