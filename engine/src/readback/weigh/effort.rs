//! What a page asks to be read, with every form as often as it is drawn.

use std::cell::RefCell;
use std::collections::HashMap;

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::object::{Name, String as PdfString};
use hayro_interpret::hayro_syntax::page::{Page, Resources};

use super::filters;
use crate::readback::fixed::First;

/// How deep forms are drawn in forms.
const DEEPEST: usize = 50;
/// Content that cannot be longer than this is inflated without being measured before.
const SHORT: usize = 4 << 20;
/// Endings of the operators that draw or name what is not in the content itself: `Do`, `sh`, `scn`,
/// `SCN`, `gs`, and of those that begin a picture.
const NAMING: [&[u8; 2]; 6] = [b"Do", b"sh", b"cn", b"CN", b"gs", b"BI"];
/// What drawing a form takes at least, and a glyph whose outline is cut out, in bytes of content.
const FORM: usize = 64;
const CUT: usize = 256;

/// What reading a content takes.
#[derive(Clone, Copy, Default)]
struct Cost {
    bytes: usize,
    text: usize,
    cuts: bool,
}

/// The forms of a file that were weighed.
pub(in crate::readback) struct Effort {
    most: usize,
    forms: RefCell<HashMap<(ObjectIdentifier, ObjectIdentifier), Option<Cost>>>,
}

/// What a content turns to, and in which form or page that stands.
struct Within<'r, 'a> {
    resources: &'r Resources<'a>,
    owner: ObjectIdentifier,
    open: Vec<ObjectIdentifier>,
}

impl Effort {
    pub(in crate::readback) fn new(most: usize) -> Self {
        Self { most, forms: RefCell::default() }
    }

