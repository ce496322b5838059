//! Every golden case proves: what is in its PDF is what its document meant.

use std::path::Path;
use std::sync::LazyLock;

use chohyo_engine::proof::{Level, prove};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_golden::{Workspace, cases, each};

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});

#[test]
fn every_golden_case_proves() {
    let workspace = Workspace::read(&ROOT).expect("layouts and fonts");
    let cases = cases(&ROOT).expect("golden/cases.toml");
    assert!(!cases.is_empty());
    let told = each(&cases, |case| {
        let made = workspace.make(case).expect("the case composes");
        let file = ReadDocument::open(made.pdf, Limits::default()).expect("a PDF");
        let (mut one, mut other) = (file.reader(), file.reader());
        for index in 0..one.count() {
            let (quick, without) = one.quick(index).expect("a page");
            let same = Some(&quick) == other.page(index).as_ref();
            assert!(same && without, "{}, page {}: {same}, {without}", case.name, index + 1);
        }
        let pages = made.document.pages.len();
        let proof = prove(&workspace.fonts, &[made.document], &file, Level::Pixels);
        assert_eq!((proof.records, proof.pages), (1, pages), "{}", case.name);
        (case.name.clone(), proof)
    });
    let findings = told.iter().flat_map(|(name, proof)| {
        proof.findings.iter().map(move |found| format!("{name}: {} {:?}", found.code.0, found.args))
    });
    let findings: Vec<String> = findings.collect();
    assert!(findings.is_empty(), "{findings:#?}");
    assert!(told.iter().all(|(_, proof)| proof.level == Level::Pixels && proof.glyphs > 0));
}
