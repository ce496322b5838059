//! JSON: one object, an array of objects, or JSON Lines. Strict, streamed record by record.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::io::BufRead;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::limits;
use super::raw::{Fail, Fault, Found, Raw, Records};
use super::source::{Line, Source, utf8};

/// One object, or an array of objects.
pub(super) struct Json<R> {
    source: Source<R>,
    state: State,
}

enum State {
    Start,
    First,
    Next,
    End,
}

impl<R: BufRead> Json<R> {
    pub(super) fn new(input: R) -> Self {
        Self { source: Source::new(input), state: State::Start }
    }

    fn step(&mut self) -> Result<Option<Found>, Fail> {
        match self.state {
            State::Start => {
                self.source.start()?;
                match self.space()? {
                    None => Ok(None),
                    Some(b'[') => {
                        self.source.bump();
                        self.state = State::First;
                        self.step()
                    }
                    Some(_) => self.single().map(Some),
                }
            }
            State::First | State::Next => self.element(),
            State::End => Ok(None),
        }
    }

    /// The one record of a file that is not an array.
    fn single(&mut self) -> Result<Found, Fail> {
        self.state = State::End;
        let (offset, line) = (self.source.offset, self.source.line);
        let mut bytes = Vec::new();
        while let Some(byte) = self.source.peek()? {
            self.push(&mut bytes, byte, line)?;
        }
        parse(&bytes, offset, line).map_err(whole_file).map(|raw| Found { raw, line })
    }

    /// The next element of the array; `None` behind its end.
    fn element(&mut self) -> Result<Option<Found>, Fail> {
        let first = matches!(self.state, State::First);
        let mut byte = self.space()?;
        if byte == Some(b']') {
            self.source.bump();
            self.state = State::End;
            return match self.space()? {
                None => Ok(None),
                Some(_) => Err(self.fault("R058")),
            };
        }
        if !first {
            if byte != Some(b',') {
                return Err(self.broken());
            }
            self.source.bump();
            byte = self.space()?;
        }
        if matches!(byte, None | Some(b',' | b']')) {
            return Err(self.broken());
        }
        self.state = State::Next;
        let (offset, line) = (self.source.offset, self.source.line);
        let bytes = self.element_bytes(line)?;
        let raw = parse(&bytes, offset, line).map_err(|(fault, in_record)| {
            if in_record { Fail::record(fault) } else { Fail::input(fault) }
        })?;
        Ok(Some(Found { raw, line }))
    }

    /// The bytes up to the comma or bracket that ends an element.
    fn element_bytes(&mut self, line: u64) -> Result<Vec<u8>, Fail> {
        let (mut bytes, mut depth, mut text, mut escape) = (Vec::new(), 0_usize, false, false);
        while let Some(byte) = self.source.peek()? {
            match byte {
                _ if escape => escape = false,
                b'\\' if text => escape = true,
                b'"' => text = !text,
                _ if text => {}
                b'[' | b'{' => depth += 1,
                b',' | b']' | b'}' if depth == 0 => return Ok(bytes),
                b']' | b'}' => depth -= 1,
                _ => {}
            }
            if depth > limits::DEPTH {
                return Err(Fail::input(Fault::new("R056").line(line).arg("limit", limits::DEPTH)));
            }
            self.push(&mut bytes, byte, line)?;
        }
        Err(self.broken())
    }

    fn push(&mut self, bytes: &mut Vec<u8>, byte: u8, line: u64) -> Result<(), Fail> {
        if bytes.len() == limits::RECORD_BYTES {
            return Err(Fail::input(too_large(line)));
        }
        bytes.push(byte);
        self.source.bump();
        Ok(())
    }

    /// Skips white space; the byte behind it.
    fn space(&mut self) -> Result<Option<u8>, Fail> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.source.peek()? {
            self.source.bump();
        }
        self.source.peek()
    }

    /// The array is not what JSON asks for here.
    fn broken(&self) -> Fail {
        self.fault("R054")
    }

    fn fault(&self, code: &'static str) -> Fail {
        Fail::input(Fault::new(code).line(self.source.line))
    }
}

impl<R: BufRead> Records for Json<R> {
    fn next(&mut self) -> Option<Result<Found, Fail>> {
        self.step().transpose()
    }
}

