//! The text-rendering-tests of unicode-org, by outline: what our faces draw against the picture
//! that the suite expects, every point within one unit (the suite's own tolerance).
//!
//! The suite is not part of this project. With a copy of it:
//!
//! ```text
//! CHOHYO_RENDERING_TESTS=FOLDER cargo test -p chohyo-fonts --test rendering_suite -- --ignored --nocapture
//! ```
//!
//! In scope are CMAP, CFF, GLYF, GSUB, GPOS and SFNT without variations; the rest is listed with
//! the reason. Outlines are always the product's own ([`Face::outline`]). Places are the
//! product's ([`Face::shape`]) for a text of one cluster that the product draws. Elsewhere the
//! product differs from the suite on purpose: it shapes each cluster by itself, without kerning
//! and contextual forms; it refuses a mark that a font only lays over its base, and a sequence
//! that the font lacks. For those texts the places come from the shaper that the product uses,
//! with the shaper's own defaults, and the table says so.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod common;
mod rendering;

use std::collections::BTreeMap;
use std::path::Path;

use chohyo_fonts::{
    Face, FaceId, FontError, FontSet, MissingCause, Repertoire, Setting, SlotKind, SlotSource,
};
use rendering::case::{self, Case, Drawn};
use rendering::path;

/// Families of pages that are in scope.
const IN_SCOPE: [&str; 6] = ["CFF", "CMAP", "GLYF", "GPOS", "GSUB", "SFNT"];

/// Why a family of pages is out of scope.
const OUT_OF_SCOPE: [(&str, &str); 11] = [
    ("AVAR", "variable fonts: a form has no axes"),
    ("CFF2", "variable fonts: a form has no axes"),
    ("CVAR", "variable fonts: a form has no axes"),
    ("GVAR", "variable fonts: a form has no axes"),
    ("HVAR", "variable fonts: a form has no axes"),
    ("KERN", "kern table: forms never kern"),
    ("MORX", "Apple's tables: no municipal font has them"),
    ("SHARAN", "Arabic: right to left"),
    ("SHBALI", "Balinese: not a script of Japanese forms"),
    ("SHKNDA", "Kannada: not a script of Japanese forms"),
    ("SHLANA", "Tai Tham: not a script of Japanese forms"),
];

/// The suite draws every font at this many units per em.
const SUITE_UNITS: f32 = 1000.0;

