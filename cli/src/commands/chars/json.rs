//! A row for machines: JSON Lines, and CSV with the same columns.

use chohyo_engine::survey::{Drawn, Row};
use chohyo_fonts::{FontSet, ShapedGlyph};
use serde::Serialize;

use super::words;
use crate::csv_line::csv_line;

/// The head line of CSV; `file` follows when several inputs are surveyed.
pub(super) const HEAD: &str = "record,field,text,code_points,identity,font,glyph,printable,reason,\
    why,glyphs,advance,turned,collections,mj_candidates,koseki,juki,touki,x0213,shrink,shrink_to";

/// A row. Lengths are thousandths of the em.
#[derive(Serialize)]
pub(super) struct Line<'r> {
    record: u64,
    field: &'r str,
    text: String,
    code_points: String,
    identity: String,
    font: Option<&'r str>,
    /// Name of the glyph; of several, joined by `+`.
    glyph: Option<String>,
    printable: bool,
    /// `G001` and its kin.
    reason: Option<&'static str>,
    why: Option<&'static str>,
    glyphs: Vec<Placed>,
    advance: Option<i64>,
    turned: bool,
    collections: Vec<&'static str>,
    /// For what cannot be printed: the MJ characters of the same base.
    mj_candidates: Vec<String>,
    koseki: Option<String>,
    juki: Option<String>,
    touki: Option<String>,
    x0213: Option<String>,
    shrink: &'static str,
    shrink_to: Vec<To>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'r str>,
}

/// A glyph and its place from the pen.
#[derive(Serialize)]
struct Placed {
    id: u16,
    x: i64,
    y: i64,
}

/// A candidate of 縮退.
#[derive(Serialize)]
struct To {
    text: String,
    kuten: String,
    rule: &'static str,
    rank: u8,
}

impl<'r> Line<'r> {
    /// The row of a character.
    pub(super) fn of(row: &'r Row<'_>, fonts: &'r FontSet, file: Option<&'r str>) -> Self {
        let (facts, drawn) = (row.facts, row.drawn.as_ref().ok());
        let cause = row.drawn.as_ref().err().copied();
        let codes = facts.codes.as_ref();
        let (shrink, candidates) = words::shrunk(facts.shrunk.as_ref());
        let em = |drawn: &Drawn, units: i32| thousandths(units, drawn.units_per_em);
        Self {
            record: row.record,
            field: row.field,
            text: words::written(row.text),
            code_points: words::code_points(row.text),
            identity: words::identity(&facts.identity, row.text),
            font: drawn.map(|drawn| fonts.face(drawn.face).name()),
            glyph: drawn.map(|drawn| glyph_names(drawn, fonts)),
            printable: cause.is_none(),
            reason: cause.map(|cause| cause.code()),
            why: cause.map(|cause| words::why(cause)[0]),
            glyphs: drawn.map_or_else(Vec::new, placed),
            advance: drawn.map(|drawn| em(drawn, drawn.advance)),
            turned: drawn.is_some_and(|drawn| drawn.turned),
            collections: facts.collections.iter().map(|c| c.name()).collect(),
            mj_candidates: match cause {
                Some(_) => facts.siblings.iter().map(ToString::to_string).collect(),
                None => Vec::new(),
            },
            koseki: codes.and_then(|codes| codes.koseki).map(|n| format!("{n:06}")),
            juki: codes.and_then(|codes| codes.juki).map(|n| format!("J+{n:04X}")),
            touki: codes.and_then(|codes| codes.touki).map(|n| format!("{n:08}")),
            x0213: facts.kuten.map(|kuten| kuten.to_string()),
            shrink,
            shrink_to: candidates.iter().map(To::of).collect(),
            file,
        }
    }

    /// The row as a line of CSV, without its end.
    pub(super) fn csv(&self) -> String {
        let glyphs: Vec<_> =
            self.glyphs.iter().map(|g| format!("{}@{},{}", g.id, g.x, g.y)).collect();
        let to: Vec<_> = self.shrink_to.iter().map(To::csv).collect();
        let word = |word: &Option<String>| word.clone().unwrap_or_default();
        let mut cells = vec![
            self.record.to_string(),
            self.field.to_owned(),
            self.text.clone(),
            self.code_points.clone(),
            self.identity.clone(),
            self.font.unwrap_or_default().to_owned(),
            word(&self.glyph),
            self.printable.to_string(),
            self.reason.unwrap_or_default().to_owned(),
            self.why.unwrap_or_default().to_owned(),
            glyphs.join(" "),
            self.advance.map(|advance| advance.to_string()).unwrap_or_default(),
            self.turned.to_string(),
            self.collections.join(" "),
            self.mj_candidates.join(" "),
            word(&self.koseki),
            word(&self.juki),
            word(&self.touki),
            word(&self.x0213),
            self.shrink.to_owned(),
            to.join(" / "),
        ];
        cells.extend(self.file.map(str::to_owned));
        csv_line(cells)
    }
}

impl To {
    fn of(candidate: &chohyo_fonts::charset::Candidate) -> Self {
        Self {
            text: words::written(&candidate.text),
            kuten: candidate.kuten.to_string(),
            rule: candidate.rule.word(),
            rank: candidate.rank,
        }
    }

    fn csv(&self) -> String {
        format!("{} {} {} {}", self.text, self.kuten, self.rule, self.rank)
    }
}

/// Names of a character's glyphs; a glyph without a name by its number.
pub(super) fn glyph_names(drawn: &Drawn, fonts: &FontSet) -> String {
    let face = fonts.face(drawn.face);
    let name = |glyph: &ShapedGlyph| {
        face.glyph_name(glyph.id).map_or_else(|| format!("gid{}", glyph.id), str::to_owned)
    };
    drawn.glyphs.iter().map(name).collect::<Vec<_>>().join("+")
}

fn placed(drawn: &Drawn) -> Vec<Placed> {
    let em = |units| thousandths(units, drawn.units_per_em);
    drawn.glyphs.iter().map(|g| Placed { id: g.id, x: em(g.x), y: em(g.y) }).collect()
}

/// Font units as thousandths of the em, rounded.
fn thousandths(units: i32, em: u16) -> i64 {
    let em = i64::from(em.max(1));
    (i64::from(units) * 2_000 + em).div_euclid(em * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousandths_are_rounded() {
        for (units, em, expected) in
            [(2048, 2048, 1000), (1024, 2048, 500), (-1802, 2048, -880), (1, 2048, 0), (0, 0, 0)]
        {
            assert_eq!(thousandths(units, em), expected);
        }
    }

    #[test]
    fn the_head_has_a_name_for_every_cell() {
        assert_eq!(HEAD.split(',').count(), 21);
    }
}
