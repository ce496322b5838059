//! `chohyo sign` and `verify --public-key`: an Ed25519 signature of the last line of a manifest, whose
//! chain stands for all lines before it. The only file that names the crate of signatures.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_golden::folder;
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::verify;
use crate::args::SignArgs;
use crate::report::{Context, Exit, Failure};
use crate::{load, output};

/// What stands behind the name of a manifest in that of its signature.
const ENDING: &str = ".sig";
/// Most bytes of the last line: totals are numbers.
const LINE: u64 = 64 * 1024;

pub(crate) fn sign(args: &SignArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let beside = beside(&args.manifest);
    output::check(&beside)?;
    if beside.exists() {
        return Err(Diagnostic::error("B150").arg("path", beside.display()).into());
    }
    let pem = load::read_text(&args.key)?;
    let key = SigningKey::from_pkcs8_pem(&pem).map_err(|_| wrong_key(&args.key))?;
    // Only what is whole is signed.
    let (found, _) = verify::findings(&args.manifest)?;
    if !found.is_empty() {
        return Err(Failure { exit: Exit::SelfCheck, diagnostics: found });
    }
    let signature = key.sign(&closing(&args.manifest)?);
    output::stage(&beside, &signature.to_bytes()[..])?.publish_new(&beside)?;
    context.tell(&[Diagnostic::note("B195").arg("path", beside.display())]);
    Ok(Exit::Good)
}

/// `B194` if the signature of a manifest is not there, or not that of the key.
///
/// # Errors
/// `B193` a key that is none, `B001`.
pub(super) fn check(manifest: &Path, key: &Path) -> Result<Option<Diagnostic>, Failure> {
    let pem = load::read_text(key)?;
    let key = VerifyingKey::from_public_key_pem(&pem).map_err(|_| wrong_key(key))?;
    let beside = beside(manifest);
    let wrong = |problem: &'static str| {
        Diagnostic::error("B194").arg("path", beside.display()).arg("problem", problem)
    };
    let Ok(bytes) = std::fs::read(&beside) else { return Ok(Some(wrong("missing"))) };
    let line = closing(manifest)?;
    let good = Signature::from_slice(&bytes).and_then(|sign| key.verify_strict(&line, &sign));
    Ok(good.is_err().then(|| wrong("other")))
}

/// Copies the signature of a manifest beside a copy of it; whether there is one.
pub(super) fn copy(manifest: &Path, to: &Path) -> io::Result<bool> {
    let signature = beside(manifest);
    let signed = signature.exists();
    if signed {
        std::fs::copy(signature, beside(to))?;
    }
    Ok(signed)
}

/// The file of the signature of a manifest.
fn beside(manifest: &Path) -> PathBuf {
    let mut name = OsString::from(manifest);
    name.push(ENDING);
    name.into()
}

fn wrong_key(path: &Path) -> Failure {
    Diagnostic::error("B193").arg("path", path.display()).into()
}

/// The last line of a manifest without its end.
fn closing(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = || -> io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let from = file.metadata()?.len().saturating_sub(LINE);
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.take(LINE).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| folder::unreadable(path, &error))?;
    let lines = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    Ok(lines.rsplit(|byte| *byte == b'\n').next().unwrap_or_default().to_vec())
}
