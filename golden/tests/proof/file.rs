//! Lies in the bytes of a file that was written from what was meant.

use chohyo_engine::proof::Level;
use chohyo_golden::content::legible;

use crate::forge::{Forge, Part};
use crate::sheet::{codes, documents, pdf, proof};

type Lie = (&'static str, &'static str, fn(&mut Forge));

/// Puts operators before everything on the first page.
fn before(forge: &mut Forge, operators: &str) {
    forge.content(0, |content| format!("{operators}\n{content}"));
}

/// Replaces the first words of the first page.
fn instead(forge: &mut Forge, from: &str, to: &str) {
    forge.content(0, |content| content.replacen(from, to, 1));
}

/// Changes every map to Unicode by putting one character for another.
fn unicode(forge: &mut Forge, from: &str, to: &str) {
    for number in forge.streams("begincmap") {
        forge.stream(number, |data| {
            let map = String::from_utf8(data).expect("a map in ASCII");
            map.replace(&format!("<{from}>"), &format!("<{to}>")).into_bytes()
        });
    }
}

/// The data of a TrueType table of the first font program: its place and length.
fn table(program: &[u8], tag: &[u8; 4]) -> (usize, usize) {
    let long =
        |at: usize| u32::from_be_bytes(program[at..at + 4].try_into().expect("four")) as usize;
    let count = usize::from(u16::from_be_bytes([program[4], program[5]]));
    let record = (0..count).map(|index| 12 + index * 16).find(|at| program[*at..at + 4] == *tag);
    let record = record.expect("the table");
    (long(record + 8), long(record + 12))
}

/// Where the glyphs of a program stand, ends included.
fn places(program: &[u8]) -> Vec<usize> {
    let ((head, _), (loca, length)) = (table(program, b"head"), table(program, b"loca"));
    let wide = program[head + 51] == 1;
    let step = if wide { 4 } else { 2 };
    let place = |at: usize| match wide {
        true => u32::from_be_bytes(program[at..at + 4].try_into().expect("four")) as usize,
        false => usize::from(u16::from_be_bytes([program[at], program[at + 1]])) * 2,
    };
    (0..length / step).map(|index| place(loca + index * step)).collect()
}

/// Moves the last point of every glyph of the first program by a unit.
fn move_points(forge: &mut Forge) {
    let number = forge.named("/FontFile2");
    forge.stream(number, |mut program| {
        let (glyf, _) = table(&program, b"glyf");
        for ends in places(&program).windows(2) {
            let glyph = glyf + ends[0]..glyf + ends[1];
            if let Some(last) = glyph.rev().find(|at| program[*at] != 0) {
                program[last] ^= 1;
            }
        }
        program
    });
}

/// Gives every glyph of the first program the outline of its neighbour.
fn swap_outlines(forge: &mut Forge) {
    let number = forge.named("/CIDToGIDMap");
    forge.stream(number, |mut map| {
        let used: Vec<usize> =
            (0..map.len() / 2).filter(|at| map[at * 2] | map[at * 2 + 1] != 0).collect();
        for pair in used.chunks_exact(2) {
            map.swap(pair[0] * 2, pair[1] * 2);
            map.swap(pair[0] * 2 + 1, pair[1] * 2 + 1);
        }
        map
    });
}

/// Puts operators behind the form on the second page: what follows is read without the interpreter
/// if nothing of it is unknown there, and not compared with what the interpreter reads.
fn behind(forge: &mut Forge, operators: &str) {
    forge.content(1, |content| content.replacen("/L Do\n", &format!("/L Do\n{operators}\n"), 1));
}

/// Gives the second page resources of its own, changed, although it is on the first one's master.
fn other_resources(forge: &mut Forge, change: impl FnOnce(&mut Forge, String) -> String) {
    let (number, page) = (forge.of_page(1, "/Resources"), forge.numbers("/Type/Page/")[1]);
    assert_eq!(number, forge.of_page(0, "/Resources"), "pages on one master");
    let own = change(forge, forge.parts[&number].head.clone());
    assert_ne!(own, forge.parts[&number].head, "the lie is told");
    forge.parts.insert(997, Part { head: own, stream: None });
    let (from, to) = (format!("/Resources {number} 0 R"), "/Resources 997 0 R");
    let part = forge.parts.get_mut(&page).expect("there");
    part.head = part.head.replace(&from, to);
}

