//! `chohyo merge-manifest`

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{self, Manifest};
use chohyo_golden::folder;

use super::place::taken;
use crate::args::MergeArgs;
use crate::output::{self, parent};
use crate::report::{Context, Exit, Failure};

pub(crate) fn merge(args: &MergeArgs, _: &Context<'_>) -> Result<Exit, Failure> {
    output::check(&args.output)?;
    if args.output.exists() {
        return Err(taken(&args.output));
    }
    let above = whole(parent(&args.output))?;
    let mut shards = Vec::with_capacity(args.manifests.len());
    for path in &args.manifests {
        let file = File::open(path).map_err(|error| folder::unreadable(path, &error))?;
        let manifest = Manifest::read(BufReader::new(file), &path.display().to_string())?;
        shards.push((below(path, &above)?, manifest));
    }
    let text = manifest::merge(shards)?;
    output::stage(&args.output, text.as_bytes())?.publish_new(&args.output)?;
    Ok(Exit::Good)
}

/// The path from the folder of the whole to that of a shard: empty, or with `/` at its end.
///
/// # Errors
/// `B164` for a shard that is not below it.
fn below(manifest: &Path, above: &Path) -> Result<String, Failure> {
    let folder = whole(parent(manifest))?;
    let outside = || Diagnostic::error("B164").arg("path", manifest.display());
    let path = folder.strip_prefix(above).map_err(|_| outside())?;
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    Ok(parts.map(|part| format!("{part}/")).collect())
}

fn whole(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| folder::unreadable(path, &error).into())
}
