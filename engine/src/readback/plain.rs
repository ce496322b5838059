//! Content in the few operators that forms are made of, taken down without the interpreter: it
//! looks every code up again wherever it stands, and that is most of what a proof would cost.
//! Whatever else stands in the content, the interpreter reads all of it. Tokens, fonts, maps and
//! pictures are those of the interpreter's crates here too.

use std::rc::Rc;

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_interpret::hayro_syntax::object::{Array, Name, Number, Object};
use hayro_interpret::hayro_syntax::object::{Stream, String as PdfString};
use hayro_interpret::hayro_syntax::reader::{Reader, ReaderContext, ReaderExt};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{Context, Device, InterpreterCache, InterpreterSettings, interpret};

use super::device::{Drawn, Listener, Put};
use super::document::Place;
use super::file_fonts::{FileFont, NamedFonts};
use super::read_page::Ink;

/// How deep states are saved in states.
const DEEPEST: usize = 16;
/// Fills narrower than this are not taken down here, in points.
const NARROW: f64 = 0.01;
/// Units of the em in which fonts are measured.
const EM: f32 = 1000.0;

/// What the interpreter needs for a picture.
pub(super) struct Tools<'t, 'a> {
    pub(super) cache: &'t InterpreterCache<'a>,
    pub(super) settings: &'t InterpreterSettings,
    pub(super) fonts: NamedFonts<'t, 'a>,
}

/// The part of the graphics state that such content changes.
#[derive(Clone)]
struct State<'a> {
    corner: Affine,
    fill: Ink,
    stroke: Ink,
    width: f32,
    dash: Vec<f32>,
    /// Where dashes begin.
    offset: f32,
    font: Option<Rc<FileFont<'a>>>,
    size: f32,
    /// In percent.
    condense: f32,
}

/// Where the pen of a text object is, and where its line begins.
#[derive(Clone, Copy)]
struct Pen {
    text: Affine,
    line: Affine,
}

/// A content that is being taken down.
struct Plain<'t, 'l, 'k, 'a, 'p> {
    tools: Tools<'t, 'a>,
    place: &'t Place<'a>,
    listener: &'l mut Listener<'k, 'a, 'p>,
    now: State<'a>,
    saved: Vec<State<'a>>,
    path: BezPath,
    start: Point,
    last: Point,
    pen: Option<Pen>,
}

/// Takes content down that a page draws; `None`, and the listener is of no use, if it holds
/// anything that is not known here.
pub(super) fn take<'a>(
    content: &[u8],
    place: &Place<'a>,
    tools: Tools<'_, 'a>,
    listener: &mut Listener<'_, 'a, '_>,
) -> Option<()> {
    let black = Ink::Solid(0, 0, 0);
    let now = State {
        corner: place.corner,
        fill: black,
        stroke: black,
        width: 1.0,
        dash: Vec::new(),
        offset: 0.0,
        font: None,
        size: 1.0,
        condense: 100.0,
    };
    let (path, at) = (BezPath::new(), Point::default());
    let saved = Vec::new();
    let mut plain =
        Plain { tools, place, listener, now, saved, path, start: at, last: at, pen: None };
    let mut operations = TypedIter::new(content);
    while let Some(operation) = operations.next() {
        plain.operation(&operation)?;
    }
    Some(())
}

impl<'a> Plain<'_, '_, '_, 'a, '_> {
    fn operation(&mut self, operation: &Op<'_, '_>) -> Option<()> {
        match operation {
            Op::NonStrokeColorDeviceGray(grey) => self.now.fill = ink([grey.0; 3]),
            Op::NonStrokeColorDeviceRgb(rgb) => self.now.fill = ink([rgb.0, rgb.1, rgb.2]),
            Op::StrokeColorDeviceGray(grey) => self.now.stroke = ink([grey.0; 3]),
            Op::StrokeColorDeviceRgb(rgb) => self.now.stroke = ink([rgb.0, rgb.1, rgb.2]),
            Op::BeginMarkedContent(begun) => self.listener.begin_marked_content(begun.0, None),
            Op::BeginMarkedContentWithProperties(begun) => match begun.1 {
                Object::Dict(dict) if !dict.contains_key(b"OC") => {
                    self.listener.begin_marked_content(begun.0, Some(dict));
                }
                _ => return None,
            },
            Op::EndMarkedContent(_) => self.listener.end_marked_content(),
            _ if self.pen.is_some() => return self.text(operation),
            Op::BeginText(_) => {
                self.pen = Some(Pen { text: Affine::IDENTITY, line: Affine::IDENTITY });
            }
            Op::HorizontalScaling(scaled) => self.now.condense = scaled.0.as_f32(),
            Op::TextFont(font) => return self.font(font.0, font.1),
            Op::SaveState(_) if self.saved.len() < DEEPEST => self.saved.push(self.now.clone()),
            Op::RestoreState(_) => self.now = self.saved.pop()?,
            Op::Transform(t) => {
                let [a, b, c] = [t.0, t.1, t.2].map(|number| number.as_f64());
                let [d, e, f] = [t.3, t.4, t.5].map(|number| number.as_f64());
                self.now.corner *= Affine::new([a, b, c, d, e, f]);
            }
            Op::LineWidth(width) => self.now.width = width.0.as_f32(),
            Op::DashPattern(dashes) => {
                self.now.offset = dashes.1.as_f32();
                let lengths = dashes.0.iter::<f32>();
                self.now.dash = lengths.map(|n| if n == 0.0 { 0.01 } else { n }).collect();
            }
            Op::XObject(named) => return self.picture(named.0),
            _ => return self.path(operation),
        }
        Some(())
    }

