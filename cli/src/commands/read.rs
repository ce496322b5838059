//! `chohyo read`

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::length::Rect;
use chohyo_engine::page::WritingMode;
use chohyo_engine::readback::{Limits, Paint, ReadDocument, ReadLine, ReadPage, Unread};
use chohyo_golden::folder::unreadable;
use serde_json::{Value, json};

use crate::args::{ReadArgs, Shape};
use crate::report::{Context, Exit, Failure, exit_of, out};

pub(crate) fn run(args: &ReadArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let bytes = std::fs::read(&args.file).map_err(|error| unreadable(&args.file, &error))?;
    let document = ReadDocument::open(bytes, Limits::default())?;
    let mut found = Vec::new();
    for (index, page) in document.pages().enumerate() {
        let number = index + 1;
        if args.page.is_some_and(|wanted| wanted != number) {
            continue;
        }
        out(&match args.format {
            Shape::Json => format!("{}\n", page_json(number, &page)),
            Shape::Human => page_text(number, &page, context),
        })?;
        found.extend(missing(number, &page));
    }
    context.tell(&found);
    Ok(exit_of(&found, Exit::Input))
}

/// What is known not to be in the result.
fn missing(number: usize, page: &ReadPage) -> impl Iterator<Item = Diagnostic> {
    let unsaid = page.textless();
    let told = [
        (unsaid > 0, Diagnostic::note("P034").arg("count", unsaid)),
        (page.unread_fonts > 0, Diagnostic::warning("P035").arg("count", page.unread_fonts)),
        (page.cut && page.unread.is_none(), Diagnostic::warning("P036")),
        (page.unread == Some(Unread::Work), Diagnostic::error("P038")),
        (page.unread == Some(Unread::Failed), Diagnostic::error("P039")),
    ];
    told.into_iter().filter_map(move |(is, found)| is.then(|| found.arg("page", number)))
}

fn page_text(number: usize, page: &ReadPage, context: &Context<'_>) -> String {
    let (width, height) = (page.size.width, page.size.height);
    let head = context.words("ページ", "page");
    let lines: String = page.lines().iter().map(|line| line_text(line, page)).collect();
    format!("{head} {number}  {width} × {height} mm\n{lines}")
}

fn line_text(line: &ReadLine, page: &ReadPage) -> String {
    let Rect { origin, size } = line.bounds;
    let (x, y, w, h) = (origin.x, origin.y, size.width, size.height);
    let font = page.fonts.get(line.font).map_or("", |font| font.name.as_str());
    format!("x{x} y{y} w{w} h{h}  {font} {:.2}pt  {}\n", line.size.to_pt(), line.text)
}

fn page_json(number: usize, page: &ReadPage) -> Value {
    json!({
        "page": number,
        "width_mm": page.size.width.to_mm(),
        "height_mm": page.size.height.to_mm(),
        "rotation": page.rotation,
        "fonts": page.fonts.iter()
            .map(|font| json!({"name": font.name, "embedded": font.embedded}))
            .collect::<Vec<_>>(),
        "lines": page.lines().iter().map(|line| line_json(line, page)).collect::<Vec<_>>(),
        "shapes": page.shapes.iter()
            .map(|shape| json!({"box_mm": box_mm(shape.bounds), "stroke_mm": stroke(shape.paint)}))
            .collect::<Vec<_>>(),
        "images": page.images.iter()
            .map(|image| json!({"box_mm": box_mm(image.bounds), "samples": image.samples}))
            .collect::<Vec<_>>(),
        "textless_glyphs": page.textless(),
        "unread_fonts": page.unread_fonts,
        "cut": page.cut,
    })
}

fn line_json(line: &ReadLine, page: &ReadPage) -> Value {
    json!({
        "text": line.text,
        "box_mm": box_mm(line.bounds),
        "font": line.font,
        "size_pt": line.size.to_pt(),
        "vertical": line.writing != WritingMode::Horizontal,
        "glyphs": page.glyphs[line.glyphs.clone()].iter()
            .map(|glyph| json!({
                "glyph": glyph.glyph,
                "unicode": glyph.unicode.as_deref(),
                "x_mm": glyph.origin.x.to_mm(),
                "y_mm": glyph.origin.y.to_mm(),
                "advance_mm": glyph.advance.to_mm(),
            }))
            .collect::<Vec<_>>(),
    })
}

/// Left, top, width and height.
fn box_mm(bounds: Rect) -> [f64; 4] {
    let Rect { origin, size } = bounds;
    [origin.x.to_mm(), origin.y.to_mm(), size.width.to_mm(), size.height.to_mm()]
}

/// Width of the line; nothing for a fill.
fn stroke(paint: Paint) -> Option<f64> {
    match paint {
        Paint::Fill => None,
        Paint::Stroke(width) => Some(width.to_mm()),
    }
}
