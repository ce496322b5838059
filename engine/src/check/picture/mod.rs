//! Pages that are pictures: laid on our page, then judged by their ink. Words are never read.
//!
//! Positions are pixels in this room; what is told is in EMU.

mod coarse;
mod extra;
mod fit;
mod lines;
mod looks;
mod ours;
mod place;
mod plane;
mod scan;
mod seals;
mod view;
mod words;

use super::amount::Amount;
use super::expected;
use super::page::Bench;
use super::report::{Finding, Placed, Report, Unjudged, Verdict};
use super::segments::WantedLines;
use super::tolerances::{SCAN_SCALE, SCAN_SHIFT, SCAN_SKEW};
use crate::alike::Grey;
use crate::length::{Length, Point};
use crate::page::Page;

pub(super) use self::ours::Drawing;
use self::ours::Ours;
use self::place::Map;
use self::plane::{levelled, levels, placed};
pub use self::scan::Scan;
use self::view::View;

/// Resolution at which a picture is laid on our page roughly.
const ROUGH: f64 = 60.0;
/// Resolution, and how far squares are looked for, in millimetres.
const STEPS: [(f64, f64); 4] = [(ROUGH, 2.5), (ROUGH, 1.5), (110.0, 0.8), (110.0, 0.6)];
/// Side of a square in millimetres.
const SQUARE: f64 = 18.0;
/// The part of the squares that must be found.
const ALIKE: f64 = 0.45;
/// Where fewer are found, the picture may be upside down: grids of frames are alike in both ways.
const SURE: f64 = 0.8;
/// Pictures of a lower resolution are not judged.
const LOWEST: f64 = 72.0;

/// Judges a picture of a page.
pub(super) fn judge(
    (bench, drawing): (&Bench<'_>, &mut Drawing<'_>),
    page: &Page,
    scan: &Scan,
    (record, number): (u64, usize),
    report: &mut Report,
) {
    report.unjudged.push((number, Unjudged::Picture));
    let tell = |report: &mut Report, finding| {
        report.tell(Finding { record, page: number, ..finding });
    };
    tell(report, Finding::new("K006", Verdict::NotJudged));
    let refuse = |report: &mut Report, refusal: Refusal| {
        if refusal.verdict == Verdict::NotJudged {
            report.unjudged.push((number, Unjudged::Away));
        }
        tell(report, refusal.finding());
    };
    let laid = match laid(drawing, page, scan) {
        Ok(laid) => laid,
        Err(refusal) => return refuse(report, refusal),
    };
    let factor = laid.factor as f64;
    let mut view = View {
        bench,
        page,
        ours: &laid.ours,
        theirs: &laid.theirs,
        scan,
        map: Map::scale(factor, factor).after(&laid.map),
        grain: (laid.grain.0 * factor, laid.grain.1 * factor),
        report,
        record,
        number,
        sharpness: 100,
        alike: false,
    };
    if let Err(refusal) = rules(&mut view) {
        refuse(report, refusal);
    }
}

/// All rules, if enough of the fixed words are there.
fn rules(view: &mut View<'_, '_>) -> Result<(), Refusal> {
    let wanted = expected::words(view.page, &view.bench.spots, view.bench.fonts);
    let lines = WantedLines::of(view.page, &view.bench.spots);
    view.sharpness = lines::sharpness(view, &lines);
    let open = words::judge(view, &wanted)?;
    view.pass("K081");
    whole(view);
    lines::judge(view, &lines);
    seals::judge(view);
    extra::judge(view, &wanted, &open);
    Ok(())
}

/// A picture that was laid on our page.
struct Laid {
    ours: Ours,
    theirs: Grey,
    /// From our pixels to those of the shrunk picture.
    map: Map,
    /// Pixels of the shrunk picture in a millimetre, across and down.
    grain: (f64, f64),
    factor: usize,
}

/// Why a picture is not judged any further.
struct Refusal {
    code: &'static str,
    verdict: Verdict,
    why: String,
}

impl Refusal {
    /// It does not lie on our page.
    fn away(why: String) -> Self {
        Self { code: "K080", verdict: Verdict::NotJudged, why }
    }

    fn finding(self) -> Finding {
        Finding::new(self.code, self.verdict).measured(Amount::Words(self.why))
    }
}

