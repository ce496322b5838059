//! The first page: what was judged, on what it rests, the totals, what could not be judged.

use std::fmt::{self, Write};

use chohyo_engine::check::{Counts, RULES, Report, Verdict};
use chohyo_engine::diag::Lang;
use chohyo_engine::form::Basis;

use super::super::human::general;
use super::super::judged::Judged;
use super::super::words::{basis, escaped, unjudged, verdict};
use super::texts::{both, meaning, private};
use super::{both_message, both_verdict};

/// Writes the first page of one file.
pub(super) fn page(html: &mut String, judged: &Judged) {
    // Writing to a String cannot fail.
    let _ = write_page(html, judged);
}

fn write_page(html: &mut String, judged: &Judged) -> fmt::Result {
    let report = &judged.report;
    html.push_str("<div class=\"first\">\n<h1>");
    html.push_str(&both("様式との適合の判定", "Compliance with the form"));
    writeln!(
        html,
        "<br>{} {}</h1>\n<p class=\"private\">{}</p>",
        escaped(&report.form),
        escaped(&report.name),
        private()
    )?;
    writeln!(html, "<p>{}</p>", badge(report.verdict()))?;
    facts(html, judged)?;
    basis_of(html, report.basis)?;
    totals(html, report.total())?;
    not_judged(html, report)?;
    html.push_str("</div>\n");
    Ok(())
}

/// The verdict as a sign.
pub(in super::super) fn badge(kind: Verdict) -> String {
    format!("<span class=\"verdict {}\">{}</span>", kind.name(), both_verdict(kind))
}

/// File, form and counts of pages.
pub(in super::super) fn facts(html: &mut String, judged: &Judged) -> fmt::Result {
    let report = &judged.report;
    let name = |path: &std::path::PathBuf| {
        escaped(&path.file_name().unwrap_or_default().to_string_lossy())
    };
    let files: Vec<String> = judged.paths.iter().map(name).collect();
    let pages = match report.pages == report.wanted_pages {
        true => report.pages.to_string(),
        false => both(
            &format!("{}（様式では {}）", report.pages, report.wanted_pages),
            &format!("{} (by the form {})", report.pages, report.wanted_pages),
        ),
    };
    html.push_str("<table class=\"facts\">\n");
    for (name, value) in [
        (both("判定したファイル", "file"), files.join("<br>")),
        (
            "SHA-256".to_owned(),
            format!("<span class=\"digest\">{}</span>", judged.digests.join("<br>")),
        ),
        (both("版", "edition"), escaped(&report.edition)),
        (both("レコード", "records"), report.records.to_string()),
        (both("ページ", "pages"), pages),
        (both("判定した版の chohyo", "judged by chohyo"), env!("CARGO_PKG_VERSION").to_owned()),
    ] {
        writeln!(html, "<tr><th>{name}<td>{value}")?;
    }
    html.push_str("</table>\n");
    Ok(())
}

/// On what the drawing rests, and what that means.
pub(in super::super) fn basis_of(html: &mut String, rests: Option<Basis>) -> fmt::Result {
    let name = rests
        .map_or_else(String::new, |found| both(basis(found, Lang::Ja), basis(found, Lang::En)));
    writeln!(
        html,
        "<p class=\"basis\"><b>{}: {name}</b><br>{}<br><small>{}</small></p>",
        both("図面の根拠", "The drawing rests on"),
        meaning(rests),
        both(
            "項目ごとに根拠が違うときは、一覧の「根拠」の欄が優先します。",
            "Where an item rests on something else, the list says so.",
        ),
    )
}

fn totals(html: &mut String, total: Counts) -> fmt::Result {
    html.push_str("<ul class=\"totals\">\n");
    for (kind, count) in [
        (Verdict::Fail, total.fail),
        (Verdict::NotJudged, total.not_judged),
        (Verdict::Information, total.information),
        (Verdict::Pass, total.pass),
    ] {
        writeln!(html, "<li class=\"{}\">{}<b>{count}</b>", kind.name(), both_verdict(kind))?;
    }
    html.push_str("</ul>\n");
    Ok(())
}

/// Pages and rules that nothing can be said of.
pub(in super::super) fn not_judged(html: &mut String, report: &Report) -> fmt::Result {
    let title = both("判定できなかったもの", "What could not be judged");
    writeln!(html, "<h2>{title}</h2>\n<ul>")?;
    for (page, why) in &report.unjudged {
        let page = both(&format!("{page} ページ"), &format!("page {page}"));
        writeln!(
            html,
            "<li>{page}: {}",
            both(&escaped(&unjudged(why, Lang::Ja)), &escaped(&unjudged(why, Lang::En)))
        )?;
    }
    let open = report.counts.iter().filter(|(_, counts)| counts.not_judged > 0);
    for (code, counts) in open {
        let count = counts.not_judged;
        writeln!(html, "<li>{code} {} × {count}", both_message(&general(code)))?;
    }
    if report.total().not_judged == 0 && report.unjudged.is_empty() {
        writeln!(html, "<li>{}", both("なし", "nothing"))?;
    }
    let unused = RULES.iter().map(|rule| rule.code).filter(|c| !report.counts.contains_key(c));
    let unused = unused.collect::<Vec<_>>().join(" ");
    writeln!(
        html,
        "<li>{}: {unused}\n</ul>",
        both(
            "この PDF とレコードに当てはまるものがなかった規則",
            "rules that met nothing in this PDF and record"
        )
    )
}

/// A verdict in both languages, as plain text of an attribute.
pub(super) fn plain(kind: Verdict) -> String {
    format!("{} / {}", verdict(kind, Lang::Ja), verdict(kind, Lang::En))
}
