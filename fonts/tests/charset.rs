//! The character tables against the font file (its own glyph names and `cmap`, read by
//! ttf-parser) and against the names that the Ideographic Variation Database registers.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chohyo_fonts::FontRole;
use chohyo_fonts::charset::{
    Collection, Identity, Kuten, Mj, collections, private_name, registered, resolve_names,
};
use sha2::{Digest, Sha256};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/charsets/");

static FONT: LazyLock<ttf_parser::Face<'static>> =
    LazyLock::new(|| ttf_parser::Face::parse(common::bytes(FontRole::Mincho), 0).unwrap());

/// Every glyph's name in capital letters, by glyph id: what `post` 2.0 says.
static NAMES: LazyLock<Vec<Option<String>>> = LazyLock::new(|| {
    let names: Vec<_> = FONT.tables().post.unwrap().names().collect();
    let post = FONT.raw_face().table(ttf_parser::Tag::from_bytes(b"post")).unwrap();
    let count = 2 * usize::from(FONT.number_of_glyphs());
    let indexes = post[34..34 + count].as_chunks().0.iter();
    // The first 258 are Apple's standard names.
    let name =
        |&index: &[u8; 2]| names.get(usize::from(u16::from_be_bytes(index)).checked_sub(258)?);
    indexes.map(|index| name(index).map(|name| name.to_uppercase())).collect()
});

/// The name of the glyph that the font's `cmap` gives.
fn glyph_name(base: char, selector: Option<char>) -> Option<String> {
    let gid = match selector {
        Some(selector) => FONT.glyph_variation_index(base, selector),
        None => FONT.glyph_index(base),
    };
    NAMES[usize::from(gid?.0)].clone()
}

/// Characters that may have selectors in some collection.
fn bases() -> impl Iterator<Item = char> {
    ('\u{3000}'..='\u{303F}')
        .chain('\u{3400}'..='\u{9FFF}')
        .chain('\u{F900}'..='\u{FAFF}')
        .chain('\u{20000}'..='\u{323AF}')
}

fn selectors() -> impl Iterator<Item = char> {
    ('\u{FE00}'..='\u{FE0F}').chain('\u{E0100}'..='\u{E011F}')
}

fn sequence(base: char, selector: Option<char>) -> String {
    std::iter::once(base).chain(selector).collect()
}

#[test]
fn every_mj_is_a_glyph_of_the_font_by_name() {
    let names: BTreeSet<_> = NAMES.iter().flatten().cloned().collect();
    assert_eq!(Mj::all().count(), 58_862);
    assert_eq!(Mj::all().filter(|mj| names.contains(&mj.to_string())).count(), 58_862);
    assert_eq!(Mj::hentaigana().count(), 299);
    assert_eq!(Mj::hentaigana().filter(|mj| names.contains(&mj.to_string())).count(), 299);
    let of_font = names.iter().filter(|name| Mj::parse(name).is_some()).count();
    assert_eq!(of_font, 58_862 + 299);
}

#[test]
fn every_registered_sequence_gives_the_glyph_of_the_registered_name() {
    let (mut sequences, mut same, mut listed) = (0, 0, 0);
    for base in bases() {
        for selector in selectors() {
            let Some(mj) = registered(base, selector) else { continue };
            sequences += 1;
            same += usize::from(glyph_name(base, Some(selector)) == Some(mj.to_string()));
            listed += usize::from(Mj::of(&sequence(base, Some(selector))) == Some(mj));
        }
    }
    assert_eq!((sequences, same, listed), (11_384, 11_384, 11_384));
}

