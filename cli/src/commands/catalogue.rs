//! `chohyo golden catalogue`: pictures of all forms, and the page that shows them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use chohyo_engine::diag::{Diagnostic, Lang};
use chohyo_engine::form::{self, Catalogue, Edition};
use chohyo_engine::source::Library;
use chohyo_golden::{Case, Family, Workspace, families, pages, pictures};

use super::forms::{basis_word, id_status_word, kind_word};
use super::spec::{effective, paper};
use crate::report::{Exit, Failure, out};
use crate::{business, output};

/// Head of the page.
const HEAD: &str = "# 帳票の一覧

`chohyo golden catalogue` が書くページです。手で直しません。

図は `sample.json` の1ページ目（公印あり）です。氏名・住所・番号・公印はすべて架空です。帳票IDが「仮」のものは公表されたIDが手元に無く、\
図の根拠が「再現」のものは公表された事実から組み立てたもので、標準仕様書の図ではありません。何が足りないかは `chohyo forms show 帳票ID` の出典にあります。
業務名の下の一枚には、その業務の `sample` と `hard`（最も長い値の記録）の全ページがあります。
";

pub(crate) fn run(root: &Path, folder: Option<&Path>, cases: &[Case]) -> Result<Exit, Failure> {
    let workspace = Workspace::read(root).map_err(Failure::environment)?;
    let (catalogue, found) = Catalogue::read(&workspace.library);
    if !found.is_empty() {
        return Err(Failure::input(found));
    }
    let page =
        Page { root, cases, library: &workspace.library, families: families(&workspace.library) };
    let text = page.text(&catalogue).map_err(Failure::input)?;
    let own = root.join("docs/catalogue");
    let folder = folder.unwrap_or(&own);
    std::fs::create_dir_all(folder).map_err(|error| output::unwritable(folder, &error))?;
    for picture in pictures(&workspace, cases).map_err(Failure::input)? {
        output::write(&folder.join(picture.name), &picture.png)?;
    }
    output::write(&folder.join("README.md"), text.as_bytes())?;
    out(&format!("{}\n", folder.display()))?;
    Ok(Exit::Good)
}

/// What the page is made from.
struct Page<'a> {
    root: &'a Path,
    cases: &'a [Case],
    library: &'a Library,
    families: BTreeMap<String, Family>,
}

/// The editions of a form, the newest last.
type Editions<'a> = Vec<&'a Edition>;

