//! A PDF file from the first page to the last.

use std::io::{self, Write};
use std::sync::Arc;

use chohyo_fonts::FontSet;
use pdf_writer::{Chunk, Finish, Name, Ref};

use super::encoder::{Encoded, EncodedLayer, EncodedPage, Encoder};
use super::error::PdfError;
use super::image::Images;
use super::metadata::{Metadata, Parts, Profile, catalog, info, profile_entries, xmp};
use super::number::points;
use super::pages::PageTree;
use super::uses::Fonts;
use super::writer::{FileWriter, chunk};
use super::{font, icc};
use crate::length::Size;
use crate::page::Document;

/// Writes documents into one PDF file. Memory grows with the number of fonts' glyphs and a few
/// bytes per page, not with what is on the pages.
///
/// Bytes depend on the documents and their order alone, not on which encoder packed which.
pub struct Session<'a, W: Write> {
    file: FileWriter<W>,
    fonts: &'a FontSet,
    meta: Metadata,
    profile: Profile,
    /// For [`Self::push`]; a session that is only added to needs none.
    encoder: Option<Encoder<'a>>,
    used: Fonts,
    images: Images,
    tree: PageTree,
    layers: Vec<Fixed>,
    /// Resources of fixed layers: fonts and pictures.
    resources: Ref,
    /// The font dictionary all resources share.
    font_names: Ref,
    pages: usize,
}

/// A fixed layer in the file.
struct Fixed {
    own: Arc<EncodedLayer>,
    /// The form XObject; none if the layer is empty.
    form: Option<Ref>,
    /// Resources of the pages with this layer: it is `/L` there.
    resources: Ref,
}

impl<'a, W: Write> Session<'a, W> {
    /// Begins a file.
    ///
    /// # Errors
    /// What `out` says when it is written to.
    pub fn begin(
        out: W,
        fonts: &'a FontSet,
        meta: &Metadata,
        profile: Profile,
    ) -> io::Result<Self> {
        let mut file = FileWriter::begin(out)?;
        let (resources, font_names) = (file.reserve(), file.reserve());
        Ok(Self {
            file,
            fonts,
            meta: meta.clone(),
            profile,
            encoder: None,
            used: Fonts::default(),
            images: Images::default(),
            tree: PageTree::default(),
            layers: Vec::new(),
            resources,
            font_names,
            pages: 0,
        })
    }

    /// Packs the pages of a record and adds them.
    ///
    /// # Errors
    /// `P001`–`P003` for an item that cannot be written, `P009` if the output fails. The file is
    /// then unusable.
    pub fn push(&mut self, document: &Document) -> Result<(), PdfError> {
        let encoder = self.encoder.get_or_insert_with(|| Encoder::new(self.fonts));
        let encoded = encoder.encode(document).map_err(|error| error.after(self.pages))?;
        self.add(&encoded)
    }

    /// Adds the pages of a record that an encoder with the same fonts packed.
    ///
    /// # Errors
    /// `P009` if the output fails. The file is then unusable.
    pub fn add(&mut self, encoded: &Encoded) -> Result<(), PdfError> {
        for page in &encoded.pages {
            self.page(page)?;
        }
        self.used.add(&encoded.uses);
        self.images.add(&encoded.pictures, &mut self.file)?;
        Ok(())
    }

    fn page(&mut self, page: &EncodedPage) -> io::Result<()> {
        self.pages += 1;
        let resources = self.fixed(&page.layer)?;
        let contents = self.file.reserve();
        self.file.packed(contents, &page.content, |_| {})?;
        let parent = self.tree.parent(&mut self.file)?;
        let id = self.file.reserve();
        let area = media_box(page.size);
        self.file.object(id, |chunk| {
            let mut object = chunk.page(id);
            object.parent(parent).media_box(area).contents(contents);
            object.pair(Name(b"Resources"), resources);
        })?;
        self.tree.add(id);
        Ok(())
    }

