//! What a thread remembers of a form from record to record: what its words bind, what its fields
//! are called, and its constant words as they are shaped, set and drawn. Nothing of a record.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use chohyo_fonts::KeptCluster;

use super::fit::Room;
use super::measure::Measured;
use super::spare::Spare;
use super::spoken::Spoken;
use super::work::Set;
use crate::length::Size;
use crate::page::{Draw, Role};

/// Most names of elements (`世帯員[2].氏名`) that are kept; those of longer lists are made anew.
const NAMES: usize = 8_192;
/// Most rooms in which constant words are kept as they are set: those of a table's rows depend on
/// the record.
const SETS: usize = 4_096;
/// Most glyphs that are kept as they are drawn: 5 MiB.
const GLYPHS: usize = 100_000;

/// Something that holds for a thing of a form, whatever the record says.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Fact {
    /// A record adds nothing to an item outside of blocks.
    Still,
    /// A record adds nothing to an item of a block.
    StillInBlock,
    /// A template says the same on every page of every copy.
    FixedTemplate,
    /// A label or value says the same on every copy.
    FixedWords,
    /// A paragraph says the same on every copy.
    FixedPara,
    /// A template prints a name or an address in a scope of so many elements.
    PrintsMj(usize),
    /// Values of a part may go on on further sheets.
    GoesOn,
}

/// How a thing comes to its name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Called {
    /// An item of a page.
    Item,
    /// A cell of a table.
    Cell,
    /// A candidate of slots.
    Candidate,
}

/// The lines of a set with their roles.
type Drawn = Vec<(Role, Draw)>;

/// What is remembered. Things of the form are told apart by their addresses, so a memo serves one
/// form, and nothing that is shorter-lived may be asked.
#[derive(Default)]
pub(super) struct Memo {
    facts: Map<(usize, Fact), bool>,
    names: Map<(Called, usize, usize, u32), Arc<str>>,
    /// Numbers of places: that of the place around, its list and the number of the element.
    places: Map<(u32, usize, usize), u32>,
    /// Words that are the same in every record, as they are shaped.
    pub(super) constant: HashMap<Spoken, Arc<Measured>>,
    /// Such words in a room, by the address of what says them.
    sets: Map<(usize, Room), Arc<Set>>,
    /// The lines of a set in a box, as they stand in one at the corner of the page.
    drawn: Map<(usize, Size, usize, usize), Drawn>,
    /// Glyphs in them.
    glyphs: usize,
    /// The clusters of the last line; kept for its memory.
    pub(super) line: Vec<KeptCluster>,
    /// Buffers of pages that are written.
    pub(super) spare: Spare,
}

impl Memo {
    /// Whether something holds for a thing of the form; found once.
    pub(super) fn holds<T>(&mut self, thing: &T, fact: Fact, find: impl FnOnce() -> bool) -> bool {
        let key = (address(thing), fact);
        if let Some(&known) = self.facts.get(&key) {
            return known;
        }
        let found = find();
        self.facts.insert(key, found);
        found
    }

    /// What a thing is called that says a template at a place; made once.
    pub(super) fn name<T, U>(
        &mut self,
        (how, thing, template): (Called, &T, Option<&U>),
        place: Option<u32>,
        make: impl FnOnce() -> String,
    ) -> Arc<str> {
        let Some(place) = place else { return make().into() };
        let key = (how, address(thing), template.map_or(0, address), place);
        if let Some(known) = self.names.get(&key) {
            return Arc::clone(known);
        }
        let name: Arc<str> = make().into();
        if self.names.len() < NAMES {
            self.names.insert(key, Arc::clone(&name));
        }
        name
    }

    /// Constant words in a room, if they were set before.
    pub(super) fn set(&self, says: usize, room: Room) -> Option<&Arc<Set>> {
        self.sets.get(&(says, room))
    }

