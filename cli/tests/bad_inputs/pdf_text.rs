//! The text of a PDF of the program, read back from its objects as a reader does: by the
//! ToUnicode map of the font, and by ActualText where a span has one.

use std::collections::HashMap;

/// Code points by code of a font.
type Codes = HashMap<String, String>;

/// The text in the order of the content streams; every move of the line begins a line.
pub(crate) fn read(objects: &str) -> String {
    let fonts = fonts(objects);
    let mut text = String::new();
    // What the span that is open says; it is said once.
    let (mut font, mut span) = ("", None);
    for line in objects.lines().filter_map(|line| line.strip_prefix("  | ")) {
        if let Some(words) = line.strip_prefix("/Span<</ActualText<FEFF") {
            span = Some(utf16(words.split('>').next().unwrap_or("")));
        } else if line == "EMC" {
            span = None;
        } else if line == "ET" || line.ends_with(" Td") {
            let begun = !text.is_empty() && !text.ends_with('\n');
            text.extend(begun.then_some('\n'));
        } else if line.ends_with(" Tf") {
            font = line.split(' ').next().unwrap_or("");
        } else if line.ends_with("Tj") || line.ends_with("TJ") {
            match &mut span {
                Some(words) => text.push_str(&std::mem::take(words)),
                None => text.extend(fonts.get(font).map(|codes| shown(line, codes))),
            }
        }
    }
    text
}

/// The words of the strings of a text-showing operator.
fn shown(line: &str, codes: &Codes) -> String {
    let strings = line.split('<').skip(1).filter_map(|part| part.split('>').next());
    strings.flat_map(pairs).map(|code| codes.get(&code).cloned().unwrap_or_default()).collect()
}

/// Codes of two bytes.
fn pairs(hex: &str) -> impl Iterator<Item = String> {
    hex.as_bytes().chunks(4).map(|code| String::from_utf8_lossy(code).into_owned())
}

/// The ToUnicode map of every font by its resource name.
fn fonts(objects: &str) -> HashMap<String, Codes> {
    let mut bodies: HashMap<&str, String> = HashMap::new();
    let mut number = "";
    for line in objects.lines() {
        if let Some((start, _)) = line.split_once(": <<").filter(|_| !line.starts_with(' ')) {
            number = start;
        }
        let body = bodies.entry(number).or_default();
        body.push_str(line);
        body.push('\n');
    }
    let lines = objects.lines().map(|line| line.trim_start().trim_end_matches([' ', '>']));
    let named = lines.filter_map(|line| line.strip_prefix("/F")?.split_once(" @"));
    let mut fonts = HashMap::new();
    for (name, reference) in named {
        let map = bodies.get(reference).and_then(|font| {
            let to_unicode = font.split_once("/ToUnicode @")?.1;
            let end = to_unicode.find(|c: char| !c.is_ascii_digit())?;
            bodies.get(&to_unicode[..end])
        });
        if let Some(map) = map {
            fonts.insert(format!("/F{name}"), codes(map));
        }
    }
    fonts
}

/// The `bfchar` lines of a map; the program writes no ranges.
fn codes(map: &str) -> Codes {
    let within = map.split("beginbfchar").skip(1).filter_map(|part| part.split("endbfchar").next());
    let lines = within.flat_map(str::lines).filter_map(|line| line.trim().strip_prefix("| <"));
    let pair = |line: &str| {
        let (code, words) = line.trim_end_matches('>').split_once("> <")?;
        Some((code.to_owned(), utf16(words)))
    };
    lines.filter_map(pair).collect()
}

fn utf16(hex: &str) -> String {
    let units: Vec<u16> =
        pairs(hex).map(|unit| u16::from_str_radix(&unit, 16).expect("hexadecimal")).collect();
    String::from_utf16(&units).expect("UTF-16")
}
