//! Glyph names of a font, for both ways of looking.

use skrifa::Font;

/// The names of all glyphs. Read in one pass over the font's table.
pub(super) struct Names {
    /// All names without a border between them.
    text: String,
    /// Where each glyph's name ends in `text`; it begins where that of the glyph before ends.
    ends: Vec<u32>,
    /// Glyphs with a name, by name and then by id.
    sorted: Vec<u16>,
}

impl Names {
    pub(super) fn read(font: &Font) -> Self {
        let mut names = Self { text: String::new(), ends: Vec::new(), sorted: Vec::new() };
        for (_, name) in font.glyph_names() {
            if !name.is_synthesized() {
                names.text.push_str(name.as_str());
            }
            names.ends.push(u32::try_from(names.text.len()).unwrap_or(u32::MAX));
        }
        let mut sorted: Vec<u16> = (0..=u16::MAX).zip(&names.ends).map(|(gid, _)| gid).collect();
        sorted.retain(|&gid| names.get(gid).is_some());
        sorted.sort_by_key(|&gid| names.get(gid));
        names.sorted = sorted;
        names
    }

    /// The name of a glyph.
    pub(super) fn get(&self, gid: u16) -> Option<&str> {
        let gid = usize::from(gid);
        let start = gid.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        let range = usize::try_from(start).ok()?..usize::try_from(*self.ends.get(gid)?).ok()?;
        self.text.get(range).filter(|name| !name.is_empty())
    }

    /// The first glyph with a name.
    pub(super) fn find(&self, name: &str) -> Option<u16> {
        let at = self.sorted.partition_point(|&gid| self.get(gid) < Some(name));
        self.sorted.get(at).copied().filter(|&gid| self.get(gid) == Some(name))
    }
}
