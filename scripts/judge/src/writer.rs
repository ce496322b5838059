//! The same `Document` through printpdf: every glyph placed on its own, so that nothing of our
//! own content writing is repeated.

use chohyo_engine::length::{Length, Point as Place, Rect as Area, Size};
use chohyo_engine::page::{Colour, Document, Draw, Item, Page, Picture, Stroke, TextRun, WritingMode};
use chohyo_fonts::FontSet;
use printpdf::{
    Codepoint, Color, FontId, Greyscale, Line, LineDashPattern, LinePoint, Op, PaintMode, ParsedFont,
    PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, RawImage,
    RawImageData, RawImageFormat, Rgb, TextItem, TextMatrix, WindingOrder, XObjectTransform,
};

/// All pages as one PDF.
pub fn write(document: &Document, fonts: &FontSet) -> Vec<u8> {
    let mut pdf = PdfDocument::new("judge");
    let ids: Vec<FontId> = fonts
        .faces()
        .map(|(_, face)| {
            let font = ParsedFont::from_bytes(face.data(), 0, &mut Vec::new()).expect("a font printpdf reads");
            pdf.add_font(&font)
        })
        .collect();
    let pages = document.pages.iter().map(|page| draw_page(page, &ids, &mut pdf)).collect();
    pdf.with_pages(pages).save(&PdfSaveOptions::default(), &mut Vec::new())
}

fn draw_page(page: &Page, fonts: &[FontId], pdf: &mut PdfDocument) -> PdfPage {
    let mut items: Vec<&Item> = page.fixed.items.iter().chain(&page.items).collect();
    items.sort_by_key(|item| item.order);
    let mut ops = Vec::new();
    let draws = items.into_iter().flat_map(|item| match item.draw.strands() {
        Some(strands) => Vec::from(strands),
        None => vec![item.draw.clone()],
    });
    for draw in draws {
        match &draw {
            Draw::Text(run) => text(&mut ops, run, page.size, fonts),
            Draw::Rule(rule) => {
                stroke(&mut ops, &rule.stroke);
                line(&mut ops, &[rule.from, rule.to], false, page.size);
            }
            // The dashes of a frame begin anew at every corner.
            Draw::Frame(frame) if frame.stroke.dash.is_some() => {
                stroke(&mut ops, &frame.stroke);
                for (from, to) in frame.edges() {
                    line(&mut ops, &[from, to], false, page.size);
                }
            }
            Draw::Frame(frame) => {
                stroke(&mut ops, &frame.stroke);
                line(&mut ops, &corners(frame.area), true, page.size);
            }
            Draw::Ellipse(ellipse) => {
                stroke(&mut ops, &ellipse.stroke);
                line(&mut ops, &around(ellipse.area), true, page.size);
            }
            Draw::Fill(fill) => {
                ops.push(Op::SetFillColor { col: colour(fill.colour) });
                let ring = PolygonRing { points: line_points(&corners(fill.area), page.size) };
                let polygon =
                    Polygon { rings: vec![ring], mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
                ops.push(Op::DrawPolygon { polygon });
            }
            Draw::Image(image) => picture(&mut ops, &image.picture, image.area, page.size, pdf),
        }
    }
    PdfPage::new(pt(page.size.width).into(), pt(page.size.height).into(), ops)
}

fn text(ops: &mut Vec<Op>, run: &TextRun, size: Size, fonts: &[FontId]) {
    ops.push(Op::StartTextSection);
    ops.push(Op::SetFillColor { col: colour(run.colour) });
    ops.push(Op::SetFont {
        font: PdfFontHandle::External(fonts[usize::from(run.face.0)].clone()),
        size: pt(run.size),
    });
    for glyph in &run.glyphs {
        let x = pt(run.origin.x + glyph.x).0;
        let y = pt(size.height - run.origin.y - glyph.y).0;
        let scale = f32::from(run.condense_pct) / 100.0;
        let turn = match run.mode {
            WritingMode::Horizontal | WritingMode::Vertical => [scale, 0.0, 0.0, 1.0],
            // Clockwise: along the base line is down the page, and up is right.
            WritingMode::Turned => [0.0, -scale, 1.0, 0.0],
        };
        let [a, b, c, d] = turn;
        ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([a, b, c, d, x, y]) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![Codepoint::new(glyph.id, 0.0)])] });
    }
    ops.push(Op::EndTextSection);
}

