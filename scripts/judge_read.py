#!/usr/bin/env python3
"""`chohyo read` against poppler and pdf.js, on PDFs that other hands wrote.

usage: judge_read.py PATH/TO/chohyo PATH/TO/node_modules

The pages of scripts/readers/pages.json are written by ReportLab, fpdf2, Typst, Chromium, FOP, pdfkit and pdf-lib, and copied
by Ghostscript and qpdf. What was written is known, so every page is compared with it, and with the other readers:

- characters of a page, white space left out, as a multiset and in the order of the content;
- the box of every word of `pdftotext -bbox`, along the line, within 0.5 pt.

A difference has a name that says who errs, or it is a fault. Exit code 1 with any fault.
"""
import json, re, subprocess, sys, tempfile
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "readers"))
import write

NEAR, POINTS, FEWEST = 0.5, 72 / 25.4, 100
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
ABSENT = "poppler: a word that nobody wrote"
COPIED = re.compile(r"^qpdf\.\w+-")
# A high surrogate without a low one: poppler gives U+FFFD, and the other half as a character.
DAMAGED = re.compile("\ufffd.")
SELECTORS = re.compile("[\U000e0100-\U000e01ef]")
# Presentation forms that the map of a collection gives for its glyphs of vertical lines.
UPRIGHT = str.maketrans("︑︒﹁﹂︱", "、。「」ー")


def squeezed(text):
    return "".join(text.split()).replace("\u200b", "")


