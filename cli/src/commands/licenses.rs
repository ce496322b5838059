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
    text
}

fn part(title: &str, words: &str) -> String {
    format!("\n---- {title} ----\n\n{}\n", words.trim_start_matches('\u{FEFF}'))
}
