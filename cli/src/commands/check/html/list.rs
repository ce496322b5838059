//! The lists: findings by severity, rules, tolerances.

use std::fmt::{self, Write};

use chohyo_engine::check::{Amount, Finding, Report, TOLERANCES, rule, tolerance};
use chohyo_engine::diag::Lang;
use chohyo_engine::length::Rect;

use super::super::human::general;
use super::super::words::{basis, escaped};
use super::texts::both;
use super::{Numbered, both_message, both_verdict};

/// The findings, the worst first.
pub(super) fn findings(
    html: &mut String,
    report: &Report,
    numbered: &[Numbered<'_>],
) -> fmt::Result {
    writeln!(html, "<h2>{}</h2>", both("指摘の一覧", "Findings"))?;
    if numbered.is_empty() {
        return writeln!(html, "<p>{}</p>", both("指摘はありません。", "None."));
    }
    html.push_str("<table>\n<thead><tr>");
    for (ja, en) in [
        ("番号", "No."),
        ("判定", "verdict"),
        ("内容", "what"),
        ("測った値", "measured"),
        ("様式の値", "expected"),
        ("許容差", "tolerance"),
        ("場所（mm）", "place (mm)"),
        ("根拠・出典", "basis, source"),
    ] {
        write!(html, "<th>{}", both(ja, en))?;
    }
    html.push_str("</thead>\n<tbody>\n");
    numbered.iter().try_for_each(|one| row(html, one))?;
    html.push_str("</tbody>\n</table>\n");
    let rest = report.findings.len() - numbered.len();
    if rest > 0 {
        let ja = format!("ほか {rest} 件は省略しました。全件は --format json にあります。");
        let en = format!("{rest} more are left out; --format json has them all.");
        writeln!(html, "<p>{}</p>", both(&ja, &en))?;
    }
    Ok(())
}

fn row(html: &mut String, Numbered { number, key, finding, words }: &Numbered<'_>) -> fmt::Result {
    let kind = finding.verdict;
    writeln!(
        html,
        "<tr class=\"{}\" id=\"{key}{number}\"><td class=\"n\"><a class=\"tag\" href=\"#{key}m{number}\">\
         {number}</a><td>{}<br><small>{}</small><td>{}<td class=\"amount\">{}<td class=\"amount\">{}\
         <td>{}<td>{}<td>{}",
        kind.name(),
        both_verdict(kind),
        finding.code,
        words,
        amount(finding.measured.as_ref()),
        amount(finding.expected.as_ref()),
        allowed(finding),
        place(finding),
        source(finding),
    )
}

fn amount(found: Option<&Amount>) -> String {
    found.map_or_else(|| "–".to_owned(), |found| escaped(&found.to_string()))
}

fn allowed(finding: &Finding) -> String {
    let Some(name) = finding.tolerance else { return "–".to_owned() };
    let amount = tolerance(name).map_or_else(String::new, |found| found.amount.to_string());
    format!("{amount}<br><small>{name}</small>")
}

fn place(finding: &Finding) -> String {
    let mut text = match finding.page {
        0 => both("ファイル全体", "the file"),
        page => both(&format!("{page} ページ"), &format!("page {page}")),
    };
    if finding.record > 1 {
        let (ja, en) =
            (format!("レコード {}", finding.record), format!("record {}", finding.record));
        text += &format!("<br><small>{}</small>", both(&ja, &en));
    }
    if let Some(area) = finding.place.or(finding.wanted) {
        text += &format!("<br><small>{}</small>", in_mm(area));
    }
    text
}

fn in_mm(Rect { origin, size }: Rect) -> String {
    let [x, y, w, h] = [origin.x, origin.y, size.width, size.height].map(|side| side.to_mm());
    format!("x{x:.1} y{y:.1} w{w:.1} h{h:.1}")
}

fn source(finding: &Finding) -> String {
    let rests = finding.basis.map(|found| both(basis(found, Lang::Ja), basis(found, Lang::En)));
    let rests = rests.map_or_else(String::new, |words| words + "<br>");
    format!("{rests}<small>{}</small>", escaped(finding.rule().source))
}

/// How often every rule was used.
pub(super) fn rules(html: &mut String, report: &Report) -> fmt::Result {
    writeln!(html, "<h2>{}</h2>\n<table>\n<thead><tr>", both("規則ごとの件数", "By rule"))?;
    for (ja, en) in [
        ("規則", "rule"),
        ("内容", "what"),
        ("適合", "pass"),
        ("不適合", "fail"),
        ("判定なし", "not judged"),
        ("参考", "information"),
        ("出典", "source"),
    ] {
        write!(html, "<th>{}", both(ja, en))?;
    }
    html.push_str("</thead>\n<tbody>\n");
    for (code, counts) in &report.counts {
        let (what, source) = (both_message(&general(code)), escaped(rule(code).source));
        write!(html, "<tr><td>{code}<td>{what}")?;
        for count in [counts.pass, counts.fail, counts.not_judged, counts.information] {
            write!(html, "<td class=\"n\">{count}")?;
        }
        writeln!(html, "<td><small>{source}</small>")?;
    }
    html.push_str("</tbody>\n</table>\n");
    Ok(())
}

/// All tolerances with their reasons.
pub(in super::super) fn tolerances(html: &mut String) -> fmt::Result {
    writeln!(html, "<h2>{}</h2>\n<table>", both("許容差", "Tolerances"))?;
    for one in TOLERANCES.iter() {
        let reason = both(&escaped(one.reason), &escaped(one.reason_en));
        writeln!(html, "<tr><td>{}<td class=\"n\">{}<td>{reason}", one.name, one.amount)?;
    }
    html.push_str("</table>\n");
    Ok(())
}
