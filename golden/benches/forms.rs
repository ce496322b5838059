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
use chohyo_fonts::charset::Mj;
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
    cases.into_iter().find(|case| case.name == "0010003_sample").expect("the README's case")
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
    let mut desk = composer.desk();
    bencher.bench_local(|| desk.compose(&record, "sample.json").expect("pages"));
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

/// A form that prints the names of a list, each in a box of so many mm: the setting of text and
/// little else.
fn names_form((size, width): (u32, u32), fit: &str) -> Form {
    let mut library = chohyo_engine::source::Library::default();
    library.add_text(
        "records/names.toml",
        "[record]\nid = \"names\"\nname = \"x\"\nbasis = \"provisional\"\nsource = \"x\"\n\
         [[group]]\nname = \"root\"\nitems = [{ name = \"名簿\", list = \"one\", max = 999 }]\n\
         [[group]]\nname = \"one\"\nitems = [{ name = \"氏名\", type = \"text\", charset = \"mj\", max = 1000 }]\n"
            .to_owned(),
    );
    let head = "[form]\nid = \"0009999\"\nid_status = \"provisional\"\nname = \"x\"\nbusiness = \"000\"\n\
                edition = \"1.0\"\nkind = \"notice\"\nrecord = \"names\"\nbasis = \"reconstructed\"\n";
    let part = format!(
        "[fit]\nf = {fit}\n[[part]]\nname = \"p\"\npaper = \"w990 h990 mm\"\nitems = [\n\
         {{ at = \"x10 y10 w{width} h40 mm\", repeat = \"名簿\", down = 20, items = [\n\
         {{ at = \"x0 y0 w{width} h40 mm\", field = \"{{氏名}}\", size_pt = {size}, fit = \"f\" }}] }}]\n"
    );
    let path = "000-x/0009999/1.0.toml";
    library.add_text(path, format!("{head}{part}"));
    match form::load(&library, path) {
        Ok(form) => form,
        Err(found) => panic!("{:?}", found.iter().map(|d| (d.code, &d.args)).collect::<Vec<_>>()),
    }
}

/// A record of different names of so many characters that the MJ set has a code for.
fn names_record(names: usize, characters: usize) -> String {
    // Without the glyphs that have no code: input names them in words.
    let coded =
        |mj: &Mj| mj.text().as_str().chars().all(|c| !('\u{F0000}'..='\u{FFFFD}').contains(&c));
    let all: Vec<Mj> = Mj::all().filter(coded).step_by(7).collect();
    let name = |n: usize| -> String {
        let texts = (0..characters).map(|i| all[(n * characters + i) % all.len()].text());
        texts.map(|text| text.as_str().to_owned()).collect()
    };
    let rows: Vec<String> = (0..names).map(|n| format!("{{\"氏名\":\"{}\"}}", name(n))).collect();
    format!("{{\"名簿\":[{}]}}", rows.join(","))
}

fn set_names(bencher: Bencher, (box_of, fit): ((u32, u32), &str), names: usize, characters: usize) {
    let form = names_form(box_of, fit);
    let params = chohyo_engine::form::Params::default();
    let composer =
        Composer::new(&form, &params, &WORKSPACE.fonts, Mode::Specimen).expect("a composer");
    let json = names_record(names, characters);
    let read = record::read(json.as_bytes(), Format::Json, &form.schema, "names.json").next();
    let Some(Ok(record)) = read else { panic!("names are a record") };
    let mut desk = composer.desk();
    bencher.bench_local(|| desk.compose(&record, "names.json").expect("pages"));
}

const LADDER: &str = "[{ size_pt = [10, 6] }, { lines = 2, size_pt = [6, 5] }, \
                      { lines = 2, size_pt = [5, 4], condense_pct = [100, 60] }, \"refuse\"]";

/// Baseline of a name that shrinks: 200 names of 15 characters on one line at their base size.
#[divan::bench]
fn fit_baseline_200_names(bencher: Bencher) {
    set_names(bencher, ((10, 100), "[{ size_pt = [10, 6] }, \"refuse\"]"), 200, 15);
}

/// The same names at 8 pt. Goal: 6 × the baseline.
#[divan::bench]
fn fit_200_names_shrunk(bencher: Bencher) {
    set_names(bencher, ((10, 43), LADDER), 200, 15);
}

/// The same names on the last attempt: two lines, 4.5 pt. Goal: 6 × the baseline.
#[divan::bench]
fn fit_200_names_last_attempt(bencher: Bencher) {
    set_names(bencher, ((10, 12), LADDER), 200, 15);
}

/// Baseline of wrapped text: 20 texts of 400 characters on one line.
#[divan::bench]
fn fit_baseline_20_texts_of_400(bencher: Bencher) {
    set_names(bencher, ((6, 900), "[{ size_pt = [6, 5] }, \"refuse\"]"), 20, 400);
}

/// The same texts wrapped in 12 lines of a smaller size. Goal: 30 × the baseline.
#[divan::bench]
fn fit_20_texts_of_400_wrapped(bencher: Bencher) {
    let ladder = "[{ lines = 20, size_pt = [10, 4] }, \"refuse\"]";
    set_names(bencher, ((10, 120), ladder), 20, 400);
}
