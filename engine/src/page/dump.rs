//! Text of a document, one line per item: the first layer of every golden.
//!
//! A line never depends on another one, so that a diff shows what moved and nothing else.
//! Positions are millimetres with three decimals from the sheet's top-left.

use std::fmt::{self, Display, Write};

use chohyo_fonts::FontSet;

use crate::length::{Length, Point, Rect};
use crate::page::{Colour, Document, Draw, Item, Page, Role, Stroke, TextRun, WritingMode};

/// The pages of a document as text. Items stand in reading order; fixed ones are marked `=`,
/// those of the record `+`.
///
/// A text line reads: mark, order, role, name, position, face and size (with 長体 percent and
/// direction where they are not 100 % and horizontal), the text (private use as the glyph's name in
/// braces), and per cluster its glyphs as
/// `id@x` or `id@x,y`; `-` is a cluster that draws nothing.
pub fn dump(document: &Document, fonts: &FontSet) -> String {
    let mut out = String::new();
    for (index, page) in document.pages.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write_page(&mut out, index + 1, page, fonts);
    }
    out
}

fn write_page(out: &mut String, number: usize, page: &Page, fonts: &FontSet) -> fmt::Result {
    let (width, height) = (page.size.width, page.size.height);
    writeln!(out, "page {number} {width} x {height} master {}", page.fixed.name)?;
    for (fixed, item) in page.reading_order() {
        let mark = if fixed { '=' } else { '+' };
        write!(out, "{mark} {} {} ", item.order, role(item.role))?;
        write_item(out, item, fonts)?;
        out.push('\n');
    }
    Ok(())
}

fn write_item(out: &mut String, item: &Item, fonts: &FontSet) -> fmt::Result {
    if let Some(name) = &item.name {
        // An item is a line of the dump, whatever the words that name it.
        write!(out, "{} ", name.replace('\n', "<U+000A>"))?;
    }
    match &item.draw {
        Draw::Text(run) => write_text(out, run, fonts),
        Draw::Rule(rule) => {
            write!(out, "rule {} to {} {}", At(rule.from), At(rule.to), Line(&rule.stroke))
        }
        Draw::Frame(frame) => write!(out, "frame {} {}", Area(frame.area), Line(&frame.stroke)),
        Draw::Ellipse(ellipse) => {
            write!(out, "ellipse {} {}", Area(ellipse.area), Line(&ellipse.stroke))
        }
        Draw::Fill(fill) => write!(out, "fill {} {}", Area(fill.area), Shade(fill.colour)),
        Draw::Image(image) => {
            let picture = &image.picture;
            let colour = if picture.rgb { "rgb" } else { "grey" };
            let alpha = if picture.alpha.is_some() { " alpha" } else { "" };
            let (width, height) = (picture.width, picture.height);
            write!(out, "image {} {width}x{height} {colour}{alpha}", Area(image.area))
        }
    }
}

fn write_text(out: &mut String, run: &TextRun, fonts: &FontSet) -> fmt::Result {
    write!(out, "text {} {} {}pt", At(run.origin), fonts.face(run.face).name(), Points(run.size))?;
    if run.condense_pct != 100 {
        write!(out, " {}%", run.condense_pct)?;
    }
    out.push_str(match run.mode {
        WritingMode::Horizontal => "",
        WritingMode::Vertical => " vertical",
        WritingMode::Turned => " turned",
    });
    if run.colour != Colour::BLACK {
        write!(out, " {}", Shade(run.colour))?;
    }
    write_words(out, run, fonts)?;
    for cluster in &run.clusters {
        let glyphs = cluster.glyphs.start as usize..cluster.glyphs.end as usize;
        let mut separator = ' ';
        for glyph in run.glyphs.get(glyphs).unwrap_or_default() {
            write!(out, "{separator}{}@{}", glyph.id, glyph.x)?;
            if glyph.y != Length::ZERO {
                write!(out, ",{}", glyph.y)?;
            }
            separator = '+';
        }
        if separator == ' ' {
            out.push_str(" -");
        }
    }
    Ok(())
}

/// The text; private use by the names of its glyphs, as a reader of the PDF extracts it.
fn write_words(out: &mut String, run: &TextRun, fonts: &FontSet) -> fmt::Result {
    out.push_str(" \"");
    for cluster in &run.clusters {
        let text = cluster.text.start as usize..cluster.text.end as usize;
        let text = run.text.get(text).unwrap_or_default();
        let first = run.glyphs.get(cluster.glyphs.start as usize);
        let first = first.filter(|_| !cluster.glyphs.is_empty());
        match first.and_then(|glyph| fonts.reading(run.face, glyph.id, text)) {
            Some(name) => out.push_str(&name),
            None => write!(out, "{}", Visible(text))?,
        }
    }
    out.push('"');
    Ok(())
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Title => "title",
        Role::Label => "label",
        Role::Value => "value",
        Role::HeaderCell => "header",
        Role::Cell => "cell",
        Role::Note => "note",
        Role::Ruby => "ruby",
        Role::Artifact => "artifact",
    }
}

struct At(Point);

impl Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.0.x, self.0.y)
    }
}

struct Area(Rect);

impl Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} x {}", At(self.0.origin), self.0.size.width, self.0.size.height)
    }
}

struct Line<'a>(&'a Stroke);

impl Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "w {}", self.0.width)?;
        if let Some((dash, gap)) = self.0.dash {
            write!(f, " dash {dash} {gap}")?;
        }
        if self.0.double {
            write!(f, " double")?;
        }
        if self.0.colour != Colour::BLACK {
            write!(f, " {}", Shade(self.0.colour))?;
        }
        Ok(())
    }
}

struct Shade(Colour);

impl Display for Shade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Colour::Grey(level) => write!(f, "grey {level}"),
            Colour::Rgb(r, g, b) => write!(f, "#{r:02x}{g:02x}{b:02x}"),
        }
    }
}

/// Points with as many of three decimals as are needed.
struct Points(Length);

impl Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = self.0.scale(10, 127).to_emu();
        let text = format!("{}.{:03}", thousandths / 1000, thousandths.abs() % 1000);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// Text in which every character that the eye, an editor or a normaliser could take for another
/// one stands as its code point.
struct Visible<'a>(&'a str);

impl Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if hidden(c) {
                write!(f, "<U+{:04X}>", u32::from(c))?;
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

fn hidden(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c,
            '"' | '<'
            // combining marks of kana and Latin
            | '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}'
            // selectors, zero width, direction
            | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{AD}'
            // private use
            | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}'
            // compatibility ideographs, which NFC would change
            | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_told_apart() {
        let shown = |text| Visible(text).to_string();
        assert_eq!(shown("辻\u{E0102} 太郎"), "辻<U+E0102> 太郎");
        assert_eq!(shown("\u{FA19}神𠮷\u{3000}か\u{309A}"), "<U+FA19>神𠮷<U+3000>か<U+309A>");
        assert_eq!(shown("\u{E000}\"<"), "<U+E000><U+0022><U+003C>");
    }

    #[test]
    fn sizes_have_no_needless_zeros() {
        let shown = |emu| Points(Length::emu(emu)).to_string();
        assert_eq!(shown(133_350), "10.5");
        assert_eq!(shown(127_000), "10");
        assert_eq!(shown(9_000 * 13), "9.213");
    }
}
