//! Which characters of the file are which words of the form: by what they say, then by how near
//! they stand.

use std::collections::HashSet;

use super::expected::Word;
use super::ink::{abs, around_all, holds, middle, share};
use super::sequence::Index;
use crate::length::{Length, Point, Rect};

/// How words were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// On one line.
    Line,
    /// Over lines that are broken elsewhere.
    Wrapped,
    /// Some of their characters; others are missing, wrong or not to be seen.
    Part,
}

/// Words of the form found in the file.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// The characters, one for each of the word's; of a part, those that are right.
    pub(super) marks: Vec<usize>,
    pub(super) how: How,
}

/// The words of a page and what was found of them.
pub(super) struct Matching {
    /// For every word.
    pub(super) of: Vec<Option<Match>>,
    /// For every word that was not found whole, what stands of it.
    pub(super) parts: Vec<Option<Match>>,
    /// For every character of the file the word that it is of.
    pub(super) owner: Vec<Option<usize>>,
}

/// Words that stand so near are in place, whatever else says the same.
const NEAR: Length = Length::emu(36_000);
/// Words that stand so near are meant, if nothing nearer is.
const MEANT: Length = Length::emu(3 * 36_000);
/// How far a single character is looked for.
const SINGLE: Length = Length::emu(8 * 36_000);

/// A place in which words were found.
struct Candidate {
    rank: (u8, i64, i64),
    word: usize,
    marks: Vec<usize>,
}

/// Finds all words.
pub(super) fn matched(words: &[Word<'_>], index: &Index<'_>) -> Matching {
    let none = || vec![None; words.len()];
    let mut found = Matching { of: none(), parts: none(), owner: vec![None; index.marks.len()] };
    let mut candidates: Vec<Candidate> =
        words.iter().enumerate().flat_map(|(at, word)| places(at, word, index)).collect();
    candidates.sort_by_key(|candidate| candidate.rank);
    for candidate in candidates {
        let free = candidate.marks.iter().all(|&mark| found.owner[mark].is_none());
        if found.of[candidate.word].is_none() && free {
            found.take(candidate.word, candidate.marks, How::Line);
        }
    }
    wrapped(words, index, &mut found);
    found
}

impl Matching {
    fn take(&mut self, word: usize, marks: Vec<usize>, how: How) {
        for &mark in &marks {
            self.owner[mark] = Some(word);
        }
        self.of[word] = Some(Match { marks, how });
    }

    /// Gives a word that was not found whole the characters in its place, and takes down which of
    /// them are right: how large they are can be told whatever is wrong with the others.
    pub(super) fn take_part(&mut self, word: usize, marks: &[usize], right: Vec<usize>) {
        for &mark in marks {
            self.owner[mark] = Some(word);
        }
        self.parts[word] = (!right.is_empty()).then_some(Match { marks: right, how: How::Part });
    }

    /// Where the words stand that were found.
    pub(super) fn extent(&self, word: usize, index: &Index<'_>) -> Option<Rect> {
        let found = self.of.get(word)?.as_ref()?;
        Some(around_all(found.marks.iter().map(|&mark| index.marks[mark].em)))
    }
}

/// All places where a word could be, with how good they are.
fn places<'w>(
    at: usize,
    word: &'w Word<'_>,
    index: &'w Index<'_>,
) -> impl Iterator<Item = Candidate> + 'w {
    let first = word.marks.first().map_or("", |mark| mark.key.as_str());
    index.saying(first).iter().filter_map(move |&start| {
        let keys = word.marks.iter().map(|mark| mark.key.as_str());
        let marks = index.spelled(start, keys, word.down)?;
        let extent = around_all(marks.iter().map(|&mark| index.marks[mark].em));
        let rank = rank(word, extent)?;
        Some(Candidate { rank, word: at, marks })
    })
}

/// How good a place is: in place by distance, then near or in the box, then the longest.
fn rank(word: &Word<'_>, extent: Rect) -> Option<(u8, i64, i64)> {
    let (along, across) = off(word, extent);
    let far = abs(along) + abs(across);
    let inside = word.spot.area.is_some_and(|area| holds(area, middle(extent)));
    let count = i64::try_from(word.marks.len()).unwrap_or(i64::MAX);
    if far <= NEAR {
        Some((0, far.to_emu(), 0))
    } else if inside || far <= MEANT {
        Some((1, -count, far.to_emu()))
    } else {
        (count > 1 || far <= SINGLE).then_some((2, -count, far.to_emu()))
    }
}

/// How far words are off, along their line and across it. Along it by the nearest of start, middle
/// and end: engines align the same words by other widths.
pub(super) fn off(word: &Word<'_>, extent: Rect) -> (Length, Length) {
    let wanted = word.extent;
    let nearest = |from: Length, to: Length, other: Length, end: Length| {
        let (start, stop) = (other - from, end - to);
        let half = (start + stop).scale(1, 2);
        [start, stop, half].into_iter().min_by_key(|by| abs(*by)).unwrap_or(start)
    };
    let (at, found) = (middle(wanted), middle(extent));
    if word.down {
        let along = nearest(wanted.origin.y, wanted.bottom(), extent.origin.y, extent.bottom());
        (along, found.x - at.x)
    } else {
        let along = nearest(wanted.origin.x, wanted.right(), extent.origin.x, extent.right());
        // Sizes differ: the base line is what is drawn.
        let base = |rect: Rect| rect.bottom() - rect.size.height.scale(12, 100);
        (along, base(extent) - base(wanted))
    }
}