#[test]
fn every_text_of_the_list_gives_the_glyph_of_its_name() {
    let (mut pairs, mut hentaigana, mut other) = (0, 0, Vec::new());
    let kana = '\u{1B000}'..='\u{1B12F}';
    for base in bases().chain(kana.clone()) {
        for selector in std::iter::once(None).chain(selectors().map(Some)) {
            let Some(mj) = Mj::of(&sequence(base, selector)) else { continue };
            *(if kana.contains(&base) { &mut hentaigana } else { &mut pairs }) += 1;
            if glyph_name(base, selector) != Some(mj.to_string()) {
                other.push((sequence(base, selector), mj.to_string()));
            }
        }
    }
    // The list's 64,078, and two sequences more that it names in a list of their own.
    assert_eq!(pairs, 64_078 + DUPLICATED.len());
    assert_eq!(hentaigana, 286);
    // By code the font 005.01 lacks two characters of Unicode 8.0; it has their glyphs by name.
    let known = [("\u{9FEE}", "MJ057449"), ("\u{9FEF}", "MJ060040")];
    assert_eq!(other, known.map(|(text, mj)| (text.to_owned(), mj.to_owned())));
}

/// 重複実装したIVS: a second sequence of an MJ.
const DUPLICATED: [(&str, &str); 2] = [("博\u{E010A}", "MJ059399"), ("博\u{E010B}", "MJ059400")];

#[test]
fn every_mj_has_a_text_of_its_own() {
    let mut texts = BTreeMap::new();
    let mut private = Vec::new();
    for mj in Mj::all().chain(Mj::hentaigana()) {
        let text = mj.text();
        assert_eq!(Mj::of(&text), Some(mj), "{mj}");
        assert_eq!(Mj::parse(&mj.to_string()), Some(mj));
        assert_eq!(Identity::of(&text), Identity::Mj(mj));
        assert_eq!(texts.insert(text.to_string(), mj), None, "{mj}");
        private.extend(text.chars().next().and_then(private_name));
    }
    assert_eq!(texts.len(), 58_862 + 299);
    assert_eq!(private.len(), 19 + 13);
    for (text, name) in DUPLICATED {
        assert_eq!(Mj::of(text), Mj::parse(name));
        assert_ne!(&*Mj::parse(name).unwrap().text(), text);
    }
}