/// Lays a picture on our page.
fn laid(drawing: &mut Drawing<'_>, page: &Page, scan: &Scan) -> Result<Laid, Refusal> {
    let (grey, factor) = scan.grey(page.size);
    let size = scan.size(page.size);
    let grain = |pixels: usize, length: Length| pixels as f64 / length.to_mm().max(0.1);
    let grain = (grain(grey.width(), size.width), grain(grey.height(), size.height));
    let dpi = grain.0 * 25.4;
    if dpi < LOWEST {
        return Err(Refusal::away(format!("{dpi:.0} dpi")));
    }
    let no_ink = || Refusal::away("0 %".to_owned());
    let theirs = levelled(&grey, levels(&grey).ok_or_else(no_ink)?);
    // Between the lowest and twice the highest resolution.
    let ours = drawing.page(page, dpi.round() as u16);
    let own = ours.across(Length::mm(1));
    let straight = Map::scale(grain.0 / own, grain.1 / own);
    let (map, part) = register(&ours, &theirs, &straight);
    let turned = if part < SURE { turned(&ours, &theirs, &straight) } else { 0.0 };
    let best = format!("{:.0} %", part.max(turned) * 100.0);
    if turned > part && turned >= ALIKE {
        return Err(Refusal { code: "K081", verdict: Verdict::Fail, why: best });
    }
    if part < ALIKE {
        return Err(Refusal::away(best));
    }
    Ok(Laid { theirs: placed(&theirs, &map, ours.size()), ours, map, grain, factor })
}

/// What part of our page is found in a picture that is turned upside down.
fn turned(ours: &Ours, theirs: &Grey, straight: &Map) -> f64 {
    let levels = theirs.levels().iter().rev().copied().collect();
    register(ours, &Grey::of_levels(theirs.width(), levels), straight).1
}

/// The map from our pixels to theirs, and what part of our page is found by it.
fn register(ours: &Ours, theirs: &Grey, nominal: &Map) -> (Map, f64) {
    let dpi = ours.across(Length::mm(254)) / 10.0;
    // Whole and positive.
    let factor = |aim: f64| (dpi / aim).round().max(1.0) as usize;
    let coarse = factor(ROUGH);
    let (own, other) = (ours.all.shrink(coarse), theirs.shrink(coarse));
    let straight = nominal.shrunk(coarse as f64);
    let side = |pixels: usize, scale: f64| (pixels as f64 / scale) as usize;
    let size = (side(other.width(), straight.x[1]), side(other.height(), straight.y[2]));
    let rough = coarse::rough(&own, &placed(&other, &straight, size));
    let mut map = straight.after(&rough).shrunk(1.0 / coarse as f64);
    let mut part = 0.0;
    for (aim, reach) in STEPS {
        let factor = factor(aim);
        let (own, other) = (ours.all.shrink(factor), theirs.shrink(factor));
        let mm = dpi / 25.4 / factor as f64;
        let squares = ((SQUARE * mm) as usize, (reach * mm).ceil() as i64);
        let (better, found) = fit::better(&own, &other, &map.shrunk(factor as f64), squares);
        (map, part) = (better.shrunk(1.0 / factor as f64), found);
    }
    (map, part)
}

/// Shift, scale and skew of the page as a whole.
fn whole(view: &mut View<'_, '_>) {
    let (width, height) = view.ours.size();
    let (x, y) = (width as f64 / 2.0, height as f64 / 2.0);
    let (u, v) = view.map.at(x, y);
    let own = view.ours.across(Length::mm(1));
    let mm = |millimetres: f64| Length::emu((millimetres * 36_000.0).round() as i64);
    let shift = Point::new(mm(u / view.grain.0 - x / own), mm(v / view.grain.1 - y / own));
    let [_, across, lean] = view.map.x.map(|part| part * own / view.grain.0);
    let [_, rise, down] = view.map.y.map(|part| part * own / view.grain.1);
    let hundredths = |value: f64| (value * 100.0).round() as i64;
    let scale = [hundredths(across * 100.0), hundredths(down * 100.0)];
    let skew = hundredths(((rise - lean) / 2.0).atan().to_degrees());
    let dpi = view.grain.0 * 25.4;
    let found = Placed { page: view.number, dpi: dpi.round() as u32, shift, scale, skew };
    view.report.pictures.push(found);
    let basis = view.bench.spots.rest().basis;
    let far = |length: Length| super::ink::abs(length) > SCAN_SHIFT;
    let words =
        |hundredths: i64, unit| Amount::Words(format!("{:.2}{unit}", hundredths as f64 / 100.0));
    let rules = [
        ("K082", "scan-shift", far(shift.x) || far(shift.y), Amount::Shift(shift)),
        (
            "K083",
            "scan-scale",
            scale.iter().any(|scale| (scale - 10_000).abs() > SCAN_SCALE),
            words(scale[0], " %"),
        ),
        ("K084", "scan-skew", skew.abs() > SCAN_SKEW, words(skew, "°")),
    ];
    for (code, tolerance, off, measured) in rules {
        if off {
            let finding = Finding::new(code, Verdict::Fail).within(tolerance);
            view.tell(finding.measured(measured).by(basis));
        } else {
            view.pass(code);
        }
    }
}
