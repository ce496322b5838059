//! Pens, styles and fit ladders of one file: `[pen]`, `[style]`, `[fit]`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chohyo_fonts::{FontRole, Forms};

use super::keys;
use super::ladder::Ladder;
use super::look_keys::{
    ALIGNS, FONTS, ROLES, VALIGNS, decimals, features, grey, group_name, line_rules, mm, pen, set,
    size, writing,
};
use super::model::{Align, LineRules, Style, Variation, VerticalAlign, Writing};
use crate::diag::Diagnostic;
use crate::length::{Length, Unit};
use crate::page::{Colour, Role, Stroke};
use crate::reader::{Findings, Node, NodeKind, Table, with_suggestion};
use crate::source::SourceSpan;

/// A look being put together: a [`Style`] whose ladder still depends on the base size.
#[derive(Clone)]
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) ladder: Option<Rc<Ladder>>,
    pub(super) role: Option<Role>,
}

impl Default for Look {
    /// The defaults of the keys in [`keys::LOOK`].
    fn default() -> Self {
        let style = Style {
            font: FontRole::Mincho,
            // 10.5 pt
            size: Length::emu(133_350),
            align: Align::Left,
            valign: VerticalAlign::Middle,
            pad: Length::ZERO,
            line_pct: 150,
            border: None,
            underline: false,
            writing: Writing::Horizontal,
            tcy: 0,
            strike: false,
            decimals: 0,
            forms: Forms::NONE,
            colour: Colour::BLACK,
            lines: LineRules::default(),
            same_size: None,
            fit: super::ladder::no_ladder(),
        };
        Self { style, ladder: None, role: None }
    }
}

impl Look {
    /// The finished style: the ladder worked out from the base size.
    pub(super) fn finish(&self) -> Style {
        let mut style = self.style.clone();
        if let Some(ladder) = &self.ladder {
            style.fit = ladder.for_size(style.size);
        }
        style
    }
}

/// What kinds of names a file defines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Pen,
    Style,
    Fit,
}

impl What {
    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Pen => "pen",
            Self::Style => "style",
            Self::Fit => "fit",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Pen => "L041",
            Self::Style => "L040",
            Self::Fit => "L042",
        }
    }
}

/// The looks of one file, with those of `common/styles.toml` behind them.
#[derive(Default)]
pub(super) struct Looks {
    common: Option<Rc<Looks>>,
    pens: BTreeMap<String, Stroke>,
    ladders: BTreeMap<String, Rc<Ladder>>,
    styles: BTreeMap<String, Look>,
    defined: Vec<(What, String, SourceSpan)>,
    used: RefCell<BTreeSet<(What, String)>>,
}

impl Looks {
    /// Reads the three tables of a file.
    pub(super) fn read(
        file: &Table,
        common: Option<Rc<Self>>,
        vary: &[Variation],
        out: &Findings,
    ) -> Self {
        let mut looks = Self { common, ..Self::default() };
        for (name, node) in looks.define(What::Pen, file, out) {
            if let Some(pen) = node.table(out).and_then(|table| pen(table, out)) {
                looks.pens.insert(name, pen);
            }
        }
        for (name, node) in looks.define(What::Fit, file, out) {
            let ladder = Ladder::read(&name, node, vary, out);
            looks.ladders.insert(name, Rc::new(ladder));
        }
        looks.read_styles(file, out);
        looks
    }

