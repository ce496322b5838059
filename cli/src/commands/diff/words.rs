//! A difference in words.

use chohyo_engine::differ::{Aspect, Change, Difference, Subject};
use chohyo_engine::length::{Length, Point, Size};

use super::apart::apart;
use crate::report::Context;

/// Most names in a line.
const NAMES: usize = 6;

/// A line for each difference, and one for those of a part that are the same.
pub(super) fn lines(found: &[Difference], context: &Context<'_>) -> Vec<String> {
    let mut groups: Vec<(&str, String, Vec<String>)> = Vec::new();
    for one in found {
        let what = change(&one.change, context);
        let known = groups.iter_mut().find(|(part, words, _)| *part == one.part && *words == what);
        match known {
            Some((.., who)) => who.push(subject(one, context)),
            None => groups.push((&one.part, what, vec![subject(one, context)])),
        }
    }
    groups.into_iter().map(|(part, what, who)| line(part, &what, &who, context)).collect()
}

/// `main 値 氏名: 右へ 2 mm`
fn line(part: &str, what: &str, who: &[String], context: &Context<'_>) -> String {
    let some = &who[..who.len().min(NAMES)];
    let names = some.join(context.words("、", ", "));
    let more = match who.len() {
        count if count > NAMES => format!(" … ({count})"),
        _ => String::new(),
    };
    let gap = if part.is_empty() { "" } else { " " };
    format!("{part}{gap}{names}{more}: {what}")
}

/// `値 氏名`
fn subject(found: &Difference, context: &Context<'_>) -> String {
    let subject = match found.subject {
        Subject::Form => context.words("帳票", "form"),
        Subject::Part => context.words("部", "part"),
        Subject::Item => kind(found.kind, context),
        Subject::Record => context.words("記録の項目", "record item"),
        Subject::Vary => context.words("可変点", "variation point"),
    };
    let name = one_line(&found.name);
    if name.is_empty() { subject.to_owned() } else { format!("{subject} {name}") }
}

fn change(change: &Change, context: &Context<'_>) -> String {
    let label =
        |label: bool| if label { context.words("見出しの枠が", "label ") } else { "" };
    match change {
        Change::Added => context.words("追加", "added").to_owned(),
        Change::Removed => context.words("削除", "removed").to_owned(),
        Change::Moved { by, label: is } => format!("{}{}", label(*is), moved(*by, context)),
        Change::Resized { from, to, label: is } => {
            let size = context.words("大きさ", "size");
            format!("{}{size} {} → {} mm", label(*is), box_words(*from), box_words(*to))
        }
        Change::Changed { aspect, from, to } => {
            let (ja, en, unit) = aspect_words(*aspect);
            let (from, to) = apart(from, to);
            let [from, to] = [from, to].map(|words| side(*aspect, &words, context));
            match aspect {
                // The words of its two sides say what it is.
                Aspect::Required => format!("{from} → {to}"),
                _ => format!("{} {from} → {to}{unit}", context.words(ja, en)),
            }
        }
    }
}

/// What one side has.
fn side(aspect: Aspect, words: &str, context: &Context<'_>) -> String {
    match (aspect, words) {
        (Aspect::Required, "") => context.words("任意", "optional").to_owned(),
        (Aspect::Required, _) => context.words("必須", "required").to_owned(),
        (_, "") => context.words("なし", "none").to_owned(),
        (Aspect::Effective, days) => match days.split_once('/') {
            Some((from, "..")) => {
                format!("{}{from}{}", context.words("", "from "), context.words("から", ""))
            }
            Some(("..", to)) => {
                format!("{}{to}{}", context.words("", "until "), context.words("まで", ""))
            }
            _ => days.replace('/', context.words("〜", " to ")),
        },
        (_, words) => one_line(words),
    }
}

