use crate::diag::{Diagnostic, Place};
use crate::record::schema::{Charset, ItemType, Schema, load};
use crate::source::Library;

const STANDARD: &str = "[standard]\nbusiness = '001'\nname = '住民'\nbasis = 'published'\nsource = 's'\n[[group]]\nname = '住民情報'\nitems = [
{ name = '宛名番号', romaji = 'atenabango', type = 'X', digits = 15, key = 'primary', presence = 'required' },
{ name = '世帯番号', romaji = 'setaibango', type = 'X', digits = 15, presence = 'required' },
{ id = '00100009', name = '氏名', romaji = 'shimei', type = 'Ｎ', digits = 100, presence = 'required' },
{ name = '氏名_フリガナ', romaji = 'shimei_furigana', type = 'Ｎ', digits = 100 },
{ name = '方書_フリガナ', romaji = 'katagaki_furigana', type = 'Ｎ', digits = 300 },
{ name = '生年月日', romaji = 'seinengappi', type = 'DATE', digits = 10, basis = 'official' },
{ name = '生年月日_不詳フラグ', romaji = 'seinengappi_fushofuragu', type = '9', digits = 1, codes = '不詳' },
{ name = '生年月日_不詳表記', romaji = 'seinengappi_fushohyoki', type = 'Ｎ', digits = 72 },
{ name = '個人番号', romaji = 'kojinbango', type = 'X', digits = 12, exact = true, check = 'mynumber', secret = true },
{ name = '自治体コード', romaji = 'jichitaikodo', type = 'X', digits = 4, codes = '999' },
{ name = '所得', romaji = 'shotoku', type = 'S9', digits = 12 },
{ name = '面積', romaji = 'menseki', type = '9V', digits = 7, decimals = 2 },
{ name = '課税年度', romaji = 'kazeinendo', type = 'YEAR', digits = 4 },
{ name = '操作時刻', romaji = 'sosajikoku', type = 'TIME' },
{ name = '印影', romaji = 'inei', type = 'BLOB' },
{ name = '業務ID', romaji = 'gyomuid', type = 'X', digits = 3, repeat = 999 },
{ name = '日', romaji = 'hi', type = 'DATE', repeat = 9 },
{ name = '履歴番号', romaji = 'rirekibango', type = '9', digits = 10 },
]
[[codes]]\nid = '不詳'\nname = '不詳フラグ'\nvalues = [{ code = '0', word = '否' }, { code = '1', word = '不詳' }]
[[codes]]\nid = '999'\nname = '自治体固有コード'\nvalues = []
";

fn load_text(text: &str) -> Result<Schema, Vec<Diagnostic>> {
    let mut library = Library::default();
    library.add_text("records/x.toml", text.to_owned());
    library.add_text("records/groups/001.toml", STANDARD.to_owned());
    load(&library, "x")
}

/// A schema of one member list bound to 住民情報.
fn household(root: &str, member: &str) -> String {
    format!(
        "[record]\nid = 'x'\nname = 'x'\nbasis = 'provisional'\n[[group]]\nname = 'root'\n{root}\nitems = [{{ name = '番号', romaji = 'bango', type = 'text' }}, {{ name = '世帯番号', type = 'text' }}, {{ name = '発行', group = 'issue' }}, {{ name = '世帯員', list = 'member' }}]\n[[group]]\nname = 'issue'\nitems = [{{ name = '年月日', type = 'date' }}]\n[[group]]\nname = 'member'\n{member}\n"
    )
}

const ROOT: &str = "table = '請求'\nkey = ['番号']";
const MEMBER: &str = "table = '001.住民情報'\njoin = ['世帯番号']";

