//! SHA-256 of files, and whether they were written to since.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use chohyo_engine::manifest::hex;
use sha2::{Digest, Sha256};

/// Bytes that are read at once.
const CHUNK: usize = 16 * 1024;
/// Smaller files are read again: they may be written to within one tick of the file system's clock.
const SMALL: u64 = 1024 * 1024;

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

/// What a file system says of a file that is not written to.
#[derive(PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// Volume, number, and time of the last change of data or name.
    own: [i64; 4],
}

impl Stamp {
    /// That of a file as it is now; `None` for one that cannot be told by it.
    pub(super) fn of(path: &Path) -> Option<Self> {
        // Opened, so that a file server is asked.
        let data = File::open(path).and_then(|file| file.metadata()).ok()?;
        let stamp = Self { size: data.len(), modified: data.modified().ok(), own: own(&data) };
        (stamp.size >= SMALL && stamp.modified.is_some()).then_some(stamp)
    }
}

#[cfg(unix)]
fn own(data: &Metadata) -> [i64; 4] {
    use std::os::unix::fs::MetadataExt as _;
    let [volume, number] = [data.dev(), data.ino()].map(u64::cast_signed);
    [volume, number, data.ctime(), data.ctime_nsec()]
}

#[cfg(not(unix))]
fn own(_: &Metadata) -> [i64; 4] {
    [0; 4]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs::{File, write};
    use std::io::{Seek as _, Write as _};

    use super::*;

    #[test]
    fn who_writes_and_sets_the_time_back_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("records.csv");
        write(&path, vec![b'a'; 2 * SMALL as usize]).unwrap();
        let (before, print) = (Stamp::of(&path), of_file(&path).unwrap());
        assert!(before.is_some() && before == Stamp::of(&path));
        let modified = std::fs::metadata(&path).unwrap().modified().unwrap();
        // A tick of the clock of file systems is at most some hundredths of a second.
        std::thread::sleep(std::time::Duration::from_millis(50));
        let mut file = File::options().write(true).open(&path).unwrap();
        file.rewind().unwrap();
        file.write_all(b"b").unwrap();
        file.set_modified(modified).unwrap();
        assert!(of_file(&path).unwrap() != print);
        #[cfg(unix)]
        assert!(before != Stamp::of(&path));
    }

    #[test]
    fn small_files_are_always_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("records.csv");
        write(&path, "a").unwrap();
        assert!(Stamp::of(&path).is_none() && Stamp::of(&folder.path().join("no")).is_none());
    }
}
