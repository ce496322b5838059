use super::*;
use crate::source::Library;

fn table(text: &str) -> Result<Eras, String> {
    let mut library = Library::default();
    library.add_text("eras.toml", text.to_owned());
    Eras::load(&library)
        .map_err(|found| found.iter().map(|d| d.code.0).collect::<Vec<_>>().join(" "))
}

const SHIPPED: &str = include_str!("../../../layouts/eras.toml");

/// era, year, month, day (0: not known); whether there is such a date
const LINES: &str = "\
平成 31 4 30 yes
平成 31 5 1 no
平成 31 5 0 no
平成 31 0 0 yes
平成 32 0 0 no
平成 35 5 5 no
平成 1 1 7 no
平成 1 1 8 yes
平成 1 1 0 yes
平成 0 0 0 no
平成 -1 0 0 no
令和 1 4 30 no
令和 1 4 0 no
令和 1 5 1 yes
令和 1 0 0 yes
令和 7981 12 31 yes
明治 45 7 30 yes
明治 45 7 31 no
明治 1 1 1 no
大正 1 7 30 yes
大正 1 7 29 no
大正 15 12 25 yes
大正 15 12 26 no
昭和 1 12 25 yes
昭和 64 1 7 yes
昭和 64 1 8 no
令和 5 2 29 yes
令和 5 2 31 yes
令和 5 13 1 no
令和 5 2 32 no
令和 5 0 3 no
慶応 3 0 0 no
令和 2147483647 1 1 no";

#[test]
fn an_era_has_its_days_only() {
    let eras = shipped();
    for line in LINES.lines() {
        let cells: Vec<&str> = line.split(' ').collect();
        let part = |cell: &str| cell.parse().ok().filter(|n| *n != 0_u8);
        let year = cells[1].parse().expect(line);
        let found = eras.written(cells[0], year, part(cells[2]), part(cells[3]));
        assert_eq!(found.is_some(), cells[4] == "yes", "{line}");
    }
    let words = |date: Option<EraDate<'_>>| date.map(EraDate::words);
    let first = words(eras.written("令和", 1, Some(5), None));
    assert_eq!(first.as_deref(), Some("令和元年５月"));
    assert_eq!(words(eras.written("平成", 3, None, None)).as_deref(), Some("平成３年"));
}

#[test]
fn a_new_era_is_one_more_entry() {
    let eras = table(&format!("{SHIPPED}\n[[era]]\nname = \"見本\"\nfrom = 2040-05-01\n"));
    let eras = eras.unwrap_or_else(|codes| panic!("{codes}"));
    let words = |day: &str| {
        let date = Date::parse(day).expect(day);
        eras.of_day(date).map(EraDate::words).unwrap_or_else(|code| panic!("{day} {code}"))
    };
    assert_eq!(words("2040-04-30"), "令和２２年４月３０日");
    assert_eq!(words("2040-05-01"), "見本元年５月１日");
    assert_eq!(words("2041-01-01"), "見本２年１月１日");
    assert!(eras.written("令和", 22, Some(5), None).is_none());
}

#[test]
fn tables_with_mistakes_are_refused() {
    let head = "gregorian_from = 1873-01-01\n";
    let era = |name: &str, rest: &str| format!("[[era]]\nname = \"{name}\"\n{rest}\n");
    let (a, b) = (era("甲", "from = 2000-01-01"), era("乙", "from = 2010-01-01"));
    for (text, codes) in [
        (format!("{head}{a}{b}"), Ok(())),
        (format!("{a}{b}"), Err("L005")),
        (head.to_owned(), Err("L005")),
        (format!("{head}{b}{a}"), Err("R092")),
        (format!("{head}{a}{a}"), Err("R092 L009")),
        (format!("{head}{a}{}", era("乙", "from = 2000-01-01")), Err("R092")),
        (format!("{head}{}{b}", era("甲", "from = 2000-01-01\nlast = 2010-01-01")), Ok(())),
        (format!("{head}{}{b}", era("甲", "from = 2000-01-01\nlast = 2009-12-31")), Ok(())),
        (format!("{head}{}{b}", era("甲", "from = 2000-01-01\nlast = 2010-01-02")), Err("R092")),
        (format!("{head}{}{b}", era("甲", "from = 2000-01-01\nlast = 2009-12-30")), Err("R092")),
        (format!("{head}{}", era("", "from = 2000-01-01")), Err("L007")),
        (format!("{head}{}", era("甲", "from = 2000-02-30")), Err("L001")),
        (format!("{head}{}", era("甲", "form = 2000-01-01")), Err("L005 L004")),
    ] {
        let found = table(&text).map(|_| ());
        assert_eq!(
            found.as_ref().map_err(String::as_str),
            codes.as_ref().map_err(|c| *c),
            "{text}"
        );
    }
}
