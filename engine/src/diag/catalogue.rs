//! The message catalogue: the words of every code in Japanese and English.
//!
//! The only file that names the Fluent crates. Each family of codes has a file per language
//! under `messages/`; a message's id is its code, `.hint` says what to do next and `.explain`
//! is the page of `chohyo explain`.

use std::collections::BTreeSet;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

use super::{Code, Diagnostic};

/// Language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

macro_rules! families {
    ($lang:literal) => {
        [
            include_str!(concat!("messages/", $lang, "/layout.ftl")),
            include_str!(concat!("messages/", $lang, "/record.ftl")),
            include_str!(concat!("messages/", $lang, "/compose.ftl")),
            include_str!(concat!("messages/", $lang, "/glyph.ftl")),
            include_str!(concat!("messages/", $lang, "/check.ftl")),
            include_str!(concat!("messages/", $lang, "/pdf.ftl")),
            include_str!(concat!("messages/", $lang, "/run.ftl")),
        ]
    };
}

const JA: [&str; 7] = families!("ja");
const EN: [&str; 7] = families!("en");

impl Lang {
    /// For the plural rules of Fluent.
    fn identifier(self) -> LanguageIdentifier {
        let tag = match self {
            Self::Ja => "ja",
            Self::En => "en",
        };
        tag.parse().unwrap_or_default()
    }

    fn sources(self) -> &'static [&'static str] {
        match self {
            Self::Ja => &JA,
            Self::En => &EN,
        }
    }
}

/// All codes that have a message, in order.
pub fn codes() -> Vec<&'static str> {
    let codes: BTreeSet<_> = JA.iter().flat_map(|source| codes_of(source)).collect();
    codes.into_iter().collect()
}

/// Codes that begin a line of a message file: `L004 = …`.
fn codes_of(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter_map(|line| {
        let (id, _) = line.split_once('=')?;
        is_code(id.trim_end()).then_some(id.trim_end())
    })
}

fn is_code(id: &str) -> bool {
    let mut bytes = id.bytes();
    id.len() == 4
        && bytes.next().is_some_and(|b| b.is_ascii_uppercase())
        && bytes.all(|b| b.is_ascii_digit())
}

/// The page about a code: its message and what it means, an example, what to do. `None` if
/// there is no such code.
pub fn explain(code: &str, lang: Lang) -> Option<String> {
    let code = code.to_ascii_uppercase();
    if !is_code(&code) {
        return None;
    }
    let words = Catalogue::new(lang);
    let (title, page) = words.page(&code)?;
    Some(format!("{code}: {title}\n\n{page}\n"))
}

/// The page `docs/diagnostics.md`: all codes with their pages, in Japanese.
pub fn reference() -> String {
    let words = Catalogue::new(Lang::Ja);
    let mut text = format!("# {}\n", words.word("reference-title", &[]));
    text.push('\n');
    text.push_str(&words.word("reference-intro", &[]));
    text.push('\n');
    for code in codes() {
        if let Some((title, page)) = words.page(code) {
            text.push_str(&format!("\n## {code}: {title}\n\n{page}\n"));
        }
    }
    text
}

/// The one-line message of a diagnostic.
pub fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    Catalogue::new(lang).message(diagnostic)
}

/// The one-line messages of many diagnostics; the catalogue is read once.
pub fn messages(diagnostics: &[Diagnostic], lang: Lang) -> Vec<String> {
    let words = Catalogue::new(lang);
    diagnostics.iter().map(|diagnostic| words.message(diagnostic)).collect()
}

/// The messages of one language, ready to format.
pub(super) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    pub(super) fn new(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new(vec![lang.identifier()]);
        // U+2068/U+2069 around arguments would shift carets and break copy and paste.
        bundle.set_use_isolating(false);
        for source in lang.sources() {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    pub(super) fn message(&self, diagnostic: &Diagnostic) -> String {
        let Code(code) = diagnostic.code;
        match self.pattern(code, None, &arguments(diagnostic)) {
            Some((words, _)) => words,
            None => self.word("no-message", &[]),
        }
    }

    /// What to do next; `None` if there is no hint or an argument of it is not given.
    pub(super) fn hint(&self, diagnostic: &Diagnostic) -> Option<String> {
        let Code(code) = diagnostic.code;
        let (words, complete) = self.pattern(code, Some("hint"), &arguments(diagnostic))?;
        complete.then_some(words)
    }

    /// A word of the report itself.
    pub(super) fn word(&self, id: &str, arguments: &[(&str, String)]) -> String {
        let mut values = FluentArgs::new();
        for (name, value) in arguments {
            values.set(*name, value.as_str());
        }
        self.pattern(id, None, &values).map_or_else(|| id.to_owned(), |(words, _)| words)
    }

    /// A count with its noun.
    pub(super) fn count(&self, id: &str, count: usize) -> String {
        let mut values = FluentArgs::new();
        values.set("count", count);
        self.pattern(id, None, &values).map_or_else(|| count.to_string(), |(words, _)| words)
    }

    /// Title and text of a code's page; the title has `…` where a finding has a word of its own.
    fn page(&self, code: &str) -> Option<(String, String)> {
        let (title, _) = self.pattern(code, None, &FluentArgs::new())?;
        let (page, _) = self.pattern(code, Some("explain"), &FluentArgs::new())?;
        Some((without_arguments(&title), page))
    }

    /// The formatted text and whether all its arguments were given.
    fn pattern(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: &FluentArgs,
    ) -> Option<(String, bool)> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut errors = Vec::new();
        let words = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        Some((words.into_owned(), errors.is_empty()))
    }
}

/// Fluent leaves `{$name}` where an argument is missing.
fn without_arguments(title: &str) -> String {
    let mut parts = title.split("{$");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |words, part| words + "…" + part.split_once('}').map_or("", |(_, rest)| rest))
}

fn arguments(diagnostic: &Diagnostic) -> FluentArgs<'_> {
    let mut values = FluentArgs::new();
    for (name, value) in &diagnostic.args {
        values.set(*name, value.as_str());
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_files_parse_and_define_nothing_twice() {
        for lang in [Lang::Ja, Lang::En] {
            let mut bundle = FluentBundle::new(vec![lang.identifier()]);
            for source in lang.sources() {
                let resource = FluentResource::try_new((*source).to_owned());
                let resource = resource.map_err(|(_, errors)| errors).expect("parses");
                assert_eq!(bundle.add_resource(resource).err(), None, "{lang:?}");
            }
        }
    }

    #[test]
    fn both_languages_have_message_and_page_for_every_code() {
        let english: BTreeSet<_> = EN.iter().flat_map(|source| codes_of(source)).collect();
        assert_eq!(english.into_iter().collect::<Vec<_>>(), codes());
        for code in codes() {
            for lang in [Lang::Ja, Lang::En] {
                let page = explain(code, lang);
                assert!(page.is_some_and(|p| p.lines().count() > 2), "{code} {lang:?}");
            }
        }
    }

    #[test]
    fn titles_have_no_bare_arguments() {
        let page = explain("L004", Lang::En).expect("a code");
        assert!(page.starts_with("L004: unknown key `…` in …\n"), "{page}");
    }

    #[test]
    fn explain_knows_no_foreign_code() {
        assert_eq!(explain("X999", Lang::Ja), None);
        assert_eq!(explain("hint", Lang::En), None);
    }
}
