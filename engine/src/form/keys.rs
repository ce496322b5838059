//! The keys of the layout language. The loader checks against these tables and the layout
//! reference is printed from them: they cannot drift apart.

/// A key of a table.
pub(super) struct Key {
    /// Its name.
    pub(super) name: &'static str,
    /// What it takes.
    pub(super) takes: &'static str,
    /// Its default; `"-"` if there is none, `"!"` if it must be there.
    pub(super) default: &'static str,
    /// What it is (Japanese, for the reference).
    pub(super) about: &'static str,
}

const fn key(
    name: &'static str,
    takes: &'static str,
    default: &'static str,
    about: &'static str,
) -> Key {
    Key { name, takes, default, about }
}

/// Names of some key tables, for the check of unknown keys.
pub(super) fn names(tables: &[&[Key]]) -> Vec<&'static str> {
    tables.iter().flat_map(|table| table.iter().map(|key| key.name)).collect()
}

pub(super) const FILE: &[Key] = &[
    key("form", "table", "!", "帳票の見出し"),
    key("text", "{ name = \"words\" }", "-", "帳票の文。`{$name}` で使う"),
    key("pen", "{ name = pen }", "-", "線"),
    key("style", "{ name = style }", "-", "文字の体裁"),
    key("fit", "{ name = [attempt, …, last] }", "-", "収まらないときの手順"),
    key("part", "[[part]]", "!", "紙の種類ごとの部分。書いた順に印刷する"),
];

pub(super) const FORM: &[Key] = &[
    key("id", "7 digits", "!", "帳票ID。先頭3桁は業務ID"),
    key(
        "id_status",
        "official | reported | provisional",
        "!",
        "IDの確かさ。provisional は業務ID＋9xxx",
    ),
    key("name", "text", "!", "帳票名"),
    key("business", "3 digits", "!", "業務ID"),
    key("edition", "text", "!", "版。ファイル名と同じ"),
    key("kind", "certificate | notice | payment | card | postcard", "!", "帳票の種類"),
    key("record", "schema id", "!", "記録の形（records/<id>.toml）"),
    key("family", "name", "-", "帳票の仲間（families/<名前>/family.toml）"),
    key("basis", "spec | published-facts | reconstructed", "!", "図面の根拠"),
    key("sources", "{ key = \"text\" }", "-", "出典"),
    key(
        "from",
        "date",
        "-",
        "施行日。書くなら effective_source も。版がいくつもあれば、前の版の to の次の日",
    ),
    key("to", "date", "-", "最後の日。書くなら effective_source も"),
    key("effective_source", "text", "-", "施行日の出典"),
    key("vary", "[vary, …]", "[]", "この帳票だけの可変点"),
    key(
        "reveal",
        "{ item = \"flag\" }",
        "-",
        "印字してよい secret の項目（個人番号など）と、記録（請求）の条件。条件が真の記録だけに値を、ほかは1字ずつ＊を出す",
    ),
    key(
        "unused",
        "[\"item\", …]",
        "-",
        "この帳票では使わない記録の項目（世帯員.氏名 のように書く）。書けば、使われず、ここにもない項目を lint が知らせる",
    ),
    key("note", "text", "-", "覚え書き。印刷しない"),
];

pub(super) const VARY: &[Key] = &[
    key("name", "name", "!", "名前。`$name` で使う"),
    key("type", "text | digits | word | flag | image", "!", "型"),
    key("max", "1–10000", "200", "text の最大文字数"),
    key("digits", "1–100", "-", "digits の桁数（digits では必須）"),
    key("words", "[\"word\", …]", "-", "word の選択肢（word では必須）"),
    key("max_mm", "mm 1–300", "25", "image の最大の一辺"),
    key("default", "text", "-", "市区町村が書かないときの値"),
];

pub(super) const PEN: &[Key] = &[
    key("width_mm", "mm 0.02–5", "!", "太さ"),
    key("double", "true | false", "false", "二重線。太さの両側の3分の1ずつが線になる"),
    key("dash_mm", "[on, off] mm 0.02–5", "-", "破線。線と間の長さ"),
    key("grey", "0–100", "100", "濃さ（黒の百分率）"),
];

