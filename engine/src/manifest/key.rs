//! The key of a run and the fingerprint of a record under it. A plain hash of a record could be
//! found again by trying: names and birth dates are few.

use sha2::{Digest, Sha256};

use crate::record::{GroupValue, Record, Value};

/// Bytes of a block of SHA-256.
const BLOCK: usize = 64;

/// The secret key of a run. No `Debug`.
pub struct Key {
    /// HMAC's inner hash, with its padded key taken in.
    inner: Sha256,
    /// The outer one.
    outer: Sha256,
}

impl Key {
    /// Fewest bytes of a key: those of the hash.
    pub const BYTES: usize = 32;

    /// A key of these bytes; `None` if they are fewer than [`Key::BYTES`].
    pub fn new(secret: &[u8]) -> Option<Self> {
        (secret.len() >= Self::BYTES).then(|| Self::any(secret))
    }

    /// HMAC (RFC 2104) over SHA-256.
    fn any(secret: &[u8]) -> Self {
        let mut block = [0; BLOCK];
        match block.get_mut(..secret.len()) {
            Some(start) => start.copy_from_slice(secret),
            None => block[..32].copy_from_slice(&Sha256::digest(secret)),
        }
        let padded = |pad: u8| Sha256::new().chain_update(block.map(|byte| byte ^ pad));
        Self { inner: padded(0x36), outer: padded(0x5C) }
    }

    fn finish(&self, inner: Sha256) -> String {
        hex(&self.outer.clone().chain_update(inner.finalize()).finalize())
    }

    /// The fingerprint of a record: its values in the order of the schema, whatever the format and
    /// the order of columns it was read from. Hexadecimal.
    pub fn of(&self, record: &Record) -> String {
        let mut inner = self.inner.clone();
        group(&mut inner, &record.root);
        self.finish(inner)
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

fn group(hash: &mut Sha256, group: &GroupValue) {
    count(hash, b'{', group.0.len());
    group.0.iter().for_each(|one| value(hash, one));
}

/// A letter of the kind, then the value; whatever has no fixed length has its length before it, so
/// that no two records run into the same bytes.
fn value(hash: &mut Sha256, value: &Value) {
    match value {
        Value::Empty => hash.update(b"0"),
        Value::Text(words) => text(hash, words),
        Value::Int(number) => fixed(hash, b'i', &number.to_be_bytes()),
        Value::Date(date) => {
            let day = date.date.map(|day| format!("{}-{}-{}", day.year, day.month, day.day));
            hash.update(b"d");
            text(hash, &day.unwrap_or_default());
            text(hash, date.words.as_deref().unwrap_or_default());
        }
        Value::Month(year, month) => {
            fixed(hash, b'm', &year.to_be_bytes());
            hash.update([*month]);
        }
        Value::Year(year) => fixed(hash, b'y', &year.to_be_bytes()),
        Value::Time(time) => {
            hash.update(b"t");
            text(hash, &time.text());
        }
        Value::Flag(flag) => fixed(hash, b'f', &[u8::from(*flag)]),
        Value::Code(index) => fixed(hash, b'c', &(*index as u64).to_be_bytes()),
        Value::Image(picture) => {
            fixed(hash, b'p', &picture.width.to_be_bytes());
            hash.update(picture.height.to_be_bytes());
            count(hash, b'b', picture.pixels.len());
            hash.update(&picture.pixels);
            let alpha = picture.alpha.as_deref().unwrap_or_default();
            count(hash, b'a', alpha.len());
            hash.update(alpha);
        }
        Value::Group(inner) => group(hash, inner),
        Value::List(elements) => {
            count(hash, b'[', elements.len());
            elements.iter().for_each(|element| group(hash, element));
        }
        Value::TextList(texts) => {
            count(hash, b'(', texts.len());
            texts.iter().for_each(|one| text(hash, one));
        }
    }
}

fn text(hash: &mut Sha256, words: &str) {
    count(hash, b's', words.len());
    hash.update(words);
}

fn fixed(hash: &mut Sha256, kind: u8, bytes: &[u8]) {
    hash.update([kind]);
    hash.update(bytes);
}

fn count(hash: &mut Sha256, kind: u8, count: usize) {
    fixed(hash, kind, &(count as u64).to_be_bytes());
}

#[cfg(test)]
mod tests {
    use sha2::Digest as _;

    use super::Key;
    use crate::record::{GroupValue, Record, Value};

    /// RFC 4231, test cases 1, 2 and 6.
    #[test]
    fn is_hmac_sha_256() {
        let cases: [(&[u8], &str, &str); 3] = [
            (
                &[0x0B; 20],
                "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xAA; 131],
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ];
        for (secret, data, wanted) in cases {
            let key = Key::any(secret);
            assert_eq!(key.finish(key.inner.clone().chain_update(data)), wanted, "{data}");
        }
        assert!(Key::new(&[7; 31]).is_none() && Key::new(&[7; 32]).is_some());
    }

    #[test]
    fn values_do_not_run_into_one_another() {
        let key = Key::any(&[1; 32]);
        let text = |words: &str| Value::Text(words.to_owned());
        let of = |values| key.of(&Record { ordinal: 1, root: GroupValue(values) });
        let all = [
            of(vec![]),
            of(vec![Value::Empty]),
            of(vec![text("見本"), text("一")]),
            of(vec![text("見"), text("本一")]),
            of(vec![text("見本一")]),
            of(vec![Value::TextList(vec!["見本".to_owned(), "一".to_owned()])]),
            of(vec![Value::Group(GroupValue(vec![text("見本"), text("一")]))]),
            of(vec![Value::List(vec![GroupValue(vec![text("見本"), text("一")])])]),
            of(vec![Value::Int(1)]),
            of(vec![Value::Code(1)]),
        ];
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }
}
