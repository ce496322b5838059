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

/// Counts and findings of a run. Grows with the run only if the list of fields is kept.
#[derive(Default)]
pub(crate) struct Tally {
    printed: u64,
    refused: u64,
    findings: Findings,
    /// Fields that were set smaller or condensed.
    shrunk: usize,
    /// Fields that lost characters, and the names of the first ones.
    lost: usize,
    names: Vec<String>,
    list: Option<List>,
    fitted: Vec<Fitted>,
}

impl Tally {
    /// A tally that keeps the fields for [`Tally::report`], if it is asked for.
    pub(crate) fn keeping(list: Option<List>) -> Self {
        Self { list, ..Self::default() }
    }

    /// Records that an interrupted run has done before.
    pub(crate) fn before(&mut self, printed: u64, refused: u64) {
        self.printed += printed;
        self.refused += refused;
    }

    /// A record was printed.
    pub(crate) fn printed(&mut self, fitted: Vec<Fitted>) {
        self.printed += 1;
        for lost in fitted.iter().filter(|fitted| fitted.lost > 0) {
            self.lost += 1;
            if self.lost <= NAMED {
                self.names.push(format!("#{} {}", lost.record, lost.field));
            }
        }
        self.shrunk += fitted.iter().filter(|fitted| fitted.lost == 0).count();
        if self.list.is_some() {
            self.fitted.extend(fitted);
        }
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
    pub(crate) fn report(&self) -> String {
        match self.list {
            Some(List::Json) => {
                let rows: Vec<_> = self.fitted.iter().map(row).collect();
                format!("{:#}\n", json!({ "fitted": rows }))
            }
            Some(List::Csv) => csv(&self.fitted),
            None => String::new(),
        }
    }

    /// All diagnostics of the run and its exit code.
    pub(crate) fn close(self) -> Vec<Diagnostic> {
        let read = self.printed + self.refused;
        let mut found = self.findings.close();
        if self.shrunk > 0 {
            found.push(Diagnostic::note("B020").arg("fields", self.shrunk));
        }
        if self.lost > 0 {
            let more = if self.lost > NAMED { ", …" } else { "" };
            let summary = Diagnostic::warning("B021").arg("lost", self.lost);
            found.push(summary.arg("names", self.names.join(", ") + more));
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
