//! The command line of `chohyo kit`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// Arguments of `kit`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo kit 0010003 -o kit-0010003\n  \
    chohyo check --kit kit-0010003 pdfs")]
pub(crate) struct KitArgs {
    /// 帳票ID (0010003) or a layout file (LAYOUT.toml)
    #[arg(value_name = "ID|LAYOUT.toml")]
    pub(crate) layout: String,
    /// The folder to make; nothing is ever overwritten (作るフォルダ)
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Edition in force on this day, YYYY-MM-DD; the newest if not given (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// The city's parameters; the embedded 見本市 if not given (市区町村の設定)
    #[arg(long, value_name = "CITY.toml")]
    pub(crate) params: Option<PathBuf>,
}
