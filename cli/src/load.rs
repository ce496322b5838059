//! From the command line's words to a form and its parameters.

use std::path::Path;
use std::sync::Arc;

use chohyo_engine::diag::{Diagnostic, Severity};
use chohyo_engine::form::{self, Catalogue, Characters, Form, Params};
use chohyo_engine::record::Date;
use chohyo_engine::source::{Library, SourceFile};
use chohyo_fonts::FontSet;
use chohyo_golden::folder;

use crate::assets::{self, SAMPLE_PARAMS};
use crate::dates;
use crate::report::{Context, Failure};

/// A form with the library it was read from.
pub(crate) struct Loaded {
    pub(crate) library: Library,
    /// Path of the layout in the library.
    pub(crate) path: String,
    pub(crate) form: Form,
}

/// The form of a 帳票ID or of a layout file.
pub(crate) fn form(
    context: &Context<'_>,
    layout: &str,
    as_of: Option<&str>,
) -> Result<Loaded, Failure> {
    let mut library = context.library()?;
    let path = path(&mut library, layout, as_of)?;
    let form = form::load(&library, &path).map_err(Failure::input)?;
    in_force(&form, as_of)?;
    Ok(Loaded { library, path, form })
}

/// A layout file is one edition: it is in force on the day, or refused.
fn in_force(form: &Form, as_of: Option<&str>) -> Result<(), Failure> {
    let Some(given) = as_of else { return Ok(()) };
    let day = dates::day(given, "--as-of")?;
    if form.effective.covers(day) {
        return Ok(());
    }
    let refused = Diagnostic::error("L101").arg("id", &form.id.0).arg("day", given);
    Err(refused.at(&form.source).into())
}

/// The path in the library of a 帳票ID, or of a layout file, which is added to the library.
pub(crate) fn path(
    library: &mut Library,
    layout: &str,
    as_of: Option<&str>,
) -> Result<String, Failure> {
    let day = as_of.map(|given| dates::day(given, "--as-of")).transpose()?;
    if layout.ends_with(".toml") {
        let text = read_text(Path::new(layout))?;
        library.add_text(layout, text);
        return Ok(layout.to_owned());
    }
    pick(library, layout, day)
}

fn pick(library: &Library, id: &str, day: Option<Date>) -> Result<String, Failure> {
    let (catalogue, found) = Catalogue::for_form(library, id);
    let error = match catalogue.pick(id, day) {
        Ok(edition) => return Ok(edition.path.clone()),
        Err(error) => error,
    };
    // A layout whose head cannot be read may be the one that is missed.
    let broken = found.into_iter().filter(|d| d.severity == Severity::Error);
    Err(Failure::input(std::iter::once(error).chain(broken).collect()))
}

/// The parameters of a city, or of 見本市.
pub(crate) fn params(loaded: &Loaded, city: Option<&Path>) -> Result<Params, Failure> {
    let Some(city) = city else {
        let sample = folder::params(&loaded.library, &loaded.form, SAMPLE_PARAMS);
        return sample.map_err(Failure::input);
    };
    let images = |name: &str| read_beside(beside(city), name);
    form::params(&loaded.form, &source(city)?, &images).map_err(Failure::input)
}

/// What a city prints and with what; MJ without a parameter file.
pub(crate) fn characters(city: Option<&Path>) -> Result<Characters, Failure> {
    let Some(city) = city else { return Ok(Characters::default()) };
    form::characters(&source(city)?).map_err(Failure::input)
}

/// A set of fonts with those of a city's parameter file.
pub(crate) fn with_slots(fonts: FontSet, city: &Path) -> Result<FontSet, Failure> {
    let characters = characters(Some(city))?;
    folder::with_slots(fonts, beside(city), &characters).map_err(Failure::environment)
}

fn source(city: &Path) -> Result<Arc<SourceFile>, Failure> {
    let text = read_text(city)?;
    Ok(Arc::new(SourceFile { name: city.display().to_string(), text }))
}

/// The folder of a city's parameter file.
fn beside(city: &Path) -> &Path {
    city.parent().unwrap_or(Path::new(""))
}

/// An image beside a parameter file; a name that leads out of its folder is not read.
fn read_beside(folder: &Path, name: &str) -> Option<Arc<[u8]>> {
    let plain = Path::new(name).components().all(|c| matches!(c, std::path::Component::Normal(_)));
    if !plain {
        return None;
    }
    std::fs::read(folder.join(name)).ok().map(Into::into)
}

/// The whole text of a file.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| folder::unreadable(path, &error).into())
}

/// The form's own sample record: `sample.json` beside its layout.
pub(crate) fn sample(context: &Context<'_>, loaded: &Loaded) -> Result<(String, Vec<u8>), Failure> {
    let (name, bytes) = stored(context, loaded, "sample.json");
    let missing = || Diagnostic::error("B013").arg("path", &name);
    let bytes = bytes.ok_or_else(missing)?;
    Ok((name, bytes))
}

/// A record file beside the layout of a form, with its name; nothing if there is none.
pub(crate) fn stored(
    context: &Context<'_>,
    loaded: &Loaded,
    file: &str,
) -> (String, Option<Vec<u8>>) {
    let path = Path::new(&loaded.path).with_file_name(file);
    let name = path.to_string_lossy().into_owned();
    let bytes = match context.layout_folder() {
        Some(folder) => std::fs::read(folder.join(&path)).ok(),
        None => assets::file(&name).map(<[u8]>::to_vec).or_else(|| std::fs::read(&path).ok()),
    };
    (name, bytes)
}
