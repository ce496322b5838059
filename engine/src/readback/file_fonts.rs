//! The fonts that a page may use, by the dictionaries of the file. The interpreter gives glyphs
//! without the dictionary of their font: here those are found that could have made a glyph.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_font::hayro_cmap::load_embedded;
use hayro_font::{Font, FontCache, FontGlyph, GlyphIdentifier, OutlineGlyph};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, ObjRef, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::Vec2;

use super::coding::{Coding, string};
use super::device::{Listener, text};
use super::direct::DirectMap;
use super::outline::Outline;
use super::read_page::ReadFont;
use super::standin;

/// Most fonts of one page that are looked at, and how deep forms may stand in forms for it.
const MOST_FONTS: usize = 2_000;
const DEEPEST: usize = 12;
/// How many sets of fonts are kept that pages share.
const MOST_SHARED: usize = 16;

/// The fonts of a file, each loaded once.
#[derive(Default)]
pub(super) struct FileFonts<'a> {
    known: RefCell<HashMap<ObjectIdentifier, Option<Rc<FileFont<'a>>>>>,
    /// Those that pages name, by the object of their resources.
    named: RefCell<HashMap<ObjRef, Rc<RefCell<Names<'a>>>>>,
    /// Those of resources that many pages or many forms share.
    shared: RefCell<HashMap<(ObjRef, bool), Rc<Fonts<'a>>>>,
}

/// The fonts of a page or form, and what they say of glyphs.
struct Fonts<'a> {
    fonts: Vec<Rc<FileFont<'a>>>,
    facts: RefCell<HashMap<Seen, Facts>>,
}

/// A font of the file.
pub(super) struct FileFont<'a> {
    font: Font<'a>,
    read: ReadFont,
    coding: Option<Coding>,
    codes: RefCell<DirectMap<u16, Option<Rc<Code>>>>,
}

/// What a code of two bytes draws, of a font that says all of it. In thousandths of the em.
pub(super) struct Code {
    pub(super) code: u32,
    /// Glyph id.
    pub(super) id: u32,
    /// For [`Known::font`](super::known::Known::font).
    pub(super) program: usize,
    pub(super) text: Rc<str>,
    pub(super) outline: Rc<Outline>,
    /// Where the glyph's origin is from the pen.
    pub(super) shift: Vec2,
    /// Where the pen goes.
    pub(super) step: Vec2,
    /// How far, along the writing direction.
    pub(super) advance: f64,
}

/// Fonts by their names in the resources of a page.
pub(super) struct NamedFonts<'f, 'a> {
    file: &'f FileFonts<'a>,
    known: Rc<RefCell<Names<'a>>>,
}

type Names<'a> = Vec<(Vec<u8>, Option<Rc<FileFont<'a>>>)>;

/// What the file says of a glyph.
#[derive(Clone, Default)]
pub(super) struct Facts {
    /// Its font; unnamed and not embedded if no font of the page could have made it.
    pub(super) font: ReadFont,
    /// Its text by the encoding of a font without `/ToUnicode`.
    pub(super) coded: Option<String>,
    /// Whether some font of the page could have made it.
    pub(super) found: bool,
    /// Advance down the page in thousandths of the em.
    pub(super) down: f64,
}

/// Whose resources are looked into.
pub(super) enum Owner<'f, 'a> {
    Page(&'f Page<'a>),
    /// A form that is drawn for itself.
    Form(&'f Dict<'a>),
}

/// The fonts of a page, looked up when they are first asked for.
pub(super) struct PageFonts<'f, 'a> {
    file: &'f FileFonts<'a>,
    owner: Owner<'f, 'a>,
    fonts: OnceCell<Rc<Fonts<'a>>>,
}

/// All that the interpreter tells of a glyph: program and id, code, text, width.
type Seen = (GlyphIdentifier, u32, Option<String>, Option<u32>);

impl<'f, 'a> PageFonts<'f, 'a> {
    pub(super) fn new(file: &'f FileFonts<'a>, owner: Owner<'f, 'a>) -> Self {
        Self { file, owner, fonts: OnceCell::new() }
    }

    /// What all the fonts that could have made a glyph agree on.
    pub(super) fn facts(&self, glyph: &OutlineGlyph) -> Facts {
        let text = glyph.as_unicode().map(string);
        let key = (glyph.identifier(), glyph.char_code(), text, width(glyph));
        let Fonts { fonts, facts } = &**self.fonts.get_or_init(|| self.file.of(&self.owner));
        if let Some(facts) = facts.borrow().get(&key) {
            return facts.clone();
        }
        let (code, known) = (glyph.char_code(), facts);
        let mut makers = fonts.iter().filter(|font| font.makes(glyph));
        let facts = makers.next().map_or_else(Facts::default, |first| {
            let facts = first.facts(code);
            makers.fold(facts, |facts, other| facts.and(&other.facts(code)))
        });
        known.borrow_mut().insert(key, facts.clone());
        facts
    }
}

