//! Paper, and the fonts of a page.

use super::amount::Amount;
use super::ink::abs;
use super::page::Sheet;
use super::picture::Scan;
use super::report::{Finding, Report, Verdict};
use super::tolerances::PAPER;
use crate::length::Size;
use crate::page::Page;

/// Size and orientation of the paper.
pub(super) fn size(page: &Page, size: Size, (record, number): (u64, usize), report: &mut Report) {
    let wanted = page.size;
    let near = |a, b| abs(a - b) <= PAPER;
    let same = near(wanted.width, size.width) && near(wanted.height, size.height);
    let turned = near(wanted.width, size.height) && near(wanted.height, size.width);
    let code = if turned && !same { "K002" } else { "K001" };
    if !turned {
        let off = abs(wanted.width - size.width).max(abs(wanted.height - size.height));
        report.measure("paper", off);
    }
    if same {
        report.pass("K001");
        report.pass("K002");
        return;
    }
    let finding = Finding::new(code, Verdict::Fail)
        .measured(Amount::Size(size))
        .expected(Amount::Size(wanted))
        .within("paper");
    report.tell(Finding { record, page: number, ..finding });
}

/// Size and orientation of the paper by a picture of it. Its edges need not be those of the paper:
/// only one that is turned fails. Whether it can be judged any further.
pub(super) fn picture(page: &Page, scan: &Scan, place: (u64, usize), report: &mut Report) -> bool {
    let (wanted, found) = (page.size, scan.size(page.size));
    let (wide, high) = (wanted.width.to_emu(), wanted.height.to_emu());
    // Nearer to the paper on its side than to the paper upright, by the ratio of the sides.
    let ratio = |a: i64, b: i64| a * 1000 / b.max(1);
    let (own, upright) = (ratio(found.width.to_emu(), found.height.to_emu()), ratio(wide, high));
    let turned = own.abs_diff(ratio(high, wide)) * 4 < own.abs_diff(upright);
    let near = |a, b| abs(a - b) <= PAPER;
    let same = near(wanted.width, found.width) && near(wanted.height, found.height);
    if same && scan.stated() == Some(found) {
        report.pass("K001");
        report.pass("K002");
        return true;
    }
    let (code, verdict) =
        if turned { ("K002", Verdict::Fail) } else { ("K001", Verdict::NotJudged) };
    let measured = Amount::Size(scan.stated().unwrap_or(found));
    let finding = Finding::new(code, verdict).measured(measured).expected(Amount::Size(wanted));
    report.tell(Finding { record: place.0, page: place.1, ..finding.within("paper") });
    !turned
}

/// Whether all fonts are in the file, and whether it says what its glyphs mean.
pub(super) fn fonts(sheet: &mut Sheet<'_, '_>) {
    let read = sheet.read;
    for (at, font) in read.fonts.iter().enumerate() {
        let used = read.glyphs.iter().any(|glyph| glyph.font == at && !glyph.invisible);
        if font.embedded || !used {
            sheet.pass("K070");
        } else {
            let name = Amount::Words(font.name.clone());
            sheet.tell(Finding::new("K070", Verdict::Fail).measured(name));
        }
    }
    let mute = sheet.found.mute.len() + read.unread_fonts;
    if mute == 0 {
        sheet.pass("K071");
    } else {
        let mut finding = Finding::new("K071", Verdict::NotJudged).measured(Amount::Count(mute));
        finding.place = sheet.found.mute.iter().copied().reduce(super::ink::around);
        sheet.tell(finding);
    }
}
