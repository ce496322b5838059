//! Code 39 among the dark rectangles of a page: bars of one height on one line.

use std::collections::BTreeMap;

use super::super::code39::{PATTERNS, STAR};
use super::super::payload::{ALPHABET, Payload};
use crate::length::{Length, Point, Rect};

/// Bars of a payload with start and stop.
const BARS: usize = (Payload::LENGTH + 2) * 5;

pub(super) fn find(dark: &[Rect]) -> Vec<(Point, Payload)> {
    let mut lines: BTreeMap<(Length, Length), Vec<Rect>> = BTreeMap::new();
    for bar in dark {
        lines.entry((bar.origin.y, bar.size.height)).or_default().push(*bar);
    }
    let mut found = Vec::new();
    for line in lines.values_mut().filter(|line| line.len() >= BARS) {
        line.sort_by_key(|bar| bar.origin.x);
        for bars in line.windows(BARS) {
            if let (Some(payload), Some(first)) = (payload(bars), bars.first()) {
                found.push((first.origin, payload));
            }
        }
    }
    found
}

fn payload(bars: &[Rect]) -> Option<Payload> {
    let mut text = String::new();
    let narrow = bars.iter().map(|bar| bar.size.width).min()?;
    let characters = bars.chunks(5).map(|bars| pattern(bars, narrow));
    let patterns: Vec<u16> = characters.collect::<Option<_>>()?;
    let [first, body @ .., last] = &patterns[..] else { return None };
    if (*first, *last) != (STAR, STAR) || !gaps_are_narrow(bars, narrow) {
        return None;
    }
    for pattern in body {
        let value = PATTERNS.iter().position(|known| known == pattern)?;
        text.push(char::from(*ALPHABET.get(value)?));
    }
    Payload::parse(&text)
}

/// Nine elements as bits: 1 is wide.
fn pattern(bars: &[Rect], narrow: Length) -> Option<u16> {
    let mut pattern = 0;
    for (index, bar) in bars.iter().enumerate() {
        if index > 0 {
            let gap = bar.origin.x - bars.get(index - 1)?.right();
            pattern = pattern << 1 | u16::from(is_wide(gap, narrow)?);
        }
        pattern = pattern << 1 | u16::from(is_wide(bar.size.width, narrow)?);
    }
    Some(pattern)
}

fn gaps_are_narrow(bars: &[Rect], narrow: Length) -> bool {
    let pairs = bars.iter().zip(bars.iter().skip(1)).skip(4).step_by(5);
    pairs.into_iter().all(|(a, b)| is_wide(b.origin.x - a.right(), narrow) == Some(false))
}

/// Whether an element is wide; `None` if it is neither, by a quarter of a narrow one.
fn is_wide(width: Length, narrow: Length) -> Option<bool> {
    let quarters = width.to_emu() * 4;
    let unit = narrow.to_emu().max(1);
    match quarters {
        q if (q - 4 * unit).abs() <= unit => Some(false),
        // Ratios from 2 to 3 are allowed by the standard.
        q if (7 * unit..=13 * unit).contains(&q) => Some(true),
        _ => None,
    }
}
