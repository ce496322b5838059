//! The tables of a [`super::Font`], written with `write-fonts`.

use std::collections::BTreeMap;

use write_fonts::tables::cmap::{
    Cmap, CmapSubtable, DefaultUvs, EncodingRecord, NonDefaultUvs, PlatformId, UnicodeRange,
    UvsMapping, VariationSelector,
};
use write_fonts::tables::gsub::{Gsub, SingleSubst, SubstitutionLookup, SubstitutionLookupList};
use write_fonts::tables::head::Head;
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::layout::{
    CoverageTable, Feature, FeatureList, FeatureRecord, LangSys, Lookup, LookupFlag, Script,
    ScriptList, ScriptRecord,
};
use write_fonts::tables::maxp::Maxp;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::tables::os2::Os2;
use write_fonts::tables::post::Post;
use write_fonts::tables::vhea::Vhea;
use write_fonts::tables::vmtx::Vmtx;
use write_fonts::types::{GlyphId, GlyphId16, NameId, Tag, Uint24};
use write_fonts::{FontBuilder, OffsetMarker};

use super::{Font, Glyph, glyf};

pub(super) fn build(font: &Font) -> Vec<u8> {
    let mut builder = FontBuilder::new();
    let (outlines, offsets) = glyf::outlines(font);
    builder.add_raw(Tag::new(b"glyf"), outlines).add_raw(Tag::new(b"loca"), offsets);
    builder.add_table(&head(font)).unwrap();
    builder.add_table(&hhea(font)).unwrap();
    builder.add_table(&Hmtx::new(widths(font), Vec::new())).unwrap();
    builder.add_table(&maxp(font)).unwrap();
    builder.add_table(&os2(font)).unwrap();
    builder.add_table(&cmap(font)).unwrap();
    builder.add_table(&name()).unwrap();
    builder.add_table(&Post::new_v2(font.glyphs.iter().map(|glyph| glyph.name.as_str()))).unwrap();
    if let Some(top) = font.top {
        builder.add_table(&vhea(font)).unwrap();
        builder.add_table(&Vmtx::new(heights(font, top), Vec::new())).unwrap();
    }
    if !font.vert.is_empty() {
        builder.add_table(&gsub(font)).unwrap();
    }
    builder.build()
}

fn head(font: &Font) -> Head {
    let em = font.units_per_em.cast_signed();
    Head {
        units_per_em: font.units_per_em,
        x_max: em,
        y_min: -em / 5,
        y_max: em,
        index_to_loc_format: 1,
        ..Head::default()
    }
}

fn hhea(font: &Font) -> Hhea {
    Hhea {
        ascender: ascent(font).into(),
        descender: (ascent(font) - font.units_per_em.cast_signed()).into(),
        advance_width_max: font.units_per_em.into(),
        number_of_h_metrics: count(font),
        ..Hhea::default()
    }
}

fn vhea(font: &Font) -> Vhea {
    Vhea {
        ascender: (font.units_per_em.cast_signed() / 2).into(),
        descender: (font.units_per_em.cast_signed() / -2).into(),
        advance_height_max: font.units_per_em.into(),
        number_of_long_ver_metrics: count(font),
        ..Vhea::default()
    }
}

fn ascent(font: &Font) -> i16 {
    i16::try_from(u32::from(font.units_per_em) * 88 / 100).unwrap()
}

fn count(font: &Font) -> u16 {
    u16::try_from(font.glyphs.len()).unwrap()
}

fn widths(font: &Font) -> Vec<LongMetric> {
    let metric = |glyph: &Glyph| {
        let left = glyph.ink.map_or(0, |ink| ink[0]);
        LongMetric::new(glyph.advance.unwrap_or(font.units_per_em), left)
    };
    font.glyphs.iter().map(metric).collect()
}

fn heights(font: &Font, top: i16) -> Vec<LongMetric> {
    let metric =
        |glyph: &Glyph| LongMetric::new(font.units_per_em, glyph.ink.map_or(0, |ink| top - ink[3]));
    font.glyphs.iter().map(metric).collect()
}

fn maxp(font: &Font) -> Maxp {
    Maxp {
        max_points: Some(4),
        max_contours: Some(1),
        max_composite_points: Some(8),
        max_composite_contours: Some(2),
        max_zones: Some(2),
        max_twilight_points: Some(0),
        max_storage: Some(0),
        max_function_defs: Some(0),
        max_instruction_defs: Some(0),
        max_stack_elements: Some(0),
        max_size_of_instructions: Some(0),
        max_component_elements: Some(2),
        max_component_depth: Some(1),
        ..Maxp::new(count(font))
    }
}