    fn path(&mut self, operation: &Op<'_, '_>) -> Option<()> {
        let at = |x: Number, y: Number| Point::new(x.as_f64(), y.as_f64());
        match operation {
            Op::MoveTo(to) => {
                self.start = at(to.0, to.1);
                self.last = self.start;
                self.path.move_to(self.start);
            }
            Op::LineTo(to) => {
                let to = at(to.0, to.1);
                let goes_on = !self.path.elements().is_empty() && to != self.last;
                goes_on.then(|| self.path.line_to(to))?;
                self.last = to;
            }
            Op::CubicTo(to) if !self.path.elements().is_empty() => {
                self.last = at(to.4, to.5);
                self.path.curve_to(at(to.0, to.1), at(to.2, to.3), self.last);
            }
            Op::ClosePath(_) => {
                let open = !matches!(self.path.elements().last(), None | Some(PathEl::ClosePath));
                open.then(|| self.path.close_path())?;
                self.last = self.start;
            }
            Op::RectPath(r) => {
                let (from, size) = (at(r.0, r.1), at(r.2, r.3));
                let rect = Rect::new(from.x, from.y, from.x + size.x, from.y + size.y);
                self.path.extend(rect.path_elements(0.1));
                (self.start, self.last) = (from, from);
            }
            Op::StrokePath(_) => return self.paint(true),
            Op::FillPathNonZero(_) => return self.paint(false),
            _ => return None,
        }
        Some(())
    }

    fn paint(&mut self, stroked: bool) -> Option<()> {
        if self.path.elements().is_empty() {
            return None;
        }
        let State { corner, width, dash, offset, .. } = &self.now;
        let drawn = if stroked {
            Drawn::Stroke { width: *width, dash, plain: *offset == 0.0 }
        } else {
            let size = corner.transform_rect_bbox(self.path.bounding_box()).size();
            (size.width.min(size.height) > NARROW).then_some(())?;
            Drawn::Fill
        };
        let ink = if stroked { self.now.stroke } else { self.now.fill };
        self.listener.shape(&self.path, *corner, &drawn, ink);
        self.path.truncate(0);
        Some(())
    }

    /// A picture is the interpreter's; a form is not known here.
    fn picture(&mut self, name: &Name<'_>) -> Option<()> {
        let page = self.place.page;
        let picture: Stream<'a> = page.resources().get_x_object(name)?;
        let kind = picture.dict().get::<Name<'_>>(b"Subtype".as_slice())?;
        let plain = name.iter().all(u8::is_ascii_alphanumeric) && self.path.elements().is_empty();
        if !plain || kind.as_str() != "Image" || picture.dict().contains_key(b"OC") {
            return None;
        }
        let draw = [b"/", &**name, b" Do\n"].concat();
        let Tools { cache, settings, .. } = &self.tools;
        let settings = InterpreterSettings::clone(settings);
        let (corner, sheet) = (self.now.corner, self.place.sheet);
        let mut context = Context::new(corner, sheet, cache, page.xref(), settings);
        interpret(TypedIter::new(&draw), page.resources(), &mut context, self.listener);
        Some(())
    }

    fn font(&mut self, name: &Name<'_>, size: Number) -> Option<()> {
        self.now.font = Some(self.tools.fonts.get(self.place.page, name)?);
        self.now.size = size.as_f32();
        Some(())
    }

