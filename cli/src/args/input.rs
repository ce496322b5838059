//! Options of every command that reads records.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

/// How a record input is read.
#[derive(ClapArgs, Default)]
#[command(next_help_heading = "Record input (レコードの入力)")]
pub(crate) struct InputArgs {
    /// Encoding of the record files; never guessed (文字コード)
    #[arg(long, value_enum, value_name = "NAME", default_value = "utf-8")]
    pub(crate) encoding: EncodingWord,
    /// CSV without a head line: columns in the order of the schema (見出し行なし)
    #[arg(long)]
    pub(crate) no_head: bool,
    /// Counts and sums that the input must have: lines of グループ名称,件数 or グループ名称,件数,合計項目,合計 (件数・合計の控え)
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) control: Option<PathBuf>,
    /// Skip columns that the schema does not have, with a note (知らない列を読み飛ばす)
    #[arg(long)]
    pub(crate) allow_extra: bool,
    /// An input without a record is no error (0 件を認める)
    #[arg(long)]
    pub(crate) allow_empty: bool,
    /// File of one table of a folder; may be repeated (フォルダの表のファイル)
    #[arg(long, value_name = "NAME=FILE")]
    pub(crate) table: Vec<String>,
}

/// Encoding of record files.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum EncodingWord {
    /// UTF-8
    #[default]
    #[value(name = "utf-8")]
    Utf8,
    /// Windows-31J by the table of the WHATWG
    Cp932,
    /// UTF-16 with a BOM
    #[value(name = "utf-16")]
    Utf16,
}
