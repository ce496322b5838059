//! `chohyo chars show`: one character large, beside its siblings, with its facts.

use std::convert::Infallible;
use std::path::Path;

use chohyo_engine::chart::{Card, Entry, Fact, card};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Document;
use chohyo_engine::survey::{Row, Surveyor};
use chohyo_fonts::charset::{Mj, Target};
use chohyo_fonts::{Direction, FontSet};

use super::chart::{code, kind, refused, write};
use super::city::City;
use super::{facts, one, words};
use crate::args::CharsShowArgs;
use crate::report::{Context, Exit, Failure, out};
use crate::{screen, table};

/// Most siblings on a card; no character has more than half as many.
const SIBLINGS: usize = 200;

pub(super) fn run(args: &CharsShowArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let kind = args.output.as_deref().map(kind).transpose()?;
    let text = one::text(&args.character)?;
    let city = City::load(context, args.params.as_deref())?;
    let target = args.to.into();
    let mut surveyor = Surveyor::new(city.fonts(), city.shrinking(target), Direction::Horizontal);
    let mut found = None;
    let Ok(()) = surveyor.text(1, &text, &mut |row: &Row<'_>| {
        found = Some(known(row, target, city.fonts(), context));
        Ok::<(), Infallible>(())
    });
    let Some((card, printable)) = found else {
        return Err(Diagnostic::error("B066").arg("count", 0).into());
    };
    show(&card, args.output.as_deref().zip(kind), city.fonts())?;
    out(&lines(&card.facts))?;
    Ok(if printable { Exit::Good } else { Exit::Findings })
}

/// The card of a character, and whether it can be printed.
fn known(row: &Row<'_>, target: Target, fonts: &FontSet, context: &Context<'_>) -> (Card, bool) {
    let (facts, printable) = (row.facts, row.drawn.is_ok());
    let name = words::identity(&facts.identity, row.text);
    // The large box of what cannot be printed stays empty.
    let text = if printable { row.text.to_owned() } else { String::new() };
    let siblings: Vec<Entry> = facts.siblings.iter().take(SIBLINGS).map(|mj| entry(*mj)).collect();
    let (ja, en) = ("同じ文字の字形", "forms of the same character");
    let card = Card {
        entry: Entry { name, text, code: code(row.text) },
        facts: facts_of(row, target, fonts, context),
        section: format!("{}  {}", context.words(ja, en), siblings.len()),
        siblings,
    };
    (card, printable)
}

fn facts_of(row: &Row<'_>, target: Target, fonts: &FontSet, context: &Context<'_>) -> Vec<Fact> {
    facts::lines(row, target, fonts, context.lang)
}

/// An MJ character as an entry of a chart.
pub(super) fn entry(mj: Mj) -> Entry {
    let text = mj.text();
    Entry { name: mj.to_string(), code: code(&text), text: text.to_string() }
}

/// To the file that was asked for, or to the terminal if there is one.
fn show(
    card: &Card,
    output: Option<(&Path, crate::sink::Kind)>,
    fonts: &FontSet,
) -> Result<(), Failure> {
    if output.is_none() && !screen::is_there() {
        return Ok(());
    }
    let document = page(card, fonts)?;
    match (output, document.pages.first()) {
        (Some((path, kind)), _) => write(path, kind, fonts, &card.entry.name, [Ok(document)]),
        (None, Some(page)) => screen::draw(&screen::picture(page, fonts)?),
        (None, None) => Ok(()),
    }
}

fn page(drawing: &Card, fonts: &FontSet) -> Result<Document, Failure> {
    card(fonts, drawing).map_err(|error| refused(&error))
}

fn lines(facts: &[Fact]) -> String {
    let row = |fact: &Fact| vec![fact.label.clone(), fact.value.clone()];
    table::lines(&facts.iter().map(row).collect::<Vec<_>>())
}
