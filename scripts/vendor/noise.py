#!/usr/bin/env python3
"""Draws every form again, rightly, as other engines would, and measures how far its right pages are from the tolerances of `chohyo check`.

usage: noise.py PATH/TO/chohyo FOLDER [--forms ID,…] [--ways PART] [--workers N]

The pages come from the item dumps of the goldens (`_sample`, live; `_hard`) and are drawn by ReportLab in the ways of redraw.py.
Forms stand in two halves in turn, as in mutate.py. The rule, stated before anything was measured: a tolerance of place is the
largest deviation of half A times 1.25, rounded up to 0.05 mm; one that rounding bounds by itself (size, pitch, weight) is the
largest deviation of half A rounded up to 0.01 mm. What is said of half B is then a test: no page of it may have a finding.

Prints the table of tolerances and the findings of half B. Exit code 1 with a finding, or a deviation beyond its tolerance, of half B.
"""
import argparse, io, json, math, subprocess, sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pymupdf
from PIL import Image

import drawn
from bases import PARAMS, ROOT
from mutate import halves
from redraw import ABOVE, BELOW, FILES, WAYS, Drawing, Face, Fonts

CASES = {"sample": ["--live"], "hard": []}
BOUNDED = {"size", "pitch", "weight"}
# A registered 字形 cannot be told by the outlines of another maker's face: it is not judged, and no alarm.
UNTOLD = {"K061"}
POINT = 25.4 / 72


@dataclass
class Picture:
    page: int
    x: float
    y: float
    image: object


@dataclass
class Case:
    form: str
    word: str
    record: Path
    dump: Path

    def options(self):
        return [self.record, "--params", PARAMS, *CASES[self.word]]


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True)


def cases(forms):
    for word in CASES:
        for dump in sorted((ROOT / "golden/refs").glob(f"*/*_{word}/items.txt")):
            form = dump.parent.name.split("_")[0]
            records = sorted((ROOT / "layouts").glob(f"*/{form}/{word}.json"))
            if records and (not forms or form in forms):
                yield Case(form, word, records[0], dump)


def opaque(document, xref):
    """A picture of a PDF with its opacity."""
    found = document.extract_image(xref)
    image = Image.open(io.BytesIO(found["image"]))
    if found["smask"]:
        image = image.convert("RGBA")
        image.putalpha(Image.open(io.BytesIO(document.extract_image(found["smask"])["image"])).convert("L"))
    return image


def pictures(chohyo, case, folder):
    """The pictures of our own page: the dump says where they stand, not what they show."""
    path = folder / f"{case.form}-{case.word}.ours.pdf"
    run(chohyo, "render", case.form, *case.options(), "-o", path, "--profile", "plain")
    document = pymupdf.open(path)
    return [Picture(number, info["bbox"][0] * POINT, info["bbox"][1] * POINT, opaque(document, info["xref"]))
            for number, page in enumerate(document) for info in page.get_image_info(xrefs=True)]


def measured(chohyo, folder, ways, case):
    """Rows of one case: its largest deviations and findings, by the way in which it was drawn."""
    pages, rows = drawn.pages(case.dump), []
    fonts, shown = Fonts(ROOT / "fonts/data", pages, f"{case.form}{case.word}"), pictures(chohyo, case, folder)
    for number, way in enumerate(ways):
        path = folder / f"{case.form}-{case.word}-{number}.pdf"
        Drawing(fonts, way, shown).write(pages, path)
        done = run(chohyo, "check", path, "--form", case.form, "--record", *case.options(), "--format", "json")
        if done.returncode not in (0, 4):
            rows.append({"form": case.form, "case": case.word, "way": way.name, "largest": {}, "findings": [f"no report: {done.stderr[-200:]}"]})
            continue
        out = json.loads(done.stdout)
        told = [f"{one['code']} {one['verdict']} page {one['page']} {one['item'] or '-'}: {one['measured']}" for one in out["findings"]
                if one["code"] not in UNTOLD]
        rows.append({"form": case.form, "case": case.word, "way": way.name, "largest": out["largest_mm"], "findings": told,
                     "stated": out["tolerances"]})
    return rows


