//! `[characters]` of a city's parameter file.

use std::path::Path;
use std::process::Output;

use sha2::{Digest, Sha256};

use crate::common::{chohyo, files, folder, record, text, workspace};

/// Parameters of 見本市 with another `[characters]`, in a folder with its seal and a font file.
fn city(folder: &Path, characters: &str) -> std::path::PathBuf {
    let params = workspace().join("layouts/params");
    let own = std::fs::read_to_string(params.join("sample-city.toml")).expect("parameters");
    let (before, rest) = own.split_once("[characters]\n").expect("a section");
    let (_, after) = rest.split_once("\n\n").expect("an end of the section");
    for seal in files(&params).iter().filter(|name| name.ends_with(".png")) {
        std::fs::copy(params.join(seal), folder.join(seal)).expect("seal");
    }
    std::fs::copy(workspace().join("fonts/data/OCRB.otf"), folder.join("gaiji.otf")).expect("font");
    let path = folder.join("city.toml");
    std::fs::write(&path, format!("{before}{characters}\n{after}")).expect("written");
    path
}

/// An EUDC font of that file and hash.
fn eudc(file: &str, sha256: &str) -> String {
    format!(
        "[characters]\n[[characters.font]]\nslot = \"eudc\"\nname = \"mihon\"\nfile = \"{file}\"\nsha256 = \"{sha256}\"\n"
    )
}

fn hash() -> String {
    let font = std::fs::read(workspace().join("fonts/data/OCRB.otf")).expect("font");
    Sha256::digest(font).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 氏名 of the first member of the sample household.
const OWN: &str = "\"juminshubetsu\": \"1\",\n      \"shimei\": \"見本　太郎\"";

/// Renders the sample with this name of the first member.
fn render(folder: &Path, city: &Path, name: &str) -> Output {
    let sample = record("001-juki/0010003", "sample.json");
    let sample = std::fs::read_to_string(sample).expect("record");
    let input = folder.join("record.json");
    let named = sample.replacen(OWN, &OWN.replace("見本　太郎", name), 1);
    std::fs::write(&input, named).expect("written");
    let mut command = chohyo();
    command.args(["render", "0010003"]).arg(&input).arg("-o").arg(folder.join("out.pdf"));
    command.arg("--params").arg(city).output().expect("runs")
}

fn told(output: &Output, exit: i32, codes: &[&str]) {
    let words = text(&output.stderr);
    assert_eq!(output.status.code(), Some(exit), "{words}");
    for code in codes {
        assert!(words.contains(code), "{code}: {words}");
    }
}

#[test]
fn a_city_s_font_is_used_if_it_is_the_one_on_record() {
    let out = folder();
    let good = city(out.path(), &eudc("gaiji.otf", &hash()));
    told(&render(out.path(), &good, "見本　太郎"), 0, &[]);
    told(&render(out.path(), &good, "見本　\u{E000}"), 1, &["[G004]", "U+E000"]);
    let other = city(out.path(), &eudc("gaiji.otf", &"0".repeat(64)));
    told(&render(out.path(), &other, "見本　太郎"), 3, &["[G011]", "city.toml"]);
    let absent = city(out.path(), &eudc("none.tte", &hash()));
    told(&render(out.path(), &absent, "見本　太郎"), 3, &["[L003]", "none.tte", "city.toml"]);
}

#[test]
fn all_mistakes_of_the_section_are_told() {
    let out = folder();
    let wrong = "[characters]\nprofile = \"mj-puls\"\n[characters.shrink]\ndecide = { kosek = \"always\" }\n";
    let wrong = city(out.path(), wrong);
    told(&render(out.path(), &wrong, "見本　太郎"), 2, &["[L008]", "mj-plus", "[L004]", "koseki"]);
}

#[test]
fn a_name_of_no_glyph_is_refused_without_the_name_of_the_person() {
    let out = folder();
    let good = city(out.path(), "[characters]\nprofile = \"mj\"\n");
    let refused = render(out.path(), &good, "架空{MJ999999}花子");
    told(&refused, 1, &["[R085]", "MJ999999", "世帯員[1].氏名"]);
    assert!(!text(&refused.stderr).contains("花子"));
    told(&render(out.path(), &good, "架空{MJ014004}花子"), 0, &[]);
}
