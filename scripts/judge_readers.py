#!/usr/bin/env python3
"""Heavier outside judges of the golden cases: HarfBuzz (glyph ids), MuPDF (text and picture), pdf.js (text).

usage: judge_readers.py PATH/TO/chohyo PATH/TO/node_modules

- every text run of the blessed dumps is shaped by HarfBuzz: same glyph ids (no face has ☑: □ and ✓ stand for it);
- MuPDF and pdf.js read the text of every page: the same code points as the dump, in content order; where the
  dump has the name of a glyph, pdf.js, which knows no ActualText, reads its private-use character;
- MuPDF draws every page four times larger; shrunk, it shows the same page as the blessed picture.
"""
import json, re, subprocess, sys, tomllib
from pathlib import Path

import numpy as np
import pymupdf
import uharfbuzz as hb
from PIL import Image

from judge_pdf import CODE_POINT, ROOT, dumped_pages, judge_all, squeeze

RUN = re.compile(r'^[=+] \d+ (\S+) .*?text [^ ]+ (\S+) [\d.]+pt([^"]*)"([^"]*)"(.*)$')
CHECKED, DRAWN = "\u2611", "\u25a1\u2713"
NAMED = re.compile(r"(\{MJ\d{6}\})")
DIGITS = re.compile(r"([0-9０-９]+)")
FEATURES = {tag: False for tag in ("liga", "clig", "dlig", "calt", "kern", "palt")}
LARGER, TILE, STRONG, CLEAN_TILE = 4, 32, 48, 4


def fonts():
    listed = tomllib.loads((ROOT / "fonts/fonts.toml").read_text(encoding="utf-8"))["font"]
    face = lambda file: hb.Font(hb.Face(hb.Blob.from_file_path(str(ROOT / "fonts" / file))))
    return {font["name"]: face(font["file"]) for font in listed}


def private_use():
    """Glyph name in braces -> the private-use character that stands for it in a PDF."""
    lines = (ROOT / "fonts/charsets/private-use.tsv").read_text(encoding="ascii").splitlines()
    return {"{%s}" % name: chr(int(code, 16)) for code, name in (line.split("\t") for line in lines)}


def harfbuzz_ids(font, text, setting):
    """Glyph ids of a text; what stands there by its name is the glyph of that name."""
    ids = []
    for piece in NAMED.split(text.replace(CHECKED, DRAWN)):
        named = NAMED.fullmatch(piece)
        ids += [font.glyph_from_string(piece[1:-1].lower())] if named else shaped_ids(font, piece, *setting) if piece else []
    return ids


def shaped_ids(font, text, direction, forms=()):
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction, buffer.script, buffer.language = direction, "Hani", "ja"
    hb.shape(font, buffer, FEATURES | dict.fromkeys(forms, True))
    return [info.codepoint for info in buffer.glyph_infos]


def is_shaped(font, ours, words, role, vertical):
    """Whether HarfBuzz makes these glyphs: ruby in its own forms; in vertical lines digits may lie level (縦中横), in
    half-width forms where their own are too wide."""
    forms, at = ("ruby",) if role == "ruby" else (), 0
    for piece in DIGITS.split(words) if vertical else [words]:
        settings = [("ttb" if vertical else "ltr", forms)]
        settings += [("ltr", ()), ("ltr", ("hwid",))] if vertical and DIGITS.fullmatch(piece) else []
        shaped = [harfbuzz_ids(font, piece, setting) for setting in settings]
        if (fits := next((ids for ids in shaped if ours[at:at + len(ids)] == ids), None)) is None:
            return False
        at += len(fits)
    return at == len(ours)


def check_shaping(items, faces):
    faults, runs = [], 0
    for line in items.read_text(encoding="utf-8").splitlines():
        if not (found := RUN.search(line)):
            continue
        runs += 1
        role, name, mode, words, glyphs = found.groups()
        words = CODE_POINT.sub(lambda m: chr(int(m[1], 16)), words)
        ours = [int(i) for i in re.findall(r"(\d+)@", glyphs)]
        # White space at a line's end is kept as text and draws nothing (`-`).
        drawn = words.rstrip()
        words = drawn if glyphs.count(" -") == len(words) - len(drawn) else words
        if not is_shaped(faces[name], ours, words, role, "vertical" in mode):
            faults.append(f"HarfBuzz: other glyphs in: {line[:60]}")
    return faults if runs else ["HarfBuzz: the dump has no text runs"]


