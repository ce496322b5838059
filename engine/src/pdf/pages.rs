//! The page tree: nodes of at most 32 kids, written as soon as they are full.

use std::io::{self, Write};

use pdf_writer::Ref;

use super::writer::FileWriter;

/// Kids of a node.
const FAN_OUT: usize = 32;

struct Node {
    id: Ref,
    kids: Vec<Ref>,
    pages: i32,
}

/// The open node of every level, lowest first.
#[derive(Default)]
pub(super) struct PageTree {
    open: Vec<Node>,
}

impl PageTree {
    /// The node that the next page belongs to.
    pub(super) fn parent<W: Write>(&mut self, file: &mut FileWriter<W>) -> io::Result<Ref> {
        self.room(0, file)
    }

    /// Adds a page to the node that [`Self::parent`] named.
    pub(super) fn add(&mut self, page: Ref) {
        if let Some(node) = self.open.first_mut() {
            node.kids.push(page);
            node.pages += 1;
        }
    }

    /// The node of a level with room for one kid more.
    fn room<W: Write>(&mut self, level: usize, file: &mut FileWriter<W>) -> io::Result<Ref> {
        if self.open.get(level).is_some_and(|node| node.kids.len() >= FAN_OUT) {
            self.close(level, file)?;
        }
        match self.open.get(level) {
            Some(node) => Ok(node.id),
            None => Ok(self.start(level, file)),
        }
    }

    /// Writes the node of a level under its parent and starts the next one.
    fn close<W: Write>(&mut self, level: usize, file: &mut FileWriter<W>) -> io::Result<()> {
        let parent = self.room(level + 1, file)?;
        let Some(slot) = self.open.get_mut(level) else {
            return Ok(());
        };
        let next = Node { id: file.reserve(), kids: Vec::new(), pages: 0 };
        let full = std::mem::replace(slot, next);
        if let Some(above) = self.open.get_mut(level + 1) {
            above.kids.push(full.id);
            above.pages += full.pages;
        }
        write(&full, Some(parent), file)
    }

    fn start<W: Write>(&mut self, level: usize, file: &mut FileWriter<W>) -> Ref {
        let id = file.reserve();
        let node = Node { id, kids: Vec::new(), pages: 0 };
        debug_assert_eq!(level, self.open.len(), "levels open from below");
        self.open.push(node);
        id
    }

    /// Writes what is open; the last node is the root.
    pub(super) fn finish<W: Write>(mut self, file: &mut FileWriter<W>) -> io::Result<Ref> {
        self.parent(file)?;
        let mut nodes = std::mem::take(&mut self.open);
        for level in 0..nodes.len() {
            let above = nodes.get(level + 1).map(|node| node.id);
            let (id, pages) = (nodes[level].id, nodes[level].pages);
            write(&nodes[level], above, file)?;
            match nodes.get_mut(level + 1) {
                Some(node) => {
                    node.kids.push(id);
                    node.pages += pages;
                }
                None => return Ok(id),
            }
        }
        Err(io::Error::other("page tree without a node"))
    }
}

fn write<W: Write>(node: &Node, parent: Option<Ref>, file: &mut FileWriter<W>) -> io::Result<()> {
    file.object(node.id, |chunk| {
        let mut pages = chunk.pages(node.id);
        if let Some(parent) = parent {
            pages.parent(parent);
        }
        pages.kids(node.kids.iter().copied()).count(node.pages);
    })
}
