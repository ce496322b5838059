//! A text of one cluster without an allocation.

use std::fmt;
use std::ops::Deref;

/// One or two characters; reads as `str`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ShortText {
    bytes: [u8; 8],
    length: u8,
}

impl ShortText {
    /// A character and what follows it.
    pub(super) fn new(first: char, second: Option<char>) -> Self {
        let mut text = Self { bytes: [0; 8], length: 0 };
        for c in std::iter::once(first).chain(second) {
            let from = usize::from(text.length);
            c.encode_utf8(&mut text.bytes[from..]);
            text.length += c.len_utf8() as u8;
        }
        text
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl Deref for ShortText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for ShortText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for ShortText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.escape_unicode())
    }
}