fn stroke(ops: &mut Vec<Op>, stroke: &Stroke) {
    ops.push(Op::SetOutlineColor { col: colour(stroke.colour) });
    ops.push(Op::SetOutlineThickness { pt: pt(stroke.width) });
    let dash = stroke.dash.map_or_else(Vec::new, |(on, off)| vec![pt(on).0, pt(off).0]);
    ops.push(Op::SetLineDashPattern { dash: LineDashPattern { offset: 0.0, pattern: dash.into_iter().collect() } });
}

fn line(ops: &mut Vec<Op>, points: &[Place], closed: bool, size: Size) {
    ops.push(Op::DrawLine { line: Line { points: line_points(points, size), is_closed: closed } });
}

fn line_points(points: &[Place], size: Size) -> Vec<LinePoint> {
    points.iter().map(|p| LinePoint { p: point(*p, size), bezier: false }).collect()
}

fn picture(ops: &mut Vec<Op>, picture: &Picture, area: Area, size: Size, pdf: &mut PdfDocument) {
    let channels = if picture.rgb { 3 } else { 1 };
    let mut pixels = Vec::new();
    for (index, pixel) in picture.pixels.chunks(channels).enumerate() {
        let [r, g, b] = if picture.rgb { [pixel[0], pixel[1], pixel[2]] } else { [pixel[0]; 3] };
        pixels.extend([r, g, b, picture.alpha.as_ref().map_or(255, |a| a[index])]);
    }
    let image = RawImage {
        pixels: RawImageData::U8(pixels),
        width: picture.width as usize,
        height: picture.height as usize,
        data_format: RawImageFormat::RGBA8,
        tag: Vec::new(),
    };
    let id = pdf.add_image(&image);
    let transform = XObjectTransform {
        translate_x: Some(pt(area.origin.x)),
        translate_y: Some(pt(size.height - area.bottom())),
        scale_x: Some(pt(area.size.width).0 / picture.width as f32),
        scale_y: Some(pt(area.size.height).0 / picture.height as f32),
        dpi: Some(72.0),
        ..Default::default()
    };
    ops.push(Op::UseXobject { id, transform });
}

fn corners(area: Area) -> [Place; 4] {
    let (left, top, right, bottom) = (area.origin.x, area.origin.y, area.right(), area.bottom());
    [Place::new(left, top), Place::new(right, top), Place::new(right, bottom), Place::new(left, bottom)]
}

/// Points of an ellipse, by its own definition and not by our curves.
fn around(area: Area) -> Vec<Place> {
    let (x, y) = ((area.origin.x + area.right()).scale(1, 2), (area.origin.y + area.bottom()).scale(1, 2));
    let along = |length: Length, part: f64| Length::emu((length.to_emu() as f64 / 2.0 * part).round() as i64);
    let turns = (0..256).map(|step| f64::from(step) / 256.0 * std::f64::consts::TAU);
    turns.map(|t| Place::new(x + along(area.size.width, t.cos()), y + along(area.size.height, t.sin()))).collect()
}

fn point(p: Place, size: Size) -> Point {
    Point { x: pt(p.x), y: pt(size.height - p.y) }
}

fn pt(length: Length) -> Pt {
    Pt(length.to_pt() as f32)
}

fn colour(colour: Colour) -> Color {
    let unit = |v: u8| f32::from(v) / 255.0;
    match colour {
        Colour::Grey(v) => Color::Greyscale(Greyscale::new(unit(v), None)),
        Colour::Rgb(r, g, b) => Color::Rgb(Rgb::new(unit(r), unit(g), unit(b), None)),
    }
}