    /// The bytes of content that the page itself has, if it does not ask for more than the limit.
    pub(in crate::readback) fn of<'a>(&self, page: &Page<'a>) -> Option<usize> {
        let own = self.contents(page)?;
        let owner = page.raw().obj_id().unwrap_or(ObjectIdentifier::new(0, 0));
        let within = Within { resources: page.resources(), owner, open: Vec::new() };
        let content = page.page_stream().unwrap_or_default();
        let mut cost = self.page(page, content, &within)?;
        let notes = page.raw().get::<Array<'a>>(b"Annots".as_slice()).unwrap_or_default();
        for note in notes.iter::<Dict<'a>>() {
            let looks = note.get::<Dict<'a>>(b"AP".as_slice());
            let look = looks.and_then(|looks| looks.get::<Object<'a>>(b"N".as_slice()));
            cost = self.and(cost, self.look(look, &within)?)?;
        }
        Some(own)
    }

    /// What the content of a page takes. One that names nothing but the form with which it begins
    /// need not be read for it.
    fn page<'a>(&self, page: &Page<'a>, content: &[u8], within: &Within<'_, 'a>) -> Option<Cost> {
        let first = First::of(page, content);
        let rest = first.as_ref().map_or(content, |first| first.rest);
        let most =
            self.and(Cost { bytes: rest.len(), text: rest.len(), cuts: true }, Cost::default());
        match most {
            Some(most) if !names_something(rest) => match first {
                Some(first) => self.and(most, self.form(&first.form, within)?),
                None => Some(most),
            },
            _ => self.content(content, within),
        }
    }

    /// The length of the page's own content.
    fn contents(&self, page: &Page<'_>) -> Option<usize> {
        let key = b"Contents".as_slice();
        let list = page.raw().get::<Array<'_>>(key);
        let single = page.raw().get::<Stream<'_>>(key);
        let parts = || single.iter().cloned().chain(list.iter().flat_map(|list| list.iter()));
        if parts().map(|part| filters::at_most(&part)).fold(0, usize::saturating_add) <= SHORT {
            return Some(page.page_stream().map_or(0, <[u8]>::len)).filter(|&n| n <= self.most);
        }
        parts().try_fold(0, |total: usize, part| {
            Some(total + self.length(&part)?).filter(|&total| total <= self.most)
        })
    }

    fn length(&self, stream: &Stream<'_>) -> Option<usize> {
        let most = filters::at_most(stream);
        if most <= FORM << 10 { Some(most) } else { filters::length(stream, self.most) }
    }

    fn look<'a>(&self, look: Option<Object<'a>>, within: &Within<'_, 'a>) -> Option<Cost> {
        match look {
            Some(Object::Stream(form)) => self.form(&form, within),
            Some(Object::Dict(states)) => {
                let mut forms = states.keys().filter_map(|key| states.get::<Stream<'a>>(&key));
                forms.try_fold(Cost::default(), |cost, form| {
                    self.and(cost, self.form(&form, within)?)
                })
            }
            _ => Some(Cost::default()),
        }
    }

    fn and(&self, one: Cost, other: Cost) -> Option<Cost> {
        let bytes = one.bytes.saturating_add(other.bytes);
        let text = one.text.saturating_add(other.text);
        let cuts = one.cuts | other.cuts;
        let all = bytes.saturating_add(if cuts { text.saturating_mul(CUT) } else { 0 });
        (all <= self.most).then_some(Cost { bytes, text, cuts })
    }

    fn content<'a>(&self, content: &[u8], within: &Within<'_, 'a>) -> Option<Cost> {
        let mut cost = Cost { bytes: content.len(), ..Cost::default() };
        let mut operations = TypedIter::new(content);
        while let Some(operation) = operations.next() {
            cost = self.and(cost, self.operation(&operation, within)?)?;
        }
        Some(cost)
    }

    fn operation<'a>(&self, operation: &Op<'_, '_>, within: &Within<'_, 'a>) -> Option<Cost> {
        let text = |text: &PdfString<'_>| Cost { text: text.as_bytes().len(), ..Cost::default() };
        Some(match operation {
            Op::ShowText(shown) => text(shown.0),
            Op::NextLineAndShowText(shown) => text(shown.0),
            Op::ShowTextWithParameters(shown) => text(shown.2),
            Op::ShowTexts(shown) => Cost { text: shown.0.data().len(), ..Cost::default() },
            Op::TextRenderingMode(mode) => Cost { cuts: mode.0.as_i64() >= 4, ..Cost::default() },
            Op::XObject(named) => match within.resources.get_x_object(named.0) {
                Some(form) => self.form(&form, within)?,
                None => Cost::default(),
            },
            Op::Shading(named) => self.stream(within.resources.get_shading(named.0))?,
            Op::NonStrokeColorNamed(named) => self.pattern(named.1, within)?,
            Op::StrokeColorNamed(named) => self.pattern(named.1, within)?,
            Op::SetGraphicsState(named) => {
                let state = within.resources.get_ext_g_state(named.0);
                let mask = state.and_then(|state| state.get::<Dict<'a>>(b"SMask".as_slice()));
                self.stream(mask.and_then(|mask| mask.get(b"G".as_slice())))?
            }
            _ => Cost::default(),
        })
    }

    fn pattern(&self, name: Option<&Name<'_>>, within: &Within<'_, '_>) -> Option<Cost> {
        self.stream(name.and_then(|name| within.resources.get_pattern(name)))
    }

    /// What is inflated every time that it is named, and not drawn.
    fn stream(&self, object: Option<Object<'_>>) -> Option<Cost> {
        match object {
            Some(Object::Stream(stream)) => {
                Some(Cost { bytes: self.length(&stream)?.max(FORM), ..Cost::default() })
            }
            _ => Some(Cost::default()),
        }
    }

    /// A form that is drawn; `None` too if it draws itself.
    fn form<'a>(&self, form: &Stream<'a>, within: &Within<'_, 'a>) -> Option<Cost> {
        if super::is_picture(form.dict()) || within.open.len() >= DEEPEST {
            return Some(Cost { bytes: FORM, ..Cost::default() });
        }
        let id = form.obj_id();
        if within.open.contains(&id) {
            return None;
        }
        let own = form.dict().get::<Dict<'a>>(b"Resources".as_slice()).map(Resources::new);
        let owner = if own.is_some() { id } else { within.owner };
        if let Some(known) = self.forms.borrow().get(&(id, owner)) {
            return *known;
        }
        let mut open = within.open.clone();
        open.push(id);
        let inner = Within { resources: own.as_ref().unwrap_or(within.resources), owner, open };
        let cost = self.inner(form, &inner);
        self.forms.borrow_mut().insert((id, owner), cost);
        cost
    }

    fn inner<'a>(&self, form: &Stream<'a>, within: &Within<'_, 'a>) -> Option<Cost> {
        self.length(form)?;
        let content = form.decoded_data().unwrap_or_default();
        self.and(self.content(&content, within)?, Cost { bytes: FORM, ..Cost::default() })
    }
}

/// Whether content may draw or name something that stands elsewhere; strings that look so count.
fn names_something(content: &[u8]) -> bool {
    const ENDS: [bool; 256] = {
        let mut ends = [false; 256];
        let mut at = 0;
        while at < NAMING.len() {
            ends[NAMING[at][1] as usize] = true;
            at += 1;
        }
        ends
    };
    let at = |index: usize| content.get(index.wrapping_sub(1)..=index);
    let ends = content.iter().enumerate().filter(|(_, byte)| ENDS[usize::from(**byte)]);
    ends.filter_map(|(index, _)| at(index)).any(|pair| NAMING.iter().any(|naming| pair == *naming))
}
