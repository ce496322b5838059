//! The tolerances of all rules, each with its reason: what a vendor is measured with is no secret.
//!
//! Noise is the largest deviation of right drawings of half of the forms (`scripts/vendor/noise.py`);
//! the figures of both halves stand in `docs/judges/`.

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

/// Scale of a picture in hundredths of a percent.
pub(super) const SCAN_SCALE: i64 = 150;
/// Skew of a picture in hundredths of a degree.
pub(super) const SCAN_SKEW: i64 = 150;
/// Ink of words and seals below this part of ours, in percent, is none.
pub(super) const SCAN_INK: i64 = 20;
/// Likeness of characters in percent.
pub(super) const SCAN_LIKE: i64 = 60;
/// Part of a rule in percent.
pub(super) const SCAN_RULE: i64 = 40;
/// Ink of a blot in hundredths of a square millimetre.
pub(super) const BLOT: u64 = 100;
/// Percent of the size of type by which lines of other engines may stand higher or lower.
pub(super) const LINE_BOX: i64 = 8;
/// Percent of likeness from which on two pictures are one seal.
pub(super) const SEAL_LIKE: i64 = 70;
/// Percent of likeness below which they are two.
pub(super) const SEAL_OTHER: i64 = 50;

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
    PAPER, "paper", 50, "用紙の辺。PDF の作り手が pt や inch の整数に丸める（Chromium で実測 0.11 mm、A4 は 595×842 pt で 0.1 mm）",
        "sides of the paper: writers round to whole points (Chromium measured 0.11 mm; A4 is 595 × 842 pt, 0.1 mm off)";
    WORD_ALONG, "word-along", 25, "行に沿った文字の位置。左端・中央・右端のうち最も近いもので測る。実測の最大は整数 pt への丸めの 0.18 mm（96 dpi の画素は 0.13 mm）、× 1.25 を 0.05 mm に切り上げ",
        "place of words along their line, by the nearest of left, middle and right. Largest noise 0.18 mm, by whole points (pixels of 96 dpi: 0.13 mm); × 1.25, up to 0.05 mm";
    WORD_ACROSS, "word-across", 25, "行を横切る向きの文字の位置。実測の最大は整数 pt への丸めの 0.18 mm、× 1.25。これに文字の大きさの割合（line-box）を加える",
        "place of words across their line. Largest noise 0.18 mm, by whole points; × 1.25. A part of the size of type (line-box) is added to it";
    PITCH, "pitch", 12, "字の間の平均。実測の最大は縦書きを一字ずつ 96 dpi の画素に置くときの 0.09 mm。横書きでは 0.03 mm",
        "mean gap between characters. Largest noise 0.09 mm, by vertical text of which every glyph stands on pixels of 96 dpi; 0.03 mm in level text";
    SIZE, "size", 9, "文字の大きさ（0.25 pt）。0.5 pt 刻みへの丸めの上限",
        "size of type (0.25 pt): the most that rounding to steps of 0.5 pt can move it";
    CLIP, "clip", 15, "字の縁が切り取られた、または上から塗られたと言う深さ。線のにじみより大きい。右に描いたページの実測は 0",
        "how deep a glyph must be cut, or painted over, to be called clipped: more than the blur of an edge. Noise of right pages: none";
    OVERLAP, "overlap", 25, "隣の字・罫線に掛かったと言う深さ。実測の最大は 96 dpi の画素と別の書体で 0.10 mm",
        "how deep ink must run into a neighbour or across a rule. Largest noise 0.10 mm, by pixels of 96 dpi and another face";
    BOX, "box", 20, "欄からはみ出したと言う長さ。実測の最大は 96 dpi の画素と書体の上下の取り方で 0.15 mm、× 1.25",
        "how far ink must stand out of its box. Largest noise 0.15 mm, by pixels of 96 dpi and line boxes of the font; × 1.25";
    RULE, "rule", 25, "罫線の位置。実測の最大は整数 pt への丸めの 0.18 mm（96 dpi の画素は 0.13 mm）、× 1.25",
        "place of a rule. Largest noise 0.18 mm, by whole points (pixels of 96 dpi: 0.13 mm); × 1.25";
    RULE_END, "rule-end", 60, "罫線の両端の欠けの平均と、両端の欠けの差。実測の最大は整数 pt への丸めと、角の内側で止まる塗りの枠（太さの半分）で、A では 0.27 mm、太い枠のある B では 0.52 mm",
        "what is missing at the ends of a rule: the mean of both, and the difference between them. Largest noise by whole points together with filled frames that end inside their corners (half a weight): 0.27 mm, in the other half of the forms, which has heavier frames, 0.52 mm";
    WEIGHT, "weight", 12, "罫線の太さの差。0.25 pt 刻みの丸めは 0.04 mm、Chromium が 0.16 mm の線を 1 画素で描くと 0.11 mm。0.2 mm と 0.35 mm を区別できる細かさ",
        "difference in weight: steps of 0.25 pt are 0.04 mm off, and Chromium draws 0.16 mm as a pixel, 0.11 mm off; fine enough to tell 0.2 mm from 0.35 mm";
    AREA, "area", 50, "塗り・楕円・画像の辺の位置。位置の丸めの二倍余り。実測していない",
        "sides of fills, ellipses and pictures: somewhat more than twice the rounding of places. Not measured";
    SEAL_SIZE, "seal-size", 35, "公印のインクの辺の長さ。実測の最大は整数 pt への丸めの 0.25 mm、× 1.25",
        "sides of the seal's ink. Largest noise 0.25 mm, by whole points; × 1.25";
    SEAL_PLACE, "seal-place", 20, "公印のインクの中心の位置。画像の余白は問わない。実測の最大は整数 pt への丸めの 0.12 mm、× 1.25",
        "place of the middle of the seal's ink, whatever margins its picture has. Largest noise 0.12 mm, by whole points; × 1.25";
    SCAN_SHIFT, "scan-shift", 350, "画像全体のずれ。プリンターの給紙（1〜2 mm）と読取り機の送りを見込む",
        "shift of a whole picture: the feed of printers (1 to 2 mm) and of scanners";
    SCAN_WORD, "scan-word", 80, "画像全体のずれを除いた文字の位置。読取りのむらと 100 dpi の画素（0.25 mm）を見込む",
        "place of words in a picture, without the shift of the whole: uneven scanning and pixels of 100 dpi (0.25 mm)";
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
    let words = |(name, amount, reason, reason_en): (_, String, _, _)| Tolerance {
        name,
        amount: Amount::Words(amount),
        reason,
        reason_en,
    };
    all.extend(pictures().map(words));
    all.extend(PERCENTS.iter().map(|&(name, percent, reason, reason_en)| Tolerance {
        name,
        amount: Amount::Percent(percent),
        reason,
        reason_en,
    }));
    all
});

