//! Types of expressions: no silent conversion, every name resolved.

use std::ops::Range;

use super::names::{Names, Resolved};
use super::parse::{Binary, Raw, RawKind};
use super::problem::Problem;
use super::{Builtin, Compare, Expr, Literal, Type, limits};

/// A checked expression with its type.
pub(super) struct Typed {
    pub(super) expr: Expr,
    pub(super) ty: Type,
    /// The words a text can be, if they are known.
    pub(super) words: Option<Vec<String>>,
    pub(super) at: Range<usize>,
}

/// Checks one expression; collects problems in `problems`.
pub(super) struct Checker<'a, 'n> {
    pub(super) names: &'a Names<'n>,
    pub(super) problems: Vec<Problem>,
    /// Nodes, those of arguments and texts that are referred to included.
    pub(super) size: usize,
}

const BUILTINS: &[(&str, Builtin)] = &[
    ("page", Builtin::Page),
    ("pages", Builtin::Pages),
    ("part_page", Builtin::PartPage),
    ("part_pages", Builtin::PartPages),
    ("copy", Builtin::Copy),
    ("no", Builtin::No),
];

/// How messages call a type.
pub(super) fn type_name(ty: Type) -> &'static str {
    match ty {
        Type::Text => "text",
        Type::Int => "int",
        Type::Money => "money",
        Type::Decimal => "decimal",
        Type::Date => "date",
        Type::Month => "month",
        Type::Year => "year",
        Type::Flag => "flag",
        Type::Code(_) => "code",
        Type::Image => "image",
        Type::Group(_) => "group",
        Type::List(_) => "list",
        Type::TextList => "list of texts",
    }
}

