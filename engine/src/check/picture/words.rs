//! Fixed words and values: whether there is ink where they stand, and whether it looks like them.
//! What the ink says is not judged.

use super::super::amount::Amount;
use super::super::expected::Word;
use super::super::ink::{abs, around, around_all};
use super::super::report::{Finding, Unjudged, Verdict};
use super::super::tolerances::SCAN_WORD;
use super::Refusal;
use super::looks::{Bare, Look};
use super::view::View;
use crate::length::{Point, Rect};

/// The part of the fixed words that must be in place for others to be missed, in percent.
const MOST: usize = 70;
/// What is not seen in a picture that is softer than this, in percent, may be there all the same.
/// Measured: at least 61 on clean pictures of eight forms, also blurred ones.
const SHARP: u32 = 50;
/// The part of the fixed words below which the page is another one, in percent.
const LEAST: usize = 50;

/// Tells what is to be said of the words. Areas in which words stand otherwise than ours: what other
/// ink is there is theirs.
///
/// # Errors
/// `K080` if so few of the fixed words are there that it is another page.
pub(super) fn judge(view: &mut View<'_, '_>, words: &[Word<'_>]) -> Result<Vec<Rect>, Refusal> {
    let bare = Bare::new(view.ours, view.theirs);
    let looks: Vec<Look> = words.iter().map(|word| bare.look(word)).collect();
    let both = || words.iter().zip(&looks);
    let fixed = || both().filter(|(word, look)| !word.value && **look != Look::Little);
    let there = |look: &Look| matches!(look, Look::Same(..) | Look::Part(_));
    let same = fixed().filter(|(_, look)| there(look)).count();
    let percent = (same * 100).checked_div(fixed().count()).unwrap_or(100);
    if percent < LEAST {
        return Err(Refusal::away(format!("{percent} %")));
    }
    view.alike = percent >= MOST && view.sharpness >= SHARP;
    if view.alike {
        view.pass("K080");
    } else {
        // It may be a form of the same family, a drawing of one's own, or too soft: what is seen
        // is told.
        let sharp = format!("sharpness {} %", view.sharpness);
        let (why, unjudged) = match percent < MOST {
            true => (format!("{percent} %"), Unjudged::Unlike),
            false => (sharp, Unjudged::Soft),
        };
        view.tell(Refusal::away(why).finding());
        view.report.unjudged.push((view.number, unjudged));
    }
    both().for_each(|(word, look)| tell(view, word, look));
    list(view, words);
    let others = both().filter(|(_, look)| matches!(look, Look::Other(_)));
    Ok(others.map(|(word, _)| block(words, word)).collect())
}

/// What words of one place take together: a paragraph may break its lines elsewhere.
fn block(words: &[Word<'_>], word: &Word<'_>) -> Rect {
    let lines = words.iter().filter(|other| other.order == word.order).map(|line| line.extent);
    let lines = around_all(lines);
    word.spot.area.map_or(lines, |area| around(area, lines))
}

/// The rules of no ink, other ink, and place.
fn codes(word: &Word<'_>) -> [&'static str; 3] {
    if word.value { ["K088", "K089", "K090"] } else { ["K085", "K086", "K087"] }
}

fn tell(view: &mut View<'_, '_>, word: &Word<'_>, look: &Look) {
    let [missing, other, moved] = codes(word);
    let absent = if view.alike { Verdict::Fail } else { Verdict::NotJudged };
    let about = |code, verdict, area| {
        let finding = Finding::new(code, verdict).wanted(word.extent).at(area).item(word.item);
        if word.fixed { finding.expected(Amount::Words(word.text())) } else { finding }
    };
    if !matches!(look, Look::Little | Look::Missing) {
        view.pass(missing);
    }
    match look {
        Look::Little => {}
        Look::Missing => {
            view.tell(about(missing, absent, word.extent).within("scan-ink"));
        }
        Look::Other(like) => {
            let finding = about(other, Verdict::Information, word.extent).within("scan-like");
            view.tell(finding.measured(Amount::Percent(*like)));
        }
        Look::Part(lost) => {
            let place = around_all(lost.iter().copied());
            let finding = about("K091", absent, place).within("scan-ink");
            view.tell(finding.measured(Amount::Count(lost.len())));
        }
        Look::Same(x, y) => {
            view.pass(other);
            view.pass("K091");
            let by = Point::new(view.ours.length(*x as f64), view.ours.length(*y as f64));
            if abs(by.x) <= SCAN_WORD && abs(by.y) <= SCAN_WORD {
                return view.pass(moved);
            }
            let finding = about(moved, Verdict::Fail, word.extent.offset(by)).within("scan-word");
            view.tell(finding.measured(Amount::Shift(by)).by(word.spot.basis));
        }
    }
}

/// What can be told of no picture: what the words say.
fn list(view: &mut View<'_, '_>, words: &[Word<'_>]) {
    let values = words.iter().filter(|word| word.value);
    let mut named: Vec<_> = values.filter_map(|word| word.item).collect();
    named.sort();
    named.dedup();
    for name in named {
        view.report.unjudged.push((view.number, Unjudged::Text(name.clone())));
    }
    let fixed = words.iter().filter(|word| !word.value).count();
    if fixed > 0 {
        view.report.unjudged.push((view.number, Unjudged::Words(fixed)));
    }
}
