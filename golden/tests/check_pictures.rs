//! `check` of pictures: our own pages at other resolutions, skewed and turned, pass; planted faults
//! are found.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chohyo_engine::check::{Checker, RULES, Report, Scan, Unjudged, Verdict};
use chohyo_engine::form::Form;
use chohyo_engine::length::{Length, Point, Rect};
use chohyo_engine::page::{Colour, Document, Draw, Fill, Item, Layer, Picture, Role};
use chohyo_engine::raster::{Pixels, Rasterizer};
use chohyo_golden::{Case, Workspace, cases, folder};

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});
static WORKSPACE: LazyLock<Workspace> =
    LazyLock::new(|| Workspace::read(&ROOT).expect("layouts and fonts"));
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| cases(&ROOT).expect("golden/cases.toml"));

/// The first page of a case: the others are judged in the same way.
fn made(name: &str) -> (Form, Document) {
    let case = CASES.iter().find(|case| case.name == name).expect("a case");
    let form = WORKSPACE.form(case).expect("a form");
    let params = folder::params(&WORKSPACE.library, &form, &case.params).expect("parameters");
    let mut document = WORKSPACE.document(case, &form, &params).expect("the case composes");
    document.pages.truncate(1);
    (form, document)
}

fn drawn(document: &Document, dpi: u16) -> Pixels {
    Rasterizer::new(&WORKSPACE.fonts, dpi).page(&document.pages[0])
}

fn check(form: &Form, meant: &Document, png: &[u8]) -> Report {
    let scan = Scan::png(png).expect("a PNG");
    let mut checker = Checker::pictures(form, &WORKSPACE.fonts, vec![&scan]);
    checker.record(meant, 1);
    checker.close()
}

fn codes(report: &Report, verdict: Verdict) -> BTreeSet<&'static str> {
    let of = report.findings.iter().filter(|found| found.verdict == verdict);
    of.map(|found| found.code).collect()
}

/// The pixels moved down row by row, as a skewed sheet is: by one in so many, and so many to the
/// right.
fn skewed(pixels: Pixels, one_in: i64, right: i64) -> Pixels {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let mut rgb = vec![255; pixels.rgb.len()];
    for y in 0..height {
        for x in 0..width {
            let by =
                |along: usize, side: usize| (along as i64 - side as i64 / 2).div_euclid(one_in);
            let (u, v) = (x as i64 - right + by(y, height), y as i64 - by(x, width));
            if (0..width as i64).contains(&u) && (0..height as i64).contains(&v) {
                let (to, from) = ((y * width + x) * 3, (v as usize * width + u as usize) * 3);
                rgb[to..to + 3].copy_from_slice(&pixels.rgb[from..from + 3]);
            }
        }
    }
    Pixels { rgb, ..pixels }
}

#[test]
fn clean_pictures_have_no_findings() {
    for name in ["0010003_sample", "0279001_sample", "0239003_sample"] {
        let (form, meant) = made(name);
        let only_picture = |png: &[u8], what: &str| {
            let report = check(&form, &meant, png);
            let found: BTreeSet<_> = report.findings.iter().map(|found| found.code).collect();
            assert_eq!(found, BTreeSet::from(["K006"]), "{name} {what}: {:#?}", report.findings);
            assert!(report.unjudged.iter().any(|(_, why)| matches!(why, Unjudged::Text(_))));
            report.pictures[0]
        };
        for dpi in [100, 300] {
            let placed = only_picture(&drawn(&meant, dpi).to_png(dpi).expect("a PNG"), "as drawn");
            assert!(placed.skew.abs() < 3 && placed.scale.iter().all(|s| (s - 10_000).abs() < 10));
        }
        // Half a degree about the middle, and 1 mm to the right.
        let moved = skewed(drawn(&meant, 150), 115, 6).to_png(150).expect("a PNG");
        let placed = only_picture(&moved, "skewed");
        assert!((40..60).contains(&placed.skew), "{placed:?}");
        assert!((placed.shift.x.to_mm() - 1.0).abs() < 0.3, "{placed:?}");
    }
}

