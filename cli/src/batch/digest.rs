//! SHA-256 of files and of what is written.

use std::fs::File;
use std::io::{self, Read, Write};
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

/// A writer that takes the print of what goes through it.
pub(super) struct Printing<W> {
    inner: W,
    hash: Sha256,
    size: u64,
}

impl<W: Write> Printing<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new(), size: 0 }
    }

    /// The writer, and the print.
    pub(super) fn finish(self) -> (W, Print) {
        (self.inner, (self.size, hex(&self.hash.finalize())))
    }
}

impl<W: Write> Write for Printing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
