use super::*;
use crate::length::Length;
use crate::picture::decode;

const MAYOR: &[u8] = include_bytes!("../../../../layouts/params/seal-mayor.png");
const BOARD: &[u8] = include_bytes!("../../../../layouts/params/seal-board.png");

/// Rows of ink, square.
#[derive(Clone)]
struct Ink {
    side: usize,
    levels: Vec<u8>,
}

impl Ink {
    fn of(png: &[u8]) -> Self {
        let picture = decode(png).unwrap();
        let alpha = picture.alpha.as_deref();
        let size = (picture.width, picture.height);
        let shown = Shown::of(size, &picture.pixels, picture.rgb, alpha).unwrap();
        let side = picture.width as usize;
        Self { side, levels: shown.cells(WHOLE, side).iter().map(|ink| *ink as u8).collect() }
    }

    /// The ink that `at` gives for every column and row of a square.
    fn made(side: usize, at: impl Fn(usize, usize) -> u8) -> Self {
        let levels = (0..side * side).map(|i| at(i % side, i / side)).collect();
        Self { side, levels }
    }

    fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.side && y < self.side { self.levels[y * self.side + x] } else { 0 }
    }

    fn shown(&self) -> Shown {
        let pixels: Vec<u8> = self.levels.iter().map(|ink| 255 - ink).collect();
        let side = u32::try_from(self.side).unwrap();
        Shown::of((side, side), &pixels, false, None).unwrap()
    }

    /// At another number of samples, each the mean of what it covers.
    fn scaled(&self, side: usize) -> Self {
        let cells = self.shown().cells(WHOLE, side);
        Self { side, levels: cells.iter().map(|ink| ink.round() as u8).collect() }
    }

    fn map(&self, change: impl Fn(u8) -> u8) -> Self {
        Self::made(self.side, |x, y| change(self.at(x, y)))
    }

    /// The mean of the cells around each, `reach` in every direction.
    fn blurred(&self, reach: usize) -> Self {
        let row = |line: &Self, swap: bool| {
            Self::made(self.side, |x, y| {
                let (at, other) = if swap { (y, x) } else { (x, y) };
                let near = at.saturating_sub(reach)..=(at + reach).min(self.side - 1);
                let of = |i| u32::from(if swap { line.at(other, i) } else { line.at(i, other) });
                let sum: u32 = near.map(of).sum();
                u8::try_from(sum / u32::try_from(2 * reach + 1).unwrap()).unwrap()
            })
        };
        row(&row(self, false), true)
    }

    fn margin(&self, wide: usize) -> Self {
        Self::made(self.side + 2 * wide, |x, y| {
            if x < wide || y < wide { 0 } else { self.at(x - wide, y - wide) }
        })
    }

    /// The character of a sixth of the seal is that of another sixth.
    fn swapped(&self) -> Self {
        Self::made(self.side, |x, y| match (x, y) {
            (304..440, 235..440) => self.at(x - 264, y),
            _ => self.at(x, y),
        })
    }
}

fn like(theirs: &Ink) -> i64 {
    let size = Size::new(Length::mm(20), Length::mm(20));
    likeness((&Ink::of(MAYOR).shown(), size), (&theirs.shown(), size))
}

/// What a lossy format makes of an edge: levels waver.
fn noisy(ink: &Ink) -> Ink {
    Ink::made(ink.side, |x, y| {
        let wave = u8::try_from((x * 7 + y * 13) % 40).unwrap();
        let level = ink.at(x, y);
        if level > 127 { level.saturating_sub(wave) } else { level.saturating_add(wave) }
    })
}

#[test]
fn copies_of_a_seal_are_the_seal() {
    let seal = Ink::of(MAYOR);
    let copies: [(&str, Ink); 9] = [
        ("itself", seal.clone()),
        ("at 200 dpi", seal.scaled(157)),
        ("at 150 dpi, one bit", seal.scaled(118).map(|ink| if ink > 127 { 255 } else { 0 })),
        ("at 1200 dpi", seal.scaled(944)),
        ("dark grey", seal.map(|ink| (u32::from(ink) * 191 / 255) as u8)),
        ("noisy", noisy(&seal)),
        ("with a margin", seal.margin(30)),
        ("softened", seal.blurred(2)),
        ("without a part of its frame", Ink::made(456, |x, y| seal.at(x + 8, y + 8))),
    ];
    for (name, copy) in copies {
        let like = like(&copy);
        assert!(like >= 85 || name.starts_with("without") && like >= 50, "{name}: {like}");
    }
}

#[test]
fn another_picture_is_another_seal() {
    let seal = Ink::of(MAYOR);
    let side = seal.side;
    let others: [(&str, Ink); 8] = [
        ("inverted", seal.map(|ink| 255 - ink)),
        ("of the board", Ink::of(BOARD)),
        ("mirrored", Ink::made(side, |x, y| seal.at(side - 1 - x, y))),
        ("upside down", Ink::made(side, |x, y| seal.at(side - 1 - x, side - 1 - y))),
        ("one character differs", seal.swapped()),
        ("nothing", seal.map(|_| 0)),
        ("black", seal.map(|_| 255)),
        ("heavily blurred", seal.blurred(24)),
    ];
    for (name, other) in others {
        let like = like(&other);
        assert!(like < 45, "{name}: {like}");
    }
}

#[test]
fn a_blurred_copy_is_between() {
    let like = like(&Ink::of(MAYOR).blurred(14));
    assert!((50..70).contains(&like), "{like}");
}