impl Facts {
    /// What two fonts agree on.
    fn and(mut self, other: &Self) -> Self {
        if self.font.name != other.font.name {
            self.font.name.clear();
        }
        self.font.embedded &= other.font.embedded;
        self.coded = self.coded.filter(|text| Some(text) == other.coded.as_ref());
        self
    }
}

impl<'f, 'a> NamedFonts<'f, 'a> {
    pub(super) fn of(file: &'f FileFonts<'a>, page: &Page<'a>) -> Self {
        let Some(key) = page.raw().get_ref(b"Resources") else {
            return Self { file, known: Rc::default() };
        };
        let mut named = file.named.borrow_mut();
        if named.len() >= MOST_SHARED {
            named.clear();
        }
        Self { file, known: named.entry(key).or_default().clone() }
    }

    /// The font of a name; `None` if there is none, or none that can be read.
    pub(super) fn get(&self, page: &Page<'a>, name: &[u8]) -> Option<Rc<FileFont<'a>>> {
        let mut known = self.known.borrow_mut();
        if let Some((_, font)) = known.iter().find(|(known, _)| known == name) {
            return font.clone();
        }
        let dict = page.resources().fonts.get::<Dict<'a>>(name);
        let font = dict.and_then(|dict| self.file.font(&dict));
        if known.len() < MOST_FONTS {
            known.push((name.to_owned(), font.clone()));
        }
        font
    }
}

impl<'a> FileFont<'a> {
    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// What a code of two bytes draws; `None` if it is of another length, or if program and map
    /// do not say all of it.
    pub(super) fn code(&self, code: u16, listener: &mut Listener<'_, 'a, '_>) -> Option<Rc<Code>> {
        if let Some(known) = self.codes.borrow().get(&code) {
            return known.clone();
        }
        let found = self.look(code, listener).map(Rc::new);
        self.codes.borrow_mut().insert(code, found.clone());
        found
    }

    fn look(&self, bytes: u16, listener: &mut Listener<'_, 'a, '_>) -> Option<Code> {
        let code = u32::from(bytes);
        if self.font.read_code(&bytes.to_be_bytes(), 0) != (code, 2) || !listener.has_room() {
            return None;
        }
        let id = self.font.map_code(code);
        let FontGlyph::Outline(glyph) = self.font.glyph(id, code) else { return None };
        let known = listener.known(&glyph);
        let step = self.font.code_advance(code);
        let across = f64::from(glyph.advance_width().unwrap_or(0.0));
        let stretch = self.font.glyph_stretch(id, code);
        let plain = stretch.to_bits() == 1.0_f64.to_bits();
        Some(Code {
            code,
            id: id.to_u32(),
            program: known.program.filter(|_| plain)?,
            text: text(glyph.as_unicode()?),
            outline: known.outline,
            shift: self.font.origin_displacement(code),
            step,
            advance: if self.is_horizontal() { across } else { -step.y },
        })
    }

    fn load(dict: &Dict<'a>) -> Option<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        let (note, resolver) = (Arc::clone(&asked), standin::resolver());
        let font = FontCache::new().font(
            dict,
            &(Arc::new(move |query: &_| {
                note.store(true, Ordering::Relaxed);
                resolver(query)
            }) as _),
            &(Arc::new(load_embedded) as _),
        )?;
        let name = dict.get::<Name<'_>>(b"BaseFont".as_slice());
        let name = name.map_or_else(String::new, |name| untagged(name.as_str()).to_owned());
        let read = ReadFont { name, embedded: !asked.load(Ordering::Relaxed) };
        Some(Self { font, read, coding: Coding::of(dict), codes: RefCell::default() })
    }

    /// Whether the glyph may be of this font.
    fn makes(&self, glyph: &OutlineGlyph) -> bool {
        let code = glyph.char_code();
        if code > 0xFF && !self.is_composite() {
            return false;
        }
        let FontGlyph::Outline(own) = self.font.glyph(glyph.glyph_id(), code) else { return false };
        self.font.map_code(code) == glyph.glyph_id()
            && own.identifier() == glyph.identifier()
            && own.as_unicode() == glyph.as_unicode()
            && width(&own) == width(glyph)
    }

    /// Codes of other fonts have one byte.
    fn is_composite(&self) -> bool {
        self.font.read_code(&[0xFF; 4], 0).1 > 1 || self.coding.is_some()
    }

