//! The eras (元号) as data, and dates in their years.
//!
//! Words of an era date are made from an [`EraDate`] only, and one exists only if its era has the
//! day: 「平成３元年」 and 「平成３１年５月」 cannot be written.

use std::fmt;

use super::value::Date;

/// The eras and the first day of the Gregorian calendar, from `eras.toml` of the library. Without
/// that file there are none, and no date has words.
#[derive(Clone, Default)]
pub struct Eras {
    /// First day of the Gregorian calendar in Japan. Earlier dates were lunar, and are never
    /// converted.
    pub(super) gregorian_from: Option<Date>,
    /// Oldest first; each begins after the one before.
    pub(super) all: Vec<Era>,
}

/// An era.
#[derive(Clone)]
pub struct Era {
    /// Name: 令和.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day the era is written with, where that is the first day of the next one.
    pub(super) last: Option<Date>,
}

/// A day, month or year in the years of an era.
#[derive(Clone, Copy)]
pub struct EraDate<'e> {
    era: &'e Era,
    /// From 1.
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl fmt::Debug for Eras {
    /// The names only: a date has no debug form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all.iter().map(|era| &era.name)).finish()
    }
}

impl Eras {
    /// The eras, oldest first.
    pub fn all(&self) -> &[Era] {
        &self.all
    }

    /// First day of the Gregorian calendar; `None` if the library has no table of eras.
    pub fn gregorian_from(&self) -> Option<Date> {
        self.gregorian_from
    }

    /// A day by the era it falls in.
    ///
    /// # Errors
    /// `R091` if no era has begun, `R151` before the Gregorian calendar.
    pub fn of_day(&self, date: Date) -> Result<EraDate<'_>, &'static str> {
        self.gregorian(date)?;
        let era = self.all.iter().rev().find(|era| era.from <= date).ok_or("R091")?;
        let year = date.year - era.from.year + 1;
        Ok(EraDate { era, year, month: Some(date.month), day: Some(date.day) })
    }

    /// `R151` for a day before the Gregorian calendar, `R091` if there is no table.
    pub(crate) fn gregorian(&self, date: Date) -> Result<(), &'static str> {
        let from = self.gregorian_from.ok_or("R091")?;
        if date < from { Err("R151") } else { Ok(()) }
    }

    /// A date as it is written with an era: year from 1, month and day where they are known. The
    /// day need not be in the calendar; `None` if the era has no such day, month or year.
    pub fn written(
        &self,
        era: &str,
        year: i32,
        month: Option<u8>,
        day: Option<u8>,
    ) -> Option<EraDate<'_>> {
        let index = self.all.iter().position(|known| known.name == era)?;
        let era = &self.all[index];
        let in_range = |part: Option<u8>, most| part.is_none_or(|n| (1..=most).contains(&n));
        if year < 1
            || !in_range(month, 12)
            || !in_range(day, 31)
            || (month.is_none() && day.is_some())
        {
            return None;
        }
        let common = era.from.year.checked_add(year - 1)?;
        let first = Date { year: common, month: month.unwrap_or(1), day: day.unwrap_or(1) };
        let last = Date { year: common, month: month.unwrap_or(12), day: day.unwrap_or(31) };
        let next = self.all.get(index + 1).map(|next| next.from);
        let begun = last >= era.from;
        let ended = match (era.last, next) {
            (Some(end), _) => first > end,
            (None, Some(next)) => first >= next,
            (None, None) => false,
        };
        (begun && !ended).then_some(EraDate { era, year, month, day })
    }
}

impl EraDate<'_> {
    /// The same without the day.
    pub(crate) fn month(self) -> Self {
        Self { day: None, ..self }
    }

    /// The same without month and day.
    pub(crate) fn year(self) -> Self {
        Self { month: None, day: None, ..self }
    }

    /// 「令和元年５月１日」: full-width digits, 元 for the first year.
    pub fn words(self) -> String {
        let year = if self.year == 1 { "元".to_owned() } else { wide(self.year) };
        let mut words = format!("{}{year}年", self.era.name);
        for (part, unit) in [(self.month, '月'), (self.day, '日')] {
            if let Some(number) = part {
                words.push_str(&wide(number.into()));
                words.push(unit);
            }
        }
        words
    }
}

/// A number in full-width digits.
pub(super) fn wide(number: i32) -> String {
    number.to_string().chars().map(crate::expression::wide_char).collect()
}

/// The table of the layouts, for tests of other files.
#[cfg(test)]
pub(crate) fn shipped() -> Eras {
    let mut library = crate::source::Library::default();
    library.add_text("eras.toml", include_str!("../../../layouts/eras.toml").to_owned());
    Eras::load(&library).unwrap_or_else(|found| panic!("{found:#?}"))
}

#[cfg(test)]
#[path = "eras_tests.rs"]
mod tests;
