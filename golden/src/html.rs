//! The page that a failing case leaves: one file, nothing to load.

use std::fmt::Write as _;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chohyo_engine::diag::{Diagnostic, Lang, message};
use image::ImageFormat;

use crate::cases::Case;
use crate::compare::{Difference, Line, in_words};
use crate::folder;
use crate::make::Made;
use crate::{pixels, refs};

/// Most lines of a text layer on the page.
const LINES: usize = 200;

const STYLE: &str = "body{font:14px/1.6 sans-serif;margin:2em;max-width:110em}\
    h1,h2{font-size:1.2em}pre{background:#f4f4f4;padding:.6em;overflow-x:auto;line-height:1.4}\
    .gone{color:#a00}.new{color:#060}.three{display:flex;gap:1em}.three figure{flex:1;margin:0}\
    img{width:100%;border:1px solid #999}td,th{padding:.1em .8em;text-align:left}\
    small{color:#555}";

/// Writes the page of a case under `target/golden/` and gives its path.
///
/// # Errors
///
/// `B003` if it cannot be written.
pub fn write(
    root: &Path,
    case: &Case,
    made: &Made,
    difference: &Difference,
) -> Result<PathBuf, Diagnostic> {
    let target = root.join("target/golden");
    let path = target.join(format!("{}.html", case.name));
    let text = page(root, case, made, difference);
    let written = std::fs::create_dir_all(&target).and_then(|()| std::fs::write(&path, text));
    let failed = |error: std::io::Error| {
        Diagnostic::error("B003").arg("path", path.display()).arg("cause", folder::cause(&error))
    };
    written.map_err(failed)?;
    Ok(path)
}

/// The page as text.
pub fn page(root: &Path, case: &Case, made: &Made, difference: &Difference) -> String {
    let mut html = head(case);
    findings(&mut html, difference);
    lines(&mut html, "印字項目 / items", &difference.items);
    spots(&mut html, difference);
    tolerances(&mut html, difference);
    for (index, actual) in made.pictures.iter().enumerate() {
        let expected = refs::read(root, case, &refs::picture(index + 1));
        pictures(&mut html, index + 1, expected.as_deref(), actual);
    }
    lines(&mut html, "PDF オブジェクト / PDF objects", &difference.objects);
    html.push_str("</html>\n");
    html
}

fn head(case: &Case) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"ja\"><meta charset=\"utf-8\"><title>{name}</title>\
         <style>{STYLE}</style>\n<h1>見本照合 / golden: {name} <small>{form}, {record}</small></h1>\n\
         <p>差分を見て、意図した変更なら / if the change is meant: \
         <code>chohyo golden bless {name}</code></p>\n",
        name = escape(&case.name),
        form = escape(&case.form),
        record = escape(&case.record),
    )
}

fn findings(html: &mut String, difference: &Difference) {
    html.push_str("<ul>\n");
    for found in &difference.diagnostics {
        let (ja, en) = (message(found, Lang::Ja), message(found, Lang::En));
        // Writing to a String cannot fail.
        let _ = writeln!(html, "<li>{}<br><small>{}</small></li>", escape(&ja), escape(&en));
    }
    html.push_str("</ul>\n");
}

fn lines(html: &mut String, title: &str, lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(html, "<h2>{title}</h2>\n<pre>");
    for line in lines.iter().take(LINES) {
        let (class, mark, text) = match line {
            Line::Gone(text) => ("gone", '-', text),
            Line::New(text) => ("new", '+', text),
        };
        let _ = writeln!(html, "<span class=\"{class}\">{mark} {}</span>", escape(text));
    }
    if lines.len() > LINES {
        let _ = writeln!(html, "… {}", lines.len() - LINES);
    }
    html.push_str("</pre>\n");
}

fn spots(html: &mut String, difference: &Difference) {
    if difference.spots.is_empty() {
        return;
    }
    html.push_str("<h2>場所 / places</h2>\n<table><tr><th>ページ<th>場所<th>項目\n");
    for spot in &difference.spots {
        let place = in_words(&spot.area);
        let items = escape(&spot.items.join("、"));
        let _ = writeln!(html, "<tr><td>{}<td>{place}<td>{items}", spot.page);
    }
    html.push_str("</table>\n");
}

fn tolerances(html: &mut String, difference: &Difference) {
    if difference.tolerated.is_empty() {
        return;
    }
    html.push_str("<h2>許容差 / tolerances</h2>\n<table><tr><th>ページ<th>枠<th>px<th>理由\n");
    for found in &difference.tolerated {
        let tolerance = &found.tolerance;
        let pixels = format!("{} / {}", found.pixels, tolerance.pixels);
        let (place, reason) = (in_words(&tolerance.area), escape(&tolerance.reason));
        let _ = writeln!(html, "<tr><td>{}<td>{place}<td>{pixels}<td>{reason}", tolerance.page);
    }
    html.push_str("</table>\n");
}

fn pictures(html: &mut String, page: usize, expected: Option<&[u8]>, actual: &[u8]) {
    let _ = writeln!(html, "<h2>{page} ページ / page {page}</h2>\n<div class=\"three\">");
    if let Some(expected) = expected {
        figure(html, "照合元 / expected", expected);
    }
    figure(html, "今回 / actual", actual);
    if let Some(difference) = expected.and_then(|expected| difference_png(expected, actual)) {
        figure(html, "差分 / difference", &difference);
    }
    html.push_str("</div>\n");
}

fn figure(html: &mut String, caption: &str, png: &[u8]) {
    let data = STANDARD.encode(png);
    let image = format!("<img alt=\"{caption}\" src=\"data:image/png;base64,{data}\">");
    let _ = writeln!(html, "<figure><figcaption>{caption}</figcaption>{image}</figure>");
}

fn difference_png(expected: &[u8], actual: &[u8]) -> Option<Vec<u8>> {
    let expected = pixels::decode(expected).ok()?;
    let actual = pixels::decode(actual).ok()?;
    let mut png = Cursor::new(Vec::new());
    let shown = pixels::difference(&expected, &actual);
    shown.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
