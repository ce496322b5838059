//! Control totals: how many rows and which sums the sender of an input counted (`--control`).

use std::io::Read as _;
use std::path::Path;

use chohyo_engine::diag::{Diagnostic, Place, RecordPlace};
use chohyo_engine::record::{Control, Schema};
use chohyo_golden::folder as golden_folder;

use super::encoding;
use crate::args::EncodingWord;
use crate::csv_line::csv_rows;
use crate::report::Failure;

/// Largest control file in bytes.
const LIMIT: u64 = 1024 * 1024;

/// The lines of a control file.
pub(super) struct Totals {
    file: String,
    lines: Vec<Line>,
}

struct Line {
    number: u64,
    group: String,
    count: u64,
    sum: Option<(String, i128)>,
}

impl Totals {
    /// Reads `グループ名称,件数[,合計項目,合計]`. `R116` for a line that is none.
    pub(super) fn read(path: &Path, encoding: EncodingWord) -> Result<Self, Failure> {
        let mut text = String::new();
        let read = encoding::open(path, encoding)?.take(LIMIT).read_to_string(&mut text);
        read.map_err(|error| golden_folder::unreadable(path, &error))?;
        let file = path.display().to_string();
        let mut lines = Vec::new();
        for (at, (number, row)) in csv_rows(&text).into_iter().enumerate() {
            let (number, cells) = (number as u64, row.iter().map(String::as_str));
            match (at, &cells.collect::<Vec<_>>()[..]) {
                (0, ["グループ名称", "件数"] | ["グループ名称", "件数", "合計項目", "合計"]) =>
                    {}
                (0, _) => return Err(wrong(&file, number)),
                (_, cells) => lines.push(line(number, cells).ok_or_else(|| wrong(&file, number))?),
            }
        }
        if lines.is_empty() { Err(wrong(&file, 1)) } else { Ok(Self { file, lines }) }
    }

    /// All lines, one behind the other: `世帯 30 税額=123456; 世帯員 71`.
    pub(super) fn text(&self) -> String {
        let sum = |(item, sum): &(String, i128)| format!(" {item}={sum}");
        let line = |line: &Line| {
            format!(
                "{} {}{}",
                line.group,
                line.count,
                line.sum.as_ref().map(sum).unwrap_or_default()
            )
        };
        self.lines.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    /// Reads what [`Totals::text`] writes. `R116`
    pub(super) fn told(text: &str) -> Result<Self, Failure> {
        let file = "manifest".to_owned();
        let lines = text.split("; ").zip(1..).map(|(line, number)| told(number, line));
        match lines.collect::<Option<Vec<_>>>() {
            Some(lines) => Ok(Self { file, lines }),
            None => Err(wrong(&file, 1)),
        }
    }

    /// What a file must have. `R116` for a line of another group.
    pub(super) fn of_file(&self, schema: &Schema) -> Result<Control, Failure> {
        let rows = schema.groups.first().and_then(|root| root.rows.as_ref());
        let name = rows.map_or(schema.name.as_str(), |rows| rows.table.as_str());
        self.all_of(&[name])?;
        self.of(name)
    }

    /// What a table must have. `R116` if there is no line for it, or two that differ.
    pub(super) fn of(&self, table: &str) -> Result<Control, Failure> {
        let mut lines = self.lines.iter().filter(|line| line.group == table);
        let first = lines.clone().next().ok_or_else(|| wrong(&self.file, 1))?;
        if let Some(other) = lines.clone().find(|line| line.count != first.count) {
            return Err(wrong(&self.file, other.number));
        }
        let sums = lines.by_ref().filter_map(|line| line.sum.clone()).collect();
        Ok(Control { records: first.count, sums })
    }

    /// Whether all lines are of known tables. `R116`
    pub(super) fn all_of(&self, tables: &[&str]) -> Result<(), Failure> {
        match self.lines.iter().find(|line| !tables.contains(&line.group.as_str())) {
            Some(line) => Err(wrong(&self.file, line.number)),
            None => Ok(()),
        }
    }
}

fn line(number: u64, cells: &[&str]) -> Option<Line> {
    let (group, count, sum) = match cells {
        [group, count] | [group, count, "", ""] => (group, count, None),
        [group, count, item, sum] => {
            (group, count, Some(((*item).to_owned(), sum.parse::<i128>().ok()?)))
        }
        _ => return None,
    };
    Some(Line { number, group: (*group).to_owned(), count: count.parse().ok()?, sum })
}

/// `世帯 30 税額=123456`: the name of a group may hold spaces.
fn told(number: u64, line: &str) -> Option<Line> {
    let counted = |words: &str| {
        let (group, count) = words.rsplit_once(' ')?;
        Some((group.to_owned(), count.parse().ok()?))
    };
    if let Some((group, count)) = counted(line) {
        return Some(Line { number, group, count, sum: None });
    }
    let (whole, sum) = line.rsplit_once('=')?;
    let (words, item) = whole.rsplit_once(' ')?;
    let (group, count) = counted(words)?;
    Some(Line { number, group, count, sum: Some((item.to_owned(), sum.parse().ok()?)) })
}

fn wrong(file: &str, line: u64) -> Failure {
    let place = RecordPlace { file: file.to_owned(), line: Some(line), ..RecordPlace::default() };
    Diagnostic::error("R116").place(Place::Record(place)).into()
}

/// `R145` of a table.
pub(super) fn disagrees(file: &str, args: &[(&'static str, String)]) -> Failure {
    let place = RecordPlace { file: file.to_owned(), ..RecordPlace::default() };
    let error = Diagnostic::error("R145").place(Place::Record(place));
    args.iter().fold(error, |error, (name, value)| error.arg(name, value)).into()
}

#[cfg(test)]
mod tests {
    use super::Totals;

    #[test]
    fn totals_are_read_as_they_are_told() {
        for text in ["世帯 30 税額=123456; 世帯員 71", "見本 の 表 3 児童.月額=-5", "marked 3"]
        {
            assert_eq!(Totals::told(text).map(|totals| totals.text()).ok().as_deref(), Some(text));
        }
        assert!(
            ["", "世帯", "世帯 x", "世帯 3 税額=x"]
                .into_iter()
                .all(|text| Totals::told(text).is_err())
        );
    }
}
