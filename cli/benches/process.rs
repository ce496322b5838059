//! Standing bench: the whole process for one certificate and for every form in its three records,
//! beside the process that does nothing.

use std::path::Path;
use std::process::{Command, Stdio};

fn main() {
    divan::main();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("cli/ is in the workspace")
}

fn run(args: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_chohyo"))
        .args(args)
        .current_dir(root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(status.expect("the program starts").success());
}

fn out(name: &str) -> String {
    std::env::temp_dir().join(name).display().to_string()
}

/// Baseline: start and end.
#[divan::bench]
fn start_baseline_version() {
    run(&["--version"]);
}

#[divan::bench]
fn one_certificate_pdf() {
    let record = "layouts/001-juki/0010003/sample.json";
    run(&["render", "0010003", record, "-o", &out("chohyo-bench.pdf")]);
}

#[divan::bench]
fn one_certificate_png_at_150_dpi() {
    let record = "layouts/001-juki/0010003/sample.json";
    run(&["render", "0010003", record, "-o", &out("chohyo-bench.png")]);
}

/// 帳票ID and record of every form in its three records, from the workspace folder.
fn every_record() -> Vec<(String, String)> {
    let folders = |path: &Path| {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    let forms = folders(&root().join("layouts")).into_iter().flat_map(|folder| folders(&folder));
    let forms = forms.filter(|form| form.join("sample.json").is_file());
    let records =
        forms.filter(|form| !form.components().any(|part| part.as_os_str() == "families"));
    let name = |path: &Path| path.display().to_string();
    records
        .flat_map(|form| {
            let id = form.file_name().unwrap_or_default().to_string_lossy().into_owned();
            ["sample", "hard", "empty"]
                .map(|record| (id.clone(), name(&form.join(record).with_extension("json"))))
        })
        .collect()
}

/// Every form in its three records, a process for each: at most 10 s in all.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn every_form_in_three_records() {
    let records = every_record();
    assert!(records.len() >= 90, "the folder of layouts was not found");
    for (id, record) in &records {
        run(&["render", id, record, "-o", &out("chohyo-bench.pdf")]);
    }
}