impl<'n> Checker<'_, 'n> {
    pub(super) fn new<'a>(names: &'a Names<'n>) -> Checker<'a, 'n> {
        Checker { names, problems: Vec::new(), size: 0 }
    }

    /// Notes a problem; always `None`.
    pub(super) fn fail<T>(&mut self, problem: Problem) -> Option<T> {
        self.problems.push(problem);
        None
    }

    /// The expression with its type; `None` after a problem.
    pub(super) fn check(&mut self, raw: &Raw) -> Option<Typed> {
        self.size += 1;
        let (expr, ty) = match &raw.kind {
            RawKind::Text(text) => (Expr::Literal(Literal::Text(text.clone())), Type::Text),
            RawKind::Int(value) => (Expr::Literal(Literal::Int(*value)), Type::Int),
            RawKind::Flag(flag) => (Expr::Literal(Literal::Flag(*flag)), Type::Flag),
            RawKind::Param(name) => return self.param(name, &raw.at),
            RawKind::Builtin(name) => self.builtin(name, &raw.at)?,
            RawKind::Path(this, path) => match self.names.path(*this, path, false) {
                Ok((path, ty)) => (Expr::Path(path), ty),
                Err(problem) => return self.fail(problem),
            },
            RawKind::Call(name, args) => self.call(name, args, &raw.at)?,
            RawKind::Not(inner) => {
                let inner = self.typed(inner, &[Type::Flag])?;
                (Expr::Not(Box::new(inner.expr)), Type::Flag)
            }
            RawKind::Binary(op, left, right) => self.binary(*op, left, right, &raw.at)?,
            RawKind::In(value, choices) => self.in_list(value, choices)?,
        };
        let words = self.code_words(ty);
        Some(Typed { expr, ty, words, at: raw.at.clone() })
    }

    fn code_words(&self, ty: Type) -> Option<Vec<String>> {
        let Type::Code(list) = ty else { return None };
        let list = self.names.schema.codes.get(list)?;
        Some(list.values.iter().map(|(_, word)| word.clone()).collect())
    }

    fn param(&mut self, name: &str, at: &Range<usize>) -> Option<Typed> {
        let Resolved { expr, ty, words, size } = match self.names.param(name, at) {
            Ok(resolved) => resolved,
            Err(problem) => return self.fail(problem),
        };
        self.size += size;
        if self.size > limits::EXPANDED_NODES {
            let limit = limits::EXPANDED_NODES;
            return self.fail(Problem::new("L080", at.clone()).arg("limit", limit));
        }
        Some(Typed { expr, ty, words, at: at.clone() })
    }

    fn builtin(&mut self, name: &str, at: &Range<usize>) -> Option<(Expr, Type)> {
        let Some((_, builtin)) = BUILTINS.iter().find(|(known, _)| *known == name) else {
            let known = BUILTINS.iter().map(|(known, _)| *known);
            let problem = Problem::new("L082", at.clone()).arg("name", name);
            return self.fail(problem.suggest(name, known));
        };
        if *builtin == Builtin::No {
            if !self.names.in_element() {
                return self.fail(Problem::new("L079", at.clone()));
            }
        } else if !self.names.pages {
            return self.fail(Problem::new("L078", at.clone()).arg("name", name));
        }
        Some((Expr::Builtin(*builtin), Type::Int))
    }

    /// An expression of one of some types.
    fn typed(&mut self, raw: &Raw, types: &[Type]) -> Option<Typed> {
        let typed = self.check(raw)?;
        if types.contains(&typed.ty) {
            return Some(typed);
        }
        let expected: Vec<&str> = types.iter().map(|ty| type_name(*ty)).collect();
        self.mismatch(&typed, &expected.join(" / "))
    }

    /// Reports a wrong type; always `None`.
    pub(super) fn mismatch<T>(&mut self, found: &Typed, expected: &str) -> Option<T> {
        let problem = Problem::new("L073", found.at.clone());
        self.fail(problem.arg("expected", expected).arg("found", type_name(found.ty)))
    }

    fn binary(
        &mut self,
        op: Binary,
        left: &Raw,
        right: &Raw,
        at: &Range<usize>,
    ) -> Option<(Expr, Type)> {
        let types: &[Type] = match op {
            Binary::Compare(compare) => return self.compare(compare, left, right),
            Binary::And | Binary::Or => &[Type::Flag],
            Binary::Add | Binary::Subtract => &[Type::Int, Type::Money],
            Binary::Concat => return self.concat(left, right),
        };
        let (left, right) = (self.typed(left, types), self.typed(right, types));
        let (left, right) = (left?, right?);
        let ty = self.common(&left, &right, at)?;
        let (a, b) = (Box::new(left.expr), Box::new(right.expr));
        Some(match op {
            Binary::And => (Expr::And(a, b), Type::Flag),
            Binary::Or => (Expr::Or(a, b), Type::Flag),
            Binary::Add => (Expr::Add(a, b), ty),
            _ => (Expr::Subtract(a, b), ty),
        })
    }

    /// `a & b`: both sides in the default format of their type, as in a hole.
    fn concat(&mut self, left: &Raw, right: &Raw) -> Option<(Expr, Type)> {
        let (left, right) = (self.check(left), self.check(right));
        let (left, right) = (left?, right?);
        for side in [&left, &right] {
            if !prints(side.ty) {
                return self.mismatch(side, PRINTS);
            }
        }
        Some((Expr::Concat(Box::new(left.expr), Box::new(right.expr)), Type::Text))
    }

    /// The one type of two sides; a number literal is an amount beside an amount.
    pub(super) fn common(
        &mut self,
        left: &Typed,
        right: &Typed,
        _at: &Range<usize>,
    ) -> Option<Type> {
        let literal = |typed: &Typed| matches!(typed.expr, Expr::Literal(Literal::Int(_)));
        match (left.ty, right.ty) {
            (a, b) if a == b => Some(a),
            (Type::Money, Type::Int) if literal(right) => Some(Type::Money),
            (Type::Int, Type::Money) if literal(left) => Some(Type::Money),
            (a, _) => self.mismatch(right, type_name(a)),
        }
    }

    fn compare(&mut self, compare: Compare, left: &Raw, right: &Raw) -> Option<(Expr, Type)> {
        let (left, right) = (self.check(left), self.check(right));
        let (left, right) = (left?, right?);
        let equality = matches!(compare, Compare::Equal | Compare::NotEqual);
        for side in [&left, &right] {
            let ordered =
                matches!(side.ty, Type::Int | Type::Money | Type::Date | Type::Month | Type::Year);
            let equal = matches!(side.ty, Type::Text | Type::Flag | Type::Code(_));
            let comparable = ordered || equality && equal;
            if !comparable {
                let expected = if equality {
                    "text / int / money / date / month / year / flag / code"
                } else {
                    "int / money / date / month / year"
                };
                return self.mismatch(side, expected);
            }
        }
        self.comparable(&left, &right)?;
        let expr = Expr::Compare(compare, Box::new(left.expr), Box::new(right.expr));
        Some((expr, Type::Flag))
    }

    /// Whether two sides can be equal: one type, or a code or word and one of its words.
    fn comparable(&mut self, left: &Typed, right: &Typed) -> Option<()> {
        self.word_known(left, right)?;
        self.word_known(right, left)?;
        let text_literal = |t: &Typed| matches!(t.expr, Expr::Literal(Literal::Text(_)));
        let code = |t: &Typed| matches!(t.ty, Type::Code(_));
        if code(left) && text_literal(right) || code(right) && text_literal(left) {
            return Some(());
        }
        self.common(left, right, &right.at).map(|_| ())
    }

    /// `L076` if `literal` is a text that `of` can never be.
    fn word_known(&mut self, of: &Typed, literal: &Typed) -> Option<()> {
        let (Some(words), Expr::Literal(Literal::Text(text))) = (&of.words, &literal.expr) else {
            return Some(());
        };
        if words.contains(text) {
            return Some(());
        }
        let problem = Problem::new("L076", literal.at.clone()).arg("word", text);
        let problem = problem.arg("words", words.join(", "));
        self.fail(problem.suggest(text, words.iter().map(String::as_str)))
    }

    fn in_list(&mut self, value: &Raw, choices: &[Raw]) -> Option<(Expr, Type)> {
        let value = self.check(value);
        let choices: Vec<Option<Typed>> = choices.iter().map(|c| self.check(c)).collect();
        let value = value?;
        if !matches!(value.ty, Type::Text | Type::Code(_) | Type::Int) {
            return self.mismatch(&value, "text / code / int");
        }
        let mut checked = Vec::new();
        for choice in choices {
            let choice = choice?;
            if !matches!(choice.expr, Expr::Literal(_)) {
                return self.mismatch(&choice, "'…'");
            }
            self.comparable(&value, &choice)?;
            checked.push(choice.expr);
        }
        Some((Expr::In(Box::new(value.expr), checked), Type::Flag))
    }
}

/// The types that print, for messages.
pub(super) const PRINTS: &str = "text / int / money / decimal / date / month / year / code";

/// Whether a value of this type prints as it is; flags, images, groups and lists do not.
pub(super) fn prints(ty: Type) -> bool {
    !matches!(ty, Type::Flag | Type::Image | Type::Group(_) | Type::List(_) | Type::TextList)
}
