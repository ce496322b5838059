//! The tree of one record.

use fastrand::Rng;

use super::dates::{ISSUE, UNKNOWN, edges, text};
use super::people::{Household, Person, resident};
use super::{Pack, ROOT, seal, texts};
use crate::record::raw::Raw;
use crate::record::schema::{
    Charset, CheckDigit, CodeListId, Group, GroupId, Item, ItemType, Schema,
};
use crate::record::value::Date;

/// Most rows of a list inside a list, so that a record stays a record.
const INNER_ROWS: usize = 3;

/// What makes a record.
pub(super) struct Maker<'s> {
    pub(super) schema: &'s Schema,
    pub(super) pack: Pack,
    pub(super) random: Rng,
    pub(super) ordinal: u64,
    pub(super) rows: &'s [usize],
    pub(super) household: Household,
    pub(super) people: u64,
    /// Where the cycles of the pack stand.
    pub(super) steps: usize,
    /// Whether codes are chosen in turn ([`Pack::Codes`]), not at random.
    pub(super) chooses: bool,
    /// Whether the rule at hand shares out a total that an earlier one has set.
    pub(super) shares: bool,
}

/// Whose items are made, and where.
#[derive(Clone)]
pub(super) struct At<'p> {
    person: &'p Person,
    head: &'p Person,
    /// Name of the item that holds the group; empty for the root.
    within: &'p str,
    /// Number of the row in its list, from 1.
    row: usize,
    /// How many lists are around it.
    lists: usize,
    /// The days of a person lie in order; all of them are drawn once.
    moved: Date,
}

