//! What a file weighs, before any of it is inflated for reading: a few kilobytes can stand for
//! many gigabytes, and a page can ask for the same form without end.

mod effort;
mod filters;
mod jpeg;
mod shadow;

use std::collections::HashSet;
use std::sync::Arc;

use hayro_interpret::CacheKey;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use super::limits::{Limits, PICTURE};
use crate::diag::Diagnostic;
use shadow::Places;

pub(super) use effort::Effort;

/// Most bytes of a table of cross references, and of a stream of objects: every object of it takes
/// memory of its own.
const TABLE: usize = 16 << 20;
/// Most objects with the same number, as files have that were changed again and again.
const ROUNDS: usize = 64;

/// Pictures of the file that can be looked into.
pub(super) type Pictures = HashSet<u128>;

/// What was weighed so far.
struct Scales<'l> {
    limits: &'l Limits,
    pictures: Pictures,
    /// Streams of objects that a table of cross references leads to.
    holders: HashSet<u32>,
    dictionaries: usize,
    inflated: usize,
}

fn beyond(what: &'static str) -> Diagnostic {
    Diagnostic::error("P037").arg("what", what)
}

/// Weighs a file.
///
/// # Errors
/// `P032` it needs a password; `P037` it asks for more than the limits.
pub(super) fn weigh(bytes: Vec<u8>, limits: &Limits) -> Result<(Vec<u8>, Pictures), Diagnostic> {
    let places = Places::find(&bytes, limits.dictionaries).map_err(|_| beyond("objects"))?;
    if places.rounds() > ROUNDS {
        return Err(beyond("changes"));
    }
    let mut scales = Scales {
        limits,
        pictures: Pictures::new(),
        holders: HashSet::new(),
        dictionaries: 0,
        inflated: 0,
    };
    let mut bytes = bytes;
    for round in 0..places.rounds() {
        bytes = scales.round(bytes, &places, round)?;
    }
    Ok((bytes, scales.pictures))
}

