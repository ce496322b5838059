//! What an item stands in: names, looks, block and grid.

use std::cell::RefCell;
use std::rc::Rc;

use super::look::Looks;
use super::model::{Basis, On};
use super::place::Grid;
use super::vary::duplicate;
use crate::diag::Diagnostic;
use crate::expression::Names;
use crate::length::Size;
use crate::reader::{Findings, with_suggestion};
use crate::source::SourceSpan;

/// Where in a part an item stands; some kinds are possible in some places only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Directly in a part.
    Part,
    /// In a group or fragment.
    Group,
    /// In the block of a `repeat`.
    Block,
    /// In a group of a flow.
    FlowGroup,
}

/// The surroundings of an item.
#[derive(Clone)]
pub(super) struct Here<'a> {
    pub(super) names: Names<'a>,
    /// Looks of the file (layout or fragment).
    pub(super) looks: &'a Looks,
    /// Size of the enclosing block.
    pub(super) block: Size,
    pub(super) grid: Option<Rc<Grid>>,
    pub(super) basis: Basis,
    pub(super) level: Level,
    /// Pages of the outermost item: what stands in it is on the same ones.
    pub(super) on: On,
    /// Ids of the block.
    pub(super) marks: &'a Marks,
    /// Fragments that lead here, outermost first.
    pub(super) chain: Vec<String>,
    /// Whether the block's size is known; if not, a mistake in it is reported already and the
    /// places inside are not judged.
    pub(super) placed: bool,
}

struct Mark {
    id: String,
    span: SourceSpan,
    takes_words: bool,
}

/// The ids of a block and what refers to them.
#[derive(Default)]
pub(super) struct Marks {
    ids: RefCell<Vec<Mark>>,
    wanted: RefCell<Vec<(String, SourceSpan)>>,
}

impl Marks {
    /// An item's `id`. `L009` if the block has it already.
    pub(super) fn define(&self, id: &str, span: &SourceSpan, takes_words: bool, out: &Findings) {
        let mut ids = self.ids.borrow_mut();
        match ids.iter().find(|mark| mark.id == id) {
            Some(first) => duplicate("id", id, span, &first.span, out),
            None => ids.push(Mark { id: id.to_owned(), span: span.clone(), takes_words }),
        }
    }

    /// An id that `spill` or `end_mark.in` names.
    pub(super) fn want(&self, id: &str, span: &SourceSpan) {
        self.wanted.borrow_mut().push((id.to_owned(), span.clone()));
    }

    /// `L050` for every wanted id that no field of the block has.
    pub(super) fn finish(&self, out: &Findings) {
        let ids = self.ids.borrow();
        let known = || ids.iter().filter(|mark| mark.takes_words).map(|mark| mark.id.as_str());
        for (id, span) in self.wanted.borrow().iter() {
            if !known().any(|known| known == id) {
                let error = Diagnostic::error("L050").at(span).arg("name", id);
                out.push(with_suggestion(error, id, known()));
            }
        }
    }
}
