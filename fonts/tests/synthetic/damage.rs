//! Surgery on font files: where tables stand, changed tables, right checksums.

/// A table of a file: tag, offset, length.
pub type Place = ([u8; 4], usize, usize);

/// Big-endian numbers of a file.
pub fn u16_at(data: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([data[at], data[at + 1]])
}

pub fn u32_at(data: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([data[at], data[at + 1], data[at + 2], data[at + 3]])
}

/// The tables of a font file, in the order of its directory.
pub fn places(font: &[u8]) -> Vec<Place> {
    let records = (0..usize::from(u16_at(font, 4))).map(|i| 12 + 16 * i);
    let place = |at: usize| {
        let tag = [font[at], font[at + 1], font[at + 2], font[at + 3]];
        (tag, u32_at(font, at + 8) as usize, u32_at(font, at + 12) as usize)
    };
    records.map(place).collect()
}

/// The bytes of a table.
pub fn table(font: &[u8], tag: &[u8; 4]) -> Vec<u8> {
    let places = places(font);
    let (_, at, length) = places.iter().find(|place| place.0 == *tag).unwrap();
    font[*at..at + length].to_vec()
}

/// The same font with some tables changed by `change` (an emptied table is left out), the
/// directory and the checksums right.
pub fn rebuilt(font: &[u8], mut change: impl FnMut(&[u8; 4], &mut Vec<u8>)) -> Vec<u8> {
    let mut builder = write_fonts::FontBuilder::new();
    for (tag, at, length) in places(font) {
        let mut bytes = font[at..at + length].to_vec();
        change(&tag, &mut bytes);
        if !bytes.is_empty() {
            builder.add_raw(write_fonts::types::Tag::new(&tag), bytes);
        }
    }
    builder.build()
}

/// The same font with one table changed.
pub fn with(font: &[u8], tag: &[u8; 4], change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    rebuilt(font, |own, bytes| {
        if own == tag {
            change(bytes);
        }
    })
}

/// Writes a big-endian number.
pub fn put16(data: &mut [u8], at: usize, value: u16) {
    data[at..at + 2].copy_from_slice(&value.to_be_bytes());
}

pub fn put32(data: &mut [u8], at: usize, value: u32) {
    data[at..at + 4].copy_from_slice(&value.to_be_bytes());
}