fn os2(font: &Font) -> Os2 {
    Os2 {
        fs_type: font.fs_type,
        s_typo_ascender: ascent(font),
        s_typo_descender: ascent(font) - font.units_per_em.cast_signed(),
        us_win_ascent: font.units_per_em,
        us_win_descent: font.units_per_em / 5,
        ul_code_page_range_1: Some(1 << 17),
        ul_code_page_range_2: Some(0),
        sx_height: Some(font.units_per_em.cast_signed() / 2),
        s_cap_height: Some(font.units_per_em.cast_signed() / 10 * 7),
        us_default_char: Some(0),
        us_break_char: Some(0x20),
        us_max_context: Some(1),
        ..Os2::default()
    }
}

fn name() -> Name {
    let texts = [(1, "Chohyo Synthetic"), (2, "Regular"), (6, "ChohyoSynthetic-Regular")];
    let record = |(id, text): (u16, &str)| {
        NameRecord::new(3, 1, 0x409, NameId::new(id), OffsetMarker::new(text.to_owned()))
    };
    Name::new(texts.into_iter().map(record).collect())
}

/// Every code with its glyph.
fn codes(font: &Font) -> BTreeMap<char, u16> {
    let glyphs = (0..).zip(&font.glyphs);
    glyphs.flat_map(|(gid, glyph)| glyph.codes.iter().map(move |&code| (code, gid))).collect()
}

fn cmap(font: &Font) -> Cmap {
    let codes = codes(font);
    let pairs = codes.iter().map(|(&code, &gid)| (code, GlyphId::from(gid)));
    let mut cmap = Cmap::from_mappings(pairs).unwrap();
    let selectors = selectors(font, &codes);
    if !selectors.is_empty() {
        let sequences = CmapSubtable::format_14(selectors);
        cmap.encoding_records.push(EncodingRecord::new(PlatformId::Unicode, 5, sequences));
        cmap.encoding_records.sort_by_key(|record| (record.platform_id as u16, record.encoding_id));
    }
    cmap
}

fn selectors(font: &Font, codes: &BTreeMap<char, u16>) -> Vec<VariationSelector> {
    let mut sequences = BTreeMap::<char, BTreeMap<char, u16>>::new();
    for (gid, glyph) in (0..).zip(&font.glyphs) {
        for &(base, selector) in &glyph.sequences {
            sequences.entry(selector).or_default().insert(base, gid);
        }
    }
    let record = |(selector, bases): (char, BTreeMap<char, u16>)| {
        let is_default = |&(base, gid): &(char, u16)| codes.get(&base) == Some(&gid);
        let (default, own): (Vec<_>, Vec<_>) = bases.into_iter().partition(is_default);
        VariationSelector::new(code(selector), default_uvs(&default), own_uvs(&own))
    };
    sequences.into_iter().map(record).collect()
}

fn default_uvs(bases: &[(char, u16)]) -> Option<DefaultUvs> {
    let ranges: Vec<_> = bases.iter().map(|&(c, _)| UnicodeRange::new(code(c), 0)).collect();
    (!ranges.is_empty()).then(|| DefaultUvs::new(ranges.len() as u32, ranges))
}

fn own_uvs(bases: &[(char, u16)]) -> Option<NonDefaultUvs> {
    let pairs: Vec<_> = bases.iter().map(|&(c, gid)| UvsMapping::new(code(c), gid)).collect();
    (!pairs.is_empty()).then(|| NonDefaultUvs::new(pairs.len() as u32, pairs))
}

fn code(c: char) -> Uint24 {
    Uint24::new(u32::from(c))
}

fn gsub(font: &Font) -> Gsub {
    let pairs: BTreeMap<u16, u16> = font.vert.iter().copied().collect();
    let coverage = CoverageTable::format_1(pairs.keys().map(|&gid| GlyphId16::new(gid)).collect());
    let forms = pairs.values().map(|&gid| GlyphId16::new(gid)).collect();
    let subtable = SingleSubst::format_2(coverage, forms);
    let lookup = SubstitutionLookup::Single(Lookup::new(LookupFlag::empty(), vec![subtable]));
    let feature = FeatureRecord::new(Tag::new(b"vert"), Feature::new(None, vec![0]));
    let script = Script::new(Some(LangSys::new(vec![0])), Vec::new());
    Gsub::new(
        ScriptList::new(vec![ScriptRecord::new(Tag::new(b"DFLT"), script)]),
        FeatureList::new(vec![feature]),
        SubstitutionLookupList::new(vec![lookup]),
    )
}