/// `右へ 2 mm、下へ 0.5 mm`
fn moved(by: Point, context: &Context<'_>) -> String {
    let along = |length: Length, [ja, en]: [[&str; 2]; 2]| {
        let forth = usize::from(length < Length::ZERO);
        let far = Length::emu(length.to_emu().abs()).short_mm();
        let words =
            format!("{}{far} mm{}", context.words(ja[forth], ""), context.words("", en[forth]));
        (length != Length::ZERO).then_some(words)
    };
    let right = along(by.x, [["右へ ", "左へ "], [" right", " left"]]);
    let down = along(by.y, [["下へ ", "上へ "], [" down", " up"]]);
    let both: Vec<String> = right.into_iter().chain(down).collect();
    format!("{}{}", context.words("", "moved "), both.join(context.words("、", ", ")))
}

fn box_words(size: Size) -> String {
    format!("{} × {}", size.width.short_mm(), size.height.short_mm())
}

fn one_line(text: &str) -> String {
    text.replace('\n', "⏎")
}

fn kind<'w>(kind: &'w str, context: &Context<'w>) -> &'w str {
    let ja = match kind {
        "field" => "値",
        "label" => "文字",
        "para" => "文",
        "cells" => "升目",
        "check" => "チェック",
        "choice" => "選択肢",
        "slots" => "空き枠",
        "columns" => "表の列",
        "seal" => "公印",
        "image" => "画像",
        "annex" => "別紙",
        "box" => "枠",
        "rule" => "罫線",
        "fill" => "塗り",
        "diagonal" => "斜線",
        "mark" => "印",
        "bars" => "バーコード",
        "group" => "まとまり",
        "repeat" => "繰返し",
        "table" => "表",
        "flow" => "流し込み",
        other => other,
    };
    context.words(ja, kind)
}

/// Name of an aspect for machines.
pub(super) fn key(aspect: Aspect) -> &'static str {
    aspect_words(aspect).1
}

/// Japanese and English name, and the unit of its values.
const fn aspect_words(aspect: Aspect) -> (&'static str, &'static str, &'static str) {
    match aspect {
        Aspect::Name => ("名前", "name", ""),
        Aspect::Basis => ("根拠", "basis", ""),
        Aspect::Kind => ("種類", "kind", ""),
        Aspect::Effective => ("施行日", "effective", ""),
        Aspect::Record => ("記録の形", "record", ""),
        Aspect::Reveal => ("印字してよい秘密の項目", "reveal", ""),
        Aspect::Paper => ("用紙", "paper", ""),
        Aspect::Printable => ("印刷できない余白", "printable", " mm"),
        Aspect::Envelope => ("封筒", "envelope", ""),
        Aspect::Side => ("面", "side", ""),
        Aspect::Void => ("使わない欄の印", "void", ""),
        Aspect::Places => ("場所の数", "places", ""),
        Aspect::Label => ("見出し", "label", ""),
        Aspect::Words => ("中身", "words", ""),
        Aspect::On => ("出す紙", "on", ""),
        Aspect::When => ("印字条件", "when", ""),
        Aspect::VoidWhen => ("伏せる条件", "void_when", ""),
        Aspect::Blank => ("空のとき", "blank", ""),
        Aspect::Required => ("必須", "required", ""),
        Aspect::Grade => ("実装区分", "grade", ""),
        Aspect::Font => ("書体", "font", ""),
        Aspect::Letters => ("字の大きさ", "size", " pt"),
        Aspect::LeastLetters => ("最小の字", "minimum size", " pt"),
        Aspect::Align => ("寄せ", "align", ""),
        Aspect::Fit => ("収める手順", "fit", ""),
        Aspect::LastWord => ("溢れ時の対応", "overflow", ""),
        Aspect::Pen => ("線", "pen", ""),
        Aspect::Look => ("体裁", "look", ""),
        Aspect::LabelLook => ("見出しの体裁", "label look", ""),
        Aspect::Structure => ("組み", "structure", ""),
        Aspect::Default => ("既定値", "default", ""),
    }
}
