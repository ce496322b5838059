//! Checks the font files against `fonts/fonts.toml` and writes the table that embeds them.

use std::fmt::Write as _;
use std::path::Path;

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
    let hash = hex(&Sha256::digest(std::fs::read(&path)?));
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
    writeln!(code, "], data: include_bytes!({path:?}) }},")?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
