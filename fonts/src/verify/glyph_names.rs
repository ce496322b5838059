//! `post`: glyph names. Municipal glyphs are found by name, so a name must mean one glyph.

use std::collections::HashSet;

use super::bytes::Bytes;
use super::directory::Tables;
use super::refusal::{Flaw, Refusal};

/// Names of the standard Macintosh order, which have no text in the file.
const STANDARD: usize = 258;

/// The header before the list of names.
const HEADER: usize = 32;

pub(super) fn check(tables: &Tables<'_>, glyphs: u16) -> Result<(), Refusal> {
    let post = tables.get(b"post")?;
    match post.u32(0).filter(|_| post.len() >= HEADER) {
        Some(0x0001_0000 | 0x0003_0000) => Ok(()),
        Some(0x0002_0000) => check_list(post, glyphs),
        _ => Err(Flaw::Names.byte("post", 0)),
    }
}

fn check_list(post: Bytes<'_>, glyphs: u16) -> Result<(), Refusal> {
    let count = post.u16(HEADER).filter(|&count| count == glyphs);
    let count = usize::from(count.ok_or_else(|| Flaw::Count.byte("post", HEADER))?);
    let broken = |at| Flaw::Names.byte("post", at);
    let texts = texts(post, HEADER + 2 + 2 * count).map_err(broken)?;
    let indices = post.entries(HEADER + 2, count, 2).ok_or_else(|| broken(HEADER))?;
    let mut seen = HashSet::new();
    for (index, gid) in indices.filter_map(|entry| entry.short(0)).zip(0..) {
        let Some(own) = index.checked_sub(STANDARD) else { continue };
        let name = texts.get(own).ok_or_else(|| Flaw::Names.glyph("post", gid))?;
        if is_municipal(name) && !seen.insert(name.to_ascii_lowercase()) {
            return Err(Flaw::Names.glyph("post", gid));
        }
    }
    Ok(())
}

/// The names of the file, each with its length before it.
///
/// # Errors
///
/// The byte of a name that is cut short, or after which there are too many.
fn texts(post: Bytes<'_>, mut at: usize) -> Result<Vec<&[u8]>, usize> {
    let mut texts = Vec::new();
    while let Some(length) = post.u8(at) {
        let text = post.part(at + 1, usize::from(length)).ok_or(at)?;
        texts.push(text.0);
        at += 1 + text.len();
        if texts.len() > usize::from(u16::MAX) {
            return Err(at);
        }
    }
    Ok(texts)
}

/// `mj022335`, `gj000001`, `gjh00034`: other names mean nothing to us and may repeat.
fn is_municipal(name: &[u8]) -> bool {
    let lower = name.to_ascii_lowercase();
    let rest =
        [b"mj".as_slice(), b"gjh", b"gj"].iter().find_map(|start| lower.strip_prefix(*start));
    rest.is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_digit))
}
