#!/usr/bin/env python3
"""Writes the character tables of this folder from their sources.

    npm pack @mandel59/mojidata@1.8.1 && tar xzf mandel59-mojidata-1.8.1.tgz
    fonts/charsets/generate.py package [/usr/share/i18n/charmaps]

First argument: the unpacked npm package. Second: the folder of glibc's charmap files (Debian
package `locales`). Only Python's standard library is used. The same sources give the same bytes;
README.md says what each file holds, charsets.toml which sources it came from.
"""

import gzip
import hashlib
import json
import re
import sqlite3
import struct
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = ("@mandel59/mojidata", "1.8.1")
# What the package's download.txt must name, with the version we record for it.
INPUTS = [
    ("mji", "MJ文字情報一覧表", "006.02", "mji.00602.xlsx", "CC-BY-SA-2.1-JP"),
    ("shrink", "MJ縮退マップ", "1.2.0", "MJShrinkMapVer.1.2.0.zip", "CC-BY-SA-2.1-JP"),
    ("hentaigana", "MJ文字情報一覧表（変体仮名編）", "002.01", "MJIH00201-xlsx.zip", "CC-BY-SA-2.1-JP"),
    ("ivd", "Ideographic Variation Database", "2022-09-13", "IVD_Sequences.txt", "Unicode-3.0"),
    ("svs", "StandardizedVariants.txt", "17.0.0", "StandardizedVariants.txt", "Unicode-3.0"),
]
CHARMAPS = ["EUC-JISX0213.gz", "SHIFT_JIS.gz"]

MJ_SLOTS = 68102  # MJ000000 (unused) to MJ068101
HENTAIGANA_FIRST = 90001
PRIVATE_FIRST, PRIVATE_SLOTS = 0xF0000, 0x4000

# 縮退 rules in the order of Rule::ALL in fonts/src/charset/shrink.rs, from Rule::Unification on:
# table of moji.db and the column that ranks its candidates.
SHRINK_RULES = [
    ("JIS包摂規準UCS統合規則", None),
    ("戸籍統一文字情報_親字正字", "ホップ数"),
    ("法務省告示582号別表第四_一", "順位"),
    ("法務省告示582号別表第四_二", "順位"),
    ("民一2842号通達別表_誤字俗字正字一覧表_俗字", None),
    ("民一2842号通達別表_誤字俗字正字一覧表_別字", None),
    ("民一2842号通達別表_誤字俗字正字一覧表_無印", None),
    ("民二5202号通知別表_正字俗字等対照表", None),
    ("読み字形による類推", None),
    ("辞書類等による関連字", None),
]

# Second characters of JIS X 0213's 25 two-character sequences: tags 1 to 5.
SECONDS = ["\u309a", "\u0300", "\u0301", "\u02e5", "\u02e9"]
TAG_X0208 = 6
# Further characters that stand for a code in other implementations and for no other code.
X0213_ACCEPTED = {"\u2015": (1, 1, 29), "\u2985": (1, 2, 54), "\u2986": (1, 2, 55)}

COLLECTIONS = [("Moji_Joho", 1), ("Hanyo-Denshi", 2), ("Adobe-Japan1", 4)]


def check(condition, *what):
    if not condition:
        sys.exit(f"generate.py: {' '.join(map(str, what))}")


def mj_number(name):
    check(re.fullmatch(r"MJ\d{6}", name), "not an MJ name:", name)
    return int(name[2:])


def selector_number(selector):
    """VS17–VS239 (U+E0100…) as 1–223, VS1–VS16 (U+FE00…) as 240–255."""
    code = ord(selector)
    if 0xFE00 <= code <= 0xFE0F:
        return code - 0xFE00 + 240
    check(0xE0100 <= code < 0xE0100 + 239, "selector", hex(code))
    return code - 0xE0100 + 1


def sequence_key(text):
    """Sort key of a character with or without a selector: 21 bits, then 8."""
    check(len(text) in (1, 2), "sequence of", len(text))
    return ord(text[0]) << 8 | (selector_number(text[1]) if len(text) == 2 else 0)


def kuten(words):
    plane, row, cell = map(int, words.split("-"))
    return plane, row, cell


def kuten_index(code):
    plane, row, cell = code
    check(plane in (1, 2) and 1 <= row <= 94 and 1 <= cell <= 94, "kuten", code)
    return (plane - 1) * 8836 + (row - 1) * 94 + cell - 1


def u16(values):
    return struct.pack(f"<{len(values)}H", *values)


def u24(values):
    return b"".join(value.to_bytes(3, "little") for value in values)


