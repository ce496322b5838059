"""Three forms drawn by hand from their 諸元表 and layout facts: 0010003, 0279001, 0239003. Faults are planted by name."""
import copy, json
from pathlib import Path

from sheet import Frame, Line, Paragraph, Seal, Sheet, Text

HERE = Path(__file__).parent
ERAS = [("令和", 2019, "2019-05-01"), ("平成", 1989, "1989-01-08"), ("昭和", 1926, "1926-12-25")]
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
VOID, NONE = "＊＊＊", "【空欄】"


def wareki(day, until="日"):
    if not day:
        return ""
    era, first, _ = next(e for e in ERAS if (day + "-01")[:10] >= e[2])
    numbers = [int(part) for part in day.split("-")]
    year = numbers[0] - first + 1
    text = f"{era}{'元' if year == 1 else year}年{numbers[1]}月" + (f"{numbers[2]}日" if until == "日" else "")
    return text.translate(WIDE)


def address(of, prefix):
    parts = [of.get(f"{prefix}_{key}", "") for key in ("todofuken", "shikugunchosonmei", "choaza", "banchigohyoki")]
    rest = of.get(f"{prefix}_katagaki", "")
    return "".join(parts) + (f"　{rest}" if rest else "")


# 0010003 世帯連記式 ---------------------------------------------------------------------------------

OUTER, INNER, UNIT = 0.5, 0.2, 4.5


def cells(rows, columns, top=16.0, left=15.0):
    """Box of rows and columns (first, last) of the grid of the 住民票."""
    return (left + (columns[0] - 1) * UNIT, top + (rows[0] - 1) * UNIT,
            (columns[1] - columns[0] + 1) * UNIT, (rows[1] - rows[0] + 1) * UNIT)


def labelled(sheet, at, top, label, value, size=9, small=8, align="left", pad=1):
    rows, names, values = at
    sheet.cell(cells(rows, names, top), label, small, INNER, face="gothic", pad=1.2,
               align="center" if label == VOID else "spread")
    sheet.cell(cells(rows, values, top), value, size, INNER, pad=pad, align=align)


def person(sheet, number, top, of, fault):
    def put(row, names, values, label, value, last=None, **more):
        labelled(sheet, ((row, last or row), names, values), top, label, value, **more)

    def word(text):
        return text if of else ""

    left, right, named = ((2, 6), (7, 24)), ((25, 30), (31, 40)), of or {}
    sheet.cell(cells((1, 12), (1, 1), top), str(number) if of else "", 10, INNER, align="center")
    put(1, *left, "氏名の振り仮名", named.get("shimei_furigana"))
    put(1, *right, "個人番号", word(VOID))
    put(2, *left, "氏名", named.get("shimei", "以下余白" if number == 4 else ""), last=3, size=18)
    put(2, *right, "住民票コード", word(VOID))
    tiny = fault == "label-small" and number == 1
    put(3, *right, "住民となった年月日", wareki(named.get("jumintonattanengappi")), small=4 if tiny else 7.7)
    put(4, *left, "旧氏の振り仮名", word(named.get("kyuji_furigana", VOID)))
    put(4, *right, "住所を定めた年月日", wareki(named.get("jushoosadametanengappi")), small=7.7)
    put(5, *left, "旧氏", word(named.get("kyuji", VOID)))
    put(5, *right, "届出日", wareki(named.get("todokedebi")))
    put(6, (2, 6), (7, 14), "生年月日", wareki(named.get("seinengappi")), pad=0.5)
    put(6, (15, 16), (17, 18), "性別", word({"1": "男", "2": "女"}.get(named.get("seibetsu"))), align="center")
    put(6, (19, 20), (21, 24), "続柄", named.get("zokugarahyoki"), align="center")
    put(6, *right, "筆頭書" if fault == "word" and number == 2 else "筆頭者", named.get("hittoshashimei"))
    put(7, (2, 6), (7, 40), "本籍", named.get("honseki"))
    put(8, (2, 6), (7, 40), "転入前住所", word(address(named, "tennyumaejusho") or NONE))
    for row in (9, 10):
        for names, values in (left, right):
            put(row, names, values, word(VOID), word(VOID))
    sheet.cell(cells((11, 12), (2, 40), top), "", 9, INNER)
    if not (fault == "frame-missing" and number == 2):
        sheet.add(Frame(*cells((1, 12), (1, 40), top), OUTER))