impl Scales<'_> {
    /// Weighs the streams that are there more often than this. The file comes back as it was.
    fn round(
        &mut self,
        mut bytes: Vec<u8>,
        places: &Places,
        round: usize,
    ) -> Result<Vec<u8>, Diagnostic> {
        let length = bytes.len();
        bytes.extend(places.appendix(length, round));
        let shared = Arc::new(bytes);
        let shadow = Pdf::new(Arc::clone(&shared)).map_err(|error| match error {
            LoadPdfError::Decryption(_) => Diagnostic::error("P032"),
            LoadPdfError::Invalid => Diagnostic::error("P031"),
        })?;
        let streams: Vec<Stream<'_>> =
            places.beyond(round).filter_map(|id| shadow.xref().get(id)).collect();
        self.streams(&streams, places)?;
        drop(streams);
        drop(shadow);
        let mut bytes = Arc::try_unwrap(shared).unwrap_or_else(|shared| shared.to_vec());
        bytes.truncate(length);
        Ok(bytes)
    }

    fn streams(&mut self, streams: &[Stream<'_>], places: &Places) -> Result<(), Diagnostic> {
        for stream in streams {
            if !filters::are_sound(stream) || !is_told(stream, places) {
                return Err(beyond("filters"));
            }
            if is_table(stream.dict()) {
                self.table(stream)?;
            }
        }
        let mut plain = Vec::new();
        for stream in streams {
            let is_holder = self.holders.contains(&stream.obj_id().obj_number);
            if is_holder || is_holder_by_name(stream.dict()) {
                self.holder(stream)?;
            } else if is_picture(stream.dict()) {
                self.picture(stream)?;
            } else if !is_table(stream.dict()) {
                plain.push(stream);
            }
        }
        self.plain(&plain)
    }

    /// A table of cross references: which streams hold objects.
    fn table(&mut self, stream: &Stream<'_>) -> Result<(), Diagnostic> {
        filters::length(stream, TABLE).ok_or_else(|| beyond("table"))?;
        let data = stream.decoded_data().unwrap_or_default();
        let Some([kind, number, index]) = stream.dict().get::<[u8; 3]>(b"W".as_slice()) else {
            return Ok(());
        };
        let (kind, number, index) = (usize::from(kind), usize::from(number), usize::from(index));
        let row = kind + number + index;
        for row in data.chunks_exact(row.max(1)) {
            if kind > 0 && row.get(kind - 1) == Some(&2) {
                let digits = row.iter().skip(kind).take(number);
                self.holders.insert(digits.fold(0u32, |n, &digit| n << 8 | u32::from(digit)));
            }
        }
        Ok(())
    }

    fn holder(&mut self, stream: &Stream<'_>) -> Result<(), Diagnostic> {
        let length = filters::length(stream, TABLE).ok_or_else(|| beyond("objects"))?;
        let data = stream.decoded_data().unwrap_or_default();
        self.dictionaries += data.windows(2).filter(|pair| pair == b"<<").count();
        if self.dictionaries > self.limits.dictionaries {
            return Err(beyond("objects"));
        }
        self.add(length)
    }

    fn picture(&mut self, stream: &Stream<'_>) -> Result<(), Diagnostic> {
        let bound = self.limits.stream;
        if filters::at_most(stream) > bound && filters::length(stream, bound).is_none() {
            return Err(beyond("picture"));
        }
        if is_plain_picture(stream.dict(), stream) {
            self.pictures.insert(stream.cache_key());
        }
        Ok(())
    }

    /// Whatever else: texts of pages, fonts, maps. Only what could be too long is inflated.
    fn plain(&mut self, streams: &[&Stream<'_>]) -> Result<(), Diagnostic> {
        let most = |stream: &&Stream<'_>| filters::at_most(stream);
        let total = streams.iter().map(most).fold(self.inflated, usize::saturating_add);
        if total <= self.limits.inflated && streams.iter().all(|s| most(s) <= self.limits.stream) {
            self.inflated = total;
            return Ok(());
        }
        for stream in streams {
            self.add(filters::length(stream, self.limits.stream).ok_or_else(|| beyond("stream"))?)?;
        }
        Ok(())
    }

    fn add(&mut self, length: usize) -> Result<(), Diagnostic> {
        self.inflated = self.inflated.saturating_add(length);
        if self.inflated > self.limits.inflated { Err(beyond("streams")) } else { Ok(()) }
    }
}

/// Whether it is told openly how the stream is coded.
fn is_told(stream: &Stream<'_>, places: &Places) -> bool {
    filters::references(stream.dict()).into_iter().all(|(number, generation)| {
        let id = ObjectIdentifier::new(number, generation);
        places.objects.get(&id).is_some_and(|at| at.len() == 1)
    })
}

fn is_table(dict: &Dict<'_>) -> bool {
    dict.get::<Array<'_>>(b"W".as_slice()).is_some()
}

fn is_holder_by_name(dict: &Dict<'_>) -> bool {
    is_named(dict, "Type", "ObjStm") || dict.contains_key(b"First".as_slice())
}

fn is_picture(dict: &Dict<'_>) -> bool {
    is_named(dict, "Subtype", "Image")
}

fn is_named(dict: &Dict<'_>, key: &str, name: &str) -> bool {
    dict.get::<Name<'_>>(key.as_bytes()).is_some_and(|found| found.as_str() == name)
}

/// Whether a picture, and what masks it, is made of samples as they are, not too many: what a
/// coder of pictures makes of a file is not bounded by anything that the file says. Only JPEG says
/// it in its own bytes.
fn is_plain_picture(dict: &Dict<'_>, stream: &Stream<'_>) -> bool {
    let masks = [b"SMask".as_slice(), b"Mask"];
    let masks = masks.iter().filter_map(|key| dict.get::<Stream<'_>>(key));
    is_plain(stream) && masks.into_iter().all(|mask| is_plain(&mask))
}

fn is_plain(picture: &Stream<'_>) -> bool {
    let dict = picture.dict();
    let side = |key: &str| u64::from(dict.get::<u32>(key.as_bytes()).unwrap_or(0));
    let samples = side("Width") * side("Height");
    let colours = dict.get::<Object<'_>>(b"ColorSpace".as_slice());
    let few = match colours {
        Some(Object::Array(space)) => {
            let kind = space.iter::<Object<'_>>().next();
            !matches!(kind, Some(Object::Name(name)) if name.as_str() == "DeviceN")
        }
        _ => true,
    };
    let known = match picture.filters()[..] {
        [Filter::DctDecode] => jpeg::is_small(&picture.raw_data()),
        ref filters => !filters.iter().any(|filter| filters::is_picture(*filter)),
    };
    (1..=PICTURE).contains(&samples) && few && known
}