def ours(chohyo, path):
    done = subprocess.run([chohyo, "read", path, "--format", "json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[0])


def poppler_words(path):
    out = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout
    for *box, text in WORD.findall(out.decode("utf-8", "replace")):
        for entity, character in ENTITIES.items():
            text = text.replace(entity, character)
        yield [float(side) for side in box], text


def pdfjs_texts(paths, modules):
    command = ["node", Path(write.__file__).parent / "read.mjs", Path(modules).resolve(), *paths]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def glyph_spans(page):
    """Text, start and end of every glyph along its line, as points of the page."""
    spans = []
    for line in page["lines"]:
        for glyph in line["glyphs"]:
            x, y, advance = (glyph[key] * POINTS for key in ("x_mm", "y_mm", "advance_mm"))
            top = y - 0.88 * line["size_pt"]
            ends = [((x, top), (x, top + advance))] if line["vertical"] else [
                ((x, y), (x + advance * right, y + advance * down))
                for right, down in ((1, 0), (0, 1), (0, -1), (-1, 0))]
            spans.append((squeezed(glyph["unicode"] or ""), ends, line))
    return spans


def stands_there(box, spans, shift=0.0):
    """Whether glyphs begin and end where the box does, along the line; all glyphs of a word run the same way."""
    for way in range(len(spans[0][1])):
        if any(len(ends) <= way for _, ends, _ in spans):
            return False
        (x0, y0), (x1, y1) = spans[0][1][way][0], spans[-1][1][way][1]
        axis = 0 if abs(x1 - x0) > abs(y1 - y0) else 1
        low, high = sorted(((x0, x1), (y0, y1))[axis])
        if abs(low - shift - box[axis]) <= NEAR and abs(high - shift - box[axis + 2]) <= NEAR:
            return True
    return False


def word_reason(box, word, spans, name):
    """Nothing if the word stands where we have it, else the name of the difference; None is a fault."""
    wanted = SELECTORS.sub("", squeezed(word).translate(UPRIGHT))
    if not wanted:
        return ""
    found = ABSENT
    texts = [SELECTORS.sub("", text.translate(UPRIGHT)) for text, _, _ in spans]
    for first in range(len(spans)):
        told, last = texts[first], first
        if not told:
            continue
        while wanted.startswith(told) and len(told) < len(wanted) and last + 1 < len(spans):
            last += 1
            told += texts[last]
        if told != wanted:
            continue
        chosen = spans[first:last + 1]
        # A glyph of a selector alone is blank, and may have a width.
        if stands_there(box, chosen) or (texts[last + 1:last + 2] == [""] and stands_there(box, spans[first:last + 2])):
            return ""
        line = chosen[0][2]
        if line["vertical"] and stands_there(box, chosen, line["size_pt"]):
            return f"poppler, {name}: boxes of vertical writing stand one em too high"
        found = None
    # A text by /ActualText is that of the line, not of its glyphs.
    lines = ([span for span in spans if span[2] is line] for line in {id(span[2]): span[2] for span in spans}.values()
             if SELECTORS.sub("", squeezed(line["text"]).translate(UPRIGHT)) == wanted)
    return "" if any(stands_there(box, line) for line in lines) else found


def codes(more, less):
    """What one text has and the other has not, as code points, each once."""
    extra = sorted((Counter(more) - Counter(less)).keys())
    return " ".join(f"U+{ord(c):04X}" for c in extra) or "nothing"


def text_reason(reader, text, read, name):
    """Why another reader's characters are not those that we read; it names the writer and what differs."""
    if Counter(text) == Counter(read):
        return "" if text == read else f"{reader}, {name}: the same characters in another order"
    if SELECTORS.sub("", text) == SELECTORS.sub("", read):
        return f"{reader}, {name}: selectors are dropped"
    if Counter(text.translate(UPRIGHT)) == Counter(read.translate(UPRIGHT)):
        return f"{reader}, {name}: vertical glyphs as presentation forms"
    return f"{reader}, {name}: {codes(text, read)} where we read {codes(read, text)}"


def differs_beyond_bmp(read, written):
    """Whether the only characters that differ are those beyond the BMP."""
    return len(read) == len(written) and all(a == b for a, b in zip(read, written) if ord(b) < 0x10000)


def judge(chohyo, path, pdfjs, written):
    """Faults, and names of differences with their counts, of one file."""
    page, faults, reasons = ours(chohyo, path), [], Counter()
    read = squeezed("".join(line["text"] for line in page["lines"]))
    words = list(poppler_words(path))
    others = {"poppler": squeezed("".join(text for _, text in words)),
              "pdf.js": squeezed(pdfjs)}
    name = COPIED.sub("", path.name).split("-", 1)[0]
    if read != written:
        # What the writer did not put into the file no reader can tell: then all three must say the same.
        agree = [reader for reader, text in others.items() if Counter(text) == Counter(read)]
        if agree:
            what = f"{codes(read, written)} where {codes(written, read)} was asked"
            if Counter(read) == Counter(written):
                what = "another order than was asked"
            reasons[f"{name}: {what}, as {' and '.join(agree)} read it"] += 1
        elif page["textless_glyphs"] and DAMAGED.sub("", others["poppler"]) == read:
            reasons[f"{name}: damaged UTF-16 in /ToUnicode; we say nothing, the others something else"] += 1
        elif differs_beyond_bmp(read, written):
            reasons[f"{name}: five digits for a character beyond the BMP; all readers read another one: {codes(read, written)}"] += 1
        else:
            faults.append(f"read {read!r}, written {written!r}, others {others}")
    for reader, text in others.items():
        if reason := text_reason(reader, text, read, name):
            reasons[reason] += 1
    if page["unread_fonts"] or page["cut"]:
        faults.append("fonts that are not read, or a page cut short")
    spans = glyph_spans(page)
    for box, word in words:
        reason = word_reason(box, word, spans, name)
        if reason is None or (reason == ABSENT and Counter(others["poppler"]) == Counter(read)):
            faults.append(f"box of {word!r}: {box}")
        elif reason == ABSENT:
            reasons[f"{ABSENT} (its text of {name} differs, above)"] += 1
        elif reason:
            reasons[reason] += 1
    return faults, reasons, len(read), len(words)


def main():
    chohyo, modules = Path(sys.argv[1]).resolve(), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        texts = {name: squeezed(text) for name, text in write.write_all(folder, modules).items()}
        totals, reasons, faults = defaultdict(Counter), Counter(), []
        paths = sorted(folder.glob("*.pdf"))
        pdfjs = pdfjs_texts(paths, modules)
        for path in paths:
            writer, content = path.stem.rsplit("-", 1)
            found, named, characters, words = judge(chohyo, path, pdfjs[str(path)], texts[content])
            totals[writer].update(files=1, characters=characters, words=words, faults=len(found))
            reasons.update(named)
            faults += [f"{path.name}: {fault}" for fault in found]
    for writer, total in totals.items():
        print(f"{writer}: {total['files']} files, {total['characters']} characters, {total['words']} words, "
              f"{total['faults']} faults")
    for reason, count in sorted(reasons.items()):
        print(f"  {count:4} × {reason}")
    files = sum(total["files"] for total in totals.values())
    print(f"{files} files of other hands, {len(faults)} faults")
    print("\n".join(faults))
    sys.exit(bool(faults) or files < FEWEST)


if __name__ == "__main__":
    main()
