//! The examples of the layout reference are good layouts.

use std::sync::Arc;

use chohyo_engine::form;
use chohyo_engine::source::{Library, SourceFile};

use crate::support::{fonts, line, repository};

/// The TOML blocks of the reference in order.
fn blocks(text: &str) -> Vec<String> {
    let blocks = text.split("```toml\n").skip(1);
    blocks.filter_map(|block| block.split("```").next()).map(str::to_owned).collect()
}

/// What stands above the group of the standard.
const BOUND: &str = "[record]\nid = 'bound'\nname = 'x'\nbasis = 'provisional'\n\
    [[group]]\nname = 'root'\ntable = '請求'\nitems = [\
    { name = '世帯番号', type = 'text' }, { name = '世帯員', list = 'member' }]\n";

#[test]
fn examples_of_the_reference_load_without_a_finding() {
    let [layout, schema, bound, params] = &blocks(&form::reference())[..] else {
        panic!("a layout, a schema, a group of the standard, parameters");
    };
    let mut library: Library = repository();
    library.add_text("records/bound.toml", format!("{BOUND}{bound}"));
    if let Err(errors) = chohyo_engine::record::schema::load(&library, "bound") {
        panic!("{:#?}", errors.iter().map(line).collect::<Vec<_>>());
    }
    library.add_text("001-juki/0019001/1.0.toml", layout.clone());
    library.add_text("records/mihon.toml", schema.clone());
    let findings = match form::load(&library, "001-juki/0019001/1.0.toml") {
        Ok(form) => form::lint(&form, &fonts()),
        Err(errors) => errors,
    };
    assert!(findings.is_empty(), "{:#?}", findings.iter().map(line).collect::<Vec<_>>());
    let letter = form::load(&library, "027-jidoteate/0279001/2.0.toml").expect("loads");
    let source = Arc::new(SourceFile { name: "city.toml".into(), text: params.clone() });
    let images = |name: &str| library.blob(&format!("params/{name}")).cloned();
    if let Err(errors) = form::params(&letter, &source, &images) {
        panic!("{:#?}", errors.iter().map(line).collect::<Vec<_>>());
    }
}

#[test]
fn the_reference_names_every_kind_and_limit() {
    let text = form::reference();
    let kinds = ["label`、`field", "title", "para", "box", "rule", "fill", "group", "repeat"];
    let others = ["slots", "table", "flow", "use", "seal", "image"];
    for kind in kinds.into_iter().chain(others) {
        assert!(text.contains(&format!("### 種類 `{kind}`\n")), "{kind}");
    }
    for word in ["printable_mm", "`wareki(date)`", "| 5000 |", "| 1024 KiB |", "postcard 100×148"]
    {
        assert!(text.contains(word), "{word}");
    }
}
