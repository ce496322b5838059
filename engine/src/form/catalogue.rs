//! All editions of all forms of a library, by their headers.

use super::header;
use super::model::{Basis, Effective, FormId, FormKind, IdStatus, iso};
use super::paper;
use crate::diag::Diagnostic;
use crate::reader::{Findings, parse, with_suggestion};
use crate::record::Date;
use crate::source::{Library, SourceSpan};

/// One edition of a form.
#[derive(Clone, Debug)]
pub struct Edition {
    /// 帳票ID.
    pub id: FormId,
    /// How sure the id is.
    pub id_status: IdStatus,
    /// 帳票名.
    pub name: String,
    /// 業務ID.
    pub business: String,
    /// The family it was made from, a folder of `families/`; `None` if it names none.
    pub family: Option<String>,
    /// Kind.
    pub kind: FormKind,
    /// 版.
    pub edition: String,
    /// On what the drawing rests.
    pub basis: Basis,
    /// Paper of the first part, as written.
    pub paper: String,
    /// Days on which it is in force.
    pub effective: Effective,
    /// Path of the layout in the library.
    pub path: String,
    source: SourceSpan,
}

/// The editions of a library, by id, then by first day and edition.
#[derive(Debug, Default)]
pub struct Catalogue {
    editions: Vec<Edition>,
}

impl Catalogue {
    /// Reads the `[form]` of every `NNN-*/NNNNNNN/*.toml`. Layouts whose header has mistakes are
    /// left out and reported; so are the editions of one id on whose days both are in force (`L102`)
    /// or none is (`L103`).
    pub fn read(library: &Library) -> (Self, Vec<Diagnostic>) {
        Self::of(library, |_| true)
    }

    /// As [`Catalogue::read`], but only what is needed to pick an edition of one form: a run that
    /// prints one form does not parse the layouts of all others. An id without a folder gets the
    /// whole catalogue, so that a suggestion can be made.
    pub fn for_form(library: &Library, id: &str) -> (Self, Vec<Diagnostic>) {
        let of_form = |folder: &str| folder == id;
        let known = library.texts().filter_map(|file| layout_folder(&file.name)).any(of_form);
        Self::of(library, |folder| !known || of_form(folder))
    }

    fn of(library: &Library, wanted: impl Fn(&str) -> bool) -> (Self, Vec<Diagnostic>) {
        let out = Findings::default();
        let files = library.texts().filter(|file| layout_folder(&file.name).is_some_and(&wanted));
        let mut editions: Vec<Edition> =
            files.filter_map(|file| edition(library, &file.name, &out)).collect();
        editions.sort_by(|a, b| {
            (&a.id, a.effective.from, number(&a.edition)).cmp(&(
                &b.id,
                b.effective.from,
                number(&b.edition),
            ))
        });
        for pair in editions.windows(2) {
            if let [a, b] = pair
                && a.id == b.id
            {
                days_close(a, b, &out);
            }
        }
        (Self { editions }, out.into_vec())
    }

    /// All editions.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The edition of a form in force on a day; the newest if no day is given.
    ///
    /// # Errors
    /// `L100` unknown id, `L101` no edition in force on the day, `L102` more than one.
    pub fn pick(&self, id: &str, day: Option<Date>) -> Result<&Edition, Diagnostic> {
        let of_form: Vec<&Edition> = self.editions.iter().filter(|e| e.id.0 == id).collect();
        let Some(newest) = of_form.last() else {
            let known = self.editions.iter().map(|e| e.id.0.as_str());
            let error = Diagnostic::error("L100").arg("id", id);
            return Err(with_suggestion(error, id, known));
        };
        let Some(day) = day else { return Ok(newest) };
        let in_force: Vec<&&Edition> = of_form.iter().filter(|e| e.effective.covers(day)).collect();
        let code = match in_force[..] {
            [edition] => return Ok(edition),
            [] => "L101",
            _ => "L102",
        };
        let error = Diagnostic::error(code).arg("id", id).arg("day", iso(day));
        Err(of_form.iter().fold(error, |error, e| error.at(&e.source)))
    }
}

/// The folder of the form, `NNNNNNN`, in `NNN-*/NNNNNNN/*.toml`.
fn layout_folder(path: &str) -> Option<&str> {
    let digits =
        |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = path.split('/').collect();
    let [business, id, file] = parts[..] else { return None };
    let number = business.split('-').next().unwrap_or("");
    (digits(number, 3) && digits(id, 7) && file.ends_with(".toml")).then_some(id)
}

fn edition(library: &Library, path: &str, out: &Findings) -> Option<Edition> {
    let table = parse(library.text(path)?, out)?;
    let head = table.need("form", out)?.table(out)?;
    let header = header::read(library, head, path, out)?;
    let silent = Findings::default();
    let parts = table.tables("part", &silent);
    let paper = parts.first().and_then(|part| part.get("paper"));
    let paper = paper.and_then(|node| paper::paper(node, &silent));
    Some(Edition {
        id: header.id,
        id_status: header.id_status,
        name: header.name,
        business: header.business,
        family: header.family,
        kind: header.kind,
        edition: header.edition,
        basis: header.basis,
        paper: paper.map(|paper| paper.name).unwrap_or_default(),
        effective: header.effective,
        path: path.to_owned(),
        source: head.get("id").map_or(head.span.clone(), |node| node.span.clone()),
    })
}

/// Edition numbers compare by their numbers: 6.10 comes after 6.9.
fn number(edition: &str) -> (Vec<u64>, &str) {
    (edition.split('.').map(|part| part.parse().unwrap_or(0)).collect(), edition)
}

/// Two editions of a form, one after the other: `L102` for a day on which both are in force, `L103`
/// for days on which neither is.
fn days_close(a: &Edition, b: &Edition, out: &Findings) {
    let error = |code| Diagnostic::error(code).at(&b.source).at(&a.source).arg("id", &a.id.0);
    let (Some(to), Some(from)) = (a.effective.to, b.effective.from) else {
        out.push(error("L102"));
        return;
    };
    if from <= to {
        out.push(error("L102"));
    } else if to.next() != Some(from) {
        out.push(error("L103").arg("to", iso(to)).arg("from", iso(from)));
    }
}
