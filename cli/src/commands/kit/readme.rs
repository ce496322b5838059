//! The README of a kit: Japanese, and English in short.

use std::fmt::{self, Write};

use chohyo_engine::diag::Lang;
use chohyo_engine::form::Form;

use super::cases::Trial;
use super::list::Case;
use crate::commands::check::{basis_meaning, basis_word};

/// The text of the README.
pub(super) fn text(form: &Form, cases: &[(&Trial, Case)]) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write_all(&mut text, form, cases);
    text
}

fn write_all(text: &mut String, form: &Form, cases: &[(&Trial, Case)]) -> fmt::Result {
    let (id, name, edition) = (&form.id.0, &form.name, &form.edition);
    writeln!(text, "# 適合確認キット {id} {name}（{edition}）\n")?;
    writeln!(
        text,
        "図面の根拠: **{}**。{}\n",
        basis_word(form.basis, Lang::Ja),
        basis_meaning(form.basis, Lang::Ja)
    )?;
    text.push_str(
        "他社のシステムが出す PDF が、この様式のとおりかを確かめるための一式です。レコードはすべて架空で、見本・架空・例示の名前だけが入っています。\n\n\
         ## 使い方\n\n\
         1. `records/` のレコードを、ご自分のシステムで印字します。一つの事例に一つの PDF です。\n\
         2. PDF を一つのフォルダに、下の表の「PDF の名前」で置きます。一件ずつ分けるときは、名前の後に件の番号を付けます（`rows-001.pdf`、`rows-002.pdf` …）。\n\
         3. `chohyo check --kit このフォルダ PDFのフォルダ` で全部を判定します。`--format json`、`--format junit`、`--format html -o 結果.html` もあります。\n\n\
         終了コードは、全部が適合なら 0、不適合か足りない PDF があれば 4 です。\n\n\
         様式に収まらず断られるレコードは入っていません。「見本」の字は判定しません。公印は印字しなくてかまいません。\n\n\
         ## 事例\n\n",
    );
    table(text, cases, Lang::Ja)?;
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
    writeln!(
        text,
        "The drawing of this form rests on: **{}**. {}\n",
        basis_word(form.basis, Lang::En),
        basis_meaning(form.basis, Lang::En)
    )?;
    text.push_str(
        "Print the records of `records/` (JSON, or CSV tables) with your system, one PDF a case with all its records in order, or one PDF a \
         record (`rows-001.pdf`, `rows-002.pdf` …). Put them into one folder under the names of the table and run \
         `chohyo check --kit THIS_FOLDER YOUR_PDFS`. All records are invented. `expected/` holds the pages as the form has them, marked 見本; \
         that mark and the seal are not judged. Exit code: 0 nothing fails, 4 something fails or is missing.\n\n",
    );
    table(text, cases, Lang::En)
}

fn table(text: &mut String, cases: &[(&Trial, Case)], lang: Lang) -> fmt::Result {
    text.push_str(match lang {
        Lang::Ja => {
            "| PDF の名前 | 件数 | ページ | 試すこと | 表のレコード |\n|---|--:|--:|---|---|\n"
        }
        Lang::En => "| PDF | records | pages | what it tries | tables |\n|---|--:|--:|---|---|\n",
    });
    for (trial, Case { name, records, pages, table, .. }) in cases {
        let tries = if lang == Lang::Ja { trial.ja } else { trial.en };
        let table = table.as_ref().map_or_else(|| "–".to_owned(), |path| format!("`{path}`"));
        writeln!(text, "| `{name}.pdf` | {records} | {pages} | {tries} | {table} |")?;
    }
    Ok(())
}
