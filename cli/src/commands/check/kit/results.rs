//! The results of a kit: one table, and the findings of every file.

use std::fmt::Write;

use chohyo_engine::check::{Counts, Verdict};
use chohyo_engine::diag::{Diagnostic, Lang, message};
use chohyo_engine::form::Form;
use serde_json::{Value, json};

use super::super::judged::Judged;
use super::super::words::{basis, basis_meaning, escaped, verdict, word};
use super::super::{human, json as one, junit};
use super::worst;

/// All files of a kit.
pub(super) struct Results<'f> {
    pub(super) form: &'f Form,
    pub(super) rows: Vec<Row>,
}

/// A file that the kit asks for.
pub(super) struct Row {
    /// Name of the case.
    pub(super) case: String,
    pub(super) file: String,
    pub(super) outcome: Outcome,
}

/// What came of a file.
pub(super) enum Outcome {
    Judged(Box<Judged>),
    /// It is not there.
    Missing,
    /// It is not there, as it should be: the form refuses its records.
    Refused,
    /// It is there, and the form refuses its records.
    Printed,
    /// It is no PDF that can be read.
    Unreadable(Vec<Diagnostic>),
}

impl Row {
    pub(super) fn judged(&self) -> Option<&Judged> {
        match &self.outcome {
            Outcome::Judged(judged) => Some(judged),
            _ => None,
        }
    }

    pub(super) fn verdict(&self) -> Verdict {
        match &self.outcome {
            Outcome::Judged(judged) => judged.report.verdict(),
            Outcome::Refused => Verdict::Pass,
            Outcome::Missing | Outcome::Printed | Outcome::Unreadable(_) => Verdict::Fail,
        }
    }

    pub(super) fn counts(&self) -> Option<Counts> {
        self.judged().map(|judged| judged.report.total())
    }

    /// The word of the table.
    pub(super) fn word(&self, lang: Lang) -> &'static str {
        match &self.outcome {
            Outcome::Judged(judged) => verdict(judged.report.verdict(), lang),
            Outcome::Missing => word(lang, "PDF なし", "no PDF"),
            Outcome::Refused => {
                word(lang, "適合（断るレコード、PDF なし）", "pass (refused, none printed)")
            }
            Outcome::Printed => word(lang, "断るはずの PDF がある", "a PDF of refused records"),
            Outcome::Unreadable(_) => word(lang, "読めない", "unreadable"),
        }
    }

    /// Why it was not judged.
    pub(super) fn why(&self, lang: Lang) -> Vec<String> {
        match &self.outcome {
            Outcome::Unreadable(found) => found.iter().map(|one| message(one, lang)).collect(),
            _ => Vec::new(),
        }
    }

    /// The word in JSON.
    fn key(&self) -> &'static str {
        match &self.outcome {
            Outcome::Judged(judged) => judged.report.verdict().name(),
            Outcome::Missing => "missing",
            Outcome::Refused => "refused",
            Outcome::Printed => "printed",
            Outcome::Unreadable(_) => "unreadable",
        }
    }
}

impl Results<'_> {
    /// Whether all files pass.
    pub(super) fn verdict(&self) -> Verdict {
        worst(self.rows.iter().map(Row::verdict))
    }

    /// The table, with what the drawing rests on.
    pub(super) fn table(&self, lang: Lang) -> String {
        let form = self.form;
        let mut text = format!(
            "{}  {} {} ({})\n{}: {}\n{}\n\n",
            verdict(self.verdict(), lang),
            form.id.0,
            form.name,
            form.edition,
            word(lang, "図面の根拠", "the drawing rests on"),
            basis(form.basis, lang),
            basis_meaning(form.basis, lang),
        );
        for row in &self.rows {
            // Writing to a String cannot fail.
            let _ = match row.counts() {
                Some(total) => writeln!(
                    text,
                    "{:24} {}  {} {} / {} {} / {} {}",
                    row.file,
                    row.word(lang),
                    verdict(Verdict::Fail, lang),
                    total.fail,
                    verdict(Verdict::NotJudged, lang),
                    total.not_judged,
                    verdict(Verdict::Information, lang),
                    total.information,
                ),
                None => writeln!(text, "{:24} {}", row.file, row.word(lang)),
            };
        }
        text
    }

    /// The table, and the findings of every file that has some.
    pub(super) fn human(&self, lang: Lang) -> String {
        let mut text = self.table(lang);
        for row in &self.rows {
            let lists = match row.judged() {
                Some(judged) => human::lists(&judged.report, lang),
                None => row.why(lang).iter().map(|line| format!("  {line}\n")).collect(),
            };
            if !lists.is_empty() {
                text.push_str(&format!(
                    "\n== {}\n{}\n",
                    row.file,
                    lists.trim_start_matches('\n').trim_end()
                ));
            }
        }
        text
    }

    /// One JSON object.
    pub(super) fn json(&self, lang: Lang) -> String {
        let form = self.form;
        let row = |row: &Row| {
            json!({
                "case": row.case,
                "file": row.file,
                "verdict": row.key(),
                "report": row.judged().map(|judged| one::value(&judged.report, lang)),
                "messages": row.why(lang),
            })
        };
        let whole = json!({
            "form": form.id.0,
            "name": form.name,
            "edition": form.edition,
            "basis": form.basis.word(),
            "verdict": self.verdict().name(),
            "files": self.rows.iter().map(row).collect::<Vec<Value>>(),
        });
        format!("{whole:#}\n")
    }

    /// JUnit XML: a test suite for every file.
    pub(super) fn junit(&self, lang: Lang) -> String {
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for row in &self.rows {
            let name = escaped(&row.file);
            // Writing to a String cannot fail.
            let _ = match row.judged() {
                Some(judged) => {
                    junit::suite(&mut text, &format!("{} ", row.file), &judged.report, lang)
                }
                None if row.verdict() == Verdict::Pass => writeln!(
                    text,
                    "<testsuite name=\"{name}\" tests=\"1\" failures=\"0\" skipped=\"0\">\n  \
                     <testcase classname=\"check.kit\" name=\"{name}\"/>\n</testsuite>",
                ),
                None => writeln!(
                    text,
                    "<testsuite name=\"{name}\" tests=\"1\" failures=\"1\" skipped=\"0\">\n  \
                     <testcase classname=\"check.kit\" name=\"{name}\">\n    \
                     <failure message=\"{}\">{}</failure>\n  </testcase>\n</testsuite>",
                    escaped(row.word(lang)),
                    escaped(&row.why(lang).join("\n")),
                ),
            };
        }
        text.push_str("</testsuites>\n");
        text
    }
}
