//! Diagnostics as text for a terminal, with the source line and a caret, and as JSON.
//!
//! The only file that names the snippet crate.

use std::cmp::Ordering;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::catalogue::{Catalogue, Lang};
use super::{Diagnostic, Place, RecordPlace, Severity};
use crate::length::Rect;
use crate::source::SourceSpan;

/// Whether text for people is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// No escape codes.
    #[default]
    Plain,
    /// ANSI escape codes.
    Ansi,
}

/// Columns of a terminal line. Source lines beyond it are cut around the caret; a layout line
/// is at most 160 characters, most of which may be full-width.
const WIDTH: usize = 320;

/// All diagnostics of a run as text: sorted by file and position, then a line that counts them.
/// Empty if there are none.
pub fn render(diagnostics: &[Diagnostic], lang: Lang, colour: Colour) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let words = Catalogue::new(lang);
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    }
    .term_width(WIDTH);
    let shown = sorted(diagnostics).into_iter().map(|d| one(d, &words, &renderer, colour));
    let count = count_line(diagnostics, &words);
    shown.chain(count).collect::<Vec<_>>().join("\n\n") + "\n"
}

/// All diagnostics as JSON Lines for machines, in the order of [`render`]: code, severity,
/// message, hint, places.
pub fn render_json(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let words = Catalogue::new(lang);
    let line = |diagnostic| json(diagnostic, &words).to_string() + "\n";
    sorted(diagnostics).into_iter().map(line).collect()
}

/// How many errors and warnings there are; `None` if there are only notes.
fn count_line(diagnostics: &[Diagnostic], words: &Catalogue) -> Option<String> {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let error_words = words.count("count-errors", errors);
    let warning_words = words.count("count-warnings", warnings);
    match (errors, warnings) {
        (0, 0) => None,
        (_, 0) => Some(error_words),
        (0, _) => Some(warning_words),
        _ => {
            let both = [("errors", error_words), ("warnings", warning_words)];
            Some(words.word("count-both", &both))
        }
    }
}

fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut list: Vec<_> = diagnostics.iter().collect();
    list.sort_by(|a, b| by_place(a.places.first(), b.places.first()));
    list
}

fn by_place(a: Option<&Place>, b: Option<&Place>) -> Ordering {
    sort_key(a).cmp(&sort_key(b))
}

/// Text files, records, pages; findings without a place (summaries) come last.
fn sort_key(place: Option<&Place>) -> (u8, &str, u64, u64) {
    match place {
        None => (4, "", 0, 0),
        Some(Place::Text(span)) => (1, &span.file.name, span.bytes.start as u64, 0),
        Some(Place::Record(at)) => (2, &at.file, at.record, at.line.unwrap_or(0)),
        Some(Place::Page(page, area)) => {
            (3, "", *page as u64, area.origin.y.to_emu().unsigned_abs())
        }
    }
}

fn one(diagnostic: &Diagnostic, words: &Catalogue, renderer: &Renderer, colour: Colour) -> String {
    let title = level(diagnostic.severity, words);
    let title = title.primary_title(words.message(diagnostic)).id(diagnostic.code.0);
    let mut group = Group::with_title(title);
    let hint = words.hint(diagnostic);
    if !diagnostic.places.iter().any(|place| matches!(place, Place::Text(_))) {
        return renderer.render(&[group]) + &tail(diagnostic, hint.as_deref(), words, colour);
    }
    for (i, place) in diagnostic.places.iter().enumerate() {
        group = match place {
            Place::Text(span) => group.element(snippet(span, i == 0)),
            Place::Record(at) => group.element(Origin::path(record_place(at, words))),
            Place::Page(page, area) => group.element(Origin::path(page_place(*page, area, words))),
        };
    }
    if let Some(hint) = hint {
        group = group.element(Level::HELP.with_name(words.word("hint", &[])).message(hint));
    }
    renderer.render(&[group])
}

fn level(severity: Severity, words: &Catalogue) -> Level<'static> {
    let (level, name) = match severity {
        Severity::Error => (Level::ERROR, "severity-error"),
        Severity::Warning => (Level::WARNING, "severity-warning"),
        Severity::Note => (Level::NOTE, "severity-note"),
    };
    level.with_name(words.word(name, &[]))
}

