//! Calls of functions: their number and types of arguments, and what they give.

use std::borrow::Cow;
use std::ops::Range;

use chohyo_fonts::charset::resolve_names;

use super::check::{Checker, PRINTS, Typed, prints, type_name};
use super::functions::{FUNCTIONS, Signature};
use super::parse::{Raw, RawKind};
use super::problem::Problem;
use super::{Expr, Function, Literal, Type};

/// Items of an address in the data standard, behind its name and `_`.
const ADDRESS: [&str; 6] = ["都道府県", "市区郡町村名", "町字", "番地号表記", "国名等", "国外住所"];

/// What follows behind a space.
const BUILDING: &str = "方書";

impl Checker<'_, '_> {
    /// A call with its type.
    pub(super) fn call(
        &mut self,
        name: &str,
        args: &[Raw],
        at: &Range<usize>,
    ) -> Option<(Expr, Type)> {
        let Some(signature) = FUNCTIONS.iter().find(|f| f.name == name) else {
            let known = FUNCTIONS.iter().map(|f| f.name);
            let name_at = at.start..at.start + name.len();
            let problem = Problem::new("L071", at.start.min(name_at.start)..name_at.end);
            return self.fail(problem.arg("name", name).suggest(name, known));
        };
        if args.len() < signature.count.0 || args.len() > signature.count.1 {
            let problem = Problem::new("L072", at.clone()).arg("name", name);
            return self.fail(problem.arg("usage", signature.usage).arg("found", args.len()));
        }
        let (args, ty) = self.arguments(signature, args, at)?;
        Some((Expr::Call(signature.function, args), ty))
    }

    fn arguments(
        &mut self,
        signature: &Signature,
        args: &[Raw],
        at: &Range<usize>,
    ) -> Option<(Vec<Expr>, Type)> {
        use Function as F;
        match signature.function {
            F::Sum => return self.sum(args.first()?),
            F::Address => return self.address(args.first()?),
            F::PageSum | F::CarriedSum | F::SumToPage | F::GroupSum => {
                return self.row_sum(signature, args.first()?, at);
            }
            _ => {}
        }
        let mut typed: Vec<Typed> = Vec::new();
        let checked: Vec<Option<Typed>> = args.iter().map(|arg| self.check(arg)).collect();
        for arg in checked {
            typed.push(arg?);
        }
        if signature.function == F::If {
            return self.choice(typed);
        }
        if signature.function == F::Default {
            let [value, other] = &typed[..] else { return None };
            if !prints(value.ty) {
                return self.mismatch(value, PRINTS);
            }
            let ty = self.common(value, other, &other.at)?;
            return Some((typed.into_iter().map(|t| t.expr).collect(), ty));
        }
        if signature.function == F::Mj {
            return self.glyph(typed.first()?);
        }
        for (index, arg) in typed.iter().enumerate() {
            if !takes(signature.function, index, arg) {
                return self.mismatch(arg, expected(signature.function, index));
            }
        }
        let ty = match signature.function {
            F::Has => Type::Flag,
            F::Count => Type::Int,
            _ => Type::Text,
        };
        Some((typed.into_iter().map(|t| t.expr).collect(), ty))
    }

    /// The argument of `mj()`: a name, replaced by the text that means the glyph. `L084`.
    fn glyph(&mut self, name: &Typed) -> Option<(Vec<Expr>, Type)> {
        let Expr::Literal(Literal::Text(text)) = &name.expr else {
            return self.mismatch(name, "'MJ…'");
        };
        match resolve_names(&format!("{{{text}}}")) {
            Ok(Cow::Owned(glyph)) if !text.contains(['{', '}']) => {
                Some((vec![Expr::Literal(Literal::Text(glyph))], Type::Text))
            }
            _ => self.fail(Problem::new("L084", name.at.clone()).arg("name", text)),
        }
    }