impl Page<'_> {
    fn text(&self, catalogue: &Catalogue) -> Result<String, Vec<Diagnostic>> {
        let mut forms: BTreeMap<&str, BTreeMap<&str, Editions<'_>>> = BTreeMap::new();
        for edition in catalogue.editions() {
            let business = forms.entry(&edition.business).or_default();
            business.entry(&edition.id.0).or_default().push(edition);
        }
        let mut text = HEAD.to_owned();
        contents(&mut text, &forms);
        self.kinds(&mut text, catalogue);
        for (business, forms) in &forms {
            let name = business::name(business);
            // Writing to a String cannot fail.
            let _ = write!(text, "\n## {business} {name}\n\n[全ページ]({business}.png)\n");
            for editions in forms.values() {
                self.form(&mut text, editions)?;
            }
        }
        Ok(text)
    }

    fn form(&self, text: &mut String, editions: &Editions<'_>) -> Result<(), Vec<Diagnostic>> {
        let Some(newest) = editions.last() else { return Ok(()) };
        let (id, name) = (&newest.id.0, &newest.name);
        let _ = write!(
            text,
            "\n### {}\n\n<img src=\"{id}.png\" width=\"{}\" alt=\"{name}\">\n\n\
             | | |\n|---|---|\n",
            heading(newest),
            if newest.paper.starts_with('w') { 240 } else { 320 },
        );
        let mut row = |head: &str, cell: &str| {
            let _ = writeln!(text, "| {head} | {cell} |");
        };
        row("帳票IDの確かさ", &id_status_word(newest.id_status, Lang::Ja));
        row("種類", &kind_word(newest.kind, Lang::Ja));
        row("様式の型", &self.family(newest));
        row("用紙", &paper(&newest.paper));
        row("図の根拠", &basis_word(newest.basis, Lang::Ja));
        for edition in editions {
            row(&format!("版 {}", edition.edition), &effective(edition.effective));
        }
        row("ページ数", &self.pages(id));
        row("ファイル", &self.files(editions)?);
        Ok(())
    }

    /// Families and their forms.
    fn kinds(&self, text: &mut String, catalogue: &Catalogue) {
        text.push_str("\n## 様式の型\n\n`chohyo new --family 型` が、その型の帳票を作ります（[帳票を作る](../form-author.md)）。\n\n\
            | 型 | | 帳票 |\n|---|---|---|\n");
        for (name, Family { title, note }) in &self.families {
            let of_family = catalogue.editions().iter().filter(|e| e.family.as_ref() == Some(name));
            let mut forms: Vec<String> =
                of_family.map(|e| format!("[{0}](#{1})", e.id.0, anchor(&heading(e)))).collect();
            forms.dedup();
            let _ = writeln!(text, "| {title}<br>`{name}` | {note} | {} |", forms.join("、"));
        }
    }

    fn family(&self, edition: &Edition) -> String {
        let name = edition.family.as_deref().unwrap_or("-");
        let title = self.families.get(name).map_or("", |family| family.title.as_str());
        format!("{title} `{name}`").trim_start().to_owned()
    }

    /// Pages of the three records.
    fn pages(&self, id: &str) -> String {
        let of_form = self.cases.iter().filter(|case| case.form == id && case.as_of.is_none());
        let pages = of_form.filter_map(|case| {
            let record = case.name.strip_prefix(id)?.strip_prefix('_')?;
            Some(format!("{record} {}", pages(self.root, case)))
        });
        pages.collect::<Vec<_>>().join("、")
    }

    /// Links to layouts, schema and records.
    fn files(&self, editions: &Editions<'_>) -> Result<String, Vec<Diagnostic>> {
        let mut links = Vec::new();
        let mut link = |name: &str, path: &str| {
            let link = format!("[{name}](../../layouts/{path})");
            if !links.contains(&link) {
                links.push(link);
            }
        };
        for edition in editions {
            link(&format!("レイアウト {}", edition.edition), &edition.path);
        }
        for edition in editions {
            let schema = form::load(self.library, &edition.path)?.schema.id.clone();
            link("レコードの形", &format!("records/{schema}.toml"));
        }
        for case in self.cases {
            let record = case.name.strip_prefix(case.form.as_str());
            if let Some(record) = record.filter(|_| editions.iter().any(|e| e.id.0 == case.form)) {
                link(record.trim_start_matches('_'), &case.record);
            }
        }
        Ok(links.join("、"))
    }
}

/// 業務 and their forms, with links.
fn contents(text: &mut String, forms: &BTreeMap<&str, BTreeMap<&str, Editions<'_>>>) {
    text.push_str("\n| 業務 | 帳票 |\n|---|---|\n");
    for (business, forms) in forms {
        let names = forms.values().filter_map(|editions| {
            let heading = heading(editions.last()?);
            Some(format!("[{heading}](#{})", anchor(&heading)))
        });
        let names = names.collect::<Vec<_>>().join("<br>");
        let _ = writeln!(text, "| {business} {} | {names} |", business::name(business));
    }
}

/// The heading of a form.
fn heading(edition: &Edition) -> String {
    format!("{} {}", edition.id.0, edition.name)
}

/// The anchor of a heading as Markdown pages make it: letters and digits, spaces as -.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_have_no_brackets() {
        assert_eq!(anchor("0010001 住民票の写し（個人票）"), "0010001-住民票の写し個人票");
    }
}
