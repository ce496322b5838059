//! PNG files → [`Picture`]: seals (公印), 印影. The only way a picture gets into a page.
//!
//! A seal that is read half, or read differently by two programs, is worse than none: anything
//! but one whole, still PNG picture is refused. Gamma and colour profiles are not applied; the
//! samples are taken as sRGB, as the PDF's output intent says.

use std::io::Cursor;

use png::{ColorType, DecodeOptions, Decoder, Limits, PixelDimensions, Transformations, Unit};

use crate::length::{Length, Size};
use crate::page::Picture;

/// Limits of a picture file; beyond them it is refused with `P011` before memory is taken.
pub mod limits {
    /// Most bytes of a file.
    pub const BYTES: usize = 8 * 1024 * 1024;
    /// Most pixels across or down: 170 mm at 600 dpi, far above any seal.
    pub const SIDE: u32 = 4_000;
    /// Most bytes of the picture of a whole page.
    pub const PAGE_BYTES: usize = 64 * 1024 * 1024;
    /// Most pixels across or down of the picture of a whole page: A3 at 600 dpi.
    pub const PAGE_SIDE: u32 = 10_000;
}

/// The file is not a PNG file.
const NOT_PNG: &str = "P010";
/// The file is larger than [`limits`] allow.
const TOO_LARGE: &str = "P011";
/// The file is cut off, changed, has bytes after its end or is against the format.
const DAMAGED: &str = "P012";
/// The file is an animation.
const ANIMATED: &str = "P013";

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const EMU_PER_METRE: i64 = 36_000_000;

/// Reads a PNG file of any colour type and depth, interlaced or not. 16-bit samples keep their
/// upper 8 bits. Grey where every pixel has r = g = b, RGB otherwise; opacity only if some pixel
/// is not opaque.
///
/// # Errors
/// The code of what is wrong: `P010` no PNG, `P011` too large, `P012` damaged, `P013` animated.
pub fn decode(bytes: &[u8]) -> Result<Picture, &'static str> {
    decode_within(bytes, (limits::BYTES, limits::SIDE))
}

/// Reads the picture of a whole page: as [`decode`], up to [`limits::PAGE_BYTES`] and
/// [`limits::PAGE_SIDE`].
///
/// # Errors
/// As [`decode`].
pub fn decode_page(bytes: &[u8]) -> Result<Picture, &'static str> {
    decode_within(bytes, (limits::PAGE_BYTES, limits::PAGE_SIDE))
}

fn decode_within(bytes: &[u8], (most, side): (usize, u32)) -> Result<Picture, &'static str> {
    if bytes.len() > most {
        return Err(TOO_LARGE);
    }
    check_chunks(bytes, side)?;
    let mut options = DecodeOptions::default();
    options.set_ignore_checksums(false);
    options.set_skip_ancillary_crc_failures(false);
    // Texts and colour profiles are compressed: not inflating them keeps bombs out.
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(bytes), options);
    decoder.set_limits(Limits { bytes: most * 8 });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| DAMAGED)?;
    let mut samples = vec![0; reader.output_buffer_size().ok_or(TOO_LARGE)?];
    reader.next_frame(&mut samples).map_err(|_| DAMAGED)?;
    reader.finish().map_err(|_| DAMAGED)?;
    let info = reader.info();
    let (pixels, rgb, alpha) = planes(&samples, reader.output_color_type().0);
    Ok(Picture {
        width: info.width,
        height: info.height,
        natural: info.pixel_dims.and_then(|dims| natural_size(info.width, info.height, dims)),
        pixels,
        rgb,
        alpha,
    })
}

/// Walks the chunks without reading them: the size stands first, the end is the file's end.
fn check_chunks(bytes: &[u8], side: u32) -> Result<(), &'static str> {
    let mut rest = bytes.strip_prefix(SIGNATURE).ok_or(NOT_PNG)?;
    let mut first = true;
    loop {
        let (head, tail) = rest.split_first_chunk::<8>().ok_or(DAMAGED)?;
        let [l0, l1, l2, l3, kind @ ..] = head;
        let length = u32::from_be_bytes([*l0, *l1, *l2, *l3]) as usize;
        let body = tail.get(..length).ok_or(DAMAGED)?;
        // Four bytes of checksum follow; the decoder compares them.
        rest = tail.get(length..).and_then(|t| t.get(4..)).ok_or(DAMAGED)?;
        match (kind, first) {
            (b"IHDR", true) => check_size(body, side)?,
            (b"IHDR", false) | (_, true) => return Err(DAMAGED),
            (b"acTL" | b"fcTL" | b"fdAT", _) => return Err(ANIMATED),
            (b"IEND", _) => {
                return if rest.is_empty() { Ok(()) } else { Err(DAMAGED) };
            }
            _ => {}
        }
        first = false;
    }
}

