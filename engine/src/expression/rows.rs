//! Sums over some rows of a table: of a page, of the pages before, of a group.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::Type;
use super::ast::{Expr, Function, Path};
use super::check::Checker;
use super::eval::{EvalError, Scope};
use super::functions::Signature;
use super::names::Names;
use super::operand::Operand;
use super::parse::Raw;
use super::problem::Problem;
use crate::record::{GroupId, GroupValue};

/// Which rows a row of a table can sum up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowPlace {
    /// `page_foot`, `carry_head`, `carry_foot`: the rows of pages.
    Page,
    /// `break_head`, `break_foot`: the rows of a group.
    Group,
}

impl RowPlace {
    fn of(function: Function) -> Self {
        if function == Function::GroupSum { Self::Group } else { Self::Page }
    }

    fn keys(self) -> &'static str {
        match self {
            Self::Page => "page_foot / carry_head / carry_foot",
            Self::Group => "break_head / break_foot",
        }
    }
}

/// The table around a place, for the check of its sums.
#[derive(Clone)]
pub(crate) struct RowsHere {
    place: RowPlace,
    /// The scope its list starts from and the way there; `None` if the list is no plain path.
    list: Option<(usize, Vec<usize>)>,
    words: String,
}

impl Names<'_> {
    /// The names in a row of a table of `list`, which was checked `inner` scopes further out.
    #[must_use]
    pub(crate) fn with_rows(&self, list: &Expr, inner: usize, place: RowPlace) -> Self {
        let (list, words) = match list {
            Expr::Path(path) => {
                let scope = self.scopes.len().checked_sub(inner + 1 + path.up);
                (scope.map(|scope| (scope, path.steps.clone())), path.words.clone())
            }
            _ => (None, "…".to_owned()),
        };
        Self { rows: Some(RowsHere { place, list, words }), ..self.clone() }
    }
}

impl Checker<'_, '_> {
    /// The argument of `page_sum` and its kin. `L170` outside the rows of a table that know
    /// them, `L171` if it is of another list.
    pub(super) fn row_sum(
        &mut self,
        signature: &Signature,
        arg: &Raw,
        at: &Range<usize>,
    ) -> Option<(Vec<Expr>, Type)> {
        let (args, ty) = self.sum(arg)?;
        let place = RowPlace::of(signature.function);
        let Some(rows) = self.names.rows.as_ref().filter(|rows| rows.place == place) else {
            let problem = Problem::new("L170", at.clone()).arg("name", signature.name);
            return self.fail(problem.arg("rows", place.keys()));
        };
        let own = |expr: &Expr| match (expr, &rows.list) {
            (Expr::Path(path), Some((scope, steps))) => {
                self.names.scopes.len() == scope + 1 + path.up && path.steps.starts_with(steps)
            }
            _ => false,
        };
        if !args.iter().all(own) {
            let problem = Problem::new("L171", arg.at.clone()).arg("name", signature.name);
            return self.fail(problem.arg("list", &rows.words));
        }
        Some((args, ty))
    }
}

/// Which rows of a table a row of it stands for.
#[derive(Clone)]
pub(crate) struct RowWindow<'a> {
    /// Sums of the table.
    pub(crate) ledger: Rc<Ledger<'a>>,
    /// Elements of this page, or of the group.
    pub(crate) range: Range<usize>,
}

/// The elements of a table with their running sums, each made once.
pub(crate) struct Ledger<'a> {
    elements: Vec<&'a GroupValue>,
    group: GroupId,
    /// Steps from the scope of the list to the list.
    depth: usize,
    sums: RefCell<BTreeMap<Vec<usize>, Rc<Running>>>,
}

/// Sums of the first 0, 1, 2, … elements.
struct Running {
    /// Exact: 64-bit values of fewer elements than 2^63.
    sums: Vec<i128>,
    /// How many of them are not empty.
    given: Vec<usize>,
    money: bool,
}

impl Running {
    fn of(scope: &Scope<'_>, ledger: &Ledger<'_>, steps: &[usize]) -> Self {
        let (mut sum, mut count, mut money) = (0, 0, false);
        let (mut sums, mut given) = (vec![0], vec![0]);
        for element in &ledger.elements {
            let mut values = Vec::new();
            scope.reach(ledger.group, element, steps, &mut |value| values.push(value));
            for value in values {
                money |= matches!(value, Operand::Money(_));
                sum += value.number().map_or(0, i128::from);
                count += usize::from(value.number().is_some());
            }
            sums.push(sum);
            given.push(count);
        }
        Self { sums, given, money }
    }

    /// The sum of some elements; empty if none of them has a value, `None` beyond 64 bits.
    fn sum<'a>(&self, range: Range<usize>) -> Option<Operand<'a>> {
        if self.given.get(range.end)? == self.given.get(range.start)? {
            return Some(Operand::Empty);
        }
        let sum = i64::try_from(self.sums.get(range.end)? - self.sums.get(range.start)?).ok()?;
        Some(if self.money { Operand::Money(sum) } else { Operand::Int(sum) })
    }
}

impl<'a> Ledger<'a> {
    fn running(&self, scope: &Scope<'_>, steps: &[usize]) -> Rc<Running> {
        if let Some(known) = self.sums.borrow().get(steps) {
            return Rc::clone(known);
        }
        let made = Rc::new(Running::of(scope, self, steps));
        self.sums.borrow_mut().insert(steps.to_vec(), Rc::clone(&made));
        made
    }
}

impl<'a> Scope<'a> {
    /// The sums of the elements of `list`.
    pub(crate) fn ledger(&self, list: &Expr, elements: Vec<&'a GroupValue>) -> Rc<Ledger<'a>> {
        let depth = match list {
            Expr::Path(path) => path.steps.len(),
            _ => 0,
        };
        let group = self.element_group(list);
        Rc::new(Ledger { elements, group, depth, sums: RefCell::default() })
    }

    /// `page_sum` and its kin; empty where there are no rows.
    pub(super) fn row_sum(
        &self,
        function: Function,
        path: &Path,
        whole: &Expr,
    ) -> Result<Operand<'a>, EvalError> {
        let Some(RowWindow { ledger, range }) = &self.rows else { return Ok(Operand::Empty) };
        let steps = path.steps.get(ledger.depth..).unwrap_or_default();
        let range = match function {
            Function::CarriedSum => 0..range.start,
            Function::SumToPage => 0..range.end,
            _ => range.clone(),
        };
        let running = ledger.running(self, steps);
        running.sum(range).ok_or_else(|| self.error("R150", whole))
    }
}
