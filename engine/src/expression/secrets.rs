//! Secret items (個人番号, 住民票コード): ＊ wherever an expression reads them, unless form and record
//! both ask for the value.

use std::rc::Rc;

use super::eval::{PageNumbers, Scope};
use crate::form::{Form, Params};
use crate::record::{GroupValue, Item, Schema};

/// Which secret items of a record have their value.
#[derive(Clone)]
pub(crate) enum Secrets<'a> {
    /// All of them: rules of the schema, which print nothing.
    Seen,
    /// Those of these names; every other one is ＊, one for each character.
    HiddenBut(Rc<[&'a str]>),
}

impl Secrets<'_> {
    /// Whether the value of an item is ＊.
    pub(super) fn hides(&self, item: &Item) -> bool {
        match self {
            Self::Seen => false,
            Self::HiddenBut(names) => item.secret && !names.contains(&item.name.as_str()),
        }
    }
}

impl<'a> Scope<'a> {
    /// The scope of a form and a record. A secret item is seen if the form names it in `reveal`
    /// and its condition holds; an error in the condition hides it.
    pub(crate) fn of_form(form: &'a Form, params: &'a Params, record: &'a GroupValue) -> Self {
        let hidden = Self {
            schema: &form.schema,
            vary: &form.vary,
            params,
            record,
            elements: Vec::new(),
            secrets: Secrets::HiddenBut(Rc::new([])),
            pages: PageNumbers::default(),
            rows: None,
        };
        let asked = form.reveal.iter().filter(|(_, when)| hidden.flag(when).unwrap_or(false));
        let names = asked.map(|(name, _)| name.as_str()).collect();
        Self { secrets: Secrets::HiddenBut(names), ..hidden }
    }

    /// The scope of a record alone, for what its schema asks of it. All secrets are seen.
    pub(crate) fn of_record(
        schema: &'a Schema,
        params: &'a Params,
        record: &'a GroupValue,
    ) -> Self {
        Self {
            schema,
            vary: &[],
            params,
            record,
            elements: Vec::new(),
            secrets: Secrets::Seen,
            pages: PageNumbers::default(),
            rows: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::expression::{ElementScope, Names, template};
    use crate::reader::{Findings, parse};
    use crate::record::{Format, GroupId, read};
    use crate::source::{Library, SourceFile};

    const LAYOUT: &str = r#"
[form]
id = "0019001"
id_status = "provisional"
name = "試験"
business = "001"
edition = "1"
kind = "certificate"
record = "test"
reveal = { "個人番号" = "求め" }
basis = "reconstructed"
sources = { id = "試験" }
[[part]]
name = "main"
paper = "A4 portrait"
items = [{ at = "x10 y10 w100 h10 mm", title = "試験", style = "plain" }]
[style]
plain = { font = "mincho", size_pt = 9 }
"#;

    const RECORD: &str = r#"
[record]
id = "test"
name = "試験"
basis = "provisional"
[[group]]
name = "root"
items = [
  { name = "求め", type = "flag" },
  { name = "個人番号", type = "digits", max = 12, secret = true },
  { name = "住民票コード", type = "digits", max = 11, secret = true },
  { name = "世帯員", list = "member" },
]
[[group]]
name = "member"
items = [{ name = "個人番号", type = "digits", max = 12, secret = true }]
"#;

    /// The words of a template, in a record that asks for 個人番号 or not.
    fn words(text: &str, asks: bool) -> String {
        let mut library = Library::default();
        library.add_text("records/test.toml", RECORD.to_owned());
        library.add_text("001-x/0019001/1.toml", LAYOUT.to_owned());
        let form = crate::form::load(&library, "001-x/0019001/1.toml");
        let form = form.unwrap_or_else(|found| panic!("{found:#?}"));
        let input = format!(
            r#"{{"求め":{asks},"個人番号":"0123","住民票コード":"987","世帯員":[{{"個人番号":"45"}}]}}"#
        );
        let mut records = read(input.as_bytes(), Format::Json, &form.schema, "test");
        let Some(Ok(record)) = records.next() else { panic!("no record") };
        let file = SourceFile { name: "t".to_owned(), text: format!("t = \"\"\"{text}\"\"\"") };
        let out = Findings::default();
        let table = parse(&Arc::new(file), &out).unwrap_or_else(|| panic!("TOML"));
        let scopes = vec![ElementScope { group: GroupId::ROOT, visible: true }];
        let bound = BTreeMap::new();
        let schema = &form.schema;
        let names = Names { schema, scopes, vary: &[], bound: &bound, pages: false, rows: None };
        let template = table.get("t").and_then(|node| template(node, &names, &out));
        let template = template.unwrap_or_else(|| panic!("{:#?}", out.into_vec()));
        let params = Params::default();
        let scope = Scope::of_form(&form, &params, &record.root);
        scope.words(&template).unwrap_or_else(|error| panic!("{error:?}"))
    }

    /// template; words unasked; words asked for
    #[test]
    fn stars_unless_form_and_record_ask() {
        for (template, unasked, asked) in [
            ("{個人番号}", "＊＊＊＊", "0123"),
            ("{住民票コード}", "＊＊＊", "＊＊＊"),
            ("{mask(個人番号, 2)}", "＊＊＊＊", "＊＊23"),
            ("{wide(個人番号)}", "＊＊＊＊", "０１２３"),
            ("{join('-', 個人番号, 住民票コード)}", "＊＊＊＊-＊＊＊", "0123-＊＊＊"),
            ("{if(has(住民票コード), '有', '無')}", "有", "有"),
            ("{if(個人番号 = '0123', '当', '外')}", "外", "当"),
            ("{if(個人番号 in ['0123'], '当', '外')}", "外", "当"),
            ("{'番号' & 個人番号}", "番号＊＊＊＊", "番号0123"),
        ] {
            assert_eq!(words(template, false), unasked, "{template}");
            assert_eq!(words(template, true), asked, "{template}");
        }
    }
}
