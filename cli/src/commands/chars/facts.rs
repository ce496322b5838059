//! What is known of one character, as lines of a label and a value.

use chohyo_engine::chart::Fact;
use chohyo_engine::diag::Lang;
use chohyo_engine::survey::{Facts, Row};
use chohyo_fonts::FontSet;
use chohyo_fonts::charset::{Candidate, Codes, Identity, Shrunk, Target};

use super::json::glyph_names;
use super::words;

/// Lines in the making.
struct Lines {
    lang: Lang,
    facts: Vec<Fact>,
}

impl Lines {
    fn add(&mut self, ja: &str, en: &str, value: impl Into<String>) {
        let label = self.word(ja, en).to_owned();
        self.facts.push(Fact { label, value: value.into() });
    }

    fn word<'w>(&self, ja: &'w str, en: &'w str) -> &'w str {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// The facts of a character.
pub(super) fn lines(row: &Row<'_>, target: Target, fonts: &FontSet, lang: Lang) -> Vec<Fact> {
    let facts = row.facts;
    let mut lines = Lines { lang, facts: Vec::new() };
    if !matches!(facts.identity, Identity::Sequence) {
        lines.add("文字図形名", "name", words::identity(&facts.identity, row.text));
    }
    lines.add("符号", "code points", code_points(row.text, lines.lang));
    if let Some(codes) = &facts.codes {
        codes_of(codes, &mut lines);
    }
    kuten(facts, &mut lines);
    if !facts.collections.is_empty() {
        let names: Vec<_> = facts.collections.iter().map(|c| c.name()).collect();
        lines.add("異体字の登録", "collections", names.join(", "));
    }
    hentaigana(&facts.identity, &mut lines);
    drawn(row, fonts, &mut lines);
    if let Some(found) = &facts.shrunk {
        shrunk(found, target, &mut lines);
    }
    lines.facts
}

/// The code points, or how to write a glyph that has none.
fn code_points(text: &str, lang: Lang) -> String {
    let written = words::written(text);
    match (written == text, lang) {
        (true, _) => words::code_points(text),
        (false, Lang::Ja) => format!("なし（{written} と書く）"),
        (false, Lang::En) => format!("none (write {written})"),
    }
}

fn codes_of(codes: &Codes, lines: &mut Lines) {
    if let Some(ucs) = codes.ucs {
        let value = format!("U+{:04X} {ucs}", u32::from(ucs));
        lines.add("対応する UCS", "UCS character", value);
    }
    if let Some(koseki) = codes.koseki {
        lines.add("戸籍統一文字番号", "koseki number", format!("{koseki:06}"));
    }
    if let Some(juki) = codes.juki {
        lines.add("住基ネット統一文字コード", "Juki-Net code", format!("J+{juki:04X}"));
    }
    if let Some(touki) = codes.touki {
        lines.add("登記統一文字番号", "touki number", format!("{touki:08}"));
    }
}

fn kuten(facts: &Facts, lines: &mut Lines) {
    let Some(kuten) = facts.kuten else { return };
    let unified = facts.codes.as_ref().is_some_and(|codes| codes.unified);
    let note = match unified {
        true => lines.word("（別の字形に包摂）", " (unified with another form)"),
        false => "",
    };
    let value = format!("{kuten}{note}");
    lines.add("JIS X 0213 面区点", "JIS X 0213", value);
}

fn hentaigana(identity: &Identity, lines: &mut Lines) {
    let Identity::Mj(mj) = identity else { return };
    if let Some(origin) = mj.origin() {
        lines.add("字母", "origin", origin.to_string());
    }
    if let Some(other) = mj.merged_into() {
        lines.add("符号化の統合先", "merged into", other.to_string());
    }
}

fn drawn(row: &Row<'_>, fonts: &FontSet, lines: &mut Lines) {
    match &row.drawn {
        Ok(drawn) => {
            let font = fonts.face(drawn.face).name();
            lines.add("印字", "printed by", format!("{font}  {}", glyph_names(drawn, fonts)));
        }
        Err(cause) => {
            let [_, ja, en] = words::why(*cause);
            let value = format!("{} {}", cause.code(), lines.word(ja, en));
            lines.add("印字できない", "not printable", value);
        }
    }
}

/// A line for each candidate; whether the policy decides stands in the label.
fn shrunk(shrunk: &Shrunk, target: Target, lines: &mut Lines) {
    let set = match target {
        Target::X0213 => "X 0213",
        Target::X0208 => "X 0208",
    };
    let (_, candidates) = words::shrunk(Some(shrunk));
    let (ja, en) = match shrunk {
        Shrunk::One(_) => ("縮退", "縮退"),
        Shrunk::Many(_) => ("縮退（要確認）", "縮退 (review)"),
        Shrunk::None => {
            let none = lines.word("候補なし", "no candidate").to_owned();
            return lines.add(&format!("縮退 {set}"), &format!("縮退 {set}"), none);
        }
    };
    for (index, candidate) in candidates.iter().enumerate() {
        let value = told(candidate, lines.lang);
        match index {
            0 => lines.add(&format!("{ja} {set}"), &format!("{en} {set}"), value),
            _ => lines.add("", "", value),
        }
    }
}

/// `葛 1-19-75  JIS包摂規準・UCS統合規則`, with the rank if the rule has one.
fn told(candidate: &Candidate, lang: Lang) -> String {
    let Candidate { text, kuten, rule, rank } = candidate;
    let rule = match lang {
        Lang::Ja => rule.title(),
        Lang::En => rule.word(),
    };
    let rank = match (*rank, lang) {
        (0, _) => String::new(),
        (rank, Lang::Ja) => format!("（順位 {rank}）"),
        (rank, Lang::En) => format!(" (rank {rank})"),
    };
    format!("{} {kuten}  {rule}{rank}", words::written(text))
}