/// Tolerances of pictures that are no lengths.
fn pictures() -> [(&'static str, String, &'static str, &'static str); 6] {
    let percent = |hundredths: i64| format!("{:.1} %", hundredths as f64 / 100.0);
    let of_hundred = |percent: i64| format!("{percent} %");
    [
        (
            "scan-scale",
            percent(SCAN_SCALE),
            "画像全体の倍率。給紙と読取りの送りで 1 % ほど動く",
            "scale of a whole picture: feeds move it by about 1 %",
        ),
        (
            "scan-skew",
            format!("{:.1}°", SCAN_SKEW as f64 / 100.0),
            "画像全体の傾き。自動給紙の読取りで 1° ほど傾く",
            "skew of a whole picture: document feeders turn paper by about 1°",
        ),
        (
            "scan-ink",
            of_hundred(SCAN_INK),
            "文言・値・公印のインクが様式のこの割合に満たないとき「無い」とする。ほとんど消えたものだけで、少しの汚れは無いうちに数える",
            "ink of words, values and seals below this part of the form's is none: only what is all but gone, with some dirt",
        ),
        (
            "scan-like",
            of_hundred(SCAN_LIKE),
            "ぼかした画像どうしの、一字ごとの相関。同じ文字は 100 dpi・白黒・JPEG でも 0.71 以上、別の文字列にはこれより低い文字がある",
            "correlation of blurred pictures, by character: the same are above 0.71 even in 100 dpi, black and white or JPEG; other words have a character below this",
        ),
        (
            "scan-rule",
            of_hundred(SCAN_RULE),
            "罫線に沿ってインクのある長さ。これに満たなければ線が無い。65 % に満たなければ途切れている",
            "length of a rule along which there is ink: below this there is none, below 65 % it is broken",
        ),
        (
            "scan-blot",
            format!("{:.1} mm²", BLOT as f64 / 100.0),
            "様式に無いインクの面積。8 pt の漢字一字ほど。用紙の縁 5 mm は参考",
            "area of ink that the form has not: about one character of 8 pt; within 5 mm of the sheet's edge it is information",
        ),
    ]
}

const PERCENTS: [(&str, i64, &str, &str); 3] = [
    (
        "line-box",
        LINE_BOX,
        "行を横切る向きの位置に加える、文字の大きさの割合。行の箱を書体の上下（OS/2 の usWin）で取る作り手は、IPAmj明朝で 6.2 % 下げる（× 1.25）",
        "part of the size that is added to word-across: engines that centre line boxes by the measures of the font (usWin of OS/2) set IPAmjMincho 6.2 % lower (× 1.25)",
    ),
    (
        "seal-like",
        SEAL_LIKE,
        "公印の絵柄。縦横 64 の升に直し、最も似ていない部分（約 5 mm 角）の一致の度合い。200 dpi への縮小は 89 以上、JPEG は 94 以上、0.1 mm の太り・細りは 84 以上",
        "the picture of the seal on 64 × 64 cells: likeness of the part (about 5 mm) that is least alike. A copy at 200 dpi keeps 89, JPEG 94, strokes wider or thinner by 0.1 mm 84",
    ),
    (
        "seal-other",
        SEAL_OTHER,
        "これより似ていない絵柄は別の公印（一文字違えば 31 以下）。間は、写りの悪い同じ印と区別できないので判定なし。画像のページ（K097）では、きれいな読取りは 100 dpi でも 50 以上、別の印は 28 以下",
        "below it the picture is another one (one character that differs leaves 31 at most); between both it may be a poor copy, and is not judged. On pictures of pages (K097) fair scans of 100 dpi keep 50, other seals 28 at most",
    ),
];

/// The amount of a tolerance by its name.
pub fn tolerance(name: &str) -> Option<&'static Tolerance> {
    TOLERANCES.iter().find(|tolerance| tolerance.name == name)
}
