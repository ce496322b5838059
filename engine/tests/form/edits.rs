//! Layouts and records with random edits: whatever they say, nothing panics.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::form::{self, Catalogue, Form, Params};
use chohyo_engine::record::{self, Format};
use chohyo_engine::source::Library;
use chohyo_fonts::FontSet;

use crate::numbers::Numbers;
use crate::support::{fonts, repository};

const PARAMS: &str = "params/sample-city.toml";
const SAMPLES: [&str; 2] = ["sample.json", "hard.json"];

/// Edited layouts of each form, and edited records of each sample: as many as take a second.
const LAYOUTS: usize = 120;
const RECORDS: usize = 120;

fn params(library: &Library, form: &Form) -> Params {
    let images = |name: &str| library.blob(&format!("params/{name}")).cloned();
    let source = library.text(PARAMS).expect("the sample parameters are there");
    form::params(form, source, &images).unwrap_or_else(|_| Params::defaults(form))
}

fn sample<'l>(library: &'l Library, layout: &str, name: &str) -> &'l [u8] {
    let folder = layout.rsplit_once('/').expect("a layout is in a folder").0;
    library.blob(&format!("{folder}/{name}")).expect("a form has samples")
}

fn compose(composer: &Composer<'_>, form: &Form, json: &[u8]) -> usize {
    let records = record::read(Cursor::new(json), Format::Json, &form.schema, "x.json");
    let mut desk = composer.desk();
    records.flatten().filter(|record| desk.compose(record, "x.json").is_ok()).count()
}

/// Loads, lints and composes; whether a page came out.
fn run(library: &Library, layout: &str, fonts: &FontSet) -> bool {
    let Ok(form) = form::load(library, layout) else { return false };
    form::lint(&form, fonts);
    let params = params(library, &form);
    let Ok(composer) = Composer::new(&form, &params, fonts, Mode::Live) else { return false };
    compose(&composer, &form, sample(library, layout, SAMPLES[0])) > 0
}

/// One byte changed: a digit to a digit most times, so that many layouts still load.
fn edited(text: &str, numbers: &mut Numbers) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let alphabet = b"0123456789{}[]\"'$#=,.|-+ rcxywh\n\\&()";
    let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
    if numbers.below(4) > 0 && !digits.is_empty() {
        bytes[digits[numbers.below(digits.len())]] = alphabet[numbers.below(10)];
    } else {
        let at = numbers.below(bytes.len());
        bytes[at] = alphabet[numbers.below(alphabet.len())];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn no_edit_of_a_layout_panics() {
    let library = repository();
    let fonts = fonts();
    let (catalogue, _) = Catalogue::read(&library);
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let mut composed = 0;
    for edition in catalogue.editions() {
        let shared: Vec<&str> = library
            .texts()
            .map(|file| file.name.as_str())
            .filter(|name| name.starts_with("common/") || name.starts_with("records/"))
            .collect();
        for _ in 0..LAYOUTS {
            let path = match numbers.below(3) {
                0 => shared[numbers.below(shared.len())],
                _ => edition.path.as_str(),
            };
            let text = edited(&library.text(path).expect("listed").text, &mut numbers);
            let mut changed = library.clone();
            changed.add_text(path, text.clone());
            let run = AssertUnwindSafe(|| run(&changed, &edition.path, &fonts));
            let Ok(good) = catch_unwind(run) else { panic!("{path} panics as\n{text}") };
            composed += usize::from(good);
        }
    }
    assert!(composed > LAYOUTS / 2, "only {composed} edited layouts gave a page");
}

/// Characters that stand in an edited record: digits, quotes, 漢字 with selectors and marks,
/// spaces and controls, right-to-left, a private one, one beyond the fonts.
const CHARACTERS: &[char] = &[
    '0',
    '9',
    '-',
    '"',
    '\\',
    '{',
    ']',
    'A',
    'ー',
    '見',
    '々',
    '（',
    '。',
    'あ',
    '３',
    '株',
    '葛',
    '\u{E0100}',
    '\u{E01EF}',
    '\u{FE00}',
    'が',
    '\u{3099}',
    '　',
    '\u{200B}',
    '\u{0}',
    '\n',
    'ا',
    '\u{E000}',
    '😀',
    '\u{202E}',
    '\u{10FFFF}',
];

/// Places inside the texts that are values, so that many records are still taken.
fn in_values(chars: &[char]) -> Vec<usize> {
    let (mut values, mut inside, mut value) = (Vec::new(), false, false);
    for (at, c) in chars.iter().enumerate() {
        match c {
            '"' if inside => inside = false,
            '"' => (inside, value) = (true, at > 1 && chars[at - 2] == ':'),
            _ if inside && value => values.push(at),
            _ => {}
        }
    }
    if values.is_empty() { vec![0] } else { values }
}

/// Up to three edits: a character left out, changed or put in, or a piece said many times.
fn edited_record(text: &str, numbers: &mut Numbers) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=numbers.below(3) {
        let values = in_values(&chars);
        let at = match numbers.below(4) {
            0 => numbers.below(chars.len()),
            _ => values[numbers.below(values.len())],
        };
        let new = CHARACTERS[numbers.below(CHARACTERS.len())];
        match numbers.below(4) {
            0 => drop(chars.remove(at)),
            1 => chars[at] = new,
            2 => chars.insert(at, new),
            _ => {
                let end = (at + 1 + numbers.below(3)).min(chars.len());
                let piece = chars[at..end].repeat(1 + numbers.below(80));
                chars.splice(at..at, piece);
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn no_edit_of_a_record_panics() {
    let library = repository();
    let fonts = fonts();
    let (catalogue, _) = Catalogue::read(&library);
    let mut numbers = Numbers(0xD134_2543_DE82_EF95);
    let mut composed = 0;
    for edition in catalogue.editions() {
        let form = form::load(&library, &edition.path).expect("loads");
        let params = params(&library, &form);
        let composer = Composer::new(&form, &params, &fonts, Mode::Specimen).expect("composes");
        for name in SAMPLES {
            let text = String::from_utf8_lossy(sample(&library, &edition.path, name)).into_owned();
            for _ in 0..RECORDS {
                let changed = edited_record(&text, &mut numbers);
                let run = AssertUnwindSafe(|| compose(&composer, &form, changed.as_bytes()));
                let Ok(count) = catch_unwind(run) else { panic!("{name} panics as\n{changed}") };
                composed += count;
            }
        }
    }
    assert!(composed > RECORDS / 2, "only {composed} edited records gave a page");
}
