//! Arguments of `new`.

use clap::Args as ClapArgs;

/// Arguments of `new`.
#[derive(ClapArgs)]
#[command(after_help = "Example / 例:\n  \
    chohyo --layouts layouts new --family letter --id 0279901 --name 児童手当額改定通知書")]
pub(crate) struct NewArgs {
    /// Family whose scaffold is copied; an unknown one shows the list (様式の型)
    #[arg(long)]
    pub(crate) family: String,
    /// 帳票ID: 業務ID and four digits; 9xxx where the official one is not known
    #[arg(long)]
    pub(crate) id: String,
    /// 帳票名
    #[arg(long)]
    pub(crate) name: String,
    /// 版
    #[arg(long, default_value = "1.0")]
    pub(crate) edition: String,
    /// Short name of the 業務 in paths, where the layouts have no folder of it: juki (業務の略称)
    #[arg(long)]
    pub(crate) slug: Option<String>,
}
