//! Pixels → PNG bytes.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, Unit};

use super::Pixels;

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
        let grey = self.is_grey();
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(if grey { ColorType::Grayscale } else { ColorType::Rgb });
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Fast);
        encoder.set_pixel_dims(Some(resolution(dpi)));
        let mut writer = encoder.write_header()?;
        if grey {
            let levels: Vec<u8> = self.rgb.iter().step_by(3).copied().collect();
            writer.write_image_data(&levels)?;
        } else {
            writer.write_image_data(&self.rgb)?;
        }
        writer.finish()?;
        Ok(out)
    }
}

/// Pixels per metre, rounded: an inch is 25.4 mm.
fn resolution(dpi: u16) -> PixelDimensions {
    let per_metre = (u32::from(dpi) * 10_000 + 127) / 254;
    PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }
}
