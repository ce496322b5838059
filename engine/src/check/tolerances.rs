//! The tolerances of all rules, each with its reason: what a vendor is measured with is no secret.

use super::amount::Amount;
use crate::length::Length;

/// A tolerance.
#[derive(Clone, Debug)]
pub struct Tolerance {
    /// Name, used in findings.
    pub name: &'static str,
    /// How much may differ.
    pub amount: Amount,
    /// Why so much, in Japanese.
    pub reason: &'static str,
    /// Why so much, in English.
    pub reason_en: &'static str,
}

/// Difference of each part of a colour.
pub(super) const COLOUR: u8 = 64;
/// Tilt of a line in hundredths of a degree.
pub(super) const TILT: i64 = 50;

const fn mm(hundredths: i64) -> Length {
    Length::emu(hundredths * 360)
}

macro_rules! lengths {
    ($($id:ident, $name:literal, $hundredths:literal, $ja:literal, $en:literal;)*) => {
        $(pub(super) const $id: Length = mm($hundredths);)*
        /// All tolerances in millimetres.
        const LENGTHS: &[(&str, Length, &str, &str)] = &[$(($name, mm($hundredths), $ja, $en)),*];
    };
}

lengths! {
    PAPER, "paper", 50, "用紙の辺。PDF の作り手が pt や inch の整数に丸める（A4 は 595×842 pt で 0.1 mm）",
        "sides of the paper: writers round to whole points (A4 is 595 × 842 pt, 0.1 mm off)";
    WORD_ALONG, "word-along", 50, "行に沿った文字の位置。左端・中央・右端のうち最も近いもので測る。書体ごとの欧文の幅と、96 dpi の画素への丸め（0.26 mm）を見込む",
        "place of words along their line, by the nearest of left, middle and right: widths of Latin letters differ by font, and some engines round to pixels of 96 dpi (0.26 mm)";
    WORD_ACROSS, "word-across", 60, "行を横切る向きの文字の位置。書体の上下の取り方（アセント）で、10 pt の文字で 0.5 mm まで動く",
        "place of words across their line: fonts share their height differently above and below the base line, up to 0.5 mm at 10 pt";
    PITCH, "pitch", 12, "全角の文字の送り。大きさの丸め（0.25 pt、0.09 mm）より大きい",
        "step from one full-width character to the next: more than the rounding of sizes (0.25 pt, 0.09 mm)";
    SIZE, "size", 9, "文字の大きさ（0.25 pt）。0.1 pt 単位の縮小と丸めを見込む",
        "size of type (0.25 pt): engines shrink in steps of their own";
    CLIP, "clip", 15, "字の縁が切り取られたと言う深さ。線のにじみより大きい",
        "how deep a glyph must be cut to be called clipped: more than the blur of an edge";
    OVERLAP, "overlap", 25, "隣の字・罫線に掛かったと言う深さ",
        "how deep ink must run into a neighbour or across a rule";
    BOX, "box", 30, "欄からはみ出したと言う長さ",
        "how far ink must stand out of its box";
    RULE, "rule", 30, "罫線の位置。0.26 mm（96 dpi の 1 画素）の丸めを見込む",
        "place of a rule: rounding to pixels of 96 dpi (0.26 mm)";
    RULE_END, "rule-end", 60, "罫線の端。角の結び方（線の太さの半分ずつ）と丸めを見込む",
        "ends of a rule: how corners join (half a width each), and rounding";
    WEIGHT, "weight", 12, "罫線の太さの差。0.2 mm と 0.35 mm を区別できる細かさ",
        "difference in weight: fine enough to tell 0.2 mm from 0.35 mm";
    AREA, "area", 50, "塗り・楕円・画像の辺の位置",
        "sides of fills, ellipses and pictures";
    SEAL_SIZE, "seal-size", 50, "公印の辺の長さ", "sides of the seal";
    SEAL_PLACE, "seal-place", 100, "公印の中心の位置。画像の余白の取り方が異なる",
        "place of the seal's middle: pictures have margins of their own";
}

/// All tolerances.
pub static TOLERANCES: std::sync::LazyLock<Vec<Tolerance>> = std::sync::LazyLock::new(|| {
    let length = |&(name, length, reason, reason_en): &(_, _, _, _)| Tolerance {
        name,
        amount: Amount::Mm(length),
        reason,
        reason_en,
    };
    let mut all: Vec<Tolerance> = LENGTHS.iter().map(length).collect();
    all.push(Tolerance {
        name: "colour",
        amount: Amount::Count(usize::from(COLOUR)),
        reason: "色の各成分（0〜255）の差。濃い灰色と黒は紙の上で区別できない",
        reason_en: "difference of each part of a colour (0 to 255): dark grey is black on paper",
    });
    all.push(Tolerance {
        name: "tilt",
        amount: Amount::Words(format!("{:.1}°", TILT as f64 / 100.0)),
        reason: "行の傾き。位置の許容差を行の長さで割ったほどの角度",
        reason_en: "tilt of a line: about the tolerance of place over its length",
    });
    all
});

/// The amount of a tolerance by its name.
pub fn tolerance(name: &str) -> Option<&'static Tolerance> {
    TOLERANCES.iter().find(|tolerance| tolerance.name == name)
}
