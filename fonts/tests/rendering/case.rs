//! The suite's pages: what to render with which font, and the picture that must come out.

use std::collections::HashMap;
use std::path::Path;

use roxmltree::{Document, Node, ParsingOptions};

use super::path::{self, Command};

/// Namespaces of the suite's own attributes and of links.
const FT: &str = "https://github.com/OpenType/fonttest";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// One case of a page.
pub struct Case {
    /// `CMAP-1/2`.
    pub id: String,
    /// File in the suite's folder of fonts.
    pub font: String,
    /// What is to be rendered.
    pub text: String,
    /// Axis values, of a variable font.
    pub variation: Option<String>,
    /// The glyphs in order with their places; `None` if it is enough not to crash.
    pub expected: Option<Vec<Drawn>>,
}

/// A placed outline, y up.
pub struct Drawn {
    pub x: f32,
    pub y: f32,
    pub path: Vec<Command>,
}

/// The cases of one page, or why it cannot be read.
pub fn read(page: &Path) -> Result<Vec<Case>, String> {
    let text = std::fs::read_to_string(page).map_err(|error| error.to_string())?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(&text, options).map_err(|error| error.to_string())?;
    let cells = document.descendants().filter(|node| node.has_attribute((FT, "render")));
    cells.map(case).collect()
}

fn case(cell: Node<'_, '_>) -> Result<Case, String> {
    let own = |name: &str| cell.attribute((FT, name)).map(str::to_owned);
    let id = own("id").ok_or("a case without an id")?;
    let expected = match cell.attribute("class") {
        Some("expected-no-crash") => None,
        _ => Some(drawn(cell).ok_or_else(|| format!("{id}: no picture"))?),
    };
    let font = own("font").ok_or_else(|| format!("{id}: no font"))?;
    Ok(Case { id, font, text: own("render").unwrap_or_default(), variation: own("var"), expected })
}

fn drawn(cell: Node<'_, '_>) -> Option<Vec<Drawn>> {
    let named =
        |name: &'static str| cell.descendants().filter(move |node| node.tag_name().name() == name);
    let symbol = |node: Node<'_, '_>| {
        let data = node.descendants().find_map(|inner| inner.attribute("d"))?;
        Some((format!("#{}", node.attribute("id")?), path::read(data)?))
    };
    let symbols: HashMap<String, Vec<Command>> =
        named("symbol").map(symbol).collect::<Option<_>>()?;
    let place = |node: Node<'_, '_>| {
        let number = |name: &str| node.attribute(name).map_or(Some(0.0), |text| text.parse().ok());
        let path = symbols.get(node.attribute((XLINK, "href"))?)?.clone();
        Some(Drawn { x: number("x")?, y: number("y")?, path })
    };
    named("svg").next()?;
    named("use").map(place).collect()
}
