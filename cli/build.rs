//! Checks the font files against `fonts/fonts.toml` and writes the table that embeds them, with
//! what would else be looked for in all of a font by every process.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chohyo_fonts::{Face, FaceId};
use sha2::{Digest, Sha256};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts").canonicalize()?;
    let list = folder.join("fonts.toml");
    println!("cargo:rerun-if-changed={}", list.display());
    println!("cargo:rerun-if-changed=../layouts");
    let table: toml::Table = std::fs::read_to_string(&list)?.parse()?;
    let fonts = table.get("font").and_then(toml::Value::as_array).ok_or("no [[font]]")?;
    let mut code = String::from("pub(crate) static FONTS: &[EmbeddedFont] = &[\n");
    for font in fonts {
        embed(font, &folder, &mut code)?;
    }
    code.push_str("];\n");
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("fonts.rs"), code)?;
    Ok(())
}

fn embed(font: &toml::Value, folder: &Path, code: &mut String) -> Outcome {
    let text = |key: &str| {
        let value = font.get(key).and_then(toml::Value::as_str);
        value.ok_or_else(|| format!("fonts.toml: no `{key}` in a [[font]]"))
    };
    let path = folder.join(text("file")?);
    println!("cargo:rerun-if-changed={}", path.display());
    let data = std::fs::read(&path)?;
    let hash = hex(&Sha256::digest(&data));
    if hash != text("sha256")? {
        return Err(format!("{} is not the file of fonts.toml: {hash}", path.display()).into());
    }
    write!(code, "EmbeddedFont {{ ")?;
    for key in ["name", "role", "sha256", "title", "package", "licence"] {
        write!(code, "{key}: {:?}, ", text(key)?)?;
    }
    write!(code, "licence_texts: &[")?;
    let files = font.get("licence_files").and_then(toml::Value::as_array);
    for file in files.ok_or("fonts.toml: no licence_files")? {
        let path = folder.join(file.as_str().ok_or("fonts.toml: licence_files")?);
        write!(code, "include_str!({path:?}), ")?;
    }
    let shared = shared_texts(text("name")?, data)?;
    writeln!(
        code,
        "], data: include_bytes!({path:?}), shared_texts: include_bytes!({shared:?}) }},"
    )?;
    Ok(())
}

/// Writes the texts of glyphs that have several of them; the path of the file.
fn shared_texts(name: &str, data: Vec<u8>) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let face = Face::open(FaceId(0), name.to_owned(), data.into());
    let face = face.map_err(|error| format!("fonts.toml: {error:?}"))?;
    let path = Path::new(&std::env::var("OUT_DIR")?).join(format!("{name}.texts"));
    std::fs::write(&path, face.shared_texts().as_flattened())?;
    Ok(path)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
