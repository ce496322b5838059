//! Reads record schemas until `record::schema::load` lands.

use crate::diag::Diagnostic;
use crate::reader::{Findings, Table, parse};
use crate::record::schema::{Charset, CheckDigit, CodeListId};
use crate::record::{CodeList, Group, GroupId, Item, ItemType, Schema};
use crate::source::Library;

pub(super) fn load(library: &Library, id: &str) -> Result<Schema, Vec<Diagnostic>> {
    let out = Findings::default();
    let read = |path: &str| library.text(path).and_then(|file| parse(file, &out));
    let (Some(own), common) = (read(&format!("records/{id}.toml")), read("records/common.toml"))
    else {
        return Err(out.into_vec());
    };
    let mut tables: Vec<&Table> = own.tables("group", &out);
    if let Some(common) = &common {
        tables.extend(common.tables("group", &out));
    }
    let codes: Vec<CodeList> = own
        .tables("codes", &out)
        .into_iter()
        .map(|t| CodeList {
            name: t.text("name", &out).unwrap_or_default().into(),
            values: t
                .tables("values", &out)
                .into_iter()
                .map(|v| {
                    let get = |k: &str| v.text(k, &out).unwrap_or_default().to_owned();
                    (get("code"), get("word"))
                })
                .collect(),
        })
        .collect();
    let names: Vec<&str> = tables.iter().filter_map(|t| t.text("name", &out)).collect();
    let find = |name: &str| GroupId(names.iter().position(|n| *n == name).unwrap_or(0));
    let mut groups: Vec<Group> = Vec::new();
    for table in &tables {
        let mut items: Vec<Item> = Vec::new();
        let mut sources = vec![*table];
        for include in table.texts("include", &out) {
            sources.extend(tables.iter().find(|t| t.text("name", &out) == Some(include)));
        }
        for source in sources {
            for item in source.tables("items", &out) {
                items.push(Item {
                    name: item.text("name", &out).unwrap_or_default().into(),
                    kind: kind(item, &find, &codes, &out),
                    required: item.flag("required", &out).unwrap_or(false),
                    secret: item.flag("secret", &out).unwrap_or(false),
                    default: None,
                });
            }
        }
        groups.push(Group { name: table.text("name", &out).unwrap_or_default().into(), items });
    }
    if out.errors() > 0 {
        return Err(out.into_vec());
    }
    Ok(Schema { id: id.into(), name: id.into(), basis: String::new(), groups, codes })
}

fn kind(
    item: &Table,
    find: &impl Fn(&str) -> GroupId,
    codes: &[CodeList],
    out: &Findings,
) -> ItemType {
    let mj = item.text("charset", out) == Some("mj");
    let charset = if mj { Charset::Mj } else { Charset::Any };
    let text = ItemType::Text { charset, max: 100 };
    if let Some(group) = item.text("group", out) {
        return ItemType::Group(find(group));
    }
    match item.text("list", out) {
        Some("text") => return ItemType::TextList { charset: Charset::Any, max: 100 },
        Some(group) => return ItemType::List { group: find(group), min: 0, max: 99 },
        None => {}
    }
    match item.text("type", out).unwrap_or("text") {
        "digits" => ItemType::Digits { digits: 1, exact: false, check: None::<CheckDigit> },
        "int" => ItemType::Int,
        "money" => ItemType::Money,
        "decimal" => ItemType::Decimal { decimals: 2 },
        "date" => ItemType::Date { unknown: None },
        "month" => ItemType::Month,
        "flag" => ItemType::Flag,
        "image" => ItemType::Image,
        "code" => {
            let name = item.text("codes", out).unwrap_or_default();
            let list = codes.iter().position(|c| c.name == name);
            ItemType::Code(CodeListId(list.unwrap_or(0)))
        }
        _ => text,
    }
}
