//! Drawings to draft from, and what is compared.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::form::{Form, Params, load, params};
use chohyo_engine::page::{Document, Draw, Item, Layer, Page, Role};
use chohyo_engine::pdf::{Metadata, Profile, Session};
use chohyo_engine::readback::{Contour, Limits, Paint, ReadDocument, ReadPage};
use chohyo_engine::record::{Format, Record, read};
use chohyo_engine::source::{Library, SourceFile};
use chohyo_fonts::FontSet;

use crate::library::{fonts, line};

pub(crate) static FONTS: LazyLock<FontSet> = LazyLock::new(fonts);

pub(crate) fn layouts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../layouts")
}

/// The form at a path.
pub(crate) fn form(library: &Library, path: &str) -> Form {
    load(library, path)
        .unwrap_or_else(|found| panic!("{path}: {:#?}", found.iter().map(line).collect::<Vec<_>>()))
}

/// The sample record beside a layout.
pub(crate) fn sample(form: &Form, path: &str) -> Record {
    let file = layouts().join(path).with_file_name("sample.json");
    let text = std::fs::read(file).expect("sample");
    let mut records = read(Cursor::new(text), Format::Json, &form.schema, "sample.json");
    records.next().expect("one record").unwrap_or_else(|_| panic!("{path}: the sample is taken"))
}

/// The first page of a record.
pub(crate) fn filled(library: &Library, form: &Form, record: &Record) -> Page {
    let city = SourceFile {
        name: "city.toml".to_owned(),
        text: library.text("params/sample-city.toml").expect("sample city").text.clone(),
    };
    let images = |name: &str| library.blob(&format!("params/{name}")).cloned();
    let params = params(form, &Arc::new(city), &images).unwrap_or_else(|_| Params::defaults(form));
    let composer = Composer::new(form, &params, &FONTS, Mode::Live)
        .unwrap_or_else(|found| panic!("{found:#?}"));
    let composed =
        composer.desk().compose(record, "sample.json").unwrap_or_else(|found| panic!("{found:#?}"));
    composed.document.pages.into_iter().next().expect("a page")
}

/// The first page of a record without the values: as a drawing of the standard shows a form.
pub(crate) fn blank(library: &Library, form: &Form, record: &Record) -> Page {
    let page = filled(library, form, record);
    let fixed = |items: &[Item]| {
        let void =
            |item: &Item| matches!(&item.draw, Draw::Text(run) if run.text.starts_with('＊'));
        let keep = |item: &&Item| !matches!(item.role, Role::Value | Role::Cell) && !void(item);
        items.iter().filter(keep).cloned().collect::<Vec<Item>>()
    };
    let layer = Layer { name: page.fixed.name.clone(), items: fixed(&page.fixed.items) };
    Page { size: page.size, items: fixed(&page.items), fixed: Arc::new(layer) }
}

/// A file of one page.
pub(crate) fn pdf(page: &Page) -> Vec<u8> {
    let metadata = Metadata { title: "図".to_owned(), date: None, language: "ja-JP" };
    let mut session =
        Session::begin(Vec::new(), &FONTS, &metadata, Profile::Plain).expect("begins");
    session.push(&Document { pages: vec![page.clone()] }).expect("a page");
    session.finish().expect("a file")
}

pub(crate) fn read_page(pdf: Vec<u8>) -> ReadPage {
    let document = ReadDocument::open(pdf, Limits::default()).unwrap_or_else(|_| panic!("a PDF"));
    document.pages().next().expect("a page")
}

/// What one page has and the other has not within 0.3 mm: letters, and points of rules.
/// `hidden`: a rule may stand under a wider one of the other page.
pub(crate) fn lacks(page: &ReadPage, other: &ReadPage, hidden: bool) -> Vec<String> {
    let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() <= 0.3 && (a.1 - b.1).abs() <= 0.3;
    let at = |glyph: &chohyo_engine::readback::ReadGlyph| {
        (glyph.origin.x.to_mm(), glyph.origin.y.to_mm())
    };
    let mut missing = Vec::new();
    for (index, glyph) in page.glyphs.iter().enumerate() {
        let text = page.text_of(index);
        if text.trim().is_empty() {
            continue;
        }
        let found = other.glyphs.iter().enumerate().any(|(i, b)| {
            other.text_of(i) == text
                && near(at(glyph), at(b))
                && (glyph.size.to_pt() - b.size.to_pt()).abs() < 0.1
        });
        if !found {
            missing.push(format!(
                "{text} {:.2}pt at {:.2} {:.2}",
                glyph.size.to_pt(),
                at(glyph).0,
                at(glyph).1
            ));
        }
    }
    let (ours, theirs) = (segments(page), segments(other));
    for [x0, y0, x1, y1, width] in ours.clone() {
        let length = (x1 - x0).hypot(y1 - y0);
        let steps = (length / 0.5).ceil().max(1.0) as usize;
        let open = (0..=steps).map(|k| k as f64 / steps as f64).find(|t| {
            let (x, y) = (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t);
            let covered = |s: &[f64; 5]| s[4] > width + 0.02 && on(*s, x, y);
            let drawn = |s: &[f64; 5]| (s[4] - width).abs() < 0.02 && on(*s, x, y);
            !ours.iter().any(covered) && !theirs.iter().any(|s| drawn(s) || covered(s) && hidden)
        });
        if let Some(t) = open {
            missing
                .push(format!("rule {x0:.2} {y0:.2} – {x1:.2} {y1:.2} ({width:.2}) from {t:.2}"));
        }
    }
    missing
}

fn on([x0, y0, x1, y1, _]: [f64; 5], x: f64, y: f64) -> bool {
    let length = (x1 - x0).hypot(y1 - y0).max(1e-9);
    let along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length;
    let across = ((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)).abs() / length;
    across <= 0.3 && (-0.3..=length + 0.3).contains(&along)
}

/// Straight lines in mm with their widths; filled rectangles that are thin too.
fn segments(page: &ReadPage) -> Vec<[f64; 5]> {
    let mut all = Vec::new();
    for shape in &page.shapes {
        for contour in &shape.contours {
            match (contour, shape.paint) {
                (Contour::Line(a, b), Paint::Stroke(width)) => {
                    all.push([a.x.to_mm(), a.y.to_mm(), b.x.to_mm(), b.y.to_mm(), width.to_mm()]);
                }
                (Contour::Rect(area), paint) => {
                    let (x, y) = (area.origin.x.to_mm(), area.origin.y.to_mm());
                    let (r, b) = (area.right().to_mm(), area.bottom().to_mm());
                    match paint {
                        Paint::Stroke(width) => {
                            let w = width.to_mm();
                            all.extend([
                                [x, y, r, y, w],
                                [x, b, r, b, w],
                                [x, y, x, b, w],
                                [r, y, r, b, w],
                            ]);
                        }
                        Paint::Fill if b - y <= 1.0 && r - x > 1.0 => {
                            all.push([x, (y + b) / 2.0, r, (y + b) / 2.0, b - y]);
                        }
                        Paint::Fill if r - x <= 1.0 && b - y > 1.0 => {
                            all.push([(x + r) / 2.0, y, (x + r) / 2.0, b, r - x]);
                        }
                        Paint::Fill => {}
                    }
                }
                _ => {}
            }
        }
    }
    all
}