/// Name, the codes of which one must be found, what is done to the page.
type Fault = (&'static str, &'static [&'static str], fn(&mut Vec<Item>));

fn text(item: &Item) -> &str {
    match &item.draw {
        Draw::Text(run) => &run.text,
        _ => "",
    }
}

/// The longest text of a role.
fn longest(items: &[Item], role: Role) -> usize {
    let texts = items.iter().enumerate().filter(|(_, item)| item.role == role);
    texts.max_by_key(|(_, item)| text(item).len()).expect("a text").0
}

fn paint(items: &mut Vec<Item>, area: Rect, colour: Colour) {
    let fill = Fill { area, colour };
    items.push(Item { order: 9_999, role: Role::Artifact, name: None, draw: Draw::Fill(fill) });
}

const FAULTS: &[Fault] = &[
    ("a label is missing", &["K085"], |items| {
        items.remove(longest(items, Role::Label));
    }),
    ("a value is missing", &["K088"], |items| {
        items.remove(longest(items, Role::Value));
    }),
    ("a value is cut off", &["K091"], |items| {
        let at = longest(items, Role::Value);
        if let Draw::Text(run) = &mut items[at].draw {
            let last = run.clusters.pop().expect("a cluster");
            run.glyphs.truncate(last.glyphs.start as usize);
        }
    }),
    ("a value is another one", &["K089"], |items| {
        let at = longest(items, Role::Value);
        if let Draw::Text(run) = &mut items[at].draw {
            let first = run.glyphs[0].id;
            run.glyphs.iter_mut().for_each(|glyph| glyph.id = first);
        }
    }),
    ("a label is another one", &["K086"], |items| {
        let at = longest(items, Role::Label);
        if let Draw::Text(run) = &mut items[at].draw {
            let first = run.glyphs[0].id;
            run.glyphs.iter_mut().for_each(|glyph| glyph.id = first);
        }
    }),
    ("a label is moved by 1.2 mm", &["K087"], |items| moved(items, Role::Label)),
    ("a value is moved by 1.2 mm", &["K090"], |items| moved(items, Role::Value)),
    ("frames are missing", &["K093"], |items| {
        items.retain(|item| !matches!(item.draw, Draw::Frame(_)));
    }),
    ("a spot", &["K092", "K094"], |items| {
        let [x, y, side] = [70, 272, 2].map(Length::mm);
        paint(items, Rect::new(x, y, side, side), Colour::BLACK);
    }),
    ("the seal is missing", &["K095"], |items| {
        items.retain(|item| !matches!(item.draw, Draw::Image(_)));
    }),
    ("the seal is red", &["K096"], |items| {
        let seal = seal(items);
        let ink = seal.alpha.take().expect("a seal that lets shine through");
        seal.pixels = ink.into_iter().flat_map(|ink| [255, 255 - ink, 255 - ink]).collect();
        seal.rgb = true;
    }),
    ("the seal is another one", &["K097"], |items| {
        let seal = seal(items);
        let width = seal.width as usize;
        // A quarter of it is mirrored, as large as one or two characters.
        for row in seal.alpha.as_mut().expect("ink").chunks_mut(width).take(width / 2) {
            row[..width / 2].reverse();
        }
    }),
];

fn moved(items: &mut [Item], role: Role) {
    let at = longest(items, role);
    items[at] = items[at].clone().moved(Point::new(Length::mm(12).scale(1, 10), Length::ZERO));
}

fn seal(items: &mut [Item]) -> &mut Picture {
    let images = items.iter_mut().filter_map(|item| match &mut item.draw {
        Draw::Image(image) => Some(image),
        _ => None,
    });
    Arc::make_mut(&mut { images }.last().expect("the seal").picture)
}

/// The document with a fault in the fixed layer and the items of its page.
fn faulty(meant: &Document, change: fn(&mut Vec<Item>)) -> Document {
    let mut drawn = meant.clone();
    let page = &mut drawn.pages[0];
    let (mut fixed, count) = (page.fixed.items.clone(), page.fixed.items.len());
    fixed.append(&mut page.items);
    let mut all = fixed;
    change(&mut all);
    let items = all.split_off(count.min(all.len()));
    page.fixed = Arc::new(Layer { name: page.fixed.name.clone(), items: all });
    page.items = items;
    drawn
}

#[test]
fn planted_faults_are_found() {
    let (form, meant) = made("0010003_sample");
    for (name, wanted, change) in FAULTS {
        let png = drawn(&faulty(&meant, *change), 150).to_png(150).expect("a PNG");
        let report = check(&form, &meant, &png);
        let found: BTreeSet<_> = report.findings.iter().map(|found| found.code).collect();
        assert!(wanted.iter().any(|code| found.contains(code)), "{name}: {found:?}");
    }
}

/// How a page lies in its picture, the rule that tells it, and the picture.
type Laid = (&'static str, &'static str, fn(Pixels) -> (Pixels, u16));

const LAID: &[Laid] = &[
    ("5 mm to the right", "K082", |pixels| (skewed(pixels, i64::MAX, 30), 150)),
    ("2 % larger", "K083", |pixels| (pixels, 147)),
    ("2 degrees", "K084", |pixels| (skewed(pixels, 29, 0), 150)),
];

#[test]
fn how_pages_lie_is_told() {
    let (form, meant) = made("0010003_sample");
    for (name, code, lay) in LAID {
        let (pixels, dpi) = lay(drawn(&meant, 150));
        let report = check(&form, &meant, &pixels.to_png(dpi).expect("a PNG"));
        // The drawing of this form is the standard's.
        assert_eq!(codes(&report, Verdict::Fail), BTreeSet::from([*code]), "{name}");
    }
}

/// A rule that nothing makes speak is no rule.
#[test]
fn every_rule_of_pictures_has_a_planted_fault() {
    let planted = FAULTS.iter().flat_map(|(_, codes, _)| codes.iter().copied());
    let laid = LAID.iter().map(|(_, code, _)| *code);
    let planted: BTreeSet<&str> = planted.chain(laid).chain(NO_PICTURE_OF_IT).collect();
    let rules = RULES.iter().map(|rule| rule.code).filter(|code| *code >= "K080");
    let bare: Vec<&str> = rules.filter(|code| !planted.contains(code)).collect();
    assert!(bare.is_empty(), "no fault is planted for {bare:?}");
}

/// What is told of a picture that does not lie on the form.
const NO_PICTURE_OF_IT: [&str; 2] = ["K080", "K081"];

#[test]
fn what_does_not_lie_on_the_form_is_not_judged() {
    let (form, meant) = made("0010003_sample");
    let own = drawn(&meant, 100);
    let mut turned =
        Pixels { rgb: own.rgb.chunks_exact(3).rev().flatten().copied().collect(), ..own };
    let report = check(&form, &meant, &turned.to_png(100).expect("a PNG"));
    assert_eq!(codes(&report, Verdict::Fail), BTreeSet::from(["K081"]));
    turned.rgb.fill(255);
    let blank = check(&form, &meant, &turned.to_png(100).expect("a PNG"));
    let (_, stranger) = made("0279001_sample");
    let stranger = drawn(&stranger, 100).to_png(100).expect("a PNG");
    // Most of the words, and their places, are those of a form of the same family.
    let (sibling, wanted) = made("0039004_sample");
    let (_, other) = made("0039003_sample");
    let report = check(&sibling, &wanted, &drawn(&other, 200).to_png(200).expect("a PNG"));
    assert_eq!(report.verdict(), Verdict::NotJudged);
    assert!(report.unjudged.contains(&(1, Unjudged::Unlike)), "{:?}", report.unjudged);
    for report in [blank, check(&form, &meant, &stranger)] {
        assert_eq!(codes(&report, Verdict::NotJudged), BTreeSet::from(["K006", "K080"]));
        assert_eq!(report.verdict(), Verdict::NotJudged);
    }
}

/// The pixels blurred: each becomes a half of itself and a quarter of both neighbours, across and
/// down, so many times. The standard deviation is the root of a half of the times, in pixels.
fn soft(mut pixels: Pixels, times: usize) -> Pixels {
    let row = pixels.width as usize * 3;
    for step in [3, row].repeat(times) {
        let old = pixels.rgb.clone();
        for at in step..old.len() - step {
            let [before, own, after] = [at - step, at, at + step].map(|at| u32::from(old[at]));
            pixels.rgb[at] = ((before + 2 * own + after + 2) / 4) as u8;
        }
    }
    pixels
}

/// Paints over the upper edge of the widest frame.
fn erase_a_rule(items: &mut Vec<Item>) {
    let frames = items.iter().filter_map(|item| match &item.draw {
        Draw::Frame(frame) => Some(frame.area),
        _ => None,
    });
    let Rect { origin, size } = frames.max_by_key(|area| area.size.width).expect("a frame");
    let area = Rect::new(origin.x, origin.y - Length::mm(1), size.width, Length::mm(2));
    paint(items, area, Colour::Grey(255));
}

#[test]
fn what_a_soft_picture_does_not_show_is_not_missing() {
    let (form, meant) = made("0010003_sample");
    let of = |document: &Document, times| {
        let png = soft(drawn(document, 150), times).to_png(150).expect("a PNG");
        check(&form, &meant, &png)
    };
    // 1.4 pixels: rules are paler, and there.
    let report = of(&meant, 4);
    assert_eq!(codes(&report, Verdict::Fail), BTreeSet::new());
    assert!(!codes(&report, Verdict::NotJudged).contains("K080"));
    let erased = of(&faulty(&meant, erase_a_rule), 4);
    assert_eq!(codes(&erased, Verdict::Fail), BTreeSet::from(["K093"]));
    // 2 pixels, a third of a millimetre.
    let report = of(&meant, 8);
    assert_eq!(report.verdict(), Verdict::NotJudged);
    assert!(report.unjudged.contains(&(1, Unjudged::Soft)), "{:?}", report.unjudged);
}
