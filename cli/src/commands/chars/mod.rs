//! `chohyo chars`: what every character is, which glyph draws it, and its 縮退.

mod chart;
mod city;
mod facts;
mod input;
mod json;
mod one;
mod rows;
mod show;
mod survey;
mod words;

use chohyo_fonts::charset::Target;

use crate::args::{CharsArgs, CharsCommand, TargetWord};
use crate::report::{Context, Exit, Failure};

pub(crate) use chart::{kind, write};

pub(crate) fn run(args: &CharsArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    match &args.command {
        Some(CharsCommand::Show(args)) => show::run(args, context),
        Some(CharsCommand::Chart(args)) => chart::run(args, context),
        None => survey::run(&args.survey, context),
    }
}

impl From<TargetWord> for Target {
    fn from(word: TargetWord) -> Self {
        match word {
            TargetWord::X0213 => Self::X0213,
            TargetWord::X0208 => Self::X0208,
        }
    }
}
