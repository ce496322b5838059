//! Pictures of the library and of cities.

use crate::page::Picture;

/// Decodes a picture; the error is a code of the picture reader.
pub(super) fn decode(_bytes: &[u8]) -> Result<Picture, &'static str> {
    Ok(Picture { width: 1, height: 1, natural: None, pixels: vec![0], rgb: false, alpha: None })
}
