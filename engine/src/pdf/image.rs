//! Pictures: written once per file, named by what they show.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::sync::Arc;

use pdf_writer::{Name, Ref};
use sha2::{Digest, Sha256};

use super::number::hex;
use super::writer::FileWriter;
use crate::page::Picture;

/// Pictures whose names are remembered. Each may be one record's own, so they are not kept.
const REMEMBERED: usize = 64;

/// The pictures of a file.
#[derive(Default)]
pub(super) struct Images {
    remembered: HashMap<*const Picture, (Arc<Picture>, String)>,
    written: BTreeMap<String, Option<Ref>>,
    waiting: Vec<(String, Arc<Picture>)>,
}

impl Images {
    /// Resource name of a picture: `I` and 16 digits of the hash of what it shows.
    pub(super) fn name(&mut self, picture: &Arc<Picture>) -> String {
        if let Some((_, name)) = self.remembered.get(&Arc::as_ptr(picture)) {
            return name.clone();
        }
        let name = name(picture);
        if !self.written.contains_key(&name) {
            self.written.insert(name.clone(), None);
            self.waiting.push((name.clone(), picture.clone()));
        }
        if self.remembered.len() >= REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(Arc::as_ptr(picture), (picture.clone(), name.clone()));
        name
    }

    /// Writes the pictures named since the last time.
    pub(super) fn write<W: Write>(&mut self, file: &mut FileWriter<W>) -> io::Result<()> {
        for (name, picture) in std::mem::take(&mut self.waiting) {
            let id = write(&picture, file)?;
            self.written.insert(name, Some(id));
        }
        Ok(())
    }

    /// Names and objects of all pictures written.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, Ref)> {
        self.written.iter().filter_map(|(name, id)| id.map(|id| (name.as_str(), id)))
    }
}

fn name(picture: &Picture) -> String {
    let mut hash = Sha256::new();
    hash.update(picture.width.to_be_bytes());
    hash.update(picture.height.to_be_bytes());
    hash.update([u8::from(picture.rgb), u8::from(picture.alpha.is_some())]);
    hash.update(&picture.pixels);
    hash.update(picture.alpha.as_deref().unwrap_or_default());
    let mut name = vec![b'I'];
    for pair in hash.finalize()[..8].chunks_exact(2) {
        hex(&mut name, u16::from_be_bytes([pair[0], pair[1]]));
    }
    name.into_iter().map(char::from).collect()
}

fn write<W: Write>(picture: &Picture, file: &mut FileWriter<W>) -> io::Result<Ref> {
    let mask = match &picture.alpha {
        Some(alpha) => Some(plane(picture, alpha, b"DeviceGray", None, file)?),
        None => None,
    };
    let space: &[u8] = if picture.rgb { b"DeviceRGB" } else { b"DeviceGray" };
    plane(picture, &picture.pixels, space, mask, file)
}

fn plane<W: Write>(
    picture: &Picture,
    samples: &[u8],
    space: &[u8],
    mask: Option<Ref>,
    file: &mut FileWriter<W>,
) -> io::Result<Ref> {
    let id = file.reserve();
    file.stream(id, samples, |stream| {
        stream.pair(Name(b"Type"), Name(b"XObject")).pair(Name(b"Subtype"), Name(b"Image"));
        // Sides are at most `crate::picture::limits::SIDE`.
        stream.pair(Name(b"Width"), picture.width as i32);
        stream.pair(Name(b"Height"), picture.height as i32);
        stream.pair(Name(b"ColorSpace"), Name(space)).pair(Name(b"BitsPerComponent"), 8);
        if let Some(mask) = mask {
            stream.pair(Name(b"SMask"), mask);
        }
    })?;
    Ok(id)
}
