//! Pictures of all forms for people who look for one: the first page of the sample, and of every
//! 業務 a sheet of all pages.

mod sheet;
mod thumb;

use std::collections::BTreeMap;

use chohyo_engine::diag::Diagnostic;
use image::GrayImage;

use crate::cases::Case;
use crate::each::each;
use crate::make::Workspace;

/// A picture of the catalogue.
pub struct Picture {
    /// File name: `0010003.png` of a form, `001.png` of a 業務.
    pub name: String,
    /// The picture, grey.
    pub png: Vec<u8>,
}

/// Room of the picture of a form, in pixels: A4 at 60 dpi.
const LARGE: (u32, u32) = (496, 702);

/// The pages of a case, small, and the first one of a sample large.
struct Pages {
    form: String,
    /// `0010003 sample`
    words: String,
    small: Vec<GrayImage>,
    large: Option<GrayImage>,
}

/// The pictures of all forms among the cases, by name.
///
/// # Errors
///
/// Whatever keeps a case from being made.
pub fn pictures(workspace: &Workspace, cases: &[Case]) -> Result<Vec<Picture>, Vec<Diagnostic>> {
    let shown = |case: &&Case| ["_sample", "_hard"].iter().any(|end| is(case, end));
    let cases: Vec<Case> = cases.iter().filter(shown).cloned().collect();
    let pages = each(&cases, |case| pages(workspace, case));
    let pages = pages.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut all: BTreeMap<String, GrayImage> = BTreeMap::new();
    let mut sheets: BTreeMap<String, Vec<(String, &GrayImage)>> = BTreeMap::new();
    for pages in &pages {
        if let Some(large) = &pages.large {
            all.insert(pages.form.clone(), large.clone());
        }
        let sheet = sheets.entry(pages.form.chars().take(3).collect()).or_default();
        let count = pages.small.len();
        let words = |no: usize| format!("{}  {}/{count}", pages.words, no + 1);
        sheet.extend(pages.small.iter().enumerate().map(|(no, small)| (words(no), small)));
    }
    for (business, small) in sheets {
        all.insert(business, sheet::sheet(&workspace.fonts, &small)?);
    }
    let picture = |(name, image): (String, GrayImage)| {
        Ok(Picture { name: format!("{name}.png"), png: thumb::png(&image)? })
    };
    all.into_iter().map(picture).collect()
}

/// Whether a case is one of those every form has.
fn is(case: &Case, end: &str) -> bool {
    case.name.strip_suffix(end) == Some(case.form.as_str())
}

fn pages(workspace: &Workspace, case: &Case) -> Result<Pages, Vec<Diagnostic>> {
    let document = workspace.make(case)?.document;
    let small = document.pages.iter();
    let small = small.map(|page| thumb::thumb(&workspace.fonts, page, sheet::ROOM)).collect();
    let first = document.pages.first().filter(|_| is(case, "_sample"));
    let large = first.map(|page| thumb::thumb(&workspace.fonts, page, LARGE));
    Ok(Pages { form: case.form.clone(), words: case.name.replace('_', "  "), small, large })
}
