//! The character classes of JLREQ as a table, made at compile time from `classes.txt`.

/// A character class: the number of JLREQ Appendix A (cl-01 is 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compose) struct Class(u8);

impl Class {
    pub(in crate::compose) const OPENING: Self = Self(1);
    pub(in crate::compose) const CLOSING: Self = Self(2);
    pub(in crate::compose) const HYPHEN: Self = Self(3);
    pub(in crate::compose) const DIVIDING: Self = Self(4);
    pub(in crate::compose) const MIDDLE_DOT: Self = Self(5);
    pub(in crate::compose) const FULL_STOP: Self = Self(6);
    pub(in crate::compose) const COMMA: Self = Self(7);
    pub(in crate::compose) const INSEPARABLE: Self = Self(8);
    pub(in crate::compose) const ITERATION: Self = Self(9);
    pub(in crate::compose) const LONG_SOUND: Self = Self(10);
    pub(in crate::compose) const SMALL_KANA: Self = Self(11);
    pub(in crate::compose) const PREFIX: Self = Self(12);
    pub(in crate::compose) const POSTFIX: Self = Self(13);
    pub(in crate::compose) const WIDE_SPACE: Self = Self(14);
    pub(in crate::compose) const HIRAGANA: Self = Self(15);
    pub(in crate::compose) const KATAKANA: Self = Self(16);
    pub(in crate::compose) const IDEOGRAPHIC: Self = Self(19);
    pub(in crate::compose) const NUMERAL: Self = Self(24);
    pub(in crate::compose) const WORD_SPACE: Self = Self(26);
    pub(in crate::compose) const WESTERN: Self = Self(27);
    /// ゛゜: our own.
    pub(in crate::compose) const VOICING: Self = Self(31);

    /// The class of a character that is an em wide; proportional Greek, Cyrillic and signs are
    /// [`Self::WESTERN`] instead of [`Self::IDEOGRAPHIC`] (Appendix A.27).
    pub(in crate::compose) fn of(c: char) -> Self {
        match slot(c as u32).map(|slot| TABLE[slot]) {
            None | Some(0) if c < FIRST_CJK => Self::WESTERN,
            None | Some(0) => Self::IDEOGRAPHIC,
            Some(class) => Self(class),
        }
    }

    /// cl-02, cl-06, cl-07: the half em after them closes.
    pub(in crate::compose) fn closes(self) -> bool {
        matches!(self, Self::CLOSING | Self::FULL_STOP | Self::COMMA)
    }

    /// cl-06, cl-07: may hang (JLREQ §3.8.2 note).
    pub(in crate::compose) fn stops(self) -> bool {
        matches!(self, Self::FULL_STOP | Self::COMMA)
    }
}

/// CJK, kana and the full-width forms begin here.
pub(in crate::compose) const FIRST_CJK: char = '\u{2E80}';

/// The table covers U+0000–U+33FF and U+FF00–U+FFFF.
const LOW: usize = 0x3400;
const HIGH: usize = 0x100;
static TABLE: [u8; LOW + HIGH] = table(include_bytes!("classes.txt"));

const fn slot(c: u32) -> Option<usize> {
    match c {
        0..0x3400 => Some(c as usize),
        0xFF00..=0xFFFF => Some(LOW + (c as usize - 0xFF00)),
        _ => None,
    }
}

const fn table(file: &[u8]) -> [u8; LOW + HIGH] {
    let mut table = [0; LOW + HIGH];
    let mut at = 0;
    while at < file.len() {
        if file[at] == b'c' {
            let class = (file[at + 3] - b'0') * 10 + (file[at + 4] - b'0');
            at = line(file, after_fields(file, at), class, &mut table);
        } else {
            at = skip_to(file, at, b'\n');
        }
    }
    table
}

/// Enters the characters that stand from `at` to the end of the line.
const fn line(file: &[u8], mut at: usize, class: u8, table: &mut [u8; LOW + HIGH]) -> usize {
    while file[at] != b'\n' {
        if file[at] == b' ' {
            at += 1;
            continue;
        }
        let (first, next) = character(file, at);
        let (last, next) = match file[next] {
            b'.' => character(file, next + 2),
            _ => (first, next),
        };
        let mut c = first;
        while c <= last {
            if let Some(slot) = slot(c) {
                table[slot] = class;
            }
            c += 1;
        }
        at = next;
    }
    at + 1
}

const fn skip_to(file: &[u8], mut at: usize, byte: u8) -> usize {
    while file[at] != byte {
        at += 1;
    }
    at + 1
}

const fn after_fields(file: &[u8], at: usize) -> usize {
    skip_to(file, skip_to(file, skip_to(file, at, b';'), b';'), b';')
}

/// The code point at `at`, written as `U+XXXX` or as itself, and where the next one begins.
const fn character(file: &[u8], at: usize) -> (u32, usize) {
    if file[at] == b'U' && file[at + 1] == b'+' {
        let mut c = 0;
        let mut i = 2;
        while i < 6 {
            c = c * 16 + hexadecimal(file[at + i]);
            i += 1;
        }
        return (c, at + 6);
    }
    let (length, mut c) = match file[at] {
        lead @ 0..0x80 => (1, lead as u32),
        lead @ 0x80..0xE0 => (2, (lead & 0x1F) as u32),
        lead @ 0xE0..0xF0 => (3, (lead & 0x0F) as u32),
        lead => (4, (lead & 0x07) as u32),
    };
    let mut i = 1;
    while i < length {
        c = c * 64 + (file[at + i] & 0x3F) as u32;
        i += 1;
    }
    (c, at + length)
}

const fn hexadecimal(digit: u8) -> u32 {
    (match digit {
        b'0'..=b'9' => digit - b'0',
        _ => digit - b'A' + 10,
    }) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_character_has_its_class() {
        let file = include_str!("classes.txt");
        let mut seen = 0;
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.splitn(4, " ; ").collect();
            let class = Class(fields[0][3..5].parse().expect("two digits"));
            let words = fields[3].split(' ').filter(|word| !word.starts_with("U+"));
            for c in words.flat_map(|word| word.chars()).filter(|&c| c != '.') {
                assert_eq!(Class::of(c), class, "U+{:04X} stands in two lines", u32::from(c));
                seen += 1;
            }
        }
        assert!(seen > 700, "{seen}");
    }

    #[test]
    fn the_classes_are_those_of_appendix_a() {
        let cases = [
            ("「（“([", Class::OPENING),
            ("」）’)]", Class::CLOSING),
            ("。．.｡", Class::FULL_STOP),
            ("、，", Class::COMMA),
            ("々ヽ", Class::ITERATION),
            ("国𠀋０Ａ〒", Class::IDEOGRAPHIC),
            ("aé~", Class::WESTERN),
            ("7", Class::NUMERAL),
            (" ", Class::WORD_SPACE),
            ("\u{3000}", Class::WIDE_SPACE),
            ("゛", Class::VOICING),
        ];
        for (text, class) in cases {
            assert!(text.chars().all(|c| Class::of(c) == class), "{text}");
        }
    }
}
