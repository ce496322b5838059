//! The result of a check: findings, and for every rule how much was judged.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::amount::Amount;
use super::rules::{Rule, rule};
use crate::diag::{Diagnostic, Place};
use crate::form::Basis;
use crate::length::{Length, Point, Rect};

/// What a rule says of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// As the form says.
    Pass,
    /// Another place or size than ours, where the standard's drawing is not known to us.
    Information,
    /// It could not be told.
    NotJudged,
    /// Not as the form says.
    Fail,
}

impl Verdict {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Information => "information",
            Self::NotJudged => "not-judged",
            Self::Fail => "fail",
        }
    }
}

/// Something that is not as the form says, or could not be told.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule: `K020`.
    pub code: &'static str,
    /// [`Verdict::Fail`], [`Verdict::NotJudged`] or [`Verdict::Information`].
    pub verdict: Verdict,
    /// Ordinal of the record in its input, from 1; 0 if the file as a whole is meant.
    pub record: u64,
    /// Page of the file, from 1.
    pub page: usize,
    /// Where: as it stands in the file, or where it should stand if it is not there.
    pub place: Option<Rect>,
    /// Where the form has it.
    pub wanted: Option<Rect>,
    /// Name of the 印字項目; words of the form for fixed words.
    pub item: Option<Arc<str>>,
    /// What was found.
    pub measured: Option<Amount>,
    /// What the form says.
    pub expected: Option<Amount>,
    /// Name of the tolerance that was used, of [`TOLERANCES`](super::TOLERANCES).
    pub tolerance: Option<&'static str>,
    /// On what the position in the form rests; `None` where it has no part in the verdict.
    pub basis: Option<Basis>,
}

impl Finding {
    pub(super) fn new(code: &'static str, verdict: Verdict) -> Self {
        Self {
            code,
            verdict,
            record: 0,
            page: 0,
            place: None,
            wanted: None,
            item: None,
            measured: None,
            expected: None,
            tolerance: None,
            basis: None,
        }
    }

    pub(super) fn at(self, place: Rect) -> Self {
        Self { place: Some(place), ..self }
    }

    pub(super) fn wanted(self, wanted: Rect) -> Self {
        Self { wanted: Some(wanted), ..self }
    }

    pub(super) fn item(self, item: Option<&Arc<str>>) -> Self {
        Self { item: item.cloned(), ..self }
    }

    pub(super) fn measured(self, measured: Amount) -> Self {
        Self { measured: Some(measured), ..self }
    }

    pub(super) fn expected(self, expected: Amount) -> Self {
        Self { expected: Some(expected), ..self }
    }

    pub(super) fn within(self, tolerance: &'static str) -> Self {
        Self { tolerance: Some(tolerance), ..self }
    }

    /// A geometric finding: it fails only where the position is that of the standard.
    pub(super) fn by(self, basis: Basis) -> Self {
        let verdict = match (self.verdict, basis) {
            (Verdict::Fail, Basis::PublishedFacts | Basis::Reconstructed) => Verdict::Information,
            (verdict, _) => verdict,
        };
        Self { verdict, basis: Some(basis), ..self }
    }

    /// The rule of the finding.
    pub fn rule(&self) -> &'static Rule {
        rule(self.code)
    }

    /// The finding as a diagnostic: a failure is an error, what was not judged a warning.
    pub fn diagnostic(&self) -> Diagnostic {
        let found = match self.verdict {
            Verdict::Fail => Diagnostic::error(self.code),
            Verdict::NotJudged => Diagnostic::warning(self.code),
            Verdict::Information | Verdict::Pass => Diagnostic::note(self.code),
        };
        let word = |amount: &Option<Amount>| {
            amount.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)
        };
        let found = found
            .arg("page", self.page)
            .arg("record", self.record)
            .arg("item", self.item.as_deref().unwrap_or("-").replace('\n', " "))
            .arg("measured", word(&self.measured))
            .arg("expected", word(&self.expected));
        match self.place.or(self.wanted) {
            Some(area) => found.place(Place::Page(self.page, area)),
            None => found,
        }
    }
}

