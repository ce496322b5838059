//! Tokens of an expression.

use std::ops::Range;

use super::problem::Problem;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// `'…'`
    Text(String),
    /// A whole number.
    Int(i64),
    /// An item of the record: begins with a non-ASCII letter or stands in back-quotes.
    Item(String),
    /// A word with an ASCII first letter: function, `and`, `true`, …
    Word(String),
    /// `$name`
    Param(String),
    /// `#page`
    Builtin(String),
    /// An operator or bracket.
    Mark(&'static str),
    /// The end.
    End,
}

impl Token {
    /// How messages show it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(_) => "'…'".to_owned(),
            Self::Int(value) => value.to_string(),
            Self::Item(name) | Self::Word(name) => name.clone(),
            Self::Param(name) => format!("${name}"),
            Self::Builtin(name) => format!("#{name}"),
            Self::Mark(mark) => (*mark).to_owned(),
            Self::End => "∎".to_owned(),
        }
    }
}

/// A token with its bytes in the text it was read from.
pub(super) type Placed = (Token, Range<usize>);

/// Operators and brackets, longer ones first.
const MARKS: &[&str] =
    &["<=", ">=", "<>", "=", "<", ">", "+", "-", "&", "(", ")", "[", "]", ",", "."];

/// Cuts `text` into tokens; `base` is added to all places. The last token is [`Token::End`].
pub(super) fn tokens(text: &str, base: usize) -> Result<Vec<Placed>, Problem> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, length) = token(&text[at..], first).map_err(|mut problem| {
            problem.at = problem.at.start + base + at..problem.at.end + base + at;
            problem
        })?;
        tokens.push((token, base + at..base + at + length));
        at += length;
    }
    tokens.push((Token::End, base + text.len()..base + text.len()));
    Ok(tokens)
}

/// The token at the start of `rest` and its length in bytes.
fn token(rest: &str, first: char) -> Result<(Token, usize), Problem> {
    let tail = &rest[first.len_utf8()..];
    match first {
        '\'' => quoted(rest),
        '`' => match tail.find('`') {
            Some(end) => Ok((Token::Item(tail[..end].to_owned()), end + 2)),
            None => Err(Problem::new("L083", 0..rest.len()).arg("open", "`")),
        },
        '$' | '#' => {
            let length = name_length(tail);
            let name = tail[..length].to_owned();
            let token = if first == '$' { Token::Param(name) } else { Token::Builtin(name) };
            Ok((token, 1 + length))
        }
        '0'..='9' => {
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            match rest[..length].parse() {
                Ok(value) => Ok((Token::Int(value), length)),
                Err(_) => Err(Problem::new("L080", 0..length).arg("limit", i64::MAX)),
            }
        }
        _ if first.is_alphabetic() => {
            let length = name_length(rest);
            let name = rest[..length].to_owned();
            let token = if first.is_ascii() { Token::Word(name) } else { Token::Item(name) };
            Ok((token, length))
        }
        _ => match MARKS.iter().find(|mark| rest.starts_with(**mark)) {
            Some(mark) => Ok((Token::Mark(mark), mark.len())),
            None => Err(Problem::new("L070", 0..first.len_utf8()).arg("found", first)),
        },
    }
}

/// `'…'`, in which `''` is one quote.
fn quoted(rest: &str) -> Result<(Token, usize), Problem> {
    let mut text = String::new();
    let mut at = 1;
    while let Some(length) = rest[at..].find('\'') {
        text.push_str(&rest[at..at + length]);
        at += length + 1;
        if !rest[at..].starts_with('\'') {
            return Ok((Token::Text(text), at));
        }
        text.push('\'');
        at += 1;
    }
    Err(Problem::new("L083", 0..rest.len()).arg("open", "'"))
}

/// Letters, digits, `_` and `・` (国籍・地域).
fn name_length(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '・')).unwrap_or(text.len())
}
