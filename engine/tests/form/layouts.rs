//! Every layout of the repository loads.

use chohyo_engine::form;

use crate::support::{line, repository};

#[test]
fn every_layout_loads() {
    let library = repository();
    let is_layout = |name: &str| name.split('/').count() == 3 && !name.starts_with("common/");
    let paths: Vec<String> =
        library.texts().map(|file| file.name.clone()).filter(|name| is_layout(name)).collect();
    assert!(paths.len() >= 4, "{paths:?}");
    for path in paths {
        let errors = form::load(&library, &path).err().unwrap_or_default();
        let lines: Vec<String> = errors.iter().map(line).collect();
        assert!(lines.is_empty(), "{path}:\n{}", lines.join("\n"));
    }
}
