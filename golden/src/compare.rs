//! A case against its references, layer by layer; the cheapest layer explains the failure.

use std::path::Path;

use chohyo_engine::diag::{Diagnostic, Place};
use chohyo_engine::length::Rect;
use similar::{ChangeTag, TextDiff};

use crate::cases::Case;
use crate::make::{Made, differs};
use crate::tolerance::Tolerance;
use crate::{locate, pixels, refs};

/// Most places of a page that are told one by one.
const PLACES: usize = 8;

/// A line of a text layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Only in the reference.
    Gone(String),
    /// Only in what is made now.
    New(String),
}

/// A place where a page differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Page, 1-based.
    pub page: usize,
    /// Bounding box of the differing pixels.
    pub area: Rect,
    /// Names of the items there.
    pub items: Vec<String>,
}

/// A tolerance of a case and how many pixels differ in its box.
#[derive(Clone, Debug)]
pub struct Tolerated {
    /// As the manifest has it.
    pub tolerance: Tolerance,
    /// Pixels that differ there; more than it takes if it is not kept.
    pub pixels: usize,
}

/// What differs between a case and its references.
#[derive(Default)]
pub struct Difference {
    /// Findings for people, one per layer and page.
    pub diagnostics: Vec<Diagnostic>,
    /// Lines of the item dump.
    pub items: Vec<Line>,
    /// Lines of the PDF objects.
    pub objects: Vec<Line>,
    /// Places of the pictures.
    pub spots: Vec<Spot>,
    /// The tolerances of the case whose picture was compared.
    pub tolerated: Vec<Tolerated>,
}

impl Difference {
    /// Whether all layers are equal, but for what a tolerance takes, and every tolerance is used.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    fn tolerate<'t>(&mut self, tolerances: impl Iterator<Item = (&'t Tolerance, usize)>) {
        for (tolerance, pixels) in tolerances {
            if pixels == 0 {
                self.diagnostics.push(unused(tolerance));
            }
            self.tolerated.push(Tolerated { tolerance: tolerance.clone(), pixels });
        }
    }
}

/// Compares the pages of a case with its references. A reference that is missing is a
/// difference; a case that never had any is told once. So is a tolerance where nothing differs
/// (`B109`).
pub fn compare(root: &Path, case: &Case, made: &Made) -> Difference {
    let mut found = Difference::default();
    if !refs::folder(root, case).exists() {
        let folder = refs::folder(Path::new(""), case);
        found.diagnostics.push(missing(case, &folder.display().to_string()));
        return found;
    }
    let pages = refs::pages(root, case);
    if made.pictures.len() != pages {
        found.diagnostics.push(refs::pages_differ(case, pages, made));
    }
    found.items = text_layer(root, case, refs::ITEMS, &made.items, &mut found.diagnostics);
    for (index, png) in made.pictures.iter().enumerate() {
        picture_layer(root, case, made, index, png, &mut found);
    }
    let off = |t: &&Tolerance| t.page.get() > made.pictures.len();
    found.tolerate(case.tolerances.iter().filter(off).map(|tolerance| (tolerance, 0)));
    found.objects = text_layer(root, case, refs::OBJECTS, &made.objects, &mut found.diagnostics);
    found
}

fn text_layer(
    root: &Path,
    case: &Case,
    file: &str,
    actual: &str,
    found: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    let Some(expected) = refs::read(root, case, file) else {
        found.push(missing(case, file));
        return Vec::new();
    };
    let lines = changed(&String::from_utf8_lossy(&expected), actual);
    if !lines.is_empty() || expected != actual.as_bytes() {
        let gone = lines.iter().filter(|line| matches!(line, Line::Gone(_))).count();
        let detail = format!("-{gone} +{}", lines.len() - gone);
        found.push(differs(case, file).arg("detail", detail));
    }
    lines
}

/// Lines that are not in both texts.
pub(crate) fn changed(expected: &str, actual: &str) -> Vec<Line> {
    let diff = TextDiff::from_lines(expected, actual);
    diff.iter_all_changes()
        .filter_map(|change| {
            let text = change.value().trim_end_matches('\n').to_owned();
            match change.tag() {
                ChangeTag::Delete => Some(Line::Gone(text)),
                ChangeTag::Insert => Some(Line::New(text)),
                ChangeTag::Equal => None,
            }
        })
        .collect()
}

fn picture_layer(
    root: &Path,
    case: &Case,
    made: &Made,
    index: usize,
    actual: &[u8],
    found: &mut Difference,
) {
    let file = refs::picture(index + 1);
    let Some(expected) = refs::read(root, case, &file) else {
        return found.diagnostics.push(missing(case, &file));
    };
    let of_page = |t: &&Tolerance| t.page.get() == index + 1;
    let tolerances: Vec<_> = case.tolerances.iter().filter(of_page).collect();
    let difference = match (pixels::decode(&expected), pixels::decode(actual)) {
        (Ok(expected), Ok(actual)) => pixels::compare(&expected, &actual, &tolerances, case.dpi),
        (Err(cause), _) | (_, Err(cause)) => {
            return found.diagnostics.push(differs(case, &file).arg("detail", cause));
        }
    };
    found.tolerate(tolerances.into_iter().zip(difference.tolerated.iter().copied()));
    if difference.is_empty() {
        return;
    }
    let spots: Vec<_> = difference.regions.iter().map(|r| spot(case, made, index, *r)).collect();
    let detail = format!("{} px, {}", difference.pixels, describe(&spots));
    let mut finding = differs(case, &file).arg("detail", detail);
    for spot in spots.iter().take(PLACES) {
        finding = finding.place(Place::Page(spot.page, spot.area));
    }
    found.diagnostics.push(finding);
    found.spots.extend(spots);
}

fn spot(case: &Case, made: &Made, index: usize, region: [u32; 4]) -> Spot {
    let area = pixels::area(region, case.dpi);
    Spot { page: index + 1, area, items: locate::names(&made.document, index, &area) }
}

/// The nearest item of each place.
fn describe(spots: &[Spot]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for spot in spots {
        let name = spot.items.first().map_or("—", String::as_str);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = if names.len() > PLACES { ", …" } else { "" };
    names.truncate(PLACES);
    names.join(", ") + more
}

/// A box as layouts and the manifest write it.
pub(crate) fn in_words(area: &Rect) -> String {
    let (at, size) = (area.origin, area.size);
    format!("x{} y{} w{} h{} mm", at.x, at.y, size.width, size.height)
}

/// `B109`
fn unused(tolerance: &Tolerance) -> Diagnostic {
    let found = Diagnostic::error("B109").arg("case", &tolerance.case);
    found.arg("page", tolerance.page).arg("area", in_words(&tolerance.area))
}

fn missing(case: &Case, file: &str) -> Diagnostic {
    Diagnostic::error("B104").arg("case", &case.name).arg("layer", file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_lines_are_told() {
        let lines = changed("a\nb\nc\n", "a\nx\nc\n");
        assert_eq!(lines, [Line::Gone("b".to_owned()), Line::New("x".to_owned())]);
        assert_eq!(changed("a\n", "a\n"), []);
    }
}
