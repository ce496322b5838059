//! The first line of a manifest: everything that the bytes of a run follow from.

use std::collections::BTreeMap;
use std::path::Path;

use chohyo_engine::form::{Form, ParamValue, Params, omr_places};
use chohyo_engine::length::Point;
use chohyo_engine::manifest::{Run, Source, hex};
use chohyo_engine::mark::RunCode;
use chohyo_engine::source::Library;
use chohyo_golden::folder;
use sha2::{Digest, Sha256};

use super::digest::{self, Print};
use super::exclude::Exclude;
use crate::args::{
    BatchArgs, EncodingWord, LayerWord, OverflowWord, PrintArgs, ProfileWord, SheetArgs,
};
use crate::assets::FONTS;
use crate::input::Input;
use crate::load;
use crate::printing::Prepared;
use crate::report::{Context, Failure};

/// The first line of a run; reads the input once.
///
/// # Errors
/// `B001`
pub(super) fn head(
    args: &BatchArgs,
    context: &Context<'_>,
    prepared: &Prepared<'_>,
    input: &Input,
    exclude: Option<&Exclude>,
) -> Result<Run, Failure> {
    let form = &prepared.loaded.form;
    let sources = sources(&args.print, context, prepared)?;
    Ok(Run {
        manifest: Run::VERSION,
        engine: engine(),
        form: form.id.0.clone(),
        edition: form.edition.clone(),
        sources,
        input: records(input)?,
        options: options(args, form, input, exclude)?,
        shard: args.shard,
    })
}

/// Layouts, parameters and fonts.
fn sources(
    print: &PrintArgs,
    context: &Context<'_>,
    prepared: &Prepared<'_>,
) -> Result<Vec<Source>, Failure> {
    let text = &prepared.loaded.form.source.file.text;
    let city = print.params.as_deref().unwrap_or(Path::new(""));
    let mut sources = vec![
        source("layout", Path::new(&prepared.loaded.path), digest::of_bytes(text.as_bytes())),
        source("layouts", Path::new(""), layouts(&prepared.loaded.library)),
        source("params", city, params(print, prepared)?),
    ];
    sources.extend(fonts(context, prepared)?);
    Ok(sources)
}

/// The option that tells where OMR bars stand: it follows from the layout and the shift.
pub(super) const OMR: &str = "omr";

/// Options that choose records and files, and do not change how a record is printed.
const CHOICES: [&str; 12] = [
    OMR,
    "control",
    "split",
    "prove",
    "sort",
    "gather",
    "exclude",
    "release",
    "strict",
    "run",
    "reprint",
    "reprint-of",
];

/// What of a run is not as it is now, so that a record would not be printed as it was.
///
/// # Errors
/// `B001`
pub(super) fn unlike(
    run: &Run,
    print: &PrintArgs,
    context: &Context<'_>,
    prepared: &Prepared<'_>,
    input: &Input,
) -> Result<Option<&'static str>, Failure> {
    let form = &prepared.loaded.form;
    let hashes = |all: &[Source]| {
        all.iter().map(|source| (source.role.clone(), source.sha256.clone())).collect::<Vec<_>>()
    };
    let mut options: BTreeMap<String, String> = BTreeMap::new();
    let given = print_options(print).into_iter().chain(sheets(&print.sheets)?);
    options.extend(given.map(|(name, value)| (name.to_owned(), value)));
    let printed = |options: &BTreeMap<String, String>| {
        let all = options.iter().filter(|(name, _)| !CHOICES.contains(&name.as_str()));
        all.map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>()
    };
    let checks = [
        ("form", (&run.form, &run.edition) == (&form.id.0, &form.edition)),
        ("sources", hashes(&run.sources) == hashes(&sources(print, context, prepared)?)),
        ("input", hashes(&run.input) == hashes(&records(input)?)),
        ("options", printed(&run.options) == printed(&options)),
        ("engine", run.engine == engine()),
    ];
    Ok(checks.into_iter().find(|(_, same)| !same).map(|(what, _)| what))
}

/// Name and version, and the commit if whoever built the program gave it: a build by itself asks
/// nothing that could differ.
fn engine() -> String {
    let version = env!("CARGO_PKG_VERSION");
    match option_env!("CHOHYO_COMMIT") {
        Some(commit) => format!("chohyo {version} ({commit})"),
        None => format!("chohyo {version}"),
    }
}

/// The files of the records as they are now.
///
/// # Errors
/// `B001`
pub(super) fn records(input: &Input) -> Result<Vec<Source>, Failure> {
    let files = input.files();
    let mut sources = Vec::with_capacity(files.len());
    for file in &files {
        let print = digest::of_file(file).map_err(|error| folder::unreadable(file, &error))?;
        // One file is called as the user does: what is read may be a copy of it.
        let name = if files.len() == 1 { Path::new(&input.name) } else { file };
        sources.push(source("records", name, print));
    }
    Ok(sources)
}

fn source(role: &str, path: &Path, (bytes, sha256): Print) -> Source {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Source { role: role.to_owned(), name, bytes, sha256 }
}

/// All layouts, fragments, schemas and pictures, with their paths.
fn layouts(library: &Library) -> Print {
    let (mut hash, mut size) = (Sha256::new(), 0);
    let texts = library.texts().map(|file| (file.name.as_str(), file.text.as_bytes()));
    let blobs = library.blobs().map(|(path, bytes)| (path, &bytes[..]));
    for (path, bytes) in texts.chain(blobs) {
        hash.update((path.len() as u64).to_be_bytes());
        hash.update(path);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
        size += bytes.len() as u64;
    }
    (size, hex(&hash.finalize()))
}