/// Gives the second page a form of its own with which it begins.
fn other_form(forge: &mut Forge, change: impl FnOnce(String) -> String) {
    other_resources(forge, |forge, own| {
        let number = forge.named("/L ");
        let form = &forge.parts[&number];
        let old = String::from_utf8(legible(form.stream.as_deref().expect("a stream")));
        let old = old.expect("content in ASCII");
        let content = change(old.clone()).into_bytes();
        assert_ne!(content, old.into_bytes(), "the lie is told");
        let form = Part { head: form.head.clone(), stream: Some(content) };
        forge.parts.insert(998, form);
        own.replace(&format!("/L {number} 0 R"), "/L 998 0 R")
    });
}

/// Lets a form say nothing of its fonts: then they are those of the page that draws it. On the
/// second page two of them have changed their names.
fn fonts_of_the_page(forge: &mut Forge) {
    let number = forge.named("/L ");
    let form = forge.parts.get_mut(&number).expect("there");
    let at = form.head.find("/Resources ").expect("resources");
    let end = at + form.head[at..].find(" R").expect("a reference") + " R".len();
    form.head.replace_range(at..end, "");
    other_resources(forge, |forge, own| {
        let fonts = forge.named("/Font ");
        let names = forge.parts[&fonts].head.clone();
        let swapped = names.replace("/F0 ", "/FX ").replace("/F1 ", "/F0 ").replace("/FX ", "/F1 ");
        forge.parts.insert(996, Part { head: swapped, stream: None });
        own.replace(&format!("/Font {fonts} 0 R"), "/Font 996 0 R")
    });
}

