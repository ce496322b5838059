"""The pages of a golden as data: every text, line, fill and picture of `golden/refs/*/*/items.txt`, in millimetres from the top left.

The drawers of `redraw.py` know a form by this alone: where its words stand, how large they are, and what they say.
"""
import re
from dataclasses import dataclass, field

PAGE = re.compile(r"page \d+ (\S+) x (\S+) master ")
ITEM = re.compile(r"[=+] (\d+) (\w+) (?:(.*?) )?(text|rule|frame|ellipse|fill|image) (-?\d+\.\d+),(-?\d+\.\d+) (.*)$")
TEXT = re.compile(r'(\S+) ([\d.]+)pt(?: (\d+)%)?(?: (vertical|turned))?(?: (grey \d+|#\w+))? "(.*)"((?: (?:-|\d+@\S+))*)$')
TOLD = re.compile(r"<U\+([0-9A-F]+)>")
PIECE = re.compile(r"\{[^{}]*\}|.[\U000e0100-\U000e01ef\u3099\u309a\ufe00-\ufe0f]*", re.S)


@dataclass
class Glyph:
    """A character with its glyph and its place from the beginning of the text."""
    text: str
    glyph: int
    x: float
    y: float


@dataclass
class Text:
    x: float
    y: float
    face: str
    points: float
    condense: int
    mode: str
    shade: str
    value: bool
    glyphs: list


@dataclass
class Line:
    x: float
    y: float
    x2: float
    y2: float
    pen: float
    dash: list
    frame: bool


@dataclass
class Box:
    """A fill, an ellipse or a picture."""
    kind: str
    x: float
    y: float
    w: float
    h: float
    look: str


@dataclass
class Page:
    w: float
    h: float
    parts: list = field(default_factory=list)


class Unknown(Exception):
    """A line that is not understood: then nothing is measured, for a page that lacks something is no right one."""


def pieces(text):
    """The characters of a quoted text with their selectors, of which some are told by number; names of glyphs in braces."""
    return PIECE.findall(TOLD.sub(lambda found: chr(int(found[1], 16)), text))


def text(x, y, role, rest):
    found = TEXT.match(rest)
    if not found:
        raise Unknown(rest)
    face, points, condense, mode, shade, words, places = found.groups()
    marks, clusters = places.split(), pieces(words)
    if len(marks) != len(clusters):
        raise Unknown(rest)
    glyphs = []
    for mark, piece in zip(marks, clusters):
        for part in mark.split("+") if mark != "-" else []:
            number, at = part.split("@")
            dx, dy = (at.split(",") + ["0"])[:2]
            glyphs.append(Glyph(piece, int(number), float(dx), float(dy)))
    return Text(x, y, face, float(points), int(condense or 100), mode or "", shade or "", role in ("value", "cell"), glyphs)


def pen(words):
    """Width and dashes: `w 0.200 dash 2.000 1.500`."""
    width = float(words[words.index("w") + 1])
    dash = [float(words[words.index("dash") + step]) for step in (1, 2)] if "dash" in words else []
    return width, dash


def part(line):
    found = ITEM.match(line)
    if not found:
        raise Unknown(line)
    _, role, _, kind, x, y, rest = found.groups()
    x, y, words = float(x), float(y), rest.split()
    if kind == "text":
        return text(x, y, role, rest)
    if kind == "rule":
        x2, y2 = map(float, words[1].split(","))
        return Line(x, y, x2, y2, *pen(words), False)
    w, h = float(words[0]), float(words[2])
    if "double" in words:
        raise Unknown(line)
    if kind == "frame":
        return Line(x, y, x + w, y + h, *pen(words), True)
    return Box(kind, x, y, w, h, " ".join(words[3:]))


def pages(path):
    """The pages of an item dump. What has order 0 is 見本, which no live page has."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := PAGE.match(line):
            out.append(Page(float(found[1]), float(found[2])))
        elif line[2:].split(" ", 1)[0] != "0":
            out[-1].parts.append(part(line))
    return out
