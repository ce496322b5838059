//! A PDF file that is open for reading. The only file that names the PDF crates' documents.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::object::{Array, Dict};
use hayro_interpret::hayro_syntax::page::{Page, Rotation};
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::util::TransformExt;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, RenderContent, interpret,
    interpret_page,
};

use super::device::{Listener, Part, Taken, length};
use super::file_fonts::{FileFonts, NamedFonts, Owner, PageFonts};
use super::fixed::{First, FixedForms, ReadParts};
use super::known::Known;
use super::limits::Limits;
use super::paint::Painter;
use super::plain::{self, Tools};
use super::read_page::{ReadPage, Unread};
use super::standin;
use super::weigh::{self, Effort, Pictures};
use crate::alike::Grey;
use crate::diag::Diagnostic;
use crate::length::Size;
use crate::raster::Pixels;

/// A PDF file.
pub struct ReadDocument {
    pdf: Pdf,
    limits: Limits,
    pictures: Pictures,
}

impl ReadDocument {
    /// Opens a file. One that is encrypted with the empty password is opened as readers do.
    ///
    /// # Errors
    /// `P031` no PDF, or damaged beyond reading; `P032` it needs a password; `P033` beyond a limit;
    /// `P037` it asks for more memory than the limits; `P039` the reader fails in it.
    pub fn open(bytes: Vec<u8>, limits: Limits) -> Result<Self, Diagnostic> {
        let too_big = |what: &'static str| Diagnostic::error("P033").arg("what", what);
        if bytes.len() > limits.bytes {
            return Err(too_big("bytes"));
        }
        let open = || {
            let (bytes, pictures) = weigh::weigh(bytes, &limits)?;
            let pdf = Pdf::new(bytes).map_err(|error| match error {
                LoadPdfError::Decryption(_) => Diagnostic::error("P032"),
                LoadPdfError::Invalid => Diagnostic::error("P031"),
            })?;
            match pdf.pages().len() {
                0 => Err(Diagnostic::error("P031")),
                count if count > limits.pages => Err(too_big("pages")),
                _ => Ok(Self { pdf, limits, pictures }),
            }
        };
        guarded(open).unwrap_or_else(|| Err(Diagnostic::error("P039")))
    }

    /// The number of pages that the file states (`/Count` of its page tree): readers differ on a
    /// tree that names a page twice.
    pub fn stated_pages(&self) -> Option<usize> {
        let catalog = self.pdf.xref().get::<Dict<'_>>(self.pdf.xref().root_id())?;
        let count =
            catalog.get::<Dict<'_>>(b"Pages".as_slice())?.get::<i32>(b"Count".as_slice())?;
        usize::try_from(count).ok()
    }

    /// Whether the file has layers that a viewer may switch (optional content).
    pub fn has_layers(&self) -> bool {
        self.pdf.xref().has_optional_content_groups()
    }

    /// Reads the pages one by one, from the first.
    pub fn pages(&self) -> impl ExactSizeIterator<Item = ReadPage> + '_ {
        let mut reader = self.reader();
        self.pdf.pages().iter().map(move |page| reader.guarded(page, false).whole())
    }

    /// Reads single pages.
    pub fn reader(&self) -> PageReader<'_> {
        PageReader {
            file: self,
            cache: InterpreterCache::new(),
            known: Known::of(&self.pictures),
            fonts: FileFonts::default(),
            forms: FixedForms::default(),
            quick: Quick::default(),
            painter: Painter::default(),
            asked: Arc::default(),
            effort: Effort::new(self.limits.work),
            left: self.limits.inflated,
        }
    }
}

/// Of so many pages that are read without the interpreter one is read with it too.
const CHECKED: usize = 64;

/// Pages that were read without the interpreter, and whether it read one otherwise.
#[derive(Default)]
struct Quick {
    pages: usize,
    differs: bool,
}

