//! The field of 256 elements of QR codes: x⁸ + x⁴ + x³ + x² + 1.

/// Whether codewords are a word of the Reed–Solomon code with so many check words.
pub(super) fn is_word(codewords: &[u8], checks: u8) -> bool {
    let mut root = 1;
    (0..checks).all(|_| {
        let sum = codewords.iter().fold(0, |sum, word| times(sum, root) ^ word);
        root = times(root, 2);
        sum == 0
    })
}

fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b > 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        let carry = a & 0x80 != 0;
        a <<= 1;
        if carry {
            a ^= 0x1d;
        }
        b >>= 1;
    }
    product
}
