//! Days and moments of the command line.

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::pdf::DateTime;
use chohyo_engine::record::Date;

const DAY: &str = "YYYY-MM-DD";
const MOMENT: &str = "YYYY-MM-DDThh:mm:ss+09:00";

/// A day such as `2026-04-01`.
///
/// # Errors
///
/// `B002`
pub(crate) fn day(given: &str, option: &str) -> Result<Date, Diagnostic> {
    read_day(given).ok_or_else(|| wrong(given, option, DAY))
}

/// A day of a layout as YYYY-MM-DD.
pub(crate) fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// A moment such as `2026-04-01T09:00:00+09:00`; `Z` is UTC.
///
/// # Errors
///
/// `B002`
pub(crate) fn moment(given: &str, option: &str) -> Result<DateTime, Diagnostic> {
    read_moment(given).ok_or_else(|| wrong(given, option, MOMENT))
}

fn wrong(given: &str, option: &str, form: &str) -> Diagnostic {
    Diagnostic::error("B002").arg("given", given).arg("option", option).arg("form", form)
}

fn read_day(text: &str) -> Option<Date> {
    Date::parse(text).filter(|date| date.exists())
}

fn read_moment(text: &str) -> Option<DateTime> {
    let (day, rest) = text.split_once('T')?;
    let day = read_day(day)?;
    let (clock, zone) = rest.split_at_checked(8)?;
    let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
    let valid = hour < 24 && minute < 60 && second < 60;
    valid.then_some(DateTime {
        year: u16::try_from(day.year).ok()?,
        month: day.month,
        day: day.day,
        hour: hour as u8,
        minute: minute as u8,
        second: second as u8,
        offset: offset(zone)?,
    })
}

/// Minutes ahead of UTC.
fn offset(zone: &str) -> Option<i16> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, rest) = zone.split_at_checked(1)?;
    let [hours, minutes] = numbers(rest, ':', [2, 2])?;
    let total = i16::try_from(hours * 60 + minutes).ok()?;
    let valid = hours <= 14 && minutes < 60;
    match sign {
        "+" if valid => Some(total),
        "-" if valid => Some(-total),
        _ => None,
    }
}

/// Numbers of exactly these digit counts between separators.
fn numbers<const N: usize>(text: &str, separator: char, digits: [usize; N]) -> Option<[u16; N]> {
    let mut found = [0; N];
    let mut parts = text.split(separator);
    for (number, digits) in found.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

/// Seconds since 1970 as `2026-04-01T00:00:00Z`.
pub(crate) fn utc(seconds: u64) -> String {
    let (mut days, clock) = (seconds / 86_400, seconds % 86_400);
    let (mut year, mut month) = (1970, 1);
    let leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    for (index, length) in [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate()
    {
        let length = length + u64::from(index == 1 && leap(year));
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    let day = days + 1;
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_days_and_hours() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_775_001_600, "2026-04-01T00:00:00Z"),
            (1_798_761_599, "2026-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(utc(seconds), expected);
        }
    }

    #[test]
    fn days_exist() {
        assert!(read_day("2024-02-29").is_some());
        for wrong in
            ["2023-02-29", "2023-13-01", "2023-00-01", "2023-1-1", "2023-04-31", "", "令和"]
        {
            assert!(read_day(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn moments_need_their_zone() {
        assert_eq!(read_moment("2026-04-01T09:00:00+09:00").map(|m| m.offset), Some(540));
        assert_eq!(read_moment("2026-04-01T09:00:00Z").map(|m| m.offset), Some(0));
        assert_eq!(read_moment("2026-04-01T09:00:00-03:30").map(|m| m.offset), Some(-210));
        for wrong in ["2026-04-01T09:00:00", "2026-04-01T24:00:00Z", "2026-04-01", "2026-04-01T９"]
        {
            assert!(read_moment(wrong).is_none(), "{wrong}");
        }
    }
}
