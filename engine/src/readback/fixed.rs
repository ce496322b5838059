//! The form that a page draws before anything else: many pages of a file draw the same, and it is
//! read once.

use std::rc::Rc;

use hayro_interpret::hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Rect};

use super::device::{Part, Taken};
use super::read_page::{ReadGlyph, ReadPage};

/// How many of them are kept: the masters of a form, front and back.
const KEPT: usize = 8;

/// A page in the order of painting: what the form draws with which it begins, and the rest.
pub(crate) struct ReadParts {
    /// The same for all pages that begin alike.
    pub(crate) fixed: Option<Rc<ReadPage>>,
    /// The rest, and what is of the page as a whole: its size, whether it was cut short.
    pub(crate) own: ReadPage,
    /// Whether this page or one that was read before asks for a font that is not in the file: what
    /// is written with it need not be among the marks.
    pub(crate) lacks_font: bool,
}

impl ReadParts {
    /// The parts as one page.
    pub(crate) fn whole(self) -> ReadPage {
        let Self { fixed: Some(fixed), own, .. } = self else { return self.own };
        let ReadPage { size, rotation, annotations, unread, .. } = own;
        let mut page = ReadPage { size, rotation, annotations, unread, ..ReadPage::clone(&fixed) };
        let (spans, clips) = (page.actual.len(), page.clip_areas.len());
        let fonts: Vec<usize> = own.fonts.into_iter().map(|font| page.font(font)).collect();
        page.glyphs.extend(own.glyphs.into_iter().map(|glyph| ReadGlyph {
            font: fonts.get(glyph.font).copied().unwrap_or(0),
            actual: glyph.actual.map(|span| span + spans),
            clip: glyph.clip.map(|clip| clip + clips),
            ..glyph
        }));
        page.shapes.extend(own.shapes);
        page.images.extend(own.images);
        page.actual.extend(own.actual);
        page.clips += own.clips;
        page.clip_areas.extend(own.clip_areas);
        page.groups += own.groups;
        page.unread_fonts += own.unread_fonts;
        page.cut |= own.cut;
        page
    }
}

/// A form with which a page begins.
pub(super) struct First<'a, 'c> {
    pub(super) form: Stream<'a>,
    pub(super) id: ObjectIdentifier,
    /// The operation that draws it.
    pub(super) draw: &'c [u8],
    /// The rest of the content.
    pub(super) rest: &'c [u8],
}

impl<'a, 'c> First<'a, 'c> {
    /// Of a page whose first operation draws a form with resources of its own: what it draws hangs
    /// on nothing else of the page but where its corner is.
    pub(super) fn of(page: &Page<'a>, content: &'c [u8]) -> Option<Self> {
        let name = content.strip_prefix(b"/")?;
        let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let (draw, rest) = content.split_at_checked(length + b"/ Do\n".len())?;
        let name = draw.strip_suffix(b" Do\n")?.get(1..)?;
        let form: Stream<'a> = page.resources().get_x_object(&Name::new_unescaped(name))?;
        let dict = form.dict();
        let is_form = dict.get::<Name<'_>>(b"Subtype".as_slice())?.as_str() == "Form";
        let own = is_form && dict.get::<Dict<'_>>(b"Resources".as_slice()).is_some();
        let id = dict.obj_id().filter(|_| own && !dict.contains_key(b"OC"))?;
        Some(Self { form, id, draw, rest })
    }
}

/// A form, where the corner of the page is drawn, and its sheet.
type Key = (ObjectIdentifier, Affine, Rect);
/// What it draws; nothing of a form that leaves marked content open or closes what it did not open.
type Read = Option<(Rc<ReadPage>, Taken)>;

/// The forms of a file that were read.
#[derive(Default)]
pub(super) struct FixedForms(Vec<(Key, Read)>);

impl FixedForms {
    pub(super) fn get(&self, key: &Key) -> Option<Read> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, read)| read.clone())
    }

    pub(super) fn keep(&mut self, key: Key, part: Part) -> Read {
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        let read = part.closed.then(|| (Rc::new(part.page), part.taken));
        self.0.push((key, read.clone()));
        read
    }
}
