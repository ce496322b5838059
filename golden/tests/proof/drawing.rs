//! Lies of the composer: a document that asks for other glyphs than the fonts give for its text. The
//! file would hold what the document says; the first stage refuses it before it is drawn.

use chohyo_engine::page::{Document, Draw, TextRun};
use chohyo_engine::proof::{Level, Prover};

use crate::sheet::{DOWN, FONTS, LABEL, MARK, NAME, NUMBER, codes, documents, pdf, proof};

type Lie = (&'static str, &'static str, fn(&mut TextRun));

fn change(documents: &mut [Document], field: &str, lie: fn(&mut TextRun)) {
    let index = [("氏名", NAME), ("印", MARK), ("縦", DOWN), ("番号", NUMBER)];
    let index = index.into_iter().find(|(name, _)| *name == field).expect("an item").1;
    if let Draw::Text(run) = &mut documents[1].pages[0].items[index].draw {
        lie(run);
    }
}

fn retext(run: &mut TextRun, from: char, to: &str) {
    run.text = run.text.replace(from, to);
}

const LIES: &[Lie] = &[
    ("another glyph", "氏名", |run| run.glyphs[1].id += 1),
    (".notdef", "氏名", |run| run.glyphs[1].id = 0),
    ("a glyph beyond the face", "氏名", |run| run.glyphs[1].id = u16::MAX),
    ("a face that is none", "氏名", |run| run.face = chohyo_fonts::FaceId(99)),
    ("another face", "氏名", |run| run.face = chohyo_fonts::FaceId(2)),
    ("a letter like the other", "氏名", |run| retext(run, '太', "大")),
    ("a character of another width without a glyph", "氏名", |run| {
        run.clusters[1].glyphs.end = run.clusters[1].glyphs.start;
        run.clusters[2].glyphs.start = run.clusters[1].glyphs.start;
    }),
    ("text of no cluster", "氏名", |run| run.text.push('様')),
    ("a glyph of no cluster", "氏名", |run| run.glyphs.push(run.glyphs[0])),
    ("a range outside the text", "氏名", |run| {
        let last = run.clusters.len() - 1;
        run.clusters[last].text.end += 3;
    }),
    ("a mark that is not drawn", "印", |run| retext(run, '\u{3099}', "\u{309A}")),
    ("a name of another glyph", "印", |run| {
        let private = run.text.chars().find(|c| *c >= '\u{F0000}').expect("a name");
        let next = char::from_u32(u32::from(private) + 1).expect("a character");
        retext(run, private, &next.to_string());
    }),
    ("a bracket that lies in a vertical line", "縦", |run| {
        let flat = FONTS.face(run.face).shape("「", chohyo_fonts::Direction::Horizontal.into());
        run.glyphs[1].id = flat.expect("a bracket").clusters[0].glyphs[0].id + 1;
    }),
    ("another digit", "番号", |run| retext(run, '3', "8")),
];

#[test]
fn what_the_fonts_do_not_draw_is_not_drawn() {
    let mut wrong = Vec::new();
    for (name, field, lie) in LIES {
        let mut told = documents();
        change(&mut told, field, *lie);
        let mut prover = Prover::new(&FONTS);
        assert!(prover.meant(&told[0]).is_ok(), "{name}: the record before it");
        let found = prover.meant(&told[1]).err().unwrap_or_default();
        let place = |key, value: &str| {
            found.iter().all(|found| found.args.iter().any(|(k, v)| *k == key && v == value))
        };
        let told = found.iter().map(|found| found.code.0).collect::<Vec<_>>();
        if told != ["P040"] || !place("page", "2") || !place("field", field) {
            wrong.push(format!("{name}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), LIES.len());
}

#[test]
fn a_selector_that_is_ignored_is_found() {
    let mut told = documents();
    let Draw::Text(run) = &mut told[0].pages[0].items[NAME].draw else { panic!("a text") };
    let plain = FONTS.face(run.face).shape("辻", chohyo_fonts::Direction::Horizontal.into());
    run.glyphs[0].id = plain.expect("in the face").clusters[0].glyphs[0].id;
    let proof = proof(&told, pdf(&told));
    assert_eq!((codes(&proof), proof.level), (vec!["P040"], Level::None));
}

#[test]
fn the_fixed_layer_is_asked_too() {
    let mut told = documents();
    let page = &mut told[2].pages[0];
    let mut items = page.fixed.items.clone();
    if let Draw::Text(run) = &mut items[LABEL].draw {
        run.glyphs[0].id += 1;
    }
    let name = page.fixed.name.clone();
    page.fixed = std::sync::Arc::new(chohyo_engine::page::Layer { name, items });
    assert_eq!(codes(&proof(&told, pdf(&told))), ["P040"]);
}
