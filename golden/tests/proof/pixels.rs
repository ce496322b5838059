//! Lies in the bytes of a file that are seen in its pixels alone: every mark that is read is the one
//! that was meant, and stands in its place.

use chohyo_engine::proof::Level;
use chohyo_golden::content::legible;

use crate::forge::Forge;
use crate::sheet::{codes, documents, pdf, proved};

type Lie = (&'static str, &'static str, fn(&mut Forge));

/// Sets the first text of the first page by a matrix instead of its place alone; the rest stays.
fn matrix(forge: &mut Forge, matrix: &str) {
    forge.content(0, |content| {
        let (head, tail) = content.split_once(" Td\n").expect("a text");
        let (head, place) = head.split_at(head.rfind('\n').expect("its line") + 1);
        let (shown, rest) = tail.split_once('\n').expect("what it shows");
        format!("{head}{matrix} {place} Tm\n{shown}\n1 0 0 1 {place} Tm\n{rest}")
    });
}

/// Draws the first rule with a pen that is wider than high; or the other way round.
fn pen(forge: &mut Forge, wide: f64) {
    let number = forge.numbers("/Subtype/Form")[0];
    forge.stream(number, |data| {
        let content = String::from_utf8(legible(&data)).expect("content in ASCII");
        let end = content.find(" l\n").expect("a rule");
        let line = content[..end].rfind('\n').expect("its line") + 1;
        let numbers: Vec<f64> =
            content[line..end].split(' ').filter_map(|word| word.parse().ok()).collect();
        let [x, y, to_x, to_y] = numbers[..] else { panic!("two points: {}", &content[line..end]) };
        let rule = format!("{} {} m {} {} l S Q\n", x / wide, y * wide, to_x / wide, to_y * wide);
        let rest = content[end + 3..].replacen("S\n", "", 1);
        format!("{}q {wide} 0 0 {} 0 0 cm {rule}{rest}", &content[..line], 1.0 / wide).into_bytes()
    });
}

const LIES: &[Lie] = &[
    ("letters stand on their heads", "P060", |f| matrix(f, "1 0 0 -1")),
    ("letters slant", "P060", |f| matrix(f, "1 0 .6 .8")),
    ("letters lean back", "P060", |f| matrix(f, "1 0 -.28 .96")),
    ("letters lie flat", "P061", |f| matrix(f, "1 0 1 0.001")),
    ("a rule is four times as thick", "P060", |f| pen(f, 0.25)),
    ("a rule is a quarter as thick", "P060", |f| pen(f, 4.0)),
];

#[test]
fn what_looks_otherwise_does_not_prove() {
    let meant = documents();
    let bytes = pdf(&meant);
    let mut wrong = Vec::new();
    for (name, code, lie) in LIES {
        let mut forge = Forge::open(bytes.clone());
        lie(&mut forge);
        let file = forge.close();
        let read = proved(&meant, file.clone(), Level::ReadBack);
        let seen = proved(&meant, file, Level::Pixels);
        let found = codes(&seen);
        if read.level != Level::ReadBack || !found.contains(code) || seen.level != Level::Meant {
            wrong.push(format!("{name}: {code} expected, {:?} read, {found:?} seen", codes(&read)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), LIES.len());
}
