//! Bytes of other encodings as UTF-8, strictly: what is not in the table is an error with its
//! place, never U+FFFD. The only file that names `encoding_rs`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use chohyo_engine::record::Undecodable;
use chohyo_golden::folder;
use encoding_rs::{Decoder, DecoderResult, SHIFT_JIS, UTF_16BE, UTF_16LE};

use crate::args::EncodingWord;
use crate::report::Failure;

/// Bytes that are read at once.
const CHUNK: usize = 64 * 1024;

/// Opens a file whose text comes out as UTF-8.
pub(super) fn open(path: &Path, encoding: EncodingWord) -> Result<Box<dyn BufRead>, Failure> {
    let file = File::open(path).map_err(|error| folder::unreadable(path, &error))?;
    Ok(match encoding {
        EncodingWord::Utf8 => Box::new(BufReader::with_capacity(CHUNK, file)),
        _ => Box::new(BufReader::with_capacity(CHUNK, Decoding::new(file, encoding))),
    })
}

struct Decoding<R> {
    input: R,
    encoding: EncodingWord,
    /// `None` before the first byte.
    decoder: Option<Decoder>,
    bytes: Vec<u8>,
    taken: usize,
    at_end: bool,
    finished: bool,
    /// Bytes before those of `bytes`.
    offset: u64,
    /// Line of the next character.
    line: u64,
    utf8: Utf8,
    failed: Option<Undecodable>,
}

impl<R: Read> Decoding<R> {
    fn new(input: R, encoding: EncodingWord) -> Self {
        Self {
            input,
            encoding,
            decoder: None,
            bytes: Vec::new(),
            taken: 0,
            at_end: false,
            finished: false,
            offset: 0,
            line: 1,
            utf8: Utf8::default(),
            failed: None,
        }
    }

    fn fault(&self, offset: u64, hint: &'static str) -> Undecodable {
        let encoding = match self.encoding {
            EncodingWord::Utf16 => "UTF-16",
            _ => "CP932 (windows-31j)",
        };
        Undecodable { encoding, offset, line: self.line, hint }
    }

    /// Reads on until there are bytes, or the end.
    fn fill(&mut self) -> io::Result<()> {
        self.offset += self.taken as u64;
        self.bytes.clear();
        self.taken = 0;
        let limit = CHUNK as u64;
        self.at_end = self.input.by_ref().take(limit).read_to_end(&mut self.bytes)? < CHUNK;
        self.utf8.see(&self.bytes);
        Ok(())
    }

    /// The decoder that the first bytes ask for.
    fn begin(&mut self) -> Result<Decoder, Undecodable> {
        if self.encoding == EncodingWord::Cp932 {
            return match self.bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
                true => Err(self.fault(0, "utf-8")),
                false => Ok(SHIFT_JIS.new_decoder_without_bom_handling()),
            };
        }
        let (table, mark) = match self.bytes.get(..2) {
            Some([0xFF, 0xFE]) => (UTF_16LE, [0xFF, 0xFE]),
            Some([0xFE, 0xFF]) => (UTF_16BE, [0xFE, 0xFF]),
            // Nothing is nothing in every encoding.
            None if self.bytes.is_empty() => (UTF_16LE, [0; 2]),
            _ => return Err(self.fault(0, "no-mark")),
        };
        if self.bytes.get(2..4) == Some(&mark) {
            return Err(self.fault(2, "two-marks"));
        }
        self.taken = self.bytes.len().min(2);
        Ok(table.new_decoder_without_bom_handling())
    }

    /// The next characters; 0 at the end.
    fn decode(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.taken == self.bytes.len() && !self.at_end {
                self.fill()?;
            }
            if self.decoder.is_none() {
                let decoder = self.begin().map_err(io::Error::other)?;
                self.decoder = Some(decoder);
            }
            let Some(decoder) = &mut self.decoder else { return Ok(0) };
            let rest = &self.bytes[self.taken..];
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(rest, out, self.at_end);
            self.taken += read;
            self.line += out[..written].iter().filter(|byte| **byte == b'\n').count() as u64;
            match result {
                DecoderResult::Malformed(bad, after) => {
                    let end = self.offset + self.taken as u64;
                    let at = end.saturating_sub(u64::from(bad) + u64::from(after));
                    self.failed = Some(self.fault(at, "bytes"));
                }
                DecoderResult::InputEmpty if self.at_end => {
                    self.finished = true;
                    if self.encoding == EncodingWord::Cp932 && self.utf8.is_likely() {
                        self.failed = Some(Undecodable { line: 1, ..self.fault(0, "utf-8") });
                    }
                }
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            }
            if written > 0 || self.failed.is_some() || self.finished {
                return Ok(written);
            }
        }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.failed.is_none() && !self.finished {
            let written = self.decode(out)?;
            if written > 0 {
                return Ok(written);
            }
        }
        match &self.failed {
            Some(failed) => Err(io::Error::other(failed.clone())),
            None => Ok(0),
        }
    }
}