def u32(values):
    return struct.pack(f"<{len(values)}I", *values)


def pairs(entries):
    """Sequence → MJ: sorted u32 keys (bit 0: the MJ number's bit 16), then u16 low parts."""
    rows = sorted((sequence_key(text), number) for text, number in entries)
    check(len({key for key, _ in rows}) == len(rows), "one sequence, two MJ")
    keys = u32([key << 3 | number >> 16 for key, number in rows])
    return keys + u16([number & 0xFFFF for _, number in rows])


class Source:
    def __init__(self, package, charmaps):
        path = package / "dist/moji.db"
        self.digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self.size = path.stat().st_size
        meta = json.loads((package / "package.json").read_text("utf-8"))
        check((meta["name"], meta["version"]) == PACKAGE, "another package:", meta["version"])
        downloads = (package / "download.txt").read_text("utf-8")
        self.inputs = {}
        for key, _, _, file, _ in INPUTS:
            found = re.search(rf"^{re.escape(file)} ([0-9a-f]{{64}}) (\S+)$", downloads, re.M)
            check(found, "download.txt does not name", file)
            self.inputs[key] = found.groups()
        self.db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        self.charmaps = {name: (charmaps / name).read_bytes() for name in CHARMAPS}

    def rows(self, sql):
        return self.db.execute(sql).fetchall()

    def charmap(self, name):
        """Byte code → text; comment lines of several characters are entries too."""
        table = {}
        line = re.compile(r"^%?((?:<U[0-9A-F]+>)+)\s+((?:/x[0-9a-f]{2})+)(?:\s|$)")
        for text in gzip.decompress(self.charmaps[name]).decode("latin-1").splitlines():
            found = line.match(text)
            if found:
                chars = "".join(chr(int(c, 16)) for c in re.findall(r"<U([0-9A-F]+)>", found[1]))
                table.setdefault(bytes.fromhex(found[2].replace("/x", "")), chars)
        return table


def mj_tables(source):
    listed = source.rows(
        'SELECT "MJ文字図形名", "対応するUCS", "実装したUCS", "実装したMoji_JohoコレクションIVS",'
        ' "実装したSVS", "戸籍統一文字番号", "住基ネット統一文字コード", "登記統一文字番号",'
        ' "X0213", "X0213_包摂区分" FROM mji ORDER BY 1'
    )
    mj, koseki, juki, x0213 = ([0] * MJ_SLOTS for _ in range(4))
    texts, siblings, touki, uncoded = [], [], [], []
    for name, ucs, plain, ivs, svs, k, j, t, point, unified in listed:
        n = mj_number(name)
        check(0 < n < MJ_SLOTS, "MJ out of range", name)
        text = ivs or svs or plain
        check(text is None or text[0] == ucs, "base is not 対応UCS", name)
        texts += [(form, n) for form in (plain, ivs, svs) if form]
        mj[n] = (sequence_key(text) if text else ord(ucs) << 8 if ucs else 0) | 1 << 29
        if text:
            mj[n] |= 1 << 30
        else:
            uncoded.append(name)
        if ucs:
            siblings.append((ord(ucs), n))
        if k:
            check(re.fullmatch(r"\d{6}", k), "戸籍", k)
            koseki[n] = int(k)
        if j:
            check(re.fullmatch(r"J\+[0-9A-F]{4}", j), "住基", j)
            juki[n] = int(j[2:], 16)
        if t:
            check(re.fullmatch(r"\d{8}", t), "登記", t)
        if (int(t) if t else 0) != koseki[n]:
            touki.append((n, int(t) if t else 0))
        if point:
            check(unified in (0, 2), "包摂区分", unified)
            x0213[n] = kuten_index(kuten(point)) | (1 << 15 if unified == 2 else 0)
    texts += [
        (text, mj_number(name))
        for name, text in source.rows("SELECT * FROM mji_duplicated_ivs ORDER BY 1")
    ]
    files = {
        "mj.bin": u32(mj),
        "mj-siblings.bin": u24([n for _, n in sorted(siblings)]),
        "koseki.bin": u24(koseki),
        "juki.bin": u16(juki),
        "touki.bin": u24([n for n, _ in touki]) + u32([t for _, t in touki]),
        "mj-x0213.bin": u16(x0213),
    }
    return files, texts, uncoded


