//! Big-endian numbers of a table; reading past the end is `None`.

/// The bytes of a table.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    fn array<const N: usize>(self, at: usize) -> Option<[u8; N]> {
        self.0.get(at..)?.first_chunk().copied()
    }

    pub(super) fn u8(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    pub(super) fn u16(self, at: usize) -> Option<u16> {
        self.array(at).map(u16::from_be_bytes)
    }

    pub(super) fn i16(self, at: usize) -> Option<i16> {
        self.array(at).map(i16::from_be_bytes)
    }

    pub(super) fn u24(self, at: usize) -> Option<u32> {
        self.array(at).map(|[a, b, c]| u32::from_be_bytes([0, a, b, c]))
    }

    pub(super) fn u32(self, at: usize) -> Option<u32> {
        self.array(at).map(u32::from_be_bytes)
    }

    /// A 32-bit count or offset.
    pub(super) fn size(self, at: usize) -> Option<usize> {
        self.u32(at).and_then(|value| usize::try_from(value).ok())
    }

    /// A 16-bit count or offset.
    pub(super) fn short(self, at: usize) -> Option<usize> {
        self.u16(at).map(usize::from)
    }

    /// What begins at `at`.
    pub(super) fn from(self, at: usize) -> Option<Self> {
        self.0.get(at..).map(Self)
    }

    /// `length` bytes from `at`.
    pub(super) fn part(self, at: usize, length: usize) -> Option<Self> {
        self.0.get(at..at.checked_add(length)?).map(Self)
    }

    /// `count` entries of `size` bytes from `at`.
    pub(super) fn entries(
        self,
        at: usize,
        count: usize,
        size: usize,
    ) -> Option<impl Iterator<Item = Bytes<'a>>> {
        let all = self.part(at, count.checked_mul(size)?)?;
        Some(all.0.chunks_exact(size).map(Bytes))
    }
}
