//! The grammar of expressions and templates; names are not resolved here.
//!
//! ```text
//! or      = and { "or" and }
//! and     = not { "and" not }
//! not     = "not" not | compare
//! compare = join [ ("=" | "<>" | "<" | "<=" | ">" | ">=") join | "in" "[" or { "," or } "]" ]
//! join    = sum { "&" sum }
//! sum     = atom { ("+" | "-") atom }
//! atom    = 'text' | number | true | false | $name | #name | path | f(or, …) | "(" or ")"
//! path    = ["this" "."] item { "." item }
//! ```

use std::ops::Range;

use super::lex::{Placed, Token, tokens};
use super::problem::Problem;
use super::{Compare, limits};

/// A parsed, unchecked expression.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) kind: RawKind,
    /// Bytes of the decoded string.
    pub(super) at: Range<usize>,
}

/// What it is.
#[derive(Debug)]
pub(super) enum RawKind {
    Text(String),
    Int(i64),
    Flag(bool),
    Param(String),
    Builtin(String),
    /// Names with their places; whether `this.` stands before them.
    Path(bool, Vec<(String, Range<usize>)>),
    Call(String, Vec<Raw>),
    Not(Box<Raw>),
    Binary(Binary, Box<Raw>, Box<Raw>),
    In(Box<Raw>, Vec<Raw>),
}

/// Operators with two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    And,
    Or,
    Compare(Compare),
    Add,
    Subtract,
    Concat,
}

/// A piece of a template before its names are resolved.
#[derive(Debug)]
pub(super) enum RawPiece {
    Words(String),
    Hole(Raw),
}

/// Parses an expression that starts at byte `base` of its string.
pub(super) fn expression(text: &str, base: usize) -> Result<Raw, Problem> {
    let tokens = tokens(text, base)?;
    let mut parser = Parser { tokens, next: 0, depth: 0, nodes: 0 };
    let raw = parser.or()?;
    match parser.peek() {
        Token::End => Ok(raw),
        _ => Err(parser.unexpected()),
    }
}

/// Cuts a template into words and holes. All holes are parsed; every problem is kept.
pub(super) fn template(text: &str) -> Result<Vec<RawPiece>, Vec<Problem>> {
    let (mut pieces, mut problems) = (Vec::new(), Vec::new());
    let mut words = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '}']) {
        words.push_str(&text[at..at + found]);
        at += found;
        let rest = &text[at..];
        if let Some(brace) = ["{{", "}}"].iter().find(|brace| rest.starts_with(**brace)) {
            words.push_str(&brace[1..]);
            at += 2;
        } else if let Some(length) = hole_length(rest) {
            if !words.is_empty() {
                pieces.push(RawPiece::Words(std::mem::take(&mut words)));
            }
            match expression(&rest[1..length - 1], at + 1) {
                Ok(raw) => pieces.push(RawPiece::Hole(raw)),
                Err(problem) => problems.push(problem),
            }
            at += length;
        } else {
            problems.push(Problem::new("L083", at..at + 1).arg("open", &rest[..1]));
            at += 1;
        }
    }
    words.push_str(&text[at..]);
    if !words.is_empty() {
        pieces.push(RawPiece::Words(words));
    }
    if problems.is_empty() { Ok(pieces) } else { Err(problems) }
}

/// Bytes of `{…}` at the start of `rest`, braces included; quotes inside may hold braces.
fn hole_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '\'' | '`') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            (None, '}') if at > 0 => return Some(at + 1),
            (None, '{') if at > 0 => return None,
            _ => {}
        }
    }
    None
}

struct Parser {
    tokens: Vec<Placed>,
    next: usize,
    depth: usize,
    nodes: usize,
}

