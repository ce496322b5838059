//! The chain of hashes through the lines. The only file of the room that names `serde_json`.

use sha2::{Digest, Sha256};

use super::key::hex;
use super::line::Line;

/// What stands between a line and its hash.
const SEAL: &str = ",\"chain\":\"";
/// What stands behind the hash.
const END: &str = "\"}";

/// A chain of lines, up to the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Hash of the last line, hexadecimal; empty before the first.
    last: String,
}

/// A line that is none, or does not belong where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// No line of a manifest.
    Syntax,
    /// Its hash is not that of the line and the one before it.
    Chain,
}

impl Chain {
    /// The text of the next line, with its end of line.
    pub fn seal(&mut self, line: &Line) -> String {
        // Keys are texts and numbers are whole, so no line can fail; an empty one would be found
        // by whoever reads it.
        let mut text = serde_json::to_string(line).unwrap_or_default();
        text.pop();
        self.last = self.hash(&text);
        text.push_str(SEAL);
        text.push_str(&self.last);
        text.push_str(END);
        text.push('\n');
        text
    }

    /// Reads the next line; `text` has no end of line.
    pub(super) fn open(&mut self, text: &str) -> Result<Line, Broken> {
        let (body, seal) = text.rsplit_once(SEAL).ok_or(Broken::Syntax)?;
        let seal = seal.strip_suffix(END).ok_or(Broken::Syntax)?;
        if seal != self.hash(body) {
            return Err(Broken::Chain);
        }
        self.last = seal.to_owned();
        serde_json::from_str(&format!("{body}}}")).map_err(|_| Broken::Syntax)
    }

    /// The hash of the last line, hexadecimal.
    pub fn last(&self) -> &str {
        &self.last
    }

    fn hash(&self, body: &str) -> String {
        hex(&Sha256::new().chain_update(&self.last).chain_update(body).finalize())
    }
}
