//! Pixels → PNG bytes.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, Unit};

use super::Pixels;
use crate::alike::Grey;

impl Pixels {
    /// The picture as a PNG file: 8-bit grey where no pixel has a hue, RGB otherwise, with its
    /// resolution and nothing else, so that equal pixels give equal bytes.
    ///
    /// # Errors
    /// `P020` if the pixels do not fit the stated size.
    pub fn to_png(&self, dpi: u16) -> Result<Vec<u8>, &'static str> {
        self.encode(dpi).map_err(|_| "P020")
    }

    fn encode(&self, dpi: u16) -> Result<Vec<u8>, EncodingError> {
        let size = (self.width, self.height);
        if self.is_grey() {
            let levels: Vec<u8> = self.rgb.iter().step_by(3).copied().collect();
            encode(size, ColorType::Grayscale, &levels, dpi)
        } else {
            encode(size, ColorType::Rgb, &self.rgb, dpi)
        }
    }
}

impl Grey {
    /// The picture as a PNG file of 8-bit grey, with its resolution.
    ///
    /// # Errors
    /// `P020` if it has no pixels.
    pub fn to_png(&self, dpi: u16) -> Result<Vec<u8>, &'static str> {
        let side = |pixels: usize| u32::try_from(pixels).map_err(|_| "P020");
        let size = (side(self.width())?, side(self.height())?);
        encode(size, ColorType::Grayscale, self.levels(), dpi).map_err(|_| "P020")
    }
}

fn encode(
    (width, height): (u32, u32),
    colour: ColorType,
    pixels: &[u8],
    dpi: u16,
) -> Result<Vec<u8>, EncodingError> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_color(colour);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_pixel_dims(Some(resolution(dpi)));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(out)
}

/// Pixels per metre, rounded: an inch is 25.4 mm.
fn resolution(dpi: u16) -> PixelDimensions {
    let per_metre = (u32::from(dpi) * 10_000 + 127) / 254;
    PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }
}
