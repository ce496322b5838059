//! What the print room needs: marks, layers, shifts, sides, taken-out records, reconciling.

use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::common::{chohyo, files, folder, text};

const LAYOUT: &str = include_str!("marked.toml");
const SCHEMA: &str = include_str!("marked_record.toml");

/// Three records of one, two and three pages, invented.
const RECORDS: &str = "\
{\"bango\":\"K-0001\",\"dofu\":true,\"meisai\":[{\"naiyo\":\"見本一\"}]}
{\"bango\":\"K-0002\",\"dofu\":false,\"meisai\":[{\"naiyo\":\"見本一\"},{\"naiyo\":\"見本二\"},{\"naiyo\":\"見本三\"}]}
{\"bango\":\"K-0003\",\"dofu\":false,\"meisai\":[{\"naiyo\":\"見本一\"},{\"naiyo\":\"見本二\"},{\"naiyo\":\"見本三\"},{\"naiyo\":\"見本四\"},{\"naiyo\":\"見本五\"}]}
";

/// A library of one form with marks, and records of it.
fn place() -> TempDir {
    let place = folder();
    let write = |name: &str, text: &str| {
        let path = place.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    write("lib/marked.toml", LAYOUT);
    write("lib/records/marked.toml", SCHEMA);
    write("in.jsonl", RECORDS);
    write("city.toml", "");
    place
}

fn run(place: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut command: Command = chohyo();
    let output = command.current_dir(place).args(["--layouts", "lib"]).args(args).output();
    let output = output.expect("runs");
    (output.status.code(), text(&output.stderr))
}

fn batch(place: &Path, out: &str, more: &[&str]) -> (Option<i32>, String) {
    let args = ["batch", "lib/marked.toml", "in.jsonl", "-o", out, "--params", "city.toml"];
    run(place, &[&args[..], more].concat())
}

#[test]
fn marks_of_a_run_agree_with_its_manifest() {
    let place = place();
    for (out, more, sheets) in [
        ("one", &[][..], 6),
        ("split", &["--split", "1"][..], 6),
        ("both", &["--duplex"][..], 4),
        ("moved", &["--shift-mm", "2,-1.5", "--layer", "variable"][..], 6),
    ] {
        assert_eq!(batch(place.path(), out, more).0, Some(0), "{out}");
        let manifest = format!("{out}/manifest.jsonl");
        let (code, said) = run(place.path(), &["reconcile", &manifest, "--records", "in.jsonl"]);
        assert_eq!(code, Some(0), "{out}: {said}");
        assert!(said.contains("B184") && said.contains(&format!("were read {sheets}")), "{said}");
    }
}

/// 突合: two files that changed places, and an input that is another one.
#[test]
fn what_does_not_agree_is_told() {
    let place = place();
    assert_eq!(batch(place.path(), "out", &["--split", "1"]).0, Some(0));
    let part = |number: usize| place.path().join(format!("out/part-{number:06}.pdf"));
    let first = std::fs::read(part(1)).expect("a part");
    std::fs::copy(part(2), part(1)).expect("copied");
    std::fs::write(part(2), first).expect("written");
    let (code, said) = run(place.path(), &["reconcile", "out/manifest.jsonl"]);
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("B182"), "{said}");
    let (code, said) =
        run(place.path(), &["reconcile", "out/manifest.jsonl", "--records", "city.toml"]);
    assert_eq!(code, Some(4));
    assert!(said.contains("B183"), "{said}");
}

/// OMR alone: a sheet of another place, a page whose bars alone are others, and one without bars.
#[test]
fn omr_bars_are_read_where_the_manifest_publishes_them() {
    let place = place();
    let layout = place.path().join("lib/marked.toml");
    let part = |out: &str| place.path().join(format!("{out}/part-000001.pdf"));
    let reconciled = || run(place.path(), &["--lang", "en", "reconcile", "out/manifest.jsonl"]);
    let only = |kept: &str| -> String {
        let lines = LAYOUT.lines().filter(|line| !line.contains("mark = ") || line.contains(kept));
        lines.map(|line| format!("{line}\n")).collect()
    };
    std::fs::write(&layout, only("omr")).expect("written");
    assert_eq!(batch(place.path(), "out", &["--split", "1", "--shift-mm", "1,-2"]).0, Some(0));
    let manifest = std::fs::read_to_string(place.path().join("out/manifest.jsonl")).expect("text");
    assert!(manifest.contains("\"omr\":\"x5 y98 w8 pitch4.233 bar0.5 inserts1\""), "{manifest}");
    let (code, said) = reconciled();
    assert!(code == Some(0) && said.contains("were read 6"), "{said}");
    std::fs::copy(place.path().join("out/part-000002.pdf"), part("out")).expect("copied");
    let (code, said) = reconciled();
    assert!(code == Some(4) && said.contains("not the one that the manifest has"), "{said}");

    // The codes say what they should, and the bars of one file are others.
    std::fs::remove_dir_all(place.path().join("out")).expect("removed");
    let run_of = ["--split", "1", "--run", "AAAAAA"];
    std::fs::write(&layout, LAYOUT).expect("written");
    assert_eq!(batch(place.path(), "out", &run_of).0, Some(0));
    let bars = "w8 h60 mm\", mark = \"omr\"";
    assert!(LAYOUT.contains(bars));
    let wide = LAYOUT.replace(bars, "w8 h90 mm\", mark = \"omr\", pitch_mm = 8");
    for (out, other, problem) in
        [("wide", wide, "are missing or too many"), ("away", only("code39"), "there is none")]
    {
        std::fs::write(&layout, other).expect("written");
        assert_eq!(batch(place.path(), out, &run_of).0, Some(0), "{out}");
        std::fs::copy(part(out), part("out")).expect("copied");
        let (code, said) = reconciled();
        assert!(code == Some(4) && said.matches("B182").count() == 1, "{out}: {said}");
        assert!(said.contains(problem) && said.contains("part-000001.pdf"), "{out}: {said}");
    }
}

#[test]
fn records_of_a_list_are_taken_out_and_counted() {
    let place = place();
    std::fs::write(place.path().join("list.txt"), "番号\nK-0002\nK-9999\n").expect("written");
    let (code, said) = batch(place.path(), "out", &["--exclude", "list.txt"]);
    // A line that takes out nothing is a finding.
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("B188") && said.contains("line 3") && said.contains("B189"), "{said}");
    assert!(!said.contains("K-9999") && !said.contains("K-0002"), "{said}");
    let manifest = std::fs::read_to_string(place.path().join("out/manifest.jsonl")).expect("text");
    assert!(manifest.contains("\"excluded\":1") && manifest.contains("\"printed\":2"));
    assert!(!manifest.contains("K-000"), "no values in the manifest");
    let (code, said) = run(place.path(), &["reconcile", "out/manifest.jsonl"]);
    assert_eq!(code, Some(0), "{said}");
    std::fs::write(place.path().join("ordinals.txt"), "#\n1\n3\n").expect("written");
    assert_eq!(batch(place.path(), "some", &["--exclude", "ordinals.txt"]).0, Some(0));
    for (wrong, list) in [("B181", "#\nx\n"), ("B181", "番号\nA\nA\n"), ("B157", "ない\nA\n")] {
        std::fs::write(place.path().join("wrong.txt"), list).expect("written");
        let (code, said) = batch(place.path(), "none", &["--exclude", "wrong.txt"]);
        assert_eq!(code, Some(2), "{list}");
        assert!(said.contains(wrong), "{said}");
    }
}

#[test]
fn a_hand_over_folder_has_hashes_and_no_names() {
    let place = place();
    assert_eq!(batch(place.path(), "out", &["--split", "2"]).0, Some(0));
    let (code, said) = run(place.path(), &["handover", "out/manifest.jsonl", "-o", "pack"]);
    assert_eq!(code, Some(0), "{said}");
    let pack = place.path().join("pack");
    assert_eq!(
        files(&pack),
        [
            "SHA256SUMS",
            "counts.pdf",
            "fonts.csv",
            "index.csv",
            "manifest.jsonl",
            "part-000001.pdf",
            "part-000002.pdf"
        ]
    );
    for name in ["index.csv", "fonts.csv", "manifest.jsonl", "SHA256SUMS"] {
        let words = std::fs::read_to_string(pack.join(name)).expect("text");
        assert!(!words.contains("K-000") && !words.contains("見本"), "{name}");
    }
    let index = std::fs::read_to_string(pack.join("index.csv")).expect("text");
    assert_eq!(index.lines().count(), 4);
    let (code, _) = run(place.path(), &["handover", "out/manifest.jsonl", "-o", "pack"]);
    assert_eq!(code, Some(2), "an old folder stays");
    std::fs::write(place.path().join("out/part-000001.pdf"), b"x").expect("written");
    let (code, said) = run(place.path(), &["handover", "out/manifest.jsonl", "-o", "second"]);
    assert_eq!(code, Some(4), "{said}");
    assert!(!place.path().join("second").exists());
}

#[test]
fn a_shift_off_the_paper_is_refused() {
    let place = place();
    let (code, said) = batch(place.path(), "out", &["--shift-mm", "-5,0"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("C033") && !place.path().join("out").exists(), "{said}");
    std::fs::write(place.path().join("printer.toml"), "shift_mm = \"1,1\"").expect("written");
    assert_eq!(batch(place.path(), "out", &["--printer", "printer.toml"]).0, Some(0));
    std::fs::write(place.path().join("printer.toml"), "shift = \"1,1\"").expect("written");
    let (code, said) = batch(place.path(), "other", &["--printer", "printer.toml"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("B180"), "{said}");
}

/// Sheets that were printed before hold what every copy has; a label may stand with the record's own
/// words (`layer = "variable"`).
#[test]
fn layers_of_a_sheet_that_was_printed_before() {
    let place = place();
    let words = |layer: &str| {
        let out = format!("{layer}.pdf");
        assert_eq!(batch(place.path(), &out, &["--layer", layer]).0, Some(0));
        let mut command: Command = chohyo();
        let read = command.current_dir(place.path()).args(["read", &out]).output().expect("runs");
        text(&read.stdout)
    };
    for (layer, fixed, variable) in
        [("all", true, true), ("variable", false, true), ("fixed", true, false)]
    {
        let words = words(layer);
        assert_eq!(words.contains("通知（見本）"), fixed, "{layer}: {words}");
        for word in ["市長印省略", "K-0001", "見本五"] {
            assert_eq!(words.contains(word), variable, "{layer}: {words}");
        }
    }
}

#[test]
fn test_sheets_are_drawn() {
    let place = place();
    let (code, said) = run(place.path(), &["test-sheet", "-o", "t.pdf", "--shift-mm", "1.5,-2"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(place.path().join("t.pdf").exists());
}

#[test]
fn a_reprint_keeps_numbers_and_says_that_it_is_one() {
    let place = place();
    assert_eq!(batch(place.path(), "out", &["--split", "1"]).0, Some(0));
    let again = |out: &str, records: &str, more: &[&str]| {
        let args = ["reprint", "lib/marked.toml", "in.jsonl", "--params", "city.toml"];
        let rest = ["--manifest", "out/manifest.jsonl", "--records", records, "-o", out];
        run(place.path(), &[&args[..], &rest, more].concat())
    };
    let (code, said) = again("again.pdf", "2-3", &["--copy", "2"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(place.path(), &["reconcile", "again.manifest.jsonl"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("were read 5"), "{said}");
    // The form says it on every sheet, and did not the first time.
    let words = |file: &str| {
        let mut command: Command = chohyo();
        let read = command.current_dir(place.path()).args(["read", file]).output().expect("runs");
        text(&read.stdout)
    };
    assert_eq!(words("again.pdf").matches("再印刷（見本）2").count(), 5);
    assert!(!words("out/part-000002.pdf").contains("再印刷"));
    let manifest = std::fs::read_to_string(place.path().join("again.manifest.jsonl"));
    let manifest = manifest.expect("text");
    assert!(manifest.contains("\"reprint\":\"2\"") && manifest.contains("\"record\":3"));
    for (records, more, code) in [
        ("4", &[][..], "B187"),
        ("1", &["--duplex"][..], "B185"),
        ("1", &["--layer", "fixed"], "B185"),
    ] {
        let (exit, said) = again("none.pdf", records, more);
        assert_eq!(exit, Some(2), "{said}");
        assert!(said.contains(code) && !place.path().join("none.pdf").exists(), "{said}");
    }
}

/// A manifest that is not whole, or beside which a file was changed, is not signed; of one that is,
/// one character is enough.
#[test]
fn a_signature_stands_for_the_whole_manifest() {
    // The keys of RFC 8410, section 10, and another public one.
    const KEY: &str = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC";
    const PUBLIC: &str = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
    const OTHER: &str = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    let place = place();
    let at = |name: &str| place.path().join(name);
    let pem = |name: &str, kind: &str, key: &str| {
        let text = format!("-----BEGIN {kind} KEY-----\n{key}\n-----END {kind} KEY-----\n");
        std::fs::write(at(name), text).expect("written");
    };
    pem("key.pem", "PRIVATE", KEY);
    pem("public.pem", "PUBLIC", PUBLIC);
    pem("other.pem", "PUBLIC", OTHER);
    assert_eq!(batch(place.path(), "out", &["--split", "2"]).0, Some(0));
    let sign = |key: &str| run(place.path(), &["sign", "out/manifest.jsonl", "--key", key]);
    let verify =
        |key: &str| run(place.path(), &["verify", "out/manifest.jsonl", "--public-key", key]);
    for wrong in ["public.pem", "city.toml"] {
        let (code, said) = sign(wrong);
        assert!(code == Some(2) && said.contains("B193"), "{said}");
    }
    let (code, said) = verify("public.pem");
    assert!(code == Some(4) && said.contains("B194") && said.contains("not there"), "{said}");
    let part = std::fs::read(at("out/part-000001.pdf")).expect("a part");
    std::fs::write(at("out/part-000001.pdf"), b"changed").expect("written");
    let (code, said) = sign("key.pem");
    assert!(code == Some(4) && said.contains("B162"), "{said}");
    std::fs::write(at("out/part-000001.pdf"), part).expect("written");
    let (code, said) = sign("key.pem");
    assert!(code == Some(0) && said.contains("B195"), "{said}");
    assert_eq!(sign("key.pem").0, Some(2), "an older signature stays");
    let (code, said) = verify("public.pem");
    assert!(code == Some(0) && said.contains("B163") && said.contains("B196"), "{said}");
    let (code, said) = verify("other.pem");
    assert!(code == Some(4) && said.contains("B194"), "{said}");
    // The same run under another name has other lines from the first one on.
    assert_eq!(batch(place.path(), "again", &["--split", "2", "--run", "AAAAAA"]).0, Some(0));
    std::fs::copy(at("again/manifest.jsonl"), at("out/manifest.jsonl")).expect("copied");
    assert!(verify("public.pem").1.contains("B194"));
    // It goes with the hand-over folder.
    std::fs::copy(at("out/manifest.jsonl.sig"), at("again/manifest.jsonl.sig")).expect("copied");
    assert_eq!(run(place.path(), &["handover", "again/manifest.jsonl", "-o", "pack"]).0, Some(0));
    assert!(files(&at("pack")).iter().any(|name| name == "manifest.jsonl.sig"));
}

/// 突合 by the records themselves: written in another way they are the same; one that was changed,
/// lost or added is told by its place, and nothing of what it says.
#[test]
fn records_are_compared_by_their_fingerprints() {
    let place = place();
    let at = |name: &str| place.path().join(name);
    std::fs::write(at("run.key"), [7; 32]).expect("written");
    std::fs::write(at("list.txt"), "番号\nK-0002\n").expect("written");
    let keyed = ["--key", "run.key", "--exclude", "list.txt"];
    assert_eq!(batch(place.path(), "out", &keyed).0, Some(0));
    let compare = |records: &str, manifest: &str| {
        std::fs::write(at("now.jsonl"), records).expect("written");
        let words = ["reconcile", manifest, "--records", "now.jsonl", "--key", "run.key"];
        run(place.path(), &[&words[..], &["--form", "lib/marked.toml"]].concat())
    };
    let spaced = RECORDS.replace("\":", "\" : ");
    let (code, said) = compare(&spaced, "out/manifest.jsonl");
    assert!(code == Some(0) && said.contains("B184"), "{said}");
    // The bytes are others.
    let plain = ["reconcile", "out/manifest.jsonl", "--records", "now.jsonl"];
    assert_eq!(run(place.path(), &plain).0, Some(4));
    let lines: Vec<&str> = RECORDS.lines().collect();
    let changed = RECORDS.replace("K-0003", "K-0033");
    let fewer = lines[..2].join("\n");
    let more = format!("{RECORDS}{}\n", lines[0]);
    for (records, told) in [
        (&changed, &["record 3: was printed", "record 3: is in this input"][..]),
        (&fewer, &["record 3: was printed"]),
        (&more, &["record 4: is in this input"]),
    ] {
        let (code, said) = compare(records, "out/manifest.jsonl");
        assert_eq!(code, Some(4), "{said}");
        assert_eq!(said.matches("[B191]").count(), told.len(), "{said}");
        assert!(told.iter().all(|words| said.contains(words)) && !said.contains("K-00"), "{said}");
    }
    assert_eq!(batch(place.path(), "bare", &[]).0, Some(0));
    let (code, said) = compare(RECORDS, "bare/manifest.jsonl");
    assert!(code == Some(2) && said.contains("B192"), "{said}");
}

/// What the sender counted stands in the manifest.
#[test]
fn declared_totals_stand_in_the_manifest() {
    let place = place();
    let control = |count: u64| format!("グループ名称,件数\nmarked,{count}\n");
    let name = "印のある通知（試験用）";
    let write = |count| {
        let text = control(count).replace("marked", name);
        std::fs::write(place.path().join("control.csv"), text).expect("written");
    };
    write(4);
    let (code, said) = batch(place.path(), "out", &["--control", "control.csv"]);
    assert_eq!(code, Some(2), "{said}");
    write(3);
    let (code, said) = batch(place.path(), "out", &["--control", "control.csv"]);
    assert_eq!(code, Some(0), "{said}");
    let manifest = std::fs::read_to_string(place.path().join("out/manifest.jsonl")).expect("text");
    assert!(manifest.contains(&format!("\"control\":\"{name} 3\"")), "{manifest}");

    // An input that is compared with the manifest is counted once more.
    std::fs::write(place.path().join("run.key"), [7; 32]).expect("written");
    let keyed = ["--control", "control.csv", "--key", "run.key"];
    assert_eq!(batch(place.path(), "keyed", &keyed).0, Some(0));
    let fewer: Vec<&str> = RECORDS.lines().take(2).collect();
    for (records, exit, told) in [(RECORDS, 0, "B184"), (&fewer.join("\n"), 2, "R145")] {
        std::fs::write(place.path().join("now.jsonl"), records).expect("written");
        let words = ["reconcile", "keyed/manifest.jsonl", "--records", "now.jsonl", "--key"];
        let form = ["run.key", "--form", "lib/marked.toml"];
        let (code, said) = run(place.path(), &[&words[..], &form].concat());
        assert!(code == Some(exit) && said.contains(told), "{said}");
    }
}
