//! Dates and months in words: 和暦 and 西暦, full-width digits, 元年.

use super::eras::{EraDate, Eras, wide};
use super::value::Date;

/// Words of a date, or the code of the fault.
type Words = Result<String, &'static str>;

/// Last year that a date may have.
const LAST_YEAR: i32 = 9999;

impl Date {
    /// Reads `YYYY-MM-DD` in ASCII digits: month 1–12, day 1–31. The day need not exist in the
    /// calendar; see [`Date::exists`].
    pub fn parse(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', rest @ ..] = text.as_bytes() else { return None };
        let [m1, m2, b'-', d1, d2] = rest else { return None };
        let year = number(&[*y1, *y2, *y3, *y4])?;
        let month = u8::try_from(number(&[*m1, *m2])?).ok()?;
        let day = u8::try_from(number(&[*d1, *d2])?).ok()?;
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// Whether the day is in the Gregorian calendar, from the year 1 to 9999.
    pub fn exists(self) -> bool {
        (1..=LAST_YEAR).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=days_in_month(self.year, self.month)).contains(&self.day)
    }

    /// The day after; `None` behind the last one, or after a day that does not exist.
    pub(crate) fn next(self) -> Option<Self> {
        let Self { year, month, day } = self;
        let steps = [
            Self { day: day.checked_add(1)?, ..self },
            Self { month: month.checked_add(1)?, day: 1, year },
            Self { year: year + 1, month: 1, day: 1 },
        ];
        steps.into_iter().find(|next| next.exists()).filter(|_| self.exists())
    }
}

/// Reads `YYYY-MM`: year 1–9999, month 1–12.
pub(super) fn parse_month(text: &str) -> Option<(i32, u8)> {
    let first = Date::parse(&format!("{text}-01"))?;
    first.exists().then_some((first.year, first.month))
}

/// Reads `YYYY`: 1–9999.
pub(super) fn parse_year(text: &str) -> Option<i32> {
    let year = if text.len() == 4 { number(text.as_bytes())? } else { return None };
    (1..=LAST_YEAR).contains(&year).then_some(year)
}

/// 「令和元年５月１日」; `R151` before 1873-01-01, when the calendar was another one, `R091` if no era
/// has the day.
pub(crate) fn wareki(eras: &Eras, date: Date) -> Words {
    eras.of_day(date).map(EraDate::words)
}

/// 「令和元年５月」, by the era of the month's first day (平成元年1月 is thus 昭和６４年１月).
pub(crate) fn wareki_month(eras: &Eras, year: i32, month: u8) -> Words {
    eras.of_day(Date { year, month, day: 1 }).map(|date| date.month().words())
}

/// 「平成３１年」, by the era in force on 1 April: the year is a 年度 in the data standard (課税年度),
/// and a 年度 begins then.
pub(crate) fn wareki_year(eras: &Eras, year: i32) -> Words {
    eras.of_day(Date { year, month: 4, day: 1 }).map(|date| date.year().words())
}

/// 「２０１９年５月１日」, with the same faults.
pub(crate) fn seireki(eras: &Eras, date: Date) -> Words {
    eras.gregorian(date)?;
    let month = seireki_month(eras, date.year, date.month)?;
    Ok(format!("{month}{}日", wide(date.day.into())))
}

/// 「２０１９年５月」
pub(crate) fn seireki_month(eras: &Eras, year: i32, month: u8) -> Words {
    eras.gregorian(Date { year, month, day: 1 })?;
    Ok(format!("{}年{}月", wide(year), wide(month.into())))
}

/// 「２０１９年」
pub(crate) fn seireki_year(eras: &Eras, year: i32) -> Words {
    eras.gregorian(Date { year, month: 1, day: 1 })?;
    Ok(format!("{}年", wide(year)))
}

