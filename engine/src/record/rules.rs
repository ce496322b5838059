//! What a schema asks of a record as a whole: rules across its items, and lists that guard it
//! (支援措置).

use std::collections::BTreeSet;

use super::schema::{CodeListId, GroupId, Schema};
use super::value::{Date, GroupValue};
use crate::diag::{Diagnostic, Place, RecordPlace};
use crate::expression::{Expr, Scope, visit};
use crate::form::Params;

/// A rule across items (項目のあいだの決まり): `[[rule]]` of a schema file.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Name, for messages.
    pub name: String,
    /// The list whose every element must keep it; `None`: the record as a whole.
    pub each: Option<Expr>,
    /// It is asked only where this holds.
    pub when: Option<Expr>,
    /// What must hold.
    pub that: Expr,
}

/// A list that keeps a record from being printed while one of its rows is in effect
/// (支援措置): `[[guard]]` of a schema file.
#[derive(Clone, Debug)]
pub struct Guard {
    /// The list whose elements (世帯員) have the guarding list; `None`: the record has it.
    pub each: Option<Expr>,
    /// The guarding list.
    pub list: Expr,
    /// The group that holds it, and its place there.
    pub item: (GroupId, usize),
    /// First day of a row; empty or unknown (不詳): in effect from the beginning.
    pub from: Expr,
    /// Last day of a row; empty or unknown: without an end.
    pub to: Expr,
    /// The day that counts: the day of issue.
    pub on: Expr,
    /// Reasons for which a record may be released.
    pub reasons: CodeListId,
}

/// What is wrong with a record whose items are all right one by one: `R120` for each broken rule
/// (and each element that breaks it), and the codes of expressions.
pub(super) fn broken(schema: &Schema, root: &GroupValue, place: &RecordPlace) -> Vec<Diagnostic> {
    let params = Params::default();
    let scope = Scope::of_record(schema, &params, root);
    let mut found = Vec::new();
    for rule in &schema.rules {
        for scope in scopes(&scope, rule.each.as_ref()) {
            found.extend(rule.judge(&scope, place));
        }
    }
    found
}

/// `R123` for each guarding list with a row in effect: the record is not to be printed.
pub(crate) fn guarded(schema: &Schema, root: &GroupValue, place: &RecordPlace) -> Vec<Diagnostic> {
    let params = Params::default();
    let scope = Scope::of_record(schema, &params, root);
    let mut found = Vec::new();
    for guard in &schema.guards {
        let day = scope.date(&guard.on);
        for scope in scopes(&scope, guard.each.as_ref()) {
            let in_effect =
                scopes(&scope, Some(&guard.list)).iter().any(|row| guard.covers(row, day));
            if in_effect {
                found.push(at("R123", field(&scope, &guard.list), place));
            }
        }
    }
    found
}

impl Rule {
    fn judge(&self, scope: &Scope<'_>, place: &RecordPlace) -> Option<Diagnostic> {
        let asked = self.when.as_ref().map_or(Ok(true), |when| scope.flag(when));
        let kept = asked.and_then(|asked| Ok(!asked || scope.flag(&self.that)?));
        match kept {
            Ok(true) => None,
            Ok(false) => {
                let fields = fields(scope, &self.that);
                let first = fields.first().cloned().unwrap_or_default();
                let error = at("R120", first, place).arg("rule", &self.name);
                Some(error.arg("fields", fields.join(", ")))
            }
            Err(error) => Some(at(error.code, error.field, place)),
        }
    }
}

impl Guard {
    /// Whether a row is in effect on a day. What is not known does not end it.
    fn covers(&self, row: &Scope<'_>, day: Option<Date>) -> bool {
        let Some(day) = day else { return true };
        let begun = row.date(&self.from).is_none_or(|from| from <= day);
        begun && row.date(&self.to).is_none_or(|to| day <= to)
    }
}

/// The scopes of the elements of a list, or the scope itself.
fn scopes<'a>(scope: &Scope<'a>, list: Option<&'a Expr>) -> Vec<Scope<'a>> {
    let Some(list) = list else { return vec![scope.clone()] };
    let elements = scope.list(list).unwrap_or_default();
    (1..).zip(elements).map(|(no, element)| scope.enter(list, Some(element), no)).collect()
}

fn at(code: &'static str, field: String, place: &RecordPlace) -> Diagnostic {
    let named = (!field.is_empty()).then(|| field.clone());
    let place = RecordPlace { field: named, ..place.clone() };
    Diagnostic::error(code).place(Place::Record(place)).arg("field", field)
}

fn field(scope: &Scope<'_>, expr: &Expr) -> String {
    fields(scope, expr).into_iter().next().unwrap_or_default()
}

/// The items an expression reads, each once.
fn fields(scope: &Scope<'_>, expr: &Expr) -> Vec<String> {
    let (mut seen, mut names) = (BTreeSet::new(), Vec::new());
    visit(expr, &mut |e| {
        if let Expr::Path(path) = e {
            let name = scope.path_name(path);
            if seen.insert(name.clone()) {
                names.push(name);
            }
        }
    });
    names
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
