//! The lines of a manifest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::limits;
use super::totals::Totals;
use crate::compose::Fitted;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "kebab-case")]
pub enum Line {
    /// What the run is made from: the first line.
    Run(Run),
    /// A record that was printed.
    Printed(Printed),
    /// A record that was not printed.
    Refused(Refused),
    /// A record that was taken out before printing (引抜き).
    Excluded(Excluded),
    /// A file; its records stand before it.
    File(Output),
    /// The totals: the last line.
    End(Totals),
}

/// What a run is made from. Two runs with the same first line make the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Version of this format.
    pub manifest: u32,
    /// Name and version of the program.
    pub engine: String,
    /// 帳票ID.
    pub form: String,
    /// Edition of the layout.
    pub edition: String,
    /// Layouts, parameters and fonts.
    pub sources: Vec<Source>,
    /// Files of the input.
    pub input: Vec<Source>,
    /// Options that change what is printed or how it is split, by their names.
    pub options: BTreeMap<String, String>,
    /// Which part of the run this is, if several machines share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Shard>,
}

impl Run {
    /// The version of the format that this program writes and reads.
    pub const VERSION: u32 = 1;
}

/// A file that a run reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it is to the run: `layout`, `layouts`, `params`, `font`, `records`.
    pub role: String,
    /// Its name without folders; empty where the name could tell something.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
}

/// One of the parts that several machines make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// 1 to `of`.
    pub index: u32,
    /// How many there are.
    pub of: u32,
}

impl Shard {
    /// Reads `2/5`.
    pub fn parse(text: &str) -> Option<Self> {
        let (index, of) = text.split_once('/')?;
        let (index, of) = (index.parse().ok()?, of.parse().ok()?);
        (1 <= index && index <= of && of <= limits::SHARDS).then_some(Self { index, of })
    }

    /// Whether the file of a number, from 1, is made here.
    pub fn makes(self, file: u64) -> bool {
        file % u64::from(self.of) == u64::from(self.index % self.of)
    }
}

/// A record that was printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Its place in the order of printing, from 1. Refused records have one too.
    pub position: u64,
    /// Its ordinal in the input, from 1.
    pub record: u64,
    /// HMAC-SHA-256 over its values under the key of the run, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Name of the file.
    pub file: String,
    /// Its first page in the file, from 1.
    pub first: u64,
    /// Its pages.
    pub pages: u64,
    /// Its sheets of paper.
    pub sheets: u64,
    /// Number of the piece of mail it belongs to, from 1, where records are gathered (名寄せ).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub piece: Option<u64>,
    /// How far it was proved: a word of [`crate::proof::Level::name`].
    pub proof: String,
    /// Glyphs whose form and text were found in the file as they were meant.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub glyphs: u64,
    /// Fields that did not fit at their base style.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fits: Vec<Fit>,
    /// Whether it was printed although a list guards it (支援措置).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub released: bool,
}

/// A field that did not fit at its base style.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// Path of the field with element numbers.
    pub field: String,
    /// Attempt of the ladder that was taken, from 1; 0 is the base style.
    pub attempt: u64,
    /// Characters that are not printed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lost: u64,
}

impl Fit {
    /// The findings of a record, at most [`limits::FITS`]: those that lost characters first.
    pub fn of(findings: &[Fitted]) -> Vec<Self> {
        let mut fits: Vec<Self> = findings.iter().map(Self::from).collect();
        fits.sort_by_key(|fit| fit.lost == 0);
        fits.truncate(limits::FITS);
        fits
    }
}

impl From<&Fitted> for Fit {
    fn from(fitted: &Fitted) -> Self {
        Self {
            field: fitted.field.clone(),
            attempt: fitted.attempt.map_or(0, |attempt| attempt as u64 + 1),
            lost: fitted.lost as u64,
        }
    }
}

/// A record that was not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Its place in the order of printing, from 1.
    pub position: u64,
    /// Its ordinal in the input, from 1.
    pub record: u64,
    /// Codes of the reasons, each once, in the order of the alphabet.
    pub codes: Vec<String>,
}

/// A record that was taken out before printing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// Its place in the order of printing, from 1.
    pub position: u64,
    /// Its ordinal in the input, from 1.
    pub record: u64,
}

/// A file of the output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path from the folder of the manifest, with `/`.
    pub file: String,
    /// Records in it.
    pub records: u64,
    /// Its pages.
    pub pages: u64,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn shards_share_all_files() {
        for text in ["", "1", "0/2", "3/2", "1/0", "a/2", "1/20000"] {
            assert_eq!(Shard::parse(text), None, "{text}");
        }
        let shards: Vec<Shard> =
            ["1/3", "2/3", "3/3"].iter().filter_map(|text| Shard::parse(text)).collect();
        assert_eq!(shards.len(), 3);
        for file in 1..=20 {
            let makers = shards.iter().filter(|shard| shard.makes(file)).count();
            assert_eq!(makers, 1, "{file}");
        }
    }
}
