//! Rows on their way out, in one of three forms. Nothing is kept but the lines whose columns are
//! being aligned.

use std::io::{self, Write};

use chohyo_engine::diag::Lang;
use chohyo_engine::survey::Row;
use chohyo_fonts::FontSet;
use chohyo_fonts::charset::{Identity, Shrunk};

use super::json::{HEAD, Line, glyph_names};
use super::words;
use crate::args::RowFormat;
use crate::table::Stream;

/// Which rows are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// All.
    All,
    /// What cannot be printed.
    Missing,
    /// What 縮退 cannot decide alone.
    Review,
}

impl Which {
    fn shows(self, row: &Row<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Missing => row.drawn.is_err(),
            Self::Review => matches!(row.facts.shrunk, Some(Shrunk::Many(_) | Shrunk::None)),
        }
    }
}

/// Where rows go.
pub(super) struct Rows<'f, W: Write> {
    out: W,
    which: Which,
    format: RowFormat,
    /// Whether rows name their file.
    several: bool,
    fonts: &'f FontSet,
    lang: Lang,
    table: Stream,
    begun: bool,
}

impl<'f, W: Write> Rows<'f, W> {
    /// Rows of one kind in one form, with their file if there are several.
    pub(super) fn new(
        out: W,
        (which, format, several): (Which, RowFormat, bool),
        fonts: &'f FontSet,
        lang: Lang,
    ) -> Self {
        let table = Stream::default();
        Self { out, which, format, several, fonts, lang, table, begun: false }
    }

    /// Writes a row if it is to be shown.
    pub(super) fn row(&mut self, file: &str, row: &Row<'_>) -> io::Result<()> {
        if !self.which.shows(row) {
            return Ok(());
        }
        self.begin()?;
        let named = self.several.then_some(file);
        match self.format {
            RowFormat::Json => {
                let line = Line::of(row, self.fonts, named);
                serde_json::to_writer(&mut self.out, &line)?;
                self.out.write_all(b"\n")
            }
            RowFormat::Csv => {
                writeln!(self.out, "{}", Line::of(row, self.fonts, named).csv())
            }
            RowFormat::Human => {
                let cells = self.cells(named, row);
                self.table.push(cells, &mut self.out)
            }
        }
    }

    /// All rows are out.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        if self.format == RowFormat::Csv {
            self.begin()?;
        }
        self.table.flush(&mut self.out)?;
        if self.format == RowFormat::Human && self.begun {
            self.out.write_all(b"\n")?;
        }
        self.out.flush()
    }

    /// The head, before the first row; in CSV even if there is none.
    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        match self.format {
            RowFormat::Json => Ok(()),
            RowFormat::Csv => {
                let file = if self.several { ",file" } else { "" };
                writeln!(self.out, "{HEAD}{file}")
            }
            RowFormat::Human => {
                let head = self.head();
                self.table.push(head, &mut self.out)
            }
        }
    }

    fn head(&self) -> Vec<String> {
        let common =
            [("レコード", "record"), ("項目", "field"), ("文字", "text"), ("符号", "code points")];
        let rest: &[_] = match self.which {
            Which::All => &[
                ("文字図形名", "identity"),
                ("フォント", "font"),
                ("字形", "glyph"),
                ("印字", "printable"),
                ("面区点", "kuten"),
                ("縮退", "縮退"),
            ],
            Which::Missing => &[("理由", "reason"), ("MJ の候補", "MJ candidates")],
            Which::Review => &[("文字図形名", "identity"), ("縮退の候補", "縮退 candidates")],
        };
        let file = self.several.then_some(("ファイル", "file"));
        let all = file.into_iter().chain(common).chain(rest.iter().copied());
        all.map(|(ja, en)| self.word(ja, en).to_owned()).collect()
    }

    fn cells(&self, file: Option<&str>, row: &Row<'_>) -> Vec<String> {
        let hidden = matches!(row.drawn, Err(chohyo_fonts::MissingCause::NotPrintable));
        let written = words::written(row.text);
        // A glyph without a code has none in data: its code in the program is nobody's business.
        let code = if written == row.text { words::code_points(row.text) } else { String::new() };
        let text = if hidden { String::new() } else { written };
        let mut cells: Vec<String> = file.map(str::to_owned).into_iter().collect();
        cells.extend([row.record.to_string(), row.field.to_owned(), text]);
        cells.push(code);
        match self.which {
            Which::All => cells.extend(self.about(row)),
            Which::Missing => cells.extend([self.printable(row), words::meant(row.facts)]),
            Which::Review => cells.extend([name(row), self.shrunk(row)]),
        }
        cells
    }

    fn about(&self, row: &Row<'_>) -> [String; 6] {
        let drawn = row.drawn.as_ref().ok();
        [
            name(row),
            drawn.map_or_else(String::new, |d| self.fonts.face(d.face).name().to_owned()),
            drawn.map_or_else(String::new, |d| glyph_names(d, self.fonts)),
            self.printable(row),
            row.facts.kuten.map_or_else(String::new, |kuten| kuten.to_string()),
            self.shrunk(row),
        ]
    }

    fn printable(&self, row: &Row<'_>) -> String {
        match &row.drawn {
            Ok(_) => self.word("可", "yes").to_owned(),
            Err(cause) => {
                let [_, ja, en] = words::why(*cause);
                format!("{} {} {}", self.word("不可", "no"), cause.code(), self.word(ja, en))
            }
        }
    }

    fn shrunk(&self, row: &Row<'_>) -> String {
        match &row.facts.shrunk {
            Some(Shrunk::One(one)) if one.text != row.text => words::candidate(one),
            Some(Shrunk::Many(many)) => {
                let all: Vec<_> = many.iter().map(words::candidate).collect();
                format!("{} {}", self.word("要確認:", "review:"), all.join(" / "))
            }
            Some(Shrunk::None) => self.word("候補なし", "none").to_owned(),
            Some(Shrunk::One(_)) | None => self.word("そのまま", "as it is").to_owned(),
        }
    }

    fn word<'w>(&self, ja: &'w str, en: &'w str) -> &'w str {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// The name of a glyph; other text has none.
fn name(row: &Row<'_>) -> String {
    match &row.facts.identity {
        Identity::Sequence => String::new(),
        identity => words::identity(identity, row.text),
    }
}