/// How often a rule was used, by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Passed.
    pub pass: usize,
    /// Failed.
    pub fail: usize,
    /// Not judged.
    pub not_judged: usize,
    /// Information.
    pub information: usize,
}

impl Counts {
    fn add(&mut self, verdict: Verdict) {
        let count = match verdict {
            Verdict::Pass => &mut self.pass,
            Verdict::Fail => &mut self.fail,
            Verdict::NotJudged => &mut self.not_judged,
            Verdict::Information => &mut self.information,
        };
        *count += 1;
    }
}

/// Something of a page that no rule could judge, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unjudged {
    /// The page is one picture: what its ink says, fonts and shapes of characters are not judged.
    Picture,
    /// The text of a 印字項目 on a picture.
    Text(Arc<str>),
    /// The texts of so many fixed words on a picture.
    Words(usize),
    /// The seal: the form has none here (見本), the picture may.
    Seal,
    /// A limit cut the page short, or nothing of it could be read.
    Unread,
    /// The picture does not lie on the form's page.
    Away,
    /// So many of the fixed words look otherwise on the picture that it may show another form.
    Unlike,
    /// The picture of the page is too soft: what is not seen may be there.
    Soft,
    /// Most words are drawn without saying what they mean: outlines, glyphs without a text.
    Mute,
}

impl Unjudged {
    /// Whether the page was not judged at all, or for the least part of its words.
    fn is_whole_page(&self) -> bool {
        matches!(self, Self::Unread | Self::Away | Self::Unlike | Self::Soft | Self::Mute)
    }
}

/// How a picture lies on the page of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Page, from 1.
    pub page: usize,
    /// Resolution in pixels per inch.
    pub dpi: u32,
    /// How far the middle of the page is moved.
    pub shift: Point,
    /// Scale across and down in hundredths of a percent.
    pub scale: [i64; 2],
    /// Skew in hundredths of a degree, clockwise.
    pub skew: i64,
}

/// The result of a check.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// 帳票ID.
    pub form: String,
    /// 帳票名.
    pub name: String,
    /// 版.
    pub edition: String,
    /// On what the form's drawing rests, unless an item says otherwise.
    pub basis: Option<Basis>,
    /// Records that were checked.
    pub records: usize,
    /// Pages of the file.
    pub pages: usize,
    /// Pages that the records have by the form.
    pub wanted_pages: usize,
    /// Pages that could not be judged in full.
    pub unjudged: Vec<(usize, Unjudged)>,
    /// Where the pictures among the pages lie.
    pub pictures: Vec<Placed>,
    /// What is not as the form says, in the order of pages.
    pub findings: Vec<Finding>,
    /// How often every rule was used.
    pub counts: BTreeMap<&'static str, Counts>,
    /// The largest deviation that was measured, by the name of its tolerance: how near to its limits
    /// a page comes that is right.
    pub largest: BTreeMap<&'static str, Length>,
}

impl Report {
    /// Of the file: it fails if anything does, and passes if nothing does and every page was judged,
    /// whatever single rules could not tell.
    pub fn verdict(&self) -> Verdict {
        if self.counts.values().any(|counts| counts.fail > 0) {
            Verdict::Fail
        } else if self.unjudged.iter().any(|(_, why)| why.is_whole_page()) {
            Verdict::NotJudged
        } else {
            Verdict::Pass
        }
    }

    /// All counts together.
    pub fn total(&self) -> Counts {
        self.counts.values().fold(Counts::default(), |sum, one| Counts {
            pass: sum.pass + one.pass,
            fail: sum.fail + one.fail,
            not_judged: sum.not_judged + one.not_judged,
            information: sum.information + one.information,
        })
    }

    pub(super) fn pass(&mut self, code: &'static str) {
        self.counts.entry(code).or_default().add(Verdict::Pass);
    }

    /// Takes down a deviation, within its tolerance or not.
    pub(super) fn measure(&mut self, tolerance: &'static str, deviation: Length) {
        let largest = self.largest.entry(tolerance).or_default();
        *largest = deviation.max(*largest);
    }

    pub(super) fn tell(&mut self, finding: Finding) {
        self.counts.entry(finding.code).or_default().add(finding.verdict);
        self.findings.push(finding);
    }
}
