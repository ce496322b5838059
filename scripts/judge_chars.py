#!/usr/bin/env python3
"""Outside judge of the characters: CPython's codecs of JIS X 0213 and JIS X 0208.

usage: judge_chars.py PATH/TO/chohyo

- every text of the codec `shift_jis_2004` (11,233) and of `shift_jis` (6,879, the same as `euc_jp`'s) is a
  line of a text file; `chohyo chars` must give it as one character with the codec's 面区点, drawn;
- 縮退 to the character's own set must be the character itself; ASCII is named as such.
Where the codec has another character than the program's tables, or a text of two characters, EXCEPTIONS says
so; each of them must be exactly as it says. The judge is tried first on rows that must fail.
"""
import json, subprocess, sys, tempfile
from pathlib import Path

LEADS = [*range(0x81, 0xA0), *range(0xE0, 0xFD)]
TRAILS = [*range(0x40, 0x7F), *range(0x80, 0xFD)]
# Rows of plane 2 in the order of Shift_JIS-2004's lead bytes F0 to FC, two a byte.
PLANE_2 = [1, 8, 3, 4, 5, 12, 13, 14, 15, *range(78, 95)]
# Text of the codec → what the program says instead: 面区点 of its rows, and whether they are drawn.
EXCEPTIONS = {
    "\\": ([None], True),  # the program's 1-1-32 is full-width; ASCII has no 面区点
    "~": ([None], True),  # 1-2-18, likewise
    "\u00ad": ([(1, 9, 9)], False),  # soft hyphen: a control of line breaking, refused on paper (G003)
    "\u0361": ([(1, 11, 50)], False),  # a mark over two letters that takes no room: refused by itself (G001)
    "\u2985": ([(1, 2, 54)], False),  # the MJ face has the full-width U+FF5F only
    "\u2986": ([(1, 2, 55)], False),  # U+FF60 only
    "\u02e9\u02e5": ([(1, 11, 68), (1, 11, 64)], True),  # two characters of text: tone letters
    "\u02e5\u02e9": ([(1, 11, 64), (1, 11, 68)], True),
}


def fail(*what):
    sys.exit("judge_chars: " + " ".join(map(str, what)))


def kuten(lead, trail):
    row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2 + (1 if trail >= 0x9F else 0)
    cell = trail - 0x9E if trail >= 0x9F else trail - 0x3F - (trail > 0x7F)
    return (1, row + 1, cell) if row < 94 else (2, PLANE_2[row - 94], cell)


def double_bytes(codec):
    table = {}
    for lead in LEADS:
        for trail in TRAILS:
            try:
                text = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            table[kuten(lead, trail)] = text
    return table


def repertoires():
    x0213, x0208 = double_bytes("shift_jis_2004"), double_bytes("shift_jis")
    if (len(x0213), len(x0208)) != (11_233, 6_879) or len(set(x0213.values())) != 11_233:
        fail("the codecs have", len(x0213), "and", len(x0208), "characters")
    for (_, row, cell), text in x0208.items():
        other = bytes([0xA0 + row, 0xA0 + cell]).decode("euc_jp")
        if other != text:
            fail("shift_jis and euc_jp differ at", row, cell)
    return {"x0213": x0213, "x0208": x0208}


def rows_of(chohyo, texts, target):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "characters.txt"
        path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8", newline="\n")
        command = [chohyo, "chars", path, "--format", "json", "--to", target]
        done = subprocess.run(command, capture_output=True)
    if done.returncode not in (0, 1):
        fail("exit code", done.returncode, done.stderr.decode("utf-8", "replace")[:2000])
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    by_record = {number: [] for number in range(1, len(texts) + 1)}
    for row in rows:
        if "record" in row:
            by_record[row["record"]].append(row)
    if all(row["printable"] for row in rows if "record" in row) != (done.returncode == 0):
        fail("exit code", done.returncode, "does not tell whether all rows are printable")
    return by_record


def code(words):
    return tuple(map(int, words.split("-"))) if words else None


def points(text):
    return " ".join(f"U+{ord(c):04X}" for c in text)


def faults(at, text, rows):
    """What is wrong with the rows of a text."""
    codes, drawn = EXCEPTIONS.get(text, ([at], True))
    whole = "".join(row["text"] for row in rows)
    if whole != text:
        yield f"text {points(whole)}"
    if [code(row["x0213"]) for row in rows] != codes:
        yield f"面区点 {[row['x0213'] for row in rows]}"
    if [row["printable"] for row in rows] != [drawn] * len(rows):
        yield f"printable {[row['printable'] for row in rows]}, {[row['reason'] for row in rows]}"
    if any(row["printable"] != bool(row["font"] and row["glyph"]) for row in rows):
        yield "font or glyph does not go with printable"
    for row in rows:
        own = [row["text"]] if row["x0213"] else []
        if [to["text"] for to in row["shrink_to"]][:1] != own or row["shrink"] != ("one" if own else "ascii"):
            yield f"縮退 {row['shrink']}"


def try_the_judge():
    good = {"text": "葛", "x0213": "1-19-75", "printable": True, "reason": None, "font": "f", "glyph": "g",
            "shrink": "one", "shrink_to": [{"text": "葛"}]}
    if list(faults((1, 19, 75), "葛", [good])):
        fail("the judge refuses a good row")
    bad = [{"text": "葛󠄂"}, {"x0213": "1-19-76"}, {"x0213": None}, {"printable": False}, {"glyph": None},
           {"shrink": "many"}, {"shrink_to": [{"text": "渇"}]}]
    for change in bad:
        if not list(faults((1, 19, 75), "葛", [good | change])):
            fail("the judge lets pass", change)
    if not list(faults((1, 19, 75), "葛", [])) or not list(faults((1, 19, 75), "葛", [good, good])):
        fail("the judge lets pass a wrong number of rows")


def main(arguments):
    if len(arguments) != 1:
        fail("usage: judge_chars.py PATH/TO/chohyo")
    try_the_judge()
    wrong = 0
    for target, table in repertoires().items():
        rows = rows_of(arguments[0], list(table.values()), target)
        same, excepted = 0, 0
        for number, (at, text) in enumerate(table.items(), 1):
            found = list(faults(at, text, rows[number]))
            wrong += bool(found)
            same += not found and text not in EXCEPTIONS
            excepted += not found and text in EXCEPTIONS
            if found:
                print("-".join(map(str, at)), points(text), "; ".join(found))
        print(f"{target}: {same} of {len(table)} as the codec, {excepted} named exceptions")
    if wrong:
        fail(wrong, "characters differ")


if __name__ == "__main__":
    main(sys.argv[1:])