#[test]
fn the_private_use_table_only_grows() {
    let bytes = std::fs::read(format!("{FOLDER}private-use.tsv")).unwrap();
    let lines = bytes.chunks(15).map(|line| std::str::from_utf8(line).unwrap());
    for (at, line) in lines.clone().enumerate() {
        let (code, name) = line.trim_end().split_once('\t').unwrap();
        let c = char::from_u32(0xF0000 + u32::try_from(at).unwrap()).unwrap();
        assert_eq!(code, format!("{:X}", u32::from(c)));
        assert_eq!(private_name(c).unwrap(), name);
        assert_eq!(Mj::of(c.encode_utf8(&mut [0; 4])), Mj::parse(name));
    }
    assert!(lines.clone().all(|line| line.ends_with('\n')));
    // What files have been written with must stay: extend this list, never change it.
    let names = "003719 006065 014004 029825 029893 033216 035887 037229 037904 037910 040282 \
                 040579 041326 041470 042077 043219 053026 055353 059043 090039 090053 090059 \
                 090121 090125 090205 090214 090215 090223 090224 090243 090248 090293";
    let fixed: Vec<_> = lines.map(|line| line[8..14].to_owned()).collect();
    assert_eq!(fixed[..32], names.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn hentaigana_have_codes_or_a_place_in_another() {
    let coded: Vec<_> = Mj::hentaigana().filter_map(|mj| mj.codes().ucs).collect();
    assert!(coded.iter().all(|c| ('\u{1B001}'..='\u{1B11E}').contains(c)));
    // Unicode has 285 in U+1B002–U+1B11E; MJ090014 is the older U+1B001.
    assert_eq!(coded.iter().filter(|&&c| c >= '\u{1B002}').count(), 285);
    assert_eq!(coded.len(), 286);
    let merged: Vec<_> = Mj::hentaigana().filter(|mj| mj.merged_into().is_some()).collect();
    assert_eq!(merged.len(), 13);
    assert!(merged.iter().all(|mj| mj.codes().ucs.is_none() && mj.origin().is_some()));
    assert!(merged.iter().all(|mj| mj.merged_into().unwrap().codes().ucs.is_some()));
    assert_eq!(Mj::parse("MJ090039").unwrap().merged_into(), Mj::parse("MJ090061"));
    assert_eq!(Mj::hentaigana().filter_map(|mj| mj.codes().koseki).count(), 168);
}

#[test]
fn codes_are_those_of_the_list() {
    let codes: Vec<_> = Mj::all().map(Mj::codes).collect();
    let ucs: BTreeSet<_> = codes.iter().filter_map(|codes| codes.ucs).collect();
    let points: BTreeSet<_> = codes.iter().filter_map(|codes| codes.x0213).collect();
    assert_eq!((ucs.len(), points.len()), (52_518, 10_054));
    assert_eq!(codes.iter().filter(|codes| codes.ucs.is_none()).count(), 3);
    assert_eq!(codes.iter().filter(|codes| codes.koseki.is_some()).count(), 55_270);
    assert_eq!(codes.iter().filter(|codes| codes.juki.is_some()).count(), 19_563);
    assert_eq!(codes.iter().filter(|codes| codes.touki.is_some()).count(), 56_380);
    assert_eq!(codes.iter().filter(|codes| codes.x0213.is_some()).count(), 13_707);
    assert_eq!(codes.iter().filter(|codes| codes.unified).count(), 2_798);
    let both = |n: &&chohyo_fonts::charset::Codes| n.koseki.is_some() && n.touki.is_some();
    let same = codes.iter().filter(both).filter(|codes| codes.koseki == codes.touki).count();
    assert_eq!((codes.iter().filter(both).count(), same), (55_269, 55_266));
    let known = Mj::parse("MJ030183").unwrap().codes();
    assert_eq!((known.ucs, known.koseki, known.touki), (Some('欄'), Some(180_580), Some(180_580)));
    assert_eq!((known.juki, known.x0213), (Some(0xF91D), Kuten::parse("1-86-27")));
}

#[test]
fn siblings_are_the_forms_of_a_character() {
    let names = |base| Mj::of_base(base).map(|mj| mj.number()).collect::<Vec<_>>();
    assert_eq!(names('葛'), (22_335..=22_341).collect::<Vec<_>>());
    assert_eq!(names('\u{1B002}'), [90_001]);
    assert_eq!(names('A'), []);
    assert_eq!(names('\0'), []);
    let bases: BTreeSet<_> = Mj::all().filter_map(|mj| mj.codes().ucs).collect();
    let mut siblings = 0;
    for &base in &bases {
        let forms: Vec<_> = Mj::of_base(base).collect();
        assert!(forms.is_sorted() && forms.iter().all(|mj| mj.codes().ucs == Some(base)));
        siblings += forms.len();
    }
    assert_eq!(siblings, 58_859);
}

#[test]
fn every_code_of_jis_x_0213_is_in_the_font() {
    let face = rustybuzz::Face::from_slice(common::bytes(FontRole::Mincho), 0).unwrap();
    let composed = |text: &str| {
        let mut buffer = rustybuzz::UnicodeBuffer::new();
        buffer.push_str(text);
        let shaped = rustybuzz::shape(&face, &[], buffer);
        shaped.glyph_infos().iter().all(|glyph| glyph.glyph_id != 0)
    };
    let drawn = |text: &str| match *text.chars().collect::<Vec<_>>() {
        [c] => FONT.glyph_index(c).is_some_and(|gid| gid.0 != 0),
        _ => composed(text),
    };
    let all: Vec<_> = Kuten::all().collect();
    assert_eq!((all.len(), all.iter().filter(|kuten| kuten.in_x0208()).count()), (11_233, 6_879));
    let mut sequences = 0;
    for kuten in all {
        let text = kuten.text();
        assert_eq!(Kuten::of(&text), Some(kuten));
        assert_eq!(Kuten::parse(&kuten.to_string()), Some(kuten));
        assert!(drawn(&text), "{kuten}");
        sequences += usize::from(text.chars().count() == 2);
    }
    assert_eq!(sequences, 25);
}

#[test]
fn codes_that_implementations_read_differently() {
    let code = |text| Kuten::of(text).map(|kuten| kuten.to_string());
    for (text, expected) in [
        ("—", "1-01-29"),
        ("\u{2015}", "1-01-29"),
        ("＼", "1-01-32"),
        ("〜", "1-01-33"),
        ("\u{2016}", "1-01-34"),
        ("−", "1-01-61"),
        ("￥", "1-01-79"),
        ("\u{A2}", "1-01-81"),
        ("\u{FF0D}", "1-02-17"),
        ("\u{FF5E}", "1-02-18"),
        ("\u{2225}", "1-02-52"),
        ("\u{FF5F}", "1-02-54"),
        ("\u{2985}", "1-02-54"),
        ("か\u{309A}", "1-04-87"),
        ("\u{2E9}\u{2E5}", "1-11-69"),
        ("葛", "1-19-75"),
        ("𠀋", "1-14-02"),
        ("𪚲", "2-94-86"),
    ] {
        assert_eq!(code(text).as_deref(), Some(expected), "{text}");
    }
    for none in ["", "A", "\\", "~", "\u{A5}", "\u{203E}", "ｱ", "か\u{3099}", "葛\u{E0102}", "葛葛"]
    {
        assert_eq!(code(none), None, "{none}");
    }
    for wrong in [
        "",
        "1",
        "1-19",
        "1-19-75-1",
        "3-01-01",
        "0-01-01",
        "1-00-01",
        "1-95-01",
        "1-1-95",
        "1-15-95",
        "1-+1-01",
        " 1-01-01",
        "1-019-75",
        "2-02-01",
    ] {
        assert_eq!(Kuten::parse(wrong), None, "{wrong}");
    }
    assert_eq!(&*Kuten::parse("1-1-29").unwrap().text(), "—");
    assert_eq!(&*Kuten::parse("1-02-54").unwrap().text(), "\u{FF5F}");
}

#[test]
fn collections_are_those_of_the_database() {
    use Collection::{AdobeJapan1, HanyoDenshi, MojiJoho, Standardized};
    let mut counts = BTreeMap::new();
    for base in bases() {
        for selector in selectors() {
            *counts.entry(collections(base, selector).collect::<Vec<_>>()).or_insert(0) += 1;
        }
    }
    let with = |wanted: &[Collection]| -> usize {
        let has = |all: &Vec<Collection>| wanted.iter().all(|one| all.contains(one));
        counts.iter().filter(|(all, _)| has(all)).map(|(_, count)| count).sum()
    };
    assert_eq!(with(&[MojiJoho]), 11_384);
    assert_eq!(with(&[HanyoDenshi]), 13_045);
    assert_eq!(with(&[AdobeJapan1]), 14_684);
    assert_eq!(with(&[Standardized]), 1_002);
    assert_eq!(with(&[MojiJoho, HanyoDenshi]), 9_866);
    assert_eq!(with(&[MojiJoho, AdobeJapan1]), 0);
    assert_eq!(with(&[HanyoDenshi, AdobeJapan1]), 0);
    let of = |selector| collections('葛', selector).map(Collection::name).collect::<Vec<_>>();
    assert_eq!(of('\u{E0100}'), ["Adobe-Japan1"]);
    assert_eq!(of('\u{E0102}'), ["Moji_Joho", "Hanyo-Denshi"]);
    assert_eq!(of('\u{E01EF}'), [""; 0]);
    assert_eq!(of('葛'), [""; 0]);
}

#[test]
fn a_sequence_of_another_collection_has_no_mj() {
    for text in
        ["葛\u{E0100}", "葛\u{E01EF}", "葛\u{FE00}", "葛葛", "葛\u{E0102}\u{E0102}", "", "A"]
    {
        assert_eq!(Mj::of(text), None);
        assert_eq!(Identity::of(text), Identity::Sequence);
    }
}

#[test]
fn names_in_braces_become_text() {
    for (text, expected) in [
        ("", ""),
        ("葛飾", "葛飾"),
        ("{MJ022335}飾", "葛\u{E0102}飾"),
        ("西{MJ014004}子", "西\u{F0002}子"),
        ("{MJ030183}", "欄\u{E0103}"),
        ("{MJ000001}", "々"),
        ("{MJ090001}{MJ090039}", "\u{1B002}\u{F0013}"),
        ("{GJ000001}{GJ016383}", "\u{F4001}\u{F7FFF}"),
        ("{GJH00034}{GJH32765}", "\u{F8022}\u{FFFFD}"),
        ("{{MJ000001}}", "{々}"),
        ("{} { } {a} {MJのメモ} {JM000001} }{", "{} { } {a} {MJのメモ} {JM000001} }{"),
    ] {
        assert_eq!(resolve_names(text).unwrap(), expected);
    }
}

#[test]
fn what_looks_like_a_name_and_is_none_is_an_error() {
    for (name, bytes) in [
        ("{MJ123}", 7),
        ("{mj014004}", 10),
        ("{Mj014004}", 10),
        ("{MJ000000}", 10),
        ("{MJ000014}", 10),
        ("{MJ068102}", 10),
        ("{MJ090000}", 10),
        ("{MJ090300}", 10),
        ("{MJ999999}", 10),
        ("{MJ0140040}", 11),
        ("{MJ+14004}", 10),
        ("{MJ 014004}", 11),
        ("{MJ-014004}", 11),
        ("{MJ014004", 9),
        ("{GJ000000}", 10),
        ("{GJ016384}", 10),
        ("{GJH00000}", 10),
        ("{GJH32766}", 10),
        ("{GJH000034}", 11),
        ("{gj000001}", 10),
        ("{ＭＪ014004}", 14),
        ("{MJ}", 4),
        ("{MJO14004}", 10),
    ] {
        let error = resolve_names(&format!("葛{{a}}{{MJ000001}}{name}飾")).unwrap_err();
        assert_eq!(error.bytes.start, 16, "{name}");
        if name.ends_with('}') {
            assert_eq!(error.bytes.len(), bytes, "{name}");
            assert_eq!(error.name, name[1..name.len() - 1]);
        }
    }
}

#[test]
fn private_characters_outside_the_tables_have_no_name() {
    for c in ['A', '\u{E000}', '\u{F0020}', '\u{F3FFF}', '\u{F4000}', '\u{F8000}', '\u{100000}'] {
        assert_eq!(private_name(c), None);
        assert_eq!(Identity::of(c.encode_utf8(&mut [0; 4])), Identity::Sequence);
    }
    assert_eq!(private_name('\u{F8022}').unwrap(), "GJH00034");
    assert_eq!(Identity::of("\u{F4001}"), Identity::Gj(1));
    assert_eq!(Identity::of("\u{F8022}"), Identity::Gjh(34));
    assert_eq!(Identity::of("\u{F4001}\u{E0100}"), Identity::Sequence);
    assert_eq!(Mj::of("\u{F0002}\u{E0100}"), None);
}

#[test]
fn the_files_are_those_of_the_manifest() {
    let manifest = std::fs::read_to_string(format!("{FOLDER}charsets.toml")).unwrap();
    let value = |part: &str, key: &str| {
        let line = part.lines().find(|line| line.starts_with(&format!("{key} = "))).unwrap();
        line.split_once(" = ").unwrap().1.trim_matches('"').to_owned()
    };
    let mut listed = BTreeSet::new();
    for part in manifest.split("[[file]]").skip(1) {
        let name = value(part, "name");
        let bytes = std::fs::read(format!("{FOLDER}{name}")).unwrap();
        assert_eq!(value(part, "bytes"), bytes.len().to_string(), "{name}");
        let digest: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(value(part, "sha256"), digest, "{name}");
        listed.insert(name);
    }
    let files = std::fs::read_dir(FOLDER).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let tables: BTreeSet<_> =
        names.filter(|name| name.ends_with(".bin") || name.ends_with(".tsv")).collect();
    assert_eq!(listed, tables);
}
