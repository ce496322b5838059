//! Texts of composite fonts that have no `/ToUnicode`, by their encoding (PDF 1.7, 9.10.2).

use hayro_font::hayro_cmap::load_embedded;
use hayro_font::hayro_cmap::{BfString, CMap, CMapName, CharacterCollection, CidFamily};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Object, String as PdfString};

/// What a code says.
pub(super) enum Coding {
    /// The code is the text, in UCS-2, UTF-16 or UTF-32.
    Unicode,
    /// The code selects a character of one of Adobe's collections, and that has a text.
    Collection { codes: Box<CMap>, texts: Box<CMap> },
}

impl Coding {
    /// Of a composite font without `/ToUnicode`; nothing for any other.
    pub(super) fn of(font: &Dict<'_>) -> Option<Self> {
        if font.contains_key(b"ToUnicode") {
            return None;
        }
        let descendants = font.get::<Array<'_>>(b"DescendantFonts".as_slice())?;
        let descendant = descendants.iter::<Dict<'_>>().next()?;
        let codes = match font.get::<Object<'_>>(b"Encoding".as_slice())? {
            Object::Name(name) if is_unicode(&name) => return Some(Self::Unicode),
            Object::Name(name) => predefined(&name)?,
            Object::Stream(stream) => CMap::parse(&stream.decoded_data().ok()?, load_embedded)?,
            _ => return None,
        };
        let own = codes.metadata().character_collection.clone();
        let family = own.map(|own: CharacterCollection| own.family);
        let family = family.filter(|family| *family != CidFamily::AdobeIdentity);
        let texts = family.or_else(|| collection(&descendant))?.ucs2_cmap()?;
        let texts = CMap::parse(load_embedded(texts)?, load_embedded)?;
        Some(Self::Collection { codes: Box::new(codes), texts: Box::new(texts) })
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        match self {
            // What the encoding does not have is read as code 0.
            _ if code == 0 => None,
            Self::Unicode => unicode(code),
            Self::Collection { codes, texts } => {
                let cid = (1..=4).find_map(|length| codes.lookup_cid_code(code, length))?;
                texts.lookup_bf_string(cid).map(string)
            }
        }
    }
}

/// A text of a map.
pub(super) fn string(text: BfString) -> String {
    match text {
        BfString::Char(character) => character.into(),
        BfString::String(text) => text,
    }
}

/// Whether the name is that of an encoding of Unicode: `UniJIS-UCS2-H`, `UniGB-UTF16-V`.
fn is_unicode(name: &[u8]) -> bool {
    let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
    name.starts_with(b"Uni") && (has(b"-UCS2-") || has(b"-UTF16-") || has(b"-UTF32-"))
}

fn predefined(name: &[u8]) -> Option<CMap> {
    match CMapName::from_bytes(name) {
        CMapName::IdentityH => Some(CMap::identity_h()),
        CMapName::IdentityV => Some(CMap::identity_v()),
        name => CMap::parse(load_embedded(name)?, load_embedded),
    }
}

fn collection(descendant: &Dict<'_>) -> Option<CidFamily> {
    let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo".as_slice())?;
    let registry = info.get::<PdfString<'_>>(b"Registry".as_slice())?;
    let ordering = info.get::<PdfString<'_>>(b"Ordering".as_slice())?;
    Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
}

/// A code point, or the two halves of one in UTF-16.
fn unicode(code: u32) -> Option<String> {
    let halves = [(code >> 16) as u16, code as u16];
    match char::from_u32(code) {
        Some(character) => Some(character.into()),
        None => String::from_utf16(&halves).ok(),
    }
}