fn check_size(header: &[u8], most: u32) -> Result<(), &'static str> {
    let (width, rest) = header.split_first_chunk::<4>().ok_or(DAMAGED)?;
    let (height, _) = rest.split_first_chunk::<4>().ok_or(DAMAGED)?;
    let large = |side: &[u8; 4]| u32::from_be_bytes(*side) > most;
    if large(width) || large(height) { Err(TOO_LARGE) } else { Ok(()) }
}

/// Splits interleaved samples into colour (grey if no pixel has a hue) and opacity.
fn planes(samples: &[u8], color: ColorType) -> (Vec<u8>, bool, Option<Vec<u8>>) {
    let channels = color.samples();
    let colours = if channels < 3 { 1 } else { 3 };
    let hued = |p: &[u8]| p.windows(2).any(|pair| pair[0] != pair[1]);
    let rgb = colours == 3 && samples.chunks_exact(channels).any(|p| hued(&p[..3]));
    let keep = if rgb { 3 } else { 1 };
    let pixels = samples.chunks_exact(channels).flat_map(|p| &p[..keep]).copied().collect();
    let alpha = (channels > colours)
        .then(|| samples.chunks_exact(channels).map(|p| p[colours]).collect::<Vec<u8>>())
        .filter(|alpha| alpha.iter().any(|&a| a != 255));
    (pixels, rgb, alpha)
}

