//! A city's own fonts from the record to the PDF: faces of the MJ family in one field, names of
//! glyphs, and what a reader extracts.

use std::io::Cursor;

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::Params;
use chohyo_engine::page::{self, Document, Draw};
use chohyo_engine::pdf::{Profile, Session};
use chohyo_engine::proof::{Level, prove};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_engine::record::{self, Format};
use chohyo_fonts::{FontSet, Repertoire};
use hayro_syntax::Pdf;

use crate::sample::{city, font_set, metadata, person_form, told};

const LAYOUT: &str = r#"[form]
id = "0019001"
id_status = "provisional"
name = "外字の試験"
business = "001"
edition = "1.0"
kind = "certificate"
record = "person"
basis = "reconstructed"
sources = { id = "試験" }
[[part]]
name = "main"
paper = "A4 portrait"
items = [{ at = "x20 y20 w100 h8 mm", field = "{氏名}", font = "gothic", underline = true }]
"#;

const RECORD: &str = r#"[record]
id = "person"
name = "試験の記録"
basis = "provisional"
[[group]]
name = "root"
items = [{ name = "氏名", type = "text", charset = "mj", glyph_names = true, required = true }]
"#;

fn compose(fonts: &FontSet, name: &str) -> Result<Document, Vec<Diagnostic>> {
    let form = person_form(LAYOUT, RECORD);
    let json = format!("{{\"氏名\": \"{name}\"}}");
    let params = Params::defaults(&form);
    let composer = Composer::new(&form, &params, fonts, Mode::Live)?;
    let mut records = record::read(Cursor::new(json), Format::Json, &form.schema, "x.json");
    let record = records.next().expect("one record").map_err(|refusal| refusal.diagnostics())?;
    composer.desk().compose(&record, "x.json").map(|composed| composed.document)
}

fn drawn(fonts: &FontSet, name: &str) -> Document {
    compose(fonts, name).unwrap_or_else(|found| panic!("{}", told(&found)))
}

const NAME: &str = "見{GJ000001}\u{100000}{GJ000002}本\u{E000}{MJ014004}{MJ022335}";

#[test]
fn a_field_is_drawn_by_the_faces_of_the_mj_family() {
    let fonts = city(Repertoire::MjPlus);
    let document = drawn(&fonts, NAME);
    let mut texts = Vec::new();
    let mut right = None;
    for item in &document.pages[0].items {
        let Draw::Text(run) = &item.draw else { continue };
        assert!(right.is_none_or(|right| run.origin.x == right), "runs stand side by side");
        let count = run.clusters.len() as i64;
        right = Some(run.origin.x + run.size * count);
        texts.push((fonts.face(run.face).name(), count));
    }
    let expected = [("ipamjm", 1), ("acgjm", 3), ("ipamjm", 1), ("mihon", 1), ("ipamjm", 2)];
    assert_eq!(texts, expected);
    let rules = document.pages[0].items.iter().filter(|i| matches!(i.draw, Draw::Rule(_)));
    assert_eq!(rules.count(), 1, "one underline under all of it");
}

#[test]
fn the_dump_says_what_a_reader_extracts() {
    let fonts = city(Repertoire::MjPlus);
    let dump = page::dump(&drawn(&fonts, NAME), &fonts);
    for words in [
        "acgjm 10.5pt \"{GJ000001}{GJ000001}{GJ000002}\"",
        "mihon 10.5pt \"{EUDC-E000}\"",
        "ipamjm 10.5pt \"{MJ014004}葛<U+E0102>\"",
    ] {
        assert!(dump.contains(words), "{words}: {dump}");
    }
}

fn written(fonts: &FontSet, document: &Document) -> Vec<u8> {
    let session = Session::begin(Vec::new(), fonts, &metadata(), Profile::PdfA2u);
    let mut session = session.expect("begins");
    session.push(document).expect("pages are written");
    session.finish().expect("file is finished")
}

#[test]
fn characters_of_a_city_s_fonts_prove() {
    let fonts = city(Repertoire::MjPlus);
    let meant = [drawn(&fonts, NAME)];
    let bytes = written(&fonts, &meant[0]);
    let file = ReadDocument::open(bytes.clone(), Limits::default()).expect("a PDF");
    let proof = prove(&fonts, &meant, &file, Level::Pixels);
    assert_eq!(proof.level, Level::Pixels, "{}", told(&proof.findings));
    let found = |name: &str| {
        let other = [drawn(&fonts, &NAME.replace("{GJ000002}", name))];
        let file = ReadDocument::open(bytes.clone(), Limits::default()).expect("a PDF");
        prove(&fonts, &other, &file, Level::ReadBack)
            .findings
            .iter()
            .map(|f| f.code.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(found("{GJ000001}"), ["P045"]);
}

/// Decoded content of the only page.
fn content(fonts: &FontSet, document: &Document) -> String {
    let pdf = Pdf::new(written(fonts, document)).expect("the judge reads the file");
    let stream = pdf.pages()[0].page_stream().expect("the page has content").to_vec();
    String::from_utf8_lossy(&stream).into_owned()
}

#[test]
fn private_use_is_extracted_by_name() {
    let fonts = city(Repertoire::MjPlus);
    let content = content(&fonts, &drawn(&fonts, NAME));
    let names = ["{GJ000001}", "{GJ000001}", "{GJ000002}", "{EUDC-E000}", "{MJ014004}"];
    let spans: Vec<&str> = content.split("/ActualText<FEFF").skip(1).collect();
    assert_eq!(spans.len(), names.len());
    for (span, name) in spans.iter().zip(names) {
        let hex: String = name.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        assert!(span.to_ascii_uppercase().starts_with(&hex), "{name}");
    }
    assert!(content.contains("/F5") && content.contains("/F6"), "fonts are named by their face");
}

#[test]
fn without_the_city_s_fonts_the_record_is_refused() {
    let product = font_set();
    for name in ["{GJ000001}", "\u{100000}", "\u{E000}"] {
        let found = compose(&product, name).err().unwrap_or_default();
        let codes: Vec<_> = found.iter().map(|d| d.code.0).collect();
        assert_eq!(codes, ["G004"], "{}", name.escape_unicode());
    }
    assert!(compose(&product, "{MJ014004}").is_ok(), "the MJ face has it by name");
}
