"""fpdf2: millimetres from the top left; what has a selector is drawn by a gaiji font."""
import tempfile
from pathlib import Path

from fpdf import FPDF

import gaiji
import sheet as kit

MM = 25.4 / 72
NEVER_FIRST = "、。）」』】，．！？・ー々ゃゅょっャュョッァィゥェォ"
NEVER_LAST = "（「『【"


class Drawing:
    def __init__(self, sheet, fonts, images):
        self.images = images
        self.pdf = FPDF(unit="mm", format=(sheet.w, sheet.h))
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.add_page()
        for face, (file, _) in kit.FACES.items():
            self.pdf.add_font(face, fname=str(fonts / file))
        self.names, self.made = str(fonts / kit.FACES["mincho"][0]), set()
        for part in sheet.parts:
            getattr(self, type(part).__name__.lower())(part)

    def rule(self, pen, x, y, x2, y2):
        self.pdf.set_line_width(pen)
        self.pdf.line(x, y, x2, y2)

    def frame(self, part):
        self.pdf.set_line_width(part.pen)
        self.pdf.rect(part.x, part.y, part.w, part.h)

    def line(self, part):
        self.rule(part.pen, part.x, part.y, part.x2, part.y2)

    def seal(self, part):
        self.pdf.image(str(self.images / part.file), part.x, part.y, part.size, part.size)

    def text(self, part):
        self.pdf.set_font(part.face, size=part.size)
        high = part.size * MM
        base = part.y + high * kit.ASCENT if part.top else part.y + part.h / 2 + high * (kit.ASCENT - 0.5)
        if part.align == "spread":
            self.spread(part, base)
        else:
            pieces = gaiji.characters(part.text)
            room = part.w - 2 * part.pad - self.pdf.get_string_width("".join(piece[0] for piece in pieces))
            x = part.x + part.pad + {"left": 0, "center": room / 2, "right": room}[part.align]
            self.show(part, x, base, pieces)
        if part.underline:
            low = base + 0.17 * high
            self.rule(0.9 * MM, part.x, low, part.x + part.w, low)

    def show(self, part, x, base, pieces):
        """A whole text at once, or by characters where one of them has a selector."""
        if len(pieces) == len(part.text):
            return self.pdf.text(x, base, part.text)
        for piece in pieces:
            self.pdf.set_font(part.face if len(piece) == 1 else self.gaiji(piece), size=part.size)
            self.pdf.text(x, base, piece[0])
            x += self.pdf.get_string_width(piece[0])

    def gaiji(self, piece):
        name = f"gaiji{ord(piece[0]):x}{ord(piece[1]):x}"
        if name not in self.made:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "gaiji.ttf"
                path.write_bytes(gaiji.font(self.names, piece, name))
                self.pdf.add_font(name, fname=str(path))
            self.made.add(name)
        return name

    def spread(self, part, base):
        """One text a character: 均等割付 lengthwise, or downwards in a column."""
        high, last = part.size * MM, max(len(part.text) - 1, 1)
        room = (part.h if part.upright else part.w) - 2 * part.pad - high * len(part.text)
        for index, character in enumerate(part.text):
            step = part.pad + index * (high + room / last)
            if part.upright:
                self.pdf.text(part.x + (part.w - high) / 2, part.y + step + high * kit.ASCENT, character)
            else:
                self.pdf.text(part.x + step, base, character)

    def paragraph(self, part):
        marked = [(character, line) for text, line in part.spans for character in text]
        self.pdf.set_font("mincho", size=part.size)
        high, top, hang = part.size * MM, part.y, 0
        while marked:
            count = min(len(marked), int((part.w - hang) / high + 0.02))
            while count < len(marked) and (marked[count][0] in NEVER_FIRST or marked[count - 1][0] in NEVER_LAST):
                count -= 1
            row, marked = marked[:count], marked[count:]
            gap = (part.w - hang - high * count) / (count - 1) if marked else 0
            base = top + part.leading / 2 + high * (kit.ASCENT - 0.5)
            for index, (character, line) in enumerate(row):
                x = part.x + hang + index * (high + gap)
                self.pdf.text(x, base, character)
                if line:
                    self.rule(0.16, x, base + 0.17 * high, x + high + gap, base + 0.17 * high)
            top, hang = top + part.leading, part.hang


def write(sheet, fonts, images, path):
    Drawing(sheet, fonts, images).pdf.output(str(path))
