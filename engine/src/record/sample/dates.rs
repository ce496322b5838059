//! Days that forms find hard.

use crate::record::eras::Eras;
use crate::record::value::Date;

/// The day of issue of all samples.
pub(super) const ISSUE: Date = Date { year: 2026, month: 4, day: 1 };

/// The 14 ways of writing a day that is not known (不詳日), in the order of the specification.
pub(super) const UNKNOWN: [&str; 14] = [
    "令和３年頃",
    "令和３年５月頃",
    "令和３年５月１日頃",
    "推定令和３年５月１日",
    "推定令和３年５月",
    "令和３年春",
    "令和３年５月上旬",
    "令和３年５月中旬頃",
    "年月日不詳",
    "令和３年　月日不詳",
    "令和３年５月　日不詳",
    "令和３年５月１日から１０日頃までの間",
    "令和３年５月推定１日から１０日までの間",
    "令和３年５月１日頃から１０日頃までの間",
];

/// 29 February: of a century that has one, within every era.
const LEAP: [(i32, u8, u8); 5] =
    [(1904, 2, 29), (1920, 2, 29), (1988, 2, 29), (2000, 2, 29), (2024, 2, 29)];

/// Both sides of the border of every era, the last day of its 元年 and the first of its second
/// year; 29 February; the first day of the Gregorian calendar. In the order of the calendar.
pub(super) fn edges(eras: &Eras) -> Vec<Date> {
    let date = |(year, month, day)| Date { year, month, day };
    let first = eras.gregorian_from().unwrap_or(ISSUE);
    let borders = eras.all().iter().flat_map(|era| {
        let year = era.from.year;
        [day_before(era.from), era.from, date((year, 12, 31)), date((year + 1, 1, 1))]
    });
    let all = borders.chain(LEAP.map(date)).chain([first]);
    let mut all: Vec<Date> = all.filter(|day| *day >= first && *day <= ISSUE).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The day before; of the first of a month, for the borders of eras, the last of the month before.
fn day_before(date: Date) -> Date {
    let Date { year, month, day } = date;
    let last = |year, month| (28..=31).rev().map(move |day| Date { year, month, day });
    match (month, day) {
        (1, 1) => Date { year: year - 1, month: 12, day: 31 },
        (_, 1) => last(year, month - 1).find(|day| day.exists()).unwrap_or(date),
        _ => Date { year, month, day: day - 1 },
    }
}

/// A day as a record has it.
pub(super) fn text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Library;

    #[test]
    fn both_sides_of_every_border_are_there() {
        let mut library = Library::default();
        library.add_text("eras.toml", include_str!("../../../../layouts/eras.toml").to_owned());
        let eras = Eras::load(&library).unwrap_or_else(|found| panic!("{found:#?}"));
        let days: Vec<String> = edges(&eras).into_iter().map(text).collect();
        for day in "1873-01-01 1912-07-29 1912-07-30 1926-12-24 1926-12-25 1926-12-31 1927-01-01 \
                    1989-01-07 1989-01-08 2019-04-30 2019-05-01 2019-12-31 2020-01-01 2024-02-29"
            .split_whitespace()
        {
            assert!(days.iter().any(|known| known == day), "{day}");
        }
        assert!(edges(&eras).iter().all(|day| day.exists()));
    }
}
