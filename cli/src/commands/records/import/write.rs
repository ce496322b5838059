//! The groups of one 業務 as a file of `layouts/records/groups/`.

use chohyo_engine::draft::quoted;

use super::codes::{List, Lists};
use super::item::Item;

/// What stands in `[standard]`.
pub(super) struct Head<'a> {
    pub(super) business: &'a str,
    pub(super) name: &'a str,
    pub(super) source: &'a str,
}

/// The whole file. Groups stand in the order in which their first items do.
pub(super) fn file(head: &Head<'_>, items: &[Item], lists: &Lists) -> String {
    let mut text = format!(
        "# 基本データリスト：{}（{}）。chohyo records import が作ったので、手で直さない\n",
        one_line(head.name),
        head.business
    );
    text.push_str(&format!(
        "[standard]\nbusiness = {}\nname = {}\nbasis = \"official\"\nsource = {}\n",
        quoted(head.business),
        quoted(head.name),
        quoted(head.source)
    ));
    let mut groups: Vec<&str> = Vec::new();
    for item in items {
        if !groups.contains(&item.group.as_str()) {
            groups.push(&item.group);
        }
    }
    for group in groups {
        let of_group = items.iter().filter(|item| item.group == group).map(line);
        text.push_str(&format!("\n[[group]]\nname = {}\nitems = [\n", quoted(group)));
        text.extend(of_group);
        text.push_str("]\n");
    }
    text.extend(lists.lists.iter().map(codes));
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One item a line; a key without a value is left out.
fn line(item: &Item) -> String {
    let text = |text: &str| (!text.is_empty()).then(|| quoted(text));
    let number = |number: Option<u32>| number.map(|n| n.to_string());
    let flag = |flag: bool| flag.then(|| "true".to_owned());
    let pairs = [
        ("id", text(&item.id)),
        ("name", text(&item.name)),
        ("romaji", text(&item.romaji)),
        ("type", text(item.kind)),
        ("digits", number(item.digits)),
        ("decimals", number(item.decimals)),
        ("exact", flag(item.exact)),
        ("key", item.key.and_then(text)),
        ("presence", text(item.presence)),
        ("when", text(&item.when)),
        ("repeat", number(item.repeat)),
        ("codes", item.codes.as_deref().and_then(text)),
        ("secret", flag(item.check.is_some())),
        ("check", item.check.and_then(text)),
        ("must_output", flag(item.must_output)),
        ("definition", text(&item.definition)),
        ("rule", text(&item.rule)),
        ("function", text(&item.function)),
        ("sample", text(&item.sample)),
        ("note", text(&item.note)),
    ];
    let pairs = pairs.into_iter().filter_map(|(key, value)| Some(format!("{key} = {}", value?)));
    format!("  {{ {} }},\n", pairs.collect::<Vec<_>>().join(", "))
}

fn codes(list: &List) -> String {
    let mut text = format!(
        "\n[[codes]]\nid = {}\nname = {}\nvalues = [\n",
        quoted(&list.id),
        quoted(&list.name)
    );
    for (code, word) in &list.values {
        text.push_str(&format!("  {{ code = {}, word = {} }},\n", quoted(code), quoted(word)));
    }
    text + "]\n"
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn every_text_comes_back_from_toml() {
        let text = "a\"b\\c\nd\te\u{7}\u{7f}\u{85}\u{845B}\u{E0100}";
        let file: toml::Table = format!("t = {}", quoted(text)).parse().expect("TOML");
        assert_eq!(file["t"].as_str(), Some(text));
    }
}
