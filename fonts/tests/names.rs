//! 10,000 generated names in the MJ face against rustybuzz, in both directions: every sequence
//! of the face, kana and Latin with marks. `scripts/judge_names.py` makes the same names in
//! Python, proves it by their digest, and asks HarfBuzz.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use chohyo_fonts::{Direction, Face, FontRole};
use common::lines::{Dice, drawn, judged};
use common::{bytes, face};

const NAMES: usize = 10_000;

/// Sequences in the MJ face's own `cmap` 14 (counted by HarfBuzz: `hb_face_collect_variation_unicodes`).
const SEQUENCES: usize = 11_474;

/// Digest of the names, the same in `scripts/judge_names.py`.
const DIGEST: u64 = 0x8A34_0E69_1299_8210;

/// Characters with vertical forms, turned ones, half-width ones and spaces.
const OTHERS: &str = "々〆ヶー「」（）、。ゃッ〜…〇！：㍻ｶﾊﾞﾟAVfil19-' \u{3000}";

/// Bases and marks that are tried; those count of which the face makes one glyph. A mark that
/// the product lays over its base has a cell of its own in other shapers.
const KANA: &str =
    "うかきくけこさしすせそたちつてとはひふへほウカキクケコサシスセソツトハワヰヱヲセㇷ";
const LATIN: &str = "AEIOUaeiounycsgzN";
const MARKS: &str = "\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{308}\u{30A}\u{30C}\u{323}";

/// Blocks of ideographs: the bases of all sequences.
const IDEOGRAPHS: [(char, char); 4] = [
    ('\u{3400}', '\u{4DBF}'),
    ('\u{4E00}', '\u{9FFF}'),
    ('\u{F900}', '\u{FAFF}'),
    ('\u{20000}', '\u{2FFFF}'),
];

/// Selectors of the face's sequences.
const SELECTORS: [(char, char); 2] = [('\u{FE00}', '\u{FE0F}'), ('\u{E0100}', '\u{E013F}')];

/// What names are made of, by kind.
struct Kinds {
    sequences: Vec<String>,
    plain: Vec<String>,
    kana: Vec<String>,
    latin: Vec<String>,
    others: Vec<String>,
}

impl Kinds {
    fn of(face: &Face) -> Self {
        let drawn = |text: &String| face.missing(text).is_empty();
        let one_glyph = |text: &String| {
            [Direction::Horizontal, Direction::Vertical].into_iter().all(|direction| {
                let shaped = face.shape(text, direction.into());
                shaped.is_ok_and(|shaped| shaped.clusters.iter().all(|own| own.glyphs.len() == 1))
            })
        };
        let marked = |bases: &str, marks: &str| -> Vec<String> {
            let pairs = bases.chars().flat_map(|base| marks.chars().map(move |mark| (base, mark)));
            pairs.map(|(base, mark)| format!("{base}{mark}")).filter(one_glyph).collect()
        };
        let ideographs = IDEOGRAPHS.into_iter().flat_map(|(from, to)| from..=to);
        let bases: Vec<char> = ideographs.filter(|c| drawn(&c.to_string())).collect();
        let selectors = SELECTORS.into_iter().flat_map(|(from, to)| from..=to);
        let sequences = selectors.flat_map(|selector| {
            bases.iter().map(move |base| format!("{base}{selector}")).filter(drawn)
        });
        Self {
            sequences: sequences.collect(),
            plain: bases.iter().map(char::to_string).collect(),
            kana: marked(KANA, "\u{3099}\u{309A}"),
            latin: marked(LATIN, MARKS),
            others: OTHERS.chars().map(String::from).filter(drawn).collect(),
        }
    }

    /// A name of 2 to 9 characters. Sequences are dealt one after the other, so that each of
    /// them occurs.
    fn name<'a>(&'a self, dice: &mut Dice, deal: &mut impl Iterator<Item = &'a String>) -> String {
        let length = 2 + dice.roll(8);
        let mut cluster = || match dice.roll(10) {
            0..=4 => deal.next().unwrap(),
            5 | 6 => &self.plain[dice.roll(self.plain.len())],
            7 => &self.kana[dice.roll(self.kana.len())],
            8 => &self.latin[dice.roll(self.latin.len())],
            _ => &self.others[dice.roll(self.others.len())],
        };
        (0..length).map(|_| cluster().as_str()).collect()
    }
}

#[test]
fn ten_thousand_names_equal_rustybuzz() {
    let (role, mut dice) = (FontRole::Mincho, Dice(20_261_122));
    let (face, judge) = (face(role), rustybuzz::Face::from_slice(bytes(role), 0).unwrap());
    let kinds = Kinds::of(face);
    let mut deal = kinds.sequences.iter().cycle();
    let mut names = BTreeSet::new();
    while names.len() < NAMES {
        names.insert(kinds.name(&mut dice, &mut deal));
    }
    for name in &names {
        for direction in [Direction::Horizontal, Direction::Vertical] {
            let shaped = face.shape(name, direction.into()).unwrap();
            let judged = judged(&judge, name, &shaped, direction);
            assert_eq!(
                drawn(&shaped, direction),
                judged,
                "{direction:?} {}",
                name.escape_unicode()
            );
        }
    }
    let dealt = sequences_in(&names);
    assert_eq!((kinds.sequences.len(), dealt), (SEQUENCES, SEQUENCES));
    assert_eq!(digest(&names), DIGEST);
}

/// How many different sequences the names hold.
fn sequences_in(names: &BTreeSet<String>) -> usize {
    let chars: Vec<char> = names.iter().flat_map(|name| name.chars().chain(['\n'])).collect();
    let is_selector = |c| SELECTORS.iter().any(|&(from, to)| (from..=to).contains(&c));
    let pairs = chars.windows(2).filter(|pair| is_selector(pair[1]));
    pairs.map(|pair| (pair[0], pair[1])).collect::<BTreeSet<_>>().len()
}

/// FNV-1a of the names, each with a line feed.
fn digest(names: &BTreeSet<String>) -> u64 {
    let bytes = names.iter().flat_map(|name| name.bytes().chain([b'\n']));
    bytes.fold(0xCBF2_9CE4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
