"""Pages of our own PDFs as lists of elements that can be changed and written back, by pikepdf."""
import re
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Name, Operator, String

MM = 72 / 25.4


def op(operator, *operands):
    return ContentStreamInstruction(list(operands), Operator(operator))


@dataclass
class Run:
    """A text: its font, size, place in points, and codes with adjustments between them."""
    font: str
    size: float
    x: float
    y: float
    parts: list
    scale: float = 100
    before: list = field(default_factory=list)
    after: list = field(default_factory=list)
    inside: list = field(default_factory=list)
    marked: bool = False

    def codes(self):
        """Two-byte codes of all glyphs."""
        return [part[i:i + 2] for part in self.parts if isinstance(part, bytes) for i in range(0, len(part), 2)]

    def set_codes(self, codes):
        """Puts other codes in, with the adjustments that stood between, as far as they go."""
        gaps, seen = [], -1
        for part in self.parts:
            if isinstance(part, bytes):
                for _ in range(0, len(part), 2):
                    gaps.append(0)
                    seen += 1
            elif seen >= 0:
                gaps[seen] += part
        self.parts = []
        for index, code in enumerate(codes):
            self.parts.append(code)
            if index < len(codes) - 1 and index < len(gaps) and gaps[index]:
                self.parts.append(gaps[index])

    def written(self):
        shown = Array([String(part) if isinstance(part, bytes) else round(part, 3) for part in self.parts])
        scaled = [op("Tz", self.scale)] if self.scale != 100 else []
        reset = [op("Tz", 100)] if self.scale != 100 else []
        return [*self.before, op("BT"), op("Tf", Name(self.font), round(self.size, 4)), *scaled, *self.inside,
                op("Td", round(self.x, 4), round(self.y, 4)), op("TJ", shown), *reset, op("ET"), *self.after]


@dataclass
class Stroke:
    """A rule or a frame: points are x, y, width, height of a frame, or the two ends of a rule."""
    width: float
    dash: list
    points: list
    frame: bool
    before: list = field(default_factory=list)
    after: list = field(default_factory=list)

    def written(self):
        p = [round(value, 4) for value in self.points]
        path = [op("re", *p)] if self.frame else [op("m", *p[:2]), op("l", *p[2:])]
        dashed = [op("d", Array(self.dash), 0)]
        return [*self.before, op("w", round(self.width, 4)), *dashed, *path, op("S"), *self.after]


@dataclass
class Picture:
    """An image with its matrix."""
    matrix: list
    name: str
    before: list = field(default_factory=list)

    def written(self):
        return [op("q"), *self.before, op("cm", *[round(value, 4) for value in self.matrix]), op("Do", Name(self.name)), op("Q")]


@dataclass
class Raw:
    """What is not changed."""
    instructions: list

    def written(self):
        return self.instructions


class Reader:
    """Content stream to elements; every element carries its own state."""

    def __init__(self, stream):
        self.elements, self.font, self.size, self.scale = [], None, 0, 100
        self.width, self.dash, self.marks, self.path = 1.0, [], [], []
        instructions = list(pikepdf.parse_content_stream(stream))
        while instructions:
            instructions = self.take(instructions)

    def take(self, rest):
        name = str(rest[0].operator)
        if name == "BT":
            end = next(i for i, one in enumerate(rest) if str(one.operator) == "ET")
            self.text(rest[:end + 1])
            return rest[end + 1:]
        if name == "q" and [str(one.operator) for one in rest[1:4]] == ["cm", "Do", "Q"]:
            self.elements.append(Picture([float(v) for v in rest[1].operands], str(rest[2].operands[0])))
            return rest[4:]
        self.single(name, rest[0])
        return rest[1:]

    def single(self, name, one):
        if name == "w":
            self.width = float(one.operands[0])
        elif name == "d":
            self.dash = [float(v) for v in one.operands[0]]
        elif name in ("m", "l", "re", "h", "c"):
            self.path.append((name, [float(v) for v in one.operands]))
        elif name == "S" and all(kind in ("m", "l", "re") for kind, _ in self.path):
            self.strokes()
        elif name in ("S", "f", "f*", "B", "n"):
            path = [op(kind, *values) for kind, values in self.path]
            self.elements.append(Raw([op("w", self.width), op("d", Array(self.dash), 0), *path, one]))
            self.path = []
        else:
            if name in ("BMC", "BDC"):
                self.marks.append(name == "BDC" and "/ActualText" in str(one.operands))
            elif name == "EMC":
                self.marks.pop()
            self.elements.append(Raw([one]))

    def strokes(self):
        at = None
        for kind, values in self.path:
            if kind == "re":
                self.elements.append(Stroke(self.width, self.dash, values, True))
            elif kind == "l":
                self.elements.append(Stroke(self.width, self.dash, at + values, False))
            at = values[:2]
        self.path = []

    def text(self, block):
        """Our pages hold many texts in one text object: each move of its line begins a piece."""
        piece, waiting, depth, line = None, [], 0, (0.0, 0.0)
        for one in block[1:-1]:
            name = str(one.operator)
            begins = name == "Tm" or name == "Td" and (depth == 0 or "BDC" in [str(w.operator) for w in waiting])
            if begins:
                self.piece(piece)
                piece, waiting = [(self.font, self.size, self.scale), line, *waiting, one], []
            elif name in ("Tj", "TJ", "EMC", "Td"):
                piece, waiting = [*piece, *waiting, one], []
            else:
                waiting.append(one)
            depth += {"BDC": 1, "EMC": -1}.get(name, 0)
            if name == "Td":
                line = (line[0] + float(one.operands[0]), line[1] + float(one.operands[1]))
            self.state(name, one.operands)
        self.piece(piece)
        self.elements += [Raw([one]) for one in waiting]

    def state(self, name, values):
        if name == "Tf":
            self.font, self.size = str(values[0]), float(values[1])
        elif name == "Tz":
            self.scale = float(values[0])

    def piece(self, piece):
        """A run, if it is one string after one move; else what it is, with the state it stands in."""
        if piece is None:
            return
        before, line, *inside = piece
        *head, shown = inside
        if str(shown.operator) in ("Tj", "TJ") and all(str(one.operator) in ("Tf", "Tz", "g", "rg", "Td") for one in head):
            font, size, scale = before
            for one in head:
                if str(one.operator) == "Tf":
                    font, size = str(one.operands[0]), float(one.operands[1])
                elif str(one.operator) == "Tz":
                    scale = float(one.operands[0])
                elif str(one.operator) == "Td":
                    line = (line[0] + float(one.operands[0]), line[1] + float(one.operands[1]))
                else:
                    self.elements.append(Raw([one]))
            values = shown.operands
            parts = [values[0]] if str(shown.operator) == "Tj" else values[0]
            parts = [bytes(part) if isinstance(part, String) else float(part) for part in parts]
            self.elements.append(Run(font, size, *line, parts, scale, marked=any(self.marks)))
            return
        state = [op("Tf", Name(before[0]), before[1])] if before[0] else []
        self.elements.append(Raw([op("BT"), *state, op("Tz", before[2]), op("Td", *line), *inside, op("Tz", 100), op("ET")]))


