//! All golden cases, and that a small change of a layout makes exactly its case fail at its
//! place. Nothing here writes a reference.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chohyo_engine::diag::{Colour, Diagnostic, Lang, render};
use chohyo_engine::length::{Length, Rect};
use chohyo_engine::source::Library;
use chohyo_golden::{
    Case, Difference, Spot, Workspace, bless, cases, compare, each, folder, html, lacking, strays,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn told(diagnostics: &[Diagnostic]) -> String {
    render(diagnostics, Lang::En, Colour::Plain)
}

fn all_cases() -> Vec<Case> {
    cases(&root()).unwrap_or_else(|found| panic!("{}", told(&found)))
}

fn workspace() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(|| Workspace::read(&root()).unwrap_or_else(|f| panic!("{}", told(&f))))
}

#[test]
fn every_case_equals_its_references() {
    let failing: Vec<_> = each(&all_cases(), failure).into_iter().flatten().collect();
    assert!(failing.is_empty(), "{} cases differ:\n{}", failing.len(), failing.join("\n"));
}

/// What is wrong with a case, and where its page was written.
fn failure(case: &Case) -> Option<String> {
    let made = match workspace().make(case) {
        Ok(made) => made,
        Err(found) => return Some(format!("{}: {}", case.name, told(&found))),
    };
    let difference = compare(&root(), case, &made);
    if difference.is_empty() {
        return None;
    }
    let page = html::write(&root(), case, &made, &difference);
    let page = page.map_or_else(|f| told(&[f]), |path| path.display().to_string());
    Some(format!("{}{page}\n", told(&difference.diagnostics)))
}

#[test]
fn every_form_has_its_three_records() {
    let found = lacking(&root());
    assert!(found.is_empty(), "{}", told(&found));
}

#[test]
fn no_reference_is_unused_and_all_fit_the_repository() {
    let found = strays(&root(), &all_cases());
    assert!(found.is_empty(), "{}", told(&found));
}

#[test]
fn blessing_is_refused_in_ci() {
    let case = &all_cases()[0];
    let made = workspace().make(case).unwrap_or_else(|f| panic!("{}", told(&f)));
    let empty = std::env::temp_dir().join("chohyo-golden-never-written");
    let refused = bless(&empty, case, &made, true).expect_err("refused");
    assert_eq!(refused[0].code.0, "B102");
    assert!(!empty.exists());
}

/// Runs all cases with one layout changed and gives the failing ones.
fn failing_after(path: &str, change: impl Fn(&str) -> String) -> Vec<(Case, Difference)> {
    let mut library: Library = workspace().library.clone();
    let text = library.text(path).expect("layout").text.clone();
    let changed = change(&text);
    assert_ne!(text, changed, "the change applies");
    library.add_text(path, changed);
    let fonts = folder::fonts(&root().join("fonts"), "").unwrap_or_else(|f| panic!("{}", told(&f)));
    let workspace = Workspace { root: root(), library, fonts };
    let cases = all_cases();
    let differences = each(&cases, |case| {
        let made = workspace.make(case).unwrap_or_else(|f| panic!("{}", told(&f)));
        compare(&root(), case, &made)
    });
    let failing = cases.into_iter().zip(differences);
    failing.filter(|(_, difference)| !difference.is_empty()).collect()
}

/// A point of a page in tenths of a millimetre.
type Point = (i64, i64);

fn holds(area: &Rect, (x, y): Point) -> bool {
    let tenth = |length: Length| length.to_emu() / 3_600;
    (tenth(area.origin.x) - 3..=tenth(area.right()) + 3).contains(&x)
        && (tenth(area.origin.y) - 3..=tenth(area.bottom()) + 3).contains(&y)
}

/// All cases of the form fail and no other, each naming the item at the place on page 1.
fn assert_fails(failing: &[(Case, Difference)], form: &str, item: &str, place: Point) {
    let of_form = all_cases().into_iter().filter(|case| case.form == form).count();
    let names: Vec<_> = failing.iter().map(|(case, _)| case.name.as_str()).collect();
    assert_eq!(failing.len(), of_form, "all cases of the form and no other: {names:?}");
    for (case, difference) in failing {
        assert_eq!(case.form, form);
        let named = |spot: &&Spot| {
            spot.page == 1
                && holds(&spot.area, place)
                && spot.items.iter().any(|i| i.contains(item))
        };
        assert!(
            difference.spots.iter().any(|s| named(&s)),
            "{}: {:?}",
            case.name,
            difference.spots
        );
        assert!(told(&difference.diagnostics).contains(item), "the message names the item");
    }
}

const FORM: &str = "0029001";
const LAYOUT: &str = "002-inkan/0029001/1.0.toml";

#[test]
fn a_changed_label_is_found() {
    let failing =
        failing_after(LAYOUT, |text| text.replace("label = \"住所\"", "label = \"居所\""));
    assert_fails(&failing, FORM, "住所", (248, 1540));
}

#[test]
fn a_rule_moved_by_a_fifth_of_a_millimetre_is_found() {
    let failing = failing_after(LAYOUT, |text| {
        text.replace("\"x55 y46 w135 h42 mm\", box", "\"x55 y46 w135 h41.8 mm\", box")
    });
    assert_fails(&failing, FORM, "枠", (1200, 879));
}

#[test]
fn one_changed_glyph_is_found() {
    let failing =
        failing_after(LAYOUT, |text| text.replace("印鑑登録証明書\" }", "印鑑登錄証明書\" }"));
    assert_fails(&failing, FORM, "印鑑登", (1050, 295));
}
