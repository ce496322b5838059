//! What is done with grey pictures: levels in one range, a blur, another place, likeness.

use super::place::Map;
use crate::alike::Grey;

/// Ink below this, of 255, is paper: noise, 見本 in pale grey, the grain of a scan.
const PALE: i32 = 28;
/// The least contrast of paper and ink.
const CONTRAST: i32 = 60;
/// The darkest pixels that are black, in parts of a thousand.
const BLACK: usize = 4;

/// The levels of paper and of black ink; `None` if there is no ink.
pub(super) fn levels(grey: &Grey) -> Option<(u8, u8)> {
    let mut counts = [0_usize; 256];
    for &level in grey.levels() {
        counts[usize::from(level)] += 1;
    }
    let paper = (128..=255_u8).max_by_key(|&level| counts[usize::from(level)])?;
    let many = grey.levels().len() * BLACK / 1000;
    let mut sum = 0;
    let black = (0..=255_u8).find(|&level| {
        sum += counts[usize::from(level)];
        sum > many
    })?;
    (i32::from(paper) - i32::from(black) >= CONTRAST).then_some((paper, black))
}

/// The picture with paper at 255 and black at 0.
pub(super) fn levelled(grey: &Grey, (paper, black): (u8, u8)) -> Grey {
    let (paper, black) = (i32::from(paper), i32::from(black));
    let span = (paper - black - PALE).max(1);
    // 0 to 255.
    let level = |level: i32| 255 - ((paper - level - PALE).max(0) * 255 / span).min(255) as u8;
    let table: Vec<u8> = (0..256).map(level).collect();
    let levels = grey.levels().iter().map(|&level| table[usize::from(level)]).collect();
    Grey::of_levels(grey.width(), levels)
}

/// Every pixel the darker of two pictures of one size.
pub(super) fn darker(a: &Grey, b: &Grey) -> Grey {
    let levels = a.levels().iter().zip(b.levels()).map(|(a, b)| *a.min(b)).collect();
    Grey::of_levels(a.width(), levels)
}

/// The picture blurred by 1, 2, 1 in both directions.
pub(super) fn blurred(grey: &Grey) -> Grey {
    let (width, height) = (grey.width(), grey.height());
    let mut across = grey.levels().to_vec();
    let mix =
        |a: u8, b: u8, c: u8| ((u32::from(a) + 2 * u32::from(b) + u32::from(c) + 2) / 4) as u8;
    for (row, out) in
        grey.levels().chunks_exact(width.max(1)).zip(across.chunks_exact_mut(width.max(1)))
    {
        for (out, three) in out.iter_mut().skip(1).zip(row.windows(3)) {
            *out = mix(three[0], three[1], three[2]);
        }
    }
    let mut down = across.clone();
    for y in 1..height.saturating_sub(1) {
        let (start, end) = (y * width, (y + 1) * width);
        let (above, below) = (&across[start - width..start], &across[end..end + width]);
        let own = &across[start..end];
        for (out, ((a, b), c)) in down[start..end].iter_mut().zip(above.iter().zip(own).zip(below))
        {
            *out = mix(*a, *b, *c);
        }
    }
    Grey::of_levels(width, down)
}

/// The darkest level within `reach` pixels in both directions.
pub(super) fn spread(grey: &Grey, reach: usize) -> Grey {
    let (width, height) = (grey.width(), grey.height());
    let mut across = grey.levels().to_vec();
    for (row, out) in
        grey.levels().chunks_exact(width.max(1)).zip(across.chunks_exact_mut(width.max(1)))
    {
        for (x, out) in out.iter_mut().enumerate() {
            let near = &row[x.saturating_sub(reach)..(x + reach + 1).min(width)];
            *out = near.iter().copied().min().unwrap_or(255);
        }
    }
    let mut down = across.clone();
    for y in 0..height {
        for other in y.saturating_sub(reach)..(y + reach + 1).min(height) {
            let row = &across[other * width..(other + 1) * width];
            for (out, level) in down[y * width..(y + 1) * width].iter_mut().zip(row) {
                *out = (*out).min(*level);
            }
        }
    }
    Grey::of_levels(width, down)
}

/// The picture with paper where another one has ink of at least so much.
pub(super) fn without(grey: &Grey, mask: &Grey, ink: u8) -> Grey {
    let level = |(own, mask): (&u8, &u8)| if 255 - *mask >= ink { 255 } else { *own };
    Grey::of_levels(grey.width(), grey.levels().iter().zip(mask.levels()).map(level).collect())
}