def largest(rows):
    """Of every tolerance the largest deviation, and whose it is."""
    out = {}
    for row in rows:
        for name, amount in row["largest"].items():
            if name not in out or amount > out[name][0]:
                out[name] = (amount, f"{row['form']} {row['case']}, {row['way']}")
    return out


def derived(name, amount):
    step, factor = (0.01, 1) if name in BOUNDED else (0.05, 1.25)
    return max(math.ceil(amount * factor / step - 1e-6) * step, step)


def table(rows, half, stated):
    a, b = (largest([row for row in rows if half[row["form"]] == side]) for side in "AB")
    upright = {way.name for way in WAYS if not way.line_box}
    stands = {way: [row for row in rows if row["way"] in upright and half[row["form"]] == way] for way in "AB"}
    for side, found in (("A", a), ("B", b)):
        # What a line box adds is a part of the size: a tolerance of its own.
        found["word-across"] = largest(stands[side]).get("word-across", (0, "-"))
    yield f"{'tolerance':<12} {'stated':>8} {'half A':>8} {'rule':>6} {'half B':>8}   largest of half A is of"
    for name in sorted(a.keys() | b.keys()):
        (of_a, where), (of_b, _) = a.get(name, (0, "-")), b.get(name, (0, "-"))
        amount = "-" if name == "paper" and not of_a else f"{derived(name, of_a):6.2f}"
        yield f"{name:<12} {stated[name]:>8} {of_a:8.3f} {amount:>6} {of_b:8.3f}   {where}"


def line_boxes():
    """How far a line box by the measures of Windows moves the base line, as a part of the size."""
    for file in sorted(set(FILES.values())):
        above, below = Face(str(ROOT / "fonts/data" / file)).line_box
        moved = abs((above - below) - (ABOVE - BELOW)) / 2
        yield f"line-box: {file} {moved * 100:.2f} % of the size, × 1.25 {moved * 125:.2f} %"


def by_way(rows):
    """The largest deviations of each way, of both halves."""
    names = ["word-along", "word-across", "pitch", "size", "rule", "rule-end", "weight", "box", "overlap"]
    yield f"{'way':<42}" + "".join(f"{name:>12}" for name in names)
    ways = defaultdict(list)
    for row in rows:
        ways[row["way"]].append(row)
    for way, mine in ways.items():
        found = largest(mine)
        yield f"{way:<42}" + "".join(f"{found.get(name, (0,))[0]:12.3f}" for name in names)


def beyond(rows, stated):
    """Deviations of right pages beyond a tolerance."""
    for name, (amount, where) in largest(rows).items():
        if name != "word-across" and amount > float(stated[name].split()[0]) + 1e-9:
            yield f"  {name}: {amount:.3f} mm, {where}"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("chohyo", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--forms", default="")
    options.add_argument("--ways", default="")
    options.add_argument("--workers", type=int, default=2)
    given = options.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    ways = [way for way in WAYS if given.ways in way.name]
    todo = list(cases([form for form in given.forms.split(",") if form]))
    with ProcessPoolExecutor(given.workers) as pool:
        rows = [row for mine in pool.map(partial(measured, given.chohyo.resolve(), folder, ways), todo) for row in mine]
    (folder / "noise.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    half = halves([{"form": form} for form in {row["form"] for row in rows}])
    stated = next(row["stated"] for row in rows if "stated" in row)
    print(f"{len(rows)} right drawings of {len(half)} forms in {len(ways)} ways\n")
    print("\n".join([*table(rows, half, stated), "", *line_boxes(), "", *by_way(rows)]))
    wrong = {side: [row for row in rows if half[row["form"]] == side] for side in "AB"}
    for side, mine in wrong.items():
        told = Counter(f"{row['way']}: {found.split(' page')[0]}" for row in mine for found in row["findings"])
        print(f"\nhalf {side}: {len(mine)} drawings, {sum(bool(row['findings']) for row in mine)} with a finding")
        print("\n".join(f"  {count} × {what}" for what, count in sorted(told.items())))
        print("\n".join(beyond(mine, stated)))
    sys.exit(any(row["findings"] for row in wrong["B"]) or any(beyond(wrong["B"], stated)))


if __name__ == "__main__":
    main()
