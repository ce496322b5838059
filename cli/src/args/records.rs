//! The command line of `chohyo records`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::{InputArgs, RecordFormat};

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
    /// Write records in another format, exactly as they were read (形式の変換)
    Convert(RecordsConvertArgs),
    /// Make the groups of one 業務 from a workbook of the data standard (データ標準の取り込み)
    Import(RecordsImportArgs),
    /// Invent records of a form: valid, and marked as samples (見本レコードの作成)
    Sample(RecordsSampleArgs),
}

/// Arguments of `records check`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo records check 0010003 records.jsonl\n  \
    chohyo records check my-layout.toml record.json\n\n\
    Exit code / 終了コード: 1 if a record is refused (断ったレコードがあれば 1),\n\
    2 with --strict")]
pub(crate) struct RecordsCheckArgs {
    /// 帳票ID (0010003) or a layout file (LAYOUT.toml)
    #[arg(value_name = "ID|LAYOUT.toml")]
    pub(crate) layout: String,
    /// Records: .json (one), .jsonl, .csv, or a folder of group CSVs (レコード)
    #[arg(value_name = "INPUT")]
    pub(crate) record: PathBuf,
    /// Edition in force on this day, YYYY-MM-DD; the newest if not given (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Format of the records; by file ending if not given (レコードの形式)
    #[arg(long, value_enum)]
    pub(crate) format: Option<RecordFormat>,
    /// A refused record refuses the run, as `render --strict` does (断ったレコードがあれば全体を断る)
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

/// Arguments of `records convert`.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples / 例:\n  chohyo records convert 0010003 records.csv -o records.jsonl\n  \
    chohyo records convert 0010003 records.jsonl -o records.csv --bom\n  \
    chohyo records convert 0010003 records.jsonl -o folder\n\n\
    Exit code / 終了コード: 1 if a record is refused; then nothing is written\n\
    (断ったレコードがあれば 1。何も書き出しません)"
)]
pub(crate) struct RecordsConvertArgs {
    /// 帳票ID (0010003) or a layout file (LAYOUT.toml)
    #[arg(value_name = "ID|LAYOUT.toml")]
    pub(crate) layout: String,
    /// Records: .json (one), .jsonl, .csv, or a folder of group CSVs (レコード)
    #[arg(value_name = "INPUT")]
    pub(crate) record: PathBuf,
    /// Output: by its ending .json, .jsonl or .csv; without one a folder of group CSVs (出力先)
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// Edition in force on this day, YYYY-MM-DD; the newest if not given (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Format of the records; by file ending if not given (レコードの形式)
    #[arg(long, value_enum)]
    pub(crate) format: Option<RecordFormat>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) style: StyleArgs,
}

/// Arguments of `records sample`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo records sample 0010003 > record.json\n  \
    chohyo records sample 0010003 -n 100 --seed 7 -o records.jsonl\n  \
    chohyo records sample 0279001 --pack longest -o longest.csv")]
pub(crate) struct RecordsSampleArgs {
    /// 帳票ID (0010003) or a layout file (LAYOUT.toml)
    #[arg(value_name = "ID|LAYOUT.toml")]
    pub(crate) layout: String,
    /// How many; as many as show the whole pack if not given (件数)
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub(crate) count: Option<u64>,
    /// The same seed gives the same records (乱数の種)
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// What they try; ordinary people if not given (試すこと)
    #[arg(long, value_enum, value_name = "PACK")]
    pub(crate) pack: Option<PackWord>,
    /// Output: .json, .jsonl, .csv, or a folder of group CSVs; JSON on stdout if not given (出力先)
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Edition in force on this day, YYYY-MM-DD; the newest if not given (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    #[command(flatten)]
    pub(crate) style: StyleArgs,
}

/// What sample records try.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PackWord {
    /// Every text as long as its 桁数 (最長)
    Longest,
    /// Every text one character long (最短)
    Shortest,
    /// Only what is required (必須だけ)
    Empty,
    /// The 14 ways of writing a day that is not known (不詳日)
    UnknownDates,
    /// Both sides of every era's border, 元年, 29 February (元号の境)
    Eras,
    /// Foreign residents with long Latin names (外国人住民)
    Foreign,
    /// Variation sequences and rare characters in names (異体字)
    Ivs,
    /// Lists of 0, n and n + 1 rows around what a page holds (行数)
    Rows,
    /// Every code of every list, every flag both ways (コード)
    Codes,
}

/// How CSV is written.
#[derive(ClapArgs)]
pub(crate) struct StyleArgs {
    /// CSV begins with a byte order mark (BOM を付ける)
    #[arg(long)]
    pub(crate) bom: bool,
    /// How a line of CSV ends (改行)
    #[arg(long, value_enum, value_name = "END", default_value = "crlf")]
    pub(crate) line_end: LineEndWord,
    /// Which fields of CSV stand in quotes (引用符)
    #[arg(long, value_enum, value_name = "WORD", default_value = "needed")]
    pub(crate) quotes: QuotesWord,
}

/// How a line ends.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LineEndWord {
    /// CR LF
    Crlf,
    /// LF
    Lf,
}

/// Which fields stand in quotes.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum QuotesWord {
    /// All (全部)
    Always,
    /// Those that cannot stand without (必要なものだけ)
    Needed,
}

/// Arguments of `records import`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  \
    chohyo records import kihon-data-list.xlsx -o layouts/records/groups/031.toml\n  \
    chohyo records import all.xlsx --business 027 -o 027.toml --source 出典の名前")]
pub(crate) struct RecordsImportArgs {
    /// A 基本データリスト or 項目定義書 as published (.xlsx)
    #[arg(value_name = "WORKBOOK.xlsx")]
    pub(crate) workbook: PathBuf,
    /// The file of groups to write (出力先)
    #[arg(short, long, value_name = "FILE.toml")]
    pub(crate) output: PathBuf,
    /// 業務ID, if the workbook holds several (業務)
    #[arg(long, value_name = "031")]
    pub(crate) business: Option<String>,
    /// Where the workbook is from; its title if not given (出典)
    #[arg(long, value_name = "TEXT")]
    pub(crate) source: Option<String>,
}