/// Keys of a look, in `[style.NAME]` and on items.
pub(super) const LOOK: &[Key] = &[
    key("font", "mincho | gothic | gothic-bold | ud-mincho | ocr-b", "mincho", "書体"),
    key("size_pt", "pt 4–200", "10.5", "文字の大きさ"),
    key("size_q", "Q（4–200 pt）", "-", "文字の大きさ（級）。size_pt とどちらか"),
    key(
        "writing",
        "horizontal | vertical",
        "horizontal",
        "行の向き。vertical は縦書き（行は上から下、右の行から左へ）",
    ),
    key("tcy", "0–4", "0", "縦中横。縦書きの中で n 桁までの数字を1字分に横に並べる"),
    key(
        "align",
        "left | center | right | both | distribute | decimal",
        "left",
        "行方向の揃え。縦書きでは left が上、right が下",
    ),
    key(
        "decimals",
        "0–10",
        "0",
        "align = \"decimal\" が点のあとに取る桁数。点はその桁数だけ右端から離れてそろう",
    ),
    key(
        "valign",
        "top | middle | bottom",
        "middle",
        "行送り方向の揃え。縦書きでは top が右、bottom が左",
    ),
    key("pad_mm", "mm 0–100", "0", "枠の内側のあき（行の両端）"),
    key("line_pct", "50–400", "150", "行送り（文字の大きさの百分率）"),
    key("border", "pen | \"none\"", "none", "枠線"),
    key("underline", "true | false", "false", "下線。縦書きでは行の右の傍線"),
    key("strike", "true | false", "false", "取り消し線（削除）"),
    key(
        "features",
        "[\"palt\", \"hwid\", \"fwid\", \"ruby\"]",
        "[]",
        "字形の切り替え。palt 詰め組み、hwid 半角、fwid 全角、ruby ルビ用仮名。フォントにない字はそのまま",
    ),
    key("grey", "0–100", "100", "濃さ（黒の百分率）"),
    key(
        "kinsoku",
        "strict | normal | loose | newspaper",
        "strict",
        "行頭禁則の強さ（JLREQ 付録C）。normal は々ー小書き仮名、loose はさらに〜・％と……の間、newspaper は括弧と句読点のほかすべてを許す",
    ),
    key("overhang", "true | false", "false", "ぶら下げ。入らない句読点を行の外に出す"),
    key("push_in", "true | false", "false", "追い込み。約物のあきと欧文間隔を詰めて行に入れる"),
    key(
        "punctuation",
        "full | trim",
        "full",
        "約物のあき。trim は行頭・行末と連続する約物のあきを取る",
    ),
    key(
        "latin_gap_pct",
        "0–50",
        "0",
        "和文と欧文の間のあき（文字の大きさの百分率。四分アキは 25）",
    ),
    key(
        "stretch",
        "even | ordered",
        "even",
        "両端揃えで広げる所。even はどこも同じ、ordered は欧文間隔、和欧間、字間の順（JLREQ §3.8.4）",
    ),
    key(
        "spread_em",
        "0–100",
        "0",
        "n字分の幅に均等割付する。0 ならしない。align は left・center・right の位置（ほかは left）",
    ),
    key(
        "same_size",
        "name | \"none\"",
        "-",
        "同じ名前の値は、1ページの中で同じ大きさ・長体になる。どれかが要る最初の手順に揃える。もとの大きさと fit は同じでなければならない",
    ),
    key("fit", "fit name", "もとの大きさだけ、refuse", "収まらないときの手順"),
    key(
        "role",
        "title | label | value | header-cell | cell | note | artifact",
        "種類による",
        "読む人にとっての役割",
    ),
];

pub(super) const STYLE: &[Key] =
    &[key("from", "style", "-", "もとの体裁。1段だけ（`common.X` か、from のない自分の style）")];

pub(super) const ATTEMPT: &[Key] = &[
    key(
        "size_pt",
        "pt 4–200 | [largest, smallest]",
        "もとの大きさ",
        "文字の大きさ。2つ書けば収まる最大を 0.1 pt 刻みで探す",
    ),
    key("size_to_pct", "10–100", "-", "もとの大きさからその百分率まで下げる。size_pt とどちらか"),
    key("lines", "1–100", "1", "最大行数"),
    key(
        "condense_pct",
        "30–100 | [largest, smallest]",
        "100",
        "長体（行の向きの百分率。縦書きでは平体）。2つ書けば 1 % 刻みで探す",
    ),
];

