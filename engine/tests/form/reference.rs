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

#[test]
fn examples_of_the_reference_load_without_a_finding() {
    let [layout, schema, params] = &blocks(&form::reference())[..] else {
        panic!("a layout, a schema, parameters");
    };
    let mut library: Library = repository();
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