def hentaigana_table(source):
    rows = source.rows(
        "SELECT MJ文字図形名, 文字, 字母, 戸籍統一文字番号, 備考 FROM mjih ORDER BY 1"
    )
    table, texts, uncoded = b"", [], []
    for at, (name, text, origin, koseki, note) in enumerate(rows):
        n = mj_number(name)
        check(n == HENTAIGANA_FIRST + at, "変体仮名 not in sequence", name)
        check(len(origin) == 1 and (text is None or len(text) == 1), "変体仮名", name)
        merged = re.fullmatch(r"(MJ\d{6})へ統合", note or "")
        check((text is None) == (merged is not None), "変体仮名 without a code", name)
        if text:
            texts.append((text, n))
        else:
            uncoded.append(name)
        into = mj_number(merged[1]) - HENTAIGANA_FIRST + 1 if merged else 0
        table += u24([ord(text) if text else 0, ord(origin), int(koseki or 0)]) + u16([into])
    return {"hentaigana.bin": table}, texts, uncoded


def collection_tables(source):
    marks = {}
    for name, bit in COLLECTIONS:
        for (text,) in source.rows(f'SELECT IVS FROM "ivs_{name}"'):
            marks[sequence_key(text)] = marks.get(sequence_key(text), 0) | bit
    for (text,) in source.rows("SELECT SVS FROM svs_cjkci"):
        check(sequence_key(text) not in marks, "SVS in the IVD")
        marks[sequence_key(text)] = 0
    registered = source.rows("SELECT IVS, code FROM ivs_Moji_Joho")
    return {
        "collections.bin": u32([key << 3 | bits for key, bits in sorted(marks.items())]),
        "moji-joho.bin": pairs([(text, mj_number(name)) for text, name in registered]),
    }


def x0213_from_charmaps(source):
    """面区点 → text and the set of JIS X 0208's codes, from glibc's tables."""
    table = {}
    for code, text in source.charmap("EUC-JISX0213.gz").items():
        if len(code) == 2 and code[0] >= 0xA1:
            table[1, code[0] - 0xA0, code[1] - 0xA0] = text
        elif len(code) == 3:
            check(code[0] == 0x8F, "EUC lead byte", code[0])
            table[2, code[1] - 0xA0, code[2] - 0xA0] = text
    x0208 = {}
    for code, text in source.charmap("SHIFT_JIS.gz").items():
        if len(code) == 2:
            lead, trail = code
            row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2 + (2 if trail >= 0x9F else 1)
            cell = trail - 0x9E if trail >= 0x9F else trail - 0x3F - (trail > 0x7F)
            x0208[1, row, cell] = text
    return table, x0208


def x0213_table(source):
    charmap, x0208 = x0213_from_charmaps(source)
    kanji = {}
    for point, text in source.rows('SELECT DISTINCT "縮退X0213", "縮退UCS" FROM mjsm'):
        check(kanji.setdefault(kuten(point), text) == text, "two UCS for", point)
    listed = {}
    for point, text in source.rows('SELECT "X0213", "実装したUCS" FROM mji WHERE "X0213" <> \'\''):
        listed.setdefault(kuten(point), set()).add(text)
    check(kanji.keys() == listed.keys(), "一覧表 and 縮退マップ differ in kanji codes")
    check(all(text in listed[code] for code, text in kanji.items()), "not in the 一覧表")
    table = {}
    for code, text in charmap.items():
        table[code] = kanji.get(code, text)
        check(code not in kanji or kanji[code] == text, "glibc and IPA differ at", code)
    check(kanji.keys() <= table.keys(), "kanji codes unknown to glibc")
    check(len(table) == 11233 and len(x0208) == 6879, "JIS counts", len(table), len(x0208))
    differing = {code for code, text in x0208.items() if table.get(code) != text}
    check(differing == {(1, 1, 29)}, "JIS X 0208 differs at", differing)

    def key(text):
        check(len(text) == 1 or text[1] in SECONDS, "sequence", text)
        return ord(text[0]) << 3 | (SECONDS.index(text[1]) + 1 if len(text) == 2 else 0)

    by_code = [0] * (2 * 8836)
    for code, text in table.items():
        by_code[kuten_index(code)] = key(text) | (TAG_X0208 if code in x0208 else 0)
    by_text = {key(text): kuten_index(code) for code, text in table.items()}
    check(len(by_text) == len(table), "one text, two codes")
    for text, code in X0213_ACCEPTED.items():
        check(by_text.setdefault(key(text), kuten_index(code)) == kuten_index(code), text)
    rows = sorted(by_text.items())
    files = {
        "x0213.bin": u24(by_code),
        "x0213-text.bin": u24([k for k, _ in rows]) + u16([v for _, v in rows]),
    }
    return files, len(kanji)


