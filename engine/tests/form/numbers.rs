//! Deterministic numbers.

/// xorshift.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// A number from 0 to `n` − 1.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}
