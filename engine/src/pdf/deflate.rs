//! Deflate. The only file that names the compressor.

use libdeflater::{CompressionLvl, Compressor};

/// For what is written once: 2 % behind level 8, in half of its time.
const SMALL: i32 = 2;
/// For pages: a quarter of the time of level 6, for 15 % more bytes.
const FAST: i32 = 1;

/// Packs streams one after the other.
pub(super) struct Deflater {
    compressor: Compressor,
    /// A buffer, kept for its room.
    out: Vec<u8>,
}

impl Deflater {
    /// For what is written once: fonts, fixed layers, pictures.
    pub(super) fn small() -> Self {
        Self::new(SMALL)
    }

    /// For what every record has.
    pub(super) fn fast() -> Self {
        Self::new(FAST)
    }

    fn new(level: i32) -> Self {
        let compressor = Compressor::new(CompressionLvl::new(level).unwrap_or_default());
        Self { compressor, out: Vec::new() }
    }

    /// `data` as zlib packs it (RFC 1950).
    pub(super) fn pack(&mut self, data: &[u8]) -> Vec<u8> {
        let bound = self.compressor.zlib_compress_bound(data.len());
        if self.out.len() < bound {
            self.out.resize(bound, 0);
        }
        // The bound is the compressor's own, so there is room.
        let size = self.compressor.zlib_compress(data, &mut self.out).unwrap_or_default();
        self.out.get(..size).unwrap_or_default().to_vec()
    }
}
