//! The test seal of kits: marked as a sample, and in the place of every seal of a form. Black, as
//! seals are printed (この印は黒色です).

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::Params;
use chohyo_engine::picture::decode;

use crate::assets;
use crate::printing::Prepared;
use crate::report::Failure;

/// Where the picture stands in the layouts.
const PICTURE: &str = "params/seal-test.png";

/// Name of the picture in a kit.
pub(super) const NAME: &str = "seal.png";

/// Its bytes.
pub(super) fn bytes() -> &'static [u8] {
    assets::file(PICTURE).unwrap_or_default()
}

/// What a kit is composed with: test seals, whatever seals the city has.
///
/// # Errors
/// `P010` if the program lacks the picture.
pub(in crate::commands) fn sealed(prepared: Prepared<'_>) -> Result<Prepared<'_>, Failure> {
    let seal =
        decode(bytes()).map_err(|code| Failure::environment(vec![Diagnostic::error(code)]))?;
    let params: Params = prepared.params.with_test_seals(&prepared.loaded.form, &seal);
    Ok(Prepared { params, ..prepared })
}
