//! Documents → what a file takes of them, each by itself and in any thread.

use std::sync::Arc;

use chohyo_fonts::FontSet;

use super::content::{Content, Refused};
use super::deflate::Deflater;
use super::error::PdfError;
use super::image::{Packed, Pictures};
use super::readings::Readings;
use super::text::Array;
use super::uses::{Notebook, Uses};
use crate::diag::Code;
use crate::length::Size;
use crate::page::{Document, Layer, Page, Picture};

/// Fixed layers that are remembered; a form has one for each of its masters.
const REMEMBERED: usize = 64;

/// Turns documents into content streams. A thread has its own; what comes out depends on the
/// document alone, so it is the same whichever encoder made it.
pub struct Encoder<'a> {
    tools: Tools<'a>,
    pages: Deflater,
    layers: Vec<Arc<EncodedLayer>>,
}

/// What content streams are written with.
pub(super) struct Tools<'a> {
    pub(super) fonts: &'a FontSet,
    pub(super) notebook: Notebook,
    pub(super) pictures: Pictures,
    pub(super) readings: Readings,
    /// Buffers, kept for their room.
    pub(super) array: Array,
    pub(super) out: Vec<u8>,
    /// For pictures; hardly any page has one of its own.
    deflater: Option<Deflater>,
}

impl Tools<'_> {
    /// A picture, packed.
    pub(super) fn picture(&mut self, picture: &Arc<Picture>) -> Arc<Packed> {
        self.pictures.pack(picture, self.deflater.get_or_insert_with(Deflater::small))
    }
}

/// The pages of a record, packed: what [`super::Session::add`] takes.
pub struct Encoded {
    pub(super) pages: Vec<EncodedPage>,
    pub(super) uses: Uses,
    pub(super) pictures: Vec<Arc<Packed>>,
}

impl Encoded {
    /// Number of pages.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }
}

/// A page's content.
pub(super) struct EncodedPage {
    pub(super) size: Size,
    pub(super) layer: Arc<EncodedLayer>,
    /// Deflated.
    pub(super) content: Vec<u8>,
}

/// A fixed layer's content.
pub(super) struct EncodedLayer {
    pub(super) layer: Arc<Layer>,
    pub(super) size: Size,
    /// As it is before it is deflated: layers that draw the same are one.
    pub(super) content: Vec<u8>,
    pub(super) uses: Uses,
    pub(super) pictures: Vec<Arc<Packed>>,
}

impl<'a> Encoder<'a> {
    /// An encoder for documents composed with `fonts`.
    pub fn new(fonts: &'a FontSet) -> Self {
        let tools = Tools {
            fonts,
            notebook: Notebook::default(),
            pictures: Pictures::default(),
            readings: Readings::new(),
            array: Array::default(),
            out: Vec::new(),
            deflater: None,
        };
        Self { tools, pages: Deflater::fast(), layers: Vec::new() }
    }

    /// Packs the pages of a record.
    ///
    /// # Errors
    /// `P001`–`P003` for an item that cannot be written, with the page of the record.
    pub fn encode(&mut self, document: &Document) -> Result<Encoded, PdfError> {
        let encoded = self.encode_pages(&document.pages);
        // Also after a refusal: nothing of it may come with the next document.
        let (uses, pictures) = (self.tools.notebook.take(), self.tools.pictures.take());
        Ok(Encoded { pages: encoded?, uses, pictures })
    }

    fn encode_pages(&mut self, pages: &[Page]) -> Result<Vec<EncodedPage>, PdfError> {
        let at = |number, Refused { code, field }| PdfError::Item {
            code: Code(code),
            page: number,
            field,
        };
        // Layers first: what they use is not the document's.
        let layers = (1..).zip(pages).map(|(number, page)| {
            self.layer(&page.fixed, page.size).map_err(|refused| at(number, refused))
        });
        let layers = layers.collect::<Result<Vec<_>, _>>()?;
        let pages = (1..).zip(pages).zip(layers).map(|((number, page), layer)| {
            self.page(page, layer).map_err(|refused| at(number, refused))
        });
        pages.collect()
    }

    fn page(&mut self, page: &Page, layer: Arc<EncodedLayer>) -> Result<EncodedPage, Refused> {
        let mut content = Content::new(&mut self.tools, page.size.height);
        if !page.fixed.items.is_empty() {
            content.layer();
        }
        content.items(&page.items)?;
        let out = content.finish();
        let content = self.pages.pack(&out);
        self.tools.out = out;
        Ok(EncodedPage { size: page.size, layer, content })
    }

    /// The content of a fixed layer, made the first time it is seen.
    fn layer(&mut self, layer: &Arc<Layer>, size: Size) -> Result<Arc<EncodedLayer>, Refused> {
        let known = |own: &&Arc<EncodedLayer>| Arc::ptr_eq(&own.layer, layer) && own.size == size;
        if let Some(own) = self.layers.iter().find(known) {
            return Ok(own.clone());
        }
        let mut content = Content::new(&mut self.tools, size.height);
        content.items(&layer.items)?;
        let content = content.finish();
        let own = Arc::new(EncodedLayer {
            layer: layer.clone(),
            size,
            content,
            uses: self.tools.notebook.take(),
            pictures: self.tools.pictures.take(),
        });
        if self.layers.len() >= REMEMBERED {
            self.layers.clear();
        }
        self.layers.push(own.clone());
        Ok(own)
    }
}
