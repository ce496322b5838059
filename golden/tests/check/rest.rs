//! Faults that need more than one page of items: other cases, several pages, pictures, and files
//! that are not as our writer makes them.

use std::collections::BTreeSet;
use std::sync::Arc;

use chohyo_engine::check::{Report, Verdict};
use chohyo_engine::length::{Length, Point, Rect, Size};
use chohyo_engine::page::{
    Document, Draw, Image, Item, Layer, Page, Picture, Role, TextRun, WritingMode,
};
use chohyo_engine::readback::Limits;
use chohyo_fonts::charset::Mj;
use chohyo_fonts::{FontRole, Setting};

use super::forge::Forge;
use super::{WORKSPACE, add, check, check_file, faulty, named, text, word};

/// Name, case, the codes that must be among the findings, what is done to the pages.
type Fault = (&'static str, &'static str, &'static [&'static str], fn(&mut Document));

const SHEET: &str = "0010003_sample";
/// Four pages, with a name of a registered shape.
const PAGES: &str = "0010003_hard";

const DRAWN: &[Fault] = &[
    ("the paper lies on its side", "0029001_sample", &["K002"], |drawn| {
        let Size { width, height } = drawn.pages[0].size;
        drawn.pages[0].size = Size::new(height, width);
    }),
    ("two pages change places", PAGES, &["K004"], |drawn| drawn.pages.swap(0, 1)),
    ("a page is one picture", SHEET, &["K006"], |drawn| {
        let page = &mut drawn.pages[0];
        let area = Rect { origin: Point::default(), size: page.size };
        *page = Page { items: Vec::new(), ..page.clone() };
        page.fixed = Arc::new(Layer { name: page.fixed.name.clone(), items: Vec::new() });
        add(&mut page.items, Draw::Image(Image { area, picture: Arc::new(grey(|_, _| 200)) }));
    }),
    ("a value stands in the margin", SHEET, &["K007"], |drawn| {
        let item = value(drawn);
        let left = text(item).origin.x;
        *item = item.clone().moved(Point::new(Length::mm(1) - left, Length::ZERO));
    }),
    ("the last page's sentence stands on the first too", PAGES, &["K014"], |drawn| {
        let notes =
            |page: &Page| page.items.iter().filter(|i| i.role == Role::Note).cloned().collect();
        let sentence: Vec<Item> = drawn.pages.last().map(notes).expect("pages");
        drawn.pages[0].items.extend(sentence);
    }),
    ("two values change places", SHEET, &["K022"], |drawn| {
        let items = &mut drawn.pages[0].items;
        let [a, b] = unlike(items);
        let (from, to) = (text(&mut items[a]).origin, text(&mut items[b]).origin);
        text(&mut items[a]).origin = to;
        text(&mut items[b]).origin = from;
    }),
    ("a value runs into another", SHEET, &["K025"], |drawn| {
        let items = &mut drawn.pages[0].items;
        let [a, b] = unlike(items);
        let to = text(&mut items[a]).origin;
        text(&mut items[b]).origin = to.offset(Point::new(Length::mm(1), Length::mm(2)));
    }),
    ("a value leaves its box", SHEET, &["K026"], |drawn| {
        let items = &mut drawn.pages[0].items;
        let [at, _] = unlike(items);
        items[at] = items[at].clone().moved(Point::new(-Length::mm(3), Length::ZERO));
    }),
    ("a value leaves its cell of a table", "table", &["K026"], |drawn| {
        let cell = word(&mut drawn.pages[0].items, Role::Cell);
        *cell = cell.clone().moved(Point::new(-Length::mm(3), Length::ZERO));
    }),
    ("digits are spread", "0010007_sample", &["K023"], |drawn| {
        let digits = |run: &TextRun| {
            let all = run.text.chars().all(|c| c.is_ascii_digit() || c == '-');
            all && run.clusters.len() > 4
        };
        let runs = drawn.pages[0].items.iter_mut().filter_map(|item| match &mut item.draw {
            Draw::Text(run) if digits(run) => Some(run),
            _ => None,
        });
        let run = runs.last().expect("digits");
        let mut more = Length::ZERO;
        for glyph in &mut run.glyphs {
            glyph.x += more;
            more += Length::emu(18_000);
        }
    }),
    ("a value is turned", SHEET, &["K029"], |drawn| text(value(drawn)).mode = WritingMode::Turned),
    ("a circle is missing", "choice", &["K033"], |drawn| {
        drawn.pages[0].items.retain(|item| !matches!(item.draw, Draw::Ellipse(_)));
    }),
    ("a picture too many", SHEET, &["K041"], |drawn| {
        let area = Rect::new(Length::mm(20), Length::mm(200), Length::mm(20), Length::mm(20));
        let picture = Arc::new(grey(|x, y| if x > y { 255 } else { 0 }));
        add(&mut drawn.pages[0].items, Draw::Image(Image { area, picture }));
    }),
    ("the seal is missing", SHEET, &["K050"], |drawn| {
        drawn.pages[0].items.retain(|item| !matches!(item.draw, Draw::Image(_)));
    }),
    ("the seal is too large", SHEET, &["K051"], |drawn| {
        let size = &mut seal(drawn).area.size;
        *size = Size::new(size.width.scale(11, 10), size.height.scale(11, 10));
    }),
    ("the seal is out of place", SHEET, &["K052"], |drawn| {
        seal(drawn).area.origin.y -= Length::mm(3)
    }),
    ("the seal is red", SHEET, &["K053"], |drawn| {
        repaint(drawn, |ink| if ink > 127 { [255, 0, 0] } else { [255; 3] });
    }),
    ("the seal is inverted", SHEET, &["K055"], |drawn| repaint(drawn, |ink| [ink; 3])),
    ("a name is drawn in another registered shape", PAGES, &["K060"], |drawn| {
        let (run, at) = with_selector(drawn);
        let family = Mj::of_base('葛').filter_map(|mj| {
            let face = WORKSPACE.fonts.face(run.face);
            face.glyph_by_name(&format!("mj{:06}", mj.number()))
        });
        let own = run.glyphs[at].id;
        run.glyphs[at].id = family.filter(|other| *other != own).last().expect("a sibling");
    }),
    ("a name is drawn in another style of type", PAGES, &["K061"], |drawn| {
        let (run, at) = with_selector(drawn);
        let other = run.glyphs[0].id;
        run.glyphs[at].id = other;
    }),
    ("a character is drawn as another one", SHEET, &["K062"], |drawn| {
        let run = text(value(drawn));
        run.glyphs[2].id = run.glyphs[5].id;
    }),
    ("a dense character is drawn as another one", SHEET, &["K062"], |drawn| {
        let face = WORKSPACE.fonts.role(FontRole::Mincho);
        let other = WORKSPACE.fonts.shape(FontRole::Mincho, "架", Setting::default());
        let other = other.expect("the face draws it").clusters[0].glyphs[0].id;
        let items = drawn.pages.iter_mut().flat_map(|page| &mut page.items);
        let mut runs = items.filter_map(|item| match &mut item.draw {
            Draw::Text(run) if run.face == face && run.text.ends_with('郎') => Some(run),
            _ => None,
        });
        runs.next().and_then(|run| run.glyphs.last_mut()).expect("a name").id = other;
    }),
    ("every character is drawn as the next one of the font", SHEET, &["K062"], |drawn| {
        let texts = drawn.pages.iter_mut().flat_map(|page| &mut page.items);
        for item in texts {
            if let Draw::Text(run) = &mut item.draw {
                run.glyphs.iter_mut().for_each(|glyph| glyph.id += 1);
            }
        }
    }),
];

