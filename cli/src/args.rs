//! The command line as clap reads it. Help is English with Japanese.

mod batch;
mod chars;
mod check;
mod diff;
mod draft;
mod input;
mod kit;
mod new;
mod records;
mod sheets;
mod spec;

use std::path::PathBuf;

pub(crate) use batch::{
    BatchArgs, HandoverArgs, MergeArgs, ProgressWord, ReconcileArgs, ReprintArgs, SignArgs,
    SplitWord, VerifyArgs,
};
pub(crate) use chars::{
    CharsArgs, CharsChartArgs, CharsCommand, CharsShowArgs, RowFormat, SetWord, SurveyArgs,
    TargetWord,
};
pub(crate) use check::{CheckArgs, CheckFormat};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
pub(crate) use diff::DiffArgs;
pub(crate) use draft::DraftArgs;
pub(crate) use input::{EncodingWord, InputArgs};
pub(crate) use kit::KitArgs;
pub(crate) use new::NewArgs;
pub(crate) use records::{
    LineEndWord, PackWord, QuotesWord, RecordsArgs, RecordsCheckArgs, RecordsCommand,
    RecordsConvertArgs, RecordsImportArgs, RecordsSampleArgs, StyleArgs,
};
pub(crate) use sheets::{LayerWord, SheetArgs, TestSheetArgs, shift};
pub(crate) use spec::SpecArgs;

/// Renders, checks and proves Japan's standardized municipal forms (標準準拠帳票)
#[derive(Parser)]
#[command(
    name = "chohyo",
    version,
    after_help = "Example / 例:\n  chohyo render 0010003 sample.json -o juminhyo.pdf\n\n\
                  Exit codes / 終了コード: 0 all good, 1 findings or refused records, \
                  2 input or layout, 3 environment, 4 self-check failed"
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(ClapArgs)]
pub(crate) struct Common {
    /// Language of messages; by locale if not given (表示言語)
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Language>,
    /// Layout folder instead of the embedded one (レイアウトのフォルダ)
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) layouts: Option<PathBuf>,
    /// Font folder instead of the embedded one; hashes are checked (フォントのフォルダ)
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) fonts: Option<PathBuf>,
    /// Form of diagnostics on stderr (診断の出力形式)
    #[arg(long, global = true, value_enum, value_name = "FORM", default_value = "human")]
    pub(crate) diagnostics: Shape,
}

/// Language of messages.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// 日本語
    Ja,
    /// English
    En,
}

/// For people or for machines.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// For people (人が読む形)
    Human,
    /// For machines (機械が読む形)
    Json,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Render records to a PDF or to PNG pictures (帳票を出力する)
    Render(RenderArgs),
    /// Print a night's run: files and a manifest, complete or not at all (一括出力)
    Batch(BatchArgs),
    /// Check the files of a run against its manifest (マニフェストとの照合)
    Verify(VerifyArgs),
    /// Sign a manifest whose files are whole (マニフェストへの署名)
    Sign(SignArgs),
    /// Join the manifests of all shards of a run (分担のマニフェストをまとめる)
    MergeManifest(MergeArgs),
    /// List the forms, or show one (帳票の一覧と詳細)
    Forms(FormsArgs),
    /// Begin a form from the scaffold of a family (帳票を新しく作る)
    New(NewArgs),
    /// Check layouts: all errors of a file in one run (レイアウトの検査)
    Lint(LintArgs),
    /// Compare pages with their references (見本照合)
    Golden(GoldenArgs),
    /// Explain a diagnostic code (診断コードの説明)
    Explain(ExplainArgs),
    /// The 諸元表 of a form, or what differs from a given one (諸元表)
    Spec(SpecArgs),
    /// A layout to be finished, from an official drawing: PDF or workbook (図面からの下書き)
    Draft(DraftArgs),
    /// What differs between two editions, layouts or folders of layouts (版の違い)
    Diff(DiffArgs),
    /// What stands on the pages of a PDF, anybody's: texts, fonts, lines, images (PDF の読み戻し)
    Read(ReadArgs),
    /// Is this PDF, anybody's, the standard form? Every rule with its verdict (様式との適合の判定)
    Check(Box<CheckArgs>),
    /// Records, expected pages and rules with which a vendor tries a form (適合確認キット)
    Kit(KitArgs),
    /// Print records of a run again, with their numbers, marked as a reprint (再印刷)
    Reprint(Box<ReprintArgs>),
    /// Compare input, manifest and the marks on the pages, both ways (件数照合)
    Reconcile(ReconcileArgs),
    /// A folder for the printer: PDFs, index and fonts without names, hashes, counts (引渡し一式)
    Handover(HandoverArgs),
    /// A sheet that shows how far a printer is off (印字位置の試し刷り)
    TestSheet(TestSheetArgs),
    /// Show a page in the terminal (端末でのプレビュー)
    Preview(PreviewArgs),
    /// What every character is, which font draws it, and its 縮退 (文字の調査)
    Chars(CharsArgs),
    /// Check, convert and invent records (レコードの検査・変換・見本)
    Records(RecordsArgs),
    /// Licences of code, fonts and data (ライセンス)
    Licenses(LicensesArgs),
    /// Font files (フォント)
    Fonts(FontsArgs),
}

