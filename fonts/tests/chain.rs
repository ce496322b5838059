//! The set of faces and the choice among them.
#![allow(clippy::unwrap_used)]

mod common;

use std::borrow::Cow;

use chohyo_fonts::charset::{Collection, Identity, Mj, collections};
use chohyo_fonts::{FontErrorKind, FontRole, FontSet, MissingCause, MissingCluster, Setting};
use common::{FILES, bytes, face, set, source, sources};

#[test]
fn the_set_is_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(set());
    shared(face(FontRole::Mincho));
}

#[test]
fn every_role_has_its_face_in_any_order() {
    let mut reversed = sources();
    reversed.reverse();
    let other = FontSet::new(reversed).unwrap();
    for (file, role) in FILES {
        let name = file.split('.').next().unwrap();
        assert_eq!(face(role).name(), name);
        assert_eq!(other.role(role), set().role(role));
        assert_eq!(other.face(other.role(role)).name(), name);
        assert_eq!(FontRole::from_name(role.name()), Some(role));
        assert_eq!(face(role).data(), bytes(role));
    }
    assert_eq!(set().faces().count(), 5);
    assert!(set().faces().all(|(id, face)| std::ptr::eq(face, set().face(id))));
}

#[test]
fn a_missing_and_a_second_file_for_a_role_are_both_reported() {
    let mut files = sources();
    let first = files.remove(2);
    assert_eq!(first.role, FontRole::Gothic);
    files.push(files[0].clone());
    let errors = FontSet::new(files).unwrap_err();
    let kinds: Vec<_> = errors.iter().map(|error| (error.code(), error.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("G012", FontErrorKind::DuplicateRole(FontRole::Mincho)),
            ("G012", FontErrorKind::MissingRole(FontRole::Gothic)),
        ]
    );
    assert_eq!(FontSet::new(Vec::new()).unwrap_err().len(), 5);
}

#[test]
fn cut_and_foreign_files_are_refused() {
    for (file, role) in FILES {
        let whole = bytes(role);
        for length in [0, 1, 4, 11, 12, 100, 300, 5_000, whole.len() / 2, whole.len() - 100] {
            let data = Cow::Borrowed(&whole[..length.min(whole.len() - 100)]);
            let mut files = sources();
            files.retain(|source| source.role != role);
            files.push(source(file, role, data));
            let errors = FontSet::new(files).unwrap_err();
            assert_eq!(errors.len(), 1, "{file} {length}");
            assert_eq!(errors[0].code(), "G010", "{file} {length}");
        }
    }
}

/// The name of the face that draws a text, all of whose clusters it must give.
fn drawn_by(role: FontRole, text: &str) -> Result<&'static str, Vec<MissingCluster>> {
    let shaped = set().shape(role, text, Setting::default())?;
    assert_eq!(shaped.clusters.last().map_or(0, |cluster| cluster.text.end), text.len());
    Ok(set().face(shaped.face).name())
}

#[test]
fn the_role_draws_what_it_has_and_the_mj_face_the_rest() {
    let choose = |role, text| drawn_by(role, text).unwrap();
    assert_eq!(choose(FontRole::Gothic, "住民票の写し"), "BIZUDGothic-Regular");
    assert_eq!(choose(FontRole::GothicBold, "世帯主"), "BIZUDGothic-Bold");
    assert_eq!(choose(FontRole::UdMincho, "お知らせ"), "BIZUDMincho-Regular");
    assert_eq!(choose(FontRole::OcrB, "0123456789"), "OCRB");
    assert_eq!(choose(FontRole::OcrB, "住"), "ipamjm");
    assert_eq!(choose(FontRole::Mincho, "住民票"), "ipamjm");
    assert_eq!(choose(FontRole::Gothic, ""), "BIZUDGothic-Regular");
}

#[test]
fn a_selector_decides_the_face() {
    let choose = drawn_by;
    // 葛 + U+E0100 is an Adobe-Japan1 sequence: BIZ UD has it, IPAmj has only other ones.
    assert_eq!(choose(FontRole::Gothic, "葛\u{E0100}").unwrap(), "BIZUDGothic-Regular");
    let missing = choose(FontRole::Mincho, "東京都葛\u{E0100}飾区").unwrap_err();
    let place = "東京都".len();
    let cause = MissingCause::NoSequence;
    assert_eq!(missing, [MissingCluster { text: place..place + 7, cause }]);
    // 葛 + U+E0102 is Moji_Joho: the whole text goes to the MJ face.
    assert_eq!(choose(FontRole::Gothic, "葛\u{E0102}飾区").unwrap(), "ipamjm");
    assert_eq!(choose(FontRole::Mincho, "葛\u{E0102}飾区").unwrap(), "ipamjm");
}

/// Every MJ and every 変体仮名 is drawn: its canonical text leads to the glyph that the font
/// itself names after it, and the glyph's text comes back as the same MJ.
#[test]
fn every_mj_is_drawn_by_its_text() {
    let mut drawn = 0;
    for mj in Mj::all().chain(Mj::hentaigana()) {
        let text = mj.text();
        let shaped = set().shape(FontRole::Mincho, &text, Setting::default()).expect("drawable");
        let [cluster] = &shaped.clusters[..] else { panic!("{mj}") };
        let name = set().face(cluster.face).glyph_name(cluster.glyphs[0].id).unwrap();
        assert_eq!(name.to_ascii_uppercase(), mj.to_string());
        assert_eq!(set().identity(&text), Identity::Mj(mj));
        assert_eq!((cluster.glyphs.len(), cluster.advance), (1, 2048), "{mj}");
        drawn += 1;
    }
    assert_eq!(drawn, 58_862 + 299);
}

/// Every sequence that the IVD registers in Adobe-Japan1 or Hanyo-Denshi and not in Moji_Joho is
/// refused by the MJ face, never drawn as the default form.
#[test]
fn sequences_of_other_collections_are_refused() {
    let (mut refused, mut foreign) = (0, Vec::new());
    let bases = ('\u{3400}'..='\u{9FFF}').chain('\u{F900}'..='\u{FAFF}');
    for base in bases.chain('\u{20000}'..='\u{323AF}') {
        for selector in '\u{E0100}'..='\u{E011F}' {
            let registered: Vec<_> = collections(base, selector).collect();
            if registered.is_empty() || registered.contains(&Collection::MojiJoho) {
                continue;
            }
            let text = String::from_iter([base, selector]);
            match set().shape(FontRole::Mincho, &text, Setting::default()) {
                Ok(_) => foreign.push(text),
                Err(missing) => {
                    refused += usize::from(missing[0].cause != MissingCause::NotPrintable)
                }
            }
        }
    }
    // IPAmj明朝 has one sequence of Hanyo-Denshi beyond MJ, with a glyph of its own for it.
    assert_eq!(foreign, ["\u{51DE}\u{E0105}"]);
    assert_eq!(only_name(&foreign[0]), "aj20300");
    // 14,684 of Adobe-Japan1, and those of the 13,045 of Hanyo-Denshi that Moji_Joho does not
    // share (9,866), without that one.
    assert_eq!(refused, 14_684 + (13_045 - 9_866) - 1);
}

/// The font's own name of the glyph that the MJ face draws for one cluster.
fn only_name(text: &str) -> &'static str {
    let shaped = set().shape(FontRole::Mincho, text, Setting::default()).expect("drawable");
    set().face(shaped.face).glyph_name(shaped.clusters[0].glyphs[0].id).unwrap()
}
