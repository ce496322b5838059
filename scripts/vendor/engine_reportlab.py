"""ReportLab: a canvas, with its own breaking of lines. It knows no selectors: a registered 字形 comes from a gaiji font."""
import io
from functools import cache

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import gaiji
import sheet as kit

NEVER_FIRST = set("、。）」』〕】，．！？・ー々ゃゅょっャュョッァィゥェォぁぃぅぇぉ")
NEVER_LAST = set("（「『〔【")


@cache
def face_of(file, piece):
    """The registered font that draws a character with a selector."""
    name = f"gaiji{ord(piece[0]):x}{ord(piece[1]):x}"
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(gaiji.font(file, piece, name))))
    return name


class Page:
    def __init__(self, sheet, fonts, images, path):
        self.height, self.images = sheet.h, images
        self.canvas = Canvas(str(path), pagesize=(sheet.w * mm, sheet.h * mm))
        for face, (file, _) in kit.FACES.items():
            pdfmetrics.registerFont(TTFont(face, str(fonts / file)))
        self.names = str(fonts / kit.FACES["mincho"][0])
        for part in sheet.parts:
            getattr(self, type(part).__name__.lower())(part)
        self.canvas.showPage()
        self.canvas.save()

    def down(self, y):
        return (self.height - y) * mm

    def width(self, text, face, size):
        plain = "".join(c for c in text if not 0xE0100 <= ord(c) <= 0xE01EF)
        return pdfmetrics.stringWidth(plain, face, size)

    def show(self, x, y, text, face, size):
        for piece in [text] if self.plain(text) else gaiji.characters(text):
            name = face if len(piece) == 1 or self.plain(piece) else face_of(self.names, piece)
            self.canvas.setFont(name, size)
            self.canvas.drawString(x, y, piece if name == face else piece[0])
            x += self.width(piece, face, size)

    @staticmethod
    def plain(text):
        return not any(0xE0100 <= ord(c) <= 0xE01EF for c in text)

    def frame(self, part):
        self.canvas.setLineWidth(part.pen * mm)
        self.canvas.rect(part.x * mm, self.down(part.y + part.h), part.w * mm, part.h * mm)

    def line(self, part):
        self.canvas.setLineWidth(part.pen * mm)
        self.canvas.line(part.x * mm, self.down(part.y), part.x2 * mm, self.down(part.y2))

    def seal(self, part):
        self.canvas.drawImage(str(self.images / part.file), part.x * mm, self.down(part.y + part.size), part.size * mm,
                              part.size * mm, mask="auto")

    def text(self, part):
        if part.upright:
            return self.column(part)
        room, wide = (part.w - 2 * part.pad) * mm, self.width(part.text, part.face, part.size)
        left = part.x * mm + part.pad * mm
        if part.top:
            base = self.down(part.y) - kit.ASCENT * part.size
        else:
            base = self.down(part.y + part.h / 2) - (kit.ASCENT - 0.5) * part.size
        pieces = gaiji.characters(part.text)
        if part.align == "spread" and len(pieces) > 1:
            gap = (room - wide) / (len(pieces) - 1)
            for piece in pieces:
                self.show(left, base, piece, part.face, part.size)
                left += self.width(piece, part.face, part.size) + gap
        else:
            left += {"left": 0, "spread": 0, "center": (room - wide) / 2, "right": room - wide}[part.align]
            self.show(left, base, part.text, part.face, part.size)
        if part.underline:
            self.canvas.setLineWidth(0.9)
            self.canvas.line(part.x * mm, base - 0.17 * part.size, (part.x + part.w) * mm, base - 0.17 * part.size)

    def column(self, part):
        pieces = gaiji.characters(part.text)
        size, room = part.size / mm, part.h - 2 * part.pad
        gap = (room - size * len(pieces)) / (len(pieces) - 1)
        for index, piece in enumerate(pieces):
            top = part.y + part.pad + index * (size + gap)
            self.show((part.x + part.w / 2) * mm - part.size / 2, self.down(top) - kit.ASCENT * part.size, piece, part.face,
                      part.size)

    def paragraph(self, part):
        marked = [(piece, line) for text, line in part.spans for piece in gaiji.characters(text)]
        top, first = part.y, True
        while marked:
            left, room = (part.x, part.w) if first else (part.x + part.hang, part.w - part.hang)
            count = min(len(marked), int(room * mm / part.size + 0.02))
            while count < len(marked) and (marked[count][0] in NEVER_FIRST or marked[count - 1][0] in NEVER_LAST):
                count -= 1
            row, marked = marked[:count], marked[count:]
            gap = (room * mm - part.size * count) / (count - 1) if marked else 0
            base = self.down(top + part.leading / 2) - (kit.ASCENT - 0.5) * part.size
            self.row(row, left * mm, base, part.size, gap)
            top, first = top + part.leading, False

    def row(self, row, x, base, size, gap):
        text = "".join(piece for piece, _ in row)
        self.canvas.setFont("mincho", size)
        self.canvas.drawString(x, base, text, charSpace=gap)
        marked = [index for index, (_, line) in enumerate(row) if line]
        if marked:
            self.canvas.setLineWidth(0.45)
            self.canvas.line(x + marked[0] * (size + gap), base - 0.17 * size, x + (marked[-1] + 1) * (size + gap) - gap,
                             base - 0.17 * size)


def write(sheet, fonts, images, path):
    Page(sheet, fonts, images, path)
