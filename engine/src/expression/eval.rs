//! Evaluating checked expressions on a record.
//!
//! Evaluation is total: an empty value makes what is built on it empty, and a condition on it
//! false. The few faults that remain (a sum that overflows, a date that has no 和暦) are
//! [`EvalError`]s; they refuse the record.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use super::ast::{Builtin, Compare, Expr, Function, Literal, Path, Piece, Template};
use super::operand::Operand;
use super::rows::RowWindow;
use super::secrets::Secrets;
use super::words::{kansuji, mask, money, money_decimal, narrow_char, postal, wide_char};
use crate::form::{ParamValue, Params, Variation};
use crate::page::Picture;
use crate::record::{Date, Eras, GroupId, GroupValue, Item, ItemType, Schema, Value};

/// What a name in an expression can mean: the record, the elements around it, the city's
/// parameters and the page numbers.
#[derive(Clone)]
pub(crate) struct Scope<'a> {
    /// The record schema.
    pub(crate) schema: &'a Schema,
    /// Declared variation points.
    pub(crate) vary: &'a [Variation],
    /// The city's variation points.
    pub(crate) params: &'a Params,
    /// The record's root group.
    pub(crate) record: &'a GroupValue,
    /// Elements of lists around the expression, outermost first.
    pub(crate) elements: Vec<Element<'a>>,
    /// Which secret items (個人番号) have their value and which are ＊.
    pub(crate) secrets: Secrets<'a>,
    /// Page numbers.
    pub(crate) pages: PageNumbers,
    /// Rows of the table around the expression, in rows that sum some of them up.
    pub(crate) rows: Option<RowWindow<'a>>,
}

/// An element of a list; see [`Scope::enter`].
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    /// The element's group.
    pub(crate) group: GroupId,
    /// Its values; `None` in a block that has no element.
    pub(crate) value: Option<&'a GroupValue>,
    /// Running number, from 1.
    pub(crate) no: usize,
    /// The list it is of.
    pub(crate) list: &'a Expr,
}

/// Page numbers, all from 1, and which print it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageNumbers {
    /// Page of the form.
    pub(crate) page: usize,
    /// Pages of the form.
    pub(crate) pages: usize,
    /// Page of the part.
    pub(crate) part_page: usize,
    /// Pages of the part.
    pub(crate) part_pages: usize,
    /// 0 on the first print, else which reprint it is.
    pub(crate) copy: usize,
}

/// Why an expression has no value. Holds no value of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EvalError {
    /// `R091` a date that no era has, `R150` a sum or difference beyond 64 bits, `R151` a date before 1873-01-01 without
    /// 不詳表記, `R152` a variation point without a value, `R153` not seven digits,
    /// `R155` a type that has no words.
    pub(crate) code: &'static str,
    /// The item: `世帯員[2].生年月日`; `$name` for a variation point.
    pub(crate) field: String,
}

type Result<T> = std::result::Result<T, EvalError>;

/// Words of a date in the eras, or the code of the fault.
type DateWords<'a> = fn(&Operand<'a>, &Eras) -> std::result::Result<String, &'static str>;

impl<'a> Scope<'a> {
    /// The scope of one element of `list`; `value` is `None` in a block without an element.
    #[must_use]
    pub(crate) fn enter(&self, list: &'a Expr, value: Option<&'a GroupValue>, no: usize) -> Self {
        let mut inner = self.clone();
        inner.step_in(list, value, no);
        inner
    }

    /// As [`Self::enter`], in place.
    pub(crate) fn step_in(&mut self, list: &'a Expr, value: Option<&'a GroupValue>, no: usize) {
        self.elements.push(Element { group: self.element_group(list), value, no, list });
    }

    /// The words of a template.
    ///
    /// # Errors
    /// See [`EvalError::code`].
    pub(crate) fn words(&self, template: &Template) -> Result<String> {
        let mut words = String::new();
        self.say(template, &mut words)?;
        Ok(words)
    }

