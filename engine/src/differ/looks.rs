//! The look of words, as a layout says it.

use super::compare::Aspect;
use crate::form::{
    Attempt, Beyond, Fit, LastWord, Style, Writing, align_word, font_word, valign_word,
};
use crate::length::Length;
use crate::page::Stroke;

/// What a person asks about first, each on its own; the rest together.
pub(super) fn facts_of_style(style: &Style) -> Vec<(Aspect, String)> {
    vec![
        (Aspect::Font, font_word(style.font).to_owned()),
        (Aspect::Letters, style.size.short_pt()),
        (Aspect::LeastLetters, least(style).short_pt()),
        (Aspect::Align, align_words(style)),
        (Aspect::Fit, style.fit.attempts.iter().map(attempt).collect::<Vec<_>>().join("; ")),
        (Aspect::LastWord, last_word(&style.fit)),
        (Aspect::Pen, style.border.as_ref().map(stroke_words).unwrap_or_default()),
        (Aspect::Look, rest(style)),
    ]
}

/// The look in one line.
pub(super) fn look_of(style: &Style) -> String {
    let facts = facts_of_style(style).into_iter().map(|(_, words)| words);
    facts.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `0.4`, `0.2 dash 1/0.5 grey 50 double`
pub(super) fn stroke_words(stroke: &Stroke) -> String {
    let mut words = stroke.width.short_mm();
    if let Some((on, off)) = stroke.dash {
        words.push_str(&format!(" dash {}/{}", on.short_mm(), off.short_mm()));
    }
    if stroke.colour != crate::page::Colour::BLACK {
        words.push_str(&format!(" {:?}", stroke.colour));
    }
    if stroke.double {
        words.push_str(" double");
    }
    words
}

fn least(style: &Style) -> Length {
    let sizes = style.fit.attempts.iter().map(|attempt| attempt.size.1);
    sizes.fold(style.size, Length::min)
}

fn align_words(style: &Style) -> String {
    format!("{} {}", align_word(style.align), valign_word(style.valign))
}

/// `9–7 pt`, `2 × 6–5 pt 100–75 %`
fn attempt(attempt: &Attempt) -> String {
    let (most, least) = attempt.size;
    let lines = if attempt.lines > 1 { format!("{} × ", attempt.lines) } else { String::new() };
    let sizes = if most == least {
        most.short_pt()
    } else {
        format!("{}–{}", most.short_pt(), least.short_pt())
    };
    let scale = match attempt.condense_pct {
        (100, 100) => String::new(),
        (a, b) if a == b => format!(" {a} %"),
        (a, b) => format!(" {a}–{b} %"),
    };
    format!("{lines}{sizes} pt{scale}")
}

fn last_word(fit: &Fit) -> String {
    let beyond = match fit.beyond {
        Beyond::Nowhere => "",
        Beyond::NextPage => "next_page, ",
        Beyond::Annex => "annex, ",
    };
    let last = match fit.last {
        LastWord::Limit => "limit",
        LastWord::Blank => "blank",
        LastWord::Refuse => "refuse",
        LastWord::Param(_) => "$",
    };
    format!("{beyond}{last}")
}

fn rest(style: &Style) -> String {
    let mut words =
        vec![format!("pad {}", style.pad.short_mm()), format!("line {} %", style.line_pct)];
    let flags = [
        (style.writing == Writing::Vertical, "vertical"),
        (style.underline, "underline"),
        (style.strike, "strike"),
    ];
    words.extend(flags.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.to_owned()));
    if style.tcy > 0 {
        words.push(format!("tcy {}", style.tcy));
    }
    if style.lines != Default::default() {
        words.push(format!("{:?}", style.lines));
    }
    if style.colour != crate::page::Colour::BLACK {
        words.push(format!("{:?}", style.colour));
    }
    if style.forms != Default::default() {
        words.push(format!("{:?}", style.forms));
    }
    if style.decimals > 0 {
        words.push(format!("decimals {}", style.decimals));
    }
    words.extend(style.same_size.as_ref().map(|group| format!("same_size {group}")));
    words.join(", ")
}
