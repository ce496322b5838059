//! The results of a kit for a browser: the table first, then every file.

use std::fmt::{self, Write};

use chohyo_engine::diag::Lang;
use chohyo_fonts::FontSet;

use super::super::html::{
    Pictures, badge, basis_of, both, facts, head, not_judged, private, section, tolerances,
};
use super::super::words::escaped;
use super::results::{Results, Row};
use crate::report::Failure;

/// The page of all files.
///
/// # Errors
/// `P020` if a picture cannot be written.
pub(super) fn page(results: &Results<'_>, fonts: &FontSet, lang: Lang) -> Result<String, Failure> {
    let mut html = String::new();
    let form = results.form;
    head(&mut html, &format!("{} {}", form.id.0, form.name), lang);
    // Writing to a String cannot fail.
    let _ = first(&mut html, results);
    let mut pictures = Pictures::new(fonts);
    for (row, number) in results.rows.iter().zip(1..) {
        let Some(judged) = row.judged() else { continue };
        let _ = write!(
            html,
            "<section class=\"case\" id=\"c{number}\">\n<h1>{} {}</h1>\n",
            escaped(&row.file),
            badge(row.verdict())
        );
        let _ = facts(&mut html, judged);
        let _ = not_judged(&mut html, &judged.report);
        section(&mut html, judged, &format!("c{number}f"), &mut pictures)?;
        html.push_str("</section>\n");
    }
    let _ = tolerances(&mut html);
    html.push_str("</main>\n</html>\n");
    Ok(html)
}

fn first(html: &mut String, results: &Results<'_>) -> fmt::Result {
    let form = results.form;
    writeln!(
        html,
        "<div class=\"first\">\n<h1>{}<br>{} {}（{}）</h1>\n<p class=\"private\">{}</p>\n<p>{}</p>",
        both("適合確認キットの判定", "Result of the compliance kit"),
        escaped(&form.id.0),
        escaped(&form.name),
        escaped(&form.edition),
        private(),
        badge(results.verdict()),
    )?;
    basis_of(html, Some(form.basis))?;
    html.push_str("<table>\n<thead><tr>");
    for (ja, en) in [
        ("PDF", "PDF"),
        ("判定", "verdict"),
        ("不適合", "fail"),
        ("判定なし", "not judged"),
        ("参考", "information"),
        ("適合", "pass"),
    ] {
        write!(html, "<th>{}", both(ja, en))?;
    }
    html.push_str("</thead>\n<tbody>\n");
    results.rows.iter().zip(1..).try_for_each(|(row, number)| line(html, row, number))?;
    html.push_str("</tbody>\n</table>\n</div>\n");
    Ok(())
}

fn line(html: &mut String, row: &Row, number: usize) -> fmt::Result {
    let file = escaped(&row.file);
    let word = both(row.word(Lang::Ja), row.word(Lang::En));
    let sign = format!("<span class=\"verdict {}\">{word}</span>", row.verdict().name());
    let Some(total) = row.counts() else {
        let why =
            both(&escaped(&row.why(Lang::Ja).join(" ")), &escaped(&row.why(Lang::En).join(" ")));
        return writeln!(html, "<tr><td>{file}<td>{sign}<td colspan=\"4\">{why}");
    };
    write!(html, "<tr><td><a href=\"#c{number}\">{file}</a><td>{sign}")?;
    for count in [total.fail, total.not_judged, total.information, total.pass] {
        write!(html, "<td class=\"n\">{count}")?;
    }
    html.push('\n');
    Ok(())
}
