//! The command line of `chohyo draft`.

use std::path::PathBuf;

use chohyo_engine::form::{Basis, FormKind};
use clap::{Args as ClapArgs, ValueEnum};

/// Arguments of `draft`.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples / 例:\n  chohyo draft layout.pdf --id 0010003 --basis spec -o draft.toml\n  \
    chohyo draft layouts.xlsx --id 0279001 --page 2 --basis spec --date 2025-04-01 -o draft.toml\n  \
    chohyo draft new-form.pdf --id 0279901 --name 見本通知書 --record jidoteate.decision -o draft.toml"
)]
pub(crate) struct DraftArgs {
    /// The official drawing: a PDF, or a workbook (帳票レイアウト)
    #[arg(value_name = "FILE.pdf|FILE.xlsx")]
    pub(crate) file: PathBuf,
    /// 帳票ID; of a known form the draft takes over what its labels print
    #[arg(long, value_name = "ID")]
    pub(crate) id: String,
    /// Page of the PDF or sheet of the workbook, from 1 (ページ、シート)
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) page: usize,
    /// Output; stdout if not given. A file that stands already is not written over (出力先)
    #[arg(short, long, value_name = "FILE.toml")]
    pub(crate) output: Option<PathBuf>,
    /// On what the drawing rests; `spec` is for the drawing of the standard itself (図面の根拠)
    #[arg(long, value_enum, default_value = "reconstructed")]
    pub(crate) basis: BasisWord,
    /// Day on which the drawing was published or received, YYYY-MM-DD, for the sources (図面の日付)
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// 帳票名; that of the known form if not given
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Record schema; that of the known form if not given (記録の形)
    #[arg(long, value_name = "SCHEMA")]
    pub(crate) record: Option<String>,
    /// 版; that of the known form if not given
    #[arg(long, value_name = "EDITION")]
    pub(crate) edition: Option<String>,
    /// Kind of a form that is not known yet (帳票の種類)
    #[arg(long, value_enum, default_value = "notice")]
    pub(crate) kind: KindWord,
}

/// 根拠.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BasisWord {
    /// The drawing of the standard (標準の図)
    Spec,
    /// Published facts about it (公開された事実)
    PublishedFacts,
    /// A reconstruction (再現)
    Reconstructed,
}

/// 帳票の種類.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindWord {
    /// 証明書
    Certificate,
    /// 通知書
    Notice,
    /// 納付書つき
    Payment,
    /// カード
    Card,
    /// はがき
    Postcard,
}

impl From<BasisWord> for Basis {
    fn from(word: BasisWord) -> Self {
        match word {
            BasisWord::Spec => Self::Spec,
            BasisWord::PublishedFacts => Self::PublishedFacts,
            BasisWord::Reconstructed => Self::Reconstructed,
        }
    }
}

impl From<KindWord> for FormKind {
    fn from(word: KindWord) -> Self {
        match word {
            KindWord::Certificate => Self::Certificate,
            KindWord::Notice => Self::Notice,
            KindWord::Payment => Self::Payment,
            KindWord::Card => Self::Card,
            KindWord::Postcard => Self::Postcard,
        }
    }
}
