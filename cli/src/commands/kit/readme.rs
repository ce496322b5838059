//! The README of a kit: Japanese, and English in short.

use std::fmt::{self, Write};

use chohyo_engine::diag::Lang;
use chohyo_engine::form::Form;
use chohyo_engine::length::Size;

use super::Made;
use super::lengths::{Limit, More};
use super::list::Case;
use crate::commands::check::{basis_meaning, basis_word};

/// The text of the README.
pub(super) fn text(form: &Form, made: &Made, seals: &[Size]) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write_all(&mut text, form, made, seals);
    text
}

fn write_all(text: &mut String, form: &Form, made: &Made, seals: &[Size]) -> fmt::Result {
    let (id, name, edition) = (&form.id.0, &form.name, &form.edition);
    writeln!(text, "# 適合確認キット {id} {name}（{edition}）\n")?;
    basis(text, form, Lang::Ja)?;
    text.push_str(
        "他社のシステムが出す PDF が、この様式のとおりかを確かめるための一式です。レコードはすべて架空で、見本・架空・例示の名前だけが入っています。\n\n\
         ## 使い方\n\n\
         1. `records/` のレコードを、ご自分のシステムで印字します。一つの事例に一つの PDF です。\n\
         2. PDF を一つのフォルダに、下の表の「PDF の名前」で置きます。一件ずつ分けるときは、名前の後に件の番号を付けます（`rows-001.pdf`、`rows-002.pdf` …）。PDF が無ければページの画像（`rows-1.png`、`rows-2.png` …）でもかまいません。\n\
         3. `chohyo check --kit このフォルダ PDFのフォルダ` で全部を判定します。`--format json`、`--format junit`、`--format html -o 結果.html` もあります。\n\n\
         終了コードは、全部が適合なら 0、不適合か足りない PDF があれば 4、不適合は無くても判定できないページがあれば 1 です。\n\n\
         「見本」の地紋は判定しません。",
    );
    seal(text, seals, Lang::Ja)?;
    text.push_str("\n\n## 事例\n\n");
    table(text, made, Lang::Ja)?;
    limits(text, made, Lang::Ja)?;
    text.push_str(
        "\n## 入っているもの\n\n\
         | 名前 | 中身 |\n|---|---|\n\
         | `records/事例.json` | レコード。一件なら一つのオブジェクト、数件なら配列 |\n\
         | `records/事例/` | 同じレコードのグループ CSV（UTF-8、BOM 付き、CRLF）。表で書けない様式では `records/事例.csv`、それでも書けなければ JSON だけ |\n\
         | `expected/事例.pdf`、`expected/事例-001.png` | 様式どおりのページ（見本）。数件のときは続けて入っている |\n\
         | `rules.ja.txt`、`rules.en.txt` | 規則と許容差の全部。それぞれの出典と理由 |\n\
         | `kit.json` | `check --kit` が読む一覧。手で直さない |\n\n\
         様式の文言には市区町村の設定が入ります。特に指定せずに作ったキットは、架空の「見本市」の設定です。実際の値は `expected/` のページにあります。\n\n",
    );
    writeln!(text, "## In English\n")?;
    basis(text, form, Lang::En)?;
    text.push_str(
        "Print the records of `records/` (JSON, or CSV tables) with your system, one PDF a case with all its records in order, or one PDF a \
         record (`rows-001.pdf`, `rows-002.pdf` …), or pictures of the pages (`rows-1.png`, `rows-2.png` …). Put them into one folder under the names of the table and run \
         `chohyo check --kit THIS_FOLDER YOUR_PDFS`. All records are invented. `expected/` holds the pages as the form has them, marked 見本; \
         that mark is not judged. Exit code: 0 all pass, 4 something fails or is missing, 1 nothing fails but a page could not be judged. ",
    );
    seal(text, seals, Lang::En)?;
    text.push_str("\n\n");
    table(text, made, Lang::En)?;
    limits(text, made, Lang::En)
}

/// On what the drawing rests.
fn basis(text: &mut String, form: &Form, lang: Lang) -> fmt::Result {
    let (word, meaning) = (basis_word(form.basis, lang), basis_meaning(form.basis, lang));
    match lang {
        Lang::Ja => writeln!(text, "図面の根拠: **{word}**。{meaning}\n"),
        Lang::En => writeln!(text, "The drawing of this form rests on: **{word}**. {meaning}\n"),
    }
}

