//! Standing bench: the whole process for one certificate, beside the process that does nothing.

use std::path::Path;
use std::process::{Command, Stdio};

fn main() {
    divan::main();
}

fn run(args: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("cli/ is in the workspace");
    let status = Command::new(env!("CARGO_BIN_EXE_chohyo"))
        .args(args)
        .current_dir(root)
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
