//! Flaws of `CFF `: OCR-B, which is the product's own, damaged; and charstrings of our own.

use chohyo_fonts::FontRole;

use super::{Case, case};
use crate::common::bytes;
use crate::synthetic::damage::{places, put16, u16_at, with};
use crate::synthetic::sample;

/// Flaws of whole programs and of single charstrings.
pub(super) fn cases() -> Vec<Case> {
    let font = bytes(FontRole::OcrB);
    let cff = |change: fn(&mut Vec<u8>)| with(font, b"CFF ", change);
    let glyphs = |change: fn(u16) -> u16| {
        with(font, b"maxp", |maxp| {
            let own = u16_at(maxp, 4);
            put16(maxp, 4, change(own));
        })
    };
    let font_cases = vec![
        case("CFF: version", "G025", cff(|cff| cff[0] = 9)),
        case("CFF: header", "G025", cff(|cff| cff[2] = 0xFF)),
        case("CFF: names", "G025", cff(|cff| put16(cff, 4, 0xFFFF))),
        case("CFF cut short", "G025", cff(|cff| cff.truncate(cff.len() / 2))),
        case("CFF: a byte only", "G025", cff(|cff| cff.truncate(1))),
        case("CFF: zeros", "G025", cff(|cff| cff[4..].fill(0))),
        case("CFF: a glyph fewer", "G017", glyphs(|count| count - 1)),
        case("CFF: all glyphs", "accepted", cff(|_| ())),
    ];
    [font_cases, charstrings()].concat()
}

/// Charstring pieces: numbers, operators.
const BOX: &[u8] = &[139, 139, 21, 239, 6, 239, 7, 39, 6, 14];
const CALL_GLOBAL: u8 = 29;
const RETURN: u8 = 11;

/// An INDEX with offsets of four bytes.
fn index(items: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = (items.len() as u16).to_be_bytes().to_vec();
    if items.is_empty() {
        return bytes;
    }
    bytes.push(4);
    let mut offset = 1_u32;
    bytes.extend(offset.to_be_bytes());
    for item in items {
        offset += item.len() as u32;
        bytes.extend(offset.to_be_bytes());
    }
    bytes.extend(items.concat());
    bytes
}

/// The sample with the same charstring for every glyph, in CFF.
pub fn font(charstring: &[u8], global: &[Vec<u8>]) -> Vec<u8> {
    let glyphs = index(&vec![charstring.to_vec(); 11]);
    let global = index(global);
    // CharStrings and Private as numbers of five bytes: the dictionary's length is known.
    let top = |glyphs: usize, private: usize| {
        let number = |value: usize| [&[29], &(value as u32).to_be_bytes()[..]].concat();
        [number(glyphs), vec![17], number(0), number(private), vec![18]].concat()
    };
    let head = [vec![1, 0, 4, 4], index(&[b"A".to_vec()])].concat();
    let place = head.len() + index(&[top(0, 0)]).len() + 2 + global.len();
    let top = index(&[top(place, place + glyphs.len())]);
    let cff = [head, top, index(&[]), global, glyphs].concat();
    with_cff(&cff)
}

fn with_cff(cff: &[u8]) -> Vec<u8> {
    let mut builder = write_fonts::FontBuilder::new();
    let font = sample().build();
    builder.add_raw(write_fonts::types::Tag::new(b"CFF "), cff.to_vec());
    for (tag, at, length) in places(&font) {
        let bytes = match &tag {
            b"glyf" | b"loca" => continue,
            b"maxp" => [&[0, 0, 0x50, 0], &font[at + 4..at + 6]].concat(),
            _ => font[at..at + length].to_vec(),
        };
        builder.add_raw(write_fonts::types::Tag::new(&tag), bytes);
    }
    builder.build()
}

/// Ten global subroutines; each calls the next one 250 times.
fn bomb() -> Vec<u8> {
    let call = |number: u8| [number + 139 - 107, CALL_GLOBAL];
    let level = |number: u8| [call(number + 1).repeat(250), vec![RETURN]].concat();
    let mut global: Vec<_> = (0..9).map(level).collect();
    global.push([[139, 4].repeat(250), vec![RETURN]].concat());
    font(&[&call(0)[..], &[14]].concat(), &global)
}

fn charstrings() -> Vec<Case> {
    let plain = |code: &[u8]| font(code, &[]);
    let itself = vec![139 - 107, CALL_GLOBAL];
    vec![
        case("CFF: boxes", "accepted", plain(BOX)),
        // The last operator of the top dictionary: Private becomes Notice.
        case("CFF: no Private", "G025", with(&plain(BOX), b"CFF ", |cff| cff[43] = 1)),
        case("CFF: a bomb of subroutines", "G020", bomb()),
        case("CFF: subroutine in itself", "G020", font(&itself, std::slice::from_ref(&itself))),
        case("CFF: subroutine that is not there", "G020", plain(&[239, CALL_GLOBAL, 14])),
        case("CFF: subroutine without a number", "G020", plain(&[CALL_GLOBAL, 14])),
        case("CFF: no end", "G020", plain(&BOX[..BOX.len() - 1])),
        case("CFF: empty", "G020", plain(&[])),
        case("CFF: number cut short", "G020", plain(&[28, 1])),
        case("CFF: too many numbers", "G020", plain(&[&[139; 49][..], &[14]].concat())),
        case("CFF: mask cut short", "G020", plain(&[139, 139, 1, 19])),
        case("CFF: arithmetic", "G020", plain(&[139, 139, 12, 10, 14])),
        case("CFF: unknown operator", "G020", plain(&[2, 14])),
    ]
}
