#!/usr/bin/env python3
"""Pictures of our pages, as rasterizers, printers and scanners make them, given to `chohyo check`; then pictures with planted faults.

usage: scans.py PATH/TO/chohyo FOLDER [--forms ID,…] [--dpi N] [--seed N] [--changes N]

Every form's sample is drawn as a live certificate: by chohyo at 100, 150, 200 and 300 dpi, by Poppler and MuPDF from its PDF, and
then changed as scan_pictures.CHANGES says; and three forms as other engines draw them (draw.py). A clean picture must have no finding with the verdict fail, and must be judged. Faults are planted in the
picture at 200 dpi where PyMuPDF says that words, rules and pictures stand: each must be found by a right code, as fail, information
or (for a page that does not lie on the form) not judged. Exit code 1 with a false alarm or a fault that was missed.
"""
import argparse, itertools, random, sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pymupdf
from PIL import Image

import scan_pictures as pictures
import draw
import forms
from bases import PARAMS, ROOT, render, run
from checker import Checker

RIGHT = {
    "text erased": {"K085", "K088", "K091"}, "another text in its place": {"K085", "K086", "K088", "K089", "K091"},
    "rule erased": {"K093"}, "blot": {"K094", "K092"}, "text added": {"K094", "K092"}, "seal erased": {"K095"},
    "upside down": {"K081"}, "another form": {"K080", "K081", "K002"}, "on its side": {"K002"}, "blank": {"K080"},
}


def samples(forms):
    """Form and record of all layouts."""
    for path in sorted(ROOT.glob("layouts/*/*/sample.json")):
        if path.parent.name.isdigit() and (not forms or path.parent.name in forms):
            yield path.parent.name, path


def saved(page, path, dpi):
    page.save(path, dpi=(dpi, dpi))
    return path


def rendered(chohyo, form, record, folder, dpi):
    """The pages as PNG by chohyo."""
    for old in folder.glob(f"own{dpi}*.png"):
        old.unlink()
    if not render(chohyo, form, record, folder / f"own{dpi}.png", "--dpi", dpi):
        return []
    return sorted(folder.glob(f"own{dpi}*.png"))


def others(pdf, folder, dpi):
    """The pages by Poppler and by MuPDF."""
    run("pdftoppm", "-r", dpi, "-png", pdf, folder / f"poppler{dpi}")
    yield f"Poppler {dpi} dpi", sorted(folder.glob(f"poppler{dpi}-*.png"))
    out = []
    with pymupdf.open(pdf) as document:
        for page in document:
            out.append(folder / f"mupdf{dpi}-{page.number + 1:03}.png")
            page.get_pixmap(dpi=dpi).save(out[-1])
    yield f"MuPDF {dpi} dpi", out


def as_pdf(pages, path, dpi):
    """Pages as JPEG in a PDF."""
    first, *rest = [pictures.jpeg(Image.open(page), 75) for page in pages]
    first.save(path, "PDF", resolution=dpi, save_all=True, append_images=rest)
    return path


def clean(chohyo, form, record, folder, dpi, changes):
    """What it is, and the files, of all pictures without a fault."""
    pdf = folder / "own.pdf"
    if not render(chohyo, form, record, pdf):
        return
    for size in (100, 150, 200, 300):
        yield f"chohyo {size} dpi", rendered(chohyo, form, record, folder, size)
    yield from others(pdf, folder, 150)
    yield from others(pdf, folder, 200)
    base = [folder / path.name for path in sorted(folder.glob(f"mupdf{dpi}-*.png"))]
    yield "PDF of JPEG pictures", [as_pdf(base, folder / "scan.pdf", dpi)]
    for number, (name, change) in changes:
        yield name, [saved(change(Image.open(page).convert("RGB"), dpi), folder / f"change{number}-{page.name}", dpi) for page in base]


def drawn(folder, dpi):
    """What it is, form, record and pages of the drawings of other engines, by Poppler: right, and with names in another face."""
    for form in forms.FORMS:
        for engine in draw.ENGINES:
            plain, record = draw.draw_plain(folder, form, engine)
            for what, pdf, of in [("", draw.draw(folder, form, engine), forms.record_path(form)), (", names in another face", plain, record)]:
                name = folder / f"{form}-{engine}{'-plain' if what else ''}"
                run("pdftoppm", "-r", dpi, "-png", pdf, name)
                yield f"{engine}{what}", form, of, sorted(folder.glob(f"{name.name}-[0-9]*.png"))


class Page:
    """A page of the PDF and its picture."""

    def __init__(self, page, picture):
        self.picture = Image.open(picture).convert("RGB")
        spans = [span for block in page.get_text("dict")["blocks"] for line in block.get("lines", []) for span in line["spans"]]
        self.spans = [span for span in spans if len(span["text"].strip()) > 1 and span["size"] > 6 and not set(span["text"]) <= set("・…　 ")]
        lines = [item["rect"] for item in page.get_drawings()]
        self.rules = [line for line in lines if max(line.width, line.height) > 40 and min(line.width, line.height) < 3]
        self.seals = [info["bbox"] for info in page.get_image_info()]