/// Places and hint of a finding without a source line. The snippet crate would draw the gutter
/// of a snippet that is not there.
fn tail(diagnostic: &Diagnostic, hint: Option<&str>, words: &Catalogue, colour: Colour) -> String {
    let (on, off) = match colour {
        Colour::Plain => ("", ""),
        Colour::Ansi => ("\u{1b}[1m\u{1b}[94m", "\u{1b}[0m"),
    };
    let mut text = String::new();
    for place in &diagnostic.places {
        let place = match place {
            Place::Text(_) => continue,
            Place::Record(at) => record_place(at, words),
            Place::Page(page, area) => page_place(*page, area, words),
        };
        text.push_str(&format!("\n {on}-->{off} {place}"));
    }
    if let Some(hint) = hint {
        text.push_str(&format!("\n  {on}={off} {}: {hint}", words.word("hint", &[])));
    }
    text
}

fn snippet(span: &SourceSpan, primary: bool) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let (line, text, bytes) = line_of(span);
    let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    Snippet::source(text)
        .line_start(line)
        .path(span.file.name.as_str())
        .annotation(kind.span(bytes))
}

/// The line a span starts on: its number, its text, and the part of the span that lies on it.
/// A span that is no span of its file is moved to the nearest place that is.
fn line_of(span: &SourceSpan) -> (usize, &str, Range<usize>) {
    let text = span.file.text.as_str();
    let start = text.floor_char_boundary(span.bytes.start);
    let end = text.ceil_char_boundary(span.bytes.end).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let within = |at: usize| (at - line_start).min(line.len());
    let number = text[..line_start].matches('\n').count() + 1;
    (number, line, within(start)..within(end))
}

fn record_place(at: &RecordPlace, words: &Catalogue) -> String {
    if at.record == 0 {
        return at.line.map_or_else(|| at.file.clone(), |line| format!("{}:{line}", at.file));
    }
    let mut arguments = vec![("file", at.file.clone()), ("record", at.record.to_string())];
    let mut id = "place-record".to_owned();
    if let Some(field) = &at.field {
        id.push_str("-field");
        arguments.push(("field", field.clone()));
    }
    if let Some(line) = at.line {
        id.push_str("-line");
        arguments.push(("line", line.to_string()));
    }
    words.word(&id, &arguments)
}

fn page_place(page: usize, area: &Rect, words: &Catalogue) -> String {
    let arguments = [
        ("page", page.to_string()),
        ("x", area.origin.x.to_string()),
        ("y", area.origin.y.to_string()),
        ("w", area.size.width.to_string()),
        ("h", area.size.height.to_string()),
    ];
    words.word("place-page", &arguments)
}

fn json(diagnostic: &Diagnostic, words: &Catalogue) -> serde_json::Value {
    let places: Vec<_> = diagnostic.places.iter().map(place_json).collect();
    let args: serde_json::Map<_, _> = diagnostic
        .args
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.as_str().into()))
        .collect();
    serde_json::json!({
        "code": diagnostic.code.0,
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "message": words.message(diagnostic),
        "hint": words.hint(diagnostic),
        "places": places,
        "args": args,
    })
}

