//! Bounds of what is read of one file.

/// Bounds on what is read of one file: a file of others may be anything. With the default ones a
/// file is read in 4 GiB of memory, whatever it says.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most bytes of the file.
    pub bytes: usize,
    /// Most pages.
    pub pages: usize,
    /// Most dictionaries that stand in the file openly, and objects: each takes memory when its
    /// turn comes.
    pub dictionaries: usize,
    /// Most bytes of one stream without its compression.
    pub stream: usize,
    /// Most bytes of all streams without their compression, pictures left out.
    pub inflated: usize,
    /// Most bytes of content that a page may ask to read, forms as often as they are drawn.
    pub work: usize,
    /// Most glyphs, shapes and images of one page; what comes after sets
    /// [`ReadPage::cut`](super::ReadPage::cut).
    pub marks: usize,
}

impl Default for Limits {
    /// 512 MiB, 200,000 pages, 4 million dictionaries, 256 MiB a stream, 1 GiB inflated, 32 MiB of
    /// work and 200,000 marks a page: ten times a night's notices, and a page of dots.
    fn default() -> Self {
        Self {
            bytes: 512 << 20,
            pages: 200_000,
            dictionaries: 4_000_000,
            stream: 256 << 20,
            inflated: 1 << 30,
            work: 32 << 20,
            marks: 200_000,
        }
    }
}

/// Most points of the shapes of a page, for each of its marks.
pub(super) const POINTS_PER_MARK: usize = 20;
/// Most bytes of text of a page, for each of its marks.
pub(super) const TEXT_PER_MARK: usize = 200;
/// Most samples of a picture that is looked into: A3 at 600 dpi.
pub(super) const PICTURE: u64 = 72_000_000;
/// Most codes of fonts of which is kept what they draw: 200 MB.
pub(super) const MOST_CODES: usize = 1_000_000;
