//! Paper, and the fonts of a page.

use super::amount::Amount;
use super::ink::abs;
use super::page::Sheet;
use super::report::{Finding, Report, Verdict};
use super::tolerances::PAPER;
use crate::page::Page;
use crate::readback::ReadPage;

/// Size and orientation of the paper.
pub(super) fn check(
    page: &Page,
    read: &ReadPage,
    (record, number): (u64, usize),
    report: &mut Report,
) {
    let (wanted, size) = (page.size, read.size);
    let near = |a, b| abs(a - b) <= PAPER;
    let same = near(wanted.width, size.width) && near(wanted.height, size.height);
    let turned = near(wanted.width, size.height) && near(wanted.height, size.width);
    let code = if turned && !same { "K002" } else { "K001" };
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
