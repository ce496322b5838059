//! Lies about a whole document: the file is written from another document than was meant.

use std::sync::Arc;

use chohyo_engine::length::{Length, Point};
use chohyo_engine::page::{
    Colour, Document, Draw, Fill, Frame, Image, Item, Layer, TextRun, WritingMode,
};
use chohyo_engine::proof::Level;
use chohyo_fonts::FontRole;

use crate::sheet::{
    CIRCLE, DASHED, FILL, FRAME, MARK, NAME, NUMBER, RULE, SEAL, area, codes, documents, item, pdf,
    picture, proof, proved, run, stroke,
};

type Lie = (&'static str, &'static str, fn(&mut Vec<Document>));

fn of(documents: &mut [Document], index: usize) -> &mut Item {
    &mut documents[0].pages[0].items[index]
}

fn text(documents: &mut [Document], index: usize) -> &mut TextRun {
    match &mut of(documents, index).draw {
        Draw::Text(run) => run,
        _ => panic!("a text"),
    }
}

/// Changes an item of the fixed layer of the first page.
fn fixed(documents: &mut [Document], change: impl FnOnce(&mut Vec<Item>)) {
    let page = &mut documents[0].pages[0];
    let mut items = page.fixed.items.clone();
    change(&mut items);
    page.fixed = Arc::new(Layer { name: page.fixed.name.clone(), items });
}

fn line(documents: &mut [Document], index: usize, change: fn(&mut Draw)) {
    fixed(documents, |items| change(&mut items[index].draw));
}

/// The last cluster of a run again, one em further.
fn doubled(run: &mut TextRun) {
    let (Some(cluster), Some(glyph)) = (run.clusters.last().cloned(), run.glyphs.last().copied())
    else {
        return;
    };
    let last = run.text[cluster.text.start as usize..].to_owned();
    let (text, glyphs) = (cluster.text.end, cluster.glyphs.end);
    run.text.push_str(&last);
    run.glyphs.push(chohyo_engine::page::Glyph { x: glyph.x + run.size, ..glyph });
    run.clusters.push(chohyo_engine::page::Cluster {
        text: text..text + last.len() as u32,
        glyphs: glyphs..glyphs + 1,
    });
}

