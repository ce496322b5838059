//! A program for fonts that are not in the file: without one the interpreter draws no glyph, and
//! the page would seem empty. It has one empty glyph, no name, and no width, so that widths come
//! from the file alone.

use std::sync::{Arc, LazyLock};

use hayro_font::{FontData, FontResolverFn};

const TABLES: [(&[u8; 4], &[u8]); 4] =
    [(b"head", &head()), (b"hhea", &hhea()), (b"hmtx", &[0; 4]), (b"maxp", &[0, 0, 0x50, 0, 0, 1])];

/// The program, made once; it is known by its address.
static PROGRAM: LazyLock<Arc<Vec<u8>>> = LazyLock::new(|| Arc::new(program()));

/// Answers every question for a font with the stand-in.
pub(super) fn resolver() -> FontResolverFn {
    Arc::new(|_| Some((Arc::clone(&PROGRAM) as FontData, 0)))
}

/// Whether a font program is the stand-in.
pub(super) fn is_standin(data: &[u8]) -> bool {
    data.as_ptr() == PROGRAM.as_ptr()
}

/// `head` of OpenType: version, magic number, 1000 units per em; all else 0.
const fn head() -> [u8; 54] {
    let mut table = [0; 54];
    table[1] = 1;
    [table[12], table[13], table[14], table[15]] = [0x5F, 0x0F, 0x3C, 0xF5];
    [table[18], table[19]] = 1000_u16.to_be_bytes();
    table
}

/// `hhea`: version, one metric.
const fn hhea() -> [u8; 36] {
    let mut table = [0; 36];
    table[1] = 1;
    table[35] = 1;
    table
}

/// The tables behind their directory, each on a boundary of four bytes. Checksums are 0.
fn program() -> Vec<u8> {
    let mut bytes = vec![0, 1, 0, 0, 0, TABLES.len() as u8, 0, 0, 0, 0, 0, 0];
    let mut offset = bytes.len() + 16 * TABLES.len();
    for (tag, table) in TABLES {
        bytes.extend_from_slice(tag);
        for number in [0, offset as u32, table.len() as u32] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in TABLES {
        bytes.extend_from_slice(table);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
    bytes
}