/// What came of a case.
enum Verdict {
    Passed(&'static str),
    OutOfScope(&'static str),
    Failed(String),
}

#[test]
#[ignore = "needs a copy of the suite in CHOHYO_RENDERING_TESTS"]
fn every_case_in_scope_passes() {
    let folder = std::env::var("CHOHYO_RENDERING_TESTS");
    let folder = folder.expect("CHOHYO_RENDERING_TESTS names the folder of the suite");
    let cases = cases(Path::new(&folder));
    let (mut passed, mut outside, mut failed) = (BTreeMap::new(), BTreeMap::new(), 0);
    println!("unicode-org/text-rendering-tests, outlines within one unit\n");
    for case in &cases {
        let family = case.id.split('-').next().unwrap_or_default();
        let (word, note) = match judge(case, Path::new(&folder)) {
            Verdict::Passed(how) => {
                *passed.entry(family).or_insert(0) += 1;
                ("pass", how.to_owned())
            }
            Verdict::OutOfScope(reason) => {
                *outside.entry(family).or_insert(0) += 1;
                ("out of scope", reason.to_owned())
            }
            Verdict::Failed(why) => {
                failed += 1;
                ("FAIL", why)
            }
        };
        println!("{:<16}{word:<14}{note}", case.id);
    }
    print_counts(&passed, &outside, failed);
    assert_eq!(failed, 0);
    let in_scope: i32 = passed.values().sum();
    assert!(cases.len() >= 700 && in_scope >= 70, "{} cases, {in_scope} passed", cases.len());
}

fn print_counts(passed: &BTreeMap<&str, i32>, outside: &BTreeMap<&str, i32>, failed: i32) {
    let line = |counts: &BTreeMap<&str, i32>| {
        let words: Vec<_> = counts.iter().map(|(family, n)| format!("{family} {n}")).collect();
        format!("{} ({})", counts.values().sum::<i32>(), words.join(", "))
    };
    println!("\npassed {}", line(passed));
    println!("out of scope {}", line(outside));
    println!("failed {failed}");
}

/// The cases of all pages, in the order of their names.
fn cases(folder: &Path) -> Vec<Case> {
    let pages = std::fs::read_dir(folder.join("testcases")).unwrap();
    let mut pages: Vec<_> = pages.map(|page| page.unwrap().path()).collect();
    pages.retain(|page| {
        page.extension().is_some_and(|end| end == "html") && !page.ends_with("index.html")
    });
    pages.sort();
    let read = |page: &std::path::PathBuf| match case::read(page) {
        Ok(cases) => cases,
        Err(why) => panic!("{}: {why}", page.file_name().unwrap().display()),
    };
    pages.iter().flat_map(read).collect()
}

fn judge(case: &Case, folder: &Path) -> Verdict {
    let family = case.id.split('-').next().unwrap_or_default();
    if !IN_SCOPE.contains(&family) {
        let reason = OUT_OF_SCOPE.iter().find(|(own, _)| *own == family);
        return reason.map_or_else(
            || Verdict::Failed("a family without a verdict".to_owned()),
            |(_, reason)| Verdict::OutOfScope(reason),
        );
    }
    if case.variation.is_some() {
        return Verdict::OutOfScope("variable fonts: a form has no axes");
    }
    let data = std::fs::read(folder.join("fonts").join(&case.font)).unwrap();
    if case.id.starts_with("CMAP-3/") {
        return refused(data);
    }
    match Face::open(FaceId(0), case.font.clone(), data.clone().into()) {
        Ok(face) => compare(case, &face, data),
        Err(error) => Verdict::Failed(error.to_string()),
    }
}

/// A font with an old encoding only: no Unicode `cmap`.
fn refused(data: Vec<u8>) -> Verdict {
    let slot = SlotSource { name: "suite".to_owned(), kind: SlotKind::Eudc, data: data.into() };
    let set = FontSet::new(common::sources()).unwrap();
    let codes = set.with_slots(Repertoire::Mj, vec![slot]).map(drop).map_err(|errors| {
        let codes = errors.iter().map(FontError::code);
        codes.collect::<Vec<_>>()
    });
    match codes {
        Err(codes) if codes == ["G024"] => {
            Verdict::OutOfScope("no Unicode cmap: the product refuses the font, G024")
        }
        other => Verdict::Failed(format!("not refused with G024: {other:?}")),
    }
}

fn compare(case: &Case, face: &Face, data: Vec<u8>) -> Verdict {
    let (how, glyphs) = match shaped(face, &case.text) {
        Ok(glyphs) => ("Face::shape", glyphs),
        Err(why) => (why, placed(data, &case.text)),
    };
    let Some(expected) = &case.expected else {
        return Verdict::Passed("ends");
    };
    let scale = SUITE_UNITS / f32::from(face.units_per_em());
    let near = |ours: i32, theirs: f32| (ours as f32 * scale - theirs).abs() <= 1.0;
    let same = |(&(gid, x, y), want): (&(u16, i32, i32), &Drawn)| {
        let outline = path::of(face, gid, scale);
        let alike = outline.is_some_and(|outline| path::alike(&outline, &want.path));
        near(x, want.x) && near(y, want.y) && alike
    };
    let wrong = glyphs.iter().zip(expected).position(|pair| !same(pair));
    match wrong {
        None if glyphs.len() == expected.len() => Verdict::Passed(how),
        None => Verdict::Failed(format!("{} glyphs, not {}", glyphs.len(), expected.len())),
        Some(index) => Verdict::Failed(format!("glyph {index} of {glyphs:?} ({how})")),
    }
}

/// The product's glyphs with their places, of a text of one cluster that the product draws.
///
/// # Errors
///
/// Why the places come from the shaper.
fn shaped(face: &Face, text: &str) -> Result<Vec<(u16, i32, i32)>, &'static str> {
    let shaped = face.shape(text, Setting::default());
    let shaped = shaped.map_err(|missing| match missing.as_slice() {
        [one] if one.cause == MissingCause::NoSequence => {
            "shaper's places; Face::shape refuses a sequence that the font lacks"
        }
        _ => "shaper's places; Face::shape refuses a mark that is only laid over its base",
    })?;
    let [cluster] = shaped.clusters.as_slice() else {
        return Err("shaper's places; Face::shape keeps clusters apart");
    };
    Ok(cluster.glyphs.iter().map(|glyph| (glyph.id, glyph.x, glyph.y)).collect())
}

/// The shaper's glyphs with their places, of any text.
fn placed(data: Vec<u8>, text: &str) -> Vec<(u16, i32, i32)> {
    let font = skrifa::Font::new(data, 0).unwrap();
    let mut buffer = harfrust::Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_flags(harfrust::BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    harfrust::shape(&harfrust::ShaperFont::new(&font), &mut buffer, harfrust::ShapeOptions::new())
        .unwrap();
    let (mut x, mut y) = (0, 0);
    let mut glyphs = Vec::new();
    for (info, at) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        glyphs.push((info.glyph_id as u16, x + at.x_offset, y + at.y_offset));
        x += at.x_advance;
        y += at.y_advance;
    }
    glyphs
}