    /// The items of an address by the names of the data standard, as `join('　', join('', …), 方書)`.
    /// The group must have 都道府県; of the others, those that it has are printed.
    fn address(&mut self, arg: &Raw) -> Option<(Vec<Expr>, Type)> {
        let RawKind::Path(this, names) = &arg.kind else {
            let problem = Problem::new("L073", arg.at.clone());
            return self.fail(problem.arg("expected", "item").arg("found", "…"));
        };
        let item = |part: &str| {
            let mut names = names.clone();
            if let Some((name, _)) = names.last_mut() {
                *name = format!("{name}_{part}");
            }
            self.names.path(*this, &names, false)
        };
        let first = match item(ADDRESS[0]) {
            Ok((first, _)) => first,
            Err(problem) => return self.fail(problem),
        };
        let same = |path: &super::Path| path.up == first.up && way(path) == way(&first);
        let found = |part: &str| {
            let (path, ty) = item(part).ok()?;
            (same(&path) && prints(ty)).then_some(Expr::Path(path))
        };
        let join = |separator: &str, texts: Vec<Expr>| {
            let separator = Expr::Literal(Literal::Text(separator.to_owned()));
            Expr::Call(Function::Join, std::iter::once(separator).chain(texts).collect())
        };
        let mut texts = vec![join("", ADDRESS.iter().filter_map(|part| found(part)).collect())];
        texts.extend(found(BUILDING));
        self.size += ADDRESS.len() + 3;
        Some((vec![join("\u{3000}", texts)], Type::Text))
    }

    fn choice(&mut self, args: Vec<Typed>) -> Option<(Vec<Expr>, Type)> {
        let [flag, yes, no] = &args[..] else { return None };
        if flag.ty != Type::Flag {
            return self.mismatch(flag, "flag");
        }
        let ty = self.common(yes, no, &no.at)?;
        Some((args.into_iter().map(|t| t.expr).collect(), ty))
    }

    pub(super) fn sum(&mut self, arg: &Raw) -> Option<(Vec<Expr>, Type)> {
        self.size += 1;
        let RawKind::Path(this, names) = &arg.kind else {
            let problem = Problem::new("L073", arg.at.clone());
            return self.fail(problem.arg("expected", "list.item").arg("found", "…"));
        };
        match self.names.path(*this, names, true) {
            Ok((path, ty @ (Type::Int | Type::Money))) if self.steps_into_list(&path) => {
                Some((vec![Expr::Path(path)], ty))
            }
            Ok((_, ty)) => {
                let problem = Problem::new("L073", arg.at.clone());
                let found = type_name(ty);
                self.fail(problem.arg("expected", "list.item (int / money)").arg("found", found))
            }
            Err(problem) => self.fail(problem),
        }
    }

    /// Whether the path goes through a list: `児童.月額`, not `合計.月額`.
    fn steps_into_list(&self, path: &super::Path) -> bool {
        let schema = self.names.schema;
        let scopes = &self.names.scopes;
        let Some(scope) = scopes.len().checked_sub(path.up + 1).and_then(|i| scopes.get(i)) else {
            return false;
        };
        let mut group = scope.group;
        for step in &path.steps {
            match schema.group(group).items.get(*step).map(|item| &item.kind) {
                Some(crate::record::ItemType::Group(inner)) => group = *inner,
                Some(crate::record::ItemType::List { .. }) => return true,
                _ => return false,
            }
        }
        false
    }
}

/// The steps that lead to the group of an item.
fn way(path: &super::Path) -> Option<&[usize]> {
    path.steps.split_last().map(|(_, way)| way)
}

/// Whether a function takes this argument at this place.
fn takes(function: Function, index: usize, arg: &Typed) -> bool {
    use Function as F;
    match (function, index) {
        (F::Has, _) => true,
        (F::Count, _) => matches!(arg.ty, Type::List(_) | Type::TextList),
        (F::Join, 0) => arg.ty == Type::Text,
        (F::Join, _) => prints(arg.ty) || arg.ty == Type::TextList,
        (F::Wareki | F::Seireki, _) => matches!(arg.ty, Type::Date | Type::Month | Type::Year),
        (F::Money, _) => matches!(arg.ty, Type::Int | Type::Money | Type::Decimal),
        (F::Kansuji | F::Wide, _) => matches!(arg.ty, Type::Text | Type::Int | Type::Code(_)),
        (F::Mask, 1) => matches!(arg.expr, Expr::Literal(Literal::Int(0..=1000))),
        _ => arg.ty == Type::Text,
    }
}

/// What a function takes at this place, for messages.
fn expected(function: Function, index: usize) -> &'static str {
    use Function as F;
    match (function, index) {
        (F::Count, _) => "list",
        (F::Join, 1..) => {
            "text / int / money / decimal / date / month / year / code / list of texts"
        }
        (F::Wareki | F::Seireki, _) => "date / month / year",
        (F::Money, _) => "int / money / decimal",
        (F::Kansuji | F::Wide, _) => "text / int / code",
        (F::Mask, 1) => "0..1000",
        _ => "text",
    }
}
