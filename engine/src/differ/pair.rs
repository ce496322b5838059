//! Which item of one form is which of the other.

use std::collections::BTreeMap;

use super::entry::Entry;
use crate::length::Length;

/// Items of one kind without a common name are the same if they are not farther apart.
const NEAR: Length = Length::mm(5);

/// For each entry of `a` its partner in `b`. `parts`: name of a part of `a` → that of `b`.
pub(super) fn pairs(
    a: &[Entry],
    b: &[Entry],
    parts: &BTreeMap<String, String>,
) -> Vec<Option<usize>> {
    let part = |entry: &Entry| parts.get(&entry.part).cloned().unwrap_or(entry.part.clone());
    let mut pairing = Pairing { a, b, partner: vec![None; a.len()], taken: vec![false; b.len()] };
    let keys: [fn(&Entry) -> Option<String>; 5] = [
        |e| Some(format!("{} {} {:?}", e.kind, e.name, e.areas)),
        |e| (!e.name.is_empty()).then(|| format!("{} {}", e.kind, e.name)),
        |e| (!e.name.is_empty()).then(|| e.name.clone()),
        |e| (!e.words.is_empty()).then(|| bare(&e.words)),
        |e| (!e.fact(super::Aspect::Label).is_empty()).then(|| bare(e.fact(super::Aspect::Label))),
    ];
    for key in keys {
        pairing.round(None, &|e| key(e).map(|k| (part(e), k)), &|e| {
            key(e).map(|k| (e.part.clone(), k))
        });
    }
    let kind = |e: &Entry| Some(e.kind.to_owned());
    pairing.round(Some(NEAR), &|e| kind(e).map(|k| (part(e), k)), &|e| {
        kind(e).map(|k| (e.part.clone(), k))
    });
    pairing.partner
}

/// Words without the spaces that only spread them.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

type Key<'k> = &'k dyn Fn(&Entry) -> Option<(String, String)>;

struct Pairing<'e> {
    a: &'e [Entry],
    b: &'e [Entry],
    partner: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairing<'_> {
    /// Pairs what is left and has one key, the nearest first; of two that are as near, the first.
    fn round(&mut self, limit: Option<Length>, key_a: Key<'_>, key_b: Key<'_>) {
        let mut buckets: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (index, entry) in self.b.iter().enumerate().filter(|(index, _)| !self.taken[*index]) {
            if let Some(key) = key_b(entry) {
                buckets.entry(key).or_default().push(index);
            }
        }
        let mut near: Vec<(i64, usize, usize)> = Vec::new();
        for (index, entry) in self.a.iter().enumerate() {
            let free = self.partner[index].is_none();
            let bucket = free.then(|| key_a(entry)).flatten().and_then(|key| buckets.get(&key));
            for &other in bucket.into_iter().flatten() {
                let apart = distance(entry, &self.b[other]);
                if limit.is_none_or(|limit| apart.is_some_and(|apart| apart <= limit.to_emu())) {
                    near.push((apart.unwrap_or(0), index, other));
                }
            }
        }
        near.sort_unstable();
        for (_, index, other) in near {
            if self.partner[index].is_none() && !self.taken[other] {
                self.partner[index] = Some(other);
                self.taken[other] = true;
            }
        }
    }
}

/// How far the corners are apart along both axes together; `None` where one has no place.
fn distance(a: &Entry, b: &Entry) -> Option<i64> {
    let (a, b) = a.corner().zip(b.corner())?;
    Some((a.x - b.x).to_emu().abs() + (a.y - b.y).to_emu().abs())
}