pub(super) const PART: &[Key] = &[
    key("name", "text", "!", "名前"),
    key(
        "paper",
        "\"A4 portrait\" | \"w210 h99 mm\"",
        "!",
        "用紙（A3–A6, B4, B5, postcard, card）と向き",
    ),
    key("printable_mm", "mm 0–50", "0", "印刷できない余白"),
    key("envelope", "name | \"$param\"", "-", "封筒（common/envelopes.toml）。lint が窓を確かめる"),
    key("when", "condition", "-", "この部分を印刷する条件。ページ番号は使えない"),
    key("basis", "spec | published-facts | reconstructed", "form の basis", "根拠"),
    key(
        "side",
        "any | front | back",
        "any",
        "両面で刷るときに始まる面。front は必ず表、back は必ず裏（前の面が白紙になることがある）",
    ),
    key("void", "text", "＊＊＊", "使わない欄に出す印"),
    key("grid", "{ columns, rows, at }", "-", "升目"),
    key("items", "[item, …]", "!", "印字項目。書いた順が描く順・読む順"),
    key("note", "text", "-", "覚え書き"),
];

pub(super) const GRID: &[Key] = &[
    key("columns", "1–1000", "!", "列数"),
    key("rows", "1–1000", "!", "行数"),
    key("at", "\"x15 y16 w180 h238.5 mm\"", "紙・場所の全体", "升目の場所（part だけ）"),
];

pub(super) const COMMON: &[Key] = &[
    key("at", "place | [place, …]", "!", "場所（→ at）。複数書けば同じものを置く"),
    key("when", "condition", "-", "印刷する条件"),
    key(
        "on",
        "all | first | rest | last | form_last",
        "all",
        "どの紙に出すか（part 直下だけ）。first は part の最初、rest は2枚目から、last は part の最後、form_last は帳票の最後",
    ),
    key("id", "text", "-", "end_mark と spill から指す名前"),
    key("name", "text", "-", "印字項目名"),
    key("basis", "spec | published-facts | reconstructed", "part の basis", "根拠"),
    key("note", "text", "-", "覚え書き。印刷しない"),
    key(
        "grade",
        "must | option",
        "-",
        "実装区分。諸元表に must は ◎（実装必須）、option は ○（標準オプション）と出る。印刷しない",
    ),
    key(
        "layer",
        "variable",
        "記録によらなければ刷込み",
        "記録によって変わらなくても、刷込み用紙（--layer fixed）ではなく記録とともに刷る",
    ),
];

/// Keys of items that take a style.
pub(super) const STYLED: &[Key] =
    &[key("style", "style name", "種類による", "体裁（label, value, title, para が既定）")];

pub(super) const CELL: &[Key] = &[
    key("label", "words", "-", "見出し"),
    key("field", "words", "-", "値"),
    key("label_style", "style name", "label", "見出しの体裁（label と field の両方があるとき）"),
    key("void_when", "condition", "-", "値の代わりに void の印を出す条件"),
    key("blank", "text", "-", "値が空のときに出す文"),
    key("required", "true | false", "false", "値が空なら記録を断る"),
    key("ruby", "words", "-", "値の上のルビ（→ span の ruby）"),
];

pub(super) const TITLE: &[Key] = &[key("title", "words", "!", "表題")];

pub(super) const PARA: &[Key] = &[
    key("para", "words | [words | { span, style, underline, strike, ruby }, …]", "!", "段落"),
    key("hang_mm", "mm 0–200", "0", "2行目からの字下げ"),
    key("indent_mm", "mm 0–200", "0", "1行目の字下げ"),
];

pub(super) const SPAN: &[Key] = &[
    key("span", "words", "!", "文"),
    key(
        "style",
        "style name",
        "段落の体裁",
        "書体、大きさ、濃さ、字形、下線、取り消し線。行の高さは段落でいちばん大きい字による",
    ),
    key("underline", "true | false", "false", "下線"),
    key("strike", "true | false", "false", "取り消し線（削除）"),
    key(
        "ruby",
        "words",
        "-",
        "上のルビ。`|` で字ごとに分ける（空白は数えない）。空白で区切った語の数が同じなら語ごと、ほかは全体に付く",
    ),
];

pub(super) const BOX: &[Key] = &[key("box", "pen", "!", "枠")];
pub(super) const RULE: &[Key] = &[key("rule", "pen", "!", "罫線。横長なら上辺、縦長なら左辺")];
pub(super) const FILL: &[Key] = &[key("fill", "0–100", "!", "塗り（黒の百分率）")];