/// Arguments of `read`.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples / 例:\n  chohyo read juminhyo.pdf\n  chohyo read vendor.pdf --page 2 --format json"
)]
pub(crate) struct ReadArgs {
    /// The PDF (読む PDF)
    #[arg(value_name = "FILE.pdf")]
    pub(crate) file: PathBuf,
    /// Only this page, from 1 (ページ)
    #[arg(long, value_name = "N")]
    pub(crate) page: Option<usize>,
    /// For people, or one JSON object a page with every glyph (出力の形)
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Shape,
}

/// Arguments of `render`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  \
    chohyo render 0010003 layouts/001-juki/0010003/sample.json -o juminhyo.pdf\n  \
    chohyo render 0010003 records.csv -o page.png --dpi 300\n  \
    chohyo render 0010003 records.csv -o juminhyo.pdf --prove\n  \
    chohyo render my-layout.toml record.json -o out.pdf --params city.toml --live")]
pub(crate) struct RenderArgs {
    #[command(flatten)]
    pub(crate) print: PrintArgs,
    /// Output: OUT.pdf, or OUT.png (OUT-001.png … if there are several pages) (出力先)
    #[arg(short, long, value_name = "OUT.pdf|OUT.png")]
    pub(crate) output: PathBuf,
    /// Resolution of PNG pictures (PNG の解像度)
    #[arg(long, default_value_t = 150, value_parser = clap::value_parser!(u16).range(36..=1200))]
    pub(crate) dpi: u16,
    /// Write what happened to texts that did not fit (文字超過リスト)
    #[arg(long, value_name = "FILE.json|FILE.csv")]
    pub(crate) report: Option<PathBuf>,
    /// Read the finished PDF back, draw it by another rasterizer and publish it only if it is what the
    /// records said: glyphs, outlines, texts, lines, pictures, pixels (自己検証。でき上がった PDF を読み戻し、描いて比べる)
    #[arg(long)]
    pub(crate) prove: bool,
}

/// What is printed: arguments of `render` and `batch`.
#[derive(ClapArgs)]
pub(crate) struct PrintArgs {
    /// 帳票ID (0010003) or a layout file (LAYOUT.toml)
    #[arg(value_name = "ID|LAYOUT.toml")]
    pub(crate) layout: String,
    /// Records: .json (one), .jsonl, .csv, or a folder of group CSVs (レコード)
    pub(crate) record: PathBuf,
    /// Edition in force on this day, YYYY-MM-DD; the newest if not given (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// The city's parameters; the embedded 見本市 if not given (市区町村の設定)
    #[arg(long, value_name = "CITY.toml")]
    pub(crate) params: Option<PathBuf>,
    /// A real page: seal printed, no 見本; needs --params (本番の出力)
    #[arg(long, requires = "params")]
    pub(crate) live: bool,
    /// Date in the PDF's metadata, YYYY-MM-DDThh:mm:ss+09:00 (PDF の作成日時)
    #[arg(long, value_name = "TIMESTAMP")]
    pub(crate) date: Option<String>,
    /// PDF profile
    #[arg(long, value_enum, default_value = "pdfa")]
    pub(crate) profile: ProfileWord,
    /// Format of the records; by file ending if not given (レコードの形式)
    #[arg(long, value_enum)]
    pub(crate) format: Option<RecordFormat>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) sheets: SheetArgs,
    /// What to do with a text that does not fit, whatever layout and city say (文字溢れの扱い)
    #[arg(long, value_enum, value_name = "WORD")]
    pub(crate) on_overflow: Option<OverflowWord>,
    /// Publish nothing if any record is refused (断ったレコードがあれば何も出力しない)
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print record N, counted from 1, although 支援措置 guards it; REASON is a code of the form's
    /// list (支援措置のレコードを理由を付けて出力する)
    #[arg(long, value_name = "N=REASON", value_parser = Release::parse, requires = "log")]
    pub(crate) release: Vec<Release>,
    /// Where every release is logged: one JSON object a line, appended (--release の記録)
    #[arg(long, value_name = "FILE", requires = "release")]
    pub(crate) log: Option<PathBuf>,
}