def shrink_table(source):
    rows = []
    for rule, (table, rank) in enumerate(SHRINK_RULES):
        ranked = f'"{rank}"' if rank else "0"
        for name, point, place in source.rows(
            f'SELECT "MJ文字図形名", "縮退X0213", {ranked} FROM "mjsm_{table}"'
        ):
            check(0 <= place < 8, "rank", place)
            rows.append((mj_number(name), rule, place, kuten_index(kuten(point))))
    rows.sort()
    check(len(set(rows)) == len(rows), "a 縮退 row twice")
    return {
        "shrink.bin": b"".join(
            struct.pack("<HBH", n & 0xFFFF, rule | place << 4 | n >> 16 << 7, code)
            for n, rule, place, code in rows
        )
    }


def private_use(names):
    """Appends names that have no character yet; never moves a line."""
    path = HERE / "private-use.tsv"
    lines = path.read_text("ascii").splitlines() if path.exists() else []
    for at, line in enumerate(lines):
        check(re.fullmatch(rf"{PRIVATE_FIRST + at:05X}\tMJ\d{{6}}", line), "private-use.tsv", at)
    known = {line.split("\t")[1] for line in lines}
    for name in names:
        if name not in known:
            lines.append(f"{PRIVATE_FIRST + len(lines):05X}\t{name}")
    check(len(lines) <= PRIVATE_SLOTS, "private-use.tsv is full")
    return {"private-use.tsv": "".join(f"{line}\n" for line in lines).encode("ascii")}


def manifest(source, files, kanji):
    lines = [
        "# Written by generate.py: where the tables of this folder come from, and their digests.",
        "",
        "[package]",
        f'name = "{PACKAGE[0]}"',
        f'version = "{PACKAGE[1]}"',
        'file = "dist/moji.db"',
        f"bytes = {source.size}",
        f'sha256 = "{source.digest}"',
    ]
    for key, title, version, file, licence in INPUTS:
        digest, url = source.inputs[key]
        lines += ["", "[[source]]", f'name = "{key}"', f'title = "{title}"']
        lines += [f'version = "{version}"', f'file = "{file}"', f'url = "{url}"']
        lines += [f'sha256 = "{digest}"', f'licence = "{licence}"']
    for name in CHARMAPS:
        digest = hashlib.sha256(source.charmaps[name]).hexdigest()
        lines += ["", "[[charmap]]", f'file = "{name}"', 'package = "locales (glibc)"']
        lines += [f'sha256 = "{digest}"']
    lines += [
        "",
        "# x0213.bin: the kanji from 一覧表 and 縮退マップ, the rest from EUC-JISX0213; which codes are",
        "# JIS X 0208's from SHIFT_JIS (its 1-1-29 is U+2015). Characters whose full-width form",
        "# Unicode has too (\\ 1-1-32, ~ 1-2-18, ⦅⦆ 1-2-54, 1-2-55, …) take it.",
        "# `accepted`: read as the code, never written.",
        "[x0213]",
        f"kanji = {kanji}",
        f"other = {11233 - kanji}",
        "x0208 = 6879",
    ]
    for text, code in sorted(X0213_ACCEPTED.items()):
        words = "-".join(map(str, code))
        lines += ["", "[[x0213.accepted]]", f'code = "{words}"', f'text = "U+{ord(text):04X}"']
    for name, data in sorted(files.items()):
        lines += ["", "[[file]]", f'name = "{name}"', f"bytes = {len(data)}"]
        lines += [f'sha256 = "{hashlib.sha256(data).hexdigest()}"']
    return "\n".join(lines).encode("utf-8") + b"\n"


def main(arguments):
    check(len(arguments) in (1, 2), "arguments: PACKAGE [CHARMAPS]")
    charmaps = arguments[1] if len(arguments) == 2 else "/usr/share/i18n/charmaps"
    source = Source(Path(arguments[0]), Path(charmaps))
    files, texts, uncoded = mj_tables(source)
    kana, kana_texts, kana_uncoded = hentaigana_table(source)
    codes, kanji = x0213_table(source)
    files |= kana | codes | collection_tables(source) | shrink_table(source)
    files["mj-text.bin"] = pairs(texts + kana_texts)
    files |= private_use(uncoded + kana_uncoded)
    for name, data in files.items():
        (HERE / name).write_bytes(data)
    (HERE / "charsets.toml").write_bytes(manifest(source, files, kanji))
    for name, data in sorted(files.items()):
        print(f"{len(data):>8} {name}")
    print(f"{sum(map(len, files.values())):>8}")


if __name__ == "__main__":
    main(sys.argv[1:])