    /// Keeps constant words in a room, unless there are too many already.
    pub(super) fn keep_set(&mut self, says: usize, room: Room, mut set: Set) -> Arc<Set> {
        set.kept = self.sets.len() < SETS;
        let set = Arc::new(set);
        if set.kept {
            self.sets.insert((says, room), Arc::clone(&set));
        }
        set
    }

    /// The lines of a kept set in a box; drawn once, unless too many are kept already.
    pub(super) fn drawn(
        &mut self,
        set: &Set,
        (size, lines): (Size, Range<usize>),
        draw: impl FnOnce() -> Drawn,
    ) -> Cow<'_, [(Role, Draw)]> {
        let key = (address(set), size, lines.start, lines.end);
        if !self.drawn.contains_key(&key) {
            let drawn = draw();
            let glyphs: usize = drawn.iter().map(|(_, draw)| glyphs(draw)).sum();
            if self.glyphs + glyphs > GLYPHS {
                return Cow::Owned(drawn);
            }
            self.glyphs += glyphs;
            self.drawn.insert(key, drawn);
        }
        Cow::Borrowed(self.drawn.get(&key).map_or(&[], Vec::as_slice))
    }

    /// The number of the place of an element of a list, in the place around it; `None` once there
    /// are too many.
    pub(super) fn place<T>(&mut self, around: u32, list: &T, no: usize) -> Option<u32> {
        let key = (around, address(list), no);
        if let Some(&known) = self.places.get(&key) {
            return Some(known);
        }
        let next =
            u32::try_from(self.places.len() + 1).ok().filter(|_| self.places.len() < NAMES)?;
        self.places.insert(key, next);
        Some(next)
    }
}

fn glyphs(draw: &Draw) -> usize {
    match draw {
        Draw::Text(run) => run.glyphs.len(),
        _ => 1,
    }
}

/// What tells a thing of a form from others of its kind.
pub(super) fn address<T>(thing: &T) -> usize {
    std::ptr::from_ref(thing).addr()
}

/// A map whose keys nobody outside chooses.
type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;

/// Multiplicative hashing (Knuth, 6.4) of a few numbers.
#[derive(Clone, Copy, Default)]
struct Mixer(u64);

impl Mixer {
    fn add(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.add(byte.into()));
    }

    fn write_u32(&mut self, number: u32) {
        self.add(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.add(number as u64);
    }

    /// The upper bits are the mixed ones; a table looks at the lower ones too.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_found_once_for_each_thing() {
        let (mut memo, things) = (Memo::default(), [1_u8, 2]);
        let mut asked = 0;
        for _ in 0..3 {
            for thing in &things {
                let holds = memo.holds(thing, Fact::Still, || {
                    asked += 1;
                    *thing == 2
                });
                assert_eq!(holds, *thing == 2);
                assert!(memo.holds(thing, Fact::GoesOn, || true));
            }
        }
        assert_eq!(asked, 2);
    }

    #[test]
    fn names_are_kept_by_place_and_beyond_the_limit_made_anew() {
        let (mut memo, lists) = (Memo::default(), [0_u8, 0]);
        let first = memo.place(0, &lists[0], 1);
        assert_eq!(first, memo.place(0, &lists[0], 1));
        let others =
            [memo.place(0, &lists[0], 2), memo.place(0, &lists[1], 1), memo.place(1, &lists[0], 1)];
        assert!(others.iter().all(|other| other.is_some() && *other != first));
        let name = memo.name((Called::Item, &lists[0], None::<&u8>), first, || "名".to_owned());
        let again = memo.name((Called::Item, &lists[0], None::<&u8>), first, || "他".to_owned());
        assert!(Arc::ptr_eq(&name, &again));
        for no in 0..2 * NAMES {
            let place = memo.place(7, &lists[1], no);
            let name = memo.name((Called::Item, &lists[0], None::<&u8>), place, || no.to_string());
            assert_eq!(*name, *no.to_string());
        }
        assert!(memo.names.len() <= NAMES && memo.places.len() <= NAMES);
    }
}