def mupdf_pages(pdf):
    with pymupdf.open(pdf) as document:
        flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_ACCURATE_BBOXES
        return [squeeze(page.get_text("text", flags=flags, sort=False)) for page in document]


PDFJS = """
import { getDocument } from '%s';
import { readFileSync } from 'node:fs';
const pdf = await getDocument({ data: new Uint8Array(readFileSync(process.argv[1])), verbosity: 0 }).promise;
const pages = [];
for (let i = 1; i <= pdf.numPages; i++) {
  const content = await (await pdf.getPage(i)).getTextContent({ disableNormalization: true });
  pages.push(content.items.map((item) => item.str).join(''));
}
console.log(JSON.stringify(pages));
"""


def pdfjs_pages(pdf, modules):
    module = (Path(modules) / "pdfjs-dist/legacy/build/pdf.mjs").resolve().as_uri()
    command = ["node", "--input-type=module", "-e", PDFJS % module, "--", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True)
    # Glyphs of one character after its first read as zero width spaces.
    return [squeeze(page.replace("\u200b", "")) for page in json.loads(done.stdout)] if done.returncode == 0 else [done.stderr]


def check_text(reader, pages, expected):
    if sorted(map(sorted, pages)) == sorted(map(sorted, expected)) and pages != expected:
        return [f"{reader}: same characters in another order"]
    return [] if pages == expected else [f"{reader}: other text than the dump"]


def shrunk(levels):
    height, width = levels.shape[0] // LARGER * LARGER, levels.shape[1] // LARGER * LARGER
    cut = levels[:height, :width].astype(np.int32)
    return cut.reshape(height // LARGER, LARGER, width // LARGER, LARGER).mean(axis=(1, 3))


def blurred(levels):
    padded = np.pad(levels.astype(np.float64), 1, mode="edge")
    height, width = levels.shape
    return sum(padded[y:y + height, x:x + width] for y in range(3) for x in range(3)) / 9


def worst_tile(a, b):
    height, width = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
    strong = np.abs(blurred(a[:height, :width]) - blurred(b[:height, :width])) > STRONG
    strong = strong[1:-1, 1:-1]
    tiles = [strong[y:y + TILE, x:x + TILE].sum() for y in range(0, height, TILE) for x in range(0, width, TILE)]
    return int(max(tiles))


def check_pictures(pdf, refs):
    faults, shift_seen = [], False
    with pymupdf.open(pdf) as document:
        for number, page in enumerate(document, 1):
            pixmap = page.get_pixmap(dpi=150 * LARGER, colorspace=pymupdf.csGRAY)
            theirs = shrunk(np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width))
            ours = np.asarray(Image.open(refs / f"page-{number}.png").convert("L"))
            if (tile := worst_tile(theirs, ours)) > CLEAN_TILE:
                faults.append(f"MuPDF: page {number} looks different (worst tile {tile})")
            # 0.17 mm: the comparison itself must be able to fail.
            shift_seen |= worst_tile(theirs, np.roll(ours, 1, axis=1)) > CLEAN_TILE
    return faults if shift_seen else faults + ["MuPDF: a shift of one pixel is not seen"]


def main():
    chohyo, modules, faces, names = Path(sys.argv[1]).resolve(), sys.argv[2], fonts(), private_use()

    def judge(case, pdf, refs):
        expected = dumped_pages(refs / "items.txt")
        faults = check_shaping(refs / "items.txt", faces)
        faults += check_text("MuPDF", mupdf_pages(pdf), expected)
        coded = [NAMED.sub(lambda m: names[m[0]], page) for page in expected]
        faults += check_text("pdf.js", pdfjs_pages(pdf, modules), coded)
        return faults + check_pictures(pdf, refs)

    judge_all("readers", chohyo, judge)


if __name__ == "__main__":
    main()
