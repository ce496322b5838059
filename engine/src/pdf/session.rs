//! A PDF file from the first page to the last.

use std::io::{self, Write};
use std::sync::Arc;

use chohyo_fonts::FontSet;
use pdf_writer::{Chunk, Finish, Name, Ref};

use super::content::{Content, Refused};
use super::error::PdfError;
use super::image::Images;
use super::metadata::{Metadata, Parts, Profile, catalog, info, profile_entries, xmp};
use super::number::points;
use super::pages::PageTree;
use super::uses::Uses;
use super::writer::{FileWriter, chunk};
use super::{font, icc};
use crate::diag::Code;
use crate::length::Size;
use crate::page::{Document, Layer, Page};

/// Writes documents into one PDF file. Memory grows with the number of fonts' glyphs and a few
/// bytes per page, not with what is on the pages.
pub struct Session<'a, W: Write> {
    file: FileWriter<W>,
    fonts: &'a FontSet,
    meta: Metadata,
    profile: Profile,
    uses: Uses,
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
    layer: Arc<Layer>,
    size: Size,
    content: Vec<u8>,
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
            uses: Uses::default(),
            images: Images::default(),
            tree: PageTree::default(),
            layers: Vec::new(),
            resources,
            font_names,
            pages: 0,
        })
    }

    /// Adds the pages of a record.
    ///
    /// # Errors
    /// `P001`–`P003` for an item that cannot be written, `P009` if the output fails. The file is
    /// then unusable.
    pub fn push(&mut self, document: &Document) -> Result<(), PdfError> {
        document.pages.iter().try_for_each(|page| self.page(page))
    }

    fn page(&mut self, page: &Page) -> Result<(), PdfError> {
        self.pages += 1;
        let resources = self.fixed(&page.fixed, page.size)?;
        let bytes = self.content(page.size, |content| {
            if !page.fixed.items.is_empty() {
                content.layer();
            }
            content.items(&page.items)
        })?;
        let contents = self.file.reserve();
        self.file.stream(contents, &bytes, |_| {})?;
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
    fn fixed(&mut self, layer: &Arc<Layer>, size: Size) -> Result<Ref, PdfError> {
        let known = |own: &&Fixed| Arc::ptr_eq(&own.layer, layer) && own.size == size;
        if let Some(own) = self.layers.iter().find(known) {
            return Ok(own.resources);
        }
        let content = self.content(size, |content| content.items(&layer.items))?;
        let same = |own: &&Fixed| own.size == size && own.content == content;
        if let Some(own) = self.layers.iter().find(same) {
            return Ok(own.resources);
        }
        let form = match content.is_empty() {
            true => None,
            false => Some(self.form(&content, size)?),
        };
        let resources = self.file.reserve();
        self.layers.push(Fixed { layer: layer.clone(), size, content, form, resources });
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

    fn content(
        &mut self,
        size: Size,
        write: impl FnOnce(&mut Content<'_>) -> Result<(), Refused>,
    ) -> Result<Vec<u8>, PdfError> {
        let mut content = Content::new(self.fonts, &mut self.uses, &mut self.images, size.height);
        write(&mut content).map_err(|Refused { code, field }| PdfError::Item {
            code: Code(code),
            page: self.pages,
            field,
        })?;
        let bytes = content.finish();
        self.images.write(&mut self.file)?;
        Ok(bytes)
    }

    /// Ends the file: fonts, page tree, metadata, cross references.
    ///
    /// # Errors
    /// `P004` or `P005` for a face that cannot be embedded, `P009` if the output fails.
    pub fn finish(mut self) -> Result<W, PdfError> {
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
        let fonts = font::write(&self.uses, self.fonts, &mut self.file)?;
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
