//! What is compared with what.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chohyo_engine::diag::{Diagnostic, Severity};
use chohyo_engine::form::{self, Catalogue, Form};
use chohyo_engine::source::Library;
use chohyo_golden::folder;

use crate::load;
use crate::report::{Context, Failure};

/// A form of both sides, or of one of them.
pub(super) struct Pair {
    pub(super) from: Option<Form>,
    pub(super) to: Option<Form>,
}

/// # Errors
/// `B201` if one side is a folder and the other is not; what is wrong with a side.
pub(super) fn pairs(from: &Path, to: &Path, context: &Context<'_>) -> Result<Vec<Pair>, Failure> {
    match (from.is_dir(), to.is_dir()) {
        (true, true) => folders(from, to),
        (false, false) => {
            let form = |path: &Path| form_of(&path.to_string_lossy(), context).map(Some);
            Ok(vec![Pair { from: form(from)?, to: form(to)? }])
        }
        (is_folder, _) => {
            let (folder, other) = if is_folder { (from, to) } else { (to, from) };
            let mixed = Diagnostic::error("B201").arg("folder", folder.display());
            Err(mixed.arg("other", other.display()).into())
        }
    }
}

/// `ID`, `ID@edition` or a layout file.
fn form_of(word: &str, context: &Context<'_>) -> Result<Form, Failure> {
    let Some((id, edition)) = word.split_once('@').filter(|_| !word.ends_with(".toml")) else {
        return Ok(load::form(context, word, None)?.form);
    };
    let library = context.library()?;
    let (catalogue, _) = Catalogue::for_form(&library, id);
    let of_form = || catalogue.editions().iter().filter(|known| known.id.0 == id);
    if of_form().next().is_none() {
        catalogue.pick(id, None)?;
    }
    let Some(found) = of_form().find(|known| known.edition == edition) else {
        let known: Vec<&str> = of_form().map(|known| known.edition.as_str()).collect();
        let error = Diagnostic::error("B200").arg("id", id).arg("edition", edition);
        return Err(error.arg("known", known.join(" ")).into());
    };
    form::load(&library, &found.path).map_err(Failure::input)
}

/// The forms of two folders: the same edition, or of what is left the newest of either side.
fn folders(from: &Path, to: &Path) -> Result<Vec<Pair>, Failure> {
    let (from, to) = (Folder::open(from)?, Folder::open(to)?);
    let ids: BTreeSet<&String> = from.forms.keys().chain(to.forms.keys()).collect();
    let mut pairs = Vec::new();
    for id in ids {
        let (mut left, mut right) = (from.editions(id), to.editions(id));
        for (edition, path) in std::mem::take(&mut left) {
            match right.remove(&edition) {
                Some(other) => pairs.push(pair(Some((&from, &path)), Some((&to, &other)))?),
                None => {
                    left.insert(edition, path);
                }
            }
        }
        while let (Some((_, a)), Some((_, b))) = (left.last_key_value(), right.last_key_value()) {
            pairs.push(pair(Some((&from, a)), Some((&to, b)))?);
            left.pop_last();
            right.pop_last();
        }
        for path in left.values() {
            pairs.push(pair(Some((&from, path)), None)?);
        }
        for path in right.values() {
            pairs.push(pair(None, Some((&to, path)))?);
        }
    }
    Ok(pairs)
}

/// A folder of layouts and the paths of its forms, by id and edition.
struct Folder {
    library: Library,
    forms: BTreeMap<String, BTreeMap<String, String>>,
}

impl Folder {
    fn open(path: &Path) -> Result<Self, Failure> {
        let library = folder::library(path).map_err(Failure::environment)?;
        let (catalogue, found) = Catalogue::read(&library);
        let broken: Vec<_> = found.into_iter().filter(|d| d.severity == Severity::Error).collect();
        if !broken.is_empty() {
            return Err(Failure::input(broken));
        }
        let mut forms: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for edition in catalogue.editions() {
            let of_form = forms.entry(edition.id.0.clone()).or_default();
            of_form.insert(edition.edition.clone(), edition.path.clone());
        }
        Ok(Self { library, forms })
    }

    fn editions(&self, id: &str) -> BTreeMap<String, String> {
        self.forms.get(id).cloned().unwrap_or_default()
    }
}

type In<'a> = Option<(&'a Folder, &'a String)>;

fn pair(from: In<'_>, to: In<'_>) -> Result<Pair, Failure> {
    let load = |side: In<'_>| {
        let form = side.map(|(folder, path)| form::load(&folder.library, path));
        form.transpose().map_err(Failure::input)
    };
    Ok(Pair { from: load(from)?, to: load(to)? })
}
