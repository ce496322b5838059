//! A record whose texts are as long as one likes: what finds out how long a form can take them.

use super::group::is_number;
use super::{ATTEMPTS, Pack, ROOT, Samples, texts};
use crate::diag::Diagnostic;
use crate::expression::characters;
use crate::record::raw::{Accepted, Raw};
use crate::record::schema::{Charset, GroupId, ItemType, Schema};

/// A record with every item, whose texts can be given lengths.
pub struct Lengths<'s> {
    samples: Samples<'s>,
    /// The attempt at which the record obeyed the rules of the schema.
    attempt: u64,
    items: Vec<Stretch>,
}

/// A text item of a record: in a list, all rows of it together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Path of the item by its names: `世帯員.氏名`.
    pub path: String,
    /// Most characters that the schema lets it have (桁数).
    pub digits: usize,
    /// Most characters of its own words in the record.
    pub own: usize,
    charset: Charset,
}

impl<'s> Lengths<'s> {
    /// The record of [`Pack::Whole`]; the same schema and seed give the same one.
    ///
    /// # Errors
    /// Those of [`Samples::invent`].
    pub fn new(schema: &'s Schema, seed: u64) -> Result<Self, Vec<Diagnostic>> {
        let mut samples = Samples::new(schema, Pack::Whole, seed, &[]);
        // It says what the checks say if there is none.
        samples.invent()?;
        let obeys = |attempt: &u64| samples.accepted(samples.attempt(*attempt, 1)).is_ok();
        let attempt = (0..ATTEMPTS).find(obeys).unwrap_or_default();
        let mut items: Vec<Stretch> = Vec::new();
        let mut raw = samples.attempt(attempt, 1);
        each(schema, ROOT, &mut raw, "", &mut |path, (charset, digits), text| {
            let own = characters(text);
            match items.iter_mut().find(|item| item.path == path) {
                Some(item) => item.own = item.own.max(own),
                None => items.push(Stretch { path: path.to_owned(), digits, own, charset }),
            }
        });
        Ok(Self { samples, attempt, items })
    }

    /// Its text items in the order of the schema.
    pub fn items(&self) -> &[Stretch] {
        &self.items
    }

    /// The record with texts of these lengths, one of each item: the words themselves for their own
    /// length, else cut, or filled up with the widest characters of their kind. Records with other
    /// numbers (from 1) are of other people who are called the same.
    ///
    /// # Errors
    /// What the checks say of it: rules of the schema may compare texts.
    pub fn record(&self, lengths: &[usize], number: u64) -> Result<Accepted, Vec<Diagnostic>> {
        let mut raw = self.samples.attempt(self.attempt, number);
        each(self.samples.schema, ROOT, &mut raw, "", &mut |path, _, text| {
            let known = self.items.iter().zip(lengths).find(|(item, _)| item.path == path);
            if let Some((item, length)) = known.filter(|(item, length)| item.own != **length) {
                *text = texts::filled(text, item.charset, *length);
            }
        });
        self.samples.accepted(raw)
    }
}

/// What a text may hold, and how much of it.
type Room = (Charset, usize);

/// Every text of a record that can have any length, with the path of its item.
fn each(
    schema: &Schema,
    id: GroupId,
    raw: &mut Raw,
    above: &str,
    see: &mut dyn FnMut(&str, Room, &mut String),
) {
    let (Some(group), Raw::Object(entries)) = (schema.groups.get(id.0), raw) else { return };
    for item in &group.items {
        let entry = entries.iter_mut().find(|(key, _)| key == item.key());
        let Some((_, value)) = entry else { continue };
        let path =
            if above.is_empty() { item.name.clone() } else { format!("{above}.{}", item.name) };
        match (&item.kind, value) {
            (ItemType::Group(inner), value) => each(schema, *inner, value, &path, see),
            (ItemType::List { group, .. }, Raw::List(rows)) => {
                rows.iter_mut().for_each(|row| each(schema, *group, row, &path, see));
            }
            (ItemType::TextList { charset, max, .. }, Raw::List(texts)) => {
                for text in texts {
                    let Raw::Text(text) = text else { continue };
                    see(&path, (*charset, *max), text);
                }
            }
            (ItemType::Text { charset, max, .. }, Raw::Text(text))
                if !is_number(&item.name, *charset) =>
            {
                see(&path, (*charset, *max), text);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::schema::load;
    use crate::record::write::{Spacing, json};
    use crate::source::Library;

    const SCHEMA: &str = r#"
[record]
id = "a"
name = "見本"
basis = "provisional"

[[group]]
name = "root"
items = [
  { name = "氏名", romaji = "shimei", type = "text", charset = "mj", max = 20, required = true },
  { name = "明細", romaji = "meisai", list = "row", max = 9 },
]

[[group]]
name = "row"
items = [{ name = "備考", romaji = "biko", type = "text", charset = "mj", max = 30 }]
"#;

    #[test]
    fn texts_have_the_lengths_that_were_asked_for() {
        let mut library = Library::default();
        library.add_text("eras.toml", include_str!("../../../../layouts/eras.toml").to_owned());
        library.add_text("records/a.toml", SCHEMA.to_owned());
        let schema = load(&library, "a").unwrap_or_else(|found| panic!("{found:#?}"));
        let lengths = Lengths::new(&schema, 1).unwrap_or_else(|found| panic!("{found:#?}"));
        let told: Vec<_> =
            lengths.items().iter().map(|item| (item.path.as_str(), item.digits)).collect();
        assert_eq!(told, [("氏名", 20), ("明細.備考", 30)]);
        let own: Vec<usize> = lengths.items().iter().map(|item| item.own).collect();
        let text = |of: &[usize]| {
            let record = lengths.record(of, 1).unwrap_or_else(|found| panic!("{found:#?}"));
            json(&schema, &record, Spacing::Line)
        };
        assert!(text(&own).contains("見本の備考"));
        let long = text(&[own[0], 12]);
        // Every row of a list: two of them.
        assert_eq!(long.matches("\"見本の備考見本架空例示見\"").count(), 2, "{long}");
        assert_eq!(text(&[1, 1]).matches("\"見\"").count(), 2);
        assert!(lengths.record(&[21, 1], 1).is_err(), "longer than its 桁数");
    }
}