/// The printed size that `pHYs` states, in whole EMU (rounded half up).
fn natural_size(width: u32, height: u32, dims: PixelDimensions) -> Option<Size> {
    let side = |pixels: u32, per_metre: u32| {
        (dims.unit == Unit::Meter && per_metre > 0)
            .then(|| Length::emu(EMU_PER_METRE).scale(pixels.into(), per_metre.into()))
    };
    Some(Size::new(side(width, dims.xppu)?, side(height, dims.yppu)?))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::ZlibEncoder;
    use flate2::{Compression, Crc};
    use png::{BitDepth, Encoder};

    use super::*;

    struct Sample {
        side: u32,
        color: ColorType,
        depth: BitDepth,
        data: Vec<u8>,
        palette: Option<(Vec<u8>, Vec<u8>)>,
        dims: Option<PixelDimensions>,
    }

    impl Sample {
        fn new(side: u32, color: ColorType, depth: BitDepth, data: &[u8]) -> Self {
            Self { side, color, depth, data: data.to_vec(), palette: None, dims: None }
        }

        fn png(&self) -> Vec<u8> {
            let mut out = Vec::new();
            let mut encoder = Encoder::new(&mut out, self.side, self.side);
            encoder.set_color(self.color);
            encoder.set_depth(self.depth);
            encoder.set_pixel_dims(self.dims);
            if let Some((palette, alpha)) = &self.palette {
                encoder.set_palette(palette.clone());
                encoder.set_trns(alpha.clone());
            }
            let mut writer = encoder.write_header().unwrap();
            writer.write_image_data(&self.data).unwrap();
            writer.finish().unwrap();
            out
        }
    }

    fn grey() -> Vec<u8> {
        Sample::new(2, ColorType::Grayscale, BitDepth::Eight, &[0, 85, 170, 255]).png()
    }

    #[test]
    fn colour_types_come_out_in_the_smallest_shape() {
        let read = |color, depth, data: &[u8]| {
            let picture = decode(&Sample::new(2, color, depth, data).png()).unwrap();
            (picture.pixels, picture.rgb, picture.alpha)
        };
        use BitDepth::{Eight, One, Sixteen};
        let plain = |pixels: &[u8]| (pixels.to_vec(), false, None);
        assert_eq!(read(ColorType::Grayscale, Eight, &[1, 2, 3, 4]), plain(&[1, 2, 3, 4]));
        assert_eq!(read(ColorType::Grayscale, One, &[0x80, 0x40]), plain(&[255, 0, 0, 255]));
        let deep = [1, 9, 2, 9, 3, 9, 4, 9];
        assert_eq!(read(ColorType::Grayscale, Sixteen, &deep), plain(&[1, 2, 3, 4]));
        let opaque = [1, 255, 2, 255, 3, 255, 4, 255];
        assert_eq!(read(ColorType::GrayscaleAlpha, Eight, &opaque), plain(&[1, 2, 3, 4]));
        let greys = [7; 12];
        assert_eq!(read(ColorType::Rgb, Eight, &greys), plain(&[7; 4]));
        let hued = [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8];
        assert_eq!(read(ColorType::Rgb, Eight, &hued), (hued.to_vec(), true, None));
        let seal = [9, 9, 9, 0, 9, 9, 9, 255, 9, 9, 9, 1, 9, 9, 9, 2];
        assert_eq!(
            read(ColorType::Rgba, Eight, &seal),
            (vec![9; 4], false, Some(vec![0, 255, 1, 2]))
        );
    }

    #[test]
    fn palette_with_opacity() {
        let mut sample = Sample::new(2, ColorType::Indexed, BitDepth::Eight, &[0, 1, 1, 0]);
        sample.palette = Some((vec![200, 0, 0, 1, 2, 3], vec![128]));
        let picture = decode(&sample.png()).unwrap();
        assert_eq!(picture.pixels, [200, 0, 0, 1, 2, 3, 1, 2, 3, 200, 0, 0]);
        assert_eq!(picture.alpha, Some(vec![128, 255, 255, 128]));
    }

    #[test]
    fn interlaced_picture() {
        // 2×2, 8-bit grey, Adam7, written by hand: passes 1, 6 and 7.
        let body = [0, 10, 0, 20, 0, 30, 40];
        let mut packed = Vec::new();
        ZlibEncoder::new(&body[..], Compression::default()).read_to_end(&mut packed).unwrap();
        let header = [0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 1];
        let mut file = SIGNATURE.to_vec();
        for (kind, data) in [(b"IHDR", &header[..]), (b"IDAT", &packed[..]), (b"IEND", &[][..])] {
            let mut crc = Crc::new();
            crc.update(kind);
            crc.update(data);
            file.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            file.extend(kind);
            file.extend(data);
            file.extend(crc.sum().to_be_bytes());
        }
        assert_eq!(decode(&file).unwrap().pixels, [10, 20, 30, 40]);
    }

    #[test]
    fn stated_resolution_gives_the_printed_size() {
        let mut sample = Sample::new(2, ColorType::Grayscale, BitDepth::Eight, &[0; 4]);
        sample.dims = Some(PixelDimensions { xppu: 1000, yppu: 11_811, unit: Unit::Meter });
        let natural = decode(&sample.png()).unwrap().natural;
        assert_eq!(natural, Some(Size::new(Length::mm(2), Length::emu(6_096))));
        sample.dims = Some(PixelDimensions { xppu: 3, yppu: 3, unit: Unit::Unspecified });
        assert_eq!(decode(&sample.png()).unwrap().natural, None);
        sample.dims = Some(PixelDimensions { xppu: 0, yppu: 3, unit: Unit::Meter });
        assert_eq!(decode(&sample.png()).unwrap().natural, None);
    }

    #[test]
    fn anything_but_one_whole_picture_is_refused() {
        let good = grey();
        assert!(decode(&good).is_ok());
        assert_eq!(decode(b"\xff\xd8\xff\xe0 JFIF"), Err(NOT_PNG));
        for end in SIGNATURE.len()..good.len() {
            assert_eq!(decode(&good[..end]), Err(DAMAGED), "cut at {end}");
        }
        assert_eq!(decode(&[&good[..], b"\n"].concat()), Err(DAMAGED));
        for place in SIGNATURE.len()..good.len() {
            let mut bad = good.clone();
            bad[place] ^= 0x10;
            assert!(decode(&bad).is_err(), "byte {place} changed");
        }
        assert_eq!(decode(&vec![0; limits::BYTES + 1]), Err(TOO_LARGE));
        let mut wide = good.clone();
        wide[16..20].copy_from_slice(&4_001_u32.to_be_bytes());
        assert_eq!(decode(&wide), Err(TOO_LARGE));
    }

    #[test]
    fn an_animation_is_refused() {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, 2, 2);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_animated(1, 0).unwrap();
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[0; 4]).unwrap();
        writer.finish().unwrap();
        assert_eq!(decode(&out), Err(ANIMATED));
    }
}