/// A guarded record that may be printed, and why.
#[derive(Clone)]
pub(crate) struct Release {
    /// Ordinal in the input, from 1.
    pub(crate) record: u64,
    /// Code of the reason.
    pub(crate) reason: String,
}

impl Release {
    fn parse(text: &str) -> Result<Self, String> {
        let (record, reason) = text.split_once('=').ok_or("N=REASON")?;
        let record = record.parse().ok().filter(|record| *record > 0).ok_or("N=REASON, N >= 1")?;
        Ok(Self { record, reason: reason.to_owned() })
    }
}

/// What happens to a text that no attempt of its ladder holds.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OverflowWord {
    /// Print what fits (入る所まで)
    Limit,
    /// Print nothing in the field (空欄)
    Blank,
    /// Do not print the record (出力しない)
    Refuse,
}

/// PDF profile.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileWord {
    /// PDF/A-2u
    Pdfa,
    /// PDF 1.7
    Plain,
}

/// Format of a record file.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordFormat {
    /// One JSON object
    Json,
    /// JSON Lines: one object a line
    Jsonl,
    /// CSV with a header line of paths
    Csv,
}

/// Arguments of `forms`.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples / 例:\n  chohyo forms\n  chohyo forms --format json\n  \
    chohyo forms show 0010003\n  chohyo forms sample 0010003 > record.json",
    args_conflicts_with_subcommands = true
)]
pub(crate) struct FormsArgs {
    #[command(flatten)]
    pub(crate) list: FormsListArgs,
    #[command(subcommand)]
    pub(crate) command: Option<FormsCommand>,
}

/// Options of the list of forms.
#[derive(ClapArgs)]
pub(crate) struct FormsListArgs {
    /// For people or for machines (出力形式)
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Shape,
    /// Editions in force on this day, YYYY-MM-DD; all if not given (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
}

/// Subcommands of `forms`.
#[derive(Subcommand)]
pub(crate) enum FormsCommand {
    /// Print the form's sample record, to be filled in (見本レコード)
    #[command(after_help = "Example / 例:\n  chohyo forms sample 0010003 > record.json")]
    Sample {
        /// 帳票ID
        id: String,
    },
    /// Show one form: items of its record, variation points, sources (帳票の詳細)
    #[command(after_help = "Example / 例:\n  chohyo forms show 0010003 --format json")]
    Show {
        /// 帳票ID
        id: String,
        #[command(flatten)]
        list: FormsListArgs,
    },
}

/// Arguments of `lint`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo lint\n  chohyo lint 0010003\n  \
    chohyo lint layouts/001-juki/0010003/6.1.toml --diagnostics json")]
pub(crate) struct LintArgs {
    /// 帳票ID or layout file; all forms if not given
    #[arg(value_name = "ID|LAYOUT.toml")]
    pub(crate) layout: Option<String>,
}

/// Arguments of `golden`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo golden test\n  chohyo golden review --open\n  \
    chohyo golden bless 0029001_sample")]
pub(crate) struct GoldenArgs {
    /// The workspace: folders golden, layouts and fonts (作業フォルダ)
    #[arg(long, default_value = ".", value_name = "DIR", global = true)]
    pub(crate) root: PathBuf,
    #[command(subcommand)]
    pub(crate) command: GoldenCommand,
}

