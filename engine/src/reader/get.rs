//! Typed access to tables. Every getter reports a wrong type or value and gives `None`.

use std::ops::RangeInclusive;

use super::{Findings, Node, NodeKind, Table, with_suggestion};
use crate::diag::Diagnostic;
use crate::length::{Length, Unit};
use crate::record::Date;

impl Node {
    /// The text. `L006` if it is no string.
    pub(crate) fn text(&self, out: &Findings) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(text) => Some(text),
            _ => self.wrong_type("text", out),
        }
    }

    /// The text, if it is a string.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A flag. `L006`.
    pub(crate) fn flag(&self, out: &Findings) -> Option<bool> {
        match self.kind {
            NodeKind::Flag(flag) => Some(flag),
            _ => self.wrong_type("true/false", out),
        }
    }

    /// A whole number in a range. `L006`, `L007`.
    pub(crate) fn integer(&self, range: RangeInclusive<i64>, out: &Findings) -> Option<i64> {
        let NodeKind::Number { whole: Some(value), .. } = self.kind else {
            return self.wrong_type("integer", out);
        };
        if range.contains(&value) {
            return Some(value);
        }
        self.bad_value(&format!("{}..{}", range.start(), range.end()), out)
    }

    /// A length in a unit, read from the decimal text of the literal. `L006`, `L007` (outside
    /// the range or no plain decimal).
    pub(crate) fn length(
        &self,
        unit: Unit,
        range: RangeInclusive<Length>,
        out: &Findings,
    ) -> Option<Length> {
        let NodeKind::Number { text, .. } = &self.kind else {
            return self.wrong_type("number", out);
        };
        match Length::parse(text, unit) {
            Some(length) if range.contains(&length) => Some(length),
            _ => self.bad_value(&format!("{} mm .. {} mm", range.start(), range.end()), out),
        }
    }

    /// The elements of an array. `L006`.
    pub(crate) fn array(&self, out: &Findings) -> Option<&[Node]> {
        match &self.kind {
            NodeKind::Array(values) => Some(values),
            _ => self.wrong_type("array", out),
        }
    }

    /// A table. `L006`.
    pub(crate) fn table(&self, out: &Findings) -> Option<&Table> {
        match &self.kind {
            NodeKind::Table(table) => Some(table),
            _ => self.wrong_type("table", out),
        }
    }

    /// A date, as TOML local date or as text `YYYY-MM-DD`. `L006`, `L007`.
    pub(crate) fn date(&self, out: &Findings) -> Option<Date> {
        let (NodeKind::Date(text) | NodeKind::Text(text)) = &self.kind else {
            return self.wrong_type("date", out);
        };
        match Date::parse(text).filter(|date| date.exists()) {
            None => self.bad_value("YYYY-MM-DD", out),
            date => date,
        }
    }

    /// One of some words. `L006`, `L008` with a suggestion.
    pub(crate) fn word<T: Copy>(&self, words: &[(&str, T)], out: &Findings) -> Option<T> {
        let text = self.text(out)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        self.unknown_word(text, words.iter().map(|(word, _)| *word), out)
    }

    /// Reports a word that is not among the known ones (`L008`); always `None`.
    pub(crate) fn unknown_word<'a, T>(
        &self,
        word: &str,
        known: impl Iterator<Item = &'a str> + Clone,
        out: &Findings,
    ) -> Option<T> {
        let words: Vec<&str> = known.clone().collect();
        let error = Diagnostic::error("L008").at(&self.span).arg("word", word);
        out.push(with_suggestion(error.arg("words", words.join(", ")), word, known));
        None
    }

    /// Reports that the value is outside what is allowed (`L007`); always `None`.
    pub(crate) fn bad_value<T>(&self, expected: &str, out: &Findings) -> Option<T> {
        out.push(Diagnostic::error("L007").at(&self.span).arg("expected", expected));
        None
    }

    /// Reports a wrong type (`L006`); always `None`.
    pub(crate) fn wrong_type<T>(&self, expected: &str, out: &Findings) -> Option<T> {
        let error = Diagnostic::error("L006").at(&self.span);
        out.push(error.arg("expected", expected).arg("found", self.type_name()));
        None
    }
}

impl Table {
    /// Reports every key that is not allowed (`L004`), with a suggestion.
    pub(crate) fn check_keys(&self, allowed: &[&str], out: &Findings) {
        for entry in self.entries().filter(|entry| !allowed.contains(&entry.key.as_str())) {
            let error = Diagnostic::error("L004").at(&entry.key_span);
            let error = error.arg("key", &entry.key).arg("table", &self.title);
            out.push(with_suggestion(error, &entry.key, allowed.iter().copied()));
        }
    }

    /// The value of a key that must be there. `L005`.
    pub(crate) fn need(&self, key: &str, out: &Findings) -> Option<&Node> {
        let node = self.get(key);
        if node.is_none() {
            let error = Diagnostic::error("L005").at(&self.span);
            out.push(error.arg("key", key).arg("table", &self.title));
        }
        node
    }

