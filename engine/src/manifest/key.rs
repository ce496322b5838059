//! The key of a run and the fingerprint of a record under it. A plain hash of a record could be
//! found again by trying: names and birth dates are few.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::record::{GroupValue, Record, Value};

/// The keyed hash.
type Hash = Hmac<Sha256>;

/// The secret key of a run. No `Debug`.
pub struct Key(Hash);

impl Key {
    /// Fewest bytes of a key: those of the hash.
    pub const BYTES: usize = 32;

    /// A key of these bytes; `None` if they are fewer than [`Key::BYTES`].
    pub fn new(secret: &[u8]) -> Option<Self> {
        let long = secret.len() >= Self::BYTES;
        Hash::new_from_slice(secret).ok().filter(|_| long).map(Self)
    }

    /// The fingerprint of a record: its values in the order of the schema, whatever the format and
    /// the order of columns it was read from. Hexadecimal.
    pub fn of(&self, record: &Record) -> String {
        let mut hash = self.0.clone();
        group(&mut hash, &record.root);
        hex(&hash.finalize().into_bytes())
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

fn group(hash: &mut Hash, group: &GroupValue) {
    count(hash, b'{', group.0.len());
    group.0.iter().for_each(|one| value(hash, one));
}

/// A letter of the kind, then the value; whatever has no fixed length has its length before it, so
/// that no two records run into the same bytes.
fn value(hash: &mut Hash, value: &Value) {
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
            hash.update(&[*month]);
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
            hash.update(&picture.height.to_be_bytes());
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

fn text(hash: &mut Hash, words: &str) {
    count(hash, b's', words.len());
    hash.update(words.as_bytes());
}

fn fixed(hash: &mut Hash, kind: u8, bytes: &[u8]) {
    hash.update(&[kind]);
    hash.update(bytes);
}

fn count(hash: &mut Hash, kind: u8, count: usize) {
    fixed(hash, kind, &(count as u64).to_be_bytes());
}

#[cfg(test)]
mod tests {
    use hmac::Mac as _;

    use super::{Key, hex};
    use crate::record::{GroupValue, Record, Value};

    /// RFC 4231, test case 6: the key is longer than a block.
    #[test]
    fn is_hmac_sha_256() {
        let Key(mut hash) = Key::new(&[0xAA; 131]).expect("long enough");
        hash.update(b"Test Using Larger Than Block-Size Key - Hash Key First");
        let wanted = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54";
        assert_eq!(hex(&hash.finalize().into_bytes()), wanted);
        assert!(Key::new(&[7; 31]).is_none() && Key::new(&[7; 32]).is_some());
    }

    #[test]
    fn values_do_not_run_into_one_another() {
        let key = Key::new(&[1; 32]).expect("long enough");
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