const LIES: &[Lie] = &[
    ("right glyph with wrong ToUnicode", "P048", |f| unicode(f, "82B1", "5316")),
    ("a selector is dropped from ToUnicode", "P048", |f| unicode(f, "8FBBDB40DD02", "8FBB")),
    ("ToUnicode says nothing", "P048", |f| unicode(f, "82B1", "FFFD")),
    ("wrong ToUnicode below a right ActualText", "P048", |f| unicode(f, "304B3099", "304D")),
    ("ActualText is changed", "P048", |f| instead(f, "FEFF304B3099", "FEFF304D3099")),
    ("ActualText is dropped", "P048", |f| {
        f.content(0, |content| {
            let from = content.find("/Span<</ActualText<FEFF007B").expect("a span");
            let to = from + content[from..].find("BDC\n").expect("its begin") + 4;
            let (head, rest) = (&content[..from], &content[to..]);
            head.to_owned() + &rest.replacen("EMC\n", "", 1)
        });
    }),
    ("ActualText of nothing is added", "P048", |f| {
        before(f, "/Span<</ActualText<FEFF5316>>>BDC EMC");
    }),
    ("ActualText around the page is added", "P048", |f| {
        f.content(0, |content| format!("/Span<</ActualText<FEFF5316>>>BDC\n{content}\nEMC"));
    }),
    ("a name of a glyph without a code is dropped", "P048", |f| {
        instead(f, "007B004D004A003000310034003000300034007D", "3013");
    }),
    ("a point of an outline is moved", "P049", move_points),
    ("two outlines are swapped", "P049", swap_outlines),
    ("codes lead to .notdef", "P049", |f| {
        let number = f.named("/CIDToGIDMap");
        f.stream(number, |map| vec![0; map.len()]);
    }),
    ("the font is not embedded", "P050", |f| {
        let number = f.named("/FontFile2");
        f.head(&format!("/FontFile2 {number} 0 R"), "");
    }),
    ("the font has another name", "P050", |f| {
        for number in f.numbers("+IPAmjMincho") {
            let part = f.parts.get_mut(&number).expect("there");
            part.head = part.head.replace("+IPAmjMincho", "+IPAexMincho");
        }
    }),
    ("text without ink", "P051", |f| before(f, "3 Tr")),
    ("outlined text", "P051", |f| before(f, "1 Tr")),
    ("text that shines through", "P051", |f| {
        let number = f.of_page(0, "/Resources");
        let part = f.parts.get_mut(&number).expect("there");
        part.head = part.head.replacen("<<", "<</ExtGState<</G<</ca .1>>>>", 1);
        before(f, "/G gs");
    }),
    ("the page is turned", "P042", |f| f.head("/Type/Page/", "/Rotate 180/Type/Page/")),
    ("the page is cropped", "P042", |f| {
        f.head("/Type/Page/", "/CropBox[0 0 500 800]/Type/Page/");
    }),
    ("the page is scaled", "P042", |f| f.head("/Type/Page/", "/UserUnit 2/Type/Page/")),
    ("an annotation lies on the page", "P057", |f| {
        let note = "/Annots[<</Type/Annot/Subtype/Square/Rect[0 0 500 800]/IC[1 1 1]>>]/Type/Page/";
        f.head("/Type/Page/", note);
    }),
    ("a part of the page is clipped", "P057", |f| before(f, "0 0 595 700 re W n")),
    ("layers can be switched", "P057", |f| {
        f.head("/Type/Catalog", "/OCProperties<</OCGs[]/D<<>>>>/Type/Catalog");
    }),
    ("a further page", "P041", |f| {
        let page = f.numbers("/Type/Page/")[2];
        let again = Part { head: f.parts[&page].head.clone(), stream: None };
        f.parts.insert(999, again);
        f.head(&format!("{page} 0 R]/Count 3"), &format!("{page} 0 R 999 0 R]/Count 4"));
    }),
    ("a page twice in the page tree", "P041", |f| {
        let page = f.numbers("/Type/Page/")[2];
        f.head(&format!("{page} 0 R]/Count 3"), &format!("{page} 0 R {page} 0 R]/Count 4"));
    }),
    ("two pages are swapped", "P045", |f| {
        let [a, b, ..] = f.numbers("/Type/Page/")[..] else { panic!("three pages") };
        f.head(&format!("/Kids[{a} 0 R {b} 0 R"), &format!("/Kids[{b} 0 R {a} 0 R"));
    }),
    ("widths are other than those of the font", "P046", |f| f.head("/DW 1000", "/DW 900")),
    ("letters stand apart", "P046", |f| before(f, "1 Tc")),
    ("letters stand above the line", "P046", |f| before(f, "2 Ts")),
    ("the fixed layer is moved", "P046", |f| {
        f.head("/Subtype/Form", "/Subtype/Form/Matrix[1 0 0 1 3 0]");
    }),
    ("the fixed layer is left out", "P045", |f| instead(f, "/L Do\n", "")),
    ("the fixed layer is painted twice", "P045", |f| instead(f, "/L Do\n", "/L Do /L Do\n")),
    ("the fixed layer is painted last", "P045", |f| {
        f.content(0, |content| content.replacen("/L Do\n", "", 1) + "\n/L Do\n");
    }),
    ("the second page begins with another form", "P053", |f| {
        other_form(f, |content| content.replacen(" l", " l\n0 0 m 9 9 l", 1));
    }),
    ("the second page's form has another text", "P048", |f| {
        other_form(f, |content| format!("/Span<</ActualText<FEFF5316>>>BDC {content} EMC"));
    }),
    ("a span is opened in the form and never closed", "P048", |f| {
        other_form(f, |content| format!("{content} /Span<</ActualText<FEFF5316>>>BDC"));
    }),
    ("the form takes its fonts from the page", "P045", fonts_of_the_page),
    ("the second page begins without ink", "P051", |f| {
        f.content(1, |content| format!("3 Tr\n{content}"));
    }),
    ("the second page begins with a larger scale", "P046", |f| {
        f.content(1, |content| format!("1.001 0 0 1.001 0 0 cm\n{content}"));
    }),
    ("the second page draws its form twice", "P044", |f| {
        f.content(1, |content| format!("{content}\n/L Do\n"));
    }),
    ("text without ink on the second page", "P051", |f| behind(f, "3 Tr")),
    ("letters stand apart on the second page", "P046", |f| behind(f, "1 Tc")),
    ("letters stand above the line on the second page", "P046", |f| behind(f, "2 Ts")),
    ("letters are condensed on the second page", "P047", |f| behind(f, "98 Tz")),
    ("lines are dashed on the second page", "P052", |f| behind(f, "[1]0 d")),
    ("dashes begin elsewhere on the second page", "P052", |f| behind(f, "[]2 d")),
    ("lines end in caps on the second page", "P052", |f| behind(f, "1 J")),
    ("all is moved on the second page", "P046", |f| behind(f, "1 0 0 1 1 0 cm")),
    ("a part of the second page is clipped", "P057", |f| behind(f, "0 0 595 700 re W n")),
    ("a fill is added to the second page", "P053", |f| behind(f, "1 g 9 9 99 99 re f 0 g")),
    ("a thin fill is added to the second page", "P053", |f| behind(f, "9 9 99 0 re f")),
    ("a line is added to the second page", "P053", |f| behind(f, "9 9 m 99 99 l S")),
    ("a text of the second page is another", "P048", |f| {
        behind(f, "/Span<</ActualText<FEFF5316>>>BDC");
        f.content(1, |content| format!("{content}\nEMC"));
    }),
    ("the second page lies elsewhere on the sheet", "P046", |f| {
        let number = f.numbers("/Type/Page/")[1];
        let part = f.parts.get_mut(&number).expect("there");
        let at = part.head.find("/MediaBox").expect("a box");
        let end = at + part.head[at..].find(']').expect("its end");
        let sides: Vec<f64> = part.head[at..end]
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .filter_map(|side| side.parse().ok())
            .collect();
        let [_, _, right, top] = sides[..] else { panic!("four sides") };
        part.head.replace_range(at..end, &format!("/MediaBox[3 0 {} {top}", right + 3.0));
    }),
    ("a text in a font that cannot be read", "P064", |f| {
        other_resources(f, |forge, own| {
            let fonts = forge.named("/Font ");
            let broken = "<</Broken<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/None>>";
            let head = forge.parts[&fonts].head.replacen("<<", broken, 1);
            forge.parts.insert(996, Part { head, stream: None });
            own.replace(&format!("/Font {fonts} 0 R"), "/Font 996 0 R")
        });
        f.content(1, |content| format!("{content}\nBT /Broken 10 Tf <8281> Tj ET"));
    }),
    ("a text in a font that is not there", "P064", |f| {
        f.content(1, |content| format!("{content}\nBT /Nothing 10 Tf <8281> Tj ET"));
    }),
    ("lines end in caps", "P052", |f| before(f, "2 J")),
    ("dashes begin elsewhere", "P052", |f| {
        let number = f.numbers("/Subtype/Form")[0];
        f.stream(number, |data| {
            let content = String::from_utf8(legible(&data)).expect("content in ASCII");
            content.replace("]0 d", "]2 d").into_bytes()
        });
    }),
    ("the seal is mirrored", "P054", |f| {
        f.content(0, |content| {
            let image = content.find(" cm /I").expect("an image");
            let line = content[..image].rfind("q ").expect("its place") + 2;
            let numbers: Vec<f64> =
                content[line..image].split(' ').map(|n| n.parse().expect("a number")).collect();
            let [width, _, _, height, x, y] = numbers[..] else { panic!("six numbers") };
            let mirrored = format!("-{width} 0 0 {height} {} {y}", x + width);
            format!("{}{mirrored}{}", &content[..line], &content[image..])
        });
    }),
    ("the seal shows something else", "P054", |f| {
        let number = f.numbers("/Subtype/Image")[0];
        f.stream(number, |mut samples| {
            samples[0] ^= 0x80;
            samples
        });
    }),
];

#[test]
fn a_file_that_is_only_unpacked_proves() {
    let meant = documents();
    let proof = proof(&meant, Forge::open(pdf(&meant)).close());
    assert_eq!((codes(&proof), proof.level), (Vec::new(), Level::ReadBack));
}

#[test]
fn a_file_with_changed_bytes_does_not_prove() {
    let meant = documents();
    let bytes = pdf(&meant);
    let mut wrong = Vec::new();
    for (name, code, lie) in LIES {
        let mut forge = Forge::open(bytes.clone());
        lie(&mut forge);
        let proof = proof(&meant, forge.close());
        if !codes(&proof).contains(code) || proof.level != Level::Meant {
            wrong.push(format!("{name}: {code} expected, {:?}", codes(&proof)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), LIES.len());
}
