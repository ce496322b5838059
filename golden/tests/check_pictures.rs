//! `check` of pictures: our own pages at other resolutions, skewed and turned, pass; planted faults
//! are found.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chohyo_engine::check::{Checker, Report, Scan, Unjudged, Verdict};
use chohyo_engine::form::Form;
use chohyo_engine::length::{Length, Rect};
use chohyo_engine::page::{Colour, Document, Draw, Fill, Item, Layer, Role};
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

/// The pixels moved down row by row, as a skewed sheet is.
fn skewed(pixels: Pixels) -> Pixels {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let mut rgb = vec![255; pixels.rgb.len()];
    for y in 0..height {
        for x in 0..width {
            // Half a degree about the middle, and 1 mm to the right at 150 dpi.
            let by = |along: usize, side: usize| (along as i64 - side as i64 / 2).div_euclid(115);
            let (u, v) = (x as i64 - 6 + by(y, height), y as i64 - by(x, width));
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
        let placed =
            only_picture(&skewed(drawn(&meant, 150)).to_png(150).expect("a PNG"), "skewed");
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

fn black(items: &mut Vec<Item>, area: [i64; 4]) {
    let [x, y, w, h] = area.map(Length::mm);
    let fill = Fill { area: Rect::new(x, y, w, h), colour: Colour::BLACK };
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
    ("frames are missing", &["K093"], |items| {
        items.retain(|item| !matches!(item.draw, Draw::Frame(_)));
    }),
    ("a spot", &["K092", "K094"], |items| black(items, [70, 272, 2, 2])),
    ("the seal is missing", &["K095"], |items| {
        items.retain(|item| !matches!(item.draw, Draw::Image(_)));
    }),
];

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
    for report in [blank, check(&form, &meant, &stranger)] {
        assert_eq!(codes(&report, Verdict::NotJudged), BTreeSet::from(["K006", "K080"]));
        assert_eq!(report.total().fail, 0);
    }
}