/// How far words are moved, right and down.
pub(super) fn shift(word: &Word<'_>, extent: Rect) -> Point {
    let (along, across) = off(word, extent);
    if word.down { Point::new(across, along) } else { Point::new(along, across) }
}

/// Texts over several lines that are broken elsewhere in the file: all words of one item, one
/// after the other.
fn wrapped(words: &[Word<'_>], index: &Index<'_>, found: &mut Matching) {
    let mut first = 0;
    while first < words.len() {
        let same = |word: &&Word<'_>| {
            word.order == words[first].order
                && word.item == words[first].item
                && word.down == words[first].down
        };
        let end = first + words[first..].iter().take_while(same).count().max(1);
        if (first..end).any(|word| found.of[word].is_none()) {
            rewrap(words, first..end, index, found);
        }
        first = end;
    }
}

fn rewrap(
    words: &[Word<'_>],
    group: std::ops::Range<usize>,
    index: &Index<'_>,
    found: &mut Matching,
) {
    // Lines of it that were found give their characters back.
    let own: HashSet<usize> = group.clone().collect();
    let free = |owner: Option<usize>| owner.is_none_or(|owner| own.contains(&owner));
    let keys: Vec<&str> = words[group.clone()]
        .iter()
        .flat_map(|word| word.marks.iter().map(|mark| mark.key.as_str()))
        .collect();
    if keys.len() < 2 {
        return;
    }
    let down = words[group.start].down;
    let wanted = words[group.start].extent;
    let far = |mark: usize| {
        let at = index.marks[mark].em.origin;
        abs(at.x - wanted.origin.x) + abs(at.y - wanted.origin.y)
    };
    let mut starts: Vec<usize> = index.saying(keys[0]).to_vec();
    starts.retain(|&mark| free(found.owner[mark]));
    starts.sort_by_key(|&mark| far(mark));
    for start in starts.into_iter().take(8) {
        let is_free = |mark: usize| free(found.owner[mark]);
        if let Some(marks) = over_lines(start, &keys, index, down, &is_free) {
            for owner in
                found.owner.iter_mut().filter(|owner| owner.is_some_and(|o| own.contains(&o)))
            {
                *owner = None;
            }
            let mut rest = marks.as_slice();
            for word in group {
                let (head, tail) = rest.split_at(words[word].marks.len().min(rest.len()));
                found.take(word, head.to_vec(), How::Wrapped);
                rest = tail;
            }
            return;
        }
    }
}

/// The characters of a text from one on, from line to line.
fn over_lines(
    start: usize,
    keys: &[&str],
    index: &Index<'_>,
    down: bool,
    is_free: &impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let mut found = vec![start];
    let mut line = start;
    for key in &keys[1..] {
        let last = *found.last()?;
        let next = index.next(last, down);
        let next = next.filter(|&next| index.marks[next].key == *key && is_free(next));
        let next = match next {
            Some(next) => next,
            None => {
                line = new_line(line, key, index, down, is_free)?;
                line
            }
        };
        found.push(next);
    }
    Some(found)
}

/// The start of the line after one: below it (left of it in vertical text), not far to the right.
fn new_line(
    line: usize,
    key: &str,
    index: &Index<'_>,
    down: bool,
    is_free: &impl Fn(usize) -> bool,
) -> Option<usize> {
    let from = &index.marks[line];
    let size = from.size;
    let step = |mark: usize| {
        let (at, to) = (middle(from.em), middle(index.marks[mark].em));
        if down { at.x - to.x } else { to.y - at.y }
    };
    let along = |mark: usize| {
        let (at, to) = (from.em.origin, index.marks[mark].em.origin);
        if down { to.y - at.y } else { to.x - at.x }
    };
    let fits = |mark: &usize| {
        let down = step(*mark);
        is_free(*mark)
            && down > size.scale(1, 2)
            && down < size * 4
            && abs(along(*mark)) < size * 12
    };
    let all = index.saying(key).iter().copied().filter(fits);
    all.min_by_key(|&mark| (step(mark).to_emu() / size.to_emu().max(1), along(mark)))
}

/// The characters that words and what stands in their place have in common, from the start and from
/// the end; none if they are less than a half.
pub(super) fn in_common(word: &Word<'_>, marks: &[usize], index: &Index<'_>) -> Vec<usize> {
    let (wanted, count) = (&word.marks, word.marks.len().min(marks.len()));
    let same = |&step: &usize, from_end: bool| {
        let (a, b) = match from_end {
            true => (wanted.len() - 1 - step, marks.len() - 1 - step),
            false => (step, step),
        };
        wanted[a].key == index.marks[marks[b]].key
    };
    let head = (0..count).take_while(|step| same(step, false)).count();
    let tail = (0..count - head).take_while(|step| same(step, true)).count();
    if (head + tail) * 2 < wanted.len() {
        return Vec::new();
    }
    [&marks[..head], &marks[marks.len() - tail..]].concat()
}

/// How much of the smaller of two boxes the other one covers, in percent.
pub(super) fn mutual(a: Rect, b: Rect) -> i64 {
    share(a, b).max(share(b, a))
}

/// The word in whose place other words stand, if it is not there itself.
pub(super) fn in_place_of(
    words: &[Word<'_>],
    at: usize,
    extent: Rect,
    index: &Index<'_>,
    found: &Matching,
) -> Option<usize> {
    let text = words[at].text();
    let takes = |&other: &usize| {
        let word = &words[other];
        let there = found.extent(other, index);
        other != at
            && mutual(extent, word.extent) >= 40
            && there.is_none_or(|there| share(there, word.extent) < 10)
            && word.text() != text
    };
    (0..words.len()).find(takes)
}