CHARACTER = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[[^\]]*\])")


def texts_of(font):
    """What /ToUnicode says of each two-byte code."""
    data, known = font.ToUnicode.read_bytes(), {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S):
        for code, text in CHARACTER.findall(block):
            known[bytes.fromhex(code.decode())] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.S):
        for first, last, to in RANGE.findall(block):
            low, high = int(first, 16), int(last, 16)
            if to.startswith(b"["):
                texts = [bytes.fromhex(t.decode()).decode("utf-16-be") for t in re.findall(rb"<([0-9A-Fa-f]+)>", to)]
            else:
                start = bytes.fromhex(to[1:-1].decode()).decode("utf-16-be")
                texts = [start[:-1] + chr(ord(start[-1]) + step) for step in range(high - low + 1)]
            known.update({(low + step).to_bytes(2, "big"): text for step, text in enumerate(texts)})
    return known


class Layer:
    """The elements of a page's own content, or of a form XObject that it draws (the fixed layer)."""

    def __init__(self, stream, resources, fixed):
        self.stream, self.resources, self.fixed = stream, resources, fixed
        self.elements = Reader(stream).elements
        fonts = resources.get("/Font", {})
        self.fonts = {name: fonts[name] for name in fonts.keys()}
        self.texts = {name: texts_of(font) if "/ToUnicode" in font else {} for name, font in self.fonts.items()}

    def runs(self, at_least=1):
        """Runs with a text of so many glyphs, no space only."""
        return [one for one in self.elements if isinstance(one, Run) and not one.marked and self.text(one).strip()
                and len(one.codes()) >= at_least]

    def text(self, run):
        known = self.texts.get(run.font, {})
        return "".join(known.get(code, "\ufffd") for code in run.codes())

    def strokes(self):
        return [one for one in self.elements if isinstance(one, Stroke)]

    def data(self):
        return pikepdf.unparse_content_stream([one for element in self.elements for one in element.written()])


class Sheet:
    """A page and its layers."""

    def __init__(self, pdf, page, shared):
        self.pdf, self.page = pdf, page
        page.contents_coalesce()
        self.width, self.height = (float(page.MediaBox[i + 2]) - float(page.MediaBox[i]) for i in (0, 1))
        self.own = Layer(page, page.resources, False)
        drawn = page.resources.get("/XObject", {})
        # Pages of one master draw one form: it is read once, so that a change in it stays.
        forms = [drawn[name] for name in drawn.keys() if drawn[name].Subtype == "/Form"]
        for form in forms:
            shared.setdefault(form.objgen, Layer(form, form.Resources, True))
        self.layers = [self.own] + [shared[form.objgen] for form in forms]

    def save(self):
        self.page.Contents = self.pdf.make_stream(self.own.data())
        for layer in self.layers[1:]:
            layer.stream.write(layer.data())

    def mm(self, x, y):
        """A point of the page in millimetres from the top left."""
        return round(x / MM, 2), round((self.height - y) / MM, 2)


def cmap(texts):
    """A /ToUnicode that says these texts."""
    lines = "\n".join(f"<{code.hex()}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(texts.items()))
    return ("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{len(texts)} beginbfchar\n{lines}\nendbfchar\nendcmap\nend\nend\n").encode()


class File:
    """A PDF of ours, open for changes. `values` are the places of what the record says, `siblings` the texts to lie with."""

    def __init__(self, path, values=frozenset(), siblings=None):
        self.pdf = pikepdf.open(path)
        shared = {}
        self.sheets = [Sheet(self.pdf, page, shared) for page in self.pdf.pages]
        self.values, self.siblings, self.after = values, siblings or {}, []

    def is_value(self, sheet, run):
        return (sheet.page.index, round(run.x, 1), round(run.y, 1)) in self.values

    def places(self):
        return frozenset((sheet.page.index, round(run.x, 1), round(run.y, 1))
                         for sheet in self.sheets for layer in sheet.layers for run in layer.runs())

    def tell(self, font, texts):
        """Makes a font's /ToUnicode say other texts."""
        font.ToUnicode = self.pdf.make_stream(cmap(texts))

    def save(self, path):
        for sheet in self.sheets:
            sheet.save()
        for change in self.after:
            change(self.pdf)
        self.pdf.save(path, deterministic_id=True)
