//! The families of forms: folders `families/<name>/` of the layouts.

use std::collections::BTreeMap;

use chohyo_engine::source::Library;
use serde::Deserialize;

#[derive(Deserialize)]
struct FamilyFile {
    family: Head,
}

#[derive(Deserialize)]
struct Head {
    title: String,
}

/// Name and title of every family of a library; the title is empty where its file cannot be read.
pub fn families(library: &Library) -> BTreeMap<String, String> {
    let family = |path: &str, text: &str| {
        let name = path.strip_prefix("families/")?.strip_suffix("/family.toml")?;
        let read = toml::from_str::<FamilyFile>(text);
        Some((name.to_owned(), read.map(|file| file.family.title).unwrap_or_default()))
    };
    library.texts().filter_map(|file| family(&file.name, &file.text)).collect()
}
