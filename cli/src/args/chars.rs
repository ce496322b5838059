//! The command line of `chohyo chars`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::InputArgs;

/// Arguments of `chars`.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples / 例:\n  chohyo chars 葛飾区\n  \
    chohyo chars names.txt --format csv\n  \
    chohyo chars --form 0010003 records.jsonl --missing\n  \
    chohyo chars names.txt --review --to x0208\n  \
    chohyo chars show MJ022335\n  \
    chohyo chars chart -o mj.pdf\n\n\
    Exit code / 終了コード: 1 if a character cannot be printed (印字できない文字があれば 1)",
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub(crate) struct CharsArgs {
    #[command(flatten)]
    pub(crate) survey: SurveyArgs,
    #[command(subcommand)]
    pub(crate) command: Option<CharsCommand>,
}

/// What is surveyed, and how.
#[derive(ClapArgs)]
pub(crate) struct SurveyArgs {
    /// A text, a text file (.txt, a record a line) or a record file (.json, .jsonl, .csv, or a
    /// folder of group CSVs; with --form); several are surveyed one after the other (文字列・テキスト・レコード)
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<String>,
    /// The form that prints the records (レコードを印字する帳票)
    #[arg(long, value_name = "ID|LAYOUT.toml")]
    pub(crate) form: Option<String>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The city's characters, fonts and 縮退 (市区町村の設定)
    #[arg(long, value_name = "CITY.toml")]
    pub(crate) params: Option<PathBuf>,
    /// Form of the rows (出力形式)
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: RowFormat,
    /// Only what cannot be printed (印字できない文字だけ)
    #[arg(long)]
    pub(crate) missing: bool,
    /// Only what 縮退 cannot decide alone (縮退の要確認だけ)
    #[arg(long, conflicts_with = "missing")]
    pub(crate) review: bool,
    /// The set that 縮退 leads to (縮退先)
    #[arg(long, value_enum, value_name = "SET", default_value = "x0213")]
    pub(crate) to: TargetWord,
    /// Glyphs of vertical text (縦書きの字形)
    #[arg(long)]
    pub(crate) vertical: bool,
}

/// Form of the rows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowFormat {
    /// A table for people (表)
    Human,
    /// CSV with a head line
    Csv,
    /// JSON Lines
    Json,
}

/// A smaller set of characters.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TargetWord {
    /// JIS X 0213:2004
    X0213,
    /// JIS X 0208
    X0208,
}

/// Subcommands of `chars`.
#[derive(Subcommand)]
pub(crate) enum CharsCommand {
    /// Show one character large, beside its siblings, with its facts (一文字の詳細)
    Show(CharsShowArgs),
    /// Print a chart of all characters of a set (文字図形の一覧)
    Chart(CharsChartArgs),
}

/// Arguments of `chars show`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo chars show 葛\n  chohyo chars show MJ022335\n  \
    chohyo chars show 1-19-75 -o kuzu.png\n  chohyo chars show U+845B -o kuzu.pdf")]
pub(crate) struct CharsShowArgs {
    /// A character, an MJ name, a 面区点 of JIS X 0213 or a code point (文字・MJ名・面区点・符号位置)
    #[arg(value_name = "葛|MJ022335|1-19-75|U+845B")]
    pub(crate) character: String,
    /// Write the picture to a file; without it, it is drawn in the terminal (出力先)
    #[arg(short, long, value_name = "OUT.png|OUT.pdf")]
    pub(crate) output: Option<PathBuf>,
    /// The set that 縮退 leads to (縮退先)
    #[arg(long, value_enum, value_name = "SET", default_value = "x0213")]
    pub(crate) to: TargetWord,
    /// The city's fonts and 縮退 (市区町村の設定)
    #[arg(long, value_name = "CITY.toml")]
    pub(crate) params: Option<PathBuf>,
}

/// Arguments of `chars chart`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo chars chart -o mj.pdf\n  \
    chohyo chars chart --set hentaigana -o hentaigana.pdf")]
pub(crate) struct CharsChartArgs {
    /// Output: OUT.pdf, or OUT.png (OUT-001.png … if there are several pages) (出力先)
    #[arg(short, long, value_name = "OUT.pdf|OUT.png")]
    pub(crate) output: PathBuf,
    /// The set (文字の集まり)
    #[arg(long, value_enum, value_name = "SET", default_value = "mj")]
    pub(crate) set: SetWord,
}

/// A set of characters to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SetWord {
    /// All MJ characters (文字情報基盤)
    Mj,
    /// 変体仮名
    Hentaigana,
    /// JIS X 0213:2004
    X0213,
}
