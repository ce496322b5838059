//! A survey says of a record what composing it does.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io::Cursor;

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::form::{Form, Params};
use chohyo_engine::page::{Document, Draw};
use chohyo_engine::record::{self, Format, Record};
use chohyo_engine::survey::{Row, Shrinking, Surveyor};
use chohyo_fonts::charset::{Identity, Mj, Policy, Target};
use chohyo_fonts::{Direction, FaceId, MissingCause, Repertoire};

use crate::sample::{city, person_form};

/// 氏名 in words of its own and behind another text, 備考 in a gothic face, beside 氏名, and masked;
/// 続柄 only where it is asked for; a list; 不詳表記; and an item that the form does not print.
const LAYOUT: &str = r#"[form]
id = "0019001"
id_status = "provisional"
name = "文字の試験"
business = "001"
edition = "1.0"
kind = "certificate"
record = "person"
basis = "reconstructed"
sources = { id = "試験" }
[[part]]
name = "main"
paper = "A4 portrait"
items = [
  { at = "x20 y20 w170 h8 mm", field = "{氏名}", font = "gothic" },
  { at = "x20 y30 w170 h8 mm", field = "{備考}　様", font = "gothic" },
  { at = "x20 y40 w170 h8 mm", field = "{備考}{肩書}", font = "ud-mincho" },
  { at = "x20 y50 w170 h8 mm", field = "{mask(備考, 1)}", font = "gothic" },
  { at = "x20 y60 w170 h8 mm", field = "{肩書}", font = "gothic", when = "表示" },
  { at = "x20 y70 w170 h8 mm", field = "{生年月日}", font = "gothic" },
  { at = "x20 y80 w170 h8 mm", field = "{join('、', 注記)}", font = "gothic" },
]
"#;

const RECORD: &str = r#"[record]
id = "person"
name = "試験の記録"
basis = "provisional"
[[group]]
name = "root"
items = [
  { name = "氏名", type = "text", charset = "mj", glyph_names = true },
  { name = "備考", type = "text", charset = "any" },
  { name = "肩書", type = "text", charset = "any" },
  { name = "表示", type = "flag" },
  { name = "生年月日", type = "date", unknown = "生年月日_不詳表記" },
  { name = "生年月日_不詳表記", type = "text", charset = "any" },
  { name = "注記", list = "text", charset = "any", max = 50 },
]
"#;

/// MJ, a Moji_Joho sequence, an Adobe-Japan1 sequence that BIZ UD has, one that no face has, kana
/// with a mark, Latin, a city's own characters, a name of a glyph, and a letter that no face has.
const TEXTS: [&str; 11] = [
    "",
    "見本",
    "葛\u{E0102}見",
    "辻\u{E0100}",
    "葛\u{E0101}",
    "か\u{309A}は\u{3099}",
    "Nguyễn 1",
    "\u{E000}",
    "\u{100000}見",
    "\u{E001}",
    "ธ",
];

fn records(form: &Form, json: &str, each: impl FnMut(&Record)) {
    let read = record::read(Cursor::new(json), Format::JsonLines, &form.schema, "x.jsonl");
    read.map(|record| record.unwrap_or_else(|_| panic!("a record is refused")))
        .collect::<Vec<_>>()
        .iter()
        .for_each(each);
}

/// Every pair of texts in different items, and each text where it is printed in its own way.
fn lines() -> String {
    let mut lines = String::new();
    for a in TEXTS {
        for b in TEXTS {
            let shown = !a.is_empty();
            lines += &format!(
                "{{\"氏名\":\"{a}\",\"備考\":\"{b}\",\"肩書\":\"{a}\",\"表示\":{shown}}}\n"
            );
        }
        lines += &format!(
            "{{\"氏名\":\"{{MJ014004}}{a}\",\"生年月日_不詳表記\":\"{a}\",\"注記\":[\"見\",\"{a}本\"]}}\n"
        );
    }
    lines
}

/// Faces of the drawn clusters, with how often they draw one.
fn faces(document: &Document) -> HashMap<FaceId, usize> {
    let mut faces = HashMap::new();
    for item in &document.pages[0].items {
        if let Draw::Text(run) = &item.draw {
            *faces.entry(run.face).or_default() += run.clusters.len();
        }
    }
    faces
}

#[test]
fn a_survey_agrees_with_composing() {
    let form = person_form(LAYOUT, RECORD);
    let params = Params::defaults(&form);
    let policy = Policy::default();
    for repertoire in [Repertoire::Mj, Repertoire::MjPlus, Repertoire::Mixed] {
        let fonts = city(repertoire);
        let composer = Composer::new(&form, &params, &fonts, Mode::Live).expect("composes");
        let shrinking = Shrinking { target: Target::X0213, policy: &policy, maps: &[] };
        let mut surveyor = Surveyor::new(&fonts, shrinking, Direction::Horizontal);
        let mut desk = composer.desk();
        let (mut refused, mut printed) = (0, 0);
        records(&form, &lines(), |record| {
            let (mut missing, mut found) = (0, Vec::new());
            let Ok(()) = surveyor.record(&form, &params, record, &mut |row: &Row<'_>| {
                missing += usize::from(row.drawn.is_err());
                found.extend(row.drawn.as_ref().map(|drawn| drawn.face));
                Ok::<(), Infallible>(())
            });
            match desk.compose(record, "x.jsonl") {
                Ok(composed) => {
                    assert_eq!(missing, 0, "{repertoire:?}: record {}", record.ordinal);
                    let drawn = faces(&composed.document);
                    let known = found.iter().all(|face| drawn.contains_key(face));
                    assert!(known, "{repertoire:?}: record {}", record.ordinal);
                    printed += 1;
                }
                Err(errors) => {
                    assert!(errors.iter().all(|error| error.code.0.starts_with('G')));
                    assert!(missing > 0, "{repertoire:?}: record {}", record.ordinal);
                    refused += 1;
                }
            }
        });
        assert!(refused > 50 && printed > 20, "{repertoire:?}: {refused} {printed}");
    }
}

#[test]
fn a_city_s_own_characters_have_their_identity() {
    let (policy, fonts) = (Policy::default(), city(Repertoire::MjPlus));
    let shrinking = Shrinking { target: Target::X0208, policy: &policy, maps: &[] };
    let mut surveyor = Surveyor::new(&fonts, shrinking, Direction::Vertical);
    let mut found = Vec::new();
    let text = "\u{100000}\u{E000}\u{E001}葛\u{E0102}か\u{309A}A";
    let Ok(()) = surveyor.text(7, text, &mut |row: &Row<'_>| {
        let face = row.drawn.clone().map(|drawn| fonts.face(drawn.face).name().to_owned());
        found.push((row.facts.identity.clone(), face));
        Ok::<(), Infallible>(())
    });
    let mj = Mj::parse("MJ022335").expect("in the tables");
    let own = |code| Identity::Gaiji { set: "mihon".to_owned(), code };
    let expected = [
        (Identity::Gj(1), Ok("acgjm".to_owned())),
        (own('\u{E000}'), Ok("mihon".to_owned())),
        (Identity::Sequence, Err(MissingCause::NoSlot)),
        (Identity::Mj(mj), Ok("ipamjm".to_owned())),
        (Identity::Sequence, Ok("ipamjm".to_owned())),
        (Identity::Sequence, Ok("ipamjm".to_owned())),
    ];
    assert_eq!(found, expected);
    let summary = surveyor.summary();
    assert_eq!((summary.characters, summary.missing, summary.distinct_missing), (6, 1, 1));
}
