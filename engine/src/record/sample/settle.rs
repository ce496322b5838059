//! Makes an invented record obey the rules of its schema: totals become sums, codes become what a
//! rule names, days change places, items come and go together. What stays broken is drawn again.

use super::group::{At, Maker};
use crate::expression::{Compare, Expr, Function, Literal, Path};
use crate::record::raw::Raw;
use crate::record::schema::{GroupId, Item, ItemType};

use super::ROOT;

/// How often all rules are gone through: one may break what another has made.
const ROUNDS: usize = 3;

/// How often the terms of a total lose a digit.
const DIGITS: usize = 18;

impl<'s> Maker<'s> {
    /// Makes the rules hold as far as it can.
    pub(super) fn settle(&mut self, record: &mut Raw, at: &At<'_>) {
        let schema = self.schema;
        for (index, rule) in (0..ROUNDS).flat_map(|_| schema.rules.iter().enumerate()) {
            let earlier = schema.rules.iter().take(index).filter(|rule| rule.each.is_none());
            self.shares = total_of(&rule.that).is_some_and(|total| {
                rule.each.is_none() && earlier.filter_map(|e| total_of(&e.that)).any(|e| e == total)
            });
            match &rule.each {
                None => self.keep(ROOT, record, &rule.when, &rule.that, at),
                Some(Expr::Path(list)) => {
                    let Some((item, slot)) = self.slot(ROOT, record, way(list)) else { continue };
                    let ItemType::List { group, .. } = item.kind else { continue };
                    let Raw::List(rows) = slot else { continue };
                    for row in rows {
                        self.keep(group, row, &rule.when, &rule.that, at);
                    }
                }
                Some(_) => {}
            }
        }
    }

    fn keep(&mut self, id: GroupId, raw: &mut Raw, when: &Option<Expr>, that: &Expr, at: &At<'_>) {
        let asked = when.as_ref().is_none_or(|when| self.truth(id, raw, when) == Some(true));
        if asked {
            self.hold(id, raw, that, true, at);
        }
    }

    /// Makes an expression true or false.
    fn hold(&mut self, id: GroupId, raw: &mut Raw, expr: &Expr, wanted: bool, at: &At<'_>) {
        if self.truth(id, raw, expr) == Some(wanted) {
            return;
        }
        match expr {
            Expr::Not(inner) => self.hold(id, raw, inner, !wanted, at),
            Expr::And(a, b) | Expr::Or(a, b) => {
                self.hold(id, raw, a, wanted, at);
                // Both for `and`, one for `or`; the other way round where it shall be false.
                if matches!(expr, Expr::And(..)) == wanted {
                    self.hold(id, raw, b, wanted, at);
                }
            }
            Expr::Call(Function::If, parts) => {
                if let [asked, then, other] = &parts[..] {
                    let asked = self.truth(id, raw, asked) == Some(true);
                    self.hold(id, raw, if asked { then } else { other }, wanted, at);
                }
            }
            Expr::Call(Function::Has, of) => {
                if let [Expr::Path(path)] = &of[..] {
                    self.have(id, raw, way(path), wanted, at);
                }
            }
            Expr::Compare(Compare::Equal, a, b) => self.equal(id, raw, (a, b), wanted, at),
            Expr::Compare(_, a, b) => {
                if let (Expr::Path(a), Expr::Path(b)) = (&**a, &**b) {
                    self.swap(id, raw, a, b);
                }
            }
            _ => {}
        }
    }

    fn equal(
        &mut self,
        id: GroupId,
        raw: &mut Raw,
        (a, b): (&Expr, &Expr),
        wanted: bool,
        at: &At<'_>,
    ) {
        if let Some(first) = self.truth(id, raw, a) {
            return self.hold(id, raw, b, first == wanted, at);
        }
        let Expr::Path(path) = a else { return };
        if let Expr::Literal(Literal::Text(word)) = b {
            self.word(id, raw, path, word, wanted);
        } else if wanted {
            match self.figure(id, raw, b) {
                Some(_) if self.shares => self.share(id, raw, path, b),
                Some(_) => self.total(id, raw, path, b),
                // The sum of no row is empty.
                None if matches!(b, Expr::Call(Function::Sum, _)) => {
                    self.have(id, raw, way(path), false, at);
                }
                None => {}
            }
        }
    }

    /// Sets a code to a word of its list, or to another one.
    fn word(&self, id: GroupId, raw: &mut Raw, path: &Path, word: &str, wanted: bool) {
        let Some((item, slot)) = self.slot(id, raw, way(path)) else { return };
        let ItemType::Code(list) = item.kind else { return };
        let values = self.schema.codes.get(list.0).map_or(&[][..], |list| &list.values);
        let fits = values.iter().find(|(_, known)| (known == word) == wanted);
        if let Some((code, _)) = fits {
            *slot = Raw::Text(code.clone());
        }
    }

