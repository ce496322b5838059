//! Decimal numbers of content streams, written from integers.

use crate::length::Length;

/// Ten-thousandths of a point, the finest step of a position: 0.035 µm.
pub(super) const PT_STEPS: i64 = 10_000;

/// A length in [`PT_STEPS`] of a point, rounded half away from zero.
pub(super) fn points(length: Length) -> i64 {
    length.scale(PT_STEPS, Length::pt(1).to_emu()).to_emu()
}

/// Appends `value / 10^PLACES` without needless zeros: `-0.5`, `12`, `595.2756`.
pub(super) fn decimal<const PLACES: u32>(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    let scale = const { 10_u64.pow(PLACES) };
    let (whole, mut rest) = (value.unsigned_abs() / scale, value.unsigned_abs() % scale);
    integer(out, whole);
    if rest > 0 {
        out.push(b'.');
    }
    while rest > 0 {
        rest *= 10;
        out.push(b'0' + (rest / scale) as u8);
        rest %= scale;
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

/// Appends two bytes of a literal string; what would end or change it is escaped (ISO 32000-1,
/// 7.3.4.2).
#[inline]
pub(super) fn literal(out: &mut Vec<u8>, value: u16) {
    let bytes = value.to_be_bytes();
    if bytes.iter().any(|byte| matches!(byte, b'(' | b')' | b'\\' | b'\r')) {
        escaped(out, bytes);
    } else {
        out.extend_from_slice(&bytes);
    }
}

#[cold]
fn escaped(out: &mut Vec<u8>, bytes: [u8; 2]) {
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            // A bare CR reads as LF.
            b'\r' => out.extend(b"\\r"),
            _ => out.push(byte),
        }
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
        fn shown<const PLACES: u32>(value: i64) -> String {
            let mut out = Vec::new();
            decimal::<PLACES>(&mut out, value);
            String::from_utf8(out).unwrap()
        }
        assert_eq!(shown::<4>(105_000), "10.5");
        assert_eq!(shown::<4>(-5_000), "-0.5");
        assert_eq!(shown::<4>(0), "0");
        assert_eq!(shown::<4>(5_952_756), "595.2756");
        assert_eq!(shown::<0>(-7), "-7");
        assert_eq!(shown::<3>(1), "0.001");
    }

    #[test]
    fn codes_stand_as_they_are_but_for_what_ends_a_string() {
        let mut out = Vec::new();
        for code in [0x3BB2, 0x2829, 0x5C0D, 0x0D0A] {
            literal(&mut out, code);
        }
        assert_eq!(out, b"\x3B\xB2\\(\\)\\\\\\r\\r\n");
    }

    #[test]
    fn lengths_become_points() {
        assert_eq!(points(Length::mm(210)), 5_952_756);
        assert_eq!(points(Length::pt(-1)), -10_000);
    }
}
