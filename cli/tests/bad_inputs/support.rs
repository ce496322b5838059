//! Running the program on a bad input, and what came of it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::pdf_text;

/// Stands in every record and in no message: what a log must never show.
pub(crate) const MARKER: &str = "秘密見本印";

/// 個人番号 and 住民票コード of the inputs, invented.
pub(crate) const MY_NUMBER: &str = "123456789018";
pub(crate) const JUKI_CODE: &str = "98765432109";

/// What no message, log, report, name of a file and metadata may hold.
const MARKERS: [&str; 3] = [MARKER, MY_NUMBER, JUKI_CODE];

/// A run on one input: what is said and what is published.
pub(crate) struct Run {
    /// Exit code.
    pub(crate) exit: Option<i32>,
    /// What is printed to stdout.
    pub(crate) stdout: String,
    /// What is printed to stderr.
    pub(crate) stderr: String,
    /// Names of the files in the output folder.
    pub(crate) published: Vec<String>,
    /// What `records check` and `chars` say of the same input.
    beside: String,
    folder: TempDir,
}

/// The layouts of the tests: one form that prints every item of one record.
pub(crate) fn library() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_inputs/library")
}

/// The program in English.
pub(crate) fn chohyo() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
    command.env("LC_ALL", "C").args(["--lang", "en"]);
    command
}

/// Renders `input` (a file name, whose ending is the format, and its bytes) on the form of the
/// tests.
pub(crate) fn render(name: &str, input: impl AsRef<[u8]>) -> Run {
    let library = library();
    render_with(&["--layouts", &library.to_string_lossy()], "9999001", name, input, &[])
}

/// As [`render`] with options of `render`.
pub(crate) fn render_options(name: &str, input: impl AsRef<[u8]>, options: &[&str]) -> Run {
    let library = library();
    render_with(&["--layouts", &library.to_string_lossy()], "9999001", name, input, options)
}

/// Renders on the form of the tests that has a guard (支援措置), numbers and rules.
pub(crate) fn render_guarded(name: &str, input: impl AsRef<[u8]>, options: &[&str]) -> Run {
    let library = library();
    render_with(&["--layouts", &library.to_string_lossy()], "9999002", name, input, options)
}

/// Renders on a shipped form.
pub(crate) fn render_form(
    form: &str,
    name: &str,
    input: impl AsRef<[u8]>,
    options: &[&str],
) -> Run {
    render_with(&[], form, name, input, options)
}

/// Renders a folder of group CSVs, which `fill` makes, on the form of households.
pub(crate) fn render_folder(fill: &dyn Fn(&Path), options: &[&str]) -> Run {
    let made = |folder: &Path| {
        let tables = folder.join("folder");
        std::fs::create_dir(&tables).expect("folder");
        fill(&tables);
    };
    let library = library();
    let common = ["--layouts", &library.to_string_lossy()];
    run_on(&common, "9999009", "folder", &made, options)
}

fn render_with(
    common: &[&str],
    form: &str,
    name: &str,
    input: impl AsRef<[u8]>,
    options: &[&str],
) -> Run {
    let input = input.as_ref();
    let made = |folder: &Path| std::fs::write(folder.join(name), input).expect("input");
    run_on(common, form, name, &made, options)
}

