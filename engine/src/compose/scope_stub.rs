//! Stand-in until expressions can be evaluated.
use std::sync::Arc;

use crate::expression::{Expr, Template};
use crate::form::{Form, Params};
use crate::page::Picture;
use crate::record::{GroupId, GroupValue};

pub(super) struct Scope<'a> {
    pub(super) form: &'a Form,
    pub(super) params: &'a Params,
    pub(super) record: &'a GroupValue,
    pub(super) elements: Vec<Element<'a>>,
    pub(super) pages: PageNumbers,
}
pub(super) struct Element<'a> {
    pub(super) group: GroupId,
    pub(super) value: Option<&'a GroupValue>,
    pub(super) no: usize,
}
#[derive(Clone, Copy, Default)]
pub(super) struct PageNumbers {
    pub(super) page: usize,
    pub(super) pages: usize,
    pub(super) part_page: usize,
    pub(super) part_pages: usize,
}
pub(super) struct EvalError {
    pub(super) code: &'static str,
    pub(super) field: String,
}
impl<'a> Scope<'a> {
    fn none<T>(&self) -> Result<T, EvalError> {
        let _ = (self.form, self.params, self.record, self.pages.page, self.pages.pages);
        let _ = (self.pages.part_page, self.pages.part_pages);
        let _ = self.elements.iter().map(|e| e.value.is_some());
        Err(EvalError { code: "C001", field: String::new() })
    }
    pub(super) fn words(&self, _: &Template) -> Result<String, EvalError> {
        self.none()
    }
    pub(super) fn flag(&self, _: &Expr) -> Result<bool, EvalError> {
        self.none()
    }
    pub(super) fn list(&self, _: &Expr) -> Result<Vec<&'a GroupValue>, EvalError> {
        self.none()
    }
    pub(super) fn image(&self, _: &Expr) -> Result<Option<Arc<Picture>>, EvalError> {
        self.none()
    }
}
