//! What is embedded in the binary: layouts and fonts. Nothing of it is scanned at start.

use std::borrow::Cow;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::source::Library;
use chohyo_fonts::{FontSet, FontSource};
use chohyo_golden::folder;
use include_dir::{Dir, File, include_dir};

static LAYOUTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../layouts");

/// The list of the font files, for `--fonts DIR` without its own.
pub(crate) const FONT_LIST: &str = include_str!("../../fonts/fonts.toml");

/// Path of the parameters of 見本市 in the layouts.
pub(crate) const SAMPLE_PARAMS: &str = "params/sample-city.toml";

/// A font file in the binary; the build has compared its hash.
pub(crate) struct EmbeddedFont {
    pub(crate) name: &'static str,
    pub(crate) role: &'static str,
    pub(crate) sha256: &'static str,
    pub(crate) title: &'static str,
    pub(crate) package: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) licence_texts: &'static [&'static str],
    pub(crate) data: &'static [u8],
    /// What [`chohyo_fonts::Face::shared_texts`] says of it: the build has looked through it.
    pub(crate) shared_texts: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// The embedded layouts, schemas, parameters and images.
pub(crate) fn library() -> Library {
    let mut library = Library::default();
    add_folder(&LAYOUTS, &mut library);
    library
}

fn add_folder(folder: &Dir<'_>, library: &mut Library) {
    for file in folder.files() {
        add_file(file, library);
    }
    for inner in folder.dirs() {
        add_folder(inner, library);
    }
}

fn add_file(file: &File<'_>, library: &mut Library) {
    let path = file.path().to_string_lossy().replace('\\', "/");
    match file.path().extension().and_then(|e| e.to_str()) {
        Some("toml") => library.add_text(&path, file.contents_utf8().unwrap_or("").to_owned()),
        Some("png") => library.add_blob(&path, file.contents().to_vec()),
        _ => {}
    }
}

/// An embedded file that is no layout: a sample record, the scaffold of a family.
pub(crate) fn file(path: &str) -> Option<&'static [u8]> {
    LAYOUTS.get_file(path).map(File::contents)
}

/// Names of the embedded folders: `001-juki`.
pub(crate) fn folders() -> impl Iterator<Item = String> {
    LAYOUTS.dirs().map(|folder| folder.path().to_string_lossy().into_owned())
}

/// The embedded fonts.
///
/// # Errors
///
/// `B010` or `G…` if the list and the files do not make a set.
pub(crate) fn fonts() -> Result<FontSet, Vec<Diagnostic>> {
    let (mut sources, mut known) = (Vec::new(), Vec::new());
    for font in FONTS {
        let role = folder::role(font.role).map_err(|error| vec![error])?;
        let data = Cow::Borrowed(font.data);
        sources.push(FontSource { name: font.name.to_owned(), role, data });
        known.push((role, font.shared_texts.as_chunks().0));
    }
    let set = folder::font_set(sources)?;
    Ok(known.into_iter().fold(set, |set, (role, texts)| set.knowing(role, texts)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chohyo_fonts::{Face, FaceId};

    use super::*;

    #[test]
    fn the_build_has_found_what_stands_in_the_fonts() {
        let mut rows = 0;
        for font in FONTS {
            let face = Face::open(FaceId(0), font.name.to_owned(), Cow::Borrowed(font.data));
            assert_eq!(face.unwrap().shared_texts().as_flattened(), font.shared_texts);
            rows += font.shared_texts.len();
        }
        assert!(rows > 0);
    }
}
