//! Deflate (RFC 1950). The only file that names the compressor.

use flate2::{Compress, Compression, FlushCompress, Status};

/// For what is written once: 4 % behind level 9, in a quarter of its time.
const SMALL: u32 = 2;
/// For what every record has. Its codes are those of the standard: making codes for a page of its
/// own takes half of the time of packing it, for 12 % of its bytes.
const FAST: u32 = 1;
/// How far back the same bytes are looked for, as a power of two: all the data that the format
/// allows, and the length of a long page.
const ALL: u8 = 15;
const PAGE: u8 = 13;

/// Packs streams one after the other. What comes out depends on the data alone, not on the
/// machine: the compressor's hashes are the same on all of them.
pub(super) struct Deflater(Compress);

impl Deflater {
    /// For what is written once: fonts, fixed layers, pictures.
    pub(super) fn small() -> Self {
        Self(Compress::new_with_window_bits(Compression::new(SMALL), true, ALL))
    }

    /// For what every record has.
    pub(super) fn fast() -> Self {
        Self(Compress::new_with_window_bits(Compression::new(FAST), true, PAGE))
    }

    /// `data` as zlib packs it.
    pub(super) fn pack(&mut self, data: &[u8]) -> Vec<u8> {
        let Self(compress) = self;
        if compress.total_out() > 0 {
            compress.reset();
        }
        let (mut out, mut status) = (Vec::new(), Status::Ok);
        while status != Status::StreamEnd {
            let rest = &data[compress.total_in() as usize..];
            out.reserve(rest.len() / 2 + 64);
            let packed = compress.compress_vec(rest, &mut out, FlushCompress::Finish);
            status = packed.expect("only a stream that is over takes no data");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::ZlibDecoder;

    use super::*;

    /// Also data that grows when it is packed, and none.
    #[test]
    fn what_is_packed_comes_back() {
        let noise = (0..200_000_u32).map(|n| (n.wrapping_mul(0x9E37_79B1) >> 24) as u8);
        let noise: Vec<u8> = noise.collect();
        for mut deflater in [Deflater::small(), Deflater::fast()] {
            for data in [&[][..], b"BT", &noise, &[0; 300_000], &noise[..999]] {
                let (packed, mut back) = (deflater.pack(data), Vec::new());
                ZlibDecoder::new(&packed[..]).read_to_end(&mut back).unwrap();
                assert_eq!(back, data);
            }
        }
    }
}