/// Name, case, codes, what is done to the file.
type Lie = (&'static str, &'static str, &'static [&'static str], fn(&mut Forge));

const FORGED: &[Lie] = &[
    ("a font is not in the file", SHEET, &["K070"], |file| file.head("/FontFile2", "/Gone")),
    ("no glyph says what it means", SHEET, &["K071"], mute),
    ("rules are cut away", SHEET, &["K030"], |file| {
        file.content(0, |content| content.replace("/L Do", "q 0 0 300 842 re W n /L Do Q"));
    }),
    ("the seal is mirrored", SHEET, &["K054"], |file| {
        file.content(0, |content| {
            let (before, place) = content.rsplit_once("q ").expect("the seal");
            let numbers: Vec<&str> = place.split_whitespace().collect();
            let number = |at: usize| numbers[at].parse::<f64>().expect("a number");
            let right = number(4) + number(0);
            let rest = numbers[6..].join(" ");
            let (side, bottom) = (number(3), number(5));
            format!("{before}q -{side} 0 0 {side} {right} {bottom} {rest}")
        });
    }),
];

fn mute(file: &mut Forge) {
    for _ in 0..file.numbers("/ToUnicode").len() {
        file.head("/ToUnicode", "/Unicode");
    }
}

/// What the file of a case asks that is beyond a limit.
const CUT: (&str, &str) = ("a page has more marks than the limit", "K005");