/// How the test seal is printed.
fn seal(text: &mut String, sizes: &[Size], lang: Lang) -> fmt::Result {
    let mm = |size: &Size| format!("{} × {} mm", size.width.short_mm(), size.height.short_mm());
    let sizes: Vec<String> = sizes.iter().map(mm).collect();
    match (lang, &sizes[..]) {
        (Lang::Ja, []) => write!(text, "この様式に公印の欄はありません。"),
        (Lang::En, []) => write!(text, "This form has no seal."),
        (Lang::Ja, _) => write!(
            text,
            "公印の代わりに、試験用の印影 `seal.png`（「見本試験公印」、{}、PNG の色と透過のまま）を公印の位置に印字してください。場所、大きさ、色、向きを判定します。\
             本物の公印は使わないでください。公印を省略するレコードでは印字しません。",
            sizes.join("、")
        ),
        (Lang::En, _) => write!(
            text,
            "Print the test seal `seal.png` ({}, colour and transparency as in the PNG) where the form has its seal: place, size, colour and \
             direction are judged. Never use a real seal. Records that omit the seal have none.",
            sizes.join(", ")
        ),
    }
}

fn table(text: &mut String, made: &Made, lang: Lang) -> fmt::Result {
    text.push_str(match lang {
        Lang::Ja => {
            "| PDF の名前 | 件数 | ページ | 試すこと | 表のレコード |\n|---|--:|--:|---|---|\n"
        }
        Lang::En => "| PDF | records | pages | what it tries | tables |\n|---|--:|--:|---|---|\n",
    });
    for (trial, Case { name, records, pages, table, .. }) in &made.told {
        let tries = if lang == Lang::Ja { trial.ja } else { trial.en };
        let table = table.as_ref().map_or_else(|| "–".to_owned(), |path| format!("`{path}`"));
        writeln!(text, "| `{name}.pdf` | {records} | {pages} | {tries} | {table} |")?;
    }
    Ok(())
}

/// How long the texts may be.
fn limits(text: &mut String, made: &Made, lang: Lang) -> fmt::Result {
    if made.limits.is_empty() {
        return Ok(());
    }
    text.push_str(match lang {
        Lang::Ja => {
            "\n### 項目の長さ\n\n\
             ほかの項目は普通の長さにして、実際に組んで確かめた最も長い文字数です（全角の字。字の幅が狭ければもっと入ります）。\
             「元の大きさ」は縮めず長体にもせずに、「欄」は縮めるか長体か行を増やして欄の中に、「全部」は別紙や次の紙も使って、残らず印字できる長さです。\
             リストの項目は、どの行も同じ長さにして確かめています。この様式が印字しない項目は載せていません。\n\n\
             | 項目 | 桁数 | 元の大きさ | 欄 | 全部 | 一文字増やすと |\n|---|--:|--:|--:|--:|---|\n"
        }
        Lang::En => {
            "\n### Lengths of texts\n\n\
             The most characters that this form prints while the other items have ordinary lengths (tried with full-width characters; \
             narrower ones leave room for more): in the size of the style, in the box by its fits, and in all (on the annex or the next sheet). All rows of a list have the same length. Items that the form does not print are left out.\n\n\
             | item | digits | own size | box | in all | one character more |\n|---|--:|--:|--:|--:|---|\n"
        }
    });
    for limit in &made.limits {
        let Limit { item, digits, full, place, longest, .. } = limit;
        let more = more(limit, lang);
        writeln!(text, "| {item} | {digits} | {full} | {place} | {longest} | {more} |")?;
    }
    Ok(())
}

fn more(limit: &Limit, lang: Lang) -> String {
    match (&limit.more, lang) {
        (More::Digits, Lang::Ja) => "桁数を超える".to_owned(),
        (More::Digits, Lang::En) => "more than the item may have".to_owned(),
        (More::Cut, Lang::Ja) => "一部だけ印字し、文字超過リストに出す".to_owned(),
        (More::Cut, Lang::En) => "a part is printed, the rest is listed".to_owned(),
        (More::Refused(code), lang) => {
            let record = limit.record.map(|record| format!("refused-{record:03}"));
            let record = record.unwrap_or_else(|| "–".to_owned());
            match lang {
                Lang::Ja => format!("断る（{code}、`{record}`）"),
                Lang::En => format!("refused ({code}, `{record}`)"),
            }
        }
    }
}