impl Maker<'_> {
    pub(super) fn record(&mut self) -> Raw {
        let head = self.person();
        self.household.head = Some(head.clone());
        let moved = self.moved(&head);
        let at = At { person: &head, head: &head, within: "", row: 1, lists: 0, moved };
        let mut record = self.group(ROOT, &at);
        self.settle(&mut record, &at);
        record
    }

    fn person(&mut self) -> Person {
        self.people += 1;
        let person = resident(&mut self.random, &self.household, self.people);
        let step = self.steps + self.people as usize - 1;
        match self.pack {
            Pack::Ivs => person.varied(step),
            Pack::Foreign => person.foreign(),
            // Codes of both kinds of people.
            Pack::Codes if !self.steps.is_multiple_of(2) => person.foreign(),
            // Every other person, so that the items of both kinds are there.
            Pack::Longest | Pack::Whole if self.people.is_multiple_of(2) => person.foreign(),
            Pack::Ordinary if self.people > 1 && self.random.u8(..8) == 0 => person.foreign(),
            _ => person,
        }
    }

    fn moved(&mut self, person: &Person) -> Date {
        if self.pack == Pack::Eras {
            let edges = edges(&self.schema.eras);
            return edges[(self.steps + person.number as usize - 1) % edges.len()];
        }
        let year = self.random.i32((person.born + 1).clamp(2005, 2025)..=2025);
        Date { year, month: self.random.u8(1..=12), day: self.random.u8(1..=20) }
    }

    fn group(&mut self, id: GroupId, at: &At<'_>) -> Raw {
        let Some(group) = self.schema.groups.get(id.0) else { return Raw::Object(Vec::new()) };
        let guards: Vec<usize> = self.schema.guards_of(id).collect();
        let mut entries = Vec::new();
        for (index, item) in group.items.iter().enumerate() {
            // A list that guards the record is named, and nobody in it.
            let value = if guards.contains(&index) {
                Some(Raw::List(Vec::new()))
            } else if self.wanted(item, group, at) {
                self.value(item, group, at)
            } else {
                None
            };
            entries.extend(value.map(|value| (item.key().to_owned(), value)));
        }
        Raw::Object(entries)
    }

    /// Whether a record has the item.
    fn wanted(&mut self, item: &Item, group: &Group, at: &At<'_>) -> bool {
        let has = |part| item.name.contains(part);
        let (longest, foreign) = (self.is_longest(), at.person.foreign);
        if let Some(date) = dated_by(group, item) {
            return item.required || self.unknown(date);
        }
        // With and without a date beside the words.
        let by_words = matches!(item.kind, ItemType::Date { unknown: Some(_), .. });
        if by_words && self.pack == Pack::UnknownDates && self.ordinal.is_multiple_of(2) {
            return false;
        }
        if item.required {
            return true;
        }
        match &item.kind {
            _ if self.pack == Pack::Empty || has("支援措置") => false,
            ItemType::Flag => item.default.as_deref() == Some("true") && self.shows(item, at),
            _ if is_foreign(&item.name) => foreign || at.within.contains("通称"),
            // Somebody moved in from a place in Japan or from abroad.
            _ if has("転入前住所_") => longest || foreign == (has("国名") || has("国外住所")),
            _ if has("旧氏") => !foreign && at.person.woman,
            _ if has("本籍") || has("筆頭者") => !foreign,
            // What its own group is about is there.
            _ if ["転居前", "転出", "消除", "職権"]
                .into_iter()
                .any(|part| has(part) && !at.within.contains(part)) =>
            {
                longest
            }
            // What stands in a group of its own stands there as a whole.
            _ if self.pack == Pack::Ordinary && at.within.is_empty() => self.random.u8(..4) > 0,
            _ => true,
        }
    }

    /// Whether what is left out by default (省略) is shown.
    fn shows(&mut self, item: &Item, at: &At<'_>) -> bool {
        let secret = ["個人番号", "住民票コード"].iter().any(|part| item.name.contains(part));
        match self.pack {
            Pack::Ordinary => self.random.bool() && !secret && at.within == "省略",
            _ => at.within == "省略" && (!secret || self.is_longest()),
        }
    }

    /// Whether every item is there, with all its digits.
    fn is_longest(&self) -> bool {
        matches!(self.pack, Pack::Longest | Pack::Whole)
    }

    /// Whether the day of an item is not known.
    fn unknown(&self, date: &Item) -> bool {
        matches!(date.kind, ItemType::Date { unknown: Some(_), .. })
            && matches!(self.pack, Pack::UnknownDates | Pack::Longest | Pack::Whole)
    }

    pub(super) fn value(&mut self, item: &Item, group: &Group, at: &At<'_>) -> Option<Raw> {
        Some(match &item.kind {
            ItemType::Group(inner) => self.group(*inner, &At { within: &item.name, ..at.clone() }),
            ItemType::List { group, min, max } => self.list(item, *group, (*min, *max), at),
            ItemType::TextList { charset, max, .. } => {
                let count = self.count(item, 0, 5, at);
                let one = |_| Raw::Text(self.text(item, group, *charset, *max, at));
                Raw::List((0..count).map(one).collect())
            }
            ItemType::Text { charset, max, .. } => {
                Raw::Text(self.text(item, group, *charset, *max, at))
            }
            ItemType::Digits { digits, exact, check } => {
                Raw::Text(self.digits(&item.name, *digits, *exact, *check, at))
            }
            ItemType::Int { digits, .. } => Raw::Int(self.whole(&item.name, *digits, at)),
            ItemType::Money { digits, .. } => Raw::Int(self.amount(*digits, at)),
            ItemType::Decimal { digits, decimals } => Raw::Text(self.decimal(*digits, *decimals)),
            ItemType::Date { .. } => Raw::Text(text(self.date(&item.name, at))),
            ItemType::Month => Raw::Text("2026-04".to_owned()),
            ItemType::Year => Raw::Text("2026".to_owned()),
            ItemType::Time => Raw::Text("09:00:00".to_owned()),
            ItemType::Flag if item.name.contains("外国人") => Raw::Flag(at.person.foreign),
            ItemType::Flag => Raw::Flag(self.chooses && (self.steps / 2).is_multiple_of(2)),
            ItemType::Code(list) => Raw::Text(self.code(item, group, *list, at)?),
            ItemType::Image => Raw::Text(seal::image(self.ordinal)?),
        })
    }

    fn list(&mut self, item: &Item, group: GroupId, bounds: (usize, usize), at: &At<'_>) -> Raw {
        let count = self.count(item, bounds.0, bounds.1, at);
        let items = self.schema.groups.get(group.0).map_or(&[][..], |group| &group.items);
        let of_people = items.iter().any(|item| item.name == "氏名");
        // The first one of a household is its head.
        let of_household = items.iter().any(|item| item.name.contains("続柄"));
        let child = item.name.contains("児童");
        let rows = (1..=count).map(|row| {
            let head = row == 1 && of_household && !child;
            let person = match of_people && !head {
                true => self.person(),
                false => at.person.clone(),
            };
            let moved = if of_people && !head { self.moved(&person) } else { at.moved };
            let lists = at.lists + 1;
            self.group(
                group,
                &At { person: &person, head: at.head, within: &item.name, row, lists, moved },
            )
        });
        Raw::List(rows.collect())
    }

    /// How many rows a list has.
    fn count(&mut self, item: &Item, min: usize, max: usize, at: &At<'_>) -> usize {
        let least = min.max(usize::from(item.required));
        let wanted = match self.pack {
            Pack::Empty => least,
            Pack::Rows if at.lists == 0 => {
                self.rows.get(self.steps % self.rows.len().max(1)).copied().unwrap_or(1)
            }
            Pack::Ordinary => self.random.usize(1..=INNER_ROWS),
            _ => 2,
        };
        let most = if at.lists > 0 { max.min(INNER_ROWS) } else { max };
        wanted.clamp(least, most.max(least))
    }

    fn text(
        &mut self,
        item: &Item,
        group: &Group,
        charset: Charset,
        max: usize,
        at: &At<'_>,
    ) -> String {
        let name = &item.name;
        let words = match charset {
            _ if dated_by(group, item).is_some() => {
                let index = group.items.iter().position(|other| other.name == *name).unwrap_or(0);
                UNKNOWN[(self.steps + index + at.row - 1) % UNKNOWN.len()].to_owned()
            }
            Charset::Ascii => texts::narrow(name, self.number(name, at), max),
            Charset::Kana => texts::kana(name, at.person),
            _ if texts::is_reading(name) => texts::kana(name, at.person),
            _ if name == "番号" || name == "文書番号" => {
                format!("見本第{}号", wide_number(self.ordinal))
            }
            _ => texts::words(name, at.person, at.head),
        };
        match self.pack {
            Pack::Longest if !is_number(name, charset) => texts::filled(&words, charset, max),
            Pack::Shortest if !is_number(name, charset) => texts::first(&words, 1),
            _ => texts::first(&words, max),
        }
    }

    /// The number of a household is that of the record; of anything else, that of the person.
    fn number(&self, name: &str, at: &At<'_>) -> u64 {
        let row =
            if name.contains("世帯") || name.contains("発行") { 0 } else { at.person.number };
        90_000_000 + self.ordinal * 1_000 + row
    }

    fn digits(
        &self,
        name: &str,
        digits: usize,
        exact: bool,
        check: Option<CheckDigit>,
        at: &At<'_>,
    ) -> String {
        let sign = char::from(b'1' + (at.person.number.saturating_sub(1) % 9) as u8);
        if check.is_some() {
            return checked(sign, digits);
        }
        if name.contains("郵便番号") {
            return "9".repeat(digits);
        }
        let number = self.number(name, at).to_string();
        let tail = number.len().saturating_sub(digits);
        let width = if exact || self.is_longest() { digits } else { 0 };
        format!("{:0>width$}", &number[tail..])
    }

    fn whole(&self, name: &str, digits: Option<usize>, at: &At<'_>) -> i64 {
        let most = digits.map_or(9_999, |digits| 10_i64.saturating_pow(digits as u32) - 1);
        let counted = ["順位", "番号", "連番", "枝番"].iter().any(|part| name.contains(part));
        match self.pack {
            Pack::Longest | Pack::Whole if !counted => most,
            _ => most.min(at.row as i64),
        }
    }

    fn amount(&mut self, digits: Option<usize>, at: &At<'_>) -> i64 {
        let most = digits.map_or(9_999_999, |digits| 10_i64.saturating_pow(digits as u32) - 1);
        match self.pack {
            // The sum of a list has the digits of one of its rows.
            Pack::Longest | Pack::Whole if at.lists > 0 => most / 10,
            Pack::Longest | Pack::Whole => most,
            Pack::Empty => 0,
            _ => most.min(self.random.i64(1..=30) * 5_000 + at.row as i64 * 100),
        }
    }

    fn decimal(&mut self, digits: Option<usize>, decimals: usize) -> String {
        let whole = digits.map_or(3, |digits| digits.saturating_sub(decimals)).clamp(1, 9);
        let (whole, decimals) = match self.pack {
            Pack::Longest | Pack::Whole => ("9".repeat(whole), "9".repeat(decimals)),
            _ => (self.random.u8(1..=9).to_string(), "5".repeat(decimals.min(2))),
        };
        if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") }
    }

    fn date(&mut self, name: &str, at: &At<'_>) -> Date {
        let has = |part: &str| name.contains(part);
        let later = Date { year: 2027, month: 3, day: 31 };
        match () {
            () if at.within == "発行" => ISSUE,
            // 期日前投票 ends before it.
            () if has("投票年月日") => Date { year: 2027, month: 4, day: 11 },
            () if ["満了", "期限", "終了", "期日"].into_iter().any(has) => later,
            () if self.pack == Pack::Eras => at.moved,
            () if has("生年月日") && at.within.contains("児童") => Date {
                year: 2010 + (at.row as i32 * 3) % 15,
                month: self.random.u8(1..=12),
                day: 1,
            },
            () if has("生年月日") => Date {
                year: at.person.born,
                month: self.random.u8(1..=12),
                day: self.random.u8(1..=28),
            },
            () if has("届") => Date { day: at.moved.day + 3, ..at.moved },
            () => at.moved,
        }
    }

    fn code(
        &mut self,
        item: &Item,
        group: &Group,
        list: CodeListId,
        at: &At<'_>,
    ) -> Option<String> {
        let values = &self.schema.codes.get(list.0)?.values;
        let named = |word: &str| values.iter().find(|(_, known)| known == word);
        let date = group.items.iter().find(|date| {
            matches!(&date.kind, ItemType::Date { flag: Some(flag), .. } if *flag == item.name)
        });
        let found = match date {
            Some(date) => named(if self.unknown(date) { "不詳" } else { "不詳でない" }),
            // As the 在留資格 of the samples has it.
            None if item.name.contains("30条45") => named("中長期在留者"),
            None if item.name.contains("性別") => {
                named(if at.person.woman { "女" } else { "男" })
            }
            None => {
                let asked = |word: &str| self.chooses || !word.contains("不明");
                let fits = |word: &str| {
                    word.contains("外国人") == at.person.foreign || !word.contains("人")
                };
                let sound: Vec<_> =
                    values.iter().filter(|(_, word)| asked(word) && fits(word)).collect();
                let turn = self.steps / 2 + at.row - 1;
                match (sound.len(), self.chooses) {
                    (0, _) => None,
                    (count, true) => Some(sound[turn % count]),
                    (count, false) => Some(sound[self.random.usize(..count)]),
                }
            }
        };
        found.or_else(|| values.first()).map(|(code, _)| code.clone())
    }
}

