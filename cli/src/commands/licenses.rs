//! `chohyo licenses`

use crate::args::LicensesArgs;
use crate::assets::{EmbeddedFont, FONTS};
use crate::report::{Context, Exit, Failure, out};
use crate::table;

const MIT: &str = include_str!("../../../LICENSE-MIT");
const APACHE: &str = include_str!("../../../LICENSE-APACHE");

/// Name, version and licence of every crate in the program; `cli/tests/licenses.rs` compares it
/// with the dependency tree.
const CRATES: &str = include_str!("../../crates.txt");

/// Sources and licences of the character tables.
const CHARSETS: &str = include_str!("../../../fonts/charsets/charsets.toml");
const CHARSETS_LICENCE: &str = include_str!("../../../fonts/charsets/LICENSE");
const UNICODE: &str = include_str!("../../../fonts/charsets/LICENSE-Unicode-3.0.txt");

pub(crate) fn run(args: &LicensesArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let mut text = summary(context);
    if args.full {
        text.push_str(&full_texts());
    }
    out(&text)?;
    Ok(Exit::Good)
}

fn summary(context: &Context<'_>) -> String {
    let heading = |ja, en| format!("\n{}\n", context.words(ja, en));
    let mut text = format!("chohyo {}  MIT OR Apache-2.0\n", env!("CARGO_PKG_VERSION"));
    text += &heading("フォント", "Fonts");
    let rows: Vec<_> = FONTS.iter().map(font_row).collect();
    text += &table::lines(&rows);
    text += &heading("文字の表", "Character tables");
    text += &table::lines(&charset_rows());
    text += context.words(
        "MJ文字情報一覧表・MJ縮退マップは IPA の著作物です。\n",
        "MJ文字情報一覧表 and MJ縮退マップ are works of IPA.\n",
    );
    text += &heading("データ", "Data");
    text += context.words(
        "レイアウト・スキーマ・見本レコードは本プロジェクトの作成（MIT OR Apache-2.0）。出典は各ファイルの sources。\n",
        "Layouts, schemas and sample records are this project's own (MIT OR Apache-2.0); \
         each file names its sources.\n",
    );
    text += &heading("ライブラリ", "Crates");
    text += CRATES;
    text += "\n";
    text += context.words("全文: chohyo licenses --full\n", "Full texts: chohyo licenses --full\n");
    text
}

fn font_row(font: &EmbeddedFont) -> Vec<String> {
    [font.title, font.licence, font.package].map(str::to_owned).to_vec()
}

/// Title and version, licence and input of every source.
fn charset_rows() -> Vec<Vec<String>> {
    let manifest: toml::Table = CHARSETS.parse().unwrap_or_default();
    let text = |table: &toml::Value, key| {
        table.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
    };
    let package = manifest.get("package").map(|it| text(it, "name") + " " + &text(it, "version"));
    let sources = manifest.get("source").and_then(toml::Value::as_array).into_iter().flatten();
    let row = |it| {
        let title = text(it, "title") + " " + &text(it, "version");
        vec![title, text(it, "licence"), format!("npm {}", package.as_deref().unwrap_or_default())]
    };
    sources.map(row).collect()
}

fn full_texts() -> String {
    let mut text = part("chohyo: MIT", MIT) + &part("chohyo: Apache-2.0", APACHE);
    let mut seen = Vec::new();
    for font in FONTS {
        for words in font.licence_texts {
            if !seen.contains(words) {
                text += &part(font.title, words);
                seen.push(words);
            }
        }
    }
    text + &part("fonts/charsets", CHARSETS_LICENCE) + &part("Unicode", UNICODE)
}

fn part(title: &str, words: &str) -> String {
    format!("\n---- {title} ----\n\n{}\n", words.trim_start_matches('\u{FEFF}'))
}