/// Days of a month; 0 if there is no such month.
fn days_in_month(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// The number that ASCII digits write.
fn number(digits: &[u8]) -> Option<i32> {
    digits
        .iter()
        .try_fold(0_i32, |sum, d| d.is_ascii_digit().then(|| sum * 10 + i32::from(d - b'0')))
}

#[cfg(test)]
mod tests {
    use super::super::eras::shipped;
    use super::*;

    /// date; 和暦; 西暦 (empty: not converted)
    const LINES: &str = "\
1872-12-31; ; 
1873-01-01; 明治６年１月１日; １８７３年１月１日
1912-07-29; 明治４５年７月２９日; １９１２年７月２９日
1912-07-30; 大正元年７月３０日; １９１２年７月３０日
1912-12-31; 大正元年１２月３１日; １９１２年１２月３１日
1913-01-01; 大正２年１月１日; １９１３年１月１日
1926-12-24; 大正１５年１２月２４日; １９２６年１２月２４日
1926-12-25; 昭和元年１２月２５日; １９２６年１２月２５日
1927-01-01; 昭和２年１月１日; １９２７年１月１日
1989-01-07; 昭和６４年１月７日; １９８９年１月７日
1989-01-08; 平成元年１月８日; １９８９年１月８日
2000-02-29; 平成１２年２月２９日; ２０００年２月２９日
2019-04-30; 平成３１年４月３０日; ２０１９年４月３０日
2019-05-01; 令和元年５月１日; ２０１９年５月１日
2019-12-31; 令和元年１２月３１日; ２０１９年１２月３１日
2020-01-01; 令和２年１月１日; ２０２０年１月１日
2024-02-29; 令和６年２月２９日; ２０２４年２月２９日
9999-12-31; 令和７９８１年１２月３１日; ９９９９年１２月３１日";

    #[test]
    fn days_in_words() {
        for line in LINES.lines() {
            let cells: Vec<&str> = line.split(';').map(str::trim).collect();
            let date = Date::parse(cells[0]).expect(line);
            assert_eq!(wareki(&shipped(), date).unwrap_or_default(), cells[1], "{line}");
            assert_eq!(seireki(&shipped(), date).unwrap_or_default(), cells[2], "{line}");
        }
    }

    #[test]
    fn months_and_years_in_words() {
        let eras = shipped();
        for (words, expected) in [
            (wareki_month(&eras, 2025, 4), Ok("令和７年４月")),
            (wareki_month(&eras, 2019, 5), Ok("令和元年５月")),
            (wareki_month(&eras, 1989, 1), Ok("昭和６４年１月")),
            (wareki_month(&eras, 1872, 12), Err("R151")),
            (seireki_month(&eras, 2025, 10), Ok("２０２５年１０月")),
            (seireki_month(&eras, 1872, 12), Err("R151")),
            (wareki_year(&eras, 1872), Err("R151")),
            (wareki_year(&eras, 1873), Ok("明治６年")),
            (wareki_year(&eras, 1989), Ok("平成元年")),
            (wareki_year(&eras, 2018), Ok("平成３０年")),
            (wareki_year(&eras, 2019), Ok("平成３１年")),
            (wareki_year(&eras, 2020), Ok("令和２年")),
            (seireki_year(&eras, 2025), Ok("２０２５年")),
            (seireki_year(&eras, 1872), Err("R151")),
            (wareki_year(&Eras::default(), 2025), Err("R091")),
            (seireki_year(&Eras::default(), 2025), Err("R091")),
        ] {
            assert_eq!(words.as_deref().map_err(|code| *code), expected);
        }
    }

    #[test]
    fn years_are_read() {
        assert_eq!(parse_year("2025"), Some(2025));
        for text in ["", "0000", "25", "20255", "２０２５", "+025", "2025 "] {
            assert_eq!(parse_year(text), None, "{text}");
        }
    }

    #[test]
    fn impossible_dates() {
        for text in [
            "",
            "2019",
            "2019-5-1",
            "2019/05/01",
            "20190501",
            "２０１９-05-01",
            "2019-05-01 ",
            "+019-05-01",
            "2019-00-01",
            "2019-13-01",
            "2019-01-00",
            "2019-01-32",
            "9999-99-99",
            "0000-00-00",
            "45291",
            "H35.5.5",
            "4310431",
        ] {
            assert!(Date::parse(text).is_none(), "{text}");
        }
        for text in ["2019-04-31", "1900-02-29", "2023-02-29", "2024-02-30", "0000-01-01"] {
            assert!(!Date::parse(text).expect(text).exists(), "{text}");
        }
        for text in ["2000-02-29", "2024-02-29", "9999-12-31", "0001-01-01"] {
            assert!(Date::parse(text).expect(text).exists(), "{text}");
        }
    }

    #[test]
    fn months_are_read() {
        assert_eq!(parse_month("2025-04"), Some((2025, 4)));
        for text in ["2025-13", "2025-00", "2025-4", "0000-01", "2025-04-01", "2025-"] {
            assert_eq!(parse_month(text), None, "{text}");
        }
    }

    #[test]
    fn the_day_after() {
        for (day, next) in [
            ("2019-04-30", Some("2019-05-01")),
            ("2024-02-28", Some("2024-02-29")),
            ("2023-12-31", Some("2024-01-01")),
            ("9999-12-31", None),
            ("2023-02-29", None),
        ] {
            let found = Date::parse(day).and_then(Date::next);
            assert!(found == next.and_then(Date::parse), "{day}");
        }
    }
}
