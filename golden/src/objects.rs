//! The third layer of a golden: a PDF's objects as text. The only file that names the PDF parser.
//!
//! Objects are walked from the catalog and numbered in the order they are met, keys stand in
//! alphabetical order and streams are inflated, so the text changes only where the file says
//! something else. The strings of a page's content are shown in digits. Left out: lengths and filters, font programs and samples (the picture layer
//! sees those), subset tags and the program's version.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, Number, ObjRef, Object, Stream};

use crate::content::legible;

/// The bytes are no PDF file, or an object of it cannot be read.
const UNREADABLE: &str = "P030";
/// Most objects: a golden case is a certificate, not a batch.
const MAX_OBJECTS: usize = 20_000;
/// Most arrays and dictionaries inside each other.
const MAX_DEPTH: usize = 32;
/// Keys that say how a stream is stored, not what it holds.
const STORAGE: [&[u8]; 4] = [b"Length", b"Length1", b"Filter", b"DecodeParms"];
const PRODUCER: &str = concat!("chohyo ", env!("CARGO_PKG_VERSION"));

/// The objects of a PDF file that can be reached from its catalog.
///
/// # Errors
/// `P030` if the file cannot be read or has more objects than a golden case may have.
pub fn objects(pdf: &[u8]) -> Result<String, &'static str> {
    let pdf = Pdf::new(pdf.to_vec()).map_err(|_| UNREADABLE)?;
    let mut walk = Walk::default();
    walk.number(pdf.xref().root_id().into());
    let mut next = 1;
    while let Some(reference) = walk.waiting.pop_front() {
        let object = pdf.xref().get::<Object<'_>>(reference.into()).ok_or(UNREADABLE)?;
        if next > MAX_OBJECTS {
            return Err(UNREADABLE);
        }
        let _ = write!(walk.out, "{next}: ");
        walk.object(&object, 0)?;
        walk.out.push('\n');
        next += 1;
    }
    Ok(walk.out.replace(PRODUCER, "chohyo"))
}

#[derive(Default)]
struct Walk {
    out: String,
    numbers: HashMap<ObjRef, usize>,
    waiting: VecDeque<ObjRef>,
}

impl Walk {
    /// The number of an object; a new one waits for its turn.
    fn number(&mut self, reference: ObjRef) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(reference).or_insert_with(|| {
            self.waiting.push_back(reference);
            next
        })
    }

    fn value(&mut self, value: &MaybeRef<Object<'_>>, depth: usize) -> Result<(), &'static str> {
        match value {
            MaybeRef::Ref(reference) => {
                let number = self.number(*reference);
                let _ = write!(self.out, "@{number}");
                Ok(())
            }
            MaybeRef::NotRef(object) => self.object(object, depth),
        }
    }

    fn object(&mut self, object: &Object<'_>, depth: usize) -> Result<(), &'static str> {
        if depth > MAX_DEPTH {
            return Err(UNREADABLE);
        }
        match object {
            Object::Null(_) => self.out.push_str("null"),
            Object::Boolean(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Object::Number(number) => self.out.push_str(&shown(*number)),
            Object::String(string) => self.out.push_str(&text(string.as_bytes())),
            Object::Name(name) => self.name(name),
            Object::Array(array) => {
                self.out.push('[');
                for (index, item) in array.raw_iter().enumerate() {
                    self.out.push_str(if index > 0 { " " } else { "" });
                    self.value(&item, depth + 1)?;
                }
                self.out.push(']');
            }
            Object::Dict(dict) => self.dict(dict, depth)?,
            Object::Stream(stream) => self.stream(stream, depth)?,
        }
        Ok(())
    }

    /// A name; the tag of a font subset is a hash of its bytes and stands as `*`.
    fn name(&mut self, name: &[u8]) {
        let tagged = name.get(6) == Some(&b'+') && name[..6].iter().all(u8::is_ascii_uppercase);
        let (tag, rest) = if tagged { ("*", &name[6..]) } else { ("", name) };
        let _ = write!(self.out, "/{tag}{}", rest.escape_ascii());
    }

    fn dict(&mut self, dict: &Dict<'_>, depth: usize) -> Result<(), &'static str> {
        let mut entries: Vec<_> = dict.entries().collect();
        entries.retain(|(key, _)| !STORAGE.contains(&key.as_ref()));
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        self.out.push_str("<<");
        for (key, value) in &entries {
            let _ = write!(self.out, "\n{:indent$}", "", indent = (depth + 1) * 2);
            self.name(key);
            self.out.push(' ');
            self.value(value, depth + 1)?;
        }
        self.out.push_str(" >>");
        Ok(())
    }

    fn stream(&mut self, stream: &Stream<'_>, depth: usize) -> Result<(), &'static str> {
        self.dict(stream.dict(), depth)?;
        let kind = stream.dict().get::<hayro_syntax::object::Name<'_>>("Subtype");
        if kind.as_ref().is_some_and(|kind| kind.as_ref() == b"Image") {
            self.out.push_str(" samples");
            return Ok(());
        }
        let mut data = stream.decoded().map_err(|_| UNREADABLE)?;
        // A page's content has no entries but those of storage; nor has a CMap, which is PostScript.
        let bare = stream.dict().entries().all(|(key, _)| STORAGE.contains(&key.as_ref()));
        if bare && !data.starts_with(b"%!PS") || kind.is_some_and(|kind| kind.as_ref() == b"Form") {
            data = legible(&data).into();
        }
        match std::str::from_utf8(&data) {
            Ok(text) if text.chars().all(|c| !c.is_control() || c == '\n') => {
                for line in text.lines() {
                    let _ = write!(self.out, "\n  | {line}");
                }
            }
            _ => self.out.push_str(" binary"),
        }
        Ok(())
    }
}

/// A number with at most four decimals, as the writer has them.
fn shown(number: Number) -> String {
    let text = format!("{:.4}", number.as_f64());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text string: UTF-16 with its mark, ASCII, or else hexadecimal digits.
fn text(bytes: &[u8]) -> String {
    if let Some(utf16) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units = utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        return format!("{:?}", String::from_utf16_lossy(&units.collect::<Vec<_>>()));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => format!("{text:?}"),
        _ => bytes.iter().map(|byte| format!("{byte:02X}")).collect(),
    }
}
