//! `chohyo check`: is this PDF the standard form?

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::{InputArgs, RecordFormat};

/// Arguments of `check`.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples / 例:\n  chohyo check vendor.pdf --form 0010003 --record record.json\n  \
    chohyo check night.pdf --form 0010003 --record records.csv --format junit > check.xml\n  \
    chohyo check vendor.pdf --form 0010003 --record record.json --format html -o check.html\n  \
    chohyo check page1.png page2.png --form 0010003 --record record.json\n  \
    chohyo check --kit kit-0010003 pdfs --format html -o kit.html\n  \
    chohyo check --tolerances"
)]
pub(crate) struct CheckArgs {
    /// The PDF, made by any engine: all pages of one record, or of all records in order (判定する PDF)
    /// Or scans: one PNG a page, in order (読み取った画像。ページ順に)
    /// With --kit: the folder of the PDFs, or of NAME.png, NAME-1.png … (キットの PDF か画像を置いたフォルダ)
    #[arg(value_name = "VENDOR.pdf|PAGE.png…|PDFDIR", required_unless_present = "tolerances")]
    pub(crate) files: Vec<PathBuf>,
    /// 帳票ID (0010003) or a layout file (様式)
    #[arg(long, value_name = "ID|LAYOUT.toml", required_unless_present_any = ["tolerances", "kit"])]
    pub(crate) form: Option<String>,
    /// The records that the PDF was made from: .json, .jsonl, .csv, or a folder of group CSVs (レコード)
    #[arg(long, value_name = "RECORD", required_unless_present_any = ["tolerances", "kit"])]
    pub(crate) record: Option<PathBuf>,
    /// Judge the PDFs or pictures of a folder by a kit that `chohyo kit` made (適合確認キットで判定する)
    #[arg(long, value_name = "DIR", conflicts_with_all = ["record", "only", "live", "as_of", "tolerances"])]
    pub(crate) kit: Option<PathBuf>,
    /// The PDF holds only record N of the input, counted from 1 (N 件目だけの PDF)
    #[arg(long, value_name = "N")]
    pub(crate) only: Option<u64>,
    /// Edition in force on this day, YYYY-MM-DD; the newest if not given (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// The city's parameters; the embedded 見本市 if not given (市区町村の設定)
    #[arg(long, value_name = "CITY.toml")]
    pub(crate) params: Option<PathBuf>,
    /// The pages must have the seal of the parameters; needs --params (公印も判定する)
    #[arg(long, requires = "params")]
    pub(crate) live: bool,
    /// For people, for machines, or for a browser (出力の形)
    #[arg(long, value_enum, value_name = "FORM", default_value = "human")]
    pub(crate) format: CheckFormat,
    /// Write the result to this file, and only a summary to stdout (結果を書くファイル)
    #[arg(short, long, value_name = "FILE", conflicts_with = "tolerances")]
    pub(crate) output: Option<PathBuf>,
    /// Format of the records; by file ending if not given (レコードの形式)
    #[arg(long, value_enum)]
    pub(crate) record_format: Option<RecordFormat>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Print all rules and tolerances with their reasons, and check nothing (規則と許容差の一覧)
    #[arg(long)]
    pub(crate) tolerances: bool,
}

/// Form of the result.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people (人が読む形)
    Human,
    /// One JSON object (機械が読む形)
    Json,
    /// JUnit XML: a test case for every rule of every page (CI)
    Junit,
    /// One page for a browser: the pages with marks beside ours; it shows the data of the record (ブラウザーで見る形)
    Html,
}