    fn text(&mut self, operation: &Op<'_, '_>) -> Option<()> {
        let pen = self.pen.as_mut()?;
        match operation {
            Op::EndText(_) => self.pen = None,
            Op::HorizontalScaling(scaled) => self.now.condense = scaled.0.as_f32(),
            Op::TextFont(font) => return self.font(font.0, font.1),
            Op::NextLine(to) => {
                pen.line *= Affine::translate((to.0.as_f64(), to.1.as_f64()));
                pen.text = pen.line;
            }
            Op::SetTextMatrix(m) => {
                let [a, b, c] = [m.0, m.1, m.2].map(|number| number.as_f64());
                let [d, e, f] = [m.3, m.4, m.5].map(|number| number.as_f64());
                pen.line = Affine::new([a, b, c, d, e, f]);
                pen.text = pen.line;
            }
            Op::ShowText(shown) => return self.string(shown.0),
            Op::ShowTexts(shown) => return self.array(shown.0),
            _ => return None,
        }
        Some(())
    }

    /// Strings, and numbers between them.
    fn array(&mut self, array: &Array<'_>) -> Option<()> {
        let data = array.data();
        let mut at = 0;
        while let Some(&byte) = data.get(at) {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => at += 1,
                b'<' => {
                    let rest = data.get(at + 1..)?;
                    let end = rest.iter().position(|&byte| byte == b'>')?;
                    let (quads, odd) = rest.get(..end)?.as_chunks::<4>();
                    self.show(quads.iter().map(digits))?;
                    odd.is_empty().then_some(())?;
                    at += end + 2;
                }
                b'(' => {
                    let mut reader = Reader::new(data);
                    reader.jump(at);
                    self.string(&reader.read::<PdfString<'_>>(&ReaderContext::dummy())?)?;
                    at = reader.offset();
                }
                b'0'..=b'9' | b'-' | b'+' | b'.' => {
                    let mut reader = Reader::new(data);
                    reader.jump(at);
                    self.back(reader.read::<Number>(&ReaderContext::dummy())?)?;
                    at = reader.offset();
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// Moves the pen back by thousandths of the em.
    fn back(&mut self, number: Number) -> Option<()> {
        let State { size, condense, font, .. } = &self.now;
        let horizontal = font.as_ref()?.is_horizontal();
        let scale = if horizontal { condense / 100.0 } else { 1.0 };
        let moved = -number.as_f32() / EM * size * scale;
        self.pen.as_mut()?.forward(horizontal, moved);
        Some(())
    }

    fn string(&mut self, text: &PdfString<'_>) -> Option<()> {
        let (pairs, odd) = text.as_bytes().as_chunks::<2>();
        self.show(pairs.iter().map(|pair| Some(u16::from_be_bytes(*pair))))?;
        odd.is_empty().then_some(())
    }

    /// Codes have two bytes each.
    fn show(&mut self, codes: impl Iterator<Item = Option<u16>>) -> Option<()> {
        let State { corner, fill, font, size, condense, .. } = &self.now;
        let (font, pen) = (font.as_ref()?, self.pen.as_mut()?);
        let horizontal = font.is_horizontal();
        let scale = condense / 100.0;
        let (across, up) = (f64::from(*size) * f64::from(scale), f64::from(*size));
        let em = Affine::new([across, 0.0, 0.0, up, 0.0, 0.0]);
        let unit = Affine::scale(1.0 / f64::from(EM));
        for code in codes {
            let code = font.code(code?, self.listener)?;
            let matrix = *corner * (pen.text * em * unit * Affine::translate(code.shift));
            self.listener.put(Put { code: &code, matrix, horizontal, ink: *fill });
            let step = if horizontal { code.step.x } else { code.step.y };
            let moved = step as f32 / EM * size;
            pen.forward(horizontal, if horizontal { moved * scale } else { moved });
        }
        Some(())
    }
}

impl Pen {
    fn forward(&mut self, horizontal: bool, moved: f32) {
        let (x, y) = if horizontal { (moved, 0.0) } else { (0.0, moved) };
        self.text *= Affine::new([1.0, 0.0, 0.0, 1.0, x.into(), y.into()]);
    }
}

/// A colour by its parts from 0 to 1.
fn ink(parts: [Number; 3]) -> Ink {
    let [red, green, blue] = parts.map(|part| (part.as_f32() * 255.0 + 0.5) as u8);
    Ink::Solid(red, green, blue)
}

/// A number of four hexadecimal digits.
fn digits(quad: &[u8; 4]) -> Option<u16> {
    quad.iter().try_fold(0, |number, &digit| {
        let digit = char::from(digit).to_digit(16)?;
        Some(number << 4 | digit as u16)
    })
}