def household(record, fault):
    sheet, head, issue = Sheet(210, 297), record["setainushi"], record["hakko"]
    sheet.add(Text(78, 16, 54, 9, "住民票", 18, align="spread", top=True, underline=True))
    for row, label, value in [(3, "住所", address(head, "jusho")), (4, "世帯主", head["shimei"])]:
        labelled(sheet, ((row, row), (1, 6), (7, 40)), 16.0, label, value)
    sheet.add(Frame(*cells((3, 4), (1, 40)), OUTER))
    people = record["setaiin"] + [None] * (4 - len(record["setaiin"]))
    for index, of in enumerate(people):
        person(sheet, index + 1, 16 + UNIT * (5 + 12 * index), of, fault)
    if fault != "certify-missing":
        sheet.add(Text(15, 256, 180, 6, "この写しは、世帯全員の住民票の原本と相違ないことを証明する。", 10.5))
    moved = 6 if fault == "seal-moved" else 0
    sheet.add(Text(19, 264, 44, 6, wareki(issue["nengappi"]), 10.5),
              Text(63, 263.5, 98, 5.5, "見本県見本市長", 10.5, align="right"),
              Text(87, 269.5, 80, 7, "見本　太郎", 14, align="right"),
              Seal(165, 262.5 - moved, 20, "seal-mayor.png"),
              Text(155, 282.5, 40, 3.5, "この印は黒色です", 7.5, face="gothic", align="center"),
              Text(15, 287, 180, 4.5, f"{issue['bango']}　1/1", 8, align="right"))
    return sheet


# 0279001 児童手当認定通知書 ---------------------------------------------------------------------------

THICK, THIN = 0.4, 0.15
APPEAL = [("１　この決定に不服がある場合は、この決定があったことを知った日の翌日から起算して", False), ("３か月以内", True),
          ("に、見本県知事に対して審査請求をすることができます（なお、この決定があったことを知った日の翌日から起算して３か月以内であっても、"
           "この決定の日の翌日から起算して１年を経過すると審査請求をすることができなくなります。）。", False)]
SUIT = [("２　この決定については、この決定があったことを知った日の翌日から起算して", False), ("６か月以内", True),
        ("に、見本市を被告として（訴訟において見本市を代表する者は見本市長となります。）、処分の取消しの訴えを提起することができます"
         "（なお、この決定があったことを知った日の翌日から起算して６か月以内であっても、この決定の日の翌日から起算して１年を経過すると"
         "処分の取消しの訴えを提起することができなくなります。）。", False),
        ("ただし、上記１の審査請求をした場合には、当該審査請求に対する裁決があったことを知った日の翌日から起算して６か月以内に、"
         "処分の取消しの訴えを提起することができます。", False)]


def pair(sheet, box, split, label, value, size=10.5, small=9):
    x, y, w, h = box
    sheet.cell((x, y, split, h), label, small, THIN, face="gothic", align="spread", pad=1.5)
    sheet.cell((x + split, y, w - split, h), value, size, THIN, pad=1.5)


def letter_head(sheet, record, fault):
    to, away = record["atesaki"], 8 if fault == "address-shifted" else 0
    postal = f"{to['yubinbango'][:3]}-{to['yubinbango'][3:]}".translate(WIDE)
    for y, text in [(19, f"〒{postal}"), (24.5, to["jusho1"]), (29.5, to["jusho2"]), (34.5, to.get("katagaki", ""))]:
        sheet.add(Text(23 + away, y, 84, 5, text, 10.5))
    sheet.add(Text(27 + away, 41, 80, 11, f"{to['shimei']}　様", 14),
              Text(23 + away, 59, 84, 3.5, to["seiribango"], 7.5, face="gothic"),
              Text(120, 24, 70, 6, record["bunshobango"], 10.5, align="right"),
              Text(120, 30, 70, 6, wareki(record["hakko"]["nengappi"]), 10.5, align="right"),
              Text(117, 47.5, 49, 5.5, "見本市長", 10.5, align="right"),
              Text(117, 53.5, 55, 7, "見本　太郎", 14, align="right"))
    if fault != "seal-missing":
        sheet.add(Seal(170, 46.5, 20, "seal-mayor.png"))


def children(sheet, record, fault):
    widths, heads = [12, 60, 42, 16, 15, 25], ["番号", "児童の氏名", "生年月日", "続柄", "区分", "月額（円）"]
    rows = [[str(number), child["shimei"], wareki(child["seinengappi"]), child["zokugara"], f"第{child['juni']}子",
             f"{child['getsugaku']:,}"] for number, child in enumerate(record["jido"], 1)]
    if fault == "rows-swapped":
        rows[0][1], rows[1][1] = rows[1][1], rows[0][1]
    if fault == "amount":
        rows[2][5] = "80,000"
    rows.append(["", "合計", "", "", "", f"{sum(child['getsugaku'] for child in record['jido']):,}"])
    x = 20
    for column, width in enumerate(widths):
        sheet.cell((x, 138.91, width, 7.5), heads[column], 9, THIN, face="gothic", align="center", pad=1)
        for row, values in enumerate(rows):
            sheet.cell((x, 146.41 + 8.5 * row, width, 8.5), values[column], 12 if column == 1 else 10.5, THIN, pad=1.5,
                       align="right" if column == 5 else "left" if column == 1 else "center")
        x += width
    sheet.add(Frame(20, 138.91, 170, 41.5, THICK))


