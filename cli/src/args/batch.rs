//! Arguments of `batch`, `verify` and `merge-manifest`.

use std::num::NonZeroU64;
use std::path::PathBuf;

use chohyo_engine::manifest::Shard;
use clap::{Args as ClapArgs, ValueEnum};

use super::{InputArgs, PrintArgs, RecordFormat};

/// Arguments of `batch`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  \
    chohyo batch 0129001 notices.csv -o night --split 1000 --params city.toml --live\n  \
    chohyo batch 0129001 notices.csv -o night --split 1000 --params city.toml --live --resume\n  \
    chohyo batch 0129001 notices.csv -o notices.pdf --threads 2\n  \
    chohyo batch 0129001 notices.csv -o night --split sheets:2500 --sort 郵便番号 --gather 宛名番号\n  \
    chohyo verify night/manifest.jsonl")]
pub(crate) struct BatchArgs {
    #[command(flatten)]
    pub(crate) print: PrintArgs,
    /// A new folder for the files and manifest.jsonl; or one file OUT.pdf, with OUT.manifest.jsonl (出力先)
    #[arg(short, long, value_name = "DIR|OUT.pdf")]
    pub(crate) output: PathBuf,
    /// Threads that set and encode records; those of the machine if not given (スレッド数)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// A file for every N records, for up to N sheets of paper, or whenever an item changes (分割)
    #[arg(long, value_name = "N|sheets:N|ITEM", value_parser = SplitWord::parse)]
    pub(crate) split: Option<SplitWord>,
    /// Print in the order of these items, the first one first; records that are alike stay in the order of
    /// the input (並べ替え)
    #[arg(long, value_name = "ITEM,…", value_delimiter = ',')]
    pub(crate) sort: Vec<String>,
    /// Records with the same values of these items are one piece of mail: they stand together and in one file
    /// (名寄せ)
    #[arg(long, value_name = "ITEM,…", value_delimiter = ',', conflicts_with = "shard")]
    pub(crate) gather: Vec<String>,
    /// Go on with a run that was interrupted (中断した処理を続ける)
    #[arg(long)]
    pub(crate) resume: bool,
    /// Make only part I of N of the files; needs --split N (複数の機械での分担)
    #[arg(long, value_name = "I/N", requires = "split", value_parser = shard)]
    pub(crate) shard: Option<Shard>,
    /// Read every file back before it counts as finished: all records, one of every N, or none. One of
    /// 1,000 is drawn by another rasterizer too (自己検証)
    #[arg(long, value_name = "all|sample:N|none", default_value = "none", value_parser = ProveWord::parse)]
    pub(crate) prove: ProveWord,
    /// Key of 32 bytes or more for the fingerprints of records in the manifest; without one there are none (照合用の鍵)
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// Take out the records of a list before printing: in its first line an item (宛名番号) or # for ordinals, then a value a line (引抜き)
    #[arg(long, value_name = "LIST")]
    pub(crate) exclude: Option<PathBuf>,
    /// How progress is told on stderr (進み具合の表示)
    #[arg(long, value_enum, value_name = "FORM", default_value = "auto")]
    pub(crate) progress: ProgressWord,
}

/// Which records are proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProveWord {
    /// All of them.
    All,
    /// One of so many.
    Sample(u64),
    /// None.
    None,
}

impl ProveWord {
    fn parse(text: &str) -> Result<Self, String> {
        let sample = |count: &str| count.parse().map(NonZeroU64::get).ok();
        match text {
            "all" => Ok(Self::All),
            "none" => Ok(Self::None),
            _ => text
                .strip_prefix("sample:")
                .and_then(sample)
                .map(Self::Sample)
                .ok_or_else(|| "all, sample:N, none".to_owned()),
        }
    }

    /// One of how many records is proved, if any is.
    pub(crate) fn every(self) -> Option<u64> {
        match self {
            Self::All => Some(1),
            Self::Sample(count) => Some(count),
            Self::None => None,
        }
    }
}

/// How a run is split into files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SplitWord {
    /// So many records of the input, refused ones among them.
    Records(u64),
    /// At most so many sheets of paper.
    Sheets(u64),
    /// Records with the same value of an item, one after the other.
    Item(String),
}

impl SplitWord {
    fn parse(text: &str) -> Result<Self, String> {
        let number =
            |text: &str| text.parse().map(NonZeroU64::get).map_err(|_| "N >= 1".to_owned());
        if let Some(sheets) = text.strip_prefix("sheets:") {
            return number(sheets).map(Self::Sheets);
        }
        match text.starts_with(|c: char| c.is_ascii_digit()) {
            true => number(text).map(Self::Records),
            false => Ok(Self::Item(text.to_owned())),
        }
    }

    /// As it is written.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Records(count) => count.to_string(),
            Self::Sheets(count) => format!("sheets:{count}"),
            Self::Item(item) => item.clone(),
        }
    }
}

fn shard(text: &str) -> Result<Shard, String> {
    Shard::parse(text).ok_or_else(|| "I/N, 1 <= I <= N <= 10000".to_owned())
}

/// How progress is told.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressWord {
    /// A bar if stderr is a terminal (端末なら進捗バー)
    Auto,
    /// One JSON object a line (一行に一つの JSON)
    Json,
    /// Nothing (表示しない)
    None,
}

