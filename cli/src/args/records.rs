//! The command line of `chohyo records`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::RecordFormat;

/// Arguments of `records`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo records check 0010003 records.jsonl\n  \
    chohyo records check 0279001 nintei.csv --diagnostics json")]
pub(crate) struct RecordsArgs {
    #[command(subcommand)]
    pub(crate) command: RecordsCommand,
}

/// Subcommands of `records`.
#[derive(Subcommand)]
pub(crate) enum RecordsCommand {
    /// Check the records of a form; nothing is printed or written (レコードの検査)
    Check(RecordsCheckArgs),
}

/// Arguments of `records check`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo records check 0010003 records.jsonl\n  \
    chohyo records check my-layout.toml record.json\n\n\
    Exit code / 終了コード: 1 if a record is refused (断ったレコードがあれば 1)")]
pub(crate) struct RecordsCheckArgs {
    /// 帳票ID (0010003) or a layout file (LAYOUT.toml)
    #[arg(value_name = "ID|LAYOUT.toml")]
    pub(crate) layout: String,
    /// Records: .json (one), .jsonl or .csv (レコード)
    #[arg(value_name = "INPUT")]
    pub(crate) record: PathBuf,
    /// Edition in force on this day, YYYY-MM-DD; the newest if not given (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Format of the records; by file ending if not given (レコードの形式)
    #[arg(long, value_enum)]
    pub(crate) format: Option<RecordFormat>,
}