def allowance(record, fault):
    sheet, of, bank = Sheet(210, 297), record["jukyusha"], record["koza"]
    letter_head(sheet, record, fault)
    sheet.add(Text(50, 75, 110, 9, "児童手当認定通知書", 16, align="spread"),
              Text(20, 88, 170, 5.93, "　さきに請求のあった児童手当について、次のとおり認定したので通知します。", 10.5))
    pair(sheet, (20, 96.2, 170, 8), 30, "受給者氏名", record["honnin"]["shimei"], size=12)
    pair(sheet, (20, 104.2, 85, 8), 30, "受給者番号", record["jukyushabango"])
    pair(sheet, (105, 104.2, 85, 8), 30, "認定年月日", wareki(of["ninteinengappi"]))
    pair(sheet, (20, 112.2, 85, 8), 30, "手当月額", f"{of['teategetsugaku']:,}円")
    pair(sheet, (105, 112.2, 85, 8), 30, "支給開始年月", wareki(of["shikyukaishinengetsu"], "月"))
    pair(sheet, (20, 120.2, 170, 8), 30, "支払期", of["shiharaiki"])
    sheet.add(Frame(20, 96.2, 170, 32, THICK),
              Text(20, 130.8, 170, 5.6, "支給対象となる児童", 10.5, face="gothic"))
    children(sheet, record, fault)
    pair(sheet, (20, 183.91, 170, 8), 30, "振込先", f"{bank['kinyukikan']}　{bank['shiten']}　普通　＊＊＊{bank['bango'][-4:]}")
    pair(sheet, (20, 191.91, 170, 8), 30, "口座名義", bank["meigi"])
    sheet.add(Frame(20, 183.91, 170, 16, THICK), Text(20, 202.5, 170, 5.6, "教示", 10.5, face="gothic"))
    appeal = [(text.replace("審査請求", "審査申請") if fault == "word" else text, line) for text, line in APPEAL]
    suit = SUIT[:3] if fault == "sentence-missing" else SUIT
    sheet.add(Paragraph(20, 209.89, 170, 9, 4.604, appeal, 6.35), Paragraph(20, 225.77, 170, 9, 4.604, suit, 6.35),
              Frame(98, 256.19, 92, 19, THIN),
              Text(100, 257.19, 88, 4, "お問い合わせ先", 7.5, face="gothic"),
              Text(100, 261.19, 88, 5, "見本市　こども未来課　手当係（見本）", 10.5),
              Text(100, 266.19, 88, 4, "〒999-9999　見本県見本市中央一丁目１番１号", 7.5, face="gothic"),
              Text(100, 270.19, 88, 4, "電話 000-000-0000　ＦＡＸ 000-000-0001", 7.5, face="gothic"))
    return sheet


# 0239003 介護保険負担割合証 ---------------------------------------------------------------------------


def boxes(sheet, x, y, step, text):
    """One character a box; the lines between them."""
    for index, character in enumerate(text):
        sheet.add(Text(x + step * index, y, step, 7, character, 11, align="center"))
        if index:
            sheet.add(Line(x + step * index, y, x + step * index, y + 7, THIN))


