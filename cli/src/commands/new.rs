//! `chohyo new`: a form of one's own from the scaffold of a family.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_golden::{Family, families};

use crate::args::NewArgs;
use crate::report::{Context, Exit, Failure, out};
use crate::{assets, output};

/// The records of a scaffold; they keep their names.
const RECORDS: [&str; 3] = ["sample.json", "hard.json", "empty.json"];

/// Longest 帳票名, in characters.
const NAME: usize = 60;

pub(crate) fn run(args: &NewArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let layouts = context.layout_folder().ok_or_else(|| Diagnostic::error("B070"))?;
    check(args)?;
    let families = known(context)?;
    if !families.contains_key(&args.family) {
        let known = families.iter().map(|(name, family)| format!("{name}（{}）", family.title));
        let known = known.collect::<Vec<_>>().join(" ");
        return Err(Diagnostic::error("B071")
            .arg("family", &args.family)
            .arg("known", known)
            .into());
    }
    let form = New::plan(args, layouts)?;
    let files = form.files(layouts)?;
    for (path, text) in &files {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| output::unwritable(folder, &error))?;
        }
        output::write(path, text.as_bytes())?;
    }
    out(&told(args, layouts, &files, context))?;
    Ok(Exit::Good)
}

/// `B072` for a word that cannot stand in a path or in a layout.
fn check(args: &NewArgs) -> Result<(), Failure> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let slug = |text: &str| {
        text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && text.starts_with(|c: char| c.is_ascii_lowercase())
    };
    // A layout writes the name in quotes, where { begins a value.
    let name = |text: &str| {
        (1..=NAME).contains(&text.chars().count())
            && !text.chars().any(|c| c.is_control() || "\"\\{}@".contains(c))
    };
    let words = [
        ("--id", &args.id, args.id.len() == 7 && digits(&args.id)),
        ("--name", &args.name, name(&args.name)),
        ("--edition", &args.edition, args.edition.split('.').all(digits)),
        ("--family", &args.family, slug(&args.family)),
    ];
    let given = args.slug.as_ref().map(|given| ("--slug", given, slug(given)));
    let wrong = words.into_iter().chain(given).filter(|(.., good)| !good);
    let found: Vec<_> = wrong
        .map(|(option, given, _)| {
            Diagnostic::error("B072").arg("option", option).arg("given", given)
        })
        .collect();
    if found.is_empty() { Ok(()) } else { Err(Failure::input(found)) }
}

/// Name and title of every family: of the given layouts, and of those in the binary.
fn known(context: &Context<'_>) -> Result<BTreeMap<String, Family>, Failure> {
    let mut all = families(&assets::library());
    all.extend(families(&context.library()?));
    Ok(all)
}

/// A form that does not exist yet.
struct New<'a> {
    args: &'a NewArgs,
    /// `027-jidoteate`
    folder: String,
    /// `jidoteate.0279901`
    record: String,
}

impl<'a> New<'a> {
    fn plan(args: &'a NewArgs, layouts: &Path) -> Result<Self, Failure> {
        let business = args.id.get(..3).unwrap_or_default();
        let known = business_folder(layouts, business);
        let folder = match (&args.slug, known) {
            (Some(slug), Some(known)) if known != format!("{business}-{slug}") => {
                let standing = Diagnostic::error("B073").arg("path", layouts.join(known).display());
                return Err(standing.into());
            }
            (_, Some(known)) => known,
            (Some(slug), None) => format!("{business}-{slug}"),
            (None, None) => {
                return Err(Diagnostic::error("B074").arg("business", business).into());
            }
        };
        let slug = folder.get(4..).unwrap_or_default();
        let record = format!("{slug}.{}", args.id);
        Ok(Self { args, folder, record })
    }

    /// Paths and texts of all files.
    ///
    /// # Errors
    /// `B073` for every file that stands already, `B001` for what the scaffold lacks.
    fn files(&self, layouts: &Path) -> Result<Vec<(PathBuf, String)>, Failure> {
        let place = Path::new(&self.folder).join(&self.args.id);
        let layout = (place.join(format!("{}.toml", self.args.edition)), "layout.toml.in");
        let record = (Path::new("records").join(format!("{}.toml", self.record)), "record.toml.in");
        let samples = RECORDS.map(|name| (place.join(name), name));
        let all: Vec<_> = [layout, record].into_iter().chain(samples).collect();
        let standing: Vec<_> = all
            .iter()
            .map(|(path, _)| layouts.join(path))
            .filter(|path| std::fs::symlink_metadata(path).is_ok())
            .map(|path| Diagnostic::error("B073").arg("path", path.display()))
            .collect();
        if !standing.is_empty() {
            return Err(Failure::input(standing));
        }
        let text = |(path, name): (PathBuf, &str)| {
            Ok((layouts.join(path), self.filled(&scaffold(layouts, &self.args.family, name)?)))
        };
        all.into_iter().map(text).collect()
    }

    fn filled(&self, text: &str) -> String {
        let business = self.args.id.get(..3).unwrap_or_default();
        [
            ("@ID@", self.args.id.as_str()),
            ("@NAME@", &self.args.name),
            ("@BUSINESS@", business),
            ("@EDITION@", &self.args.edition),
            ("@RECORD@", &self.record),
        ]
        .into_iter()
        .fold(text.to_owned(), |text, (token, word)| text.replace(token, word))
    }
}

/// The folder `NNN-<slug>` of a 業務 among the given layouts, or as the binary names it.
fn business_folder(layouts: &Path, business: &str) -> Option<String> {
    let entries = std::fs::read_dir(layouts).into_iter().flatten().flatten();
    let given = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let embedded = assets::folders();
    let mut all: Vec<String> = given.collect();
    all.sort();
    all.into_iter().chain(embedded).find(|name| {
        name.strip_prefix(business).is_some_and(|rest| rest.starts_with('-') && rest.len() > 1)
    })
}

/// A file of a family: of the given layouts, or of those in the binary.
fn scaffold(layouts: &Path, family: &str, name: &str) -> Result<String, Failure> {
    let path = format!("families/{family}/{name}");
    let given = std::fs::read_to_string(layouts.join(&path)).ok();
    let embedded = || assets::file(&path).map(|b| String::from_utf8_lossy(b).into_owned());
    let missing = || Diagnostic::error("B001").arg("path", &path).arg("cause", "not-found").into();
    given.or_else(embedded).ok_or_else(missing)
}

/// What was written and what comes next.
fn told(
    args: &NewArgs,
    layouts: &Path,
    files: &[(PathBuf, String)],
    context: &Context<'_>,
) -> String {
    let paths: String = files.iter().map(|(path, _)| format!("{}\n", path.display())).collect();
    let sample = files.iter().map(|(path, _)| path).find(|path| path.ends_with("sample.json"));
    let sample = sample.map(|path| path.display().to_string()).unwrap_or_default();
    let (id, layouts) = (&args.id, layouts.display());
    let next = context.words("次にすること:", "Next:");
    format!(
        "{paths}\n{next}\n  chohyo --layouts {layouts} lint {id}\n  \
         chohyo --layouts {layouts} render {id} {sample} -o {id}.png\n  \
         chohyo golden bless {id}_sample\n"
    )
}
