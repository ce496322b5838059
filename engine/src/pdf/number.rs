//! Decimal numbers of content streams, written from integers.

use crate::length::Length;

/// Ten-thousandths of a point, the finest step of a position: 0.035 µm.
pub(super) const PT_STEPS: i64 = 10_000;

/// A length in [`PT_STEPS`] of a point, rounded half away from zero.
pub(super) fn points(length: Length) -> i64 {
    length.scale(PT_STEPS, Length::pt(1).to_emu()).to_emu()
}

/// Appends `value / 10^places` without needless zeros: `-0.5`, `12`, `595.2756`.
pub(super) fn decimal(out: &mut Vec<u8>, value: i64, places: u32) {
    if value < 0 {
        out.push(b'-');
    }
    let scale = 10_u64.pow(places);
    let (whole, mut rest) = (value.unsigned_abs() / scale, value.unsigned_abs() % scale);
    integer(out, whole);
    if rest > 0 {
        out.push(b'.');
    }
    let mut unit = scale / 10;
    while rest > 0 {
        out.push(b'0' + (rest / unit) as u8);
        rest %= unit;
        unit /= 10;
    }
}

fn integer(out: &mut Vec<u8>, mut value: u64) {
    let start = out.len();
    loop {
        out.push(b'0' + (value % 10) as u8);
        value /= 10;
        if value == 0 {
            break;
        }
    }
    if let Some(digits) = out.get_mut(start..) {
        digits.reverse();
    }
}

/// Appends four hexadecimal digits.
pub(super) fn hex(out: &mut Vec<u8>, value: u16) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend([12, 8, 4, 0].map(|shift| DIGITS[usize::from(value >> shift & 15)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_and_short() {
        let shown = |value, places| {
            let mut out = Vec::new();
            decimal(&mut out, value, places);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(shown(105_000, 4), "10.5");
        assert_eq!(shown(-5_000, 4), "-0.5");
        assert_eq!(shown(0, 4), "0");
        assert_eq!(shown(5_952_756, 4), "595.2756");
        assert_eq!(shown(-7, 0), "-7");
        assert_eq!(shown(1, 3), "0.001");
    }

    #[test]
    fn lengths_become_points() {
        assert_eq!(points(Length::mm(210)), 5_952_756);
        assert_eq!(points(Length::pt(-1)), -10_000);
    }
}