/// The date whose words (不詳表記) an item holds.
fn dated_by<'g>(group: &'g Group, words: &Item) -> Option<&'g Item> {
    group.items.iter().find(
        |item| matches!(&item.kind, ItemType::Date { unknown: Some(name), .. } if *name == words.name),
    )
}

/// Whether only a foreign resident has the item.
fn is_foreign(name: &str) -> bool {
    let parts =
        ["国籍", "在留", "30条45", "30条の45", "通称", "外国人", "ローマ字", "アルファベット"];
    parts.iter().any(|part| name.contains(part))
}

/// Whether a text is a number, which is not filled up with letters.
pub(super) fn is_number(name: &str, charset: Charset) -> bool {
    charset == Charset::Ascii && name.contains("番号")
}

/// A number of one repeated digit with its check digit (総務省令第85号 第5条; 住民票コード has the
/// same weights in the samples).
fn checked(sign: char, digits: usize) -> String {
    let body = sign.to_string().repeat(digits.saturating_sub(1));
    let value = |c: char| c.to_digit(10).unwrap_or(0);
    let weighted = body.chars().rev().zip([2, 3, 4, 5, 6, 7].into_iter().cycle());
    // The weights of the 11 digits: 2–7, then 2–6.
    let rest = weighted.map(|(c, weight)| value(c) * weight).sum::<u32>() % 11;
    format!("{body}{}", if rest <= 1 { 0 } else { 11 - rest })
}

/// A number in full-width digits.
fn wide_number(number: u64) -> String {
    let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
    number.to_string().chars().map(wide).collect()
}
