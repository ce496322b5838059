//! What a JPEG picture asks of its decoder, by the markers of its own bytes (ITU-T T.81, annex B):
//! the file around it may say anything.

use std::ops::RangeInclusive;

/// Most samples: a picture of 85 mm at 600 dpi. A page that is one picture is not looked into.
const SAMPLES: u64 = 4_000_000;
/// Most scans; encoders write about ten, and each goes over the whole picture.
const SCANS: usize = 32;

/// Frames of Huffman coding: baseline, extended, progressive.
const FRAME: RangeInclusive<u8> = 0xC0..=0xC2;
/// Other frames, among them tables of Huffman codes (C4) and arithmetic ones (CC).
const OTHER_FRAME: [u8; 11] = [0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xDC];
const SCAN: u8 = 0xDA;
const END: u8 = 0xD9;

/// Whether it is one frame of so few samples, in so few scans, that it may be decoded.
pub(super) fn is_small(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(&[0xFF, 0xD8]) else { return false };
    let (mut frames, mut scans) = (0, 0);
    while let Some((kind, after)) = marker(rest) {
        let Some(body) = body(after) else { return kind == END && frames == 1 && scans > 0 };
        match kind {
            END => return frames == 1 && scans > 0,
            kind if FRAME.contains(&kind) && is_few(body) => frames += 1,
            SCAN if scans < SCANS => scans += 1,
            SCAN => return false,
            kind if FRAME.contains(&kind) || OTHER_FRAME.contains(&kind) => return false,
            _ => {}
        }
        rest = after.get(body.len() + 2..).unwrap_or(&[]);
    }
    frames == 1 && scans > 0
}

/// The next marker that has a segment, or the end, and what follows it. Coded samples before it, fill
/// bytes and restarts are passed over.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let is_mark =
        |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0x01 | 0xD0..=0xD8 | 0xFF);
    let at = bytes.windows(2).position(is_mark)?;
    Some((bytes[at + 1], &bytes[at + 2..]))
}

/// The segment of a marker, without its length.
fn body(after: &[u8]) -> Option<&[u8]> {
    let (length, _) = after.split_first_chunk::<2>()?;
    after.get(2..usize::from(u16::from_be_bytes(*length)))
}

/// Whether a frame is of 8 bits, has few samples, and at most four colours.
fn is_few(frame: &[u8]) -> bool {
    let Some(([8, h1, h0, w1, w0, colours], _)) = frame.split_first_chunk::<6>() else {
        return false;
    };
    let side = |high: u8, low: u8| u64::from(u16::from_be_bytes([high, low]));
    (1..=SAMPLES).contains(&(side(*h1, *h0) * side(*w1, *w0))) && (1..=4).contains(colours)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &[u8] = &[0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0xFF, 0xC0];
    const LAST: &[u8] = &[0xFF, 0xD9];

    fn frame(kind: u8, height: [u8; 2]) -> Vec<u8> {
        vec![0xFF, kind, 0, 11, 8, height[0], height[1], 1, 0, 1, 1, 0x11, 0]
    }

    fn scan() -> Vec<u8> {
        vec![0xFF, SCAN, 0, 3, 1, 9, 9, 0xFF, 0, 9, 0xFF, 0xD3, 9]
    }

    #[test]
    fn one_small_frame_of_few_scans_may_be_decoded() {
        let good = [START, &frame(0xC2, [1, 0]), &scan(), &scan(), LAST].concat();
        assert!(is_small(&good));
        let bad: [&[&[u8]]; 7] = [
            &[START, &frame(0xC0, [0xFF, 0xFF]), &scan(), LAST],
            &[START, &frame(0xC0, [0, 0]), &scan(), LAST],
            &[START, &frame(0xC9, [1, 0]), &scan(), LAST],
            &[START, &frame(0xC0, [1, 0]), &scan(), &frame(0xC0, [1, 0]), &scan(), LAST],
            &[START, &frame(0xC2, [1, 0]), &scan().repeat(SCANS + 1), LAST],
            &[START, &frame(0xC0, [1, 0]), LAST],
            &[b"JFIF"],
        ];
        for parts in bad {
            assert!(!is_small(&parts.concat()), "{parts:02x?}");
        }
        for end in 0..good.len() {
            // A picture that is cut off is no danger: it has what its frame says.
            let _ = is_small(&good[..end]);
        }
    }
}