#[test]
fn items_of_the_standard() {
    let items = "['氏名', '氏名_フリガナ', '方書_フリガナ', { item = '生年月日', required = true }, '生年月日_不詳フラグ', '生年月日_不詳表記', '個人番号', '自治体コード', '所得', '面積', '課税年度', '操作時刻', '印影', '業務ID', { name = '備考', romaji = 'biko', list = 'text' }]";
    let text = household(ROOT, &format!("{MEMBER}\nlatest = '履歴番号'\nitems = {items}"));
    let schema = load_text(&text).unwrap_or_else(|found| panic!("{found:#?}"));
    let member = &schema.groups[2];
    let kind = |name: &str| {
        let item = member.items.iter().find(|item| item.name == name);
        item.unwrap_or_else(|| panic!("{name}")).kind.clone()
    };
    let text = |charset, max, glyph_names| ItemType::Text { charset, max, glyph_names };
    assert_eq!(kind("氏名"), text(Charset::Wide, 100, true));
    assert_eq!(kind("氏名_フリガナ"), text(Charset::Kana, 100, false));
    assert_eq!(kind("方書_フリガナ"), text(Charset::Wide, 300, true));
    assert_eq!(kind("自治体コード"), text(Charset::Ascii, 4, false));
    let (unknown, flag) = ("生年月日_不詳表記".to_owned(), "生年月日_不詳フラグ".to_owned());
    assert_eq!(kind("生年月日"), ItemType::Date { unknown: Some(unknown), flag: Some(flag) });
    let mine = Some(crate::record::CheckDigit::MyNumber);
    assert_eq!(kind("個人番号"), ItemType::Digits { digits: 12, exact: true, check: mine });
    assert_eq!(kind("所得"), ItemType::Int { digits: Some(12), signed: true });
    assert_eq!(kind("面積"), ItemType::Decimal { digits: Some(7), decimals: 2 });
    assert_eq!(kind("課税年度"), ItemType::Year);
    assert_eq!(kind("操作時刻"), ItemType::Time);
    assert_eq!(kind("印影"), ItemType::Image);
    assert!(matches!(kind("業務ID"), ItemType::TextList { max: 3, .. }));
    let ItemType::Code(list) = kind("生年月日_不詳フラグ") else { panic!("no code") };
    assert_eq!(schema.codes[list.0].values[1].1, "不詳");
    let item = |at: usize| &member.items[at];
    assert_eq!((item(0).key(), item(0).data_id.as_deref()), ("shimei", Some("00100009")));
    assert!(item(0).required && !item(1).required && item(3).required && item(6).secret);
    assert_eq!(item(3).basis, crate::record::Basis::Official);
}

#[test]
fn rows_of_groups() {
    let text =
        household(ROOT, &format!("{MEMBER}\nlatest = '履歴番号'\nitems = ['氏名', '宛名番号']"));
    let schema = load_text(&text).unwrap_or_else(|found| panic!("{found:#?}"));
    let rows = |at: usize| schema.groups[at].rows.as_ref();
    let root = rows(0).unwrap_or_else(|| panic!("no rows"));
    assert_eq!(
        (root.table.as_str(), &root.business, &root.key[..]),
        ("請求", &None, &["番号".to_owned()][..])
    );
    let columns: Vec<_> = root.columns.iter().map(|(name, at)| (name.as_str(), *at)).collect();
    assert_eq!(columns, [("番号", Some(0)), ("世帯番号", Some(1)), ("発行.年月日", Some(2))]);
    assert!(rows(1).is_none());
    let member = rows(2).unwrap_or_else(|| panic!("no rows"));
    assert_eq!((member.table.as_str(), member.business.as_deref()), ("住民情報", Some("001")));
    assert_eq!(
        (&member.join[..], &member.key[..]),
        (&["世帯番号".to_owned()][..], &["宛名番号".to_owned()][..])
    );
    assert_eq!(member.latest.as_deref(), Some("履歴番号"));
    assert_eq!(member.columns.len(), 18);
    let filled: Vec<_> = member.columns.iter().filter(|(_, at)| at.is_some()).collect();
    assert_eq!(filled, [&("宛名番号".to_owned(), Some(1)), &("氏名".to_owned(), Some(0))]);
}

#[test]
fn an_own_type_within_the_standard() {
    let with = |item: &str| {
        let text = household(ROOT, &format!("{MEMBER}\nitems = [{item}]"));
        load_text(&text).map(|schema| schema.groups[2].items[0].kind.clone())
    };
    let money = with("{ item = '所得', type = 'money' }");
    assert_eq!(money.ok(), Some(ItemType::Money { digits: Some(12), signed: true }));
    let text = with("{ item = '氏名', type = 'text', max = 100 }");
    let any = ItemType::Text { charset: Charset::Any, max: 100, glyph_names: false };
    assert_eq!(text.ok(), Some(any));
    let code = |result: Result<_, Vec<Diagnostic>>| result.err().map(|d| d[0].code.0);
    assert_eq!(code(with("{ item = '氏名', type = 'text', max = 101 }")), Some("R019"));
    assert_eq!(code(with("{ item = '氏名', type = 'text', max = 9, romaji = 'a' }")), Some("L004"));
    assert_eq!(code(with("{ item = '氏名', romaji = 'a' }")), Some("L004"));
}

