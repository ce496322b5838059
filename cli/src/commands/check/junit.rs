//! The result as JUnit XML: a test case for every rule that was used.

use std::fmt::Write;

use chohyo_engine::check::{Report, Verdict, rule};
use chohyo_engine::diag::{Diagnostic, Lang, messages};

use super::words::escaped;

/// Findings told in one test case.
const TOLD: usize = 50;

/// One test suite.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a String cannot fail.
    let _ = suite(&mut text, "", report, lang);
    text
}

/// One test suite; `case` is put before its name.
pub(super) fn suite(
    text: &mut String,
    case: &str,
    report: &Report,
    lang: Lang,
) -> std::fmt::Result {
    let failed = report.counts.values().filter(|counts| counts.fail > 0).count();
    let is_skipped = |code: &str| {
        report.counts.get(code).is_some_and(|c| c.fail == 0 && c.pass == 0 && c.not_judged > 0)
    };
    let skipped = report.counts.keys().filter(|code| is_skipped(code)).count();
    writeln!(
        text,
        "<testsuite name=\"{}{} {}\" tests=\"{}\" failures=\"{failed}\" skipped=\"{skipped}\">",
        escaped(case),
        escaped(&report.form),
        escaped(&report.edition),
        report.counts.len(),
    )?;
    for (code, counts) in &report.counts {
        let family = rule(code).family.name();
        write!(text, "  <testcase classname=\"check.{family}\" name=\"{code}\"")?;
        if counts.fail > 0 {
            writeln!(
                text,
                ">\n    <failure message=\"{}\">{}</failure>\n  </testcase>",
                counts.fail,
                told(report, code, lang)
            )?;
        } else if is_skipped(code) {
            writeln!(text, ">\n    <skipped message=\"{}\"/>\n  </testcase>", counts.not_judged)?;
        } else {
            writeln!(text, "/>")?;
        }
    }
    writeln!(text, "</testsuite>")
}

fn told(report: &Report, code: &str, lang: Lang) -> String {
    let failed = report.findings.iter().filter(|f| f.code == code && f.verdict == Verdict::Fail);
    let failed: Vec<Diagnostic> = failed.take(TOLD).map(|found| found.diagnostic()).collect();
    let lines: Vec<String> = messages(&failed, lang).iter().map(|said| escaped(said)).collect();
    lines.join("\n")
}
