//! Items of words: labels, fields, titles, paragraphs, slots.

use std::sync::Arc;

use super::here::{Here, Level};
use super::item::{GRADES, gap};
use super::keys;
use super::load::Loader;
use super::look::Look;
use super::look_keys::mm;
use super::model::{Annex, Candidate, FlowRow, Kind, On, Para, Slots, Span, Style, Words};
use super::place::Spot;
use crate::compose::base_clusters;
use crate::diag::Diagnostic;
use crate::expression::{self, Names, Template};
use crate::length::Unit;
use crate::page::Role;
use crate::reader::{Node, NodeKind, Table};

impl Loader<'_> {
    /// The look of words: the named style or the default one, with the item's own keys on top.
    pub(super) fn look(&self, table: &Table, default: &str, here: &Here<'_>) -> Look {
        let mut look = self.named_look(table, "style", default, here);
        here.looks.apply(&mut look, table, self.out);
        look
    }

    /// The look that a key names, or the default one.
    pub(super) fn named_look(
        &self,
        table: &Table,
        key: &str,
        default: &str,
        here: &Here<'_>,
    ) -> Look {
        match table.get(key) {
            Some(node) => here.looks.style(node, self.out).unwrap_or_default(),
            None => here.looks.default_style(default),
        }
    }

    /// The template of a key.
    pub(super) fn template(&self, table: &Table, key: &str, names: &Names<'_>) -> Option<Template> {
        expression::template(table.get(key)?, names, self.out)
    }

    pub(super) fn cell(&self, table: &Table, here: &Here<'_>) -> Option<Kind> {
        let both = table.has("label") && table.has("field");
        if !both {
            self.misplaced(table, "label_style", "label + field");
        }
        if !table.has("field") {
            for key in ["void_when", "blank", "required", "ruby"] {
                self.misplaced(table, key, "field");
            }
        }
        let label = self.template(table, "label", &here.names);
        let label = label.map(|template| {
            let look = if both {
                self.named_look(table, "label_style", "label", here)
            } else {
                self.look(table, "label", here)
            };
            plain(template, &look, Role::Label)
        });
        let failed = table.has("label") != label.is_some();
        let field = table.has("field").then(|| self.value(table, "field", here));
        if failed || field.as_ref().is_some_and(Option::is_none) {
            return None;
        }
        Some(Kind::Cell { label, field: field.flatten() })
    }

    /// The value of a key, with what is printed in its place.
    pub(super) fn value(&self, table: &Table, key: &str, here: &Here<'_>) -> Option<Words> {
        let look = self.look(table, "value", here);
        let template = self.template(table, key, &here.names);
        self.ruled(table, template, &look, Role::Value, here)
    }

    /// Value words with what is said of their empty and void values.
    pub(super) fn ruled(
        &self,
        table: &Table,
        template: Option<Template>,
        look: &Look,
        role: Role,
        here: &Here<'_>,
    ) -> Option<Words> {
        let out = self.out;
        let void = table.get("void_when").map(|n| expression::condition(n, &here.names, out));
        let ruby = self.ruby(table, "field", template.as_ref(), here)?;
        let words = plain(template?, look, role);
        Some(Words {
            ruby,
            void_when: match void {
                Some(condition) => Some(condition?),
                None => None,
            },
            blank: table.text("blank", out).map(str::to_owned),
            required: table.flag("required", out).unwrap_or(false),
            ..words
        })
    }

    pub(super) fn title(&self, table: &Table, here: &Here<'_>) -> Option<Kind> {
        let look = self.look(table, "title", here);
        let template = self.template(table, "title", &here.names)?;
        Some(Kind::Cell { label: Some(plain(template, &look, Role::Title)), field: None })
    }

    pub(super) fn para(&self, table: &Table, here: &Here<'_>) -> Option<Para> {
        let out = self.out;
        let look = self.look(table, "para", here);
        let node = table.get("para")?;
        let nodes = match &node.kind {
            NodeKind::Array(nodes) => &nodes[..],
            _ => std::slice::from_ref(node),
        };
        let spans: Vec<Option<Span>> = nodes.iter().map(|node| self.span(node, here)).collect();
        let length = |key: &str| table.length(key, Unit::Mm, mm(0, 200), out);
        let (hang, indent) = (length("hang_mm"), length("indent_mm"));
        Some(Para {
            spans: spans.into_iter().collect::<Option<Vec<Span>>>()?,
            style: Arc::new(look.finish()),
            role: look.role.unwrap_or(Role::Note),
            hang: hang.unwrap_or_default(),
            indent: indent.unwrap_or_default(),
        })
    }

    fn span(&self, node: &Node, here: &Here<'_>) -> Option<Span> {
        let out = self.out;
        let NodeKind::Table(table) = &node.kind else {
            let template = expression::template(node, &here.names, out)?;
            let (underline, strike) = (false, false);
            return Some(Span { template, style: None, underline, strike, ruby: None });
        };
        table.check_keys(&keys::names(&[keys::SPAN]), out);
        let look = table.get("style").map(|node| here.looks.style(node, out));
        let style = look.map(|look| Arc::new(look.unwrap_or_default().finish()));
        let flag = |key: &str| table.flag(key, out);
        let own = |of: fn(&Style) -> bool| style.as_deref().is_some_and(of);
        let underline = flag("underline").unwrap_or_else(|| own(|style| style.underline));
        let strike = flag("strike").unwrap_or_else(|| own(|style| style.strike));
        let template = expression::template(table.need("span", out)?, &here.names, out);
        let ruby = self.ruby(table, "span", template.as_ref(), here)?;
        Some(Span { template: template?, style, underline, strike, ruby })
    }

    /// `ruby` over the words of `base`; `None` after a mistake. `L190` if both are fixed and the
    /// parts of the ruby are not as many as the characters.
    fn ruby(
        &self,
        table: &Table,
        base: &str,
        words: Option<&Template>,
        here: &Here<'_>,
    ) -> Option<Option<Template>> {
        let Some(node) = table.get("ruby") else { return Some(None) };
        let ruby = expression::template(node, &here.names, self.out)?;
        let fixed = words.and_then(expression::fixed_words);
        if let (Some(words), Some(ruby)) = (fixed, expression::fixed_words(&ruby)) {
            let (count, parts) = (base_clusters(&words).len(), ruby.split('|').count());
            if parts > 1 && parts != count {
                let error = Diagnostic::error("L190").at(&node.span).arg("key", base);
                self.out.push(error.arg("count", count).arg("parts", parts));
                return None;
            }
        }
        Some(Some(ruby))
    }

    pub(super) fn slots(&self, table: &Table, here: &Here<'_>) -> Option<Slots> {
        let out = self.out;
        let value = self.look(table, "value", here);
        let label = self.named_look(table, "label_style", "label", here);
        if let Some(node) = table.get("spill")
            && let Some(id) = node.text(out)
        {
            here.marks.want(id, &node.span);
        }
        let blank = table.text("blank", out);
        let tables = table.tables("slots", out);
        let candidates: Vec<Option<Candidate>> =
            tables.into_iter().map(|t| self.candidate(t, (&label, &value, blank), here)).collect();
        Some(Slots {
            candidates: candidates.into_iter().collect::<Option<Vec<Candidate>>>()?,
            spill: table.text("spill", out).map(str::to_owned),
            label_style: Arc::new(label.finish()),
            value_style: Arc::new(value.finish()),
        })
    }

    fn candidate(
        &self,
        table: &Table,
        (label, value, blank): (&Look, &Look, Option<&str>),
        here: &Here<'_>,
    ) -> Option<Candidate> {
        let out = self.out;
        table.check_keys(&keys::names(&[keys::CANDIDATE]), out);
        let words = |key: &str| {
            table.need(key, out).and_then(|n| expression::template(n, &here.names, out))
        };
        let (label_words, field_words) = (words("label"), words("field"));
        let when = table.get("when").map(|n| expression::condition(n, &here.names, out));
        let label_words = label_words?;
        let fixed = expression::fixed_words(&label_words);
        let name = table.text("name", out).map(str::to_owned).or(fixed);
        let void = table.get("void_when").map(|n| expression::condition(n, &here.names, out));
        let field = Words {
            void_when: match void {
                Some(condition) => Some(condition?),
                None => None,
            },
            blank: table.text("blank", out).or(blank).map(str::to_owned),
            ..plain(field_words?, value, Role::Value)
        };
        Some(Candidate {
            name: name.unwrap_or_default().into(),
            when: match when {
                Some(condition) => Some(condition?),
                None => None,
            },
            grade: table.word("grade", GRADES, out),
            label: plain(label_words, label, Role::Label),
            field,
        })
    }

    /// The texts of an annex sheet. `L152` inside another item or not on every page.
    pub(super) fn annex(
        &self,
        table: &Table,
        spots: Option<&[Spot]>,
        here: &Here<'_>,
        on: On,
    ) -> Option<Kind> {
        self.single(spots, table);
        if here.level != Level::Part || on != On::All || table.has("when") {
            self.not_here("annex", table, "L152");
        }
        let style = Arc::new(self.look(table, "value", here).finish());
        let label = self.named_look(table, "label_style", "label", here);
        let word = table.get("annex")?.text(self.out)?.to_owned();
        Some(Kind::Annex(Annex { word, label_style: Arc::new(label.finish()), style }))
    }

    /// `min_mm` and `label_mm` of a labelled row of a flow.
    pub(super) fn flow_row(&self, table: &Table, here: &Here<'_>) -> Option<FlowRow> {
        let length = |key: &str| {
            table.need(key, self.out).and_then(|node| node.length(Unit::Mm, gap(), self.out))
        };
        let (least, label) = (length("min_mm"), length("label_mm"));
        let outer = table.get("outer").and_then(|node| here.looks.pen(node, self.out));
        Some(FlowRow { least: least?, label: label?, outer })
    }
}

/// Words without conditions; the style's role, else that of the kind.
pub(super) fn plain(template: Template, look: &Look, role: Role) -> Words {
    Words {
        template,
        style: Arc::new(look.finish()),
        role: look.role.unwrap_or(role),
        void_when: None,
        blank: None,
        required: false,
        ruby: None,
    }
}