    fn facts(&self, code: u32) -> Facts {
        Facts {
            font: self.read.clone(),
            coded: self.coding.as_ref().and_then(|coding| coding.text(code)),
            found: true,
            down: -self.font.code_advance(code).y,
        }
    }
}

impl<'a> FileFonts<'a> {
    fn font(&self, dict: &Dict<'a>) -> Option<Rc<FileFont<'a>>> {
        let load = || FileFont::load(dict).map(Rc::new);
        match dict.obj_id() {
            Some(id) => self.known.borrow_mut().entry(id).or_insert_with(load).clone(),
            None => load(),
        }
    }

    fn of(&self, owner: &Owner<'_, 'a>) -> Rc<Fonts<'a>> {
        let Some(key) = owner.key() else { return self.walk(owner) };
        if let Some(known) = self.shared.borrow().get(&key) {
            return known.clone();
        }
        let fonts = self.walk(owner);
        let mut shared = self.shared.borrow_mut();
        if shared.len() >= MOST_SHARED {
            shared.clear();
        }
        shared.insert(key, fonts.clone());
        fonts
    }

    fn walk(&self, owner: &Owner<'_, 'a>) -> Rc<Fonts<'a>> {
        let mut walk = Walk { file: self, seen: HashSet::new(), fonts: Vec::new() };
        match owner {
            Owner::Page(page) => walk.page(page),
            Owner::Form(form) => walk.resources(form, 0),
        }
        Rc::new(Fonts { fonts: walk.fonts, facts: RefCell::default() })
    }
}

impl Owner<'_, '_> {
    /// The object of its resources and whether it is a page, if that is all that there is to it.
    fn key(&self) -> Option<(ObjRef, bool)> {
        let (dict, is_page) = match self {
            Self::Page(page) => (page.raw(), true),
            Self::Form(form) => (*form, false),
        };
        let alone = !dict.contains_key(b"Annots");
        dict.get_ref(b"Resources").filter(|_| alone).map(|to| (to, is_page))
    }
}

/// A walk through the resources of a page.
struct Walk<'f, 'a> {
    file: &'f FileFonts<'a>,
    seen: HashSet<ObjectIdentifier>,
    fonts: Vec<Rc<FileFont<'a>>>,
}

impl<'a> Walk<'_, 'a> {
    fn page(&mut self, page: &Page<'a>) {
        let own = page.resources();
        self.fonts(&own.fonts, 0);
        self.streams(&own.x_objects, 0);
        self.streams(&own.patterns, 0);
        let notes = page.raw().get::<Array<'a>>(b"Annots".as_slice()).unwrap_or_default();
        for note in notes.iter::<Dict<'a>>() {
            if let Some(looks) = note.get::<Dict<'a>>(b"AP".as_slice()) {
                self.streams(&looks, 0);
                self.streams(&looks.get(b"N".as_slice()).unwrap_or_default(), 0);
            }
        }
    }

    fn fonts(&mut self, fonts: &Dict<'a>, depth: usize) {
        for key in fonts.keys() {
            let Some(dict) = fonts.get::<Dict<'a>>(&key) else { continue };
            if self.fonts.len() >= MOST_FONTS || !self.is_new(&dict) {
                continue;
            }
            self.fonts.extend(self.file.font(&dict));
            self.resources(&dict, depth);
        }
    }

    /// Forms, patterns and appearances: whatever is a stream with resources.
    fn streams(&mut self, streams: &Dict<'a>, depth: usize) {
        for key in streams.keys() {
            let Some(stream) = streams.get::<Stream<'a>>(&key) else { continue };
            if self.is_new(stream.dict()) {
                self.resources(stream.dict(), depth);
            }
        }
    }

    fn resources(&mut self, owner: &Dict<'a>, depth: usize) {
        let Some(own) = owner.get::<Dict<'a>>(b"Resources".as_slice()) else { return };
        if depth < DEEPEST {
            self.fonts(&own.get(b"Font".as_slice()).unwrap_or_default(), depth + 1);
            self.streams(&own.get(b"XObject".as_slice()).unwrap_or_default(), depth + 1);
            self.streams(&own.get(b"Pattern".as_slice()).unwrap_or_default(), depth + 1);
        }
    }

    /// Whether it was not met before. What has no number of its own is met where it stands.
    fn is_new(&mut self, dict: &Dict<'a>) -> bool {
        dict.obj_id().is_none_or(|id| self.seen.insert(id))
    }
}

fn width(glyph: &OutlineGlyph) -> Option<u32> {
    glyph.advance_width().map(f32::to_bits)
}

/// A font's name without the tag of a subset.
fn untagged(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 => rest,
        _ => name,
    }
}