def planted(page, dpi, choose):
    """Name and picture of faults of one page."""
    for span in choose.sample(page.spans, min(3, len(page.spans))):
        yield "text erased", pictures.erased(page.picture, span["bbox"], dpi, 0.5)
    pairs = [(a, b) for a in page.spans for b in page.spans if a["text"] != b["text"] and abs(a["size"] - b["size"]) < 1
             and abs(len(a["text"]) - len(b["text"])) < 2 and len(a["text"]) > 2]
    for a, b in choose.sample(pairs, min(2, len(pairs))):
        yield "another text in its place", pictures.exchanged(page.picture, a["bbox"], b["bbox"], dpi)
    for rule in choose.sample(page.rules, min(2, len(page.rules))):
        yield "rule erased", pictures.erased(page.picture, rule, dpi, 0.7)
    place = pictures.empty_place(page.picture, 14, dpi, choose)
    if place:
        yield "blot", pictures.blot(page.picture, place, 2.5, dpi)
    for span in choose.sample(page.spans, min(1, len(page.spans))):
        left, top, right, bottom = span["bbox"]
        place = pictures.empty_place(page.picture, max(right - left, bottom - top) + 8, dpi, choose)
        if place:
            x, y = place[0] * 72 / dpi - (right - left) / 2, place[1] * 72 / dpi - (bottom - top) / 2
            yield "text added", pictures.exchanged(page.picture, (x, y, x + right - left, y + bottom - top), span["bbox"], dpi)
    for seal in page.seals:
        yield "seal erased", pictures.erased(page.picture, seal, dpi, 1)
    yield "upside down", page.picture.rotate(180)
    if page.picture.width != page.picture.height:
        yield "on its side", page.picture.rotate(90, expand=True)
    yield "blank", Image.new("RGB", page.picture.size, "white")


def faults(form, folder, dpi, choose, strangers):
    """Fault, and files with the first page changed."""
    base = sorted(folder.glob(f"mupdf{dpi}-*.png"))
    with pymupdf.open(folder / "own.pdf") as document:
        page = Page(document[0], base[0])
    for number, (name, picture) in enumerate(planted(page, dpi, choose)):
        yield name, [saved(picture, folder / f"fault{number}.png", dpi), *base[1:]]
    for other in strangers:
        if other.parent.name != form:
            yield "another form", [other, *base[1:]]


class Judge:
    def __init__(self, chohyo):
        self.checker, self.pool = Checker(chohyo, PARAMS), ThreadPoolExecutor(2)

    def of(self, jobs, form, record):
        """What was said of each of the jobs."""
        found = self.pool.map(lambda job: self.checker.check(job[1], form, record), jobs)
        return [(name, *answer[1:]) for (name, _), answer in zip(jobs, found)]


def short(found, verdict):
    return Counter(one.code for one in found if one.verdict == verdict)


def say(counts):
    return " ".join(f"{code}×{count}" for code, count in sorted(counts.items())) or "-"


def count(told, found, error, name):
    """Counts a clean picture; whether there is an alarm."""
    alarm = short(found, "fail") + Counter(one.code for one in found if one.code == "K080")
    told.update({"pictures": 1, "false alarms": bool(alarm or error), **short(found, "information")})
    if alarm or error:
        print(f"FALSE ALARM {name}: {error or say(alarm)}")
    return bool(alarm or error)


def plant(args, judge, folder, form, record, strangers, choose, kinds):
    """Plants faults in the pages of a form; how many were missed."""
    missed = 0
    for name, found, error in judge.of(list(faults(form, folder, args.dpi, choose, strangers[-2:])), form, record):
        right = [one for one in found if one.code in RIGHT[name]]
        best = next((verdict for verdict in ("fail", "information", "not-judged") if any(one.verdict == verdict for one in right)), "missed")
        # A page of another form that lies on this one by chance fails by its words.
        if best == "missed" and name == "another form" and short(found, "fail"):
            best = "fail"
        kinds[name].update({"planted": 1, best: 1})
        if best == "missed":
            missed += 1
            print(f"MISSED {form} {name}: {error or say(Counter(f'{one.code}:{one.verdict}' for one in found))}")
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chohyo", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--forms", default="")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--changes", type=int, default=len(pictures.CHANGES), help="so many changes a form, in turn; all if not given")
    args = parser.parse_args()
    chohyo, choose = args.chohyo.resolve(), random.Random(args.seed)
    judge, wrong, kinds = Judge(chohyo), 0, defaultdict(Counter)
    told, strangers, turn = defaultdict(Counter), [], itertools.cycle(enumerate(pictures.CHANGES.items()))
    for form, record in samples(set(filter(None, args.forms.split(",")))):
        folder = args.folder.resolve() / form
        folder.mkdir(parents=True, exist_ok=True)
        jobs = [job for job in clean(chohyo, form, record, folder, args.dpi, [next(turn) for _ in range(args.changes)]) if job[1]]
        for name, found, error in judge.of(jobs, form, record):
            wrong += count(told[name], found, error, f"{form} {name}")
        wrong += plant(args, judge, folder, form, record, strangers, choose, kinds)
        strangers.extend(sorted(folder.glob(f"mupdf{args.dpi}-001.png")))
        print(f"{form} done", flush=True)
    if not args.forms:
        (args.folder.resolve() / "drawn").mkdir(exist_ok=True)
        for name, form, record, pages in drawn(args.folder.resolve() / "drawn", 150):
            (_, found, error), = judge.of([(name, pages)], form, record)
            wrong += count(told[f"drawn by {name}"], found, error, f"{form} {name}")
    print("\nClean pictures: number, false alarms (fail), and information by rule")
    for name, counts in told.items():
        rest = {code: count for code, count in counts.items() if code.startswith("K")}
        print(f"  {name:34} {counts['pictures']:4} {counts['false alarms']:4}  {say(rest)}")
    print("\nPlanted faults: number, and the best verdict by a right code")
    for name, counts in kinds.items():
        best = ", ".join(f"{word} {counts[word]}" for word in ("fail", "information", "not-judged", "missed") if counts[word])
        print(f"  {name:34} {counts['planted']:4}  {best}")
    print(f"\n{sum(c['pictures'] for c in told.values())} clean pictures, {sum(c['planted'] for c in kinds.values())} planted faults, {wrong} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
