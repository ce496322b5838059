//! SHA-256 of files.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chohyo_engine::manifest::hex;
use sha2::{Digest, Sha256};

/// Bytes that are read at once.
const CHUNK: usize = 256 * 1024;

/// Size and SHA-256, hexadecimal.
pub(super) type Print = (u64, String);

/// The print of some bytes.
pub(super) fn of_bytes(bytes: &[u8]) -> Print {
    (bytes.len() as u64, hex(&Sha256::digest(bytes)))
}

/// The print of a file.
pub(super) fn of_file(path: &Path) -> io::Result<Print> {
    let mut file = File::open(path)?;
    let (mut hash, mut size) = (Sha256::new(), 0);
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk) {
            Ok(0) => return Ok((size, hex(&hash.finalize()))),
            Ok(read) => {
                hash.update(&chunk[..read]);
                size += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