    /// Sets a total to the sum of its terms, which become smaller where it has too few digits.
    fn total(&self, id: GroupId, raw: &mut Raw, path: &Path, terms: &Expr) {
        let digits = match self.slot(id, raw, way(path)).map(|(item, _)| &item.kind) {
            Some(ItemType::Money { digits, .. } | ItemType::Int { digits, .. }) => *digits,
            _ => return,
        };
        let most = digits.map_or(i64::MAX, |n| 10_i64.saturating_pow(n as u32) - 1);
        for _ in 0..DIGITS {
            let Some(sum) = self.figure(id, raw, terms) else { return };
            if let (true, Expr::Subtract(a, b)) = (sum < 0, terms)
                && let (Expr::Path(a), Expr::Path(b)) = (&**a, &**b)
            {
                self.swap(id, raw, a, b);
            } else if sum <= most {
                if let Some((_, slot)) = self.slot(id, raw, way(path)) {
                    *slot = Raw::Int(sum.max(0));
                }
                return;
            } else {
                self.lessen(id, raw, terms);
            }
        }
    }

    /// Sets terms to equal shares of a total, the first to what is left over.
    fn share(&self, id: GroupId, raw: &mut Raw, path: &Path, terms: &Expr) {
        let Some(total) = self.figure(id, raw, &Expr::Path(path.clone())) else { return };
        let mut count = 0;
        self.terms(id, raw, terms, &mut |_| count += 1);
        if count == 0 {
            return;
        }
        let (share, mut rest) = (total / count, total % count);
        self.terms(id, raw, terms, &mut |number| *number = share + std::mem::take(&mut rest));
    }

    /// Every number of a sum.
    fn terms(&self, id: GroupId, raw: &mut Raw, terms: &Expr, see: &mut dyn FnMut(&mut i64)) {
        match terms {
            Expr::Add(a, b) => {
                self.terms(id, raw, a, see);
                self.terms(id, raw, b, see);
            }
            Expr::Path(path) => self.each(id, raw, way(path), see),
            Expr::Call(Function::Sum | Function::Default, of) => {
                of.iter().for_each(|part| self.terms(id, raw, part, see));
            }
            _ => {}
        }
    }

    fn lessen(&self, id: GroupId, raw: &mut Raw, terms: &Expr) {
        match terms {
            Expr::Subtract(a, b) => {
                self.lessen(id, raw, a);
                self.lessen(id, raw, b);
            }
            _ => self.terms(id, raw, terms, &mut |number| *number /= 10),
        }
    }

    /// An item is there, or it is not.
    fn have(&mut self, id: GroupId, raw: &mut Raw, steps: &[usize], wanted: bool, at: &At<'_>) {
        let schema = self.schema;
        let Some((step, rest)) = steps.split_first() else { return };
        let Some(group) = schema.groups.get(id.0) else { return };
        let Some(item) = group.items.get(*step) else { return };
        if let (ItemType::Group(inner), false) = (&item.kind, rest.is_empty()) {
            if let Some(slot) = entry(raw, item.key()) {
                self.have(*inner, slot, rest, wanted, at);
            }
            return;
        }
        let Raw::Object(entries) = raw else { return };
        if !wanted && !item.required {
            entries.retain(|(key, _)| key != item.key());
        } else if wanted && !entries.iter().any(|(key, _)| key == item.key()) {
            let value = self.value(item, group, at);
            entries.extend(value.map(|value| (item.key().to_owned(), value)));
        }
    }

    fn swap(&self, id: GroupId, raw: &mut Raw, a: &Path, b: &Path) {
        let value = |raw: &mut Raw, path: &Path| {
            self.slot(id, raw, way(path)).map(|(_, slot)| slot.clone())
        };
        if let (Some(first), Some(second)) = (value(raw, a), value(raw, b)) {
            for (path, value) in [(a, second), (b, first)] {
                if let Some((_, slot)) = self.slot(id, raw, way(path)) {
                    *slot = value;
                }
            }
        }
    }

    /// Whether an expression is true; `None` where that cannot be told.
    fn truth(&self, id: GroupId, raw: &mut Raw, expr: &Expr) -> Option<bool> {
        match expr {
            Expr::Literal(Literal::Flag(flag)) => Some(*flag),
            Expr::Not(inner) => Some(!self.truth(id, raw, inner)?),
            Expr::And(a, b) => Some(self.truth(id, raw, a)? && self.truth(id, raw, b)?),
            Expr::Or(a, b) => Some(self.truth(id, raw, a)? || self.truth(id, raw, b)?),
            Expr::Call(Function::Has, of) => {
                let [Expr::Path(path)] = &of[..] else { return None };
                Some(self.slot(id, raw, way(path)).is_some())
            }
            Expr::Compare(compare, a, b) => self.compare(id, raw, *compare, (a, b)),
            _ => None,
        }
    }

