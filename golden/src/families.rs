//! The families of forms: folders `families/<name>/` of the layouts.

use std::collections::BTreeMap;

use chohyo_engine::source::Library;
use serde::Deserialize;

#[derive(Deserialize)]
struct FamilyFile {
    family: Family,
}

/// A family of forms.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Family {
    /// What its forms are: 決定通知書.
    pub title: String,
    /// What they look like.
    pub note: String,
}

/// Every family of a library by its name; without words where its file cannot be read.
pub fn families(library: &Library) -> BTreeMap<String, Family> {
    let family = |path: &str, text: &str| {
        let name = path.strip_prefix("families/")?.strip_suffix("/family.toml")?;
        let read = toml::from_str::<FamilyFile>(text);
        Some((name.to_owned(), read.map(|file| file.family).unwrap_or_default()))
    };
    library.texts().filter_map(|file| family(&file.name, &file.text)).collect()
}
