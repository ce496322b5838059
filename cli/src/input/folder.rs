//! A folder of group CSVs: one file of each table that the form reads.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::record::{
    self, Head, Lookup, Merged, Reader, Reading, Schema, Table, TableRows, tables,
};
use chohyo_golden::folder as golden_folder;

use super::control::Totals;
use super::encoding;
use super::look::{Look, Looked, look};
use super::stage::{Room, Stage};
use crate::args::{EncodingWord, InputArgs};
use crate::report::Failure;

/// A folder whose tables were looked at.
pub(super) struct Folder {
    /// The file of each table.
    files: Vec<PathBuf>,
    /// The tables that are not merged as streams.
    stages: Vec<Option<Stage>>,
    /// Where they are staged.
    _room: Option<Room>,
    pub(super) notes: Vec<Diagnostic>,
}

impl Folder {
    pub(super) fn open(
        path: &Path,
        args: &InputArgs,
        schema: &Schema,
        reading: &Reading,
        control: Option<&Totals>,
    ) -> Result<Self, Failure> {
        let tables = tables(schema);
        if tables.is_empty() {
            return Err(Diagnostic::error("B096").into());
        }
        if let Some(control) = control {
            let names: Vec<&str> = tables.iter().map(|table| table.rows.table.as_str()).collect();
            control.all_of(&names)?;
        }
        let found = Files::of(path, args, &tables, schema)?;
        let Files { files, mut notes } = found;
        let open = |at: usize| open(schema, &tables, at, &files, args.encoding, reading);
        let mut opened = Vec::new();
        for at in 0..tables.len() {
            let rows = open(at)?;
            notes.extend(rows.notes());
            opened.push(rows);
        }
        let looks = looks(&tables, &files, opened, control)?;
        let merged = merged(&tables, &looks);
        let room = if merged.contains(&false) { Some(Room::new()?) } else { None };
        let mut stages = Vec::new();
        for (at, merged) in merged.iter().enumerate() {
            let stage = match &room {
                Some(room) if !merged => Some(room.stage(at, open(at)?)?),
                _ => None,
            };
            stages.push(stage);
        }
        Ok(Self { files, stages, _room: room, notes })
    }

    /// The files of the tables, each once, the root's first.
    pub(super) fn files(&self) -> Vec<&Path> {
        let mut files: Vec<&Path> = Vec::with_capacity(self.files.len());
        for file in &self.files {
            if !files.contains(&file.as_path()) {
                files.push(file);
            }
        }
        files
    }

    pub(super) fn records<'a>(
        &'a self,
        schema: &'a Schema,
        encoding: EncodingWord,
        reading: &'a Reading,
    ) -> Result<Reader<'a>, Failure> {
        let tables = tables(schema);
        let root = open(schema, &tables, 0, &self.files, encoding, reading)?;
        let mut below: Vec<Box<dyn Lookup + 'a>> = Vec::new();
        for (at, stage) in self.stages.iter().enumerate().skip(1) {
            below.push(match stage {
                Some(stage) => Box::new(stage.lookup()),
                None => {
                    let rows = open(schema, &tables, at, &self.files, encoding, reading)?;
                    Box::new(Merged::new(rows))
                }
            });
        }
        Ok(record::join(schema, root, below, reading))
    }
}

fn open<'a>(
    schema: &Schema,
    tables: &[Table<'_>],
    at: usize,
    files: &[PathBuf],
    encoding: EncodingWord,
    reading: &'a Reading,
) -> Result<TableRows<'a>, Failure> {
    let input = encoding::open(&files[at], encoding)?;
    let rows =
        TableRows::new(input, schema, (tables, at), reading, &files[at].display().to_string());
    rows.map_err(|refusal| Failure::input(refusal.diagnostics()))
}

