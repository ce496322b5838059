#!/usr/bin/env python3
"""Outside judges of the marks for inserters: zxing-cpp and zbar read them off pictures of the pages.

usage: judge_marks.py PATH/TO/chohyo

A run of the form of cli/tests/it/marked.toml is drawn by poppler at 300 dpi. On every sheet both programs must
read a Code 39 and a QR code that say what docs/marks.md says of this sheet; the 22 characters are computed here,
from the manifest, by that page. The same on the golden page of the marks, at its 150 dpi (there zbar reads both
codes, zxing-cpp the QR code: narrow bars are 1.5 pixels). OMR bars are found as rows of dark pixels at their
places. The judges are tried first on pages that must fail: one of another record, and one with a bar covered.
"""
import json, subprocess, sys, tempfile
from pathlib import Path

import zxingcpp
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
RUN = "7K2Q9A"
DPI = 300
# The box of the OMR bars in marked.toml, and the distance of two places: a sixth of an inch.
OMR_BOX = (4, 100, 8)
PITCH = 25.4 / 6
RECORDS = 40


def fail(*what):
    sys.exit("judge_marks: " + " ".join(map(str, what)))


def payload(run, record, sheet, sheets, copy=0):
    text = f"{run}{record:08}{sheet:03}{sheets:03}{ALPHABET[copy]}"
    return text + ALPHABET[sum(map(ALPHABET.index, text)) % 43]


def omr(record, sheet, sheets, inserts):
    bits = [1, sheet == 1, sheet == sheets]
    bits += [number % 8 & bit for number in (sheet, record) for bit in (4, 2, 1)]
    bits = [bool(bit) for bit in bits + inserts]
    return bits + [sum(bits) % 2 == 0, True]


def zxing(picture):
    found = zxingcpp.read_barcodes(picture)
    return sorted((str(code.format).replace("BarcodeFormat.", "").replace(" ", "").lower(), code.text) for code in found)


def zbar(path):
    lines = subprocess.run(["zbarimg", "--quiet", str(path)], capture_output=True, text=True).stdout.splitlines()
    return sorted((kind.lower().replace("-", ""), text) for kind, text in (line.split(":", 1) for line in lines))


def same(found, text, kinds):
    return [code for _, code in found] == [text] * len(kinds) and all(k in f for k, (f, _) in zip(kinds, found))


def dark(picture, count):
    x, y, _ = OMR_BOX
    pixels = picture.convert("L").load()
    at = lambda mm: round(mm / 25.4 * DPI)
    # The middle of each bar: half a millimetre high.
    return [pixels[at(x + 4), at(y + place * PITCH + 0.25)] < 96 for place in range(count)]


def write_records(path):
    with open(path, "w") as out:
        for no in range(1, RECORDS + 1):
            rows = [{"naiyo": f"見本{n}"} for n in range(no % 5 + 1)]
            out.write(json.dumps({"bango": f"K-{no:04}", "dofu": no % 3 == 0, "meisai": rows}) + "\n")


def run(folder, chohyo):
    (folder / "lib/records").mkdir(parents=True)
    for name, to in (("marked.toml", "marked.toml"), ("marked_record.toml", "records/marked.toml")):
        (folder / "lib" / to).write_text((ROOT / "cli/tests/it" / name).read_text())
    (folder / "city.toml").write_text("")
    write_records(folder / "in.jsonl")
    words = [chohyo, "--layouts", "lib", "batch", "lib/marked.toml", "in.jsonl", "-o", "out.pdf"]
    subprocess.run(words + ["--params", "city.toml", "--run", RUN], cwd=folder, check=True, capture_output=True)
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", "out.pdf", "page"], cwd=folder, check=True)
    lines = [json.loads(line) for line in (folder / "out.manifest.jsonl").read_text().splitlines()]
    printed = [line for line in lines if line["line"] == "printed"]
    sheets = [(line["record"], sheet + 1, line["sheets"]) for line in printed for sheet in range(line["sheets"])]
    return sheets, sorted(folder.glob("page-*.png"))


def agrees(path, sheet):
    record, number, sheets = sheet
    picture, text = Image.open(path), payload(RUN, record, number, sheets)
    bars = omr(record, number, sheets, [record % 3 == 0])
    both = same(zxing(picture), text, ["code39", "qr"]) and same(zbar(path), text, ["code39", "qr"])
    return both and dark(picture, len(bars)) == bars


def main(chohyo):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        sheets, pages = run(folder, str(Path(chohyo).resolve()))
        if len(sheets) != len(pages) or len(pages) < RECORDS:
            fail(len(pages), "pages for", len(sheets), "sheets")
        if agrees(pages[0], sheets[1]):
            fail("a page of another sheet agrees")
        covered = Image.open(pages[0]).convert("RGB")
        middle = [round(mm / 25.4 * DPI) for mm in (140, 279, 146, 289)]
        ImageDraw.Draw(covered).rectangle(middle, fill="white")
        covered.save(folder / "covered.png")
        if agrees(folder / "covered.png", sheets[0]):
            fail("a page with covered bars agrees")
        for path, sheet in zip(pages, sheets):
            if not agrees(path, sheet):
                fail(sheet, payload(RUN, *sheet), zxing(Image.open(path)), zbar(path))
        golden, text = ROOT / "golden/refs/features/marks/page-1.png", payload("000000", 1, 1, 1)
        if not same(zbar(golden), text, ["code39", "qr"]) or ("qrcode", text) not in zxing(Image.open(golden)):
            fail("the golden page", zxing(Image.open(golden)), zbar(golden))
    print(f"marks: {len(pages)} sheets at {DPI} dpi and the golden page: zxing-cpp and zbar read what docs/marks.md says; 2 planted faults were found")


if __name__ == "__main__":
    main(*sys.argv[1:])
