//! How long a form takes each text of its records: found by trying.

use chohyo_engine::compose::{Composed, Fitted};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::dump;
use chohyo_engine::record::Accepted;
use chohyo_engine::record::sample::Lengths;
use serde::{Deserialize, Serialize};

use super::Maker;
use crate::interrupt::Interrupt;
use crate::report::Failure;

/// The longest texts of a form.
#[derive(Default)]
pub(super) struct Longest {
    /// What every text item can have.
    pub(super) limits: Vec<Limit>,
    /// Records that the form prints: every text as long as the others let it, then every text that
    /// can be longer alone.
    pub(super) taken: Vec<Accepted>,
    /// Where the fits begin: every text as long as it can be in its own size, then a character more,
    /// item by item; both sides of where a text leaves its place.
    pub(super) turns: Vec<Accepted>,
    /// Records that it refuses: one character more.
    pub(super) refused: Vec<Accepted>,
}

/// How long a text of a record may be.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Limit {
    /// Path of the item.
    pub(crate) item: String,
    /// 桁数
    pub(crate) digits: usize,
    /// Most characters that stand in its place in the size of its style, the other texts as they
    /// ordinarily are.
    pub(crate) full: usize,
    /// Most characters that stand in its place, smaller or narrower.
    pub(crate) place: usize,
    /// Most characters that are printed as a whole: in its place, on the annex or the next sheet.
    pub(crate) longest: usize,
    /// What happens to one character more.
    pub(crate) more: More,
    /// Which record of the case `refused` has it, from 1.
    pub(crate) record: Option<usize>,
}

/// What happens to a text that is a character longer than a form prints it as a whole.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum More {
    /// It has more than its 桁数: no record has it.
    Digits,
    /// A part of it is printed, and the rest told in the list of texts that do not fit.
    Cut,
    /// The record is refused, with this code.
    Refused(String),
}

/// How well a record stands on its pages, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stand {
    /// As the styles have it.
    Full,
    /// In its places, smaller or narrower.
    Place,
    /// As a whole, some of it on the annex or the next sheet.
    Whole,
}

/// Tries records of a form.
struct Prober<'m, 'a> {
    maker: &'m Maker<'a>,
    lengths: Lengths<'m>,
    /// What does not stand as its style has it although every text has its own length.
    known: Vec<Fitted>,
}

/// The longest texts of a form; nothing for a form without texts of its own.
///
/// # Errors
/// What the checks say of a record that cannot be invented.
pub(super) fn longest(maker: &Maker<'_>, interrupt: &Interrupt) -> Result<Longest, Failure> {
    let schema = &maker.prepared.loaded.form.schema;
    let lengths = Lengths::new(schema, 1).map_err(Failure::input)?;
    let mut prober = Prober { maker, lengths, known: Vec::new() };
    let mut found = Longest::default();
    let Some(own) = prober.start() else { return Ok(found) };
    prober.known = prober.composed(&own).map(|composed| composed.findings).unwrap_or_default();
    let mut alone = own.clone();
    for (at, longest) in alone.iter_mut().enumerate() {
        interrupt.check()?;
        if let Some(limit) = prober.limit(&own, at) {
            *longest = limit.longest;
            prober.tell(&own, at, limit, &mut found);
        }
    }
    let full = prober.together((&own, &alone), Stand::Full, interrupt)?;
    prober.add(&full, &mut found.turns);
    found.turns.rotate_right(1);
    let all = prober.together((&own, &alone), Stand::Whole, interrupt)?;
    let single = (0..own.len()).filter(|at| all[*at] < alone[*at]);
    let single: Vec<_> = single.map(|at| with(&own, at, alone[at])).collect();
    let taken = [all].into_iter().chain(single);
    taken.for_each(|lengths| prober.add(&lengths, &mut found.taken));
    Ok(found)
}

/// The lengths with another one for one item.
fn with(lengths: &[usize], at: usize, length: usize) -> Vec<usize> {
    let mut changed = lengths.to_vec();
    if let Some(slot) = changed.get_mut(at) {
        *slot = length;
    }
    changed
}

impl Prober<'_, '_> {
    /// The lengths to start from: those of the words themselves, or one character of each text
    /// where even they do not fit.
    fn start(&self) -> Option<Vec<usize>> {
        let items = self.lengths.items();
        let own = items.iter().map(|item| item.own).collect();
        let one = items.iter().map(|item| item.own.min(1)).collect();
        [own, one].into_iter().find(|lengths: &Vec<usize>| self.stands(lengths, Stand::Whole))
    }