    /// Writes a fixed layer the first time it is seen; returns the resources of its pages.
    fn fixed(&mut self, layer: &Arc<EncodedLayer>) -> io::Result<Ref> {
        let same = |own: &&Fixed| {
            let own = &own.own;
            Arc::ptr_eq(own, layer) || own.size == layer.size && own.content == layer.content
        };
        if let Some(known) = self.layers.iter().find(same) {
            return Ok(known.resources);
        }
        self.used.add(&layer.uses);
        self.images.add(&layer.pictures, &mut self.file)?;
        let form = match layer.content.is_empty() {
            true => None,
            false => Some(self.form(&layer.content, layer.size)?),
        };
        let resources = self.file.reserve();
        self.layers.push(Fixed { own: layer.clone(), form, resources });
        Ok(resources)
    }

    fn form(&mut self, content: &[u8], size: Size) -> io::Result<Ref> {
        let id = self.file.reserve();
        let (area, resources) = (media_box(size), self.resources);
        self.file.stream(id, content, |stream| {
            stream.pair(Name(b"Type"), Name(b"XObject")).pair(Name(b"Subtype"), Name(b"Form"));
            stream.pair(Name(b"BBox"), area).pair(Name(b"Resources"), resources);
        })?;
        Ok(id)
    }

    /// Ends the file: fonts, page tree, metadata, cross references.
    ///
    /// # Errors
    /// `P004` or `P005` for a face that cannot be embedded, `P009` if the output fails.
    pub fn finish(self) -> Result<W, PdfError> {
        self.finish_hashed().map(|(out, ..)| out)
    }

    /// As [`Self::finish`]; also gives the size of the file in bytes and its SHA-256.
    ///
    /// # Errors
    /// Those of [`Self::finish`].
    pub fn finish_hashed(mut self) -> Result<(W, u64, [u8; 32]), PdfError> {
        self.write_resources()?;
        let pages = std::mem::take(&mut self.tree).finish(&mut self.file)?;
        let parts = Parts { pages, xmp: self.write_xmp()?, profile: self.write_profile()? };
        let (catalog_id, info_id) = (self.file.reserve(), self.file.reserve());
        let meta = &self.meta;
        self.file.object(catalog_id, |chunk| catalog(chunk, catalog_id, meta, &parts))?;
        self.file.object(info_id, |chunk| info(chunk, info_id, meta))?;
        Ok(self.file.finish(catalog_id, info_id)?)
    }

    fn write_resources(&mut self) -> Result<(), PdfError> {
        let fonts = font::write(&self.used, self.fonts, &mut self.file)?;
        let names = self.font_names;
        self.file.object(names, |chunk| {
            let pairs = fonts.iter().map(|(name, id)| (Name(name.as_bytes()), *id));
            chunk.indirect(names).dict().pairs(pairs);
        })?;
        let own = [(self.resources, None)];
        let pages = self.layers.iter().map(|layer| (layer.resources, layer.form));
        for (id, form) in own.into_iter().chain(pages) {
            let images = &self.images;
            self.file.object(id, |chunk| resources(chunk, id, names, form, images))?;
        }
        Ok(())
    }

    fn write_xmp(&mut self) -> io::Result<Ref> {
        let id = self.file.reserve();
        let packet = xmp(&self.meta, self.profile);
        let mut chunk = chunk();
        // Not deflated: archives look for the packet without a PDF reader.
        chunk.metadata(id, packet.as_bytes()).finish();
        self.file.place(id, &chunk)?;
        Ok(id)
    }

    fn write_profile(&mut self) -> io::Result<Option<Ref>> {
        if self.profile != Profile::PdfA2u {
            return Ok(None);
        }
        let id = self.file.reserve();
        self.file.stream(id, &icc::srgb(), profile_entries)?;
        Ok(Some(id))
    }
}

fn resources(chunk: &mut Chunk, id: Ref, fonts: Ref, form: Option<Ref>, images: &Images) {
    let mut dict = chunk.indirect(id).dict();
    dict.pair(Name(b"Font"), fonts);
    let mut objects = dict.insert(Name(b"XObject")).dict();
    if let Some(form) = form {
        objects.pair(Name(b"L"), form);
    }
    objects.pairs(images.all().map(|(name, id)| (Name(name.as_bytes()), id)));
}

fn media_box(size: Size) -> pdf_writer::Rect {
    let side = |length| (points(length) as f64 / super::number::PT_STEPS as f64) as f32;
    pdf_writer::Rect::new(0.0, 0.0, side(size.width), side(size.height))
}
