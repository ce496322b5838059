//! References that are wrong on disk: pixels that differ in and beside a tolerance, files that no
//! case uses, too many bytes. All in a folder of its own; the references of the project are copied.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chohyo_engine::diag::{Diagnostic, Lang, message};
use chohyo_golden::{
    Case, Made, TOTAL_BYTES, Tolerance, Workspace, cases, compare, html, reference_folder, strays,
};
use image::{Rgb, RgbImage};
use tempfile::TempDir;

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});

/// The smallest feature page.
static CASE: LazyLock<Case> = LazyLock::new(|| {
    let cases = cases(&ROOT).expect("golden/cases.toml");
    cases.into_iter().find(|case| case.name == "diagonal").expect("the feature page")
});

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let workspace = Workspace::read(&ROOT).expect("layouts and fonts");
    workspace.make(&CASE).expect("the case composes")
});

/// A workspace with the references of the case alone.
fn copied() -> TempDir {
    let root = tempfile::tempdir().expect("temporary folder");
    let (from, to) = (reference_folder(&ROOT, &CASE), reference_folder(root.path(), &CASE));
    fs::create_dir_all(&to).expect("made");
    for entry in fs::read_dir(from).expect("references") {
        let path = entry.expect("entry").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
    }
    root
}

/// Paints pixels of the first page's reference.
fn spoil(root: &Path, pixels: &[(u32, u32)]) {
    let path = reference_folder(root, &CASE).join("page-1.png");
    let mut picture: RgbImage = image::open(&path).expect("PNG").into_rgb8();
    for (x, y) in pixels {
        picture.put_pixel(*x, *y, Rgb([1, 2, 3]));
    }
    picture.save(&path).expect("written");
}

/// Pixels that are painted, page and pixels of a tolerance, and the codes of what is found.
type Row<'a> = (&'a [(u32, u32)], Option<(usize, usize)>, &'a [&'a str]);

fn tolerance(page: usize, pixels: usize) -> Tolerance {
    // 59 × 59 pixels at the corner of the page.
    let text = format!(
        "case = 'diagonal'\npage = {page}\nbox = 'x0 y0 w10 h10 mm'\npixels = {pixels}\n\
         reason = 'edges <of> a slope'\n"
    );
    toml::from_str(&text).expect("a tolerance")
}

fn told(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|found| format!("{} {}", found.code.0, message(found, Lang::En))).collect()
}

#[test]
fn a_tolerance_lets_its_box_differ_by_so_much_and_must_be_used() {
    let inside = [(1, 1), (2, 1), (50, 50)];
    let beside = [(1, 1), (400, 1)];
    let rows: [Row<'_>; 7] = [
        (&[], None, &[]),
        (&inside, None, &["B103"]),
        (&inside, Some((1, 3)), &[]),
        (&inside, Some((1, 2)), &["B103"]),
        (&beside, Some((1, 3)), &["B103"]),
        (&[], Some((1, 3)), &["B109"]),
        (&inside, Some((2, 3)), &["B103", "B109"]),
    ];
    for (painted, given, codes) in rows {
        let root = copied();
        spoil(root.path(), painted);
        let mut case = CASE.clone();
        case.tolerances.extend(given.map(|(page, pixels)| tolerance(page, pixels)));
        let difference = compare(root.path(), &case, &MADE);
        let found: Vec<_> = difference.diagnostics.iter().map(|found| found.code.0).collect();
        assert_eq!(found, codes, "{painted:?} {given:?}");
        assert_eq!(difference.tolerated.len(), usize::from(given.is_some()));
    }
}

#[test]
fn only_the_pixels_beside_the_tolerance_are_told_and_the_page_shows_both() {
    let root = copied();
    spoil(root.path(), &[(1, 1), (400, 1)]);
    let mut case = CASE.clone();
    case.tolerances.push(tolerance(1, 3));
    let difference = compare(root.path(), &case, &MADE);
    assert_eq!(difference.spots.len(), 1, "{:?}", difference.spots);
    assert!(told(&difference.diagnostics)[0].contains("page-1.png differs: 1 px"));
    let page = html::page(root.path(), &case, &MADE, &difference);
    let row = "<td>x0.000 y0.000 w10.000 h10.000 mm<td>1 / 3<td>edges &lt;of> a slope";
    assert!(page.contains(row));
}

#[test]
fn files_that_no_case_uses_are_told() {
    let root = copied();
    let refs = root.path().join("golden/refs");
    assert!(told(&strays(root.path(), std::slice::from_ref(&CASE))).is_empty());
    for file in ["0019999/0019999_gone/page-1.png", "features/diagonal/page-2.png", "notes.txt"] {
        let path = refs.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, "x").expect("written");
    }
    let mut found = told(&strays(root.path(), std::slice::from_ref(&CASE)));
    found.sort();
    let expected = ["0019999/0019999_gone/page-1.png", "features/diagonal/page-2.png", "notes.txt"];
    let expected =
        expected.map(|file| format!("B105 reference without a case: golden/refs/{file}"));
    assert_eq!(found, expected);
}

/// A case that is found has as many pages as pictures, so a picture too many is no stray; the
/// number of pages tells it.
#[test]
fn a_picture_too_many_is_told() {
    let root = copied();
    let folder = reference_folder(root.path(), &CASE);
    fs::copy(folder.join("page-1.png"), folder.join("page-2.png")).expect("copied");
    let mut case = CASE.clone();
    case.pages = None;
    let found = compare(root.path(), &case, &MADE).diagnostics;
    assert_eq!(told(&found), ["B106 golden `diagonal`: 1 pages where the case says 2"]);
}

#[test]
fn references_over_the_limit_are_told() {
    let root = copied();
    let path = reference_folder(root.path(), &CASE).join("items.txt");
    // A file with a hole: its length counts, and no disk is filled.
    let file = fs::OpenOptions::new().write(true).open(path).expect("opened");
    file.set_len(TOTAL_BYTES + 1).expect("longer");
    let found = strays(root.path(), std::slice::from_ref(&CASE));
    assert_eq!(told(&found), ["B107 references are over 40 MB in all"]);
}
