//! What a proof costs beside what it proves: 1,000 pages of a form, made (composed, written) and
//! proved by the first two stages (asked of the fonts, composed anew, read back). At most 3 × what
//! made them: if it is more, the run fails. The third stage stands beside it for one page.

#![allow(clippy::print_stdout, reason = "a bench tells its figures there")]

use std::path::Path;
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::Instant;

use chohyo_engine::compose::{Composer, Desk, Mode};
use chohyo_engine::form::{self, Catalogue};
use chohyo_engine::page::Document;
use chohyo_engine::pdf::{Metadata, Profile, Session};
use chohyo_engine::proof::{Level, Prover};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_engine::record::{self, Format, Record};
use chohyo_golden::{Workspace, folder};
use divan::Bencher;

/// 住民票の写し and 教育・保育給付認定通知書.
const FORMS: [&str; 2] = ["0010003", "0289001"];
const RECORDS: usize = 1_000;

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});
static WORKSPACE: LazyLock<Workspace> =
    LazyLock::new(|| Workspace::read(&ROOT).expect("layouts and fonts"));

/// Most that a proof may cost, in parts of what made the pages.
const MOST: f64 = 3.0;
/// Pairs of runs of which the median counts.
const PAIRS: usize = 5;

fn main() -> ExitCode {
    divan::main();
    if !std::env::args().any(|arg| arg == "--bench") || std::env::args().len() > 2 {
        return ExitCode::SUCCESS;
    }
    let ratios = FORMS.map(|id| (id, ratio(id)));
    for (id, ratio) in ratios {
        println!("{id}: the proof costs {ratio:.2} x what made the pages (at most {MOST})");
    }
    ExitCode::from(u8::from(ratios.iter().any(|(_, ratio)| *ratio > MOST)))
}

/// What the proof of a form costs beside what made it: the median of runs one after the other.
fn ratio(id: &str) -> f64 {
    with(id, |composer, record| {
        let mut ratios: Vec<f64> = (0..PAIRS).map(|_| pair(composer, record)).collect();
        ratios.sort_by(f64::total_cmp);
        ratios[PAIRS / 2]
    })
}

fn pair(composer: &Composer<'_>, record: &Record) -> f64 {
    let begun = busy();
    let pdf = made(composer, record, RECORDS);
    let written = busy();
    proved(composer, record, RECORDS, pdf, Level::ReadBack);
    (busy() - written) / (written - begun)
}

/// Seconds that this thread has run: on Linux on a processor, else by the clock.
fn busy() -> f64 {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    told.map_or_else(|| BEGUN.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Gives a composer of a form and the form's sample record to a function.
fn with<T>(id: &str, run: impl FnOnce(&Composer<'_>, &Record) -> T) -> T {
    let (catalogue, _) = Catalogue::read(&WORKSPACE.library);
    let path = catalogue.pick(id, None).expect("the form").path.clone();
    let form = form::load(&WORKSPACE.library, &path).expect("a form");
    let params = folder::params(&WORKSPACE.library, &form, "params/sample-city.toml");
    let params = params.expect("parameters");
    let composer = Composer::new(&form, &params, &WORKSPACE.fonts, Mode::Specimen);
    let composer = composer.expect("a composer");
    let sample = ROOT.join("layouts").join(&path).with_file_name("sample.json");
    let json = std::fs::read(sample).expect("the sample");
    let read = record::read(json.as_slice(), Format::Json, &form.schema, "sample.json").next();
    let Some(Ok(record)) = read else { panic!("the sample is a record") };
    run(&composer, &record)
}

fn composed(desk: &mut Desk<'_, '_>, record: &Record) -> Document {
    desk.compose(record, "sample.json").expect("pages").document
}

fn made(composer: &Composer<'_>, record: &Record, count: usize) -> Vec<u8> {
    let meta = Metadata { title: "見本".to_owned(), date: None, language: "ja-JP" };
    let mut session =
        Session::begin(Vec::new(), &WORKSPACE.fonts, &meta, Profile::PdfA2u).expect("begins");
    let mut desk = composer.desk();
    for _ in 0..count {
        session.push(&composed(&mut desk, record)).expect("pages are written");
    }
    session.finish().expect("file is finished")
}

fn proved(composer: &Composer<'_>, record: &Record, count: usize, pdf: Vec<u8>, depth: Level) {
    let mut prover = Prover::new(&WORKSPACE.fonts);
    let mut desk = composer.desk();
    let meant = composed(&mut desk, record);
    assert!((0..count).all(|_| prover.meant(&meant).is_ok()));
    let file = ReadDocument::open(pdf, Limits::default()).expect("a PDF");
    let mut reading = prover.open(&file);
    for _ in 0..count {
        reading.record(&composed(&mut desk, record), depth);
    }
    assert_eq!(reading.close().level, depth);
}

/// Baseline: what made the pages.
#[divan::bench(args = FORMS, sample_count = 5, sample_size = 1)]
fn made_1000(bencher: Bencher, id: &str) {
    with(id, |composer, record| bencher.bench_local(|| made(composer, record, RECORDS)));
}

#[divan::bench(args = FORMS, sample_count = 5, sample_size = 1)]
fn proved_1000(bencher: Bencher, id: &str) {
    with(id, |composer, record| {
        let pdf = made(composer, record, RECORDS);
        bencher.bench_local(|| {
            proved(composer, record, RECORDS, pdf.clone(), Level::ReadBack);
        });
    });
}

/// All three stages of one record.
#[divan::bench(args = FORMS, sample_count = 5, sample_size = 1)]
fn seen_1(bencher: Bencher, id: &str) {
    with(id, |composer, record| {
        let pdf = made(composer, record, 1);
        bencher.bench_local(|| proved(composer, record, 1, pdf.clone(), Level::Pixels));
    });
}
