#!/usr/bin/env python3
"""Outside judge of shaping: HarfBuzz on the 10,000 generated names of fonts/tests/names.rs.

usage: judge_names.py PATH/TO/chohyo

The names hold every variation sequence of the MJ face, kana and Latin with marks, and characters with vertical
forms; they are generated here by the same rules as in the Rust test, and their digest must be the one pinned
there. `chohyo chars --format json`, with and without `--vertical`, says glyphs and places of every character;
HarfBuzz must give the same glyph ids at the same places (in thousandths of the em) for the whole name. In a
vertical line, runs that the program turns are shaped horizontally and laid down with their base line 0.38 em
left of the centre. The judge is tried first on answers that must fail.
"""
import json, re, subprocess, sys, tempfile
from pathlib import Path

import uharfbuzz as hb

ROOT = Path(__file__).resolve().parent.parent
FONT = ROOT / "fonts/data/ipamjm.ttf"
NAMES = 10_000
IDEOGRAPHS = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFF)]
KANA = "うかきくけこさしすせそたちつてとはひふへほウカキクケコサシスセソツトハワヰヱヲセㇷ"
LATIN = "AEIOUaeiounycsgzN"
MARKS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u030A\u030C\u0323"
OTHERS = "々〆ヶー「」（）、。ゃッ〜…〇！：㍻ｶﾊﾞﾟAVfil19-' \u3000"
FEATURES = {tag: False for tag in ("liga", "clig", "calt", "kern", "palt", "dlig")}


def fail(*what):
    sys.exit("judge_names: " + " ".join(map(str, what)))


class Dice:
    """The generator of fonts/tests/common/lines.rs."""

    def __init__(self, seed):
        self.state = seed

    def roll(self, sides):
        self.state = (self.state * 6_364_136_223_846_793_005 + 1) % 2**64
        return (self.state >> 33) % sides


def shape(font, text, direction):
    """Glyphs: place from their pen, character they belong to, how far the pen has gone; the length."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = direction
    # Half-width sound marks have cells of their own: no merging with the character before.
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.guess_segment_properties()
    hb.shape(font, buffer, FEATURES)
    x, y, glyphs = 0, 0, []
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions):
        glyphs.append((info.codepoint, at.x_offset, at.y_offset, info.cluster, x - y))
        x, y = x + at.x_advance, y + at.y_advance
    return glyphs, x - y


def kinds(font):
    face = font.face
    codes = set(face.unicodes)
    bases = [c for first, last in IDEOGRAPHS for c in range(first, last + 1) if c in codes]
    sequences = [chr(base) + chr(selector) for selector in sorted(face.variation_selectors)
                 for base in sorted(face.variation_unicodes(selector))]

    def one_glyph(text):
        lines = [shape(font, text, direction)[0] for direction in ("ltr", "ttb")]
        return all(ord(c) in codes for c in text) and all(len(line) == 1 for line in lines)

    def marked(letters, marks):
        return [base + mark for base in letters for mark in marks if one_glyph(base + mark)]

    others = [c for c in OTHERS if ord(c) in codes]
    return sequences, [chr(c) for c in bases], marked(KANA, "\u3099\u309A"), marked(LATIN, MARKS), others


def generated(font):
    sequences, plain, kana, latin, others = kinds(font)
    dice, dealt, names = Dice(20_261_122), 0, set()
    while len(names) < NAMES:
        name = ""
        for _ in range(2 + dice.roll(8)):
            kind = dice.roll(10)
            if kind <= 4:
                name += sequences[dealt % len(sequences)]
                dealt += 1
            else:
                own = {5: plain, 6: plain, 7: kana, 8: latin}.get(kind, others)
                name += own[dice.roll(len(own))]
        names.add(name)
    return sorted(names, key=lambda name: name.encode())


def digest(names):
    total = 0xCBF29CE484222325
    for byte in "".join(name + "\n" for name in names).encode():
        total = (total ^ byte) * 0x100000001B3 % 2**64
    return total


def pinned():
    rust = (ROOT / "fonts/tests/names.rs").read_text(encoding="utf-8")
    return int(re.search(r"const DIGEST: u64 = (0x[0-9A-F_]+|\d+);", rust)[1].replace("_", ""), 0)


def answers(chohyo, names, vertical):
    """The program's rows of every name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.txt"
        path.write_text("".join(f"{name}\n" for name in names), encoding="utf-8", newline="\n")
        command = [chohyo, "chars", path, "--format", "json"] + (["--vertical"] if vertical else [])
        done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        fail("exit code", done.returncode, done.stderr.decode("utf-8", "replace")[:2000])
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    by_name = [[] for _ in names]
    for row in rows:
        if "record" in row:
            by_name[row["record"] - 1].append(row)
    return by_name


