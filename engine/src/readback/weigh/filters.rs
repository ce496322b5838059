//! How long a stream is without its filters, found out in little memory (PDF 1.7, 7.4).

use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream};

/// Most filters of one stream.
const MOST: usize = 8;
/// Most bytes that a byte of Deflate can stand for (258 bytes in two bits), and of LZW (a string
/// of 3,840 bytes in nine bits).
const FLATE: usize = 1032;
const LZW: usize = 3_500;
/// Most columns and components of a row that a predictor works on.
const COLUMNS: i32 = 1 << 20;
const COLOURS: i32 = 31;
/// What is inflated at a time.
const PIECE: usize = 64 << 10;

/// A bound on the length without filters, from the length with them.
pub(super) fn at_most(stream: &Stream<'_>) -> usize {
    let ratio = |filter: &Filter| match filter {
        Filter::FlateDecode => FLATE,
        Filter::LzwDecode => LZW,
        Filter::RunLengthDecode => 64,
        Filter::Ascii85Decode => 4,
        _ => 1,
    };
    let filters = stream.filters();
    filters.iter().fold(stream.raw_data().len(), |length, f| length.saturating_mul(ratio(f)))
}

/// The length without filters, up to those of pictures; `None` if it is beyond a bound or cannot
/// be told.
pub(super) fn length(stream: &Stream<'_>, bound: usize) -> Option<usize> {
    let filters = stream.filters();
    let mut bytes = stream.raw_data();
    let mut left = filters.iter().peekable();
    while let Some(filter) = left.next() {
        let last = left.peek().is_none_or(|next| is_picture(**next));
        match filter {
            Filter::FlateDecode if last => return inflated(&bytes, bound, &mut |_| ()),
            Filter::FlateDecode => {
                let mut plain = Vec::new();
                inflated(&bytes, bound, &mut |piece| plain.extend_from_slice(piece))?;
                bytes = plain.into();
            }
            Filter::LzwDecode if last => return lzw(&bytes, stream).filter(|&n| n <= bound),
            Filter::LzwDecode => return None,
            Filter::RunLengthDecode => bytes = run_length(&bytes, bound)?.into(),
            Filter::Ascii85Decode => bytes = ascii85(&bytes).into(),
            Filter::AsciiHexDecode => bytes = ascii_hex(&bytes).into(),
            _ => break,
        }
    }
    Some(bytes.len()).filter(|&length| length <= bound)
}

/// Whether a filter is one of pictures: what it makes is bounded by their size.
pub(super) fn is_picture(filter: Filter) -> bool {
    use Filter::{CcittFaxDecode, DctDecode, Jbig2Decode, JpxDecode};
    matches!(filter, CcittFaxDecode | DctDecode | Jbig2Decode | JpxDecode)
}

/// Whether the filters are few, and their parameters ask for nothing that no file needs. A
/// predictor in the middle of a chain is never needed.
pub(super) fn are_sound(stream: &Stream<'_>) -> bool {
    let filters = stream.filters().len();
    filters <= MOST && params(stream.dict()).iter().all(|dict| is_sound(dict, filters))
}

fn is_sound(params: &Dict<'_>, filters: usize) -> bool {
    let number = |key: &str, default: i32| match params.get::<Object<'_>>(key.as_bytes()) {
        None if params.contains_key(key.as_bytes()) => -1,
        None => default,
        Some(Object::Number(number)) => number.as_f64() as i32,
        Some(_) => -1,
    };
    let predictor = number("Predictor", 1);
    predictor == 1
        || (2..=15).contains(&predictor)
            && (1..=COLUMNS).contains(&number("Columns", 1))
            && (1..=COLOURS).contains(&number("Colors", 1))
            && matches!(number("BitsPerComponent", 8), 1 | 2 | 4 | 8)
            && filters == 1
        || predictor > 1
            && number("BitsPerComponent", 8) == 16
            && (1..=15).contains(&number("Colors", 1))
            && (1..=COLUMNS).contains(&number("Columns", 1))
            && filters == 1
}

