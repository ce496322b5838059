//! The eras against an outside source: ICU's Japanese calendar.

use chohyo_engine::record::{Date, EraDate, Eras};
use chohyo_engine::source::Library;
use icu_calendar::cal::Japanese;

fn shipped() -> Eras {
    let mut library = Library::default();
    library.add_text("eras.toml", include_str!("../../layouts/eras.toml").to_owned());
    Eras::load(&library).unwrap_or_else(|found| panic!("{found:#?}"))
}

/// Codes of the CLDR and the names of the eras.
const NAMES: [(&str, &str); 5] = [
    ("meiji", "明治"),
    ("taisho", "大正"),
    ("showa", "昭和"),
    ("heisei", "平成"),
    ("reiwa", "令和"),
];

fn wide(number: impl ToString) -> String {
    let wide = |c: char| char::from_u32(c as u32 - '0' as u32 + '０' as u32).expect("a digit");
    number.to_string().chars().map(wide).collect()
}

/// Every day from the first of the Gregorian calendar to the end of 2040.
#[test]
fn icu_agrees_on_every_day() {
    let (eras, japanese) = (shipped(), Japanese::new());
    let mut days = 0;
    for year in 1873..=2040 {
        for (month, day) in (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day))) {
            let date = Date { year, month, day };
            let iso = icu_calendar::Date::try_new_iso(year, month, day);
            assert_eq!(date.exists(), iso.is_ok(), "{year}-{month}-{day}");
            let Ok(iso) = iso else { continue };
            let theirs = iso.to_calendar(japanese).era_year();
            let (_, name) =
                NAMES.iter().find(|(code, _)| *code == theirs.era.as_str()).expect("an era");
            let era_year = if theirs.year == 1 { "元".to_owned() } else { wide(theirs.year) };
            let expected = format!("{name}{era_year}年{}月{}日", wide(month), wide(day));
            let ours = eras.of_day(date).map(EraDate::words);
            assert_eq!(ours, Ok(expected));
            let (month, day) = (Some(month), Some(day));
            let again = eras.written(name, theirs.year, month, day).map(EraDate::words);
            assert_eq!(again, ours.ok(), "what is printed can be written");
            days += 1;
        }
    }
    assert_eq!(days, 61_361);
}
