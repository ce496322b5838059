//! What a font file must hold to be a face.

use skrifa::font::Blob;
use skrifa::raw::FontRef;
use skrifa::{Font, Tag};

/// Tables that every face must have, besides its outlines.
const TABLES: [(&[u8; 4], &str); 8] = [
    (b"cmap", "cmap"),
    (b"head", "head"),
    (b"hhea", "hhea"),
    (b"hmtx", "hmtx"),
    (b"maxp", "maxp"),
    (b"name", "name"),
    (b"OS/2", "OS/2"),
    (b"post", "post"),
];

/// The version of files with CFF outlines: `OTTO`.
const OTTO: u32 = 0x4F54_544F;

/// A font and what its table directory says.
pub(super) struct Opened {
    pub(super) font: Font,
    pub(super) is_cff: bool,
    pub(super) vertical_metrics: bool,
}

/// Opens the font, or says which part is broken.
pub(super) fn open(data: &Blob) -> Result<Opened, &'static str> {
    let file = FontRef::new(data).map_err(|_| "table directory")?;
    let records = file.table_directory().table_records();
    let whole = records.iter().all(|record| {
        let end = u64::from(record.offset()) + u64::from(record.length());
        usize::try_from(end).is_ok_and(|end| end <= data.len())
    });
    if !whole {
        return Err("the file is cut short");
    }
    let has = |tag: &[u8; 4]| records.iter().any(|record| record.tag() == Tag::new(tag));
    if let Some((_, name)) = TABLES.iter().find(|(tag, _)| !has(tag)) {
        return Err(name);
    }
    let vertical_metrics = has(b"vhea") && has(b"vmtx");
    // A file may have both kinds of outlines; its first four bytes say which ones are meant.
    let is_cff = file.table_directory().sfnt_version() == OTTO;
    let drawn = if is_cff { has(b"CFF ") } else { has(b"glyf") && has(b"loca") };
    if !drawn {
        return Err("outlines");
    }
    let font = Font::new(data.clone(), 0).ok_or("table directory")?;
    let metrics = font.metrics();
    match () {
        () if metrics.raw_units_per_em != metrics.units_per_em => Err("head"),
        () if !(1..=u32::from(u16::MAX)).contains(&font.num_glyphs()) => Err("maxp"),
        () if metrics.hhea_line.is_none() => Err("hhea"),
        () if !font.charmap().has_unicode() => Err("cmap"),
        () => Ok(Opened { font, is_cff, vertical_metrics }),
    }
}