const COMPARES: &[(&str, Compare)] = &[
    ("=", Compare::Equal),
    ("<>", Compare::NotEqual),
    ("<=", Compare::LessEqual),
    ("<", Compare::Less),
    (">=", Compare::GreaterEqual),
    (">", Compare::Greater),
];

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.next).map_or(&Token::End, |(token, _)| token)
    }

    fn place(&self) -> Range<usize> {
        let last = self.tokens.last().map_or(0..0, |(_, at)| at.clone());
        self.tokens.get(self.next).map_or(last, |(_, at)| at.clone())
    }

    fn take_mark(&mut self, mark: &str) -> bool {
        let found = matches!(self.peek(), Token::Mark(m) if *m == mark);
        self.next += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(w) if w == word);
        self.next += usize::from(found);
        found
    }

    fn need_mark(&mut self, mark: &'static str) -> Result<(), Problem> {
        if self.take_mark(mark) { Ok(()) } else { Err(self.unexpected().arg("expected", mark)) }
    }

    fn unexpected(&self) -> Problem {
        Problem::new("L070", self.place()).arg("found", self.peek().shown())
    }

    fn node(&mut self, kind: RawKind, at: Range<usize>) -> Result<Raw, Problem> {
        self.nodes += 1;
        if self.nodes > limits::NODES {
            return Err(Problem::new("L080", at).arg("limit", limits::NODES));
        }
        Ok(Raw { kind, at })
    }

    fn binary(&mut self, op: Binary, left: Raw, right: Raw) -> Result<Raw, Problem> {
        let at = left.at.start..right.at.end;
        self.node(RawKind::Binary(op, Box::new(left), Box::new(right)), at)
    }

    fn or(&mut self) -> Result<Raw, Problem> {
        self.depth += 1;
        if self.depth > limits::DEPTH {
            return Err(Problem::new("L080", self.place()).arg("limit", limits::DEPTH));
        }
        let mut left = self.and()?;
        while self.take_word("or") {
            let right = self.and()?;
            left = self.binary(Binary::Or, left, right)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn and(&mut self) -> Result<Raw, Problem> {
        let mut left = self.not()?;
        while self.take_word("and") {
            let right = self.not()?;
            left = self.binary(Binary::And, left, right)?;
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Raw, Problem> {
        let start = self.place().start;
        let mut count = 0;
        while self.take_word("not") {
            count += 1;
        }
        if self.depth + count > limits::DEPTH {
            return Err(Problem::new("L080", start..start).arg("limit", limits::DEPTH));
        }
        let mut raw = self.compare()?;
        for _ in 0..count {
            let at = start..raw.at.end;
            raw = self.node(RawKind::Not(Box::new(raw)), at)?;
        }
        Ok(raw)
    }

    fn compare(&mut self) -> Result<Raw, Problem> {
        let left = self.join()?;
        if self.take_word("in") {
            self.need_mark("[")?;
            let mut values = vec![self.or()?];
            while self.take_mark(",") {
                values.push(self.or()?);
            }
            let at = left.at.start..self.place().end;
            self.need_mark("]")?;
            return self.node(RawKind::In(Box::new(left), values), at);
        }
        for (mark, compare) in COMPARES {
            if self.take_mark(mark) {
                let right = self.join()?;
                return self.binary(Binary::Compare(*compare), left, right);
            }
        }
        Ok(left)
    }

    fn join(&mut self) -> Result<Raw, Problem> {
        let mut left = self.sum()?;
        while self.take_mark("&") {
            let right = self.sum()?;
            left = self.binary(Binary::Concat, left, right)?;
        }
        Ok(left)
    }

    fn sum(&mut self) -> Result<Raw, Problem> {
        let mut left = self.atom()?;
        loop {
            let op = match self.peek() {
                Token::Mark("+") => Binary::Add,
                Token::Mark("-") => Binary::Subtract,
                _ => return Ok(left),
            };
            self.next += 1;
            let right = self.atom()?;
            left = self.binary(op, left, right)?;
        }
    }

    fn atom(&mut self) -> Result<Raw, Problem> {
        let at = self.place();
        let token = self.peek().clone();
        let kind = match token {
            Token::Text(text) => RawKind::Text(text),
            Token::Int(value) => RawKind::Int(value),
            Token::Param(name) => RawKind::Param(name),
            Token::Builtin(name) => RawKind::Builtin(name),
            Token::Item(name) => return self.path(false, vec![(name, at)]),
            Token::Word(word) => return self.word(word, at),
            Token::Mark("(") => {
                self.next += 1;
                let raw = self.or()?;
                self.need_mark(")")?;
                return Ok(raw);
            }
            _ => return Err(self.unexpected()),
        };
        self.next += 1;
        self.node(kind, at)
    }

    fn word(&mut self, word: String, at: Range<usize>) -> Result<Raw, Problem> {
        match word.as_str() {
            "true" | "false" => {
                self.next += 1;
                self.node(RawKind::Flag(word == "true"), at)
            }
            "this" => {
                self.next += 1;
                self.need_mark(".")?;
                match (self.peek().clone(), self.place()) {
                    (Token::Item(name), place) => self.path(true, vec![(name, place)]),
                    _ => Err(self.unexpected()),
                }
            }
            "and" | "or" | "not" | "in" => Err(self.unexpected()),
            _ => {
                self.next += 1;
                self.call(word, at)
            }
        }
    }

    fn call(&mut self, name: String, at: Range<usize>) -> Result<Raw, Problem> {
        if !self.take_mark("(") {
            let known = super::functions::FUNCTIONS.iter().map(|f| f.name);
            let problem = Problem::new("L071", at).arg("name", &name);
            return Err(problem.suggest(&name, known));
        }
        let mut args = Vec::new();
        if !self.take_mark(")") {
            args.push(self.or()?);
            while self.take_mark(",") {
                args.push(self.or()?);
            }
            self.need_mark(")")?;
        }
        self.node(RawKind::Call(name, args), at)
    }

    /// The rest of a path; the first name is the current token.
    fn path(&mut self, this: bool, mut names: Vec<(String, Range<usize>)>) -> Result<Raw, Problem> {
        self.next += 1;
        while self.take_mark(".") {
            match (self.peek().clone(), self.place()) {
                (Token::Item(name), place) => names.push((name, place)),
                _ => return Err(self.unexpected()),
            }
            self.next += 1;
        }
        let start = names.first().map_or(0, |(_, at)| at.start);
        let end = names.last().map_or(start, |(_, at)| at.end);
        self.node(RawKind::Path(this, names), start..end)
    }
}