    /// The entries of one of the three tables; remembers where they stand.
    fn define<'t>(
        &mut self,
        what: What,
        file: &'t Table,
        out: &Findings,
    ) -> Vec<(String, &'t Node)> {
        let Some(table) = file.table(what.table(), out) else { return Vec::new() };
        let mut found = Vec::new();
        for entry in table.entries() {
            self.defined.push((what, entry.key.clone(), entry.key_span.clone()));
            found.push((entry.key.clone(), &entry.value));
        }
        found
    }

    fn read_styles(&mut self, file: &Table, out: &Findings) {
        let entries = self.define(What::Style, file, out);
        let has_from = |node: &Node| matches!(&node.kind, NodeKind::Table(t) if t.has("from"));
        let (derived, plain): (Vec<_>, Vec<_>) = entries.iter().partition(|(_, n)| has_from(n));
        let derived_names: Vec<&str> = derived.iter().map(|(name, _)| name.as_str()).collect();
        for (name, node) in plain.into_iter().chain(derived.iter().copied()) {
            let Some(table) = node.table(out) else { continue };
            table.check_keys(&keys::names(&[keys::STYLE, keys::LOOK]), out);
            let mut look = self.base(table, &derived_names, out).unwrap_or_default();
            self.apply(&mut look, table, out);
            self.styles.insert(name.clone(), look);
        }
    }

    /// The look that `from` names. `L046` if that has a `from` itself.
    fn base(&self, table: &Table, derived: &[&str], out: &Findings) -> Option<Look> {
        let node = table.get("from")?;
        let name = node.text(out)?;
        let two_levels = derived.contains(&name) && !name.starts_with("common.");
        if self.common.is_none() || two_levels {
            out.push(Diagnostic::error("L046").at(&node.span).arg("name", name));
            return None;
        }
        self.style(node, out)
    }

    /// Puts the keys of [`keys::LOOK`] that stand in `table` onto a look.
    pub(super) fn apply(&self, look: &mut Look, table: &Table, out: &Findings) {
        let style = &mut look.style;
        set(&mut style.font, table.word("font", FONTS, out));
        set(&mut style.size, size(table, out));
        set(&mut style.align, table.word("align", ALIGNS, out));
        set(&mut style.valign, table.word("valign", VALIGNS, out));
        set(&mut style.pad, table.length("pad_mm", Unit::Mm, mm(0, 100), out));
        let line = table.integer("line_pct", 50..=400, out);
        set(&mut style.line_pct, line.and_then(|pct| u16::try_from(pct).ok()));
        set(&mut style.underline, table.flag("underline", out));
        writing(style, table, out);
        set(&mut style.strike, table.flag("strike", out));
        decimals(style, table, out);
        set(&mut style.forms, features(table, out));
        set(&mut style.colour, grey(table, "grey", out));
        line_rules(&mut style.lines, table, out);
        if let Some(node) = table.get("border") {
            set(&mut style.border, self.border(node, out));
        }
        if let Some(group) = table.get("same_size").and_then(|node| group_name(node, out)) {
            style.same_size = group;
        }
        if let Some(ladder) = table.get("fit").and_then(|node| self.ladder(node, out)) {
            look.ladder = Some(ladder);
        }
        if let Some(role) = table.word("role", ROLES, out) {
            look.role = Some(role);
        }
    }

    /// A pen by name, or `"none"`.
    pub(super) fn border(&self, node: &Node, out: &Findings) -> Option<Option<Stroke>> {
        match node.text(out)? {
            "none" => Some(None),
            _ => self.pen(node, out).map(Some),
        }
    }

    /// A pen by name. `L041`.
    pub(super) fn pen(&self, node: &Node, out: &Findings) -> Option<Stroke> {
        self.find(What::Pen, node, out, |looks, name| looks.pens.get(name).cloned())
    }

    /// The pen of a name, if there is one.
    pub(super) fn known_pen(&self, name: &str) -> Option<Stroke> {
        self.lookup(What::Pen, name, &|looks, name| looks.pens.get(name).cloned())
    }

    /// A style by name. `L040`.
    pub(super) fn style(&self, node: &Node, out: &Findings) -> Option<Look> {
        self.find(What::Style, node, out, |looks, name| looks.style_entry(name))
    }

    /// The default style of a kind: the file's own, else the common one, else the defaults.
    pub(super) fn default_style(&self, name: &str) -> Look {
        self.lookup(What::Style, name, &|looks, name| looks.style_entry(name)).unwrap_or_default()
    }

    fn style_entry(&self, name: &str) -> Option<Look> {
        self.styles.get(name).cloned()
    }

    fn ladder(&self, node: &Node, out: &Findings) -> Option<Rc<Ladder>> {
        self.find(What::Fit, node, out, |looks, name| looks.ladders.get(name).cloned())
    }

    fn find<T>(
        &self,
        what: What,
        node: &Node,
        out: &Findings,
        get: impl Fn(&Self, &str) -> Option<T>,
    ) -> Option<T> {
        let name = node.text(out)?;
        let found = self.lookup(what, name, &get);
        if found.is_none() && !self.is_defined(what, name) {
            let known = self.known(what);
            let error = Diagnostic::error(what.code()).at(&node.span).arg("name", name);
            out.push(with_suggestion(error, name, known.iter().map(String::as_str)));
        }
        found
    }

    /// `common.x` in the common file; a bare name in this file, then in the common one.
    fn lookup<T>(
        &self,
        what: What,
        name: &str,
        get: &impl Fn(&Self, &str) -> Option<T>,
    ) -> Option<T> {
        if let Some(name) = name.strip_prefix("common.") {
            return get(self.common.as_deref().unwrap_or(self), name);
        }
        if let Some(found) = get(self, name) {
            self.used.borrow_mut().insert((what, name.to_owned()));
            return Some(found);
        }
        self.common.as_deref().and_then(|common| get(common, name))
    }

    /// Whether the name is there, if only with mistakes that are reported already.
    fn is_defined(&self, what: What, name: &str) -> bool {
        let local = name.strip_prefix("common.");
        let here = |looks: &Self, name: &str| {
            looks.defined.iter().any(|(w, known, _)| *w == what && known == name)
        };
        match (local, self.common.as_deref()) {
            (Some(name), Some(common)) => here(common, name),
            (None, Some(common)) => here(self, name) || here(common, name),
            (name_in_common, None) => here(self, name_in_common.unwrap_or(name)),
        }
    }

    fn known(&self, what: What) -> Vec<String> {
        let names = |looks: &Self, prefix: &str| -> Vec<String> {
            let same = looks.defined.iter().filter(|(w, _, _)| *w == what);
            same.map(|(_, name, _)| format!("{prefix}{name}")).collect()
        };
        let mut known = names(self, "");
        if let Some(common) = &self.common {
            known.extend(names(common, "common."));
        }
        known
    }

    /// Names defined in this file that nothing uses (`L117`, warnings).
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let used = self.used.borrow();
        let defaults = ["label", "value", "title", "para"];
        let unused = self.defined.iter().filter(|(what, name, _)| {
            let default = *what == What::Style && defaults.contains(&name.as_str());
            let named = used.contains(&(*what, name.clone()));
            !default && !named
        });
        let warning = |(what, name, span): &(What, String, SourceSpan)| {
            Diagnostic::warning("L117").at(span).arg("kind", what.table()).arg("name", name)
        };
        unused.map(warning).collect()
    }
}
