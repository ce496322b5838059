//! The result for a browser: one file that loads nothing and runs nothing. Both languages stand
//! in it; buttons of the page switch between them.

mod first;
mod list;
mod pages;
mod texts;

use std::fmt::{self, Write};

use chohyo_engine::check::{Finding, Report, Verdict};
use chohyo_engine::diag::{Diagnostic, Lang, message, messages};
use chohyo_fonts::FontSet;

pub(super) use self::first::{badge, basis_of, facts, not_judged};
pub(super) use self::list::tolerances;
pub(super) use self::pages::Pictures;
pub(super) use self::texts::{both, private};
use super::judged::Judged;
use super::words::{escaped, verdict};
use crate::report::Failure;

const STYLE: &str = include_str!("style.css");

/// Verdicts that have findings, the worst first.
const KINDS: [Verdict; 3] = [Verdict::Fail, Verdict::NotJudged, Verdict::Information];

/// Most findings of a file that are listed one by one. The JSON has them all.
const LISTED: usize = 1_000;

/// The page of one file.
///
/// # Errors
/// `P020` if a picture cannot be written.
pub(super) fn report(judged: &Judged, fonts: &FontSet, lang: Lang) -> Result<String, Failure> {
    let mut pictures = Pictures::new(fonts);
    let mut html = String::new();
    let title = format!("{} {}", judged.report.form, judged.report.name);
    head(&mut html, &title, lang);
    first::page(&mut html, judged);
    section(&mut html, judged, "f", &mut pictures)?;
    // Writing to a String cannot fail.
    let _ = tolerances(&mut html);
    html.push_str("</main>\n</html>\n");
    Ok(html)
}

/// What follows the first page: pages with marks, findings, rules. `key` begins the names of its
/// places.
pub(super) fn section(
    html: &mut String,
    judged: &Judged,
    key: &str,
    pictures: &mut Pictures<'_>,
) -> Result<(), Failure> {
    let numbered = numbered(&judged.report, key);
    pictures.write(html, judged, &numbered)?;
    // Writing to a String cannot fail.
    let _ = list::findings(html, &judged.report, &numbered);
    let _ = list::rules(html, &judged.report);
    Ok(())
}

/// A finding with the name of its place in the page.
struct Numbered<'r> {
    number: usize,
    key: &'r str,
    finding: &'r Finding,
    /// Its message in both languages.
    words: String,
}

/// The findings by severity, then by page.
fn numbered<'r>(report: &'r Report, key: &'r str) -> Vec<Numbered<'r>> {
    let mut found: Vec<&Finding> = report.findings.iter().collect();
    found.sort_by_key(|finding| (std::cmp::Reverse(finding.verdict), finding.page));
    found.truncate(LISTED);
    let told: Vec<Diagnostic> = found.iter().map(|finding| finding.diagnostic()).collect();
    let words = messages(&told, Lang::Ja).into_iter().zip(messages(&told, Lang::En));
    let words = words.map(|(ja, en)| both(&escaped(&ja), &escaped(&en)));
    let numbered = found.into_iter().zip(words).zip(1..);
    numbered.map(|((finding, words), number)| Numbered { number, key, finding, words }).collect()
}

/// To the head of what is seen: style, switches of language and verdicts.
pub(super) fn head(html: &mut String, title: &str, lang: Lang) {
    let checked = |this: Lang| if this == lang { " checked" } else { "" };
    let title = escaped(title);
    // Writing to a String cannot fail.
    let _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         img-src data:; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style></head>\n<body>\n\
         <input type=\"radio\" name=\"lang\" id=\"ja\"{}><input type=\"radio\" name=\"lang\" id=\"en\"{}>",
        if lang == Lang::Ja { "ja" } else { "en" },
        checked(Lang::Ja),
        checked(Lang::En),
    );
    let _ = switches(html);
}

fn switches(html: &mut String) -> fmt::Result {
    for kind in KINDS {
        write!(html, "<input type=\"checkbox\" id=\"{}\" checked>", kind.name())?;
    }
    html.push_str(
        "\n<nav class=\"switch\"><label for=\"ja\">日本語</label><label for=\"en\">English</label>",
    );
    html.push_str(&both("表示する判定:", "verdicts shown:"));
    for kind in KINDS {
        write!(html, "<label for=\"{}\">{}</label>", kind.name(), both_verdict(kind))?;
    }
    html.push_str("</nav>\n<main>\n");
    Ok(())
}

fn both_verdict(kind: Verdict) -> String {
    both(verdict(kind, Lang::Ja), verdict(kind, Lang::En))
}

/// A message in both languages.
fn both_message(diagnostic: &Diagnostic) -> String {
    both(&escaped(&message(diagnostic, Lang::Ja)), &escaped(&message(diagnostic, Lang::En)))
}
