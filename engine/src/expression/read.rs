//! Expressions and templates out of TOML strings; every problem at its own columns.

use super::check::{Checker, Typed, prints, type_name};
use super::names::Names;
use super::parse::{self, RawPiece};
use super::problem::Problem;
use super::{Expr, Literal, Piece, Template, Type};
use crate::reader::{Findings, Node};
use crate::record::GroupId;

/// Words with holes. Every type but flag, image, group and list prints in its default format.
pub(crate) fn template(node: &Node, names: &Names<'_>, out: &Findings) -> Option<Template> {
    sized_template(node, names, out).map(|(template, _)| template)
}

/// Words with holes, and the number of expression nodes in them.
pub(crate) fn sized_template(
    node: &Node,
    names: &Names<'_>,
    out: &Findings,
) -> Option<(Template, usize)> {
    let text = node.text(out)?;
    let raw = match parse::template(text) {
        Ok(raw) => raw,
        Err(problems) => return report(problems, node, out),
    };
    let mut checker = Checker::new(names);
    let mut pieces = Vec::new();
    for piece in raw {
        match piece {
            RawPiece::Words(words) => pieces.push(Piece::Words(words)),
            RawPiece::Hole(raw) => {
                let typed = checker.check(&raw);
                pieces.extend(typed.and_then(|t| printable(&mut checker, t)).map(Piece::Hole));
            }
        }
    }
    let size = checker.size + 1;
    if checker.problems.is_empty() {
        return Some((Template(pieces), size));
    }
    report(checker.problems, node, out)
}

/// A condition.
pub(crate) fn condition(node: &Node, names: &Names<'_>, out: &Findings) -> Option<Expr> {
    let typed = expression(node, names, out, |ty| ty == Type::Flag, "flag")?;
    Some(typed.expr)
}

/// A path to a list of groups, and the group of its elements.
pub(crate) fn list(node: &Node, names: &Names<'_>, out: &Findings) -> Option<(Expr, GroupId)> {
    let typed = expression(node, names, out, |ty| matches!(ty, Type::List(_)), "list")?;
    match typed.ty {
        Type::List(group) => Some((typed.expr, group)),
        _ => None,
    }
}

/// A date.
pub(crate) fn date(node: &Node, names: &Names<'_>, out: &Findings) -> Option<Expr> {
    let typed = expression(node, names, out, |ty| ty == Type::Date, "date")?;
    Some(typed.expr)
}

/// A path to an image of the record.
pub(crate) fn image(node: &Node, names: &Names<'_>, out: &Findings) -> Option<Expr> {
    let typed = expression(node, names, out, |ty| ty == Type::Image, "image")?;
    Some(typed.expr)
}

fn expression(
    node: &Node,
    names: &Names<'_>,
    out: &Findings,
    fits: impl Fn(Type) -> bool,
    expected: &str,
) -> Option<Typed> {
    let text = node.text(out)?;
    let raw = match parse::expression(text, 0) {
        Ok(raw) => raw,
        Err(problem) => return report(vec![problem], node, out),
    };
    let mut checker = Checker::new(names);
    let typed = checker.check(&raw);
    if let Some(typed) = typed {
        if fits(typed.ty) {
            return Some(typed);
        }
        checker.mismatch::<()>(&typed, expected);
    }
    report(checker.problems, node, out)
}

fn printable(checker: &mut Checker<'_, '_>, typed: Typed) -> Option<Expr> {
    if prints(typed.ty) {
        return Some(typed.expr);
    }
    let problem = Problem::new("L077", typed.at).arg("found", type_name(typed.ty));
    checker.problems.push(problem);
    None
}

fn report<T>(problems: Vec<Problem>, node: &Node, out: &Findings) -> Option<T> {
    for problem in problems {
        out.push(problem.at_node(node));
    }
    None
}

/// The words of a template without holes.
pub(crate) fn fixed_words(template: &Template) -> Option<String> {
    let mut text = String::new();
    for piece in &template.0 {
        match piece {
            Piece::Words(words) | Piece::Hole(Expr::Literal(Literal::Text(words))) => {
                text.push_str(words);
            }
            Piece::Hole(_) => return None,
        }
    }
    Some(text)
}