/// Looks at every file once: several tables may be of the same one.
fn looks(
    tables: &[Table<'_>],
    files: &[PathBuf],
    mut opened: Vec<TableRows<'_>>,
    control: Option<&Totals>,
) -> Result<Vec<Look>, Failure> {
    let below = |at: usize| {
        let below = tables.iter().enumerate();
        let below =
            below.filter(move |(_, below)| below.above.is_some_and(|(above, _)| above == at));
        below.map(|(below, _)| below).collect::<Vec<usize>>()
    };
    let below: Vec<Vec<usize>> = (0..tables.len()).map(below).collect();
    let heads: Vec<Rc<Head>> = opened.iter().map(|rows| Rc::clone(rows.head())).collect();
    let mut looks: Vec<Option<Look>> = tables.iter().map(|_| None).collect();
    for (first, table) in tables.iter().enumerate() {
        if looks[first].is_some() {
            continue;
        }
        let is_same =
            |at: &usize| files[*at] == files[first] && tables[*at].rows.table == table.rows.table;
        let same: Vec<usize> = (first..tables.len()).filter(is_same).collect();
        let looked = |at: &usize| Looked {
            head: Rc::clone(&heads[*at]),
            below: &below[*at],
            is_root: tables[*at].above.is_none(),
        };
        let looked: Vec<Looked<'_>> = same.iter().map(looked).collect();
        let control = control.map(|control| control.of(&table.rows.table)).transpose()?;
        let found = look(&table.rows.table, &looked, &mut opened[first], control.as_ref())?;
        same.into_iter().zip(found).for_each(|(at, look)| looks[at] = Some(look));
    }
    Ok(looks.into_iter().flatten().collect())
}

/// Which tables can be read as streams: sorted ones whose keys are asked in that order. The root is
/// read as it comes.
fn merged(tables: &[Table<'_>], looks: &[Look]) -> Vec<bool> {
    let mut merged: Vec<bool> = Vec::new();
    for (at, (table, own)) in tables.iter().zip(looks).enumerate() {
        let streams = table.above.is_none_or(|(above, _)| {
            merged[above]
                && looks[above].asks_sorted.contains(&at)
                && own.sorted
                && !own.ranks_whole_table
        });
        merged.push(streams);
    }
    merged
}

/// The files of a folder by table.
struct Files {
    files: Vec<PathBuf>,
    notes: Vec<Diagnostic>,
}

impl Files {
    /// `B093` a table without a file, `B094` with several, `B097` an option that names none.
    fn of(
        path: &Path,
        args: &InputArgs,
        tables: &[Table<'_>],
        schema: &Schema,
    ) -> Result<Self, Failure> {
        let mut given = Vec::new();
        for words in &args.table {
            let (name, file) = words.split_once('=').ok_or_else(|| wrong_table(words, schema))?;
            if !tables.iter().any(|table| is_called(table, name)) {
                return Err(wrong_table(words, schema));
            }
            given.push((name, PathBuf::from(file)));
        }
        let all = csv_files(path)?;
        let mut files: Vec<PathBuf> = Vec::new();
        for table in tables {
            let named = given.iter().find(|(name, _)| is_called(table, name));
            files.push(match named {
                Some((_, file)) => file.clone(),
                None => the_one(table, &all)?,
            });
        }
        let unread: Vec<String> = all
            .iter()
            .filter(|file| !files.contains(file))
            .map(|file| file.file_name().unwrap_or_default().to_string_lossy().into_owned())
            .collect();
        let note = Diagnostic::note("B095").arg("files", unread.join(", "));
        let notes = if unread.is_empty() { Vec::new() } else { vec![note] };
        Ok(Self { files, notes })
    }
}

fn is_called(table: &Table<'_>, name: &str) -> bool {
    let business = table.rows.business.as_deref();
    table.rows.table == name
        || business.is_some_and(|business| format!("{business}.{}", table.rows.table) == name)
}

/// `B097`
pub(super) fn wrong_table(given: &str, schema: &Schema) -> Failure {
    let tables = tables(schema);
    let known: Vec<&str> = tables.iter().map(|table| table.rows.table.as_str()).collect();
    Diagnostic::error("B097").arg("given", given).arg("known", known.join(", ")).into()
}

/// The CSV files of a folder in the order of their names.
fn csv_files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error: std::io::Error| Failure::from(golden_folder::unreadable(path, &error));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let ending = file.extension().unwrap_or_default();
        if ending.eq_ignore_ascii_case("csv") && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// The file of a table: its name is the table's, or has it as a part between `_` and `-`. Of
/// tables of the same name, those with the 業務ID in the name of the file are meant.
fn the_one(table: &Table<'_>, all: &[PathBuf]) -> Result<PathBuf, Failure> {
    let stem =
        |file: &&PathBuf| file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let fits: Vec<&PathBuf> =
        all.iter().filter(|file| has_part(&stem(file), &table.rows.table)).collect();
    let business = table.rows.business.as_deref().unwrap_or_default();
    let of_business = fits
        .iter()
        .filter(|file| !business.is_empty() && has_part(&stem(file).replace('.', "-"), business));
    let of_business: Vec<&PathBuf> = of_business.copied().collect();
    let fits = if of_business.len() == 1 { of_business } else { fits };
    match &fits[..] {
        [] => Err(Diagnostic::error("B093").arg("table", &table.rows.table).into()),
        [one] => Ok((*one).clone()),
        several => {
            let names: Vec<String> = several.iter().map(stem).collect();
            let error = Diagnostic::error("B094").arg("table", &table.rows.table);
            Err(error.arg("files", names.join(", ")).into())
        }
    }
}

/// Whether a name has a part between its ends, `_` and `-`.
fn has_part(name: &str, part: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| matches!(c, '_' | '-' | '.'));
    name.match_indices(part).any(|(at, _)| {
        is_edge(name[..at].chars().next_back()) && is_edge(name[at + part.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::has_part;

    #[test]
    fn names_of_files_have_the_table_as_a_part() {
        for name in ["住民情報", "001_住民情報_20260401", "131016-住民情報", "001.住民情報"]
        {
            assert!(has_part(name, "住民情報"), "{name}");
        }
        for name in ["住民情報履歴", "旧住民情報", "", "住民"] {
            assert!(!has_part(name, "住民情報"), "{name}");
        }
    }
}
