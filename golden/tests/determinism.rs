//! Same input, same bytes: twice in one process, in another order, and on several threads; and the
//! same pages whatever else a composer has composed, also in the memory of the pages before.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use chohyo_engine::compose::{Composer, Desk, Mode};
use chohyo_engine::form::{self, Catalogue, Form};
use chohyo_engine::page::dump;
use chohyo_engine::record::{self, Date, Format, Record};
use chohyo_golden::{Case, Workspace, folder};

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});
static WORKSPACE: LazyLock<Workspace> =
    LazyLock::new(|| Workspace::read(&ROOT).expect("layouts and fonts"));

/// PDF and pictures of a case.
fn bytes(case: &Case) -> (Vec<u8>, Vec<Vec<u8>>) {
    let made = WORKSPACE.make(case).expect("the case composes");
    (made.pdf, made.pictures)
}

#[test]
fn the_same_bytes_in_any_order_and_on_any_thread() {
    let cases = chohyo_golden::cases(&ROOT).expect("golden/cases.toml");
    let first: Vec<_> = cases.iter().map(bytes).collect();
    std::thread::scope(|scope| {
        let again = scope.spawn(|| cases.iter().map(bytes).collect::<Vec<_>>());
        let backwards = scope.spawn(|| cases.iter().rev().map(bytes).collect::<Vec<_>>());
        assert!(again.join().expect("thread ends") == first, "a thread gives other bytes");
        let mut backwards = backwards.join().expect("thread ends");
        backwards.reverse();
        assert!(backwards == first, "another order gives other bytes");
    });
}

fn form_of(case: &Case) -> Form {
    let library = &WORKSPACE.library;
    if case.is_feature() {
        return form::load(library, &case.form).expect("a feature page");
    }
    let (catalogue, _) = Catalogue::for_form(library, &case.form);
    let day = case.as_of.as_deref().and_then(Date::parse);
    let Ok(edition) = catalogue.pick(&case.form, day) else { panic!("{}: no edition", case.name) };
    form::load(library, &edition.path).expect("a form")
}

fn record_of(case: &Case, form: &Form) -> Record {
    let folder = if case.is_feature() { "golden" } else { "layouts" };
    let bytes = std::fs::read(ROOT.join(folder).join(&case.record)).expect("the record file");
    match record::read(&bytes[..], Format::Json, &form.schema, &case.record).next() {
        Some(Ok(record)) => record,
        _ => panic!("{}: no record", case.name),
    }
}

fn items(desk: &mut Desk<'_, '_>, record: &Record) -> String {
    let document = desk.compose(record, "record").expect("pages").document;
    let shown = dump(&document, &WORKSPACE.fonts);
    desk.reuse(document);
    shown
}

#[test]
fn a_desk_at_which_other_records_were_composed_makes_the_same_pages() {
    let cases = chohyo_golden::cases(&ROOT).expect("golden/cases.toml");
    let mut forms: BTreeMap<_, Vec<&Case>> = BTreeMap::new();
    for case in &cases {
        forms.entry((&case.form, &case.params, &case.as_of)).or_default().push(case);
    }
    for cases in forms.values() {
        let form = form_of(cases[0]);
        let params = folder::params(&WORKSPACE.library, &form, &cases[0].params);
        let params = params.expect("parameters");
        let composer = || Composer::new(&form, &params, &WORKSPACE.fonts, Mode::Specimen);
        let used = composer().expect("a composer");
        let mut desk = used.desk();
        let records: Vec<Record> = cases.iter().map(|case| record_of(case, &form)).collect();
        for record in records.iter().chain(records.iter().rev()) {
            let alone = items(&mut composer().expect("a composer").desk(), record);
            assert!(items(&mut desk, record) == alone, "{}", cases[0].name);
        }
    }
}
