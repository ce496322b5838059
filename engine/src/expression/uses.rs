//! What checked expressions use: the record, page numbers; and moving them into deeper scopes.

use super::{Builtin, Expr, Function, Literal, Path, Piece, Template};

/// Whether the words depend on the record or on a running number: they differ from copy to copy.
pub(crate) fn binds_record(template: &Template) -> bool {
    let mut found = false;
    visit_template(template, &mut |e| {
        found |= matches!(e, Expr::Path(_) | Expr::Builtin(Builtin::No));
    });
    found
}

/// Whether the expression depends on the record or on a running number.
pub(crate) fn expression_binds_record(expr: &Expr) -> bool {
    let mut found = false;
    visit(expr, &mut |e| found |= matches!(e, Expr::Path(_) | Expr::Builtin(Builtin::No)));
    found
}

/// Whether the words hold a page number.
pub(crate) fn uses_pages(template: &Template) -> bool {
    let mut found = false;
    visit_template(template, &mut |e| found |= is_page(e));
    found
}

/// Whether the expression holds a page number.
pub(crate) fn expression_uses_pages(expr: &Expr) -> bool {
    let mut found = false;
    visit(expr, &mut |e| found |= is_page(e));
    found
}

fn is_page(expr: &Expr) -> bool {
    matches!(expr, Expr::Builtin(builtin) if *builtin != Builtin::No)
}

/// Calls `f` with every expression of a template, outer ones first.
pub(crate) fn visit_template(template: &Template, f: &mut impl FnMut(&Expr)) {
    for piece in &template.0 {
        if let Piece::Hole(expr) = piece {
            visit(expr, f);
        }
    }
}

/// Calls `f` with the expression and every expression in it, outer ones first.
pub(crate) fn visit(expr: &Expr, f: &mut impl FnMut(&Expr)) {
    f(expr);
    match expr {
        Expr::Literal(_) | Expr::Path(_) | Expr::Param(_) | Expr::Builtin(_) => {}
        Expr::Template(template) => visit_template(template, f),
        Expr::Call(_, args) => args.iter().for_each(|arg| visit(arg, f)),
        Expr::Not(inner) => visit(inner, f),
        Expr::In(value, choices) => {
            visit(value, f);
            choices.iter().for_each(|choice| visit(choice, f));
        }
        Expr::And(a, b)
        | Expr::Or(a, b)
        | Expr::Compare(_, a, b)
        | Expr::Add(a, b)
        | Expr::Subtract(a, b)
        | Expr::Concat(a, b) => {
            visit(a, f);
            visit(b, f);
        }
    }
}

/// Calls `f` with every path, variation point and call of a template whose text prints, outer ones
/// first; what only decides between texts is passed over.
pub(crate) fn visit_printed<'a>(template: &'a Template, f: &mut impl FnMut(&'a Expr)) {
    for piece in &template.0 {
        if let Piece::Hole(expr) = piece {
            printed(expr, f);
        }
    }
}

fn printed<'a>(expr: &'a Expr, f: &mut impl FnMut(&'a Expr)) {
    match expr {
        Expr::Path(_) | Expr::Param(_) => f(expr),
        Expr::Template(template) => visit_printed(template, f),
        Expr::Call(Function::If, args) => args.iter().skip(1).for_each(|arg| printed(arg, f)),
        Expr::Call(Function::Has, _) => {}
        Expr::Call(_, args) => {
            f(expr);
            args.iter().for_each(|arg| printed(arg, f));
        }
        Expr::Add(a, b) | Expr::Subtract(a, b) | Expr::Concat(a, b) => {
            printed(a, f);
            printed(b, f);
        }
        Expr::Literal(_)
        | Expr::Builtin(_)
        | Expr::Not(_)
        | Expr::And(..)
        | Expr::Or(..)
        | Expr::Compare(..)
        | Expr::In(..) => {}
    }
}

/// Calls `f` with every text that the layout itself may print in a template: its words, and the
/// literals of its expressions that are not compared or names of glyphs.
pub(crate) fn visit_words<'a>(template: &'a Template, f: &mut impl FnMut(&'a str)) {
    for piece in &template.0 {
        match piece {
            Piece::Words(words) => f(words),
            Piece::Hole(expr) => literals(expr, f),
        }
    }
}

fn literals<'a>(expr: &'a Expr, f: &mut impl FnMut(&'a str)) {
    match expr {
        Expr::Literal(Literal::Text(text)) => f(text),
        Expr::Template(template) => visit_words(template, f),
        Expr::Call(Function::If, args) => args.iter().skip(1).for_each(|arg| literals(arg, f)),
        Expr::Call(Function::Has | Function::Mj, _) => {}
        Expr::Call(_, args) => args.iter().for_each(|arg| literals(arg, f)),
        Expr::Concat(a, b) => {
            literals(a, f);
            literals(b, f);
        }
        _ => {}
    }
}

/// The same expression for use `by` element scopes further in.
pub(super) fn lift(expr: &Expr, by: usize) -> Expr {
    let boxed = |e: &Expr| Box::new(lift(e, by));
    let all = |list: &[Expr]| list.iter().map(|e| lift(e, by)).collect();
    match expr {
        Expr::Path(path) => Expr::Path(Path { up: path.up + by, ..path.clone() }),
        Expr::Template(Template(pieces)) => {
            let pieces = pieces.iter().map(|piece| match piece {
                Piece::Words(words) => Piece::Words(words.clone()),
                Piece::Hole(expr) => Piece::Hole(lift(expr, by)),
            });
            Expr::Template(Template(pieces.collect()))
        }
        Expr::Literal(_) | Expr::Param(_) | Expr::Builtin(_) => expr.clone(),
        Expr::Call(function, args) => Expr::Call(*function, all(args)),
        Expr::Not(inner) => Expr::Not(boxed(inner)),
        Expr::And(a, b) => Expr::And(boxed(a), boxed(b)),
        Expr::Or(a, b) => Expr::Or(boxed(a), boxed(b)),
        Expr::Compare(compare, a, b) => Expr::Compare(*compare, boxed(a), boxed(b)),
        Expr::In(value, choices) => Expr::In(boxed(value), all(choices)),
        Expr::Add(a, b) => Expr::Add(boxed(a), boxed(b)),
        Expr::Subtract(a, b) => Expr::Subtract(boxed(a), boxed(b)),
        Expr::Concat(a, b) => Expr::Concat(boxed(a), boxed(b)),
    }
}
