//! The command line of `chohyo diff`.

use std::path::PathBuf;

use chohyo_engine::length::{Length, Unit};
use clap::Args as ClapArgs;

use super::Shape;

/// Arguments of `diff`.
#[derive(ClapArgs)]
#[command(after_help = "Examples / 例:\n  chohyo diff 0259001@1.0 0259001@2.0\n  \
    chohyo diff 0010003 draft.toml --within 0.3\n  \
    chohyo diff layouts-old layouts-new --format json\n\n\
    Exit code / 終了コード: 1 if anything differs (違いがあれば 1)")]
pub(crate) struct DiffArgs {
    /// 帳票ID, 帳票ID@版, a layout file, or a folder of layouts (もとの版)
    #[arg(value_name = "A")]
    pub(crate) from: PathBuf,
    /// The same for the other side; two folders are compared form by form (比べる版)
    #[arg(value_name = "B")]
    pub(crate) to: PathBuf,
    /// Places that are less than so many mm apart count as one (この差までは同じ場所とみなす)
    #[arg(long, value_name = "MM", default_value = "0", value_parser = millimetres)]
    pub(crate) within: Length,
    /// For people or for machines (出力形式)
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Shape,
}

fn millimetres(text: &str) -> Result<Length, String> {
    let length = Length::parse(text, Unit::Mm).filter(|length| *length >= Length::ZERO);
    length.ok_or_else(|| "mm, 0 or more".to_owned())
}
