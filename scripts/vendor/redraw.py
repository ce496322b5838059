"""Draws the pages of an item dump again, rightly, by ReportLab, in the ways in which engines differ.

A way rounds coordinates and sizes to units of its own, sets texts in a face of another maker, by its own widths and by the middle
of its own line box, or draws rules as filled boxes. None of them changes what the form says: what moves is what a right drawing moves.
"""
import io
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from fontTools import subset
from fontTools.ttLib import TTFont as Tables
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import drawn

POINT = 25.4 / 72
FILES = {"ipamjm": "ipamjm.ttf", "BIZUDGothic-Regular": "BIZUDGothic-Regular.ttf"}
# Faces in the place of others: of another maker, or one for all; what a face lacks is drawn in the form's own, as engines fall back.
OTHER = {"ipamjm": "BIZUDMincho-Regular.ttf", "BIZUDGothic-Regular": "BIZUDMincho-Regular.ttf"}
ONE = {"BIZUDGothic-Regular": "ipamjm.ttf"}
# Above and below the base line a Japanese em has these parts, whatever the font.
ABOVE, BELOW = 0.88, 0.12


@dataclass(frozen=True)
class Way:
    name: str
    # Step of coordinates, in mm; 0 keeps them.
    grid: float = 0
    # Step of sizes, in points: to the next that is smaller or the same, for a larger one may not fit, as far as it is near.
    sizes: float = 0
    # Step of the weight of rules, in mm.
    weights: float = 0
    faces: tuple = ()
    # Line boxes by the measures of Windows (usWinAscent, usWinDescent) in the place of the em.
    line_box: bool = False
    # What of a text keeps its place if its width is another: left, middle, right.
    keeps: str = "left"
    filled: bool = False
    # How far the sides of frames go beyond their corners, in weights: a half where boxes close the corner.
    corners: float = 0.5
    # Resolution of pictures; 0 keeps their samples.
    dpi: int = 0


WAYS = [
    Way("as it is"),
    Way("pixels of 96 dpi, pictures at 200 dpi", grid=25.4 / 96, dpi=200),
    Way("0.1 mm, weights 0.05 mm", grid=0.1, weights=0.05),
    Way("0.5 pt, weights 0.1 pt", grid=0.5 * POINT, weights=0.1 * POINT),
    Way("whole points, weights 0.25 pt", grid=POINT, weights=0.25 * POINT),
    Way("twips, rules as filled boxes of 600 dpi", grid=POINT / 20, weights=25.4 / 600, filled=True),
    Way("whole points, filled boxes between the corners", grid=POINT, filled=True, corners=-0.5),
    Way("sizes of 0.5 pt, by the left", sizes=0.5),
    Way("sizes of 0.5 pt, by the middle", sizes=0.5, keeps="middle"),
    Way("sizes of 0.5 pt, by the right", sizes=0.5, keeps="right"),
    Way("another face, by the left", faces=tuple(OTHER.items())),
    Way("another face, by the middle", faces=tuple(OTHER.items()), keeps="middle"),
    Way("another face, by the right", faces=tuple(OTHER.items()), keeps="right"),
    Way("one face for labels and values", faces=tuple(ONE.items())),
    Way("line boxes of Windows", line_box=True),
    Way("96 dpi, another face, by the middle", grid=25.4 / 96, faces=tuple(OTHER.items()), keeps="middle"),
    Way("96 dpi, line boxes of Windows", grid=25.4 / 96, line_box=True),
]


def snapped(value, step):
    return round(value / step) * step if step else value


@cache
class Face:
    """What a font file says of its characters and glyphs."""

    def __init__(self, path):
        tables = Tables(path, lazy=True)
        em, widths, self.order = tables["head"].unitsPerEm, tables["hmtx"], tables.getGlyphOrder()
        self.cmap, self.path = tables.getBestCmap(), path
        self.advances = [widths[name][0] / em for name in self.order]
        self.at = {name: index for index, name in enumerate(self.order)}
        # By the measures of Windows.
        self.line_box = tables["OS/2"].usWinAscent / em, tables["OS/2"].usWinDescent / em

    def gives(self, one):
        """Whether a character by itself gives its glyph."""
        return len(one.text) == 1 and self.cmap.get(ord(one.text)) == self.order[one.glyph]

    def advance(self, character):
        return self.advances[self.at[self.cmap[ord(character)]]] if ord(character) in self.cmap else None

    def cut(self, name, glyphs):
        """The font with these characters and glyphs alone, under another name."""
        tables = Tables(self.path)
        options = subset.Options(notdef_outline=True, layout_features=[], name_IDs=[1, 2, 4, 6])
        options.drop_tables += ["meta"]
        cutter = subset.Subsetter(options)
        cutter.populate(glyphs=[self.order[glyph] for glyph in glyphs.values()], unicodes=map(ord, glyphs))
        cutter.subset(tables)
        tables["cmap"].tables = [one for one in tables["cmap"].tables if one.format != 14]
        for one in tables["cmap"].tables:
            one.cmap = {ord(text): self.order[glyph] for text, glyph in glyphs.items() if one.format == 12 or ord(text) < 0x10000}
        for record in tables["name"].names:
            record.string = name
        out = io.BytesIO()
        tables.save(out)
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(out.getvalue())))


