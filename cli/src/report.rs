//! What a run says: diagnostics on stderr, the result on stdout, the exit code.

use std::cell::OnceCell;
use std::io::{self, IsTerminal, Write};
use std::panic::PanicHookInfo;
use std::path::Path;
use std::process::ExitCode;

use chohyo_engine::diag::{Colour, Diagnostic, Lang, Severity, render, render_json};
use chohyo_engine::source::Library;
use chohyo_fonts::FontSet;
use chohyo_golden::folder;

use crate::args::{Common, Language, Shape};
use crate::{assets, load};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All good.
    Good = 0,
    /// Findings or refused records.
    Findings = 1,
    /// The input or a layout is wrong.
    Input = 2,
    /// The environment: fonts, disk, terminal.
    Environment = 3,
    /// A check of the program on itself failed.
    SelfCheck = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped.
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Failure {
    /// The input or a layout is wrong.
    pub(crate) fn input(diagnostics: Vec<Diagnostic>) -> Self {
        Self { exit: Exit::Input, diagnostics }
    }

    /// The environment is in the way.
    pub(crate) fn environment(diagnostics: Vec<Diagnostic>) -> Self {
        Self { exit: Exit::Environment, diagnostics }
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::input(vec![diagnostic])
    }
}

impl From<io::Error> for Failure {
    /// Writing the result failed.
    fn from(error: io::Error) -> Self {
        let found =
            Diagnostic::error("B003").arg("path", "stdout").arg("cause", folder::cause(&error));
        Self::environment(vec![found])
    }
}

/// What every command gets.
pub(crate) struct Context<'a> {
    common: &'a Common,
    /// Language of messages.
    pub(crate) lang: Lang,
    fonts: OnceCell<FontSet>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(common: &'a Common) -> Self {
        Self { common, lang: language(common.lang), fonts: OnceCell::new() }
    }

    /// The layouts: of `--layouts` or embedded.
    pub(crate) fn library(&self) -> Result<Library, Failure> {
        match &self.common.layouts {
            Some(path) => folder::library(path).map_err(Failure::environment),
            None => Ok(assets::library()),
        }
    }

    /// The fonts: of `--fonts` or embedded.
    pub(crate) fn fonts(&self) -> Result<&FontSet, Failure> {
        self.city_fonts(None)
    }

    /// The fonts with those of a city's parameter file. A run opens one set: the first one asked
    /// for.
    pub(crate) fn city_fonts(&self, city: Option<&Path>) -> Result<&FontSet, Failure> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let fonts = match &self.common.fonts {
            Some(path) => folder::fonts(path, assets::FONT_LIST),
            None => assets::fonts(),
        };
        let mut fonts = fonts.map_err(Failure::environment)?;
        if let Some(city) = city {
            fonts = load::with_slots(fonts, city)?;
        }
        Ok(self.fonts.get_or_init(|| fonts))
    }

    /// Whether the layouts are those of the binary.
    pub(crate) fn layout_folder(&self) -> Option<&Path> {
        self.common.layouts.as_deref()
    }

    /// Whether `--fonts` was given.
    pub(crate) fn own_fonts(&self) -> bool {
        self.common.fonts.is_some()
    }

    /// Japanese or English words.
    pub(crate) fn words<'w>(&self, ja: &'w str, en: &'w str) -> &'w str {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// Writes diagnostics to stderr. A closed stderr is no reason to stop.
    pub(crate) fn tell(&self, diagnostics: &[Diagnostic]) {
        let text = match self.common.diagnostics {
            Shape::Json => render_json(diagnostics, self.lang),
            Shape::Human => render(diagnostics, self.lang, colour()),
        };
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Reports why a command stopped and gives the exit code.
    pub(crate) fn finish(&self, result: Result<Exit, Failure>) -> Exit {
        result.unwrap_or_else(|failure| {
            self.tell(&failure.diagnostics);
            failure.exit
        })
    }
}

/// Writes a result to stdout. A reader that has gone away (`| head`) is no error.
pub(crate) fn out(text: &str) -> io::Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// The exit code of findings: `at_error` if there is an error among them.
pub(crate) fn exit_of(diagnostics: &[Diagnostic], at_error: Exit) -> Exit {
    match diagnostics.iter().map(|d| d.severity).max() {
        None | Some(Severity::Note) => Exit::Good,
        Some(Severity::Warning) => Exit::Findings,
        Some(Severity::Error) => at_error,
    }
}

fn language(asked: Option<Language>) -> Lang {
    match asked {
        Some(Language::Ja) => Lang::Ja,
        Some(Language::En) => Lang::En,
        None if sys_locale::get_locale().is_some_and(|l| l.starts_with("ja")) => Lang::Ja,
        None => Lang::En,
    }
}

fn colour() -> Colour {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted && io::stderr().is_terminal() { Colour::Ansi } else { Colour::Plain }
}

/// Replaces the panic message: its payload could hold a person's data. Only the place in the
/// program is printed.
pub(crate) fn silence_panics() {
    std::panic::set_hook(Box::new(|info| {
        let _ = io::stderr().write_all(panic_words(info, language(None)).as_bytes());
    }));
}

fn panic_words(info: &PanicHookInfo<'_>, lang: Lang) -> String {
    let place = info.location().map_or_else(String::new, ToString::to_string);
    render(&[Diagnostic::error("B099").arg("place", place)], lang, Colour::Plain)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn a_panic_tells_its_place_and_nothing_of_its_payload() {
        let told = Arc::new(Mutex::new(String::new()));
        let (ours, before) = (Arc::clone(&told), std::panic::take_hook());
        std::panic::set_hook(Box::new(move |info| {
            let words = panic_words(info, Lang::Ja) + &panic_words(info, Lang::En);
            *ours.lock().expect("one thread panics") = words;
        }));
        let caught = std::panic::catch_unwind(|| panic!("架空　花子"));
        std::panic::set_hook(before);
        let told = told.lock().expect("no thread panics with it");
        assert!(caught.is_err());
        assert_eq!(told.matches("[B099]").count(), 2, "{told}");
        assert!(told.contains("report.rs:") && !told.contains("架空"), "{told}");
    }
}