    /// The text of a key, if it is there.
    pub(crate) fn text(&self, key: &str, out: &Findings) -> Option<&str> {
        self.get(key)?.text(out)
    }

    /// The text of a key that must be there. `L005`.
    pub(crate) fn need_text(&self, key: &str, out: &Findings) -> Option<&str> {
        self.need(key, out)?.text(out)
    }

    /// The flag of a key, if it is there.
    pub(crate) fn flag(&self, key: &str, out: &Findings) -> Option<bool> {
        self.get(key)?.flag(out)
    }

    /// The whole number of a key, if it is there.
    pub(crate) fn integer(
        &self,
        key: &str,
        range: RangeInclusive<i64>,
        out: &Findings,
    ) -> Option<i64> {
        self.get(key)?.integer(range, out)
    }

    /// The length of a key, if it is there.
    pub(crate) fn length(
        &self,
        key: &str,
        unit: Unit,
        range: RangeInclusive<Length>,
        out: &Findings,
    ) -> Option<Length> {
        self.get(key)?.length(unit, range, out)
    }

    /// One of some words under a key, if it is there.
    pub(crate) fn word<T: Copy>(
        &self,
        key: &str,
        words: &[(&str, T)],
        out: &Findings,
    ) -> Option<T> {
        self.get(key)?.word(words, out)
    }

    /// The table under a key, if it is there.
    pub(crate) fn table(&self, key: &str, out: &Findings) -> Option<&Table> {
        self.get(key)?.table(out)
    }

    /// The tables of an array (`[[part]]` or `items = [{…}]`), none if the key is not there.
    pub(crate) fn tables(&self, key: &str, out: &Findings) -> Vec<&Table> {
        let array = self.get(key).and_then(|node| node.array(out)).unwrap_or_default();
        array.iter().filter_map(|node| node.table(out)).collect()
    }

    /// The texts of an array, none if the key is not there.
    pub(crate) fn texts(&self, key: &str, out: &Findings) -> Vec<&str> {
        let array = self.get(key).and_then(|node| node.array(out)).unwrap_or_default();
        array.iter().filter_map(|node| node.text(out)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Place;
    use crate::source::SourceFile;

    /// Codes with line and column of all findings.
    fn found(out: Findings) -> Vec<String> {
        let show = |d: &Diagnostic| match d.places.first() {
            Some(Place::Text(span)) => {
                let (line, column) = span.line_column();
                format!("{} {line}:{column}", d.code.0)
            }
            _ => d.code.0.to_owned(),
        };
        out.into_vec().iter().map(show).collect()
    }

    fn file(text: &str) -> Arc<SourceFile> {
        Arc::new(SourceFile { name: "x.toml".into(), text: text.into() })
    }

    #[test]
    fn reads_in_source_order_with_places() {
        let out = Findings::default();
        let source = file("z = 1.5\n[b]\nname = '氏名'\n[a]\n");
        let table = super::super::parse(&source, &out).unwrap_or_else(|| panic!("no tree"));
        let keys: Vec<&str> = table.entries().map(|e| e.key.as_str()).collect();
        assert_eq!(keys, ["z", "b", "a"]);
        let all = Length::ZERO..=Length::mm(9);
        assert_eq!(table.length("z", Unit::Mm, all, &out), Some(Length::emu(54_000)));
        let b = table.table("b", &out).unwrap_or_else(|| panic!("no b"));
        assert_eq!(b.text("name", &out), Some("氏名"));
        assert_eq!(b.get("name").map(|n| n.text_span(&(3..6)).line_column()), Some((3, 10)));
        assert_eq!(out.len(), 0);
    }

    #[test]
    fn reports_everything_at_its_place() {
        let out = Findings::default();
        let source = file("a = 'x'\nb = 9\nc = 'no'\nd = '2025-02-29'\nwidht = 1\n");
        let table = super::super::parse(&source, &out).unwrap_or_else(|| panic!("no tree"));
        table.check_keys(&["a", "b", "c", "d", "width"], &out);
        table.flag("a", &out);
        table.integer("b", 1..=5, &out);
        table.word("c", &[("yes", 1)], &out);
        assert!(table.get("d").and_then(|d| d.date(&out)).is_none());
        table.need("e", &out);
        let expected = ["L006 1:5", "L007 2:5", "L008 3:5", "L007 4:5", "L004 5:1"];
        let mut found = found(out);
        found.retain(|line| !line.starts_with("L005"));
        assert_eq!(found, expected);
    }

    #[test]
    fn syntax_errors_are_all_reported() {
        let out = Findings::default();
        assert!(super::super::parse(&file("a = \nb = 1\nc = [1,\n"), &out).is_none());
        assert!(out.len() >= 2);
        let out = Findings::default();
        assert!(super::super::parse(&file("a = 1\na = 2\n"), &out).is_some());
        assert_eq!(found(out), ["L001 2:1"]);
    }
}