def code(one):
    """The character that stands for a glyph: without its selector, which the engine does not know; a private one for a name."""
    return one.text[0] if one.text[0] != "{" else chr(0xE000 + one.glyph % 0x1900)


def unicode_map(name, glyphs):
    """A /ToUnicode as ReportLab writes it, but in UTF-16: it writes characters beyond U+FFFF with five digits, which is nothing."""
    rows = [f"<{code:02X}> <{chr(said).encode('utf-16-be').hex()}>" for code, said in enumerate(glyphs)]
    return "\n".join(["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", f"/CMapName /{name} def", "/CMapType 2 def",
                      "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
                      *[line for start in range(0, len(rows), 100)
                        for line in (f"{len(rows[start:start + 100])} beginbfchar", *rows[start:start + 100], "endbfchar")],
                      "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


ttfonts.makeToUnicodeCMap = unicode_map


class Fonts:
    """The faces, cut to what the pages say, and fonts with the glyphs that no character gives: other 字形, vertical forms, names.
    The engine keeps fonts by name: those of other pages are other fonts."""

    def __init__(self, folder, pages, key):
        self.key = key
        self.faces = {file: Face(str(folder / file)) for file in {*FILES.values(), *OTHER.values()}}
        self.own, said, extra = {}, set(), defaultdict(set)
        for page in pages:
            for text in page.parts:
                for one in text.glyphs if isinstance(text, drawn.Text) else []:
                    if self.faces[FILES[text.face]].gives(one):
                        said.add(one.text)
                    else:
                        extra[FILES[text.face]].add((code(one), one.glyph))
        for file, face in self.faces.items():
            face.cut(f"{key}-{file}", {text: face.at[face.cmap[ord(text)]] for text in sorted(said) if ord(text) in face.cmap})
        for file, glyphs in sorted(extra.items()):
            self.make(file, sorted(glyphs))

    def make(self, file, glyphs):
        """Fonts in which characters give other glyphs: as many as a character has of them."""
        while glyphs:
            now = dict(glyphs)
            glyphs = [(text, glyph) for text, glyph in glyphs if now[text] != glyph]
            name = f"{self.key}-{file}+{len(self.own)}"
            self.faces[file].cut(name, now)
            self.own.update({(file, text, glyph): name for text, glyph in now.items()})

    def own_face(self, text):
        return self.faces[FILES[text.face]]

    def of(self, text, one, way):
        """Font and advance (of the em) of a glyph; vertical texts keep their face, whose vertical forms are meant."""
        file, face = FILES[text.face], self.own_face(text)
        plain = face.gives(one)
        other = dict(way.faces).get(text.face)
        if other and plain and not text.mode:
            # A space is a gap of the form, whatever the face.
            if (advance := self.faces[other].advance(one.text)) is not None and one.text.strip():
                return f"{self.key}-{other}", advance
        return (f"{self.key}-{file}" if plain else self.own[file, code(one), one.glyph]), face.advances[one.glyph]


@dataclass
class Drawing:
    fonts: Fonts
    way: Way
    pictures: list = field(default_factory=list)

    def at(self, value):
        return snapped(value, self.way.grid)

    def write(self, pages, path):
        canvas = Canvas(str(path), invariant=1)
        for number, page in enumerate(pages):
            canvas.setPageSize((page.w * mm, page.h * mm))
            self.canvas, self.height, self.number = canvas, page.h, number
            for part in page.parts:
                {drawn.Text: self.text, drawn.Line: self.line, drawn.Box: self.box}[type(part)](part)
            canvas.showPage()
        canvas.save()

    def pen(self, width):
        step = self.way.weights
        return max(snapped(width, step), step) if step else width

    def line(self, part):
        x, y, x2, y2 = map(self.at, (part.x, part.y, part.x2, part.y2))
        sides = [(x, y, x2, y), (x, y2, x2, y2), (x, y, x, y2), (x2, y, x2, y2)] if part.frame else [(x, y, x2, y2)]
        pen = self.pen(part.pen)
        for side in sides:
            if self.way.filled and not part.dash and (side[0] == side[2] or side[1] == side[3]):
                self.filled(*side, pen, pen * self.way.corners if part.frame else 0)
            else:
                self.canvas.setLineWidth(pen * mm)
                self.canvas.setDash([one * mm for one in part.dash])
                self.canvas.setLineCap(2 if part.frame and not part.dash else 0)
                self.canvas.line(side[0] * mm, self.up(side[1]), side[2] * mm, self.up(side[3]))

    def filled(self, x, y, x2, y2, pen, more):
        """A rule as a box; frames are closed at their corners."""
        wide, high = (pen, y2 - y + 2 * more) if x == x2 else (x2 - x + 2 * more, pen)
        left, top = (x - pen / 2, y - more) if x == x2 else (x - more, y - pen / 2)
        self.canvas.setFillGray(0)
        self.canvas.rect(left * mm, self.up(top + high), wide * mm, high * mm, stroke=0, fill=1)

    def up(self, y):
        return (self.height - y) * mm

    def box(self, part):
        x, y, x2, y2 = map(self.at, (part.x, part.y, part.x + part.w, part.y + part.h))
        if part.kind == "image":
            picture = min(self.pictures, key=lambda one: abs(one.page - self.number) * 1000 + abs(one.x - part.x) + abs(one.y - part.y))
            image = picture.image
            if self.way.dpi:
                image = image.resize([max(round(side / 25.4 * self.way.dpi), 1) for side in (part.w, part.h)])
            self.canvas.drawImage(ImageReader(image), x * mm, self.up(y2), (x2 - x) * mm, (y2 - y) * mm, mask="auto")
        elif part.kind == "fill" and part.look.startswith("grey "):
            self.canvas.setFillGray(int(part.look[5:]) / 255)
            self.canvas.rect(x * mm, self.up(y2), (x2 - x) * mm, (y2 - y) * mm, stroke=0, fill=1)
        else:
            raise drawn.Unknown(part.kind + part.look)

    def text(self, part):
        step = self.way.sizes
        lower = part.points // step * step if step else part.points
        # What no step of the engine is near to has a step of its own.
        points = lower if part.points - lower <= 0.25 else part.points
        self.canvas.setFillGray(int(part.shade[5:]) / 255 if part.shade.startswith("grey ") else 0)
        if part.mode == "turned" or part.shade and not part.shade.startswith("grey "):
            raise drawn.Unknown(part.mode + part.shade)
        marks = [(one, *self.fonts.of(part, one, self.way)) for one in part.glyphs]
        own = [(one, *self.fonts.of(part, one, WAYS[0])) for one in part.glyphs]
        if sum(mark[2] for mark in marks) > sum(mark[2] for mark in own) + 0.01:
            # What would be wider, and may leave its box, stays in the form's own face.
            marks = own
        if marks and part.mode == "vertical":
            self.column(part, marks, points)
        elif marks:
            self.row(part, marks, points)

    def base(self, part, points):
        """Where the base line stands of a line box whose middle is that of the form's em."""
        middle = part.y - (ABOVE - BELOW) / 2 * part.points * POINT
        above, below = self.fonts.own_face(part).line_box if self.way.line_box else (ABOVE, BELOW)
        return self.at(middle + (above - below) / 2 * points * POINT)

    def row(self, part, marks, points):
        em, own = points * POINT * part.condense / 100, part.points * POINT * part.condense / 100
        widths = [self.fonts.own_face(part).advances[one.glyph] * own for one in part.glyphs]
        starts = [one.x for one in part.glyphs]
        x, places = 0, []
        for (one, _, advance), width, after in zip(marks, widths, [*starts[1:], starts[-1] + widths[-1]]):
            places.append(x)
            # What the form adds to the widths of its characters is added to those of this engine.
            x += advance * em + (after - one.x - width)
        wide = starts[-1] + widths[-1] - starts[0]
        spare = {"left": 0, "middle": (wide - x) / 2, "right": wide - x}[self.way.keeps]
        left, base = self.at(part.x + starts[0] + spare), self.base(part, points)
        for (one, font, _), x in zip(marks, places):
            self.show(left + x, base + one.y, code(one), font, points, part.condense)

    def column(self, part, marks, points):
        """Upright glyphs one below the other: each keeps the middle of its em."""
        for one, font, _ in marks:
            grown = (points - part.points) * POINT
            x, y = part.x + one.x - grown / 2, part.y + one.y + grown * (ABOVE - BELOW) / 2
            self.show(self.at(x), self.at(y), code(one), font, points, part.condense)

    def show(self, x, base, text, font, points, condense):
        if not text.strip():
            return
        words = self.canvas.beginText(x * mm, self.up(base))
        words.setFont(font, points)
        words.setHorizScale(condense)
        words.textOut(text)
        words.setHorizScale(100)
        self.canvas.drawText(words)
