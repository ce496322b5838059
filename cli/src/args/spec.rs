//! The command line of `chohyo spec`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::Shape;

/// Arguments of `spec`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo spec 0010003 > 0010003.md\n  \
    chohyo spec 0010003 -o 0010003.xlsx\n  \
    chohyo spec 0010003 --against given.xlsx --format json\n\n\
    Exit code / 終了コード: 1 if form and table differ (違いがあれば 1)")]
pub(crate) struct SpecArgs {
    /// 帳票ID (0010003) or a layout file (LAYOUT.toml)
    #[arg(value_name = "ID|LAYOUT.toml")]
    pub(crate) layout: String,
    /// Output; Markdown to stdout if not given (出力先)
    #[arg(short, long, value_name = "FILE.md|.csv|.xlsx", conflicts_with = "against")]
    pub(crate) output: Option<PathBuf>,
    /// Compare with a given 諸元表; columns are found by their heads (照合する諸元表)
    #[arg(long, value_name = "FILE.csv|.xlsx")]
    pub(crate) against: Option<PathBuf>,
    /// Differences for people or for machines (違いの出力形式)
    #[arg(long, value_enum, default_value = "human", requires = "against")]
    pub(crate) format: Shape,
    /// Edition in force on this day, YYYY-MM-DD; the newest if not given (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
}
