//! Drafts of drawings: what is drawn again from a draft stands where the drawing has it.

mod by_hand;
#[path = "../form/support.rs"]
mod library;
mod support;

use chohyo_engine::draft::{Draft, Order, draft, from_page};
use chohyo_engine::form::Form;
use chohyo_engine::readback::ReadPage;
use chohyo_engine::source::Library;

use crate::library::repository;
use crate::support::{blank, filled, form, lacks, pdf, read_page, sample};

/// The draft of a page that replaces a form.
fn drafted(page: &ReadPage, old: &Form) -> Draft {
    let order = Order {
        id: &old.id.0,
        id_status: old.id_status,
        name: &old.name,
        edition: "1.0",
        kind: old.kind,
        family: old.family.as_deref(),
        basis: old.basis,
        sources: &[("drawing".to_owned(), "見本".to_owned())],
        part: "main",
        schema: &old.schema,
        known: Some(old),
    };
    draft(&from_page(page), &order)
}

/// Every layout of the repository whose sample is of its edition.
fn paths(library: &Library) -> Vec<String> {
    let names = library.texts().map(|file| file.name.clone());
    let of_form = |name: &String| {
        let mut parts = name.split('/');
        let is = |part: Option<&str>, count: usize| {
            part.is_some_and(|p| {
                p.len() >= count && p.bytes().take(count).all(|b| b.is_ascii_digit())
            })
        };
        is(parts.next(), 3) && is(parts.next(), 7) && name.ends_with(".toml")
    };
    names.filter(of_form).filter(|name| !name.ends_with("0259001/1.0.toml")).collect()
}

/// Labels with a name in them: the draft makes a value of what differs from block to block, and
/// keeps the words of the first block only.
const LATER: [(&str, &str); 1] = [("004-fuhyo/0049001/1.0.toml", "花子")];

/// The first page of every form without its values is drafted, and drawn again from the draft:
/// every letter and every rule is within 0.3 mm of where it was, and there is nothing else.
#[test]
fn drawings_of_all_forms_are_drawn_again() {
    let library = repository();
    let mut wrong = Vec::new();
    let paths = paths(&library);
    assert!(paths.len() > 30);
    for path in &paths {
        let old = form(&library, path);
        let record = sample(&old, path);
        let page = read_page(pdf(&blank(&library, &old, &record)));
        let made = drafted(&page, &old);
        // Words that differ from block to block are values, and the draft says so.
        let seen: String = made
            .layout
            .split("図の字「")
            .skip(1)
            .filter_map(|rest| rest.split('」').next())
            .collect();
        let mut library = library.clone();
        library.add_text("draft.toml", made.layout);
        let new = form(&library, "draft.toml");
        let again = read_page(pdf(&blank(&library, &new, &record)));
        let (lost, added) = (lacks(&page, &again, false), lacks(&again, &page, true));
        let later = LATER.iter().find(|(of, _)| of == path).map_or("", |(_, words)| *words);
        let is_value = |what: &String| {
            what.chars().next().is_some_and(|c| seen.contains(c) || later.contains(c))
        };
        wrong.extend(
            lost.into_iter()
                .filter(|what| !is_value(what))
                .map(|what| format!("{path} lost: {what}")),
        );
        wrong.extend(added.into_iter().map(|what| format!("{path} added: {what}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// 世帯連記式: the grid, the blocks and the bindings are found.
#[test]
fn a_certificate_is_a_readable_layout() {
    let library = repository();
    let path = "001-juki/0010003/6.1.toml";
    let old = form(&library, path);
    let page = read_page(pdf(&blank(&library, &old, &sample(&old, path))));
    let made = drafted(&page, &old);
    let lines: Vec<&str> = made.layout.lines().collect();
    let has = |words: &str| lines.iter().any(|line| line.contains(words));
    assert!(made.items < 60, "{} items", made.items);
    for words in [
        "basis = \"spec\"",
        "grid = { columns = 40, rows = 51, at = \"x15 y25 w180 h229.5 mm\" }",
        "label = \"住所\", field = \"{address(世帯主.住所)}\"",
        "label = \"個人番号\", field = \"{個人番号}\"",
        "repeat = \"世帯員\", down = 4",
        "# 未決:",
    ] {
        assert!(has(words), "{words}\n{}", made.layout);
    }
}

/// With a record filled in, each block is one person, though values and labels differ.
#[test]
fn a_filled_certificate_has_the_same_blocks() {
    let library = repository();
    let path = "001-juki/0010003/6.1.toml";
    let old = form(&library, path);
    let page = read_page(pdf(&filled(&library, &old, &sample(&old, path))));
    let made = drafted(&page, &old);
    for words in [
        "at = \"r4-15 c1-40\", repeat = \"世帯員\", down = 4",
        "label = \"続柄\", field = \"{続柄表記}\"",
        "'通称の振り仮名', '旧氏の振り仮名')}\", field = ",
    ] {
        assert_eq!(made.layout.matches(words).count(), 1, "{words}\n{}", made.layout);
    }
}
