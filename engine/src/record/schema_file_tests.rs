use super::super::schema::GroupId;
use super::*;
use crate::diag::Place;

const HEAD: &str =
    "[record]\nid = 'x'\nname = 'x'\nbasis = 'provisional'\n[[group]]\nname = 'root'\n";

/// Code, line and hint of every finding, and the schema's item paths.
fn load_text(text: &str) -> Result<Schema, Vec<String>> {
    let mut library = Library::default();
    library.add_text("records/x.toml", text.to_owned());
    library.add_text(COMMON, "[[group]]\nname = 'common.issue'\nitems = [{ name = '発行', group = 'issue', required = true }]\n[[group]]\nname = 'issue'\nitems = [{ name = '年月日', type = 'date' }]\n[[group]]\nname = 'other'\nitems = []\n".to_owned());
    load(&library, "x").map_err(|found| {
        found
            .iter()
            .map(|d| match d.places.first() {
                Some(Place::Text(span)) => format!("{} {}", d.code.0, span.line_column().0),
                _ => d.code.0.to_owned(),
            })
            .collect()
    })
}

#[test]
fn groups_of_common_are_added_where_used() {
    let schema = load_text(&format!("{HEAD}include = ['common.issue']\nitems = [{{ name = '氏名', type = 'text', charset = 'mj', max = 9 }}]\n")).unwrap_or_else(|e| panic!("{e:?}"));
    let names: Vec<&str> = schema.groups.iter().map(|g| g.name.as_str()).collect();
    assert_eq!(names, ["root", "issue"]);
    assert_eq!(schema.groups[0].items[0].kind, ItemType::Group(GroupId(1)));
    assert!(schema.groups[0].items[0].required);
    assert_eq!(schema.groups[0].items[1].name, "氏名");
}

/// items of the root, findings
#[test]
fn faults_of_items() {
    for (items, expected) in [
        ("{ name = 'あ', type = 'text', max = 0 }", "L007"),
        ("{ name = 'あ', type = 'txet' }", "L008"),
        ("{ name = 'あ' }", "R003"),
        ("{ name = 'あ', type = 'text', list = 'text' }", "R003"),
        ("{ type = 'text' }", "L005"),
        ("{ name = 'あ', type = 'int', max = 3 }", "L004"),
        ("{ name = 'あ', type = 'int', requierd = true }", "L004"),
        ("{ name = 'あ', type = 'int' }, { name = 'あ', type = 'int' }", "L009"),
        ("{ name = 'あ.い', type = 'int' }", "R005"),
        ("{ name = '', type = 'int' }", "R005"),
        ("{ name = 'あ', type = 'date', unknown = 'い' }", "R001"),
        ("{ name = 'あ', type = 'date', unknown = 'い' }, { name = 'い', type = 'int' }", "R001"),
        ("{ name = 'あ', type = 'date', unknown = 'い' }, { name = 'い', type = 'text' }", ""),
        ("{ name = 'あ', type = 'code', codes = '性' }", "L008"),
        ("{ name = 'あ', type = 'code' }", "L005"),
        ("{ name = 'あ', group = 'nowhere' }", "L008"),
        ("{ name = 'あ', list = 'root' }", "R002"),
        ("{ name = 'あ', list = 'other', min = 3, max = 2 }", "R008"),
        ("{ name = 'あ', list = 'other', min = 1, max = 2 }", ""),
        ("{ name = 'あ', list = 'text', max = 9 }", ""),
        ("{ name = 'あ', type = 'digits' }", "R008"),
        ("{ name = 'あ', type = 'digits', digits = 7, max = 7 }", "R008"),
        ("{ name = 'あ', type = 'digits', digits = 0 }", "L007"),
        ("{ name = 'あ', type = 'digits', digits = 11, check = 'mynumber' }", "R008"),
        ("{ name = 'あ', type = 'digits', digits = 12, check = 'mynumber', secret = true }", ""),
        ("{ name = 'あ', type = 'digits', max = 15 }", ""),
        ("{ name = 'あ', type = 'decimal' }", "L005"),
        ("{ name = 'あ', type = 'decimal', decimals = 2 }", ""),
        ("{ name = 'あ', type = 'flag', default = 'yes' }", "L006"),
        ("{ name = 'あ', type = 'flag', default = true }", ""),
        ("{ name = 'あ', type = 'text', charset = 'ascii', default = 'あ' }", "R006"),
        (
            "{ name = 'あ', type = 'money' }, { name = 'い', type = 'month' }, { name = 'う', type = 'image' }",
            "",
        ),
    ] {
        let found = load_text(&format!("{HEAD}items = [{items}]\n")).err().unwrap_or_default();
        let codes: Vec<&str> = found.iter().map(|f| &f[..4]).collect();
        assert_eq!(codes.join(" "), expected, "{items}: {found:?}");
        // Secret items are asked for in the whole schema, and told at its head.
        let told = |f: &String| f.ends_with(" 7") || f.ends_with(" 5") || f == "R128 1";
        assert!(found.iter().all(told), "{items}: {found:?}");
    }
}

#[test]
fn faults_of_the_file() {
    for (text, expected) in [
        ("", "L005"),
        (
            "[record]\nid = 'y'\nname = 'y'\nbasis = 'published'\n[[group]]\nname = 'root'\nitems = []\n",
            "R004 2",
        ),
        ("[record]\nid = 'x'\nname = 'y'\nbasis = 'published'\n", "R007 1"),
        (
            "[record]\nid = 'x'\nname = 'y'\nbasis = 'published'\n[[group]]\nname = 'a'\nitems = []\n",
            "R007 5",
        ),
        (
            "[record]\nid = 'x'\nname = 'y'\nbasis = 'published'\n[[group]]\nname = 'root'\nitems = []\n[[group]]\nname = 'root'\n",
            "L009 8",
        ),
        (
            "[record]\nid = 'x'\nname = 'y'\nbasis = 'published'\n[[group]]\nname = 'root'\ninclude = ['common.isue']\nitems = []\n",
            "L008 7",
        ),
        (
            "[record]\nid = 'x'\nname = 'y'\nbasis = 'published'\n[[group]]\nname = 'root'\nitems = []\n[[codes]]\nname = 'c'\nvalues = [{ code = '1', word = 'a' }, { code = '1', word = 'b' }]\n",
            "L009 10",
        ),
        (
            "[record]\nid = 'x'\nname = 'y'\nbasis = 'published'\n[[group]]\nname = 'root'\nitems = []\n[[codes]]\nname = 'c'\nvalues = [{ code = '', word = 'a' }]\n",
            "R009 10",
        ),
    ] {
        let found = load_text(text).err().unwrap_or_default().join(", ");
        assert!(found.starts_with(expected), "{text}: {found}");
    }
    assert!(load(&Library::default(), "none").is_err());
}

#[test]
fn all_errors_in_one_run() {
    let text = format!(
        "{HEAD}items = [\n{{ name = 'あ', type = 'txt' }},\n{{ name = 'い', group = 'q' }},\n{{ name = 'う', type = 'int', x = 1 }},\n]\n"
    );
    let found = load_text(&text).err().unwrap_or_default();
    assert_eq!(found, ["L008 8", "L008 9", "L004 10"]);
}