const LIES: &[Lie] = &[
    ("a page is dropped", "P041", |d| drop(d.pop())),
    ("a page is doubled", "P041", |d| d.push(d[2].clone())),
    ("two records are swapped", "P045", |d| d.swap(0, 1)),
    ("a sheet is smaller", "P042", |d| d[1].pages[0].size.height = Length::mm(280)),
    ("the fixed layer of another master", "P045", |d| {
        d[0].pages[0].fixed = d[2].pages[0].fixed.clone();
    }),
    ("another glyph", "P045", |d| text(d, NAME).glyphs[2].id += 1),
    ("another character", "P045", |d| {
        of(d, NAME).draw = Draw::Text(run(
            FontRole::Mincho,
            "辻\u{E0102}節花子〜",
            WritingMode::Horizontal,
            (30, 56),
        ));
    }),
    ("the last glyph is dropped", "P043", |d| {
        let run = text(d, NAME);
        run.glyphs.pop();
        let at = run.clusters.pop().map_or(0, |cluster| cluster.text.start);
        run.text.truncate(at as usize);
    }),
    ("an item is dropped", "P045", |d| drop(d[0].pages[0].items.remove(NAME))),
    ("a glyph is doubled", "P044", |d| doubled(text(d, NAME))),
    ("an item is doubled", "P045", |d| {
        let again = of(d, NAME).clone();
        d[0].pages[0].items.insert(NAME, again);
    }),
    ("two glyphs are swapped", "P045", |d| {
        let run = text(d, NAME);
        let ids = (run.glyphs[2].id, run.glyphs[3].id);
        (run.glyphs[3].id, run.glyphs[2].id) = ids;
    }),
    ("a text is moved by 0.2 mm", "P046", |d| {
        text(d, NAME).origin.x = Length::mm(30) + Length::mm(1).scale(2, 10);
    }),
    ("one glyph is moved down by 0.02 mm", "P046", |d| {
        text(d, NAME).glyphs[3].y = Length::mm(1).scale(2, 100);
    }),
    ("letters are smaller", "P047", |d| text(d, NAME).size = Length::pt(10).scale(99, 100)),
    ("letters are condensed", "P047", |d| text(d, NAME).condense_pct = 98),
    ("letters are turned", "P047", |d| text(d, NAME).mode = WritingMode::Turned),
    ("a line of vertical text is none", "P047", |d| text(d, 3).mode = WritingMode::Horizontal),
    ("a selector is dropped from the text", "P048", |d| {
        let run = text(d, NAME);
        run.text = run.text.replace('\u{E0102}', "");
        let shift = '\u{E0102}'.len_utf8() as u32;
        for (index, cluster) in run.clusters.iter_mut().enumerate() {
            cluster.text.start -= if index > 0 { shift } else { 0 };
            cluster.text.end -= shift;
        }
    }),
    ("another selector in the text", "P048", |d| {
        text(d, NAME).text = text(d, NAME).text.replace('\u{E0102}', "\u{E0101}");
    }),
    ("another text for the same glyphs", "P048", |d| {
        text(d, NAME).text = text(d, NAME).text.replace('花', "化");
    }),
    ("a name of a glyph without a code is lost", "P048", |d| {
        let run = text(d, MARK);
        run.text = run.text.replace('Ａ', "Ｂ");
    }),
    ("another face", "P050", |d| text(d, NUMBER).face = chohyo_fonts::FaceId(2)),
    ("white letters", "P051", |d| text(d, NAME).colour = Colour::Grey(255)),
    ("a rule is moved", "P052", |d| {
        line(d, RULE, |draw| {
            if let Draw::Rule(rule) = draw {
                rule.from.y += Length::mm(1).scale(1, 10);
                rule.to.y = rule.from.y;
            }
        });
    }),
    ("a rule is dropped", "P052", |d| fixed(d, |items| drop(items.remove(RULE)))),
    ("a rule is thinner", "P052", |d| {
        line(d, RULE, |draw| {
            if let Draw::Rule(rule) = draw {
                rule.stroke.width = Length::pt(1).scale(9, 10);
            }
        });
    }),
    ("a rule is grey", "P052", |d| {
        line(d, RULE, |draw| {
            if let Draw::Rule(rule) = draw {
                rule.stroke.colour = Colour::Grey(128);
            }
        });
    }),
    ("a dashed rule is solid", "P052", |d| {
        line(d, DASHED, |draw| {
            if let Draw::Rule(rule) = draw {
                rule.stroke.dash = None;
            }
        });
    }),
    ("a frame is wider", "P052", |d| {
        line(d, FRAME, |draw| {
            if let Draw::Frame(frame) = draw {
                frame.area.size.width = Length::mm(101);
            }
        });
    }),
    ("a circle is around something else", "P052", |d| {
        if let Draw::Ellipse(circle) = &mut of(d, CIRCLE).draw {
            circle.area.origin = Point::new(Length::mm(80), Length::mm(120));
        }
    }),
    ("a fill is darker", "P052", |d| {
        if let Draw::Fill(fill) = &mut of(d, FILL).draw {
            fill.colour = Colour::BLACK;
        }
    }),
    ("a white box lies over a text", "P053", |d| {
        let fill = Fill { area: area(28, 52, 60, 6), colour: Colour::Grey(255) };
        d[0].pages[0].items.push(item("-", Draw::Fill(fill)));
    }),
    ("a rule is added", "P053", |d| {
        fixed(d, |items| {
            let mut again = items[RULE].clone();
            if let Draw::Rule(rule) = &mut again.draw {
                rule.to.x = Length::mm(100);
            }
            items.insert(RULE, again);
        });
    }),
    ("another seal", "P054", |d| {
        let image = Image { area: area(150, 200, 20, 20), picture: picture(11) };
        of(d, SEAL).draw = Draw::Image(image);
    }),
    ("the seal is moved", "P054", |d| {
        let image = Image { area: area(151, 200, 20, 20), picture: picture(10) };
        of(d, SEAL).draw = Draw::Image(image);
    }),
    ("the seal is dropped", "P054", |d| drop(d[0].pages[0].items.remove(SEAL))),
    ("a second seal", "P055", |d| {
        let again = of(d, SEAL).clone();
        d[0].pages[0].items.insert(SEAL, again);
    }),
    ("a fill is painted over its text", "P056", |d| d[0].pages[0].items.swap(FILL, NAME)),
];

#[test]
fn the_truth_proves() {
    let meant = documents();
    let proof = proved(&meant, pdf(&meant), Level::Pixels);
    assert_eq!(codes(&proof), Vec::<&str>::new(), "{:?}", proof.findings);
    assert_eq!((proof.level, proof.pictures), (Level::Pixels, 3));
    let runs = meant.iter().flat_map(|document| &document.pages).flat_map(|page| {
        page.fixed.items.iter().chain(&page.items).filter_map(|item| match &item.draw {
            Draw::Text(run) => Some((run.clusters.len(), run.glyphs.len())),
            _ => None,
        })
    });
    let (clusters, glyphs) = runs.fold((0, 0), |sum, run| (sum.0 + run.0, sum.1 + run.1));
    assert_eq!(
        (proof.records, proof.pages, proof.clusters, proof.glyphs),
        (3, 3, clusters, glyphs)
    );
}

#[test]
fn what_leaves_no_ink_is_nothing() {
    let mut meant = documents();
    let items = &mut meant[0].pages[0].items;
    let fill = |area| Draw::Fill(Fill { area, colour: Colour::BLACK });
    let frame = Frame { area: area(20, 200, 20, 20), stroke: stroke(0) };
    items.extend([
        item("-", fill(area(20, 150, 0, 30))),
        item("-", fill(area(20, 150, 30, 0))),
        item("-", Draw::Frame(frame)),
    ]);
    let proof = proved(&meant, pdf(&meant), Level::Pixels);
    assert_eq!((codes(&proof), proof.level), (Vec::new(), Level::Pixels));
    assert_eq!(pdf(&meant), pdf(&documents()));
}

#[test]
fn a_file_of_another_document_does_not_prove() {
    let meant = documents();
    let mut wrong = Vec::new();
    for (name, code, lie) in LIES {
        let mut told = documents();
        lie(&mut told);
        let proof = proof(&meant, pdf(&told));
        if !codes(&proof).contains(code) || proof.level != Level::Meant {
            wrong.push(format!("{name}: {code} expected, {:?}", codes(&proof)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), LIES.len());
}