fn place_json(place: &Place) -> serde_json::Value {
    match place {
        Place::Text(span) => {
            let (line, text, bytes) = line_of(span);
            let column = text[..bytes.start].chars().count() + 1;
            let characters = text[bytes].chars().count();
            serde_json::json!({
                "file": span.file.name, "line": line, "column": column, "characters": characters,
            })
        }
        Place::Record(at) => serde_json::json!({
            "file": at.file, "record": at.record, "line": at.line, "column": at.column,
            "field": at.field,
        }),
        Place::Page(page, area) => serde_json::json!({
            "page": page,
            "x_mm": area.origin.x.to_string(), "y_mm": area.origin.y.to_string(),
            "w_mm": area.size.width.to_string(), "h_mm": area.size.height.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::SourceFile;

    fn span(text: &str, part: &str) -> SourceSpan {
        let start = text.find(part).expect("part of the text");
        let file = SourceFile { name: "a.toml".to_owned(), text: text.to_owned() };
        SourceSpan { file: Arc::new(file), bytes: start..start + part.len() }
    }

    fn lines(text: &str, part: &str) -> Vec<String> {
        let found = Diagnostic::error("B001").at(&span(text, part));
        render(&[found], Lang::En, Colour::Plain).lines().map(str::to_owned).collect()
    }

    /// source line; marked part; column in characters; display cells before the caret; carets
    const CARETS: &[(&str, &str, usize, usize, usize)] = &[
        ("氏名 = { widht_mm = 1 }", "widht_mm", 8, 9, 8),
        ("ｶﾅｶﾞ = x", "x", 8, 7, 1),
        ("葛\u{E0100}城市 = x", "x", 8, 9, 1),
        ("𠮷野 = x", "x", 6, 7, 1),
        ("a = '氏名'", "氏名", 6, 5, 4),
        ("a = '葛\u{E0100}'", "葛\u{E0100}", 6, 5, 2),
        ("a = '𠮷'", "𠮷", 6, 5, 2),
    ];

    #[test]
    fn caret_stands_in_display_cells_and_column_counts_characters() {
        for (line, part, column, cells, carets) in CARETS {
            let text = format!("# 1\n{line}\ny = 2\n");
            let lines = lines(&text, part);
            assert!(lines[1].ends_with(&format!("a.toml:2:{column}")), "{lines:#?}");
            let drawn = format!("  | {}{}", " ".repeat(*cells), "^".repeat(*carets));
            assert_eq!(lines[4], drawn, "{lines:#?}");
        }
    }

    #[test]
    fn spans_off_the_text_are_drawn_without_panic() {
        let text = "氏名\r\n";
        let file = Arc::new(SourceFile { name: "a".to_owned(), text: text.to_owned() });
        for start in 0..12 {
            for end in 0..12 {
                let found = SourceSpan { file: file.clone(), bytes: start..end };
                render(&[Diagnostic::error("B001").at(&found)], Lang::Ja, Colour::Plain);
            }
        }
    }

    #[test]
    fn many_lines_are_marked_on_the_first() {
        let lines = lines("a = [\n1,\n2]\n", "[\n1,\n2]");
        assert_eq!(lines[4], "  |     ^", "{lines:#?}");
    }

    #[test]
    fn record_place_names_record_field_and_line_only() {
        let at = RecordPlace {
            file: "a.jsonl".to_owned(),
            record: 3,
            line: Some(4),
            column: None,
            field: Some("世帯員[2].氏名".to_owned()),
        };
        let found = [Diagnostic::error("B001").place(Place::Record(at))];
        let english = render(&found, Lang::En, Colour::Plain);
        assert!(english.contains("--> a.jsonl: record 3, 世帯員[2].氏名 (line 4)\n"), "{english}");
        let japanese = render(&found, Lang::Ja, Colour::Plain);
        assert!(japanese.contains("3 件目 世帯員[2].氏名（4 行目）\n"), "{japanese}");
    }

    #[test]
    fn sorted_by_file_and_position_then_counted() {
        let text = "a = 1\nb = 2\n";
        let found = [
            Diagnostic::warning("B001").at(&span(text, "b")),
            Diagnostic::error("B001").at(&span(text, "a")),
            Diagnostic::error("B001"),
        ];
        let shown = render(&found, Lang::En, Colour::Plain);
        let places: Vec<_> = shown.lines().filter(|l| l.contains("-->")).collect();
        assert_eq!(places, [" --> a.toml:1:1", " --> a.toml:2:1"]);
        assert!(shown.ends_with("\n2 errors, 1 warning\n"), "{shown}");
        assert!(render(&found, Lang::Ja, Colour::Plain).ends_with("エラー 2 件、警告 1 件\n"));
    }

    #[test]
    fn findings_without_a_source_line_have_no_gutter() {
        let at = RecordPlace { file: "a.csv".to_owned(), record: 2, ..RecordPlace::default() };
        let found = Diagnostic::error("B002").arg("given", "x").arg("option", "--date");
        let found = [found.arg("form", "YYYY").place(Place::Record(at))];
        let shown = render(&found, Lang::En, Colour::Plain);
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(lines[1..3], [" --> a.csv: record 2", "  = hint: write it as YYYY"], "{shown}");
        let coloured = render(&found, Lang::En, Colour::Ansi);
        assert!(coloured.contains("-->\u{1b}[0m a.csv"), "{coloured:?}");
    }

    #[test]
    fn a_note_is_one_line_and_not_counted() {
        let found = [Diagnostic::note("B020").arg("fields", 2)];
        let shown = render(&found, Lang::En, Colour::Plain);
        assert!(shown.starts_with("note[B020]: 2 ") && shown.lines().count() == 1, "{shown}");
        let shown = render(&found, Lang::Ja, Colour::Plain);
        assert!(shown.starts_with("注記[B020]: 2 "), "{shown}");
    }

    #[test]
    fn json_has_one_object_a_line() {
        let found = [Diagnostic::error("B001").at(&span("氏名 = x\n", "x"))];
        let value: serde_json::Value =
            serde_json::from_str(render_json(&found, Lang::En).trim_end()).expect("JSON");
        assert_eq!(value["code"], "B001");
        assert_eq!(value["places"][0]["column"], 6);
    }
}
