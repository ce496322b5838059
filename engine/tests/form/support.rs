//! Libraries for the tests, and findings as lines.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use chohyo_engine::diag::{Diagnostic, Place};
use chohyo_engine::source::Library;
use chohyo_fonts::{FontRole, FontSet, FontSource};

/// All files under `layouts/`.
pub(crate) fn repository() -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../layouts");
    let mut library = Library::default();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("layouts can be read") {
            let path = entry.expect("layouts can be read").path();
            let name =
                path.strip_prefix(&root).expect("under layouts").to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".toml") {
                library.add_text(&name, std::fs::read_to_string(&path).expect("text"));
            } else {
                library.add_blob(&name, std::fs::read(&path).expect("bytes"));
            }
        }
    }
    library
}

/// A finding as `L004 file:line:column key=value …`.
pub(crate) fn line(finding: &Diagnostic) -> String {
    let place = match finding.places.first() {
        Some(Place::Text(span)) => {
            let (line, column) = span.line_column();
            format!("{}:{line}:{column}", span.file.name)
        }
        _ => "-".to_owned(),
    };
    let args: Vec<String> = finding.args.iter().map(|(k, v)| format!("{k}={v}")).collect();
    format!("{} {place} {}", finding.code.0, args.join(" ")).trim_end().to_owned()
}

/// The fonts of the repository.
pub(crate) fn fonts() -> FontSet {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts/data");
    let source = |name: &str, role, file: &str| FontSource {
        name: name.to_owned(),
        role,
        data: Cow::Owned(std::fs::read(folder.join(file)).expect("font file")),
    };
    let sources = vec![
        source("ipamjm", FontRole::Mincho, "ipamjm.ttf"),
        source("bizudmincho", FontRole::UdMincho, "BIZUDMincho-Regular.ttf"),
        source("bizudgothic", FontRole::Gothic, "BIZUDGothic-Regular.ttf"),
        source("bizudgothic-bold", FontRole::GothicBold, "BIZUDGothic-Bold.ttf"),
        source("ocrb", FontRole::OcrB, "OCRB.otf"),
    ];
    FontSet::new(sources).unwrap_or_else(|_| panic!("fonts open"))
}