    /// Adds the words of a template.
    ///
    /// # Errors
    /// See [`EvalError::code`].
    pub(crate) fn say(&self, template: &Template, words: &mut String) -> Result<()> {
        template.0.iter().try_for_each(|piece| match piece {
            Piece::Words(fixed) => {
                words.push_str(fixed);
                Ok(())
            }
            Piece::Hole(expr) => self.print_to(expr, words),
        })
    }

    /// The truth of a condition; empty is false.
    ///
    /// # Errors
    /// See [`EvalError::code`].
    pub(crate) fn flag(&self, condition: &Expr) -> Result<bool> {
        match self.operand(condition)? {
            Operand::Flag(flag) => Ok(flag),
            Operand::Empty => Ok(false),
            _ => Err(self.error("R155", condition)),
        }
    }

    /// The elements of a list of groups; one group is a list of one.
    ///
    /// # Errors
    /// See [`EvalError::code`].
    pub(crate) fn list(&self, list: &Expr) -> Result<Vec<&'a GroupValue>> {
        match self.operand(list)? {
            Operand::List(elements) => Ok(elements.iter().collect()),
            Operand::Group(group) => Ok(vec![group]),
            Operand::Empty => Ok(Vec::new()),
            _ => Err(self.error("R155", list)),
        }
    }

    /// A picture of the record or of the city.
    ///
    /// # Errors
    /// See [`EvalError::code`].
    pub(crate) fn image(&self, image: &Expr) -> Result<Option<Arc<Picture>>> {
        match self.operand(image)? {
            Operand::Image(picture) => Ok(Some(Arc::clone(picture))),
            Operand::Empty => Ok(None),
            _ => Err(self.error("R155", image)),
        }
    }

    /// The calendar date of an expression; `None` if there is none or only words (不詳表記).
    pub(crate) fn date(&self, date: &Expr) -> Option<Date> {
        match self.operand(date) {
            Ok(Operand::Date(value)) => value.date,
            _ => None,
        }
    }

    /// An expression in the default words of its type.
    fn print(&self, expr: &Expr) -> Result<String> {
        let mut words = String::new();
        self.print_to(expr, &mut words)?;
        Ok(words)
    }

    /// Adds an expression in the default words of its type.
    fn print_to(&self, expr: &Expr, words: &mut String) -> Result<()> {
        match expr {
            Expr::Template(template) => self.say(template, words),
            Expr::Literal(Literal::Text(text)) => {
                words.push_str(text);
                Ok(())
            }
            Expr::Concat(a, b) => {
                self.print_to(a, words)?;
                self.print_to(b, words)
            }
            Expr::Call(Function::Join, arguments) => match &arguments[..] {
                [separator, texts @ ..] => self.join(separator, texts, words),
                [] => Err(self.error("R155", expr)),
            },
            _ => self.print_operand(self.operand(expr)?, expr, words),
        }
    }

    fn print_operand(&self, operand: Operand<'a>, expr: &Expr, words: &mut String) -> Result<()> {
        match operand {
            Operand::Empty => {}
            Operand::Text(Cow::Owned(text)) if words.is_empty() => *words = text,
            Operand::Text(text) => words.push_str(&text),
            Operand::Decimal(text) | Operand::Code(_, text) => words.push_str(text),
            Operand::Int(number) => words.push_str(&number.to_string()),
            Operand::Money(amount) => words.push_str(&money(amount)),
            Operand::Date(_) | Operand::Month(..) | Operand::Year(_) => {
                let date = operand.wareki(&self.schema.eras);
                words.push_str(&date.map_err(|code| self.error(code, expr))?);
            }
            Operand::Flag(_)
            | Operand::Image(_)
            | Operand::Group(_)
            | Operand::List(_)
            | Operand::TextList(_) => return Err(self.error("R155", expr)),
        }
        Ok(())
    }

    fn operand(&self, expr: &Expr) -> Result<Operand<'a>> {
        match expr {
            Expr::Literal(Literal::Text(text)) => Ok(Operand::text(text.clone())),
            Expr::Literal(Literal::Int(number)) => Ok(Operand::Int(*number)),
            Expr::Literal(Literal::Flag(flag)) => Ok(Operand::Flag(*flag)),
            Expr::Path(path) => Ok(self.item(path)),
            Expr::Param(index) => self.param(*index),
            Expr::Builtin(builtin) => Ok(self.builtin(*builtin)),
            Expr::Template(template) => Ok(Operand::text(self.words(template)?)),
            Expr::Call(function, arguments) => self.call(*function, arguments, expr),
            Expr::Not(a) => Ok(Operand::Flag(!self.flag(a)?)),
            Expr::And(a, b) => Ok(Operand::Flag(self.flag(a)? && self.flag(b)?)),
            Expr::Or(a, b) => Ok(Operand::Flag(self.flag(a)? || self.flag(b)?)),
            Expr::Compare(how, a, b) => Ok(Operand::Flag(self.compare(*how, a, b)?)),
            Expr::In(a, words) => Ok(Operand::Flag(self.is_in(a, words)?)),
            Expr::Add(a, b) => self.calculate(a, b, i64::checked_add, expr),
            Expr::Subtract(a, b) => self.calculate(a, b, i64::checked_sub, expr),
            Expr::Concat(a, b) => Ok(Operand::text(self.print(a)? + &self.print(b)?)),
        }
    }

    /// Number of element scopes that are left when one goes `up` of them outwards.
    pub(super) fn depth(&self, path: &Path) -> usize {
        self.elements.len().saturating_sub(path.up)
    }

    /// The group a path starts from, and its values.
    pub(crate) fn start(&self, path: &Path) -> (GroupId, Option<&'a GroupValue>) {
        match self.elements[..self.depth(path)].last() {
            Some(element) => (element.group, element.value),
            None => (GroupId::ROOT, Some(self.record)),
        }
    }

    /// The item a path leads to; empty behind anything that is empty.
    fn item(&self, path: &Path) -> Operand<'a> {
        let mut last = Operand::Empty;
        self.each(path, &mut |value| last = value);
        last
    }

    fn each(&self, path: &Path, found: &mut impl FnMut(Operand<'a>)) {
        if let (group, Some(value)) = self.start(path) {
            self.reach(group, value, &path.steps, found);
        }
    }

    /// All items a path through a list leads to.
    fn items(&self, path: &Path) -> Vec<Operand<'a>> {
        let mut values = Vec::new();
        self.each(path, &mut |value| values.push(value));
        values
    }

    fn param(&self, index: usize) -> Result<Operand<'a>> {
        match self.params.0.get(index) {
            Some(ParamValue::Text(text)) => Ok(Operand::text(text.as_str())),
            Some(ParamValue::Flag(flag)) => Ok(Operand::Flag(*flag)),
            Some(ParamValue::Image(picture)) => Ok(Operand::Image(picture)),
            Some(ParamValue::Absent) | None => Err(self.error("R152", &Expr::Param(index))),
        }
    }

    fn builtin(&self, builtin: Builtin) -> Operand<'a> {
        let number = match builtin {
            Builtin::Page => self.pages.page,
            Builtin::Pages => self.pages.pages,
            Builtin::PartPage => self.pages.part_page,
            Builtin::PartPages => self.pages.part_pages,
            Builtin::Copy => self.pages.copy,
            Builtin::No => match self.elements.last() {
                Some(element) if element.value.is_some() => element.no,
                _ => return Operand::Empty,
            },
        };
        i64::try_from(number).map_or(Operand::Empty, Operand::Int)
    }

    fn call(&self, function: Function, arguments: &[Expr], whole: &Expr) -> Result<Operand<'a>> {
        match (function, arguments) {
            (Function::If, [condition, then, other]) => {
                self.operand(if self.flag(condition)? { then } else { other })
            }
            (Function::Has, [a]) => self.has(a),
            (Function::Count, [a]) => self.count(a),
            (Function::Sum, [Expr::Path(path)]) => self.sum(path, whole),
            (
                Function::PageSum | Function::CarriedSum | Function::SumToPage | Function::GroupSum,
                [Expr::Path(path)],
            ) => self.row_sum(function, path, whole),
            (Function::Join, _) => Ok(Operand::text(self.print(whole)?)),
            (Function::Wareki, [a]) => self.dated(a, Operand::wareki),
            (Function::Seireki, [a]) => self.dated(a, Operand::seireki),
            (Function::Default, [a, other]) => match self.operand(a)? {
                Operand::Empty => self.operand(other),
                value => Ok(value),
            },
            (Function::Money, [a]) => self.money(a),
            (Function::Mask, [a, keep]) => {
                let keep = self.operand(keep)?.number().and_then(|n| usize::try_from(n).ok());
                self.with_text(a, |text| Operand::text(mask(text, keep.unwrap_or(0))))
            }
            (Function::Postal, [a]) => {
                let text = self.print(a)?;
                if text.is_empty() {
                    return Ok(Operand::Empty);
                }
                postal(&text).map(Operand::text).ok_or_else(|| self.error("R153", a))
            }
            (Function::Wide, [a]) => self.with_text(a, |text| {
                Operand::text(text.chars().map(wide_char).collect::<String>())
            }),
            (Function::Narrow, [a]) => self.with_text(a, |text| {
                Operand::text(text.chars().map(narrow_char).collect::<String>())
            }),
            (Function::Kansuji, [a]) => self.with_text(a, |text| Operand::text(kansuji(text))),
            (Function::Mj | Function::Address, [text]) => self.operand(text),
            _ => Err(self.error("R155", whole)),
        }
    }

    fn has(&self, a: &Expr) -> Result<Operand<'a>> {
        match self.operand(a) {
            Ok(operand) => Ok(Operand::Flag(!operand.is_empty())),
            Err(error) if error.code == "R152" => Ok(Operand::Flag(false)),
            Err(error) => Err(error),
        }
    }

    fn count(&self, a: &Expr) -> Result<Operand<'a>> {
        let count = match self.operand(a)? {
            Operand::List(elements) => elements.len(),
            Operand::TextList(texts) => texts.len(),
            Operand::Empty => 0,
            _ => 1,
        };
        Ok(i64::try_from(count).map_or(Operand::Empty, Operand::Int))
    }

    /// The exact sum; empty elements are left out, and a sum of nothing is empty.
    fn sum(&self, path: &Path, whole: &Expr) -> Result<Operand<'a>> {
        let mut sum = Operand::Empty;
        for value in self.items(path) {
            sum = match (&sum, &value) {
                (_, Operand::Empty) => sum,
                (Operand::Empty, _) => value,
                _ => {
                    add(&sum, &value, i64::checked_add).ok_or_else(|| self.error("R150", whole))?
                }
            };
        }
        Ok(sum)
    }

    /// Adds texts with a separator between those that are not empty.
    fn join(&self, separator: &Expr, texts: &[Expr], words: &mut String) -> Result<()> {
        let (separator, start) = (self.print(separator)?, words.len());
        let mut add = |part: &str| {
            if !part.is_empty() && words.len() > start {
                words.push_str(&separator);
            }
            words.push_str(part);
        };
        for text in texts {
            match self.operand(text)? {
                Operand::TextList(list) => list.iter().for_each(|part| add(part)),
                Operand::Text(part) => add(&part),
                operand => {
                    let mut part = String::new();
                    self.print_operand(operand, text, &mut part)?;
                    add(&part);
                }
            }
        }
        Ok(())
    }

    fn dated(&self, a: &Expr, words: DateWords<'a>) -> Result<Operand<'a>> {
        let operand = self.operand(a)?;
        if operand.is_empty() {
            return Ok(Operand::Empty);
        }
        let words = words(&operand, &self.schema.eras);
        words.map(Operand::text).map_err(|code| self.error(code, a))
    }

    fn money(&self, a: &Expr) -> Result<Operand<'a>> {
        let operand = self.operand(a)?;
        Ok(match (&operand, operand.number()) {
            (Operand::Decimal(text), _) => Operand::text(money_decimal(text)),
            (_, Some(number)) => Operand::text(money(number)),
            _ => Operand::Empty,
        })
    }

    fn with_text(&self, a: &Expr, f: impl Fn(&str) -> Operand<'a>) -> Result<Operand<'a>> {
        Ok(f(&self.print(a)?))
    }

    fn calculate(
        &self,
        a: &Expr,
        b: &Expr,
        how: fn(i64, i64) -> Option<i64>,
        whole: &Expr,
    ) -> Result<Operand<'a>> {
        let (a, b) = (self.operand(a)?, self.operand(b)?);
        if a.is_empty() || b.is_empty() {
            return Ok(Operand::Empty);
        }
        add(&a, &b, how).ok_or_else(|| self.error("R150", whole))
    }

    /// Empty equals empty only; an order with an empty side is false.
    fn compare(&self, how: Compare, a: &Expr, b: &Expr) -> Result<bool> {
        let order = self.order(&self.operand(a)?, b)?;
        Ok(match how {
            Compare::Equal => order == Some(Ordering::Equal),
            Compare::NotEqual => order != Some(Ordering::Equal),
            Compare::Less => order == Some(Ordering::Less),
            Compare::LessEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            Compare::Greater => order == Some(Ordering::Greater),
            Compare::GreaterEqual => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        })
    }

    fn order(&self, a: &Operand<'a>, b: &Expr) -> Result<Option<Ordering>> {
        match b {
            Expr::Literal(Literal::Text(text)) if !text.is_empty() => Ok(a.order_to(text)),
            _ => Ok(a.order(&self.operand(b)?)),
        }
    }

    fn is_in(&self, a: &Expr, words: &[Expr]) -> Result<bool> {
        let a = self.operand(a)?;
        for word in words {
            if self.order(&a, word)? == Some(Ordering::Equal) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Follows steps from a group; a list on the way leads to each of its elements.
    pub(super) fn reach(
        &self,
        group: GroupId,
        value: &'a GroupValue,
        steps: &[usize],
        found: &mut impl FnMut(Operand<'a>),
    ) {
        let Some((step, rest)) = steps.split_first() else {
            found(Operand::Group(value));
            return;
        };
        let item = self.schema.group(group).items.get(*step);
        let (Some(item), Some(value)) = (item, value.0.get(*step)) else { return };
        match (value, inner_group(&item.kind)) {
            (Value::Group(inner), Some(group)) if !rest.is_empty() => {
                self.reach(group, inner, rest, found);
            }
            (Value::List(elements), Some(group)) if !rest.is_empty() => {
                for element in elements {
                    self.reach(group, element, rest, found);
                }
            }
            _ if rest.is_empty() => found(self.value(item, value)),
            _ => {}
        }
    }

    fn value(&self, item: &Item, value: &'a Value) -> Operand<'a> {
        match value {
            Value::Text(text) if self.secrets.hides(item) => Operand::text(mask(text, 0)),
            _ if self.secrets.hides(item) => Operand::Empty,
            _ => Operand::of(self.schema, &item.kind, value),
        }
    }

    pub(super) fn error(&self, code: &'static str, expr: &Expr) -> EvalError {
        EvalError { code, field: self.field_of(expr).unwrap_or_default() }
    }

    pub(super) fn element_group(&self, list: &Expr) -> GroupId {
        let Expr::Path(path) = list else { return GroupId::ROOT };
        let start = self.start(path).0;
        path.steps.iter().fold(start, |group, step| {
            let item = self.schema.group(group).items.get(*step);
            item.and_then(|item| inner_group(&item.kind)).unwrap_or(group)
        })
    }
}

/// The group inside an item.
pub(super) fn inner_group(kind: &ItemType) -> Option<GroupId> {
    match kind {
        ItemType::Group(group) | ItemType::List { group, .. } => Some(*group),
        _ => None,
    }
}

/// A sum of numbers; an amount if one of them is one.
fn add<'a>(
    a: &Operand<'a>,
    b: &Operand<'a>,
    how: fn(i64, i64) -> Option<i64>,
) -> Option<Operand<'a>> {
    let sum = how(a.number()?, b.number()?)?;
    let amount = matches!(a, Operand::Money(_)) || matches!(b, Operand::Money(_));
    Some(if amount { Operand::Money(sum) } else { Operand::Int(sum) })
}

#[cfg(test)]
#[path = "eval_tests.rs"]
mod tests;
