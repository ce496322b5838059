#!/usr/bin/env python3
"""Outside judge of `chohyo chars chart`: what poppler reads from the PDF is what the tables say.

usage: judge_chart.py CHART.pdf [--set mj|hentaigana|x0213] [--moji-db moji.db]

Every name of the set stands in the PDF once, followed by the text of its glyph, code point for code point, and by its
code. A glyph without a code is read as its name in braces. The tables are those of fonts/charsets; with `--moji-db` the
database of the npm package that they were made from, read by this script alone. JIS X 0213 is compared with Python's
`shift_jis_2004` codec.
"""
import argparse, re, sqlite3, struct, subprocess, sys
from pathlib import Path

CHARSETS = Path(__file__).resolve().parent.parent / "fonts/charsets"
EXISTS, CODED, HENTAIGANA = 1 << 29, 1 << 30, 90_001
NAME = re.compile(r"MJ\d{6}|[12]-\d\d-\d\d")
# Where our tables have another character than the codec: full-width ones for the codec's ASCII, the dash and the white
# brackets that IPAmj明朝 has.
OTHERWISE = {"1-01-29": "—", "1-01-32": "＼", "1-02-18": "～", "1-02-54": "｟", "1-02-55": "｠"}
# Nothing is drawn, so nothing is read: spaces, and what no page may hold by itself: the soft hyphen, a mark without room.
BLANK = {"1-01-01", "1-09-02", "1-09-09", "1-11-50"}


def sequence(key):
    """The text of 21 bits of character and 8 bits of selector."""
    low = key & 0xFF
    selector = "" if low == 0 else chr(low - 1 + 0xE0100) if low < 240 else chr(low - 240 + 0xFE00)
    return chr(key >> 8) + selector


def mj_of_tables():
    words = struct.unpack("<68102I", (CHARSETS / "mj.bin").read_bytes())
    for number, word in enumerate(words):
        if word & EXISTS:
            name = f"MJ{number:06}"
            yield name, sequence(word & (EXISTS - 1)) if word & CODED else "{%s}" % name


def mj_of_database(path):
    rows = sqlite3.connect(path).execute(
        'SELECT "MJ文字図形名", "実装したMoji_JohoコレクションIVS", "実装したSVS", "実装したUCS" FROM mji')
    for name, ivs, svs, ucs in rows:
        found = next((text for text in (ivs, svs, ucs) if text), None)
        yield name, text_of(found) if found else "{%s}" % name


def text_of(field):
    """`845B_E0102`, `U+845B`, or the characters themselves."""
    points = re.findall(r"(?:U\+)?([0-9A-F]{4,6})", field)
    return "".join(chr(int(point, 16)) for point in points) or field


def hentaigana():
    table = (CHARSETS / "hentaigana.bin").read_bytes()
    for index in range(0, len(table), 11):
        name, code = f"MJ{HENTAIGANA + index // 11:06}", int.from_bytes(table[index:index + 3], "little")
        yield name, chr(code) if code else "{%s}" % name


def x0213():
    for plane, rows in ((1, range(1, 95)), (2, [1, 3, 4, 5, 8, 12, 13, 14, 15, *range(78, 95)])):
        for row in rows:
            for cell in range(1, 95):
                try:
                    text = shift_jis(plane, row, cell).decode("shift_jis_2004")
                except UnicodeDecodeError:
                    continue
                name = f"{plane}-{row:02}-{cell:02}"
                yield name, OTHERWISE.get(name, text)


def shift_jis(plane, row, cell):
    """Shift_JIS-2004 of a 面区点 (JIS X 0213 附属書 1)."""
    if plane == 1:
        lead = (row + (257 if row < 63 else 385)) // 2
    else:
        lead = (row + 411) // 2 if row >= 78 else (row + 479) // 2 - row // 8 * 3
    return bytes([lead, cell + 63 + cell // 64 if row % 2 else cell + 158])


def read(pdf):
    """Name, text and code of every cell, as poppler reads them in content order."""
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], capture_output=True, text=True, check=True)
    lines = re.split(r"[\n\f]", done.stdout)
    for at, line in enumerate(lines):
        if NAME.fullmatch(line):
            yield line, *(("", lines[at + 1]) if line in BLANK else lines[at + 1:at + 3])


def faults(found, expected):
    seen = set()
    for name, text, code in found:
        if name in seen:
            yield f"{name}: twice"
        seen.add(name)
        wanted = expected.get(name)
        if wanted is None:
            yield f"{name}: not in the table"
        elif text != ("" if name in BLANK else wanted):
            yield f"{name}: {text!r} instead of {wanted!r}"
        elif code != code_of(wanted):
            yield f"{name}: code {code!r}"
    yield from (f"{name}: missing" for name in expected.keys() - seen)


def code_of(text):
    return "符号なし" if text.startswith("{MJ") else "U+" + " ".join(f"{ord(c):04X}" for c in text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pdf")
    parser.add_argument("--set", choices=["mj", "hentaigana", "x0213"], default="mj")
    parser.add_argument("--moji-db")
    given = parser.parse_args()
    mj = mj_of_database(given.moji_db) if given.moji_db else mj_of_tables()
    expected = dict({"mj": mj, "hentaigana": hentaigana(), "x0213": x0213()}[given.set])
    found = list(read(given.pdf))
    wrong = sorted(faults(found, expected))
    for line in wrong[:50]:
        print(line)
    good = len(expected) - len({line.split(":")[0] for line in wrong} & expected.keys())
    blank = len(BLANK & expected.keys())
    note = f" ({blank} of them blank cells: {' '.join(sorted(BLANK))})" if blank else ""
    print(f"{given.set}: {good:,} of {len(expected):,} names with the text of their glyph{note}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