/// The city's file, and the pictures it names. Its fonts stand in it by their hashes.
fn params(print: &PrintArgs, prepared: &Prepared<'_>) -> Result<Print, Failure> {
    let text = match print.params.as_deref() {
        Some(city) => load::read_text(city)?,
        None => String::new(),
    };
    let mut hash = Sha256::new_with_prefix(&text);
    let Params(values) = &prepared.params;
    for value in values {
        if let ParamValue::Image(picture) = value {
            hash.update(picture.width.to_be_bytes());
            hash.update(&picture.pixels);
            hash.update(picture.alpha.as_deref().unwrap_or_default());
        }
    }
    Ok((text.len() as u64, hex(&hash.finalize())))
}

/// The fonts of the roles. Those of the binary were hashed when it was built.
fn fonts(context: &Context<'_>, prepared: &Prepared<'_>) -> Result<Vec<Source>, Failure> {
    if context.own_fonts() {
        let faces = prepared.fonts.faces();
        let all = faces
            .map(|(_, face)| source("font", Path::new(face.name()), digest::of_bytes(face.data())));
        return Ok(all.collect());
    }
    let embedded = FONTS.iter().map(|font| {
        let print = (font.data.len() as u64, font.sha256.to_owned());
        source("font", Path::new(font.name), print)
    });
    Ok(embedded.collect())
}

/// The options that change what is printed or how it is split; what is as by default is left out.
fn options(
    args: &BatchArgs,
    form: &Form,
    input: &Input,
    exclude: Option<&Exclude>,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut all = print_options(&args.print);
    all.extend(sheets(&args.print.sheets)?);
    all.extend(exclude.map(|list| ("exclude", list.sha256().to_owned())));
    all.extend(input.control.clone().map(|declared| ("control", declared)));
    all.extend(omr(&args.print.sheets, form)?.map(|places| (OMR, places)));
    let split = args.split.as_ref().map(|split| split.text());
    all.extend(split.map(|split| ("split", split)));
    all.extend(args.prove.every().map(|every| ("prove", format!("1/{every}"))));
    let items = [("sort", &args.sort), ("gather", &args.gather)];
    let items = items.into_iter().filter(|(_, items)| !items.is_empty());
    all.extend(items.map(|(name, items)| (name, items.join(","))));
    Ok(all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Where the OMR bars of the run stand; nothing if it prints none.
fn omr(args: &SheetArgs, form: &Form) -> Result<Option<String>, Failure> {
    let (front, _) = crate::sheets::shift(args)?;
    let places = omr_places(form).into_iter().map(|place| place.offset(front).to_string());
    let places: Vec<String> = places.collect();
    let printed = args.layer != LayerWord::Fixed && !places.is_empty();
    Ok(printed.then(|| places.join("; ")))
}

fn print_options(args: &PrintArgs) -> Vec<(&'static str, String)> {
    let flags = [
        ("live", args.live),
        ("strict", args.strict),
        ("no-head", args.input.no_head),
        ("allow-extra", args.input.allow_extra),
        ("allow-empty", args.input.allow_empty),
    ];
    let flags = flags.into_iter().filter(|(_, given)| *given);
    let mut all: Vec<_> = flags.map(|(name, _)| (name, "true".to_owned())).collect();
    let encoding = match args.input.encoding {
        EncodingWord::Utf8 => None,
        EncodingWord::Cp932 => Some("cp932"),
        EncodingWord::Utf16 => Some("utf-16"),
    };
    let overflow = args.on_overflow.map(|word| match word {
        OverflowWord::Limit => "limit",
        OverflowWord::Blank => "blank",
        OverflowWord::Refuse => "refuse",
    });
    let profile = (args.profile == ProfileWord::Plain).then_some("plain");
    let words = [("encoding", encoding), ("on-overflow", overflow), ("profile", profile)];
    all.extend(words.into_iter().filter_map(|(name, word)| Some((name, word?.to_owned()))));
    all.extend(args.date.clone().map(|date| ("date", date)));
    all.extend(args.as_of.clone().map(|day| ("as-of", day)));
    let releases: Vec<String> = args
        .release
        .iter()
        .map(|release| format!("{}={}", release.record, release.reason))
        .collect();
    if !releases.is_empty() {
        all.push(("release", releases.join(" ")));
    }
    all
}

/// How the sheets are printed. A printer's profile is its shifts.
fn sheets(args: &SheetArgs) -> Result<Vec<(&'static str, String)>, Failure> {
    let layer = match args.layer {
        LayerWord::All => None,
        LayerWord::Variable => Some("variable"),
        LayerWord::Fixed => Some("fixed"),
    };
    let (front, back) = crate::sheets::shift(args)?;
    let moved = |name, by: Point| {
        (by != Point::default()).then(|| (name, format!("{},{}", by.x.to_mm(), by.y.to_mm())))
    };
    let mut all: Vec<_> = layer.map(|layer| ("layer", layer.to_owned())).into_iter().collect();
    all.extend(moved("shift-mm", front));
    if args.duplex {
        all.push(("duplex", "true".to_owned()));
        all.extend(moved("back-shift-mm", back));
    }
    all.extend(args.run.map(|run| ("run", run.to_string())));
    Ok(all)
}

/// The run as its marks name it: all shards of a run have one name.
pub(crate) fn run_code(run: &Run) -> RunCode {
    let whole = Run { shard: None, ..run.clone() };
    let named = whole.options.get("run").and_then(|name| RunCode::parse(name));
    let text = serde_json::to_vec(&whole).unwrap_or_default();
    named.unwrap_or_else(|| RunCode::of(&Sha256::digest(&text)))
}
