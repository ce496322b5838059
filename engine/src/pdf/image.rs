//! Pictures: packed once per encoder, written once per file, named by what they show.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::sync::Arc;

use pdf_writer::{Name, Ref};
use sha2::{Digest, Sha256};

use super::deflate::Deflater;
use super::number::hex;
use super::writer::FileWriter;
use crate::page::Picture;

/// Pictures that are remembered. Each may be one record's own, so they are not kept.
const REMEMBERED: usize = 64;

/// A picture as the file has it.
pub(super) struct Packed {
    /// Resource name: `I` and 16 digits of the hash of what it shows.
    pub(super) name: String,
    picture: Arc<Picture>,
    samples: Vec<u8>,
    mask: Option<Vec<u8>>,
}

/// Packs the pictures of one document after the other.
#[derive(Default)]
pub(super) struct Pictures {
    remembered: HashMap<*const Picture, Arc<Packed>>,
    used: Vec<Arc<Packed>>,
}

impl Pictures {
    /// A picture in use.
    pub(super) fn pack(&mut self, picture: &Arc<Picture>, deflater: &mut Deflater) -> Arc<Packed> {
        let packed = self.remember(picture, deflater);
        if !self.used.iter().any(|used| used.name == packed.name) {
            self.used.push(packed.clone());
        }
        packed
    }

    fn remember(&mut self, picture: &Arc<Picture>, deflater: &mut Deflater) -> Arc<Packed> {
        if let Some(packed) = self.remembered.get(&Arc::as_ptr(picture)) {
            return packed.clone();
        }
        let packed = Arc::new(Packed {
            name: name(picture),
            picture: picture.clone(),
            samples: deflater.pack(&picture.pixels),
            mask: picture.alpha.as_ref().map(|alpha| deflater.pack(alpha)),
        });
        if self.remembered.len() >= REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(Arc::as_ptr(picture), packed.clone());
        packed
    }

    /// What was used since the last time.
    pub(super) fn take(&mut self) -> Vec<Arc<Packed>> {
        std::mem::take(&mut self.used)
    }
}

/// The pictures of a file.
#[derive(Default)]
pub(super) struct Images(BTreeMap<String, Ref>);

impl Images {
    /// Writes those of the pictures that the file does not have yet.
    pub(super) fn add<W: Write>(
        &mut self,
        pictures: &[Arc<Packed>],
        file: &mut FileWriter<W>,
    ) -> io::Result<()> {
        for packed in pictures {
            if !self.0.contains_key(&packed.name) {
                let id = write(packed, file)?;
                self.0.insert(packed.name.clone(), id);
            }
        }
        Ok(())
    }

    /// Names and objects of all pictures written.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, Ref)> {
        self.0.iter().map(|(name, id)| (name.as_str(), *id))
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

fn write<W: Write>(packed: &Packed, file: &mut FileWriter<W>) -> io::Result<Ref> {
    let picture = &packed.picture;
    let mask = match &packed.mask {
        Some(alpha) => Some(plane(picture, alpha, b"DeviceGray", None, file)?),
        None => None,
    };
    let space: &[u8] = if picture.rgb { b"DeviceRGB" } else { b"DeviceGray" };
    plane(picture, &packed.samples, space, mask, file)
}

fn plane<W: Write>(
    picture: &Picture,
    packed: &[u8],
    space: &[u8],
    mask: Option<Ref>,
    file: &mut FileWriter<W>,
) -> io::Result<Ref> {
    let id = file.reserve();
    file.packed(id, packed, |stream| {
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