/// One object a line.
pub(super) struct JsonLines<R> {
    source: Source<R>,
    started: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { source: Source::new(input), started: false }
    }

    fn step(&mut self) -> Result<Option<Found>, Fail> {
        if !self.started {
            self.source.start()?;
            self.started = true;
        }
        let mut line = Line::default();
        while self.source.line(limits::RECORD_BYTES, &mut line)? {
            if line.too_long {
                return Err(Fail::record(too_large(line.number)));
            }
            utf8(&line.bytes, line.offset, line.number).map_err(Fail::input)?;
            if line.bytes.trim_ascii().is_empty() {
                continue;
            }
            let raw = parse(&line.bytes, line.offset, line.number).map_err(|(fault, _)| {
                let cut_off = !line.ended && fault.code == "R054";
                if cut_off { Fail::input(fault) } else { Fail::record(fault) }
            })?;
            return Ok(Some(Found { raw, line: line.number }));
        }
        Ok(None)
    }
}

impl<R: BufRead> Records for JsonLines<R> {
    fn next(&mut self) -> Option<Result<Found, Fail>> {
        self.step().transpose()
    }
}

fn too_large(line: u64) -> Fault {
    Fault::new("R057").line(line).arg("limit", limits::RECORD_BYTES / 1024)
}

/// In a file of one record, broken JSON is a broken file.
fn whole_file((fault, in_record): (Fault, bool)) -> Fail {
    if in_record { Fail::record(fault) } else { Fail::input(fault) }
}

/// Parses one value that begins at `offset` on `line`. The flag of the error says whether the
/// fault stays inside the record: the JSON itself is well-formed.
fn parse(bytes: &[u8], offset: u64, line: u64) -> Result<Raw, (Fault, bool)> {
    let text = utf8(bytes, offset, line).map_err(|fault| (fault, false))?;
    let fault = RefCell::new(None);
    let mut json = serde_json::Deserializer::from_str(text);
    let raw = Tree { fault: &fault, depth: 0 }.deserialize(&mut json);
    let end = raw.and_then(|raw| json.end().map(|()| raw));
    end.map_err(|error| {
        let at = line + (error.line() as u64).saturating_sub(1);
        if let Some(fault) = fault.take() {
            return (fault.line(at), true);
        }
        let trailing = error.to_string().starts_with("trailing characters");
        let column = column(text, error.line(), error.column());
        let fault = Fault::new(if trailing { "R058" } else { "R054" }).line(at);
        (Fault { column: Some(column), ..fault.arg("column", column) }, false)
    })
}

/// The column in characters of a byte column of a line.
fn column(text: &str, line: usize, byte: usize) -> u64 {
    let line = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let before = line.floor_char_boundary(byte.saturating_sub(1));
    line[..before].chars().count() as u64 + 1
}

/// Builds a [`Raw`]; a fault that is not of the syntax is left in the cell.
#[derive(Clone, Copy)]
struct Tree<'f> {
    fault: &'f RefCell<Option<Fault>>,
    depth: usize,
}

impl Tree<'_> {
    fn inner<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == limits::DEPTH {
            return Err(self.stop(Fault::new("R056").arg("limit", limits::DEPTH)));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }

    fn stop<E: serde::de::Error>(self, fault: Fault) -> E {
        self.fault.replace(Some(fault));
        E::custom("refused")
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Raw;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Raw, E> {
        Ok(Raw::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Raw, E> {
        Ok(Raw::Int(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Raw, E> {
        Ok(i64::try_from(number).map_or(Raw::Number, Raw::Int))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let inner = self.inner()?;
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element_seed(inner)? {
            elements.push(element);
        }
        Ok(Raw::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let inner = self.inner()?;
        let (mut entries, mut seen) = (Vec::new(), HashSet::new());
        while let Some(key) = map.next_key::<String>()? {
            if !seen.insert(key.clone()) {
                // By number: the schema is not known here, so the key may be anything.
                let number = entries.len() + 1;
                return Err(self.stop(Fault::new("R055").arg("number", number)));
            }
            entries.push((key, map.next_value_seed(inner)?));
        }
        Ok(Raw::Object(entries))
    }
}
