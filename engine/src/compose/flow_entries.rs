//! What a flow stacks: its children, those of an `each` once for every element.

use std::ops::Range;
use std::rc::Rc;

use super::flow::{Measure, measure};
use super::work::Work;
use crate::expression::Element;
use crate::form::{Each, Flow, FlowChild, Kind};
use crate::length::Length;

/// A child that is printed, in the scope of its elements.
pub(super) struct Entry<'a> {
    pub(super) child: &'a FlowChild,
    /// The elements around it, outermost first.
    elements: Rc<[Element<'a>]>,
    /// What it asks for.
    pub(super) measure: Measure<'a>,
    /// Space over it, unless it begins a page.
    pub(super) gap: Length,
    /// Groups of entries that it is kept together with.
    pub(super) keeps: Vec<Range<usize>>,
    /// Never the last thing on a page.
    pub(super) keep_with_next: bool,
}

impl<'a> Entry<'a> {
    /// An entry outside all elements, kept with nothing.
    pub(super) fn new(child: &'a FlowChild, measure: Measure<'a>, gap: Length) -> Self {
        let keep_with_next = child.keep_with_next;
        Self { child, elements: Rc::default(), measure, gap, keeps: Vec::new(), keep_with_next }
    }

    /// Enters the scope of its elements; gives the elements around before.
    pub(super) fn enter(&self, work: &mut Work<'a>) -> Vec<Element<'a>> {
        std::mem::replace(&mut work.scope.elements, self.elements.to_vec())
    }

    /// Whether it stands in an element.
    pub(super) fn of_element(&self) -> bool {
        !self.elements.is_empty()
    }
}

/// What a flow of a width stacks for a record.
pub(super) fn entries<'a>(work: &mut Work<'a>, flow: &'a Flow, width: Length) -> Vec<Entry<'a>> {
    let mut stack = Stack { work, width, entries: Vec::new() };
    stack.children(&flow.children, flow.gap, flow.gap);
    stack.entries
}

struct Stack<'w, 'a> {
    work: &'w mut Work<'a>,
    width: Length,
    entries: Vec<Entry<'a>>,
}

impl<'a> Stack<'_, 'a> {
    /// Children in one scope, with a gap between them and one over the first that is printed.
    fn children(&mut self, children: &'a [FlowChild], gap: Length, over: Length) {
        let elements: Rc<[Element<'a>]> = self.work.scope.elements.as_slice().into();
        let start = self.entries.len();
        let mut kept: Option<(u32, usize)> = None;
        for child in children {
            if child.keep != kept.map(|(group, _)| group) {
                self.keep(kept.map(|(_, from)| from));
                kept = child.keep.map(|group| (group, self.entries.len()));
            }
            let over = if self.entries.len() > start { gap } else { over };
            self.child(child, &elements, (gap, over));
        }
        self.keep(kept.map(|(_, from)| from));
    }

    fn child(
        &mut self,
        child: &'a FlowChild,
        elements: &Rc<[Element<'a>]>,
        gaps: (Length, Length),
    ) {
        if !self.work.holds(child.item.when.as_ref(), &child.item) {
            return;
        }
        if let Kind::Each(each) = &child.item.kind {
            let before = self.entries.len();
            self.each(child, each, gaps);
            if let Some(last) = self.entries[before..].last_mut() {
                last.keep_with_next |= child.keep_with_next;
            }
        } else if let Some(measure) = measure(self.work, child, self.width) {
            let entry = Entry::new(child, measure, gaps.1);
            self.entries.push(Entry { elements: Rc::clone(elements), ..entry });
        }
    }

    fn each(&mut self, child: &'a FlowChild, each: &'a Each, (gap, over): (Length, Length)) {
        let inner = each.gap.unwrap_or(gap);
        let start = self.entries.len();
        for (no, element) in (1..).zip(self.work.list(&each.list, &child.item)) {
            let from = self.entries.len();
            let over = if from > start { inner } else { over };
            self.work.scope_in(&each.list, Some(element), no);
            self.children(&each.children, inner, over);
            self.work.scope_out();
            self.keep(each.keep.then_some(from));
        }
    }

    /// Keeps the entries from one on together.
    fn keep(&mut self, from: Option<usize>) {
        let Some(from) = from else { return };
        let group = from..self.entries.len();
        if group.len() > 1 || self.entries[group.clone()].iter().any(|e| e.measure.divides()) {
            self.entries[group.clone()].iter_mut().for_each(|e| e.keeps.push(group.clone()));
        }
    }
}