/// Subcommands of `golden`.
#[derive(Subcommand)]
pub(crate) enum GoldenCommand {
    /// List the cases: three of every form, and those of golden/cases.toml (事例の一覧)
    #[command(after_help = "Example / 例:\n  chohyo golden list --format json")]
    List {
        /// For people or for machines (出力形式)
        #[arg(long, value_enum, default_value = "human")]
        format: Shape,
    },
    /// Write docs/catalogue: every form with its picture, and of every 業務 a sheet of all pages (帳票の一覧)
    #[command(after_help = "Example / 例:\n  chohyo golden catalogue")]
    Catalogue {
        /// Another folder; links fit docs/catalogue (出力先)
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
    },
    /// Compare all cases, or the named ones; writes no reference (照合する)
    #[command(after_help = "Example / 例:\n  chohyo golden test 0029001_sample")]
    Test {
        /// Names of cases
        cases: Vec<String>,
    },
    /// Walk through the changed cases: what differs, an HTML page of each, and in a terminal the question
    /// whether it is meant (差分を一件ずつ確かめて承認する)
    #[command(
        after_help = "In a terminal / 端末では: o opens the page, a accepts it (once it was opened), s skips, q quits. \
        Elsewhere the paths of the pages are listed.\nExamples / 例:\n  chohyo golden review --open\n  \
        chohyo golden review 0029001_sample"
    )]
    Review {
        /// Names of cases
        cases: Vec<String>,
        /// Open the pages in the browser without being asked (ページを自動で開く)
        #[arg(long)]
        open: bool,
    },
    /// Make the present pages the references of one case (照合元を更新する)
    #[command(after_help = "Example / 例:\n  chohyo golden bless 0029001_sample")]
    Bless {
        /// Name of the case
        case: String,
    },
}

/// Arguments of `explain`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo explain L004\n  chohyo explain --layout")]
pub(crate) struct ExplainArgs {
    /// The code, such as L004 (診断コード)
    #[arg(required_unless_present_any = ["all", "layout"])]
    pub(crate) code: Option<String>,
    /// All codes as one Markdown page in Japanese
    #[arg(long, conflicts_with = "code")]
    pub(crate) all: bool,
    /// How to write a layout, as one Markdown page in Japanese (レイアウトの書き方)
    #[arg(long, conflicts_with_all = ["code", "all"])]
    pub(crate) layout: bool,
}

/// Arguments of `preview`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo preview 0010003\n  \
    chohyo preview 0010003 record.json --page 2\n  chohyo preview my-layout.toml record.json --open")]
pub(crate) struct PreviewArgs {
    /// 帳票ID or a layout file
    #[arg(value_name = "ID|LAYOUT.toml")]
    pub(crate) layout: String,
    /// Records or a folder of group CSVs; the form's own sample if not given (レコード)
    pub(crate) record: Option<PathBuf>,
    /// Format of the records; by file ending if not given (レコードの形式)
    #[arg(long, value_enum)]
    pub(crate) format: Option<RecordFormat>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Page to show, from 1 (ページ)
    #[arg(long, default_value_t = 1)]
    pub(crate) page: usize,
    /// Edition in force on this day, YYYY-MM-DD (適用日)
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Parameters of the city; those of 見本市 if not given (市区町村の設定)
    #[arg(long, value_name = "CITY.toml")]
    pub(crate) params: Option<PathBuf>,
    /// Open the picture in the desktop's viewer (ビューアで開く)
    #[arg(long)]
    pub(crate) open: bool,
}

/// Arguments of `licenses`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo licenses\n  chohyo licenses --full")]
pub(crate) struct LicensesArgs {
    /// With the full texts of the licences of code and fonts (全文)
    #[arg(long)]
    pub(crate) full: bool,
}

/// Arguments of `fonts`.
#[derive(ClapArgs)]
#[command(after_help = "Example / 例:\n  chohyo fonts verify")]
pub(crate) struct FontsArgs {
    #[command(subcommand)]
    pub(crate) command: FontsCommand,
}

/// Subcommands of `fonts`.
#[derive(Subcommand)]
pub(crate) enum FontsCommand {
    /// Check the hashes of the fonts (フォントの検証)
    #[command(after_help = "Examples / 例:\n  chohyo fonts verify\n  \
        chohyo fonts verify --fonts my-fonts")]
    Verify,
}
