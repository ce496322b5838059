"""Makes mutants: a kind of fault in a base, seeded, and proved to differ from the base as it claims."""
import random
from dataclasses import dataclass

import numpy
import pymupdf

from content import File
from faults import KINDS
from table import CURVES

TRIES = 40
# Kinds with a curve come more often than the others.
OFTEN, TIMES = {name for _, names, *_ in CURVES for name in names}, 4
# A change that fewer pixels show, at 100 dpi and by a quarter of the scale, is none on paper.
FEWEST_PIXELS, CLEAR = 2, 64


@dataclass
class Mutant:
    number: int
    kind: object
    base: object
    path: object
    told: dict

    def row(self):
        return {"number": self.number, "kind": self.kind.name, "families": list(self.kind.families), "unit": self.kind.unit,
                "form": self.base.form, "base": self.base.name, "base_pdf": str(self.base.pdf),
                "record": str(self.base.record), "basis": self.base.basis, "path": str(self.path), **self.told}


class Looks:
    """Pages as grey pictures; those of bases are kept, as they look once they are written again without a change."""

    def __init__(self):
        self.kept = {}

    def pixels(self, path):
        pictures = [page.get_pixmap(dpi=100, colorspace=pymupdf.csGRAY) for page in pymupdf.open(path)]
        return [numpy.frombuffer(one.samples, numpy.uint8).reshape(one.height, one.width) for one in pictures]

    def of_base(self, path):
        if path not in self.kept:
            again = path.with_suffix(".again.pdf")
            File(path).save(again)
            self.kept[path] = self.pixels(again)
        return self.kept[path]

    def differ(self, base, mutant):
        ours, theirs = self.of_base(base), self.pixels(mutant)
        if [page.shape for page in ours] != [page.shape for page in theirs]:
            return True
        return sum(int((abs(one.astype(numpy.int16) - two) >= CLEAR).sum()) for one, two in zip(ours, theirs)) >= FEWEST_PIXELS


def words(path):
    return [page.get_text() for page in pymupdf.open(path)]


def source_of(kind, base):
    """The file that a kind begins with: the base itself, or a foreign page."""
    if kind.source == "clean":
        return base.pdf
    if kind.source == "names":
        return base.pdf if base.name == "names" else None
    return base.sources.get(kind.source)


def candidates(kind, bases):
    return [base for base in bases if source_of(kind, base)]


def siblings(kind, source):
    """What the text of another 字形 is to be called: by the sequence that was registered."""
    from bases import NAMES
    return {NAMES["sibling"]: NAMES["names"]} if kind.source == "sibling" else {}


def make(number, kind, bases, folder, seed, looks):
    """One mutant, or none where no base has what the kind spoils."""
    rng, choice = random.Random(f"{seed}/{number}/{kind.name}"), candidates(kind, bases)
    for _ in range(TRIES if choice else 0):
        base = rng.choice(choice)
        source = source_of(kind, base)
        file = File(source, base.values, siblings(kind, source))
        told = kind.make(rng, file)
        if told is None:
            continue
        path = folder / f"{number:05}.pdf"
        file.save(path)
        if proved(kind, base, path, looks):
            return Mutant(number, kind, base, path, told)
        path.unlink()
    return None


def proved(kind, base, path, looks):
    """Whether the file differs from the base as its kind says: on paper, or only in what it says."""
    if kind.families == ("harmless",):
        return True
    if kind.seen:
        return looks.differ(base.pdf, path)
    return words(base.pdf) != words(path) or kind.name == "font not embedded"


def make_all(bases, folder, count, seed, kinds=None):
    """Mutants of all kinds in turn, `count` of them."""
    folder.mkdir(parents=True, exist_ok=True)
    looks = Looks()
    names = [name for name in sorted(kinds or KINDS) for _ in range(TIMES if name in OFTEN else 1)]
    barren = set()
    for number in range(count):
        kind = KINDS[names[number % len(names)]]
        if kind.name in barren:
            continue
        mutant = make(number, kind, bases, folder, seed, looks)
        if mutant is None:
            barren.add(kind.name)
        else:
            yield mutant