/// Reads and paints pages of a file. Keeps what it learned of its fonts and pictures, which changes
/// speed only.
pub struct PageReader<'a> {
    file: &'a ReadDocument,
    cache: InterpreterCache<'a>,
    known: Known<'a>,
    fonts: FileFonts<'a>,
    forms: FixedForms,
    quick: Quick,
    painter: Painter<'a>,
    /// Whether a font was asked for that is not in the file.
    asked: Arc<AtomicBool>,
    effort: Effort,
    /// What its streams may still unpack to.
    left: usize,
}

impl<'a> PageReader<'a> {
    /// Keeps what pictures leave on paper ([`ReadImage::shown`](super::ReadImage::shown)).
    #[must_use]
    pub fn looking(mut self) -> Self {
        self.known.looks = true;
        self
    }

    /// Number of pages.
    pub fn count(&self) -> usize {
        self.file.pdf.pages().len()
    }

    /// Reads a page by its index from 0; `None` if there is none.
    pub fn page(&mut self, index: usize) -> Option<ReadPage> {
        let page = self.file.pdf.pages().get(index)?;
        Some(self.guarded(page, false).whole())
    }

    /// Reads a page as [`page`](Self::page) does, and whether that was possible without the
    /// interpreter: for pages that hold nothing but texts, lines, fills and pictures, several times
    /// as fast. Some pages of a file are read in both ways; once they differ, no other is read so.
    pub fn quick(&mut self, index: usize) -> Option<(ReadPage, bool)> {
        let before = self.quick.pages;
        let read = self.parts(index)?.whole();
        Some((read, self.quick.pages > before))
    }

    /// Reads a page as [`quick`](Self::quick) does, what it begins with apart from the rest.
    pub(crate) fn parts(&mut self, index: usize) -> Option<ReadParts> {
        let page = self.file.pdf.pages().get(index)?;
        Some(self.guarded(page, true))
    }

    /// Draws a page by its index from 0, at a resolution in pixels per inch, with a rasterizer that
    /// shares nothing with [`raster`](crate::raster). `None` if there is none, or if it is larger
    /// than can be drawn.
    pub fn paint(&mut self, index: usize, dpi: u16) -> Option<Grey> {
        let page = self.file.pdf.pages().get(index)?;
        guarded(|| self.painter.page(page, dpi)).flatten()
    }

    /// As [`paint`](Self::paint), with colours.
    pub(crate) fn colours(&mut self, index: usize, dpi: u16) -> Option<Pixels> {
        let page = self.file.pdf.pages().get(index)?;
        guarded(|| self.painter.colours(page, dpi)).flatten()
    }

    fn guarded(&mut self, page: &'a Page<'a>, quick: bool) -> ReadParts {
        let read = guarded(|| {
            let own = self.effort.of(page).and_then(|own| self.left.checked_sub(own));
            own.map(|rest| (rest, self.read(page, quick)))
        });
        let unread = |why| ReadParts { fixed: None, own: ReadPage::unread(why), lacks_font: false };
        match read {
            Some(Some((rest, read))) => {
                self.left = rest;
                read
            }
            Some(None) => unread(Unread::Work),
            None => unread(Unread::Failed),
        }
    }

    fn read(&mut self, page: &'a Page<'a>, quick: bool) -> ReadParts {
        let (width, height) = page.render_dimensions();
        let unit = page.raw().get::<f32>(b"UserUnit".as_slice()).unwrap_or(1.0);
        let place = Place {
            page,
            corner: page.initial_transform(true).to_kurbo(),
            sheet: Rect::new(0.0, 0.0, width.into(), height.into()),
        };
        let content = page.page_stream().unwrap_or_default();
        let first = First::of(page, content);
        let fixed = first.as_ref().and_then(|first| self.first(first, &place));
        let (rest, taken) = match (first, &fixed) {
            (Some(first), Some((_, taken))) => (first.rest, *taken),
            _ => (content, Taken::default()),
        };
        let own = if quick { self.plain(&place, rest, taken) } else { None };
        let own = own.unwrap_or_else(|| self.part(&place, Owner::Page(page), rest, taken).page);
        let own = ReadPage {
            size: Size::new(length((width * unit).into()), length((height * unit).into())),
            rotation: degrees(page.rotation()),
            annotations: annotations(page),
            ..own
        };
        let lacks_font = self.asked.load(Ordering::Relaxed);
        ReadParts { fixed: fixed.map(|(fixed, _)| fixed), own, lacks_font }
    }

