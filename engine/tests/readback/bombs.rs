//! Files that ask for more than there is: each is small, and ends with a code.

use std::io::Read as _;

use chohyo_engine::readback::{Limits, ReadDocument, Unread};
use flate2::Compression;
use flate2::read::ZlibEncoder;

use crate::small_pdf::{file, stream};

/// Zlib data of so many equal bytes.
fn deflated(byte: u8, mebibytes: usize) -> Vec<u8> {
    squeezed(&vec![byte; mebibytes << 20])
}

fn squeezed(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    ZlibEncoder::new(data, Compression::best()).read_to_end(&mut out).expect("memory can be read");
    out
}

fn coded(dict: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{dict}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// A file of objects that need not be text.
fn binary(objects: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (number, body) in objects {
        bytes.extend(format!("{number} 0 obj\n").into_bytes());
        bytes.extend(body);
        bytes.extend(b"\nendobj\n");
    }
    bytes.extend(b"trailer\n<</Root 1 0 R/Size 99>>\n%%EOF\n");
    bytes
}

/// The catalogue, the tree and a page with this content as object 4.
fn with_content(content: Vec<u8>) -> Vec<u8> {
    let text = |text: &str| text.as_bytes().to_vec();
    binary(&[
        (1, text("<</Type/Catalog/Pages 2 0 R>>")),
        (2, text("<</Type/Pages/Kids[3 0 R]/Count 1>>")),
        (3, text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>")),
        (4, content),
    ])
}

fn code(bytes: Vec<u8>) -> String {
    match ReadDocument::open(bytes, Limits::default()) {
        Err(refused) => refused.code.0.to_owned(),
        Ok(file) => match file.pages().next().expect("a page").unread {
            Some(Unread::Work) => "P038".to_owned(),
            Some(Unread::Failed) => "P039".to_owned(),
            None => String::new(),
        },
    }
}

#[test]
fn pc04_streams_that_swell() {
    let flate = "/Filter/FlateDecode";
    let bomb = deflated(b' ', 300);
    let once = bomb.len();
    assert!(once < 320 << 10);
    let twice = squeezed(&bomb);
    let hex: Vec<u8> =
        twice.iter().flat_map(|b| format!("{b:02x}").into_bytes()).chain([b'>']).collect();
    let run: Vec<u8> = [129, b' '].repeat(3 << 20);
    for (name, content) in [
        ("deflate", coded(flate, &bomb)),
        ("deflate twice", coded("/Filter[/FlateDecode/FlateDecode]", &twice)),
        ("hex and deflate twice", coded("/Filter[/AHx/Fl/Fl]", &hex)),
        ("runs", coded("/Filter[/Fl/RL]", &squeezed(&run))),
        ("no header", coded(flate, &bomb[2..])),
        ("length unknown", coded("/Filter 5 0 R", &bomb)),
        ("many filters", coded(&format!("/Filter[{}]", "/AHx".repeat(9)), b"00>")),
        (
            "endless row",
            coded(
                "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 999999999999>>",
                &bomb[..99],
            ),
        ),
        (
            "empty row",
            coded("/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 0>>", &bomb[..99]),
        ),
    ] {
        assert_eq!(code(with_content(content)), "P037", "{name}");
    }
}

/// Strings of LZW grow by one with every code of 9 to 12 bits.
#[test]
fn lzw_that_swells() {
    let mut bits = Vec::new();
    let mut put = |code: usize, width: usize| {
        bits.extend((0..width).rev().map(|bit| code >> bit & 1 == 1));
    };
    for _ in 0..60 {
        put(256, 9);
        put(32, 9);
        for code in 258..4095usize {
            let width = match code + 1 {
                ..512 => 9,
                512..1024 => 10,
                1024..2048 => 11,
                _ => 12,
            };
            put(code, width);
        }
    }
    let bytes: Vec<u8> = bits
        .chunks(8)
        .map(|byte| {
            byte.iter().enumerate().fold(0, |sum, (at, &bit)| sum | u8::from(bit) << (7 - at))
        })
        .collect();
    assert!(bytes.len() < 400 << 10);
    assert_eq!(code(with_content(coded("/Filter/LZWDecode", &bytes))), "P037");
}

/// Every page is small enough by itself, and there are many.
#[test]
fn many_streams_that_swell_together() {
    let bomb = coded("/Filter/FlateDecode", &deflated(b' ', 200));
    let mut objects = vec![(1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec())];
    objects.extend((10..16).map(|number| (number, bomb.clone())));
    assert_eq!(code(binary(&objects)), "P037");
}

#[test]
fn pc04_object_streams_and_tables_that_swell() {
    let head = |dict: &str| format!("{dict}/Filter/FlateDecode");
    let bomb = deflated(b' ', 20);
    for (name, dict) in [
        ("objects", "/Type/ObjStm/N 1/First 5"),
        ("escaped", "/Type/Obj#53tm/N 1/First 5"),
        ("table", "/Type/XRef/W[1 4 2]/Size 9/Root 1 0 R"),
    ] {
        let objects = [
            (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
            (2, b"<</Type/Pages/Kids[7 0 R]/Count 1>>".to_vec()),
            (6, coded(&head(dict), &bomb)),
        ];
        assert_eq!(code(binary(&objects)), "P037", "{name}");
    }
}

/// A stream that calls itself a picture, and is a holder of objects by the table.
#[test]
fn a_picture_that_holds_objects() {
    let bomb = deflated(b' ', 20);
    let objects = [
        (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
        (5, coded("/Type/XRef/W[1 2 0]/Size 9/Root 1 0 R", &[2, 0, 6, 2, 0, 6])),
        (6, coded("/Subtype/Image/Width 1/Height 1/Filter/FlateDecode", &bomb)),
    ];
    assert_eq!(code(binary(&objects)), "P037");
}

/// Forms that draw the next form twice: 2^40 glyphs.
#[test]
fn pc08_forms_that_double() {
    let form = |next: usize| {
        let content = "/X Do /X Do BT (a) Tj ET";
        let resources = format!("/Resources<</XObject<</X {next} 0 R>>>>");
        let dict = format!("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}");
        format!("{dict}/Length {}>>\nstream\n{content}\nendstream", content.len())
    };
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R\
                /Resources<</XObject<</X 10 0 R>>>>>>";
    let tree = |last: usize| {
        let mut objects = vec![
            (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
            (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
            (3, page.to_owned()),
            (4, stream("/X Do")),
        ];
        objects.extend((10..10 + last).map(|number| (number, form(number + 1))));
        file(&objects)
    };
    assert_eq!(code(tree(5)), "");
    assert_eq!(code(tree(40)), "P038");
    // A form that draws itself, by a name of the page, has no end at all.
    let own = "/X Do /X Do";
    let form =
        format!("<</Subtype/Form/BBox[0 0 9 9]/Length {}>>\nstream\n{own}\nendstream", own.len());
    let mut objects = vec![(10, form)];
    objects.extend([
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
        (3, page.to_owned()),
        (4, stream("/X Do")),
    ]);
    assert_eq!(code(file(&objects)), "P038");
}

/// One content, named a thousand times by the page.
#[test]
fn a_page_that_repeats_its_content() {
    let bomb = coded("/Filter/FlateDecode", &deflated(b' ', 1));
    let text = |text: &str| text.as_bytes().to_vec();
    let parts = "4 0 R ".repeat(1000);
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[{parts}]>>");
    let objects = [
        (1, text("<</Type/Catalog/Pages 2 0 R>>")),
        (2, text("<</Type/Pages/Kids[3 0 R]/Count 1>>")),
        (3, text(&page)),
        (4, bomb),
    ];
    assert_eq!(code(binary(&objects)), "P038");
}

/// A picture of 60,000 times 60,000 samples in no bytes: it stands on the page and is not looked
/// into.
#[test]
fn a_picture_beyond_all_paper() {
    let text = |text: &str| text.as_bytes().to_vec();
    for (samples, read) in [("60000", false), ("1", true)] {
        let picture = format!(
            "/Subtype/Image/Width {samples}/Height {samples}/BitsPerComponent 8/ColorSpace/DeviceGray"
        );
        let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R\
                    /Resources<</XObject<</X 5 0 R>>>>>>";
        let bytes = binary(&[
            (1, text("<</Type/Catalog/Pages 2 0 R>>")),
            (2, text("<</Type/Pages/Kids[3 0 R]/Count 1>>")),
            (3, text(page)),
            (4, coded("", b"/X Do")),
            (5, coded(&picture, b"a")),
        ]);
        let file = ReadDocument::open(bytes, Limits::default()).expect("a PDF");
        let page = file.pages().next().expect("a page");
        assert_eq!(page.images.len(), 1);
        assert_eq!(page.images[0].digest.is_some(), read, "{samples}");
    }
}

/// Trees and references that lead back to themselves, or into the deep.
#[test]
fn pc05_trees_without_end() {
    let head = "<</Type/Catalog/Pages 2 0 R>>";
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    for (name, tree) in [
        ("itself", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".to_owned()),
        ("arrays", format!("<</Type/Pages/Kids{}/Count 1>>", deep(100_000))),
        ("count", "<</Type/Pages/Kids[]/Count 999999999>>".to_owned()),
        ("reference", "<</Type/Pages/Kids 2 0 R/Count 2 0 R>>".to_owned()),
    ] {
        let bytes = file(&[(1, head.to_owned()), (2, tree)]);
        let refused = ReadDocument::open(bytes, Limits::default()).err();
        assert_eq!(refused.map(|found| found.code.0), Some("P031"), "{name}");
    }
    let long: Vec<_> = (2..5000)
        .map(|number| (number, format!("<</Type/Pages/Kids[{} 0 R]/Count 1>>", number + 1)))
        .chain([(1, head.to_owned()), (5000, "<</Type/Page/Contents 1 0 R>>".to_owned())])
        .collect();
    assert_eq!(code(file(&long)), "");
}

/// Places beyond all paper are places at its edge.
#[test]
fn huge_coordinates() {
    for number in ["1e300", "999999999999999999999", "-999999999999", "0.0000000000001"] {
        let content = format!(
            "{number} 0 0 {number} {number} {number} cm 0 0 {number} {number} re f\n\
             BT /F0 {number} Tf {number} {number} Td (a) Tj ET {number} w 0 0 m 1 1 l S"
        );
        assert_eq!(code(with_content(stream(&content).into_bytes())), "", "{number}");
    }
}
