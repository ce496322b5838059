//! `[characters]` of a city's parameter file: which characters the city prints, the fonts it
//! brings for them, and what decides when a character goes to a smaller set (縮退).
//!
//! Plain data: the files that it names are read by who has a disk.

use std::sync::Arc;

use chohyo_fonts::charset::{Decides, MapKind, Policy, Rule};
use chohyo_fonts::{Repertoire, SlotKind};

use super::vary::duplicate;
use crate::diag::Diagnostic;
use crate::reader::{Findings, Node, Table, parse};
use crate::source::{SourceFile, SourceSpan};

/// Most fonts and most maps of a city.
const FILES: usize = 16;

/// Most characters of a font's name, which stands in resource names, messages and audits.
const NAME: usize = 32;

/// What a city prints and with what. The default is the repertoire of MJ without any file.
#[derive(Clone, Default)]
pub struct Characters {
    /// The characters that the city prints.
    pub repertoire: Repertoire,
    /// Fonts that the city brings, in their order.
    pub fonts: Vec<SlotFile>,
    /// What decides alone in 縮退.
    pub policy: Policy,
    /// The city's maps for 縮退, in their order.
    pub maps: Vec<MapFile>,
}

/// A font file of a city.
#[derive(Clone, Debug)]
pub struct SlotFile {
    /// What the font is.
    pub kind: SlotKind,
    /// Short name, unique among the fonts.
    pub name: String,
    /// File beside the parameter file.
    pub file: String,
    /// SHA-256 of the file, 64 hexadecimal digits in lower case.
    pub sha256: String,
    /// Where the file is named.
    pub source: SourceSpan,
}

/// A map for 縮退: CSV with the columns name, target, rank.
#[derive(Clone, Debug)]
pub struct MapFile {
    /// Whose map it is.
    pub kind: MapKind,
    /// File beside the parameter file.
    pub file: String,
    /// Where the file is named.
    pub source: SourceSpan,
}

/// Reads `[characters]` of a parameter file; the rest of the file is not looked into.
///
/// # Errors
/// All errors in one run: `L001`–`L009` of the TOML text, its keys, words and names, `L130` a name
/// that is none, `L131` a file that is not beside the parameter file, `L132` a hash that is none,
/// `L133` a font that the profile never uses, `L134` too many files.
pub fn characters(source: &Arc<SourceFile>) -> Result<Characters, Vec<Diagnostic>> {
    let out = Findings::default();
    let read = parse(source, &out)
        .and_then(|file| file.table("characters", &out).map(|table| section(table, &out)));
    if out.errors() > 0 { Err(out.into_vec()) } else { Ok(read.unwrap_or_default()) }
}

fn section(table: &Table, out: &Findings) -> Characters {
    table.check_keys(&["profile", "font", "shrink"], out);
    let profiles = [Repertoire::Mj, Repertoire::MjPlus, Repertoire::Mixed];
    let profiles = profiles.map(|profile| (profile.name(), profile));
    let repertoire = table.word("profile", &profiles, out).unwrap_or_default();
    let fonts = fonts(table, repertoire, out);
    let shrink = table.table("shrink", out);
    if let Some(shrink) = shrink {
        shrink.check_keys(&["decide", "maps"], out);
    }
    Characters {
        repertoire,
        fonts,
        policy: shrink.map(|shrink| policy(shrink, out)).unwrap_or_default(),
        maps: shrink.map(|shrink| maps(shrink, out)).unwrap_or_default(),
    }
}

fn fonts(table: &Table, repertoire: Repertoire, out: &Findings) -> Vec<SlotFile> {
    let mut fonts: Vec<(SlotFile, SourceSpan)> = Vec::new();
    for table in few(table, "font", out) {
        let Some((font, name)) = font(table, repertoire, out) else { continue };
        match fonts.iter().find(|(known, _)| known.name == font.name) {
            Some((_, first)) => duplicate("characters.font", &font.name, &name, first, out),
            None => fonts.push((font, name)),
        }
    }
    fonts.into_iter().map(|(font, _)| font).collect()
}

/// A font with the place of its name.
fn font(table: &Table, repertoire: Repertoire, out: &Findings) -> Option<(SlotFile, SourceSpan)> {
    table.check_keys(&["slot", "name", "file", "sha256"], out);
    let kinds = [SlotKind::Gj, SlotKind::Toyo, SlotKind::Eudc].map(|kind| (kind.name(), kind));
    let slot = table.need("slot", out);
    let kind = slot.and_then(|node| node.word(&kinds, out));
    if let (Some(node), Some(SlotKind::Gj | SlotKind::Toyo)) = (slot, kind)
        && repertoire == Repertoire::Mj
    {
        out.error("L133", &node.span);
    }
    let name_node = table.need("name", out);
    let name = name_node.and_then(|node| checked(node, "L130", is_name, out));
    let file_node = table.need("file", out);
    let file = file_node.and_then(|node| checked(node, "L131", is_beside, out));
    let sha256 = table.need("sha256", out).and_then(|node| checked(node, "L132", is_sha256, out));
    let font = SlotFile {
        kind: kind?,
        name: name?,
        file: file?,
        sha256: sha256?.to_ascii_lowercase(),
        source: file_node?.span.clone(),
    };
    Some((font, name_node?.span.clone()))
}

/// The tables of an array. `L134` if they are too many.
fn few<'t>(table: &'t Table, key: &str, out: &Findings) -> Vec<&'t Table> {
    let mut tables = table.tables(key, out);
    if let Some(over) = tables.get(FILES) {
        out.push(Diagnostic::error("L134").at(&over.span).arg("limit", FILES));
        tables.truncate(FILES);
    }
    tables
}

fn policy(shrink: &Table, out: &Findings) -> Policy {
    let mut policy = Policy::default();
    let Some(decide) = shrink.table("decide", out) else { return policy };
    let words: Vec<&str> = Rule::ALL.iter().map(|rule| rule.word()).collect();
    decide.check_keys(&words, out);
    let decisions = [Decides::Always, Decides::WhenUnique, Decides::Never];
    let decisions = decisions.map(|decides| (decides.word(), decides));
    for rule in Rule::ALL {
        if let Some(decides) = decide.word(rule.word(), &decisions, out) {
            policy.set(rule, decides);
        }
    }
    policy
}

fn maps(shrink: &Table, out: &Findings) -> Vec<MapFile> {
    let kinds = [MapKind::City, MapKind::MjPlus].map(|kind| (kind.rule().word(), kind));
    let map = |table: &Table| {
        table.check_keys(&["file", "kind"], out);
        let kind = table.need("kind", out).and_then(|node| node.word(&kinds, out));
        let node = table.need("file", out)?;
        let file = checked(node, "L131", is_beside, out)?;
        Some(MapFile { kind: kind?, file, source: node.span.clone() })
    };
    few(shrink, "maps", out).into_iter().filter_map(map).collect()
}

/// The text of a node, if it is what it must be.
fn checked(
    node: &Node,
    code: &'static str,
    good: fn(&str) -> bool,
    out: &Findings,
) -> Option<String> {
    let text = node.text(out)?;
    if good(text) {
        return Some(text.to_owned());
    }
    out.error(code, &node.span);
    None
}

fn is_name(text: &str) -> bool {
    (1..=NAME).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// Whether a file lies in the folder itself, whatever system reads it.
fn is_beside(text: &str) -> bool {
    !text.is_empty() && !text.contains(['/', '\\', ':', '\0']) && text != "." && text != ".."
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
#[path = "characters_tests.rs"]
mod tests;