pub(super) const CELLS: &[Key] = &[
    key("cells", "words", "!", "値。1字を1つの升に入れる。align は left か right"),
    key("count", "1–200", "!", "升の数。升目の線は border"),
    key("half", "true | false", "false", "半角の字は1つの升に2字"),
    key("every", "2–100", "-", "いくつごとに太い線で区切るか。align が right なら右から数える"),
    key("every_pen", "pen", "outer", "区切りの線"),
    key("void_when", "condition", "-", "値の代わりに void の印を出す条件"),
    key("blank", "text", "-", "値が空のときに出す文"),
    key("required", "true | false", "false", "値が空なら記録を断る"),
];

pub(super) const CHECK: &[Key] = &[
    key("check", "condition", "!", "成り立てば ☑、成り立たなければ □"),
    key("label", "words", "-", "□ の右に続く文"),
];

pub(super) const CHOICE: &[Key] = &[
    key("choice", "[{ text, when }, …]", "!", "選択肢。並べて印刷し、当てはまるものを丸で囲む"),
    key("between", "text", "・", "選択肢の間の文"),
    key("circle", "pen", "inner", "丸の線"),
    key("many", "true | false", "false", "二つ以上に丸を付けてよい"),
];

pub(super) const ALTERNATIVE: &[Key] =
    &[key("text", "words", "!", "文"), key("when", "condition", "!", "丸を付ける条件")];

pub(super) const DIAGONAL: &[Key] = &[
    key("diagonal", "pen", "!", "斜線。右上から左下へ"),
    key("both", "true | false", "false", "左上から右下へも引く（×）"),
];

pub(super) const GROUP: &[Key] = &[
    key("group", "[item, …]", "!", "場所の左上を原点とする項目"),
    key("grid", "{ columns, rows }", "外側の升目", "自分の升目"),
];

pub(super) const REPEAT: &[Key] = &[
    key("repeat", "list", "!", "一覧。要素ごとに1ブロック"),
    key("down", "1–1000", "1", "縦のブロック数"),
    key("across", "1–1000", "1", "横のブロック数（横、縦の順に埋める）"),
    key(
        "start",
        "left | right",
        "left",
        "横に埋め始める側。縦書きの紙では right。at は左上のブロック",
    ),
    key("pitch_mm", "mm 0–300", "ブロックの高さ", "縦の間隔"),
    key("pitch_across_mm", "mm 0–300", "ブロックの幅", "横の間隔"),
    key("more", "next_page | refuse", "next_page", "入りきらないとき"),
    key("empty", "frame | none", "frame", "要素のないブロック"),
    key("end_mark", "{ text, in }", "-", "以下余白。in は項目の id"),
    key("last_down", "1–1000", "down", "part の最後の紙での縦のブロック数"),
    key("form_last_down", "1–1000", "down", "帳票の最後の紙での縦のブロック数"),
    key("grid", "{ columns, rows }", "外側の升目", "自分の升目"),
    key("items", "[item, …]", "!", "ブロックの項目"),
];

pub(super) const END_MARK: &[Key] =
    &[key("text", "text", "!", "文"), key("in", "id", "最初の値の欄", "どの項目の値の欄に出すか")];

pub(super) const SLOTS: &[Key] = &[
    key("slots", "[{ label, field, when, name }, …]", "!", "候補。条件に合うものから場所に入る"),
    key("spill", "id", "-", "入りきらない候補を出す項目"),
    key("blank", "text", "-", "候補の値が空のときに出す文（候補の blank が先）"),
    key("label_style", "style name", "label", "見出しの体裁"),
];

pub(super) const CANDIDATE: &[Key] = &[
    key("label", "words", "!", "見出し"),
    key("field", "words", "!", "値"),
    key("when", "condition", "-", "場所を取る条件"),
    key("void_when", "condition", "-", "値の代わりに void の印を出す条件"),
    key("blank", "text", "-", "値が空のときに出す文"),
    key("name", "text", "label", "印字項目名"),
    key(
        "grade",
        "must | option",
        "-",
        "実装区分。諸元表に must は ◎（実装必須）、option は ○（標準オプション）と出る。印刷しない",
    ),
];

