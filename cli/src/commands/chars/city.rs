//! The characters of a city: its fonts, and its 縮退.

use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::MapFile;
use chohyo_engine::survey::Shrinking;
use chohyo_fonts::FontSet;
use chohyo_fonts::charset::{MapError, MapProblem, MapRow, Policy, ShrinkMap, Target};

use crate::csv_line::csv_rows;
use crate::load;
use crate::report::{Context, Failure};

/// The head line of a map.
const HEAD: &str = "name,target,rank";

/// What a city's parameters say of characters.
pub(super) struct City<'c> {
    fonts: &'c FontSet,
    policy: Policy,
    maps: Vec<ShrinkMap>,
}

impl<'c> City<'c> {
    /// The characters of a parameter file, or MJ with the usual policy.
    pub(super) fn load(context: &'c Context<'_>, params: Option<&Path>) -> Result<Self, Failure> {
        let characters = load::characters(params)?;
        let folder = params.and_then(Path::parent).unwrap_or(Path::new(""));
        let maps = characters.maps.iter().map(|file| map(folder, file));
        let maps = maps.collect::<Result<_, _>>()?;
        Ok(Self { fonts: context.city_fonts(params)?, policy: characters.policy, maps })
    }

    /// The fonts with the city's slots.
    pub(super) fn fonts(&self) -> &FontSet {
        self.fonts
    }

    /// 縮退 to a set.
    pub(super) fn shrinking(&self, target: Target) -> Shrinking<'_> {
        Shrinking { target, policy: &self.policy, maps: &self.maps }
    }
}

/// A map of the city: CSV with the columns name, target and rank.
fn map(folder: &Path, file: &MapFile) -> Result<ShrinkMap, Failure> {
    let path = folder.join(&file.file);
    let text = load::read_text(&path)?;
    let wrong = |line: usize, problem: &str| {
        let found = Diagnostic::error("B069").arg("path", path.display()).arg("line", line);
        found.arg("problem", problem).at(&file.source)
    };
    let rows = csv_rows(&text);
    let rows = match rows.split_first() {
        Some(((_, head), rows)) if head.join(",") == HEAD => rows,
        _ => return Err(wrong(1, "head").into()),
    };
    let rows = rows.iter().map(|(line, cells)| row(*line, cells));
    let told = |error: &MapError| wrong(error.line, word(error.problem));
    let read = ShrinkMap::new(file.kind, rows);
    read.map_err(|errors| Failure::input(errors.iter().map(told).collect()))
}

fn row(line: usize, cells: &[String]) -> MapRow<'_> {
    let cell = |index: usize| cells.get(index).map(String::as_str).unwrap_or_default();
    // With a cell too many there is no telling which is the rank.
    let rank = if cells.len() > 3 { "," } else { cell(2) };
    MapRow { line, name: cell(0), target: cell(1), rank }
}

fn word(problem: MapProblem) -> &'static str {
    match problem {
        MapProblem::Name => "name",
        MapProblem::Target => "target",
        MapProblem::Rank => "rank",
        MapProblem::Twice => "twice",
        MapProblem::TooLong => "long",
    }
}
