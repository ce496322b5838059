//! The functions of the layout language: names, arguments, what they give.

use super::Function;

/// What a function takes and gives, for the checker, messages and the layout reference.
pub(crate) struct Signature {
    /// Name in the layout.
    pub(crate) name: &'static str,
    /// The function.
    pub(crate) function: Function,
    /// Least and greatest number of arguments.
    pub(crate) count: (usize, usize),
    /// How it is written.
    pub(crate) usage: &'static str,
    /// What it gives (Japanese, for the layout reference).
    pub(crate) about: &'static str,
}

const fn signature(
    name: &'static str,
    function: Function,
    count: (usize, usize),
    usage: &'static str,
    about: &'static str,
) -> Signature {
    Signature { name, function, count, usage, about }
}

/// All functions.
pub(crate) const FUNCTIONS: &[Signature] = &[
    signature(
        "if",
        Function::If,
        (3, 3),
        "if(flag, a, b)",
        "条件が真なら a、偽なら b。a と b は同じ型",
    ),
    signature("has", Function::Has, (1, 1), "has(x)", "値があれば真"),
    signature("count", Function::Count, (1, 1), "count(list)", "一覧の件数"),
    signature("sum", Function::Sum, (1, 1), "sum(list.item)", "一覧の項目の合計（int か money）"),
    signature(
        "page_sum",
        Function::PageSum,
        (1, 1),
        "page_sum(list.item)",
        "この紙の行の合計。表の page_foot・carry_head・carry_foot だけ",
    ),
    signature(
        "carried_sum",
        Function::CarriedSum,
        (1, 1),
        "carried_sum(list.item)",
        "前の紙までの行の合計（前頁繰越）。同じ所だけ",
    ),
    signature(
        "sum_to_page",
        Function::SumToPage,
        (1, 1),
        "sum_to_page(list.item)",
        "この紙までの行の合計（次頁繰越）。同じ所だけ",
    ),
    signature(
        "group_sum",
        Function::GroupSum,
        (1, 1),
        "group_sum(list.item)",
        "まとまりの行の合計。表の break_head・break_foot だけ",
    ),
    signature(
        "join",
        Function::Join,
        (2, 64),
        "join('　', a, b, …)",
        "空でないものを区切りでつなぐ。文字の一覧も渡せる",
    ),
    signature(
        "wareki",
        Function::Wareki,
        (1, 1),
        "wareki(date)",
        "和暦（全角数字・元年）。不詳表記があればそれを出す。month と year も可（year は 4 月 1 日の元号）",
    ),
    signature(
        "seireki",
        Function::Seireki,
        (1, 1),
        "seireki(date)",
        "西暦（全角数字）。不詳表記があればそれを出す。month と year も可",
    ),
    signature(
        "money",
        Function::Money,
        (1, 1),
        "money(n)",
        "3桁区切り。負は△。decimal も可（点のあとはそのまま）",
    ),
    signature("mask", Function::Mask, (2, 2), "mask(text, 4)", "後ろの n 字のほかを＊にする"),
    signature("postal", Function::Postal, (1, 1), "postal(digits)", "123-4567 の形"),
    signature(
        "wide",
        Function::Wide,
        (1, 1),
        "wide(text)",
        "ASCII を全角に。int と code（その語）も可",
    ),
    signature("narrow", Function::Narrow, (1, 1), "narrow(text)", "全角の英数記号を半角に"),
    signature(
        "address",
        Function::Address,
        (1, 1),
        "address(本人.住所)",
        "データ標準の住所。住所_都道府県、_市区郡町村名、_町字、_番地号表記（あれば _国名等、_国外住所）をつなぎ、全角空白と _方書 を続ける",
    ),
    signature(
        "default",
        Function::Default,
        (2, 2),
        "default(x, y)",
        "x。値がなければ y（`default(sum(一覧.額), 0)`）。同じ型",
    ),
    signature(
        "kansuji",
        Function::Kansuji,
        (1, 1),
        "kansuji(text)",
        "数字を漢数字に（11 → 十一、20 → 二十）。5桁からと 0 で始まる数は1字ずつ（〇一二）。int と code（その語）も可",
    ),
    signature(
        "mj",
        Function::Mj,
        (1, 1),
        "mj('MJ014004')",
        "その名前（MJ・GJ・GJH）の字形。符号のない字形も書ける。MJ の書体で印字する",
    ),
];