    fn compare(
        &self,
        id: GroupId,
        raw: &mut Raw,
        compare: Compare,
        (a, b): (&Expr, &Expr),
    ) -> Option<bool> {
        if let (Some(a), Some(b)) = (self.truth(id, raw, a), self.truth(id, raw, b)) {
            return match compare {
                Compare::Equal => Some(a == b),
                Compare::NotEqual => Some(a != b),
                _ => None,
            };
        }
        let order = match (self.figure(id, raw, a), self.figure(id, raw, b)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.words(id, raw, a)?.cmp(&self.words(id, raw, b)?),
        };
        Some(match compare {
            Compare::Equal => order.is_eq(),
            Compare::NotEqual => order.is_ne(),
            Compare::Less => order.is_lt(),
            Compare::LessEqual => order.is_le(),
            Compare::Greater => order.is_gt(),
            Compare::GreaterEqual => order.is_ge(),
        })
    }

    /// A text, a day, or the word of a code.
    fn words(&self, id: GroupId, raw: &mut Raw, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Literal(Literal::Text(text)) => Some(text.clone()),
            Expr::Path(path) => {
                let (item, slot) = self.slot(id, raw, way(path))?;
                let Raw::Text(text) = slot else { return None };
                let ItemType::Code(list) = item.kind else { return Some(text.clone()) };
                let values = &self.schema.codes.get(list.0)?.values;
                values.iter().find(|(code, _)| code == text).map(|(_, word)| word.clone())
            }
            _ => None,
        }
    }

    fn figure(&self, id: GroupId, raw: &mut Raw, expr: &Expr) -> Option<i64> {
        match expr {
            Expr::Literal(Literal::Int(number)) => Some(*number),
            Expr::Add(a, b) => self.figure(id, raw, a)?.checked_add(self.figure(id, raw, b)?),
            Expr::Subtract(a, b) => self.figure(id, raw, a)?.checked_sub(self.figure(id, raw, b)?),
            Expr::Path(path) => match self.slot(id, raw, way(path))? {
                (_, Raw::Int(number)) => Some(*number),
                _ => None,
            },
            Expr::Call(Function::Count, of) => {
                let rows = of.first().and_then(as_path);
                Some(match rows.and_then(|rows| self.slot(id, raw, way(rows))) {
                    Some((_, Raw::List(rows))) => rows.len() as i64,
                    _ => 0,
                })
            }
            Expr::Call(Function::Default, of) => {
                of.iter().find_map(|part| self.figure(id, raw, part))
            }
            Expr::Call(Function::Sum, of) => {
                // Without a row there is no sum.
                let mut sum: Option<i64> = None;
                for path in of.iter().filter_map(as_path) {
                    self.each(id, raw, way(path), &mut |number| {
                        sum = Some(sum.unwrap_or(0).saturating_add(*number));
                    });
                }
                sum
            }
            _ => None,
        }
    }

    /// Every number at the end of a way through groups and lists.
    fn each(&self, id: GroupId, raw: &mut Raw, steps: &[usize], see: &mut dyn FnMut(&mut i64)) {
        let Some((step, rest)) = steps.split_first() else { return };
        let group = self.schema.groups.get(id.0);
        let Some(item) = group.and_then(|group| group.items.get(*step)) else { return };
        match (&item.kind, entry(raw, item.key())) {
            (ItemType::Group(inner), Some(raw)) => self.each(*inner, raw, rest, see),
            (ItemType::List { group, .. }, Some(Raw::List(rows))) => {
                rows.iter_mut().for_each(|row| self.each(*group, row, rest, see));
            }
            (_, Some(Raw::Int(number))) => see(number),
            _ => {}
        }
    }

    /// An item and its value by the way to it.
    fn slot<'r>(
        &self,
        id: GroupId,
        raw: &'r mut Raw,
        steps: &[usize],
    ) -> Option<(&'s Item, &'r mut Raw)> {
        let (step, rest) = steps.split_first()?;
        let item = self.schema.groups.get(id.0)?.items.get(*step)?;
        let slot = entry(raw, item.key())?;
        match item.kind {
            _ if rest.is_empty() => Some((item, slot)),
            ItemType::Group(inner) => self.slot(inner, slot, rest),
            _ => None,
        }
    }
}

/// The item that an equation sets.
fn total_of(that: &Expr) -> Option<&Path> {
    match that {
        Expr::Compare(Compare::Equal, total, _) => as_path(total),
        _ => None,
    }
}

/// The way to an item of the record or element at hand; no way to one further out.
fn way(path: &Path) -> &[usize] {
    if path.up == 0 { &path.steps } else { &[] }
}

fn as_path(expr: &Expr) -> Option<&Path> {
    match expr {
        Expr::Path(path) => Some(path),
        _ => None,
    }
}

fn entry<'r>(raw: &'r mut Raw, key: &str) -> Option<&'r mut Raw> {
    let Raw::Object(entries) = raw else { return None };
    entries.iter_mut().find(|(known, _)| known == key).map(|(_, raw)| raw)
}
