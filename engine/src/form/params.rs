//! A city's parameter file: it sets the declared variation points and nothing else.

use std::sync::Arc;

use super::model::{Form, ParamValue, Params, Variation, VariationType};
use super::vary;
use crate::diag::{Diagnostic, Severity};
use crate::length::{Length, Size, Unit};
use crate::page::Picture;
use crate::reader::{Findings, Node, NodeKind, Table, parse, with_suggestion};
use crate::source::SourceFile;

/// Finds the bytes of an image by the name in the parameter file.
pub type Images<'a> = dyn Fn(&str) -> Option<Arc<[u8]>> + 'a;

/// Reads the values of a form's variation points: `[params]`, then `[form.<id>]`. Sections of
/// other forms and `[characters]` are not looked into: one file serves all forms of a city.
///
/// # Errors
/// `L090` a name that is not declared, `L091` a value of the wrong type or outside its bounds,
/// `L092` no usable picture, `L003` no such picture, `L094` a picture larger than allowed.
pub fn params(
    form: &Form,
    source: &Arc<SourceFile>,
    images: &Images<'_>,
) -> Result<Params, Vec<Diagnostic>> {
    let out = Findings::default();
    let mut values: Vec<ParamValue> = form.vary.iter().map(default).collect();
    if let Some(table) = parse(source, &out) {
        table.check_keys(&["params", "form", "characters"], &out);
        let reader = Reader { form, images, out: &out };
        if let Some(common) = table.table("params", &out) {
            reader.section(common, &mut values);
        }
        let forms = table.table("form", &out);
        let own = forms.and_then(|forms| forms.get(&form.id.0));
        if let Some(own) = own.and_then(|node| node.table(&out)) {
            reader.section(own, &mut values);
        }
    }
    let findings = out.into_vec();
    if findings.iter().any(|d| d.severity == Severity::Error) {
        return Err(findings);
    }
    Ok(Params(values))
}

impl Params {
    /// The defaults of a form's variation points: what prints without a parameter file.
    pub fn defaults(form: &Form) -> Self {
        Self(form.vary.iter().map(default).collect())
    }
}

fn default(variation: &Variation) -> ParamValue {
    match (&variation.kind, &variation.default) {
        (_, None) | (VariationType::Image { .. }, _) => ParamValue::Absent,
        (VariationType::Flag, Some(flag)) => ParamValue::Flag(flag == "true"),
        (_, Some(text)) => ParamValue::Text(text.clone()),
    }
}

struct Reader<'a> {
    form: &'a Form,
    images: &'a Images<'a>,
    out: &'a Findings,
}

impl Reader<'_> {
    fn section(&self, table: &Table, values: &mut [ParamValue]) {
        for entry in table.entries() {
            let index = self.form.vary.iter().position(|v| v.name == entry.key);
            let Some(index) = index else {
                let known = self.form.vary.iter().map(|v| v.name.as_str());
                let error = Diagnostic::error("L090").at(&entry.key_span).arg("name", &entry.key);
                self.out.push(with_suggestion(error, &entry.key, known));
                continue;
            };
            let value = self.value(&self.form.vary[index], &entry.value);
            if let (Some(place), Some(value)) = (values.get_mut(index), value) {
                *place = value;
            }
        }
    }

    fn value(&self, variation: &Variation, node: &Node) -> Option<ParamValue> {
        match (&variation.kind, &node.kind) {
            (VariationType::Flag, NodeKind::Flag(flag)) => Some(ParamValue::Flag(*flag)),
            (VariationType::Image { max }, NodeKind::Table(table)) => {
                self.image(table, node, *max).map(|picture| ParamValue::Image(Arc::new(picture)))
            }
            (kind, NodeKind::Text(text)) => match vary::violation(kind, text) {
                None => Some(ParamValue::Text(text.clone())),
                Some(expected) => self.wrong(node, &expected),
            },
            (VariationType::Flag, _) => self.wrong(node, "true/false"),
            (VariationType::Image { .. }, _) => self.wrong(node, "{ file, size_mm }"),
            _ => self.wrong(node, "text"),
        }
    }

    fn wrong<T>(&self, node: &Node, expected: &str) -> Option<T> {
        self.out.push(Diagnostic::error("L091").at(&node.span).arg("expected", expected));
        None
    }

    /// `{ file = "seal.png", size_mm = 20 }`: the longer side of the picture is that long.
    fn image(&self, table: &Table, node: &Node, max: Length) -> Option<Picture> {
        let out = self.out;
        table.check_keys(&["file", "size_mm"], out);
        let file = table.need("file", out);
        let size = table.length("size_mm", Unit::Mm, Length::mm(1)..=Length::mm(300), out);
        let file = file?;
        let name = file.text(out)?;
        let Some(bytes) = (self.images)(name) else {
            out.push(Diagnostic::error("L003").at(&file.span).arg("path", name));
            return None;
        };
        let mut picture = match crate::picture::decode(&bytes) {
            Ok(picture) => picture,
            Err(cause) => {
                out.push(Diagnostic::error("L092").at(&file.span).arg("cause", cause));
                return None;
            }
        };
        if let Some(side) = size {
            picture.natural = Some(scaled(&picture, side));
        }
        let Some(natural) = picture.natural else {
            table.need("size_mm", out);
            return None;
        };
        if natural.width > max || natural.height > max {
            out.push(Diagnostic::error("L094").at(&node.span).arg("limit", max));
            return None;
        }
        Some(picture)
    }
}

/// The printed size of a picture whose longer side is `side`.
pub(super) fn scaled(picture: &Picture, side: Length) -> Size {
    let (width, height) = (i64::from(picture.width.max(1)), i64::from(picture.height.max(1)));
    let longer = width.max(height);
    Size::new(side.scale(width, longer), side.scale(height, longer))
}
