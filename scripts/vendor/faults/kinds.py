"""Kinds of fault: what they are, and choosing a place for one."""
import unicodedata
from dataclasses import dataclass

from content import op


KINDS = {}


@dataclass
class Kind:
    name: str
    families: tuple
    unit: str
    make: object
    # A fault of the text alone leaves no mark on paper.
    seen: bool
    source: str


def kind(name, *families, unit="", seen=True, source="clean"):
    def keep(make):
        KINDS[name] = Kind(name, families, unit, make, seen, source)
        return make
    return keep


def chosen_run(rng, file, value, at_least=1, font_texts=False):
    """A sheet, layer and run: what the record says (value) or a fixed word."""
    found = [(sheet, layer, run) for sheet in file.sheets for layer in sheet.layers for run in layer.runs(at_least)
             if file.is_value(sheet, run) == value and (not font_texts or layer.texts.get(run.font))]
    return rng.choice(found) if found else None


def width_of(layer, run):
    """Width in points, near enough to cover a text."""
    return run.size * run.scale / 100 * sum(1 if ord((t or " ")[0]) > 0x2E80 else 0.5
                                            for t in (layer.texts.get(run.font, {}).get(c) for c in run.codes()))


def downward(layer, run):
    return layer.fonts[run.font].get("/Encoding") == "/Identity-V"


def box_of(layer, run):
    """Box of a text in points: x, y of its lower left corner, width, height."""
    long = width_of(layer, run)
    if downward(layer, run):
        return [run.x - 0.6 * run.size, run.y - run.size * len(run.codes()), 1.2 * run.size, run.size * len(run.codes())]
    return [run.x, run.y - 0.15 * run.size, long, 1.1 * run.size]


def amount(rng, low=0.2, high=2.0):
    return round(rng.uniform(low, high), 2)


def place(sheet, run):
    return {"page": file_page(sheet), "at": sheet.mm(run.x, run.y)}


def file_page(sheet):
    return sheet.page.index + 1


def visible(layer, run):
    """Indices of glyphs that print something."""
    known = layer.texts.get(run.font, {})
    return [i for i, code in enumerate(run.codes()) if known.get(code, "x").strip()]


def around(run, before, after=("Q",)):
    run.before = run.before + before
    run.after = [op(name) for name in after] + run.after


def alike(one, other):
    """Whether two texts begin alike once they are normalised."""
    plain = [unicodedata.normalize("NFKC", text)[:1] for text in (one, other)]
    return plain[0] == plain[1]


def others(layer, run, code):
    """Codes of the same font for another visible text; of the same sort first (a digit for a digit)."""
    known = layer.texts[run.font]
    text = known.get(code, "")
    found = [other for other, said in known.items() if said.strip() and not alike(said, text)]
    same = [other for other in found if known[other][0].isdigit() == text[:1].isdigit()]
    return same or found
