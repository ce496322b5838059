"""A sheet as a vendor sees it: texts in boxes, frames, lines, a seal; millimetres from the top left. It knows no engine."""
from dataclasses import dataclass, field

FACES = {"mincho": ("ipamjm.ttf", "IPAmjMincho"), "gothic": ("BIZUDGothic-Regular.ttf", "BIZ UDGothic")}
# Ascent of an em from its baseline, of both faces.
ASCENT = 0.88


@dataclass
class Text:
    """One line in a box. `align` is left, center, right or spread (均等割付)."""
    x: float
    y: float
    w: float
    h: float
    text: str
    size: float
    face: str = "mincho"
    align: str = "left"
    pad: float = 0
    top: bool = False
    underline: bool = False
    upright: bool = False


@dataclass
class Paragraph:
    """Lines that the engine breaks itself, set to both edges; `spans` are texts with or without an underline."""
    x: float
    y: float
    w: float
    size: float
    leading: float
    spans: list
    hang: float = 0


@dataclass
class Frame:
    x: float
    y: float
    w: float
    h: float
    pen: float


@dataclass
class Line:
    x: float
    y: float
    x2: float
    y2: float
    pen: float


@dataclass
class Seal:
    x: float
    y: float
    size: float
    file: str


@dataclass
class Sheet:
    w: float
    h: float
    parts: list = field(default_factory=list)

    def add(self, *parts):
        self.parts += parts

    def cell(self, box, text, size, pen, **more):
        """A framed box with a text in it."""
        self.add(Frame(*box, pen))
        if text:
            self.add(Text(*box, text, size, **more))
