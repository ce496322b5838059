//! Dates and months in words: 和暦 and 西暦, full-width digits, 元年.

use super::eras::{ERAS, GREGORIAN_FROM};
use super::value::Date;

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

/// 「令和元年５月１日」; `None` before 1873-01-01, when the calendar was another one.
pub(crate) fn wareki(date: Date) -> Option<String> {
    let (era, year) = era_year(date)?;
    Some(format!("{era}{year}年{}月{}日", wide(date.month.into()), wide(date.day.into())))
}

/// 「令和元年５月」, by the era of the month's first day (平成元年1月 is thus 昭和６４年１月);
/// `None` before January 1873.
pub(crate) fn wareki_month(year: i32, month: u8) -> Option<String> {
    let (era, era_year) = era_year(Date { year, month, day: 1 })?;
    Some(format!("{era}{era_year}年{}月", wide(month.into())))
}

/// 「平成３１年」, by the era in force on 1 April: the year is a 年度 in the data standard (課税年度),
/// and a 年度 begins then. `None` before 1873.
pub(crate) fn wareki_year(year: i32) -> Option<String> {
    let (era, era_year) = era_year(Date { year, month: 4, day: 1 })?;
    Some(format!("{era}{era_year}年"))
}

/// 「２０１９年」; `None` before 1873.
pub(crate) fn seireki_year(year: i32) -> Option<String> {
    (year >= GREGORIAN_FROM.0).then(|| format!("{}年", wide(year)))
}

/// 「２０１９年５月１日」; `None` before 1873-01-01, when the calendar was another one.
pub(crate) fn seireki(date: Date) -> Option<String> {
    let month = seireki_month(date.year, date.month)?;
    Some(format!("{month}{}日", wide(date.day.into())))
}

/// 「２０１９年５月」; `None` before January 1873.
pub(crate) fn seireki_month(year: i32, month: u8) -> Option<String> {
    let gregorian = (year, month) >= (GREGORIAN_FROM.0, GREGORIAN_FROM.1);
    gregorian.then(|| format!("{}年{}月", wide(year), wide(month.into())))
}

/// Era and year of the era in words.
fn era_year(date: Date) -> Option<(&'static str, String)> {
    let day = (date.year, date.month, date.day);
    if day < GREGORIAN_FROM {
        return None;
    }
    let era = ERAS.iter().find(|era| era.from <= day)?;
    let year = match date.year - era.from.0 + 1 {
        1 => "元".to_owned(),
        n => wide(n),
    };
    Some((era.name, year))
}

/// A number in full-width digits.
fn wide(number: i32) -> String {
    number.to_string().chars().map(crate::expression::wide_char).collect()
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
            assert_eq!(wareki(date).unwrap_or_default(), cells[1], "{line}");
            assert_eq!(seireki(date).unwrap_or_default(), cells[2], "{line}");
        }
    }

    #[test]
    fn months_in_words() {
        assert_eq!(wareki_month(2025, 4).as_deref(), Some("令和７年４月"));
        assert_eq!(wareki_month(2019, 5).as_deref(), Some("令和元年５月"));
        assert_eq!(wareki_month(1989, 1).as_deref(), Some("昭和６４年１月"));
        assert_eq!(wareki_month(1872, 12), None);
        assert_eq!(seireki_month(2025, 10).as_deref(), Some("２０２５年１０月"));
        assert_eq!(seireki_month(1872, 12), None);
    }

    #[test]
    fn years_in_words() {
        for (year, words) in [
            ("1872", None),
            ("1873", Some("明治６年")),
            ("1989", Some("平成元年")),
            ("2018", Some("平成３０年")),
            ("2019", Some("平成３１年")),
            ("2020", Some("令和２年")),
        ] {
            let year = parse_year(year).expect(year);
            assert_eq!(wareki_year(year).as_deref(), words, "{year}");
        }
        assert_eq!(seireki_year(2025).as_deref(), Some("２０２５年"));
        assert_eq!(seireki_year(1872), None);
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

    /// Every day from 1873 to 2040: the era never goes back, its year rises by one at each new
    /// year and starts at 元 with each era, and nothing but the day changes within a month.
    #[test]
    fn all_days_agree() {
        let mut before: Option<(usize, i32)> = None;
        let mut days = 0;
        for year in 1873..=2040 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let words = wareki(Date { year, month, day }).expect("after 1873");
                    let era = ERAS.iter().position(|e| words.starts_with(e.name)).expect("an era");
                    let era_year = year - ERAS[era].from.0 + 1;
                    let in_words = if era_year == 1 { "元".to_owned() } else { wide(era_year) };
                    let tail =
                        format!("{in_words}年{}月{}日", wide(month.into()), wide(day.into()));
                    assert_eq!(words, format!("{}{tail}", ERAS[era].name));
                    if let Some((old_era, old_year)) = before {
                        let next = if era == old_era {
                            era_year - old_year == i32::from(month == 1 && day == 1)
                        } else {
                            era + 1 == old_era
                                && era_year == 1
                                && (year, month, day) == ERAS[era].from
                        };
                        assert!(next, "{year}-{month}-{day}");
                    }
                    before = Some((era, era_year));
                    days += 1;
                }
            }
        }
        assert_eq!(days, 61_361);
    }
}
