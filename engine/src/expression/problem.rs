//! A mistake in an expression, before its place in the file is known.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::reader::{Node, with_suggestion};

/// A mistake at some bytes of the decoded text.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) at: Range<usize>,
    pub(super) args: Vec<(&'static str, String)>,
}

impl Problem {
    pub(super) fn new(code: &'static str, at: Range<usize>) -> Self {
        Self { code, at, args: Vec::new() }
    }

    #[must_use]
    pub(super) fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds `suggestion` if a known name is near.
    #[must_use]
    pub(super) fn suggest<'a>(
        mut self,
        wrong: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let hint = with_suggestion(Diagnostic::error(self.code), wrong, known);
        self.args.extend(hint.args);
        self
    }

    /// The finding at its place inside the string `node`.
    pub(super) fn at_node(self, node: &Node) -> Diagnostic {
        let mut finding = Diagnostic::error(self.code).at(&node.text_span(&self.at));
        finding.args = self.args;
        finding
    }
}
