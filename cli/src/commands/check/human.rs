//! The result for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use chohyo_engine::check::{Finding, RULES, Report, TOLERANCES, Verdict};
use chohyo_engine::diag::{Diagnostic, Lang, messages};

use super::words::{basis, unjudged, verdict, word};

/// Findings of one rule and verdict on a page that are told one by one; the rest is counted.
const TOLD: usize = 20;

/// The whole result: what it rests on, the findings by severity, the rules that were used.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = head(&mut text, report, lang);
    let _ = pictures(&mut text, report, lang);
    text.push_str(&lists(report, lang));
    let _ = not_judged(&mut text, report, lang);
    let _ = rules(&mut text, report, lang);
    text
}

/// The findings by severity.
pub(super) fn lists(report: &Report, lang: Lang) -> String {
    let mut text = String::new();
    for kind in [Verdict::Fail, Verdict::NotJudged, Verdict::Information] {
        // Writing to a String cannot fail.
        let _ = findings(&mut text, report, kind, lang);
    }
    text
}

/// The verdict and the totals alone.
pub(super) fn summary(report: &Report, lang: Lang) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = head(&mut text, report, lang);
    text
}

fn head(text: &mut String, report: &Report, lang: Lang) -> std::fmt::Result {
    let rests = report.basis.map_or("-", |found| basis(found, lang));
    let total = report.total();
    writeln!(
        text,
        "{}  {} {} ({})",
        verdict(report.verdict(), lang),
        report.form,
        report.name,
        report.edition
    )?;
    writeln!(text, "{}: {rests}", word(lang, "図面の根拠", "the drawing rests on"))?;
    writeln!(
        text,
        "{}: {} / {}: {} / {}: {}",
        word(lang, "レコード", "records"),
        report.records,
        word(lang, "ページ", "pages"),
        report.pages,
        word(lang, "様式のページ", "pages of the form"),
        report.wanted_pages,
    )?;
    for (kind, count) in [
        (Verdict::Pass, total.pass),
        (Verdict::Fail, total.fail),
        (Verdict::NotJudged, total.not_judged),
        (Verdict::Information, total.information),
    ] {
        write!(text, "{} {count}  ", verdict(kind, lang))?;
    }
    writeln!(text)
}

/// Where pictures lie on the pages of the form.
fn pictures(text: &mut String, report: &Report, lang: Lang) -> std::fmt::Result {
    for found in &report.pictures {
        let [across, down] = found.scale.map(|scale| scale as f64 / 100.0);
        writeln!(
            text,
            "p.{}: {} {} dpi  {} {:+.2}, {:+.2} mm  {} {across:.2} × {down:.2} %  {} {:+.2}°",
            found.page,
            word(lang, "画像", "picture"),
            found.dpi,
            word(lang, "ずれ", "shift"),
            found.shift.x.to_mm(),
            found.shift.y.to_mm(),
            word(lang, "倍率", "scale"),
            word(lang, "傾き", "skew"),
            found.skew as f64 / 100.0,
        )?;
    }
    Ok(())
}

/// The plain list of what no rule could judge.
fn not_judged(text: &mut String, report: &Report, lang: Lang) -> std::fmt::Result {
    if report.unjudged.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{}", word(lang, "判定できなかったもの", "what could not be judged"))?;
    for (page, why) in &report.unjudged {
        writeln!(text, "  p.{page}: {}", unjudged(why, lang))?;
    }
    Ok(())
}

fn findings(text: &mut String, report: &Report, kind: Verdict, lang: Lang) -> std::fmt::Result {
    let mut count = BTreeMap::new();
    let mut told: Vec<&Finding> = Vec::new();
    for finding in report.findings.iter().filter(|finding| finding.verdict == kind) {
        let count: &mut usize = count.entry((finding.page, finding.code)).or_default();
        *count += 1;
        if *count <= TOLD {
            told.push(finding);
        }
    }
    if told.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{}", verdict(kind, lang))?;
    let found: Vec<Diagnostic> = told.iter().map(|finding| finding.diagnostic()).collect();
    for (finding, said) in told.into_iter().zip(messages(&found, lang)) {
        writeln!(text, "  {} {said}{}", finding.code, place(finding))?;
    }
    for ((page, code), count) in count.into_iter().filter(|(_, count)| *count > TOLD) {
        let more = word(lang, "件を省略", "more");
        writeln!(text, "  {code} p.{page}: {} {more}", count - TOLD)?;
    }
    Ok(())
}

fn place(finding: &Finding) -> String {
    let Some(area) = finding.place.or(finding.wanted) else { return String::new() };
    let (x, y) = (area.origin.x, area.origin.y);
    format!("  [x{x} y{y} w{} h{}]", area.size.width, area.size.height)
}

fn rules(text: &mut String, report: &Report, lang: Lang) -> std::fmt::Result {
    let head = word(
        lang,
        "規則ごとの件数（適合／不適合／判定なし／参考）",
        "by rule (pass / fail / not judged / information)",
    );
    writeln!(text, "\n{head}")?;
    let titles = titles(report.counts.keys().copied(), lang);
    for ((code, count), title) in report.counts.iter().zip(titles) {
        let (pass, fail) = (count.pass, count.fail);
        let (unjudged, told) = (count.not_judged, count.information);
        writeln!(text, "  {code} {pass} / {fail} / {unjudged} / {told}  {title}")?;
    }
    Ok(())
}

/// What a rule is about, without the words of a finding.
pub(super) fn general(code: &'static str) -> Diagnostic {
    let dots = ["page", "item", "measured", "expected", "record"];
    dots.iter().fold(Diagnostic::note(code), |found, name| found.arg(name, "…"))
}

fn titles(codes: impl Iterator<Item = &'static str>, lang: Lang) -> Vec<String> {
    messages(&codes.map(general).collect::<Vec<_>>(), lang)
}

/// All rules and tolerances.
pub(crate) fn tolerances(lang: Lang) -> String {
    let mut text = String::new();
    let titles = titles(RULES.iter().map(|rule| rule.code), lang);
    for (rule, title) in RULES.iter().zip(titles) {
        let kind = match rule.geometry {
            true => word(
                lang,
                "図面の根拠が標準のときだけ不適合",
                "fails only by the standard's drawing",
            ),
            false => word(lang, "根拠によらず不適合", "fails whatever the drawing rests on"),
        };
        let (code, source) = (rule.code, rule.source);
        let _ = writeln!(text, "{code} {title}\n     {kind}  {source}");
    }
    text.push('\n');
    for tolerance in TOLERANCES.iter() {
        let reason = word(lang, tolerance.reason, tolerance.reason_en);
        let _ = writeln!(text, "{:12} {:8} {reason}", tolerance.name, tolerance.amount.to_string());
    }
    text
}
