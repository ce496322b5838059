//! A file as its objects stand in it, found without its own tables: to open a file by its tables
//! is to inflate them. The shadow is the file with a table of another hand behind it, which leads
//! to every object that stands openly, and to no stream of objects.

use std::collections::HashMap;

use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, Object, ObjectIdentifier, String as PdfString,
};
use hayro_interpret::hayro_syntax::reader::{Reader, ReaderContext, ReaderExt};

/// Where the objects of a file stand, the last place of each first.
pub(super) struct Places {
    pub(super) objects: HashMap<ObjectIdentifier, Vec<usize>>,
    trailer: Vec<u8>,
}

/// What a file says beyond this is not looked for before it is opened.
pub(super) struct Beyond;

impl Places {
    /// Finds every object that stands openly in a file, also where no table leads to it.
    pub(super) fn find(bytes: &[u8], most: usize) -> Result<Self, Beyond> {
        is_searchable(bytes)?;
        if bytes.windows(2).filter(|pair| pair == b"<<").count() > most {
            return Err(Beyond);
        }
        let (mut objects, mut count) = (HashMap::<_, Vec<usize>>::new(), 0);
        let mut trailer = Vec::new();
        for at in starts(bytes) {
            let mut reader = Reader::new(bytes);
            reader.jump(at);
            let Some((id, object)) = object(&mut reader) else { continue };
            count += 1;
            if count > most || id.gen_number > 65_535 {
                return Err(Beyond);
            }
            if let Object::Stream(stream) = &object {
                trailer = encryption(stream.dict()).unwrap_or(trailer);
            }
            objects.entry(id).or_default().insert(0, at);
        }
        for (at, _) in bytes.windows(7).enumerate().filter(|(_, word)| word == b"trailer") {
            let mut reader = Reader::new(bytes);
            reader.jump(at + 7);
            reader.skip_white_spaces_and_comments();
            if let Some(dict) = reader.read::<Dict<'_>>(&ReaderContext::dummy()) {
                trailer = encryption(&dict).unwrap_or(trailer);
            }
        }
        Ok(Self { objects, trailer })
    }

    /// How often the object is there that is there most often.
    pub(super) fn rounds(&self) -> usize {
        self.objects.values().map(Vec::len).max().unwrap_or(0)
    }

    /// The ids of the objects that are there more often than that.
    pub(super) fn beyond(&self, round: usize) -> impl Iterator<Item = ObjectIdentifier> + '_ {
        self.objects.iter().filter(move |(_, at)| at.len() > round).map(|(id, _)| *id)
    }

    /// What stands behind the file: a page tree without pages, a table, a trailer. In the first
    /// round the table leads to the last of objects with the same number, then to the one before.
    pub(super) fn appendix(&self, length: usize, round: usize) -> Vec<u8> {
        let free = |from: u32| {
            (from..).find(|&number| !self.objects.contains_key(&ObjectIdentifier::new(number, 0)))
        };
        let root = free(1).unwrap_or(1);
        let pages = free(root + 1).unwrap_or(1);
        let mut text = "\n".to_owned();
        let first = length + text.len();
        text += &format!("{root} 0 obj<</Pages {pages} 0 R>>endobj\n");
        let second = length + text.len();
        text += &format!("{pages} 0 obj<</Kids[]>>endobj\n");
        let table = length + text.len();
        text += "xref\n";
        let mut entry = |number: u32, generation: i32, at: usize| {
            text += &format!("{number} 1\n{at:010} {generation:05} n \n");
        };
        entry(root, 0, first);
        entry(pages, 0, second);
        for (id, at) in &self.objects {
            let at = at.get(round).or(at.last()).copied().unwrap_or(0);
            entry(id.obj_number, id.gen_number, at);
        }
        text += &format!("trailer<</Root {root} 0 R");
        let end = format!(">>\nstartxref\n{table}\n%%EOF\n");
        [text.as_bytes(), &self.trailer, end.as_bytes()].concat()
    }
}

/// Readers that lose a stream's length look for its end: with many such streams, many times
/// through the file.
fn is_searchable(bytes: &[u8]) -> Result<(), Beyond> {
    let (mut total, mut open) = (0usize, 0usize);
    for (at, _) in bytes.windows(6).enumerate().filter(|(_, word)| word == b"stream") {
        if at >= 3 && bytes.get(at - 3..at) == Some(b"end") {
            open = 0;
        } else {
            open += 1;
            total = total.saturating_add(if open > 64 { bytes.len() - at } else { 0 });
        }
    }
    if total / 64 > bytes.len() { Err(Beyond) } else { Ok(()) }
}

/// Where an object may begin: a number, white space or a comment behind it.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let blank = |at: usize| bytes.get(at).is_some_and(|b| b" \t\r\n\x0c\0%".contains(b));
    (0..bytes.len()).filter(move |&at| {
        digit(at) && (at == 0 || !digit(at - 1)) && {
            let first = (at..at + 11).take_while(|&at| digit(at)).count();
            let mut second = at + first;
            while blank(second) && bytes[second] != b'%' {
                second += 1;
            }
            let more = (second..second + 6).take_while(|&at| digit(at)).count();
            blank(at + first)
                && (bytes.get(second) == Some(&b'%')
                    || more > 0 && is_header_end(bytes, second + more))
        }
    })
}

fn is_header_end(bytes: &[u8], mut at: usize) -> bool {
    while bytes.get(at).is_some_and(|b| b" \t\r\n\x0c\0".contains(b)) {
        at += 1;
    }
    bytes.get(at).is_some_and(|&b| b == b'o' || b == b'%')
}

fn object<'a>(reader: &mut Reader<'a>) -> Option<(ObjectIdentifier, Object<'a>)> {
    let context = ReaderContext::dummy();
    let id = reader.read::<ObjectIdentifier>(&context)?;
    reader.skip_white_spaces_and_comments();
    Some((id, reader.read::<Object<'a>>(&context)?))
}

/// What a trailer says of encryption, to be said again: the dictionary by its number or as it
/// stands, and the first half of the file's name.
fn encryption(trailer: &Dict<'_>) -> Option<Vec<u8>> {
    let lock = match trailer.get_raw::<Object<'_>>(b"Encrypt".as_slice())? {
        MaybeRef::Ref(to) => format!("{} {} R", to.obj_number, to.gen_number).into_bytes(),
        MaybeRef::NotRef(Object::Dict(dict)) => dict.data().to_vec(),
        MaybeRef::NotRef(_) => return None,
    };
    let name = trailer.get::<Array<'_>>(b"ID".as_slice());
    let name = name.and_then(|pair| pair.iter::<PdfString<'_>>().next());
    let hex: String =
        name.iter().flat_map(|n| n.as_bytes().to_vec()).map(|b| format!("{b:02x}")).collect();
    Some([b"/Encrypt ".as_slice(), &lock, format!("/ID[<{hex}><{hex}>]").as_bytes()].concat())
}
