//! Fragments (`common/<name>.toml`): read once, put in where they are used.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::here::{Here, Level, Marks};
use super::item::{GRADES, sized};
use super::load::Loader;
use super::look::Looks;
use super::model::{Align, FlowChild, Item, Kind, On};
use super::place::{self, Spot};
use super::vary::is_name;
use super::{keys, limits};
use crate::diag::Diagnostic;
use crate::expression::{self, Bound, Expr, Literal};
use crate::length::Size;
use crate::reader::{Findings, Node, Table, parse, with_suggestion};
use crate::record::GroupId;

/// A fragment file.
pub(super) struct Fragment {
    looks: Looks,
    size: Option<Size>,
    flow: bool,
    /// Its names are looked for from the element on in which it is used.
    of_element: bool,
    args: Vec<Arg>,
    part: Table,
}

struct Arg {
    name: String,
    words: Option<Vec<String>>,
    default: Option<String>,
}

/// Where the names of a fragment are looked for.
const SCOPES: &[(&str, bool)] = &[("record", false), ("element", true)];

/// Groups of record items that fragments ask for.
const RECORD_GROUPS: &str = "records/common.toml";

impl Loader<'_> {
    /// A fragment used at a place: a group of its items for every place.
    pub(super) fn use_placed(
        &self,
        table: &Table,
        spots: Option<&[Spot]>,
        here: &Here<'_>,
    ) -> Option<Kind> {
        let area = self.common_size(spots, table);
        let from = self.out.len();
        let (fragment, chain) = self.fragment(table, here)?;
        if fragment.flow {
            self.out.error("L059", &table.get("use")?.span);
            return None;
        }
        let bound = self.arguments(table, &fragment, here)?;
        if let (Some(size), Some(area), Some(node)) = (fragment.size, area, table.get("at"))
            && (size.width > area.width || size.height > area.height)
        {
            place::outside(size, area, &node.span, self.out);
        }
        let size = fragment.size.or(area);
        let level = match here.level {
            Level::Part => Level::Group,
            level => level,
        };
        let marks = Marks::default();
        let inner = self.inside_fragment(&fragment, &bound, size, level, &marks, chain, here);
        let items = self.items(fragment.part.need("items", self.out), &inner);
        marks.finish(self.out);
        self.out.add_place(from, &table.span);
        Some(Kind::Group(items))
    }

    /// A fragment used in a flow: its children, or one group if it has a size.
    pub(super) fn use_in_flow(
        &self,
        table: &Table,
        align: Align,
        here: &Here<'_>,
    ) -> Vec<FlowChild> {
        self.try_use_in_flow(table, align, here).unwrap_or_default()
    }

    fn try_use_in_flow(
        &self,
        table: &Table,
        align: Align,
        here: &Here<'_>,
    ) -> Option<Vec<FlowChild>> {
        let from = self.out.len();
        let (fragment, chain) = self.fragment(table, here)?;
        let bound = self.arguments(table, &fragment, here)?;
        let marks = Marks::default();
        let size = if fragment.flow { Some(here.block) } else { fragment.size };
        let Some(size) = size else {
            self.out.error("L059", &table.get("use")?.span);
            return None;
        };
        let level = Level::FlowGroup;
        let inner = self.inside_fragment(&fragment, &bound, Some(size), level, &marks, chain, here);
        let inner = Here { placed: here.placed, ..inner };
        let items = fragment.part.need("items", self.out);
        let children = if fragment.flow {
            self.children(items, &inner)
        } else {
            self.check_size(table, size, here);
            let order = self.next_order(&table.span)?;
            let item = Item {
                order,
                id: None,
                name: None,
                source: table.span.clone(),
                basis: here.basis,
                when: None,
                grade: table.word("grade", GRADES, self.out),
                variable: false,
                on: On::All,
                areas: vec![sized(size)],
                kind: Kind::Group(self.items(items, &inner)),
            };
            vec![FlowChild { item, keep: None, keep_with_next: false, row: None, align }]
        };
        marks.finish(self.out);
        self.out.add_place(from, &table.span);
        Some(children)
    }

    #[allow(clippy::too_many_arguments)]
    fn inside_fragment<'b>(
        &self,
        fragment: &'b Fragment,
        bound: &'b BTreeMap<String, Bound>,
        size: Option<Size>,
        level: Level,
        marks: &'b Marks,
        chain: Vec<String>,
        here: &'b Here<'_>,
    ) -> Here<'b> {
        let block = size.unwrap_or(here.block);
        let grid = fragment.part.get("grid").and_then(|node| self.grid(node, block, false));
        Here {
            names: here.names.for_fragment(bound, fragment.of_element),
            looks: &fragment.looks,
            block,
            grid: grid.map(Rc::new),
            basis: here.basis,
            level,
            on: here.on,
            marks,
            chain,
            placed: size.is_some(),
        }
    }

    /// The fragment that `use` names and the chain that leads into it. `L043` unknown, `L054`
    /// a fragment inside itself, `L055` too deep, `L068` record part missing.
    fn fragment(&self, table: &Table, here: &Here<'_>) -> Option<(Rc<Fragment>, Vec<String>)> {
        let node = table.get("use")?;
        let name = node.text(self.out)?;
        let mut chain = here.chain.clone();
        chain.push(name.to_owned());
        if here.chain.iter().any(|known| known == name) {
            let error = Diagnostic::error("L054").at(&node.span);
            self.out.push(error.arg("chain", chain.join(" → ")));
            return None;
        }
        if chain.len() > limits::FRAGMENT_DEPTH {
            let limit = limits::FRAGMENT_DEPTH;
            self.out.push(Diagnostic::error("L055").at(&node.span).arg("limit", limit));
            return None;
        }
        let known = self.fragments.borrow().get(name).cloned();
        let fragment = match known {
            Some(fragment) => fragment,
            None => {
                let read = self.read_fragment(name, node).map(Rc::new);
                self.fragments.borrow_mut().insert(name.to_owned(), read.clone());
                read
            }
        };
        Some((fragment?, chain))
    }

    fn read_fragment(&self, name: &str, node: &Node) -> Option<Fragment> {
        let out = self.out;
        let Some(file) = self.library.text(&format!("common/{name}.toml")) else {
            let known: Vec<&str> = self
                .library
                .texts()
                .filter(|file| file.text.contains("[fragment]"))
                .filter_map(|file| file.name.strip_prefix("common/")?.strip_suffix(".toml"))
                .collect();
            let error = Diagnostic::error("L043").at(&node.span).arg("name", name);
            out.push(with_suggestion(error, name, known));
            return None;
        };
        let mut table = parse(file, out)?;
        table.check_keys(&keys::names(&[keys::FRAGMENT_FILE]), out);
        let looks = Looks::read(&table, self.common.clone(), self.vary, out);
        let head = table.need("fragment", out)?.table(out)?;
        head.check_keys(&keys::names(&[keys::FRAGMENT]), out);
        if let Some(named) = head.need("name", out)
            && named.text(out).is_some_and(|text| text != name)
        {
            named.bad_value::<()>(name, out);
        }
        let size = head.get("size").and_then(|node| place::size(node, out));
        let flow = head.flag("flow", out).unwrap_or(false);
        let of_element = head.word("scope", SCOPES, out).unwrap_or(false);
        let args = head.tables("args", out).into_iter().filter_map(|t| arg(t, out)).collect();
        let complete = self.has_record_part(head);
        let part = self.only_part(&mut table)?;
        part.check_keys(&keys::names(&[keys::FRAGMENT_PART]), out);
        complete.then_some(Fragment { looks, size, flow, of_element, args, part })
    }

    /// The one `[[part]]` of a fragment. `L058` if there is none or more than one.
    fn only_part(&self, table: &mut Table) -> Option<Table> {
        let span = table.entry("part").map_or(&table.span, |entry| &entry.key_span).clone();
        let mut parts = table.take_tables("part");
        if parts.len() != 1 {
            self.out.error("L058", &span);
            return None;
        }
        parts.pop()
    }

    /// `record`: the items of that group of `records/common.toml` are in the schema's root.
    fn has_record_part(&self, head: &Table) -> bool {
        let out = self.out;
        let Some(node) = head.get("record") else { return true };
        let Some(wanted) = node.text(out) else { return false };
        let silent = Findings::default();
        let file = self.library.text(RECORD_GROUPS).and_then(|file| parse(file, &silent));
        let groups = file.as_ref().map(|t| t.tables("group", &silent)).unwrap_or_default();
        let named = |t: &&&Table| t.text("name", &silent) == Some(wanted);
        let Some(group) = groups.iter().find(named) else {
            let known = groups.iter().filter_map(|t| t.text("name", &silent));
            let error = Diagnostic::error("L068").at(&node.span).arg("kind", wanted);
            out.push(with_suggestion(error.arg("schema", RECORD_GROUPS), wanted, known));
            return false;
        };
        let root = &self.schema.group(GroupId::ROOT).items;
        let items = group.tables("items", &silent);
        let mut names = items.iter().filter_map(|t| t.text("name", &silent));
        let complete = names.all(|name| root.iter().any(|item| item.name == name));
        if !complete {
            let error = Diagnostic::error("L051").at(&node.span).arg("group", wanted);
            out.push(error.arg("schema", &self.schema.id));
        }
        complete
    }

    /// The values of the arguments. `L056` missing, `L057` unknown.
    fn arguments(
        &self,
        table: &Table,
        fragment: &Fragment,
        here: &Here<'_>,
    ) -> Option<BTreeMap<String, Bound>> {
        let out = self.out;
        let before = out.len();
        let with = table.table("with", out);
        for entry in with.iter().flat_map(|with| with.entries()) {
            if !fragment.args.iter().any(|arg| arg.name == entry.key) {
                let known = fragment.args.iter().map(|arg| arg.name.as_str());
                let error = Diagnostic::error("L057").at(&entry.key_span).arg("name", &entry.key);
                out.push(with_suggestion(error, &entry.key, known));
            }
        }
        let mut bound = BTreeMap::new();
        for arg in &fragment.args {
            match (with.and_then(|with| with.get(&arg.name)), &arg.default) {
                (Some(node), _) => {
                    if let Some(value) = self.argument(node, arg, here) {
                        bound.insert(arg.name.clone(), value);
                    }
                }
                (None, Some(default)) => {
                    let expr = Expr::Literal(Literal::Text(default.clone()));
                    bound.insert(arg.name.clone(), self.bound(expr, arg, 1, here));
                }
                (None, None) => {
                    let span = table.entry("with").map_or(&table.span, |entry| &entry.key_span);
                    out.push(Diagnostic::error("L056").at(span).arg("name", &arg.name));
                }
            }
        }
        (out.len() == before).then_some(bound)
    }

    fn bound(&self, expr: Expr, arg: &Arg, size: usize, here: &Here<'_>) -> Bound {
        Bound { expr, words: arg.words.clone(), depth: here.names.scopes.len(), size }
    }

    /// The value of one argument. `L008`: not one of its words.
    fn argument(&self, node: &Node, arg: &Arg, here: &Here<'_>) -> Option<Bound> {
        let (template, size) = expression::sized_template(node, &here.names, self.out)?;
        let fixed = expression::fixed_words(&template);
        if let Some(words) = &arg.words {
            let text = fixed.clone().unwrap_or_default();
            if !words.contains(&text) {
                return node.unknown_word(&text, words.iter().map(String::as_str), self.out);
            }
        }
        let expr = match fixed {
            Some(text) => Expr::Literal(Literal::Text(text)),
            None => Expr::Template(template),
        };
        Some(self.bound(expr, arg, size, here))
    }
}

fn arg(table: &Table, out: &Findings) -> Option<Arg> {
    table.check_keys(&keys::names(&[keys::ARG]), out);
    let node = table.need("name", out)?;
    let name = node.text(out)?;
    if !is_name(name) {
        return node.bad_value("[A-Za-z][A-Za-z0-9_]*", out);
    }
    let is_word = table.need("type", out)?.word(&[("text", false), ("word", true)], out)?;
    let words = is_word.then(|| {
        table.need("words", out);
        table.texts("words", out).into_iter().map(str::to_owned).collect()
    });
    let default = table.text("default", out).map(str::to_owned);
    Some(Arg { name: name.to_owned(), words, default })
}