/// The codes of all faults of this file.
pub(super) fn planted() -> impl Iterator<Item = &'static str> {
    let drawn = DRAWN.iter().flat_map(|(_, _, codes, _)| codes.iter().copied());
    let forged = FORGED.iter().flat_map(|(_, _, codes, _)| codes.iter().copied());
    drawn.chain(forged).chain([CUT.1])
}

fn value(drawn: &mut Document) -> &mut Item {
    word(&mut drawn.pages[0].items, Role::Value)
}

/// Two values of one size that say different things.
fn unlike(items: &[Item]) -> [usize; 2] {
    let value = |at: &usize| match &items[*at].draw {
        Draw::Text(run) if items[*at].role == Role::Value && run.clusters.len() > 4 => Some(run),
        _ => None,
    };
    let all: Vec<(usize, &TextRun)> =
        (0..items.len()).filter_map(|at| value(&at).map(|run| (at, run))).collect();
    let pairs = all.iter().flat_map(|one| all.iter().map(move |other| (one, other)));
    let mut unlike = pairs.filter(|(one, other)| {
        one.1.size == other.1.size && one.1.text != other.1.text && one.1.origin != other.1.origin
    });
    let (one, other) = unlike.next().expect("two values");
    [one.0, other.0]
}

fn seal(drawn: &mut Document) -> &mut Image {
    let images = drawn.pages[0].items.iter_mut().filter_map(|item| match &mut item.draw {
        Draw::Image(image) => Some(image),
        _ => None,
    });
    images.last().expect("the seal")
}

/// A square picture of 64 pixels.
fn grey(level: impl Fn(u32, u32) -> u8) -> Picture {
    let pixels = (0..64 * 64).map(|at| level(at % 64, at / 64)).collect();
    Picture { width: 64, height: 64, natural: None, pixels, rgb: false, alpha: None }
}

/// Gives every pixel of the seal another colour by its ink.
fn repaint(drawn: &mut Document, colour: fn(u8) -> [u8; 3]) {
    let image = seal(drawn);
    let old = &image.picture;
    let opaque = old.alpha.as_deref().expect("a seal that lets shine through");
    let pixels = opaque.iter().flat_map(|ink| colour(*ink)).collect();
    let (width, height, natural) = (old.width, old.height, old.natural);
    image.picture = Arc::new(Picture { width, height, natural, pixels, rgb: true, alpha: None });
}

