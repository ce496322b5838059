//! The output intent's profile: sRGB, made here from its definition.
//!
//! Values of IEC 61966-2-1:1999, adapted to D50 by the Bradford matrix, in the layout of an ICC
//! version 4.2 matrix/TRC display profile (ISO 15076-1, 8.3.3). No profile file of other
//! origin is embedded.

/// Numbers with 16 bits after the point.
type Fixed = i32;

/// D50, the white of the profile connection space (ISO 15076-1, 7.2.16).
const D50: [Fixed; 3] = [0xF6D6, 0x1_0000, 0xD32D];
/// Columns of the matrix: the red, green and blue primaries; together they are D50.
const PRIMARIES: [[Fixed; 3]; 3] =
    [[0x6FA0, 0x38F5, 0x0390], [0x6297, 0xB787, 0x18D9], [0x249F, 0x0F84, 0xB6C3]];
/// D65 → D50, by rows.
const ADAPTATION: [Fixed; 9] =
    [0x1_0C42, 0x05DE, -0x0CDB, 0x0793, 0xFD90, -0x045F, -0x025E, 0x03DC, 0xC06E];
/// γ 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045 (parametric curve of type 3).
const CURVE: [Fixed; 5] = [0x2_6666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];

/// The profile's bytes.
pub(super) fn srgb() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB IEC61966-2.1")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", numbers(b"XYZ ", &D50)),
        (b"chad", numbers(b"sf32", &ADAPTATION)),
        (b"rXYZ", numbers(b"XYZ ", &PRIMARIES[0])),
        (b"gXYZ", numbers(b"XYZ ", &PRIMARIES[1])),
        (b"bXYZ", numbers(b"XYZ ", &PRIMARIES[2])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    assemble(&tags)
}

fn assemble(tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    const HEADER: usize = 128;
    let data_start = HEADER + 4 + 12 * tags.len();
    let (mut table, mut data) = (word(tags.len()).to_vec(), Vec::new());
    for (name, bytes) in tags {
        table.extend(*name);
        table.extend(word(data_start + data.len()));
        table.extend(word(bytes.len()));
        data.extend(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header(data_start + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = word(size).to_vec();
    header.extend([0; 4]);
    header.extend(b"\x04\x20\0\0mntrRGB XYZ ");
    // The day sRGB was published, 1999-10-18: a profile must have a date and ours must not move.
    header.extend([1999_u16, 10, 18, 0, 0, 0].map(u16::to_be_bytes).concat());
    header.extend(b"acsp");
    header.extend([0; 28]);
    header.extend(D50.map(i32::to_be_bytes).concat());
    header.resize(128, 0);
    header
}

fn word(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

fn numbers(kind: &[u8; 4], values: &[Fixed]) -> Vec<u8> {
    let mut bytes = [&kind[..], &[0; 4]].concat();
    bytes.extend(values.iter().flat_map(|value| value.to_be_bytes()));
    bytes
}

fn curve() -> Vec<u8> {
    let mut bytes = b"para\0\0\0\0\0\x03\0\0".to_vec();
    bytes.extend(CURVE.map(i32::to_be_bytes).concat());
    bytes
}

/// A `multiLocalizedUnicodeType` with one English record.
fn text(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    bytes.extend(word(utf16.len()));
    bytes.extend(word(28));
    bytes.extend(utf16);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_consistent() {
        let profile = srgb();
        assert_eq!(profile[..4], word(profile.len()));
        for axis in 0..3 {
            let sum: i32 = PRIMARIES.iter().map(|primary| primary[axis]).sum();
            assert!((sum - D50[axis]).abs() <= 1, "the primaries make white");
        }
        // 0.04045 lies on both parts of the curve.
        let [g, a, b, c, d] = CURVE.map(|value| f64::from(value) / 65_536.0);
        assert!(((a * d + b).powf(g) - c * d).abs() < 1e-4);
    }
}