    fn composed(&self, lengths: &[usize]) -> Result<Composed, Vec<Diagnostic>> {
        self.maker.composed(&self.lengths.record(lengths, 1)?)
    }

    /// Whether a record stands on its pages as well as asked.
    fn stands(&self, lengths: &[usize], asked: Stand) -> bool {
        let stand = self.composed(lengths).ok().and_then(|composed| self.stand(&composed));
        stand.is_some_and(|stand| stand <= asked)
    }

    /// How well a record stands; nothing if a part of it stands nowhere.
    fn stand(&self, composed: &Composed) -> Option<Stand> {
        let one = |fitted: &Fitted| match (fitted.annex.or(fitted.sheets), fitted.lost) {
            (Some(_), _) => Some(Stand::Whole),
            (None, 0) => Some(Stand::Place),
            (None, _) => None,
        };
        let new = composed.findings.iter().filter(|fitted| !self.known.contains(fitted));
        new.map(one).try_fold(Stand::Full, |worst, one| Some(worst.max(one?)))
    }

    /// How long an item may be while the others keep theirs; nothing for one that the form does not
    /// print.
    fn limit(&self, own: &[usize], at: usize) -> Option<Limit> {
        let item = &self.lengths.items()[at];
        let digits = item.digits;
        // Another length than its own shows whether it is printed.
        let other = if own[at] < digits { digits } else { digits.checked_sub(1)? };
        let page = |lengths: &[usize]| {
            let composed = self.composed(lengths).ok()?;
            Some(dump(&composed.document, self.maker.prepared.fonts))
        };
        if page(own) == page(&with(own, at, other)) {
            return None;
        }
        let [full, place, longest] = [Stand::Full, Stand::Place, Stand::Whole]
            .map(|asked| self.most(own, at, digits, asked));
        let more = if longest == digits { More::Digits } else { self.more(own, at, longest + 1) };
        let item = item.path.clone();
        Some(Limit { item, digits, full, place, longest, more, record: None })
    }

    /// What happens to a length that is not printed as a whole.
    fn more(&self, own: &[usize], at: usize, length: usize) -> More {
        match self.composed(&with(own, at, length)) {
            Ok(_) => More::Cut,
            Err(found) => More::Refused(found.first().map_or("", |first| first.code.0).to_owned()),
        }
    }

    /// Keeps a limit, and the records on both sides of it.
    fn tell(&self, own: &[usize], at: usize, mut limit: Limit, found: &mut Longest) {
        let mut turns = Vec::new();
        if limit.full < limit.place {
            turns.push(limit.full + 1);
        }
        if limit.place < limit.longest {
            turns.extend([limit.place, limit.place + 1]);
        }
        for length in turns {
            self.add(&with(own, at, length), &mut found.turns);
        }
        if matches!(limit.more, More::Refused(_)) {
            let before = found.refused.len();
            self.add(&with(own, at, limit.longest + 1), &mut found.refused);
            limit.record = Some(found.refused.len()).filter(|count| *count > before);
        }
        found.limits.push(limit);
    }

    /// Adds the record of some lengths, with numbers of its own; the schema may have none.
    fn add(&self, lengths: &[usize], records: &mut Vec<Accepted>) {
        records.extend(self.lengths.record(lengths, records.len() as u64 + 1).ok());
    }

    /// Every text as long as it can be beside those before it, so that all stand as asked.
    fn together(
        &self,
        (own, alone): (&[usize], &[usize]),
        asked: Stand,
        interrupt: &Interrupt,
    ) -> Result<Vec<usize>, Failure> {
        let mut all = own.to_vec();
        for (at, longest) in alone.iter().enumerate().filter(|(at, longest)| own[*at] < **longest) {
            interrupt.check()?;
            all[at] = self.most(&all, at, *longest, asked);
        }
        Ok(all)
    }

    /// The longest text of an item, of at most so many characters, with which a record stands as
    /// asked; its own length if not even that does.
    fn most(&self, lengths: &[usize], at: usize, most: usize, asked: Stand) -> usize {
        let stands = |length| self.stands(&with(lengths, at, length), asked);
        if most <= lengths[at] || stands(most) {
            return most;
        }
        let (mut taken, mut beyond) = (lengths[at], most);
        while taken + 1 < beyond {
            let middle = taken + (beyond - taken) / 2;
            if stands(middle) {
                taken = middle;
            } else {
                beyond = middle;
            }
        }
        taken
    }
}
