//! A record as JSON: keys in the order of the schema, values as they were read.

use crate::record::raw::{Accepted, Raw};
use crate::record::schema::{GroupId, Item, ItemType, Schema};

/// How JSON is spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// On one line: JSON Lines.
    Line,
    /// One value a line, indented by two spaces.
    Indented,
}

/// A record as one JSON object, without a line end behind it.
pub fn json(schema: &Schema, record: &Accepted, spacing: Spacing) -> String {
    let mut writer = Writer { schema, spacing, depth: 0, text: String::new() };
    writer.group(GroupId::ROOT, &record.raw);
    writer.text
}

/// A list without a row.
static NO_ROWS: Raw = Raw::List(Vec::new());

struct Writer<'s> {
    schema: &'s Schema,
    spacing: Spacing,
    depth: usize,
    text: String,
}

impl Writer<'_> {
    fn group(&mut self, id: GroupId, raw: &Raw) {
        let (Raw::Object(_) | Raw::Slots(_), Some(group)) = (raw, self.schema.groups.get(id.0))
        else {
            return self.plain(raw);
        };
        let guards: Vec<usize> = self.schema.guards_of(id).collect();
        let found = group.items.iter().enumerate().filter_map(|(index, item)| {
            let entry = raw.item(item, index);
            // A list that guards the record and has no row in a CSV file.
            entry.or_else(|| guards.contains(&index).then_some(&NO_ROWS)).map(|raw| (item, raw))
        });
        self.within('{', '}', found, |writer, (item, raw)| {
            writer.string(item.key());
            writer.text.push(':');
            if writer.spacing == Spacing::Indented {
                writer.text.push(' ');
            }
            writer.item(item, raw);
        });
    }

    fn item(&mut self, item: &Item, raw: &Raw) {
        match (&item.kind, raw) {
            (ItemType::Group(group), raw) => self.group(*group, raw),
            (ItemType::List { group, .. }, Raw::List(rows)) => {
                self.within('[', ']', rows.iter(), |writer, raw| writer.group(*group, raw));
            }
            // A number or flag of a CSV file.
            (ItemType::Int { .. } | ItemType::Money { .. } | ItemType::Flag, Raw::Cell(text)) => {
                self.text.push_str(text);
            }
            (_, raw) => self.plain(raw),
        }
    }

    fn plain(&mut self, raw: &Raw) {
        match raw {
            // No item accepts a number that is not whole, and only a group has slots.
            Raw::Null | Raw::Number | Raw::Slots(_) => self.text.push_str("null"),
            Raw::Flag(flag) => self.text.push_str(if *flag { "true" } else { "false" }),
            Raw::Int(number) => self.text.push_str(&number.to_string()),
            Raw::Text(text) | Raw::Cell(text) => self.string(text),
            Raw::List(elements) => {
                self.within('[', ']', elements.iter(), |writer, raw| writer.plain(raw));
            }
            Raw::Object(entries) => {
                self.within('{', '}', entries.iter(), |writer, (key, raw)| {
                    writer.string(key);
                    writer.text.push(':');
                    writer.plain(raw);
                });
            }
        }
    }

    fn within<T>(
        &mut self,
        open: char,
        close: char,
        parts: impl Iterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.text.push(open);
        self.depth += 1;
        let mut any = false;
        for part in parts {
            if any {
                self.text.push(',');
            }
            any = true;
            self.next_line();
            write(self, part);
        }
        self.depth -= 1;
        if any {
            self.next_line();
        }
        self.text.push(close);
    }

    fn next_line(&mut self) {
        if self.spacing == Spacing::Indented {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n("  ", self.depth));
        }
    }

    /// A string: only what JSON does not allow in one is escaped (RFC 8259 §7).
    fn string(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.text.extend(['\\', c]),
                '\0'..='\x1F' => self.text.push_str(&format!("\\u{:04x}", u32::from(c))),
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }
}
