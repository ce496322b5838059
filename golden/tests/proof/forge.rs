//! A PDF taken apart and put together again, unpacked, so that its bytes can be made to lie.

use std::collections::BTreeMap;

use chohyo_golden::content::legible;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Object, ObjectIdentifier};

/// An object: what stands between `obj` and `endobj`, without the data of a stream.
pub(crate) struct Part {
    pub(crate) head: String,
    pub(crate) stream: Option<Vec<u8>>,
}

/// The objects of a file by their numbers.
pub(crate) struct Forge {
    pub(crate) parts: BTreeMap<u32, Part>,
    root: u32,
}

/// What holds packed objects or says where they stand: the file is written without.
const PACKING: [&str; 2] = ["/Type/ObjStm", "/Type/XRef"];

impl Forge {
    pub(crate) fn open(bytes: Vec<u8>) -> Self {
        let pdf = Pdf::new(bytes).expect("a PDF");
        let mut parts = BTreeMap::new();
        for number in 1..1_000 {
            let id = ObjectIdentifier::new(number, 0);
            let Some(object) = pdf.xref().get::<Object<'_>>(id) else { continue };
            let (head, stream) = match &object {
                Object::Dict(dict) => (dict.data().to_vec(), None),
                Object::Array(array) => (array.data().to_vec(), None),
                Object::Stream(stream) => {
                    let data = stream.decoded().expect("unpacks").into_owned();
                    (stream.dict().data().to_vec(), Some(data))
                }
                _ => continue,
            };
            let head = String::from_utf8_lossy(&head).replace("/Filter/FlateDecode", "");
            if !PACKING.iter().any(|packing| head.contains(packing)) {
                parts.insert(number, Part { head, stream });
            }
        }
        Self { parts, root: pdf.xref().root_id().obj_number }
    }

    pub(crate) fn close(self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = BTreeMap::new();
        for (number, part) in &self.parts {
            places.insert(*number, out.len());
            out.extend(format!("{number} 0 obj\n").bytes());
            match &part.stream {
                None => out.extend(part.head.bytes()),
                Some(data) => {
                    out.extend(with_length(&part.head, data.len()).bytes());
                    out.extend(b"\nstream\n");
                    out.extend(data);
                    out.extend(b"\nendstream");
                }
            }
            out.extend(b"\nendobj\n");
        }
        let (start, size) = (out.len(), self.parts.keys().last().map_or(0, |last| last + 1));
        out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
        for number in 1..size {
            let place = places.get(&number).copied();
            let kind = if place.is_some() { "00000 n" } else { "65535 f" };
            out.extend(format!("{:010} {kind} \n", place.unwrap_or(0)).bytes());
        }
        let root = self.root;
        out.extend(
            format!("trailer\n<</Size {size}/Root {root} 0 R>>\nstartxref\n{start}\n%%EOF\n")
                .bytes(),
        );
        out
    }

    /// The numbers of the objects whose dictionary holds a word.
    pub(crate) fn numbers(&self, word: &str) -> Vec<u32> {
        let holds = |part: &Part| part.head.contains(word);
        self.parts.iter().filter(|(_, part)| holds(part)).map(|(number, _)| *number).collect()
    }

    /// The first object whose dictionary holds a word.
    pub(crate) fn part(&mut self, word: &str) -> &mut Part {
        self.parts.values_mut().find(|part| part.head.contains(word)).expect("such an object")
    }

    /// Replaces words in the first dictionary that holds them.
    pub(crate) fn head(&mut self, from: &str, to: &str) {
        let part = self.part(from);
        part.head = part.head.replacen(from, to, 1);
    }

    /// The object that a key of a page names, pages counted from 0.
    pub(crate) fn of_page(&self, page: usize, key: &str) -> u32 {
        let pages = self.numbers("/Type/Page/");
        reference(&self.parts[&pages[page]].head, key)
    }

    /// The content of a page as text.
    pub(crate) fn content(&mut self, page: usize, change: impl FnOnce(String) -> String) {
        let number = self.of_page(page, "/Contents");
        self.stream(number, |data| {
            let old = String::from_utf8(legible(&data)).expect("content in ASCII");
            let new = change(old.clone());
            assert_ne!(old, new, "the lie is told");
            new.into_bytes()
        });
    }

    /// Changes the data of a stream.
    pub(crate) fn stream(&mut self, number: u32, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        let part = self.parts.get_mut(&number).expect("such an object");
        let data = part.stream.take().expect("a stream");
        part.stream = Some(change(data));
    }

    /// The first object that a key names, in whatever dictionary.
    pub(crate) fn named(&self, key: &str) -> u32 {
        let part = self.parts.values().find(|part| part.head.contains(key)).expect("such a key");
        reference(&part.head, key)
    }

    /// The streams that hold a word.
    pub(crate) fn streams(&self, word: &str) -> Vec<u32> {
        let holds = |part: &Part| {
            let data = part.stream.as_deref().unwrap_or_default();
            data.windows(word.len()).any(|window| window == word.as_bytes())
        };
        self.parts.iter().filter(|(_, part)| holds(part)).map(|(number, _)| *number).collect()
    }
}

/// The number of `/Key N 0 R`.
fn reference(head: &str, key: &str) -> u32 {
    let rest = &head[head.find(key).expect("such a key") + key.len()..];
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a reference")
}

/// A dictionary that says a length.
fn with_length(head: &str, length: usize) -> String {
    let at = head.find("/Length ").expect("a stream says its length") + "/Length ".len();
    let digits = head[at..].chars().take_while(char::is_ascii_digit).count();
    format!("{}{length}{}", &head[..at], &head[at + digits..])
}