def card(record, fault):
    sheet, of, who = Sheet(91, 128), record["shikaku"], record["honnin"]
    if fault == "paper":
        sheet = Sheet(91, 134)
    small, tiny = 8, 4.5 if fault == "label-small" else 8
    sheet.add(Text(13, 6, 65, 9, "介護保険負担割合証", 15, align="spread"))
    pair(sheet, (5, 17, 81, 7), 21, "交付年月日", wareki(record["hakko"]["nengappi"]), small=8)
    sheet.add(Frame(5, 17, 81, 7, THICK), Frame(5, 26, 6, 48, THIN),
              Text(5, 26, 6, 48, "被保険者", small, face="gothic", align="spread", pad=7, upright=True))
    number = of["hihokenshabango"]
    sheet.cell((11, 26, 15, 7), "番号", small, THIN, face="gothic", align="spread", pad=1.5)
    sheet.add(Frame(26, 26, 60, 7, THIN))
    boxes(sheet, 26, 26, 6, number[:-1] + "7" if fault == "number" else number)
    street, _, house = address(who, "jusho").partition("　")
    sheet.cell((11, 33, 15, 15), "住所", small, THIN, face="gothic", align="spread", pad=1.5)
    sheet.add(Frame(26, 33, 60, 15, THIN), Text(26, 36.7, 60, 3.8, street + "　", 9, pad=1.5),
              Text(26, 40.5, 60, 3.8, house, 9, pad=1.5))
    pair(sheet, (11, 48, 75, 5), 15, "フリガナ", who["shimei_furigana"], 8, 8)
    pair(sheet, (11, 53, 75, 13), 15, "氏名", who["shimei"], 13, 8)
    pair(sheet, (11, 66, 50, 8), 15, "生年月日", wareki(who["seinengappi"]), 9, tiny)
    pair(sheet, (61, 66, 25, 8), 11, "性別", who["seibetsuhyoki"], 9, 8)
    sheet.add(Frame(5, 26, 81, 48, THICK))
    for box, text in [((5, 76, 21, 6), "割合"), ((26, 76, 60, 6), "適用期間")]:
        sheet.cell(box, text, small, THIN, face="gothic", align="center")
    share = record["wariai"][0]
    sheet.cell((5, 82, 21, 10), "２割" if fault == "share" else "１割", 14, THIN, face="gothic", align="center")
    sheet.add(Text(27, 82.4, 58, 4.6, f"開始年月日　{wareki(share['tekiyokaishinengappi'])}", 9, pad=1.5),
              Text(27, 87, 58, 4.6, f"終了年月日　{wareki(share['tekiyoshuryonengappi'])}", 9, pad=1.5),
              Frame(26, 82, 60, 10, THIN), Frame(5, 92, 21, 10, THIN), Frame(26, 92, 60, 10, THIN))
    if fault != "frame-missing":
        sheet.add(Frame(5, 76, 81, 26, THICK))
    for row, text in enumerate(["保険者番号並", "びに保険者の", "名称及び印"]):
        sheet.add(Text(5, 108.64 + 3.245 * row, 21, 3.245, text, 8, face="gothic", pad=1.5))
    sheet.add(Frame(5, 104, 21, 19, THIN), Frame(26, 104, 60, 19, THIN), Frame(26, 104, 42, 7, THIN))
    boxes(sheet, 26, 104, 7, of["kaigohokenshabango"])
    size = 14 if fault == "seal-big" else 8
    sheet.add(Line(68, 104, 68, 111, THIN), Text(29, 112, 44, 9, "見本県見本市", 10.5),
              Seal(79 - size / 2, 117 - size / 2, size, "seal-mayor.png"), Frame(5, 104, 81, 19, THICK))
    return sheet


# Which form, and what may go wrong in it ----------------------------------------------------------

FORMS = {
    "0010003": (household, ["name-cut", "glyph", "other-record", "word", "label-small", "frame-missing", "seal-moved",
                            "certify-missing"]),
    "0279001": (allowance, ["rows-swapped", "amount", "word", "sentence-missing", "address-shifted", "seal-missing", "glyph"]),
    "0239003": (card, ["number", "glyph", "label-small", "share", "frame-missing", "seal-big", "paper"]),
}
# The 字形 of a name: the selector of the record, and another one of the same character.
OTHER = {"\u845b\U000e0102": "\u845b\U000e0103", "\u8fbb\U000e0102": "\u8fbb\U000e0103"}


def wrong_glyph(value):
    """A record whose names carry another 字形 than was registered."""
    text = json.dumps(value, ensure_ascii=False)
    for right, wrong in OTHER.items():
        text = text.replace(right, wrong)
    return json.loads(text)


def draw(form, fault=None, plain=False):
    """The sheet of a form with the values of its record; with a fault, drawn wrong; plain, with names without selectors."""
    maker, faults = FORMS[form]
    if fault is not None and fault not in faults:
        raise SystemExit(f"{form} has no fault {fault!r}; it has {', '.join(faults)}")
    record = plain_record(form) if plain else json.loads(record_path(form).read_text(encoding="utf-8"))
    if fault == "glyph":
        record = wrong_glyph(record)
    if fault == "name-cut":
        record["setaiin"][0]["shimei"] = record["setaiin"][0]["shimei"][:-1]
    if fault == "other-record":
        record["setaiin"][2]["seinengappi"] = copy.copy(record["setaiin"][0]["seinengappi"])
    return maker(record, fault)


def record_path(form):
    return HERE / "records" / f"{form}.json"


def plain_record(form):
    text = record_path(form).read_text(encoding="utf-8")
    return json.loads("".join(c for c in text if not 0xE0100 <= ord(c) <= 0xE01EF))