fn params<'a>(dict: &Dict<'a>) -> Vec<Dict<'a>> {
    let keys = [b"DecodeParms".as_slice(), b"DP"];
    let single = keys.iter().filter_map(|key| dict.get::<Dict<'a>>(key));
    let lists = keys.iter().filter_map(|key| dict.get::<Array<'a>>(key));
    single.chain(lists.flat_map(|list| list.iter::<Dict<'a>>().collect::<Vec<_>>())).collect()
}

/// The references by which a stream tells its filters: each must lead to one object.
pub(super) fn references(dict: &Dict<'_>) -> Vec<(u32, i32)> {
    let mut found = Vec::new();
    let mut note = |value: MaybeRef<Object<'_>>| match value {
        MaybeRef::Ref(to) => found.push((to.obj_number, to.gen_number)),
        MaybeRef::NotRef(Object::Array(list)) => {
            found.extend(list.raw_iter().filter_map(|item| match item {
                MaybeRef::Ref(to) => Some((to.obj_number, to.gen_number)),
                MaybeRef::NotRef(_) => None,
            }));
        }
        MaybeRef::NotRef(_) => (),
    };
    for key in ["Filter", "F", "DecodeParms", "DP"] {
        dict.get_raw::<Object<'_>>(key.as_bytes()).into_iter().for_each(&mut note);
    }
    found
}

/// As readers do: with a header, without one, and then as much as there is; of what cannot be
/// read the worst is assumed.
fn inflated(bytes: &[u8], bound: usize, take: &mut dyn FnMut(&[u8])) -> Option<usize> {
    let mut worst = 0;
    for header in [true, false] {
        let mut data = Decompress::new(header);
        match inflate(&mut data, bytes, bound, take) {
            Ok(true) => return Some(data.total_out() as usize),
            Ok(false) => return None,
            Err(_) => {
                let left = bytes.len().saturating_sub(data.total_in() as usize);
                worst = worst.max(data.total_out() as usize + left.saturating_mul(FLATE));
            }
        }
    }
    Some(worst).filter(|&worst| worst <= bound)
}

/// Whether it ends within the bound.
fn inflate(
    data: &mut Decompress,
    bytes: &[u8],
    bound: usize,
    take: &mut dyn FnMut(&[u8]),
) -> Result<bool, flate2::DecompressError> {
    let mut piece = vec![0; PIECE.min(bytes.len().saturating_mul(8) + 512)];
    loop {
        let (read, written) = (data.total_in() as usize, data.total_out() as usize);
        let rest = bytes.get(read..).unwrap_or_default();
        let status = data.decompress(rest, &mut piece, FlushDecompress::None)?;
        let (ends, made) = (status == Status::StreamEnd, data.total_out() as usize);
        take(piece.get(..made - written).unwrap_or_default());
        if made > bound {
            return Ok(false);
        }
        if ends || (made == written && data.total_in() as usize == read) {
            return Ok(true);
        }
    }
}

/// The length of what LZW codes stand for: a string is one longer than the one that it goes on.
fn lzw(bytes: &[u8], stream: &Stream<'_>) -> Option<usize> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let early =
        params(stream.dict()).iter().all(|p| p.get::<u8>(b"EarlyChange".as_slice()) != Some(0));
    let mut lengths = vec![1usize; 258];
    let (mut before, mut total, mut at) = (None, 0usize, 0usize);
    loop {
        let bits = match lengths.len() + usize::from(early) {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        let Some(code) = bits_at(bytes, at, bits) else { return Some(total) };
        at += bits;
        if code == CLEAR {
            lengths.truncate(258);
            before = None;
            continue;
        }
        if code == END {
            return Some(total);
        }
        let next = before.map(|length: usize| length + 1);
        let length = lengths.get(code).copied().or(next.filter(|_| code == lengths.len()))?;
        if lengths.len() < 4096 {
            lengths.extend(next);
        }
        total = total.checked_add(length)?;
        before = Some(length);
    }
}

/// A number of this many bits, the highest first.
fn bits_at(bytes: &[u8], at: usize, bits: usize) -> Option<usize> {
    let window = (0..3).map(|more| bytes.get(at / 8 + more).copied());
    let (mut value, mut have) = (0usize, 0usize);
    for byte in window.flatten() {
        value = value << 8 | usize::from(byte);
        have += 8;
    }
    let below = have.checked_sub(at % 8 + bits)?;
    Some(value >> below & ((1 << bits) - 1))
}

fn run_length(mut bytes: &[u8], bound: usize) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    while let [count, rest @ ..] = bytes {
        let count = usize::from(*count);
        match count {
            0..128 => {
                let (run, rest) = rest.split_at(rest.len().min(count + 1));
                plain.extend_from_slice(run);
                bytes = rest;
            }
            128 => break,
            _ => {
                let Some((&byte, rest)) = rest.split_first() else { break };
                plain.resize(plain.len() + 257 - count, byte);
                bytes = rest;
            }
        }
        if plain.len() > bound {
            return None;
        }
    }
    Some(plain)
}

fn ascii_hex(bytes: &[u8]) -> Vec<u8> {
    let until = bytes.iter().take_while(|&&byte| byte != b'>');
    let digits: Vec<u32> = until.filter_map(|&byte| char::from(byte).to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair.get(1).unwrap_or(&0)) as u8).collect()
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let (mut plain, mut group) = (Vec::new(), Vec::new());
    let word = |group: &[u8]| {
        let digit = |at: usize| u32::from(*group.get(at).unwrap_or(&84));
        (0..5).fold(0u32, |word, at| word.wrapping_mul(85).wrapping_add(digit(at))).to_be_bytes()
    };
    for &byte in bytes.iter().take_while(|&&byte| byte != b'~') {
        match byte {
            b'z' if group.is_empty() => plain.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => (),
        }
        if group.len() == 5 {
            plain.extend(word(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        plain.extend_from_slice(&word(&group)[..group.len() - 1]);
    }
    plain
}