/// root, member, findings as code and suggestion
#[test]
fn faults() {
    let items = "items = ['氏名']";
    let member = |keys: &str| format!("{keys}\n{items}");
    let good = member(MEMBER);
    for (root, member, expected) in [
        (ROOT, good.clone(), ""),
        (ROOT, member("table = '001.住民情法'\njoin = ['世帯番号']"), "R010 001.住民情報"),
        (ROOT, member("table = '002.住民情報'\njoin = ['世帯番号']"), "R010"),
        (ROOT, format!("{MEMBER}\nitems = ['氏明']"), "R011 氏名"),
        (ROOT, format!("{MEMBER}\nitems = [{{ item = '氏明' }}]"), "R011 氏名"),
        (ROOT, member("join = ['世帯番号']"), "R015 R012"),
        (ROOT, member("table = '世帯員'\njoin = ['世帯番号']"), "R014 R012"),
        (ROOT, member("table = '001.住民情報'\njoin = ['個人番号']"), "R013 番号"),
        (ROOT, member("table = '001.住民情報'\njoin = ['世帯番']"), "R014 世帯番号 R013 世帯番号"),
        (ROOT, member("table = '001.住民情報'"), "L005"),
        (ROOT, member(&format!("{MEMBER}\nkey = ['宛名番']")), "R014 宛名番号"),
        (ROOT, member(&format!("{MEMBER}\nlatest = '履歴'")), "R014 履歴番号"),
        ("", good.clone(), "R016"),
        ("key = ['番号']", good.clone(), "R015 R016"),
        ("table = '請/求'", good.clone(), "R005"),
        ("table = '請求'\njoin = ['番号']", good.clone(), "R020"),
        (ROOT, format!("{MEMBER}\nitems = ['氏名', '氏名']"), "L009"),
        (
            ROOT,
            format!(
                "{MEMBER}\nitems = ['氏名', {{ name = '名', romaji = 'shimei', type = 'text' }}]"
            ),
            "R017",
        ),
        (
            ROOT,
            format!("{MEMBER}\nitems = [{{ name = '名', romaji = '名', type = 'text' }}]"),
            "R018",
        ),
        (ROOT, format!("{MEMBER}\nitems = ['日']"), "R024"),
    ] {
        let found = load_text(&household(root, &member)).err().unwrap_or_default();
        let suggestion = |d: &Diagnostic| {
            d.args.iter().find(|(name, _)| *name == "suggestion").map(|(_, value)| value.clone())
        };
        let show = |d: &Diagnostic| match suggestion(d) {
            Some(word) => format!("{} {word}", d.code.0),
            None => d.code.0.to_owned(),
        };
        let codes: Vec<String> = found.iter().map(show).collect();
        assert_eq!(codes.join(" "), expected, "{root}\n{member}");
        assert!(found.iter().all(|d| matches!(d.places.first(), Some(Place::Text(_)))), "{member}");
    }
}

#[test]
fn a_list_may_be_long_if_it_says_so() {
    let load = |max: &str| {
        let text = format!(
            "[record]\nid = 'x'\nname = 'x'\nbasis = 'provisional'\n[[group]]\nname = 'root'\nitems = [{{ name = '行', list = 'row'{max} }}]\n[[group]]\nname = 'row'\nitems = []\n"
        );
        let schema = load_text(&text).map_err(|d| d[0].code.0);
        schema.map(|schema| schema.groups[0].items[0].kind.clone())
    };
    let list = |max| Ok(ItemType::List { group: crate::record::GroupId(1), min: 0, max });
    assert_eq!(load(""), list(999));
    assert_eq!(load(", max = 100_000"), list(100_000));
    assert_eq!(load(", max = 100_001"), Err("L007"));
}