fn run_on(common: &[&str], form: &str, name: &str, made: &dyn Fn(&Path), options: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("temporary folder");
    let out = folder.path().join("out");
    std::fs::create_dir(&out).expect("output folder");
    made(folder.path());
    let mut command = chohyo();
    command.current_dir(folder.path()).env("TMPDIR", folder.path().join("out"));
    command.env("RUST_BACKTRACE", "full");
    command.args(common).args(["render", form, name, "-o", "out/out.pdf"]).args(options);
    if !options.contains(&"--report") {
        command.args(["--report", "report.json"]);
    }
    let output = command.output().expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let mut beside = String::new();
    for words in [&["records", "check", form][..], &["chars", "--missing", "--form", form]] {
        let mut command = chohyo();
        command.current_dir(folder.path()).env("RUST_BACKTRACE", "full");
        let output = command.args(common).args(words).arg(name).output().expect("runs");
        beside = beside + &text(output.stdout) + &text(output.stderr);
    }
    let run = Run {
        exit: output.status.code(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
        published: files(&out),
        beside,
        folder,
    };
    run.assert_private();
    run
}

/// A temporary folder with one file.
pub(crate) fn folder_with(name: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("temporary folder");
    std::fs::write(folder.path().join(name), text).expect("input");
    folder
}

/// Names of the files in a folder.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("folder");
    let name = |e: std::io::Result<std::fs::DirEntry>| e.expect("entry").file_name();
    let mut names: Vec<_> = entries.map(|e| name(e).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

impl Run {
    /// REJECT-RUN: exit 2, this code, nothing published.
    #[track_caller]
    pub(crate) fn rejects_run(&self, code: &str) -> &Self {
        self.rejects(2, code)
    }

    /// REJECT-RECORD of the only record: exit 1, this code, nothing published.
    #[track_caller]
    pub(crate) fn rejects_record(&self, code: &str) -> &Self {
        self.rejects(1, code)
    }

    #[track_caller]
    fn rejects(&self, exit: i32, code: &str) -> &Self {
        assert_eq!(self.exit, Some(exit), "{}", self.stderr);
        assert!(self.stderr.contains(&format!("[{code}]")), "{code}: {}", self.stderr);
        assert!(self.published.is_empty(), "{:?}", self.published);
        self
    }

    /// EXACT: exit 0 and nothing but the output published.
    #[track_caller]
    pub(crate) fn prints(&self) -> &Self {
        assert_eq!(self.exit, Some(0), "{}", self.stderr);
        assert_eq!(self.published, ["out.pdf"]);
        self
    }

    /// EXACT and told: the words are printed, with a warning of this code (exit 1).
    #[track_caller]
    pub(crate) fn prints_but_warns(&self, words: &str, code: &str) -> &Self {
        assert_eq!(self.exit, Some(1), "{}", self.stderr);
        assert_eq!(self.published, ["out.pdf"]);
        assert!(self.text().contains(words), "{words}");
        self.says(&format!("warning[{code}]"))
    }

    /// EXACT: these words stand in the text that is read back from the PDF, code point for code
    /// point.
    #[track_caller]
    pub(crate) fn prints_words(&self, words: &str) -> &Self {
        self.prints();
        let text = self.text();
        assert!(text.contains(words), "{} is not in {text:?}", words.escape_unicode());
        self
    }

    /// These words are said.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.stderr.contains(words), "{words}: {}", self.stderr);
        self
    }

    /// These words stand nowhere: not in what is said, not in the text or metadata of the PDF.
    #[track_caller]
    pub(crate) fn hides(&self, words: &str) -> &Self {
        assert!(!self.stderr.contains(words) && !self.stdout.contains(words), "{words} is told");
        if self.published.iter().any(|name| name == "out.pdf") {
            let found = self.objects().contains(words) || self.text().contains(words);
            assert!(!found, "{words} stands in the PDF");
        }
        self
    }

    /// The bytes of the PDF.
    pub(crate) fn pdf(&self) -> Vec<u8> {
        std::fs::read(self.folder.path().join("out/out.pdf")).expect("PDF")
    }

    /// The objects of the PDF as text, metadata among them.
    pub(crate) fn objects(&self) -> String {
        chohyo_golden::objects::objects(&self.pdf()).expect("PDF")
    }

    /// The text of the PDF as a reader finds it, one line for each line of text.
    pub(crate) fn text(&self) -> String {
        pdf_text::read(&self.objects())
    }

    /// Number of pages.
    pub(crate) fn pages(&self) -> usize {
        self.objects().matches("/Type /Page ").count()
    }

    /// A text file that the run wrote beside its output: a report, a log.
    pub(crate) fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).expect("text")
    }

    /// Permissions of such a file.
    #[cfg(unix)]
    pub(crate) fn mode(&self, name: &str) -> u32 {
        use std::os::unix::fs::PermissionsExt as _;
        let found = std::fs::metadata(self.folder.path().join(name)).expect("file");
        found.permissions().mode() & 0o777
    }

    /// A name or a number is in the input of every test that has a person; it is in no message,
    /// backtrace, report and log, in no name of a file and in no metadata.
    #[track_caller]
    fn assert_private(&self) {
        let mut said = vec![self.stdout.clone(), self.stderr.clone(), self.beside.clone()];
        said.extend(files(self.folder.path()));
        said.extend(self.published.iter().cloned());
        for name in ["report.json", "report.csv", "log.jsonl"] {
            said.extend(std::fs::read_to_string(self.folder.path().join(name)));
        }
        if self.published.iter().any(|name| name == "out.pdf") {
            // Drawn words are glyph codes here; ActualText is part of them.
            let objects = self.objects();
            let metadata = objects.lines().filter(|line| !line.contains("/ActualText"));
            said.push(metadata.collect::<Vec<_>>().join("\n"));
        }
        for words in said {
            for marker in MARKERS {
                let hex: String = marker.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
                let told = words.contains(marker) || words.to_uppercase().contains(&hex);
                assert!(!told, "a marker is told: {words}");
            }
            assert!(!words.contains("panicked"), "{words}");
        }
    }
}

/// A good record of the form of the tests.
pub(crate) fn good() -> Value {
    json!({ "宛名番号": "01234", "氏名": format!("見本　{MARKER}") })
}

/// A good record with other values.
pub(crate) fn record(values: Value) -> String {
    let mut record = good();
    let (Value::Object(all), Value::Object(more)) = (&mut record, values) else {
        panic!("objects");
    };
    all.extend(more);
    record.to_string()
}

/// Renders a good record with other values.
pub(crate) fn json_with(values: Value) -> Run {
    render("record.json", record(values))
}

/// Head line and one row of a good record with further columns.
pub(crate) fn csv_with(columns: &str, cells: &str) -> String {
    let comma = if columns.is_empty() { "" } else { "," };
    format!("宛名番号,氏名{comma}{columns}\n01234,見本　{MARKER}{comma}{cells}\n")
}