/// A picture as it lies on our page of so many pixels.
pub(super) fn placed(grey: &Grey, map: &Map, (width, height): (usize, usize)) -> Grey {
    let (across, count) = (grey.width(), grey.height());
    let mut levels = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let (u, v) = map.at(x as f64 + 0.5, y as f64 + 0.5);
            let (u, v) = (u - 0.5, v - 0.5);
            let (left, top) = (u.floor(), v.floor());
            if left < 0.0 || top < 0.0 || left as usize + 1 >= across || top as usize + 1 >= count {
                levels.push(255);
                continue;
            }
            // 256ths of a pixel.
            let (fx, fy) = (((u - left) * 256.0) as u32, ((v - top) * 256.0) as u32);
            let at = top as usize * across + left as usize;
            let level = |at: usize| u32::from(grey.levels()[at]);
            let upper = level(at) * (256 - fx) + level(at + 1) * fx;
            let lower = level(at + across) * (256 - fx) + level(at + across + 1) * fx;
            levels.push(((upper * (256 - fy) + lower * fy) >> 16) as u8);
        }
    }
    Grey::of_levels(width, levels)
}

/// Left, top, right, bottom in pixels.
pub(super) type Area = [usize; 4];

/// The levels of an area of a picture, moved, and how many there are across and down; paper beyond
/// its edges.
pub(super) fn part(
    grey: &Grey,
    [left, top, right, bottom]: Area,
    (dx, dy): (i64, i64),
) -> (Vec<u8>, (u32, u32)) {
    let inside = |at: usize, by: i64, side: usize| {
        usize::try_from(at as i64 + by).ok().filter(|at| *at < side)
    };
    let level = |x: usize, y: usize| {
        let column = inside(x, dx, grey.width())?;
        let row = inside(y, dy, grey.height())?;
        grey.levels().get(row * grey.width() + column).copied()
    };
    let row = |y| (left..right).map(move |x| level(x, y).unwrap_or(255));
    let count = |from: usize, to: usize| u32::try_from(to.saturating_sub(from)).unwrap_or(u32::MAX);
    ((top..bottom).flat_map(row).collect(), (count(left, right), count(top, bottom)))
}

/// How alike two pictures are in an area, from -1 to 1, the second one moved; every so many pixels.
/// 0 where one of them has no ink.
pub(super) fn likeness(
    ours: &Grey,
    theirs: &Grey,
    [left, top, right, bottom]: Area,
    (dx, dy): (i64, i64),
    step: usize,
) -> f64 {
    let (width, height) = (ours.width(), ours.height());
    let moved = |at: usize, by: i64| usize::try_from(at as i64 + by).ok();
    let (mut n, mut a, mut b, mut aa, mut bb, mut ab) = (0_u64, 0_u64, 0_u64, 0_u64, 0_u64, 0_u64);
    for y in (top..bottom.min(height)).step_by(step) {
        let Some(other) = moved(y, dy).filter(|&y| y < height) else { continue };
        for x in (left..right.min(width)).step_by(step) {
            let Some(beside) = moved(x, dx).filter(|&x| x < width) else { continue };
            let p = u64::from(255 - ours.levels()[y * width + x]);
            let q = u64::from(255 - theirs.levels()[other * width + beside]);
            n += 1;
            a += p;
            b += q;
            aa += p * p;
            bb += q * q;
            ab += p * q;
        }
    }
    let [n, a, b, aa, bb, ab] = [n, a, b, aa, bb, ab].map(|sum| sum as f64);
    let (p, q) = (n * aa - a * a, n * bb - b * b);
    if p <= 0.0 || q <= 0.0 { 0.0 } else { (n * ab - a * b) / (p * q).sqrt() }
}

/// The move within `reach` pixels at which two pictures are most alike in an area, and how much:
/// first by every `step` pixels, then around the best.
pub(super) fn best(
    ours: &Grey,
    theirs: &Grey,
    area: Area,
    reach: i64,
    step: usize,
) -> ((i64, i64), f64) {
    let stride = step.max(1) as i64;
    let mut found = ((0, 0), likeness(ours, theirs, area, (0, 0), step));
    let look = |found: &mut ((i64, i64), f64), by: (i64, i64), step: usize| {
        let like = likeness(ours, theirs, area, by, step);
        if like > found.1 {
            *found = (by, like);
        }
    };
    for dy in (-reach..=reach).step_by(step.max(1)) {
        for dx in (-reach..=reach).step_by(step.max(1)) {
            look(&mut found, (dx, dy), step);
        }
    }
    if stride > 1 {
        let (x, y) = found.0;
        found.1 = likeness(ours, theirs, area, found.0, 1);
        for dy in y - stride + 1..y + stride {
            for dx in x - stride + 1..x + stride {
                look(&mut found, (dx, dy), 1);
            }
        }
    }
    found
}