def runs(rows, vertical):
    """Neighbours that stand alike: their rows and whether they are turned."""
    parts = []
    for row in rows:
        turned = vertical and row["turned"]
        if parts and parts[-1][1] == turned:
            parts[-1][0].append(row)
        else:
            parts.append(([row], turned))
    return parts


def expected(font, rows, vertical):
    """What HarfBuzz says of the rows: glyphs from each character's own start, and its advance."""
    em, told = font.face.upem, []
    thousandths = lambda units: (units * 2000 + em) // (em * 2)
    left = (em * 38 + 50) // 100
    for own, turned in runs(rows, vertical):
        upright = vertical and not turned
        text = "".join(row["text"] for row in own)

        def placed(glyph, pen):
            gid, x, y, _, gone = glyph
            ahead = gone - pen
            places = (x, y - ahead) if upright else (y - left, -x - ahead) if turned else (x + ahead, y)
            return gid, *map(thousandths, places)

        glyphs, length = shape(font, text, "ttb" if upright else "ltr")
        start = 0
        for row in own:
            end = start + len(row["text"])
            mine = [glyph for glyph in glyphs if start <= glyph[3] < end]
            pen = mine[0][4] if mine else length
            pen_after = next((glyph[4] for glyph in glyphs if glyph[3] >= end), length)
            told.append(([placed(glyph, pen) for glyph in mine], thousandths(pen_after - pen)))
            start = end
    return told


def faults(font, name, rows, vertical):
    if "".join(row["text"] for row in rows) != name:
        yield "other text"
        return
    for row, (glyphs, advance) in zip(rows, expected(font, rows, vertical)):
        ours = [(glyph["id"], glyph["x"], glyph["y"]) for glyph in row["glyphs"]]
        if (ours, row["advance"]) != (glyphs, advance):
            yield f"{row['code_points']}: {ours} {row['advance']}, HarfBuzz {glyphs} {advance}"


def try_the_judge(font):
    base = font.get_nominal_glyph(ord("辻"))
    row = {"text": "辻", "code_points": "U+8FBB", "turned": False, "advance": 1000,
           "glyphs": [{"id": base, "x": 0, "y": 0}]}
    if list(faults(font, "辻", [row], False)):
        fail("the judge refuses a good row:", *faults(font, "辻", [row], False))
    bad = [{"text": "辺"}, {"advance": 999}, {"glyphs": []}, {"glyphs": [{"id": base + 1, "x": 0, "y": 0}]},
           {"glyphs": [{"id": base, "x": 1, "y": 0}]}, {"glyphs": [{"id": base, "x": 0, "y": 1}]}]
    for change in bad:
        if not list(faults(font, "辻", [row | change], False)):
            fail("the judge lets pass", change)
    if not list(faults(font, "辻", [row], True)):
        fail("the judge lets pass a horizontal place in a vertical line")


def main(arguments):
    if len(arguments) != 1:
        fail("usage: judge_names.py PATH/TO/chohyo")
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONT))))
    try_the_judge(font)
    names = generated(font)
    if digest(names) != pinned():
        fail(f"the names are not those of the Rust test: {digest(names):#x}")
    wrong = 0
    for vertical in (False, True):
        same, characters = 0, 0
        for name, rows in zip(names, answers(arguments[0], names, vertical)):
            found = list(faults(font, name, rows, vertical))
            same, characters, wrong = same + (not found), characters + len(rows), wrong + bool(found)
            if found and wrong <= 20:
                print(" ".join(f"U+{ord(c):04X}" for c in name), "; ".join(found))
        line = "vertical" if vertical else "horizontal"
        print(f"{line}: {same} of {len(names)} names, {characters} characters, as HarfBuzz {hb.version_string()}")
    if wrong:
        fail(wrong, "names differ")


if __name__ == "__main__":
    main(sys.argv[1:])
