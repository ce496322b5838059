//! What a mark says: 22 characters of the set of Code 39, and nothing of a person.

use std::fmt;

/// Bounds of what a payload can say.
pub mod limits {
    /// Highest ordinal of a record.
    pub const RECORD: u64 = 99_999_999;
    /// Most sheets of a record.
    pub const SHEETS: usize = 999;
    /// Most inserts that OMR bars can feed.
    pub const INSERTS: usize = 6;
    /// Highest number of a reprint (再印刷の回数).
    pub const COPY: u8 = 35;
}

/// Characters of Code 39 in the order of their values.
pub(super) const ALPHABET: &[u8; 43] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

/// The name of a run on its marks: six digits or capital letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunCode([u8; RunCode::LENGTH]);

impl RunCode {
    /// Number of characters.
    pub const LENGTH: usize = 6;

    /// A run that was not named: `000000`.
    pub const NONE: Self = Self([b'0'; Self::LENGTH]);

    /// Six digits or capital letters as they are written.
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; Self::LENGTH] = text.as_bytes().try_into().ok()?;
        let known = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
        code.iter().all(known).then_some(Self(code))
    }

    /// The code of a longer name of the run, such as a hash: its bytes as one number, modulo 36⁶.
    pub fn of(name: &[u8]) -> Self {
        let all = 36u64.pow(6);
        let mut rest = name.iter().fold(0, |sum, byte| (sum * 256 + u64::from(*byte)) % all);
        let mut code = [b'0'; Self::LENGTH];
        for place in code.iter_mut().rev() {
            *place = digit(rest % 36);
            rest /= 36;
        }
        Self(code)
    }
}

impl fmt::Display for RunCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{}", char::from(*byte)))
    }
}

/// What a mark says of its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Payload {
    /// The run.
    pub run: RunCode,
    /// Ordinal of the record in the input, from 1.
    pub record: u64,
    /// The sheet among the sheets of the record, from 1.
    pub sheet: usize,
    /// Sheets of the record.
    pub sheets: usize,
    /// 0 on the first print, else which reprint it is.
    pub copy: u8,
}

/// A sheet that a mark has no room to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayloadError;

impl Payload {
    /// Number of characters of a payload.
    pub const LENGTH: usize = 22;

    /// The published text: run (6), record (8), sheet (3), sheets (3), reprint (1), and the check
    /// character of Code 39 (modulo 43) over them.
    ///
    /// # Errors
    /// A number beyond its places.
    pub fn text(&self) -> Result<String, PayloadError> {
        let Self { run, record, sheet, sheets, copy } = *self;
        let counted = (1..=sheets).contains(&sheet) && sheets <= limits::SHEETS;
        if record > limits::RECORD || !counted || copy > limits::COPY {
            return Err(PayloadError);
        }
        let copy = char::from(digit(copy.into()));
        let mut text = format!("{run}{record:08}{sheet:03}{sheets:03}{copy}");
        text.push(check(text.as_bytes()).ok_or(PayloadError)?);
        Ok(text)
    }

    /// A payload out of its text; `None` if it is none, or if the check character does not fit.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (body, last) = bytes.split_at_checked(Self::LENGTH - 1)?;
        if last.len() != 1 || !text.is_ascii() || check(body)? != char::from(last[0]) {
            return None;
        }
        let number = |from: usize, to: usize| -> Option<u64> {
            let digits = text.get(from..to)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
            digits.parse().ok()
        };
        let copy = ALPHABET.iter().take(36).position(|byte| *byte == body[20])?;
        let payload = Self {
            run: RunCode::parse(&text[..6])?,
            record: number(6, 14)?,
            sheet: usize::try_from(number(14, 17)?).ok()?,
            sheets: usize::try_from(number(17, 20)?).ok()?,
            copy: u8::try_from(copy).ok()?,
        };
        (1..=payload.sheets).contains(&payload.sheet).then_some(payload)
    }
}

/// A digit of base 36.
fn digit(value: u64) -> u8 {
    usize::try_from(value).ok().and_then(|value| ALPHABET.get(value)).copied().unwrap_or(b'0')
}

/// The check character: the sum of all values, modulo 43.
fn check(text: &[u8]) -> Option<char> {
    let value = |byte: &u8| ALPHABET.iter().position(|known| known == byte);
    let sum: usize = text.iter().map(value).sum::<Option<usize>>()?;
    ALPHABET.get(sum % ALPHABET.len()).map(|byte| char::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Payload =
        Payload { run: RunCode(*b"7K2Q9A"), record: 12_345, sheet: 2, sheets: 3, copy: 0 };

    #[test]
    fn text_of_a_sheet() {
        assert_eq!(SHEET.text().as_deref(), Ok("7K2Q9A0001234500200308"));
        let reprint = Payload { copy: 1, ..SHEET };
        assert_eq!(reprint.text().as_deref(), Ok("7K2Q9A0001234500200319"));
    }

    #[test]
    fn check_character_of_the_usual_example() {
        assert_eq!(check(b"CODE39"), Some('W'));
    }

    #[test]
    fn what_is_written_is_read_and_one_wrong_character_is_not() {
        let text = SHEET.text().expect("in bounds");
        assert_eq!(Payload::parse(&text), Some(SHEET));
        for place in 0..Payload::LENGTH {
            let mut wrong = text.clone().into_bytes();
            wrong[place] = if wrong[place] == b'7' { b'8' } else { b'7' };
            let wrong = String::from_utf8(wrong).expect("ASCII");
            assert_eq!(Payload::parse(&wrong), None, "{wrong}");
        }
        assert_eq!(Payload::parse(""), None);
        assert_eq!(Payload::parse("見本見本見本見本"), None);
    }

    #[test]
    fn no_number_is_cut_to_its_places() {
        for wrong in [
            Payload { record: limits::RECORD + 1, ..SHEET },
            Payload { sheet: 0, ..SHEET },
            Payload { sheet: 4, ..SHEET },
            Payload { sheet: 1_000, sheets: 1_000, ..SHEET },
            Payload { copy: limits::COPY + 1, ..SHEET },
        ] {
            assert_eq!(wrong.text(), Err(PayloadError), "{wrong:?}");
        }
    }

    #[test]
    fn a_run_is_named_by_six_characters() {
        assert_eq!(RunCode::of(&[]), RunCode::NONE);
        assert_eq!(RunCode::of(&[1, 0]).to_string(), "000074");
        assert_eq!(RunCode::of(&[255; 32]).to_string().len(), 6);
        assert_eq!(RunCode::parse("7K2Q9A").map(|run| run.to_string()).as_deref(), Some("7K2Q9A"));
        assert!(["7K2Q9", "7k2q9a", "7K2Q9A0", "見本"].iter().all(|t| RunCode::parse(t).is_none()));
    }
}