/// Arguments of `verify`.
#[derive(ClapArgs)]
#[command(after_help = "Example / 例:\n  chohyo verify night/manifest.jsonl")]
pub(crate) struct VerifyArgs {
    /// The manifest; its files are looked for beside it (マニフェスト)
    #[arg(value_name = "MANIFEST")]
    pub(crate) manifest: PathBuf,
    /// Ed25519 key (PEM) whose signature MANIFEST.sig must be (署名の公開鍵)
    #[arg(long, value_name = "PUBLIC.pem")]
    pub(crate) public_key: Option<PathBuf>,
}

/// Arguments of `sign`.
#[derive(ClapArgs)]
#[command(after_help = "Example / 例:\n  openssl genpkey -algorithm ed25519 -out key.pem\n  \
    openssl pkey -in key.pem -pubout -out public.pem\n  \
    chohyo sign night/manifest.jsonl --key key.pem\n  \
    chohyo verify night/manifest.jsonl --public-key public.pem")]
pub(crate) struct SignArgs {
    /// The manifest; its files are looked for beside it (マニフェスト)
    #[arg(value_name = "MANIFEST")]
    pub(crate) manifest: PathBuf,
    /// Ed25519 key (PKCS#8 in PEM) that signs (署名の秘密鍵)
    #[arg(long, value_name = "KEY.pem")]
    pub(crate) key: PathBuf,
}

/// Arguments of `merge-manifest`.
#[derive(ClapArgs)]
#[command(
    after_help = "Example / 例:\n  chohyo merge-manifest night/1/manifest.jsonl night/2/manifest.jsonl -o night/manifest.jsonl"
)]
pub(crate) struct MergeArgs {
    /// The manifests of all shards (分担のマニフェスト)
    #[arg(value_name = "MANIFEST", required = true)]
    pub(crate) manifests: Vec<PathBuf>,
    /// The manifest of the whole, in a folder above the shards (全体のマニフェスト)
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

/// Arguments of `reconcile`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo reconcile night/manifest.jsonl\n  \
    chohyo reconcile night/manifest.jsonl --records notices.csv --sheet counts.pdf\n  \
    chohyo reconcile night/manifest.jsonl --records notices.csv --key run.key")]
pub(crate) struct ReconcileArgs {
    /// The manifest; its files are read beside it (マニフェスト)
    #[arg(value_name = "MANIFEST")]
    pub(crate) manifest: PathBuf,
    /// A file of the input, as it was given to batch; may be repeated (入力のファイル)
    #[arg(long, value_name = "FILE")]
    pub(crate) records: Vec<PathBuf>,
    /// Key of the run's fingerprints: the records of --records, a file or folder, are compared one by one,
    /// and not the bytes of the file (照合用の鍵)
    #[arg(long, value_name = "FILE", requires = "records")]
    pub(crate) key: Option<PathBuf>,
    /// 帳票ID or layout file whose records they are; that of the manifest if not given (帳票)
    #[arg(long, value_name = "ID|LAYOUT.toml", requires = "key")]
    pub(crate) form: Option<String>,
    /// Edition in force on this day, YYYY-MM-DD; the newest if not given (適用日)
    #[arg(long, value_name = "DATE", requires = "key")]
    pub(crate) as_of: Option<String>,
    /// Format of the records; by file ending if not given (レコードの形式)
    #[arg(long, value_enum, requires = "key")]
    pub(crate) format: Option<RecordFormat>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Write the sheet of counts, without names, to be signed (件数照合票)
    #[arg(long, value_name = "OUT.pdf|OUT.png")]
    pub(crate) sheet: Option<PathBuf>,
}

/// Arguments of `handover`.
#[derive(ClapArgs)]
#[command(after_help = "Example / 例:\n  chohyo handover night/manifest.jsonl -o to-printer")]
pub(crate) struct HandoverArgs {
    /// The manifest; its files are read beside it (マニフェスト)
    #[arg(value_name = "MANIFEST")]
    pub(crate) manifest: PathBuf,
    /// A new folder: the PDFs, index.csv, fonts.csv, counts.pdf, manifest.jsonl, SHA256SUMS (引渡し一式)
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
}

/// Arguments of `reprint`.
#[derive(ClapArgs)]
#[command(
    after_help = "Example / 例:\n  chohyo reprint 0129001 notices.csv --manifest night/manifest.jsonl \
    --records 12-15,40 -o again.pdf --params city.toml --live"
)]
pub(crate) struct ReprintArgs {
    #[command(flatten)]
    pub(crate) print: PrintArgs,
    /// The manifest of the run that printed them (もとの処理のマニフェスト)
    #[arg(long, value_name = "MANIFEST")]
    pub(crate) manifest: PathBuf,
    /// Ordinals in the input (入力の何件目か)
    #[arg(long, value_name = "A-B,C", value_parser = ranges)]
    pub(crate) records: Ranges,
    /// Output, with OUT.manifest.jsonl beside it (出力先)
    #[arg(short, long, value_name = "OUT.pdf")]
    pub(crate) output: PathBuf,
    /// Which reprint it is; the marks say it (何回目の再印刷か)
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=35))]
    pub(crate) copy: u8,
}

/// Ordinals from the first to the second of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ranges(pub(crate) Vec<(u64, u64)>);

fn ranges(text: &str) -> Result<Ranges, String> {
    let range = |piece: &str| {
        let (from, to) = piece.split_once('-').unwrap_or((piece, piece));
        let (from, to): (u64, u64) = (from.parse().ok()?, to.parse().ok()?);
        (0 < from && from <= to).then_some((from, to))
    };
    let all: Option<Vec<_>> = text.split(',').map(range).collect();
    all.map(Ranges).ok_or_else(|| "A-B,C, 1 <= A <= B".to_owned())
}