/// Whether all bytes so far are UTF-8 too.
#[derive(Default)]
struct Utf8 {
    refuted: bool,
    beyond_ascii: bool,
    /// The beginning of a character at the end of what was seen.
    begun: Vec<u8>,
}

impl Utf8 {
    fn see(&mut self, bytes: &[u8]) {
        if self.refuted {
            return;
        }
        self.beyond_ascii |= !bytes.is_ascii();
        self.begun.extend_from_slice(bytes);
        match std::str::from_utf8(&self.begun) {
            Ok(_) => self.begun.clear(),
            Err(error) if error.error_len().is_none() => {
                self.begun.drain(..error.valid_up_to());
            }
            Err(_) => self.refuted = true,
        }
    }

    fn is_likely(&self) -> bool {
        !self.refuted && self.beyond_ascii && self.begun.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], encoding: EncodingWord) -> Result<String, (u64, u64, &'static str)> {
        let mut text = String::new();
        match Decoding::new(bytes, encoding).read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(error) => {
                let found = error.get_ref().and_then(|e| e.downcast_ref::<Undecodable>());
                let found = found.expect("a fault with its place");
                Err((found.offset, found.line, found.hint))
            }
        }
    }

    #[test]
    fn cp932_is_the_table_of_windows() {
        let bytes = b"\x87\x40\x87\x8A\xFB\xFC\x8D\xE8\xED\x95\n";
        assert_eq!(decoded(bytes, EncodingWord::Cp932).as_deref(), Ok("①㈱髙崎﨑\n"));
        assert_eq!(decoded(b"a\nb\x85\x80\n", EncodingWord::Cp932), Err((3, 2, "bytes")));
        assert_eq!(decoded("氏名".as_bytes(), EncodingWord::Cp932), Err((0, 1, "utf-8")));
        assert_eq!(decoded(b"\xEF\xBB\xBFa", EncodingWord::Cp932), Err((0, 1, "utf-8")));
        assert_eq!(decoded(b"ab\x8D", EncodingWord::Cp932), Err((2, 1, "bytes")));
    }

    #[test]
    fn utf16_needs_its_mark() {
        assert_eq!(decoded(b"\xFF\xFEa\0\x42\x30", EncodingWord::Utf16).as_deref(), Ok("aあ"));
        assert_eq!(decoded(b"\xFE\xFF\0a\x30\x42", EncodingWord::Utf16).as_deref(), Ok("aあ"));
        assert_eq!(decoded(b"a\0", EncodingWord::Utf16), Err((0, 1, "no-mark")));
        assert_eq!(decoded(b"\xFF\xFE\xFF\xFEa\0", EncodingWord::Utf16), Err((2, 1, "two-marks")));
        // A lone surrogate.
        assert_eq!(decoded(b"\xFF\xFE\x42\xD8a\0", EncodingWord::Utf16), Err((2, 1, "bytes")));
        assert_eq!(decoded(b"", EncodingWord::Utf16).as_deref(), Ok(""));
    }
}
