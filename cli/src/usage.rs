//! Mistakes in the command line, in the reader's language. Help and version are clap's own.

use std::error::Error as _;
use std::ffi::OsString;

use chohyo_engine::diag::Diagnostic;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::{Common, Language, Shape};

/// `B017`, or `None` if clap has only help or version to show.
pub(crate) fn diagnostic(error: &clap::Error) -> Option<Diagnostic> {
    let (kind, given) = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::MissingRequiredArgument => ("missing", ContextKind::InvalidArg),
        ErrorKind::UnknownArgument => ("unknown", ContextKind::InvalidArg),
        ErrorKind::InvalidSubcommand => ("command", ContextKind::InvalidSubcommand),
        ErrorKind::MissingSubcommand => ("no-command", ContextKind::ValidSubcommand),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => value_kind(error),
        ErrorKind::ArgumentConflict => ("conflict", ContextKind::InvalidArg),
        _ => ("other", ContextKind::InvalidArg),
    };
    let found = Diagnostic::error("B017").arg("kind", kind).arg("given", words(error, given));
    let found = found.arg("option", words(error, ContextKind::InvalidArg));
    Some(found.arg("known", known(error)))
}

/// An option without its value is reported by clap as an empty value.
fn value_kind(error: &clap::Error) -> (&'static str, ContextKind) {
    match words(error, ContextKind::InvalidValue).is_empty() {
        true => ("no-value", ContextKind::InvalidArg),
        false => ("value", ContextKind::InvalidValue),
    }
}

/// What could have been written instead: names, or the reason why a value is refused; `none`.
fn known(error: &clap::Error) -> String {
    let kinds = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::ValidValue,
        ContextKind::ValidSubcommand,
    ];
    let named = kinds.into_iter().map(|kind| words(error, kind)).find(|words| !words.is_empty());
    named.or_else(|| error.source().map(ToString::to_string)).unwrap_or_else(|| "none".to_owned())
}

fn words(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        _ => String::new(),
    }
}

/// The common options of a command line that clap refuses: language and form of messages.
pub(crate) fn common(arguments: &[OsString]) -> Common {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let given = |option: &str, value: &str| {
        let joined = format!("{option}={value}");
        words.iter().any(|word| *word == joined)
            || words.windows(2).any(|pair| pair[0] == option && pair[1] == value)
    };
    let lang = match (given("--lang", "ja"), given("--lang", "en")) {
        (true, _) => Some(Language::Ja),
        (_, true) => Some(Language::En),
        _ => None,
    };
    let json = given("--diagnostics", "json");
    let diagnostics = if json { Shape::Json } else { Shape::Human };
    Common { lang, layouts: None, fonts: None, diagnostics }
}