pub(super) const TABLE: &[Key] = &[
    key("table", "list", "!", "一覧。要素ごとに1行"),
    key("columns", "[column, …]", "!", "列"),
    key("head_mm", "mm 0–300", "0", "見出し行の高さ。0 なら見出しなし"),
    key("row_mm", "mm 0–300", "!", "行の最小の高さ"),
    key("repeat_head", "true | false", "true", "続きの紙にも見出し行を出す"),
    key("more", "next_page | refuse", "next_page", "入りきらないとき"),
    key(
        "empty",
        "frame | none",
        "none",
        "最後の要素の下の余った所。frame は枠だけの行で埋める（at の表だけ）",
    ),
    key(
        "end_mark",
        "text",
        "-",
        "最後の要素の下の行に出す文（以下余白）。その紙に行の余りがなければ出さない",
    ),
    key("foot", "row", "-", "表の終わりの行（合計）"),
    key("page_foot", "row", "-", "どの紙でも要素の下に出す行（頁計）"),
    key("carry_head", "row", "-", "2枚目からの最初の行（前頁繰越）"),
    key("carry_foot", "row", "-", "続きのある紙の最後の行（次頁繰越）"),
    key("break_by", "words", "-", "要素をまとめる値。前の要素と違えば新しいまとまり"),
    key("break_head", "row", "-", "まとまりの前の行。まとまりの最初の要素を使える"),
    key("repeat_break_head", "true | false", "false", "まとまりの続く紙にも break_head の行を出す"),
    key("break_foot", "row", "-", "まとまりの後の行（小計）。まとまりの最後の要素を使える"),
    key("keep_next_when", "condition", "-", "成り立つ要素の行は紙の最後に残さない"),
    key("last_mm", "mm 1–", "at の高さ", "part の最後の紙での高さ（at の表だけ）"),
    key("form_last_mm", "mm 1–", "at の高さ", "帳票の最後の紙での高さ（at の表だけ）"),
    key("border", "pen | \"none\"", "inner", "内側の罫線"),
    key("outer", "pen", "-", "外枠"),
];

pub(super) const COLUMN: &[Key] = &[
    key("w_mm", "mm 0–300", "!", "幅。合計は表の幅に等しい"),
    key("head", "words", "!", "見出し"),
    key("cell", "words", "!", "値"),
    key("head_style", "style name", "label", "見出しの体裁"),
    key("void_when", "condition", "-", "値の代わりに void の印を出す条件"),
    key("blank", "text", "-", "値が空のときに出す文"),
    key("required", "true | false", "false", "値が空なら記録を断る"),
    key(
        "grade",
        "must | option",
        "-",
        "実装区分。諸元表に must は ◎（実装必須）、option は ○（標準オプション）と出る。印刷しない",
    ),
];

pub(super) const FLOW: &[Key] = &[
    key("flow", "text", "!", "流し込みの名前。同じ名前の `on = \"rest\"` が続き"),
    key("gap_mm", "mm 0–300", "0", "子の間のあき"),
    key("last_mm", "mm 1–", "at の高さ", "part の最後の紙での高さ"),
    key("form_last_mm", "mm 1–", "at の高さ", "帳票の最後の紙での高さ"),
    key("items", "[child, …]", "-", "上から積む子"),
];

/// Keys of the children of a flow, besides those of their kind.
pub(super) const CHILD: &[Key] = &[
    key("when", "condition", "-", "印刷する条件"),
    key("id", "text", "-", "名前"),
    key("name", "text", "-", "印字項目名"),
    key("basis", "spec | published-facts | reconstructed", "part の basis", "根拠"),
    key("note", "text", "-", "覚え書き"),
    key("keep", "true | false", "false", "1枚に入るなら分けない"),
    key("keep_with_next", "true | false", "false", "紙の最後に残さない"),
    key("align_in_flow", "left | center | right", "left", "流し込みの中の左右の位置"),
    key(
        "grade",
        "must | option",
        "-",
        "実装区分。諸元表に must は ◎（実装必須）、option は ○（標準オプション）と出る。印刷しない",
    ),
];

pub(super) const EACH: &[Key] = &[
    key("each", "list", "!", "一覧。要素ごとに items を積む"),
    key(
        "items",
        "[child, …]",
        "!",
        "要素ごとに積む子。要素の項目を使える（要素の項目が先、次に外側）",
    ),
    key("gap_mm", "mm 0–300", "外側の gap_mm", "子の間と要素の間のあき"),
    key("when", "condition", "-", "一覧を印刷する条件。要素の項目は使えない（子の when で使える）"),
    key("keep", "true | false", "false", "1枚に入る要素は分けない"),
    key("keep_with_next", "true | false", "false", "最後の要素の最後の子を紙の最後に残さない"),
    key("basis", "spec | published-facts | reconstructed", "part の basis", "根拠"),
    key("note", "text", "-", "覚え書き"),
];

