//! The layouts of the repository, editions, parameters.

use std::sync::Arc;

use chohyo_engine::diag::Severity;
use chohyo_engine::form::{self, Catalogue, ParamValue};
use chohyo_engine::record::Date;
use chohyo_engine::source::Library;

use crate::good::FILES;
use crate::support::{fonts, line, repository};

#[test]
fn every_layout_loads_and_lint_finds_no_error() {
    let library = repository();
    let fonts = fonts();
    let (catalogue, findings) = Catalogue::read(&library);
    assert!(findings.is_empty(), "{:?}", findings.iter().map(line).collect::<Vec<_>>());
    assert!(catalogue.editions().len() >= 4);
    let mut lines: Vec<String> = Vec::new();
    for edition in catalogue.editions() {
        let findings = match form::load(&library, &edition.path) {
            Ok(form) => form::lint(&form, &fonts),
            Err(errors) => errors,
        };
        let errors = findings.iter().filter(|d| d.severity == Severity::Error);
        lines.extend(errors.map(line));
    }
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn editions_are_picked_by_day() {
    let mut library = repository();
    let text = |edition: &str, dates: &str| {
        format!(
            "[form]\nid = \"0019001\"\nid_status = \"provisional\"\nname = \"x\"\nbusiness = \"001\"\n\
             edition = \"{edition}\"\nkind = \"notice\"\nrecord = \"x\"\nbasis = \"spec\"\n{dates}\n"
        )
    };
    let source = "effective_source = \"x\"";
    let first = format!("from = 2025-04-01\nto = 2026-03-31\n{source}");
    library.add_text("001-juki/0019001/9.0.toml", text("9.0", &first));
    let second = format!("from = \"2026-04-01\"\n{source}");
    library.add_text("001-juki/0019001/10.0.toml", text("10.0", &second));
    let (catalogue, findings) = Catalogue::read(&library);
    assert!(findings.is_empty(), "{:?}", findings.iter().map(line).collect::<Vec<_>>());
    let pick = |day: Option<(i32, u8, u8)>| {
        let day = day.map(|(year, month, day)| Date { year, month, day });
        match catalogue.pick("0019001", day) {
            Ok(edition) => edition.edition.clone(),
            Err(error) => error.code.0.to_owned(),
        }
    };
    assert_eq!(pick(None), "10.0");
    assert_eq!(pick(Some((2025, 4, 1))), "9.0");
    assert_eq!(pick(Some((2026, 3, 31))), "9.0");
    assert_eq!(pick(Some((2026, 4, 1))), "10.0");
    assert_eq!(pick(Some((2025, 3, 31))), "L101");
    assert_eq!(pick(Some((2030, 1, 1))), "10.0");
    let error = catalogue.pick("0010030", None).expect_err("unknown");
    assert_eq!(line(&error), "L100 - id=0010030 suggestion=0010003");
}

#[test]
fn one_form_is_found_without_reading_the_others() {
    let mut library = repository();
    library.add_text("001-juki/0019001/1.0.toml", "broken".to_owned());
    let (all, findings) = Catalogue::read(&library);
    assert!(!findings.is_empty());
    for edition in all.editions() {
        let (one, findings) = Catalogue::for_form(&library, &edition.id.0);
        assert!(findings.is_empty(), "{:?}", findings.iter().map(line).collect::<Vec<_>>());
        assert!(one.editions().iter().all(|found| found.id == edition.id));
        let path = |catalogue: &Catalogue| {
            catalogue.pick(&edition.id.0, None).expect("an edition").path.clone()
        };
        assert_eq!(path(&one), path(&all));
    }
    let (one, _) = Catalogue::for_form(&library, "0010030");
    let error = one.pick("0010030", None).expect_err("unknown");
    assert_eq!(line(&error), "L100 - id=0010030 suggestion=0010003");
}

#[test]
fn parameters_set_what_is_declared() {
    let library = repository();
    let form = form::load(&library, "027-jidoteate/0279001/2.0.toml").expect("loads");
    let image: Arc<[u8]> = match library.texts().next() {
        Some(_) => Arc::from(&b"not a picture"[..]),
        None => Arc::from(&b""[..]),
    };
    let read = |text: &str| {
        let file =
            chohyo_engine::source::SourceFile { name: "city.toml".into(), text: text.into() };
        form::params(&form, &Arc::new(file), &|name| (name == "bad.png").then(|| image.clone()))
    };
    let value = |params: &form::Params, name: &str| {
        let index = form.vary.iter().position(|v| v.name == name).expect("declared");
        match &params.0[index] {
            ParamValue::Text(text) => text.clone(),
            ParamValue::Flag(flag) => flag.to_string(),
            ParamValue::Image(_) => "image".into(),
            ParamValue::Absent => "absent".into(),
        }
    };
    let params = read(
        "[params]\ncity = \"見本市\"\n[form.0279001]\nsection = \"課\"\n[form.0010001]\nx = 1\n",
    );
    let Ok(params) = params else { panic!("good parameters are refused") };
    assert_eq!(value(&params, "city"), "見本市");
    assert_eq!(value(&params, "section"), "課");
    assert_eq!(value(&params, "honorific"), "様");
    assert_eq!(value(&params, "seal"), "absent");
    let bad = "[params]\nciti = \"x\"\nhonorific = \"さん\"\ncity_code = \"12\"\ncity = 1\n\
               seal = { file = \"none.png\", size_mm = 20 }\n[other]\n";
    let errors = read(bad).err().unwrap_or_default();
    let lines: Vec<String> = errors.iter().map(line).collect();
    let expected = ["L090", "L091", "L091", "L091", "L003", "L004"];
    let codes: Vec<&str> = errors.iter().map(|e| e.code.0).collect();
    assert_eq!(codes, expected, "{lines:#?}");
    let errors =
        read("[params]\nseal = { file = \"bad.png\", size_mm = 20 }\n").err().unwrap_or_default();
    assert_eq!(errors.iter().map(|e| e.code.0).collect::<Vec<_>>(), ["L092"]);
}

#[test]
fn a_form_names_its_family() {
    let mut library = Library::default();
    for (_, path, text) in FILES {
        let text = text.replace("record = \"person\"", "record = \"person\"\nfamily = \"letter\"");
        library.add_text(path, text);
    }
    let (catalogue, _) = Catalogue::read(&library);
    let families: Vec<_> = catalogue.editions().iter().map(|e| e.family.as_deref()).collect();
    assert_eq!(families, [Some("letter")]);
    let form = form::load(&library, "001-juki/0010001/1.0.toml").expect("good");
    assert_eq!(form.family.as_deref(), Some("letter"));
}
