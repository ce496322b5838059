//! The golden cases: those that every form has, found in the layout folder, and those of the
//! manifest `golden/cases.toml`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use serde::Deserialize;

use crate::folder::unreadable;
use crate::found::found;
use crate::tolerance::Tolerance;

/// A golden case: a record of a form and what its pages shall be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Name, unique; also the folder of its references.
    pub name: String,
    /// 帳票ID, or the layout of a feature page: `features/<name>.toml`.
    pub form: String,
    /// Record file, from the layout folder; `features/…` from `golden/`.
    pub record: String,
    /// Parameter file, from the layout folder.
    pub params: String,
    /// Day for which the edition is picked, `YYYY-MM-DD`.
    pub as_of: Option<String>,
    /// With seal and without 見本. Only ever with invented data.
    #[serde(default)]
    pub live: bool,
    /// Resolution of the pictures.
    #[serde(default = "default_dpi")]
    pub dpi: u16,
    /// Number of pages, where the manifest says it; of a case that is found the references do.
    pub pages: Option<usize>,
    /// Boxes of its pictures in which a few pixels may differ: the `[[tolerance]]` of its name.
    #[serde(skip)]
    pub tolerances: Vec<Tolerance>,
}

impl Case {
    /// Whether it is a feature page: a layout of `golden/features/`, no form of a city.
    pub fn is_feature(&self) -> bool {
        self.form.ends_with(".toml")
    }

    /// The record file.
    pub(crate) fn record_file(&self, root: &Path) -> PathBuf {
        root.join(if self.is_feature() { "golden" } else { "layouts" }).join(&self.record)
    }
}

pub(crate) fn default_dpi() -> u16 {
    150
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    case: Vec<Case>,
    #[serde(default)]
    tolerance: Vec<Tolerance>,
}

/// Finds the cases of the forms of a workspace and reads its manifest.
///
/// # Errors
///
/// `B001` if the manifest cannot be read, `B100` if it is wrong, a name stands twice or a tolerance
/// is of no case.
pub fn read(root: &Path) -> Result<Vec<Case>, Vec<Diagnostic>> {
    let path = root.join("golden/cases.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| vec![unreadable(&path, &error)])?;
    parse(found(root), &text).map_err(|cause| vec![Diagnostic::error("B100").arg("cause", cause)])
}

/// The cases that were found with those of a manifest behind them.
fn parse(mut cases: Vec<Case>, text: &str) -> Result<Vec<Case>, String> {
    let manifest: Manifest = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut names: BTreeSet<_> = cases.iter().map(|case| case.name.clone()).collect();
    for case in &manifest.case {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if case.name.is_empty() || !case.name.chars().all(plain) {
            return Err(format!("name `{}`: letters, digits, - and _ only", case.name));
        }
        if case.pages.is_none() {
            return Err(format!("`{}` does not say its pages", case.name));
        }
        if !names.insert(case.name.clone()) {
            return Err(format!("name `{}` stands twice", case.name));
        }
    }
    cases.extend(manifest.case);
    for tolerance in manifest.tolerance {
        let case = cases.iter_mut().find(|case| case.name == tolerance.case);
        let none = || format!("tolerance of `{}`, which is no case", tolerance.case);
        case.ok_or_else(none)?.tolerances.push(tolerance);
    }
    Ok(cases)
}

/// The cases of these names; all if there is no name.
///
/// # Errors
///
/// `B101` for a name that is no case.
pub fn select(cases: Vec<Case>, names: &[String]) -> Result<Vec<Case>, Vec<Diagnostic>> {
    let is_case = |name: &String| cases.iter().any(|case| case.name == *name);
    let known = cases.iter().map(|case| case.name.as_str()).collect::<Vec<_>>().join(" ");
    let unknown: Vec<_> = names
        .iter()
        .filter(|name| !is_case(name))
        .map(|name| Diagnostic::error("B101").arg("case", name).arg("known", &known))
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let wanted = |case: &Case| names.is_empty() || names.contains(&case.name);
    Ok(cases.into_iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str =
        "[[case]]\nname = 'a'\nform = '0010003'\nrecord = 'r.json'\nparams = 'p.toml'\npages = 1\n";

    fn listed(text: &str) -> Result<Vec<Case>, String> {
        parse(Vec::new(), text)
    }

    #[test]
    fn defaults_stand_in_for_what_is_not_said() {
        let cases = listed(CASE).expect("cases");
        assert_eq!((cases[0].dpi, cases[0].live), (150, false));
    }

    #[test]
    fn feature_pages_stand_beside_the_forms() {
        let page = CASE.replace("'0010003'", "'features/a.toml'");
        let pages = listed(&page.replace("'r.json'", "'features/a.json'")).expect("cases");
        let root = Path::new("");
        assert_eq!(pages[0].record_file(root), Path::new("golden/features/a.json"));
        assert_eq!(crate::reference_folder(root, &pages[0]), Path::new("golden/refs/features/a"));
        let forms = listed(CASE).expect("cases");
        assert_eq!(forms[0].record_file(root), Path::new("layouts/r.json"));
    }

    #[test]
    fn wrong_manifests_are_refused() {
        assert!(listed(&(CASE.to_owned() + CASE)).is_err());
        assert!(listed(&CASE.replace("'a'", "'../a'")).is_err());
        assert!(listed(&(CASE.to_owned() + "tolerance = 3\n")).is_err());
        assert!(listed(&CASE.replace("pages = 1\n", "")).is_err());
        let found = listed(CASE).expect("cases");
        assert!(parse(found, CASE).is_err(), "a name that is found and listed");
    }

    #[test]
    fn a_tolerance_goes_to_its_case_found_or_listed() {
        let of = |case: &str| {
            format!(
                "[[tolerance]]\ncase = '{case}'\npage = 1\nbox = 'x1 y2 w3 h4 mm'\npixels = 5\n\
                 reason = 'r'\n"
            )
        };
        let found = listed(&CASE.replace("'a'", "'b'")).expect("cases");
        let all = parse(found, &(CASE.to_owned() + &of("a") + &of("b") + &of("b")));
        let counts: Vec<_> = all.expect("cases").iter().map(|c| c.tolerances.len()).collect();
        assert_eq!(counts, [2, 1]);
        let gone = listed(&(CASE.to_owned() + &of("gone"))).expect_err("no such case");
        assert!(gone.contains("`gone`"), "{gone}");
    }

    #[test]
    fn unknown_names_are_told() {
        let cases = listed(CASE).expect("cases");
        assert!(select(cases.clone(), &["b".to_owned()]).is_err());
        assert_eq!(select(cases, &[]).map(|c| c.len()).ok(), Some(1));
    }
}
