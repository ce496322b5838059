//! Buffers of pages that are written: the texts of the next ones are set in them.

use crate::page::{Cluster, Document, Draw, Glyph, Item};

/// Most buffers of a kind that are kept: the texts of some pages.
const MOST: usize = 1_024;

/// Empty buffers.
#[derive(Default)]
pub(super) struct Spare {
    texts: Vec<String>,
    clusters: Vec<Vec<Cluster>>,
    glyphs: Vec<Vec<Glyph>>,
    items: Vec<Vec<Item>>,
}

impl Spare {
    /// Keeps the buffers of pages.
    pub(super) fn keep(&mut self, document: Document) {
        for mut page in document.pages {
            for item in page.items.drain(..) {
                if let Draw::Text(mut run) = item.draw {
                    run.text.clear();
                    run.clusters.clear();
                    run.glyphs.clear();
                    keep(&mut self.texts, run.text);
                    keep(&mut self.clusters, run.clusters);
                    keep(&mut self.glyphs, run.glyphs);
                }
            }
            keep(&mut self.items, page.items);
        }
    }

    pub(super) fn items(&mut self) -> Vec<Item> {
        self.items.pop().unwrap_or_default()
    }

    pub(super) fn text(&mut self) -> String {
        self.texts.pop().unwrap_or_default()
    }

    /// Room for the clusters of a line and for as many glyphs.
    pub(super) fn line(&mut self, clusters: usize) -> (Vec<Cluster>, Vec<Glyph>) {
        let mut line =
            (self.clusters.pop().unwrap_or_default(), self.glyphs.pop().unwrap_or_default());
        line.0.reserve(clusters);
        line.1.reserve(clusters);
        line
    }
}

fn keep<T>(kept: &mut Vec<T>, buffer: T) {
    if kept.len() < MOST {
        kept.push(buffer);
    }
}
