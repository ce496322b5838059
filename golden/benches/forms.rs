//! Standing benches: load one form, compose one page, PDF of 1,000 records, PNG of one A4 page.
//! Each stands beside a baseline of the same run, so that a figure is a ratio and not a machine.

use std::path::Path;
use std::sync::LazyLock;

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::form::{self, Catalogue, Form};
use chohyo_engine::page::Document;
use chohyo_engine::pdf::{Metadata, Profile, Session};
use chohyo_engine::raster::Rasterizer;
use chohyo_engine::record::{self, Format};
use chohyo_golden::{Case, Made, Workspace};
use divan::Bencher;

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});
static WORKSPACE: LazyLock<Workspace> =
    LazyLock::new(|| Workspace::read(&ROOT).expect("layouts and fonts"));
static DOCUMENT: LazyLock<Document> =
    LazyLock::new(|| WORKSPACE.make(&case()).expect("the case composes").document);

fn main() {
    divan::main();
}

fn case() -> Case {
    let cases = chohyo_golden::cases(&ROOT).expect("golden/cases.toml");
    cases.into_iter().find(|case| case.name == "juminhyo_setai_sample").expect("the README's case")
}

/// Baseline of loading: the TOML parser alone on the same file.
#[divan::bench]
fn load_baseline_toml(bencher: Bencher) {
    let text =
        WORKSPACE.library.text("001-juki/0010003/6.1.toml").expect("the layout").text.clone();
    bencher.bench(|| text.parse::<toml::Table>().expect("TOML"));
}

fn form() -> Form {
    let (catalogue, _) = Catalogue::read(&WORKSPACE.library);
    let path = catalogue.pick("0010003", None).expect("the form").path.clone();
    form::load(&WORKSPACE.library, &path).expect("a form")
}

#[divan::bench]
fn load_form(bencher: Bencher) {
    bencher.bench(form);
}

fn sample() -> &'static [u8] {
    include_bytes!("../../layouts/001-juki/0010003/sample.json")
}

/// Baseline of composing: reading the same record.
#[divan::bench]
fn compose_baseline_read(bencher: Bencher) {
    let form = form();
    bencher.bench(|| record::read(sample(), Format::Json, &form.schema, "sample.json").count());
}

#[divan::bench]
fn compose_one_page(bencher: Bencher) {
    let form = form();
    let params =
        chohyo_golden::folder::params(&WORKSPACE.library, &form, "params/sample-city.toml");
    let params = params.expect("parameters");
    let composer =
        Composer::new(&form, &params, &WORKSPACE.fonts, Mode::Specimen).expect("a composer");
    let read = record::read(sample(), Format::Json, &form.schema, "sample.json").next();
    let Some(Ok(record)) = read else { panic!("the sample is a record") };
    bencher.bench(|| composer.compose(&record, "sample.json").expect("pages"));
}

fn pdf(documents: usize) -> Vec<u8> {
    let meta = Metadata { title: "見本".to_owned(), date: None, language: "ja-JP" };
    let mut session =
        Session::begin(Vec::new(), &WORKSPACE.fonts, &meta, Profile::PdfA2u).expect("begins");
    for _ in 0..documents {
        session.push(&DOCUMENT).expect("pages are written");
    }
    session.finish().expect("file is finished")
}

/// Baseline of the bulk run: one record, nearly all of it the font subset.
#[divan::bench]
fn pdf_of_1_record() -> Vec<u8> {
    pdf(1)
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn pdf_of_1000_records() -> Vec<u8> {
    pdf(1_000)
}

#[divan::bench]
fn png_of_one_a4_at_150_dpi(bencher: Bencher) {
    LazyLock::force(&DOCUMENT);
    bencher.bench(|| {
        let mut rasterizer = Rasterizer::new(&WORKSPACE.fonts, 150);
        rasterizer.page(&DOCUMENT.pages[0]).to_png(150).expect("a picture")
    });
}

/// Everything a golden case costs: load, read, compose, dump, picture, PDF.
#[divan::bench]
fn whole_case() -> Made {
    WORKSPACE.make(&case()).expect("the case composes")
}
