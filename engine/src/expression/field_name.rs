//! What the items of an expression are called in messages and on pages: `世帯員[2].氏名`.

use super::ast::{Expr, Path, Piece, Template};
use super::eval::{Scope, inner_group};

impl Scope<'_> {
    /// The first item of the record that a template prints, with element numbers:
    /// `世帯員[2].氏名`. `None` if it prints none.
    pub(crate) fn field_name(&self, template: &Template) -> Option<String> {
        template.0.iter().find_map(|piece| match piece {
            Piece::Words(_) => None,
            Piece::Hole(expr) => self.field_of(expr),
        })
    }

    /// The first item or variation point of an expression.
    pub(super) fn field_of(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Path(path) => Some(self.path_name(path)),
            Expr::Param(index) => self.vary.get(*index).map(|v| format!("${}", v.name)),
            Expr::Template(template) => self.field_name(template),
            Expr::Call(_, list) => list.iter().find_map(|e| self.field_of(e)),
            Expr::Not(a) | Expr::In(a, _) => self.field_of(a),
            Expr::And(a, b)
            | Expr::Or(a, b)
            | Expr::Compare(_, a, b)
            | Expr::Add(a, b)
            | Expr::Subtract(a, b)
            | Expr::Concat(a, b) => self.field_of(a).or_else(|| self.field_of(b)),
            Expr::Literal(_) | Expr::Builtin(_) => None,
        }
    }

    /// `世帯員[2].生年月日`, from the record's root.
    pub(crate) fn path_name(&self, path: &Path) -> String {
        let mut name = self.element_name(self.depth(path));
        let mut group = self.start(path).0;
        for step in &path.steps {
            let Some(item) = self.schema.group(group).items.get(*step) else { break };
            if !name.is_empty() {
                name.push('.');
            }
            name.push_str(&item.name);
            group = inner_group(&item.kind).unwrap_or(group);
        }
        name
    }

    /// Name of the innermost of the first `depth` elements: `世帯員[2]`.
    fn element_name(&self, depth: usize) -> String {
        let Some((element, outer)) = self.elements[..depth].split_last() else {
            return String::new();
        };
        let Expr::Path(list) = element.list else { return String::new() };
        let scope = Scope { elements: outer.to_vec(), ..self.clone() };
        format!("{}[{}]", scope.path_name(list), element.no)
    }
}