/// The text that holds 葛 with a selector, and the place of its glyph.
fn with_selector(drawn: &mut Document) -> (&mut TextRun, usize) {
    let items = drawn.pages.iter_mut().flat_map(|page| &mut page.items);
    let runs = items.filter_map(|item| match &mut item.draw {
        Draw::Text(run) => Some(run),
        _ => None,
    });
    let place = |run: &TextRun| {
        let chosen = |text: &str| text.starts_with('葛') && text.chars().count() == 2;
        let mut clusters = run.clusters.iter();
        let found =
            clusters.find(|one| chosen(&run.text[one.text.start as usize..one.text.end as usize]));
        found.map(|one| one.glyphs.start as usize)
    };
    let mut found = runs.filter_map(|run| place(run).map(|at| (run, at)));
    found.next().expect("葛 with a selector")
}

fn codes(report: &Report) -> BTreeSet<&'static str> {
    let told = report.findings.iter().filter(|found| found.verdict != Verdict::Pass);
    told.map(|found| found.code).collect()
}

/// Prints the words that say this so many percent as large, gaps and all.
fn grow(items: &mut [Item], says: &str, percent: i64) {
    let runs = items.iter_mut().filter_map(|item| match &mut item.draw {
        Draw::Text(run) if run.text == says => Some(run),
        _ => None,
    });
    let run = { runs }.next().expect("the words");
    run.size = run.size.scale(percent, 100);
    for glyph in &mut run.glyphs {
        glyph.x = glyph.x.scale(percent, 100);
    }
}

/// Words of the wrong size are told as such, whatever they run into, not as words that are missing.
#[test]
fn words_too_large_are_told_by_their_size() {
    let told = |case, change| {
        let (form, meant) = named(case);
        codes(&check(&form, &meant, &faulty(&meant, change)))
    };
    let found = told("0139001_hard", |items| grow(items, "原動機の型式", 132));
    assert_eq!(found, BTreeSet::from(["K013", "K025", "K026"]), "into the value beside them");
    let found = told("0129001_sample", |items| {
        grow(items, "固定資産（土地・家屋）評価証明書", 139);
    });
    // Two characters are off the sheet, so the text is wrong too.
    let wanted = ["K011", "K013", "K026", "K043"];
    assert_eq!(found, BTreeSet::from(wanted), "off the sheet");
}

#[test]
fn every_fault_of_pages_is_found_by_its_rule() {
    let told = |(name, case, wanted, change): &Fault| {
        let (form, meant) = named(case);
        let mut drawn = meant.clone();
        change(&mut drawn);
        let found = codes(&check(&form, &meant, &drawn));
        (!wanted.iter().all(|code| found.contains(code))).then(|| format!("{name}: {found:?}"))
    };
    let missed: Vec<String> = DRAWN.iter().filter_map(told).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_fault_of_a_file_is_found_by_its_rule() {
    for (name, case, wanted, change) in FORGED {
        let (form, meant) = named(case);
        let mut file = Forge::open(WORKSPACE.pdf(&form, &meant).expect("a PDF"));
        change(&mut file);
        let found = codes(&check_file(&form, &meant, file.close(), Limits::default()));
        assert!(wanted.iter().all(|code| found.contains(code)), "{name}: {found:?}");
    }
    let (form, meant) = named(SHEET);
    let pdf = WORKSPACE.pdf(&form, &meant).expect("a PDF");
    let limits = Limits { marks: 10, ..Limits::default() };
    let found = codes(&check_file(&form, &meant, pdf, limits));
    assert!(found.contains(CUT.1), "{}: {found:?}", CUT.0);
}

/// Nothing fails on a page of which no word can be read: it does not pass for that.
#[test]
fn a_file_that_could_not_be_judged_does_not_pass() {
    let (form, meant) = named(SHEET);
    let pdf = || WORKSPACE.pdf(&form, &meant).expect("a PDF");
    let mut file = Forge::open(pdf());
    mute(&mut file);
    let cut = Limits { marks: 10, ..Limits::default() };
    for (pdf, limits) in [(file.close(), Limits::default()), (pdf(), cut)] {
        let report = check_file(&form, &meant, pdf, limits);
        assert_eq!(report.verdict(), Verdict::NotJudged, "{:?}", codes(&report));
    }
}
