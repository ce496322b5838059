use super::*;
use crate::diag::Place;

const HEAD: &str =
    "[standard]\nbusiness = '031'\nname = '管理'\nbasis = 'official'\nsource = 's'\n";

/// Code and line of every finding.
fn load_text(text: &str) -> Result<Standard, Vec<String>> {
    let mut library = Library::default();
    library.add_text("records/groups/031.toml", text.to_owned());
    load(&library, "031").map_err(|found| {
        let line = |d: &Diagnostic| match d.places.first() {
            Some(Place::Text(span)) => format!("{} {}", d.code.0, span.line_column().0),
            _ => d.code.0.to_owned(),
        };
        found.iter().map(line).collect()
    })
}

#[test]
fn an_item_with_all_its_columns() {
    let text = format!(
        "{HEAD}[[group]]\nname = '基本'\nitems = [\n{{ id = '03100001', name = '宛名番号', romaji = 'atenabango', type = 'X', digits = 15, key = 'primary', presence = 'required', must_output = true, sample = '1', definition = 'd', rule = 'r', function = 'f', note = 'n', basis = 'published' }},\n{{ name = '性別', romaji = 'seibetsu', type = 'X', digits = 1, codes = '1', presence = 'conditional', when = 'w' }},\n{{ name = '率', romaji = 'ritsu', type = '9V', digits = 5, decimals = 2 }},\n{{ name = '個人番号', romaji = 'kojinbango', type = 'X', digits = 12, exact = true, secret = true, check = 'mynumber', repeat = 9 }},\n{{ name = '氏名', romaji = 'shimei', type = 'Ｎ', digits = 100 }},\n]\n[[codes]]\nid = '1'\nname = '性別'\nvalues = [{{ code = '1', word = '男' }}, {{ code = '2', word = '女' }}]\n"
    );
    let standard = load_text(&text).unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!((standard.business.as_str(), standard.basis), ("031", Basis::Official));
    let group = standard.group("基本").unwrap_or_else(|| panic!("no group"));
    assert_eq!(group.primary(), ["宛名番号"]);
    let texts = |item: &StandardItem| {
        let all =
            [&item.id, &item.sample, &item.definition, &item.rule, &item.function, &item.note];
        all.map(|text| text.clone().unwrap_or_default()).join(" ")
    };
    let item = |name| group.item(name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(texts(item("宛名番号")), "03100001 1 d r f n");
    assert_eq!(item("宛名番号").basis, Basis::Published);
    assert_eq!(item("性別").basis, Basis::Official);
    assert!(item("宛名番号").must_output && item("個人番号").secret && item("個人番号").exact);
    assert_eq!(item("性別").when.as_deref(), Some("w"));
    assert_eq!((item("率").digits, item("率").decimals), (Some(5), 2));
    assert_eq!((item("個人番号").repeat, item("氏名").kind.word()), (Some(9), "Ｎ"));
    let codes = standard.codes("1").unwrap_or_else(|| panic!("no codes"));
    assert_eq!(codes.values[1], ("2".to_owned(), "女".to_owned()));
}

/// items of a group, findings; the items stand on line 8
#[test]
fn faults_of_items() {
    for (items, expected) in [
        ("{ name = 'あ', romaji = 'a', type = 'N', digits = 1 }", "L008"),
        ("{ name = 'あ', romaji = 'a', type = 'X' }", "R008"),
        ("{ name = 'あ', romaji = 'a', type = 'BLOB', digits = 3 }", "R008"),
        ("{ name = 'あ', romaji = 'a', type = 'BLOB' }", ""),
        ("{ name = 'あ', romaji = 'a', type = 'DATE' }", ""),
        ("{ name = 'あ', romaji = 'a', type = 'DATE', digits = 10 }", ""),
        ("{ name = 'あ', romaji = 'a', type = '9V', digits = 5 }", "R008"),
        ("{ name = 'あ', romaji = 'a', type = '9V', digits = 2, decimals = 2 }", "R008"),
        ("{ name = 'あ', romaji = 'a', type = '9', digits = 2, decimals = 1 }", "R008"),
        ("{ name = 'あ', romaji = 'a', type = 'Ｎ', digits = 2, exact = true }", "R008"),
        ("{ name = 'あ', romaji = 'a', type = 'X', digits = 9, check = 'mynumber' }", "R008"),
        ("{ name = 'あ', romaji = 'ア', type = 'X', digits = 9 }", "R018"),
        ("{ name = 'あ', type = 'X', digits = 9 }", "L005"),
        ("{ name = 'あ い', romaji = 'a', type = 'X', digits = 9 }", "R005"),
        ("{ id = '3100001', name = 'あ', romaji = 'a', type = 'X', digits = 9 }", "R021"),
        ("{ id = '00100001', name = 'あ', romaji = 'a', type = 'X', digits = 9 }", "R021"),
        ("{ name = 'あ', romaji = 'a', type = 'X', digits = 9, codes = '7' }", "L008"),
        ("{ name = 'あ', romaji = 'a', type = 'Ｎ', digits = 9, codes = '1' }", "L010"),
        ("{ name = 'あ', romaji = 'a', type = '9', digits = 1, codes = '1' }", ""),
        ("{ name = 'あ', romaji = 'a', type = 'X', digits = 9, lenght = 1 }", "L004"),
        ("{ name = 'あ', romaji = 'a', type = 'X', digits = 9, presence = 'sometimes' }", "L008"),
        (
            "{ name = 'あ', romaji = 'a', type = 'X', digits = 9 }, { name = 'い', romaji = 'a', type = 'X', digits = 9 }",
            "L009",
        ),
        (
            "{ id = '03100001', name = 'あ', romaji = 'a', type = 'X', digits = 9 }, { id = '03100001', name = 'い', romaji = 'i', type = 'X', digits = 9 }",
            "L009",
        ),
    ] {
        let text = format!(
            "{HEAD}[[group]]\nname = 'g'\nitems = [{items}]\n[[codes]]\nid = '1'\nname = 'c'\nvalues = []\n"
        );
        let found = load_text(&text).err().unwrap_or_default();
        let codes: Vec<&str> = found.iter().map(|f| &f[..4]).collect();
        assert_eq!(codes.join(" "), expected, "{items}: {found:?}");
        assert!(found.iter().all(|f| f.ends_with(" 8")), "{items}: {found:?}");
    }
}

#[test]
fn faults_of_the_file() {
    for (text, expected) in [
        ("", "L005 1"),
        ("[standard]\nbusiness = '001'\nname = 'n'\nbasis = 'official'\nsource = 's'\n", "R004 2"),
        ("[standard]\nbusiness = '031'\nname = 'n'\nbasis = 'official'\n", "L005 1"),
        ("[standard]\nbusiness = '031'\nname = 'n'\nbasis = 'oficial'\nsource = 's'\n", "L008 4"),
    ] {
        assert_eq!(load_text(text).err().unwrap_or_default().join(" "), expected, "{text}");
    }
    let twice = "[[group]]\nname = 'g'\nitems = []\n";
    let found = load_text(&format!("{HEAD}{twice}{twice}")).err().unwrap_or_default();
    assert_eq!(found, ["L009 9"]);
    let found = load(&Library::default(), "031").err().unwrap_or_default();
    assert_eq!(found.first().map(|d| d.code.0), Some("R010"));
}
