//! Parts of a workbook that calamine does not give: widths, heights and the page set-up of a sheet
//! (ECMA-376 Part 1, 18.3.1), and the default font.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// Largest part, without its compression.
const PART: u64 = 64 * 1024 * 1024;

/// What a sheet says of its print.
#[derive(Default)]
pub(super) struct SetUp {
    /// Widths in characters: first and last column from 1; 0 if hidden.
    pub(super) columns: Vec<(u32, u32, f64)>,
    /// Width of the other columns, if one is said.
    pub(super) column: Option<f64>,
    /// Characters of a column of which no width is said.
    pub(super) base: Option<f64>,
    /// Heights in points by row, from 0; 0 if hidden.
    pub(super) rows: BTreeMap<u32, f64>,
    /// Height of the other rows in points.
    pub(super) row: Option<f64>,
    /// Margins in inches: left, top, right, bottom.
    pub(super) margins: [f64; 4],
    pub(super) paper: Option<u32>,
    pub(super) landscape: bool,
    pub(super) scale: Option<u16>,
    pub(super) fit: bool,
    pub(super) centred: (bool, bool),
    pub(super) drawings: usize,
}

/// A workbook as a package of parts.
pub(super) struct Parts(ZipArchive<Cursor<Vec<u8>>>);

impl Parts {
    pub(super) fn open(bytes: Vec<u8>) -> Option<Self> {
        ZipArchive::new(Cursor::new(bytes)).ok().map(Self)
    }

    fn text(&mut self, path: &str) -> Option<String> {
        let part = self.0.by_name(path).ok()?;
        let mut text = String::new();
        part.take(PART).read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// Name and size in points of the default font: the first one of the styles.
    pub(super) fn default_font(&mut self) -> Option<(String, f64)> {
        let text = self.text("xl/styles.xml")?;
        let (mut name, mut size, mut fonts) = (None, None, 0);
        each(&text, &mut |tag, element| {
            match tag {
                "font" => fonts += 1,
                "sz" if fonts == 1 => size = number(element, "val"),
                "name" if fonts == 1 => name = value(element, "val"),
                _ => {}
            }
            fonts < 2 && tag != "fills"
        });
        name.zip(size)
    }

    /// The set-up of a sheet.
    pub(super) fn set_up(&mut self, sheet: &str) -> Option<SetUp> {
        let path = self.path(sheet)?;
        let text = self.text(&path)?;
        let mut found = SetUp { margins: [0.7, 0.75, 0.7, 0.75], ..SetUp::default() };
        each(&text, &mut |tag, element| {
            found.take(tag, element);
            true
        });
        Some(found)
    }

    /// The part of a sheet, by the relations of the workbook.
    fn path(&mut self, sheet: &str) -> Option<String> {
        let mut id = None;
        each(&self.text("xl/workbook.xml")?, &mut |tag, element| {
            if tag == "sheet" && value(element, "name").as_deref() == Some(sheet) {
                id = value(element, "id");
            }
            id.is_none()
        });
        let id = id?;
        let mut target = None;
        each(&self.text("xl/_rels/workbook.xml.rels")?, &mut |tag, element| {
            if tag == "Relationship" && value(element, "Id").as_ref() == Some(&id) {
                target = value(element, "Target");
            }
            target.is_none()
        });
        let target = target?;
        Some(match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        })
    }
}

impl SetUp {
    fn take(&mut self, tag: &str, element: &BytesStart<'_>) {
        let is = |key| matches!(value(element, key).as_deref(), Some("1" | "true" | "on"));
        match tag {
            "col" => {
                let whole = |key| value(element, key).and_then(|text| text.parse().ok());
                if let (Some(min), Some(max)) = (whole("min"), whole("max")) {
                    let width = number(element, "width").or(self.column).unwrap_or(8.43);
                    self.columns.push((min, max, if is("hidden") { 0.0 } else { width }));
                }
            }
            "sheetFormatPr" => {
                self.column = number(element, "defaultColWidth");
                self.base = number(element, "baseColWidth");
                self.row = number(element, "defaultRowHeight");
            }
            "row" => {
                let row = value(element, "r").and_then(|text| text.parse::<u32>().ok());
                let height = if is("hidden") { Some(0.0) } else { number(element, "ht") };
                let at = row.and_then(|row| row.checked_sub(1));
                self.rows.extend(at.zip(height));
            }
            "pageMargins" => {
                for (margin, key) in self.margins.iter_mut().zip(["left", "top", "right", "bottom"])
                {
                    *margin = number(element, key).unwrap_or(*margin);
                }
            }
            "pageSetup" => {
                self.paper = value(element, "paperSize").and_then(|text| text.parse().ok());
                self.landscape = value(element, "orientation").as_deref() == Some("landscape");
                self.scale = value(element, "scale").and_then(|text| text.parse().ok());
            }
            "pageSetUpPr" => self.fit = is("fitToPage"),
            "printOptions" => self.centred = (is("horizontalCentered"), is("verticalCentered")),
            "drawing" | "legacyDrawing" | "picture" => self.drawings += 1,
            _ => {}
        }
    }
}

/// Goes through the elements of a part until `f` says that it is enough.
fn each(text: &str, f: &mut dyn FnMut(&str, &BytesStart<'_>) -> bool) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let name = element.local_name();
                if !f(name.as_ref(), &element) {
                    return;
                }
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
fn value(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| {
        let local: &str = attribute.key.local_name().into_inner();
        local == key
    })?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// A plain decimal that is no more than the largest measure of a sheet.
fn number(element: &BytesStart<'_>, key: &str) -> Option<f64> {
    let number: f64 = value(element, key)?.parse().ok()?;
    (0.0..=10_000.0).contains(&number).then_some(number)
}