pub(super) const ROW_CHILD: &[Key] = &[
    key("min_mm", "mm 0–300", "!", "行の最小の高さ"),
    key("label_mm", "mm 0–300", "!", "見出しの幅"),
    key("outer", "pen", "-", "見出しと値を囲む外枠"),
];

pub(super) const GROUP_CHILD: &[Key] = &[
    key("row_mm", "mm 0–300", "-", "grid の1行の高さ"),
    key("h_mm", "mm 0–300", "-", "高さ（grid がないとき）"),
    key("w_mm", "mm 0–300", "流し込みの幅", "幅"),
];

pub(super) const USE: &[Key] = &[
    key("use", "fragment", "!", "断片（common/<fragment>.toml）"),
    key("with", "{ arg = \"words\" }", "-", "引数"),
];

pub(super) const ANNEX: &[Key] = &[
    key(
        "annex",
        "text",
        "!",
        "別紙の文を刷る場所（part 直下に1つ）。`\"別紙\"` なら欄に「別紙１のとおり」と出る。style は文の体裁",
    ),
    key("label_style", "style name", "label", "番号と見出しの体裁"),
];

pub(super) const SEAL: &[Key] = &[key(
    "seal",
    "\"$param\"",
    "!",
    "公印（型 image の可変点）。at は正方形、25 mm まで。実寸で中央に置く",
)];

pub(super) const IMAGE: &[Key] = &[key(
    "image",
    "item | \"$param\" | \"file:common/x.png\"",
    "!",
    "記録の画像、可変点、ファイル。実寸で中央に置く",
)];

pub(super) const MARK: &[Key] = &[
    key(
        "mark",
        "code39 | qr | omr",
        "!",
        "封入・突合の機械のための印（part か group に置く。両面では表だけ）。何を表すかは docs/marks.md。個人情報は入らない",
    ),
    key(
        "feed",
        "[\"condition\", …]",
        "[]",
        "同封物ごとに、成り立てば封入する条件（omr だけ、6つまで）",
    ),
    key("pitch_mm", "mm 2–10", "4.23", "omr の印の間隔"),
    key("bar_mm", "mm 0.2–2", "0.5", "omr の印の太さ"),
];

pub(super) const BARS: &[Key] = &[
    key(
        "bars",
        "words",
        "!",
        "ほかで作られたバーコード。バーと間の幅をモジュールの数で、バーから交互に1桁ずつ（1–9）。at の左端から、at の高さで刷る",
    ),
    key("module_mm", "mm 0.1–2", "!", "1モジュールの幅"),
];

pub(super) const FRAGMENT_FILE: &[Key] = &[
    key("fragment", "table", "!", "断片の見出し"),
    key("pen", "{ name = pen }", "-", "線"),
    key("style", "{ name = style }", "-", "文字の体裁"),
    key("fit", "{ name = [attempt, …, last] }", "-", "収まらないときの手順"),
    key("part", "[[part]]", "!", "1つだけ。items と grid"),
];

pub(super) const FRAGMENT: &[Key] = &[
    key("name", "name", "!", "名前。ファイル名と同じ"),
    key("size", "\"w180 h30 mm\"", "use の at の大きさ", "大きさ"),
    key("flow", "true | false", "false", "流し込みの子になる断片"),
    key("record", "group", "-", "要る記録の部分（records/common.toml の group）"),
    key(
        "scope",
        "record | element",
        "record",
        "項目名を探す所。element は使う側の要素から（each・repeat の中の断片）",
    ),
    key("args", "[arg, …]", "[]", "引数"),
    key("note", "text", "-", "覚え書き"),
];

pub(super) const ARG: &[Key] = &[
    key("name", "name", "!", "名前。`$name` で使う"),
    key("type", "text | word", "!", "型"),
    key("words", "[\"word\", …]", "-", "word の選択肢"),
    key("default", "text", "-", "書かないときの値"),
];

pub(super) const FRAGMENT_PART: &[Key] =
    &[key("grid", "{ columns, rows }", "-", "升目"), key("items", "[item, …]", "!", "項目")];

pub(super) const ENVELOPE: &[Key] = &[
    key("name", "name", "!", "名前"),
    key("window", "\"x17 y13 w96 h54 mm\"", "!", "窓。折った紙の左上から"),
    key("shift_mm", "mm 0–50", "0", "封筒の中でずれる量"),
    key("note", "text", "-", "覚え書き"),
];