    /// What the rest of a page draws, without the interpreter, if that can be.
    fn plain(&mut self, place: &Place<'a>, content: &[u8], taken: Taken) -> Option<ReadPage> {
        let Place { page, sheet, .. } = *place;
        if self.quick.differs || page.raw().contains_key(b"Annots") {
            return None;
        }
        let unread = Arc::new(AtomicUsize::new(0));
        let settings = settings(Arc::clone(&unread), Arc::clone(&self.asked));
        let limit = (self.file.limits.marks, taken);
        let fonts = PageFonts::new(&self.fonts, Owner::Page(page));
        let mut listener = Listener::new(limit, sheet, &mut self.known, fonts);
        let fonts = NamedFonts::of(&self.fonts, page);
        let tools = Tools { cache: &self.cache, settings: &settings, fonts };
        plain::take(content, place, tools, &mut listener)?;
        let read = listener.into_part(unread.load(Ordering::Relaxed)).page;
        let checked = self.quick.pages.is_multiple_of(CHECKED);
        if checked && self.part(place, Owner::Page(page), content, taken).page != read {
            self.quick.differs = true;
            return None;
        }
        self.quick.pages += 1;
        Some(read)
    }

    /// What the form draws with which a page begins.
    fn first(&mut self, first: &First<'a, '_>, place: &Place<'a>) -> Option<(Rc<ReadPage>, Taken)> {
        let key = (first.id, place.corner, place.sheet);
        if let Some(known) = self.forms.get(&key) {
            return known;
        }
        let part = self.part(place, Owner::Form(first.form.dict()), first.draw, Taken::default());
        self.forms.keep(key, part)
    }

    /// What a part of a page's content draws; with what its annotations draw, if it is the page's.
    fn part(
        &mut self,
        place: &Place<'a>,
        owner: Owner<'_, 'a>,
        content: &[u8],
        taken: Taken,
    ) -> Part {
        let Place { page, corner, sheet } = *place;
        let unread = Arc::new(AtomicUsize::new(0));
        let settings = settings(Arc::clone(&unread), Arc::clone(&self.asked));
        let mut context = Context::new(corner, sheet, &self.cache, page.xref(), settings);
        let is_page = matches!(owner, Owner::Page(_));
        let fonts = PageFonts::new(&self.fonts, owner);
        let limit = self.file.limits.marks;
        let mut listener = Listener::new((limit, taken), sheet, &mut self.known, fonts);
        interpret(TypedIter::new(content), page.resources(), &mut context, &mut listener);
        if is_page {
            interpret_page(page, &mut context, &mut listener);
        }
        listener.into_part(unread.load(Ordering::Relaxed))
    }
}

/// A page, where its corner is drawn, and its sheet.
pub(super) struct Place<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) corner: Affine,
    pub(super) sheet: Rect,
}

/// The interpreter is made by others: what it stumbles over is a fault of the file for us.
fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

fn annotations(page: &Page<'_>) -> usize {
    let list = page.raw().get::<Array<'_>>(b"Annots".as_slice());
    list.map_or(0, |list| list.raw_iter().count())
}

/// Fonts that are not in the file are stood in for; those that cannot be read are counted. The
/// content of a page is given to the interpreter, not taken by it.
fn settings(unread: Arc<AtomicUsize>, asked: Arc<AtomicBool>) -> InterpreterSettings {
    let stand_in = standin::resolver();
    InterpreterSettings {
        font_resolver: Arc::new(move |query| {
            asked.store(true, Ordering::Relaxed);
            stand_in(query)
        }),
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                unread.fetch_add(1, Ordering::Relaxed);
            }
        }),
        render_content: RenderContent::ANNOTATIONS,
        ..InterpreterSettings::default()
    }
}

fn degrees(rotation: Rotation) -> u16 {
    match rotation {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    }
}
