"""Changes that are no fault."""
from pikepdf import Array, Dictionary, Name

from PIL import Image

from content import MM, Picture, Raw, Run, Stroke, op

from . import pictures
from .kinds import downward, kind
from .pages import whole
from .rules import edges

@kind("selector lost in the text, glyph right", "harmless", seen=False, source="names")
def selector_lost(rng, file):
    changed = False
    for sheet in file.sheets:
        for layer in sheet.layers:
            for name, texts in layer.texts.items():
                if any(len(text) > 1 and text[-1] >= "\U000e0100" for text in texts.values()):
                    file.tell(layer.fonts[name], {code: text.rstrip("".join(map(chr, range(0xE0100, 0xE01F0))))
                                                  for code, text in texts.items()})
                    changed = True
    return {"page": 1} if changed else None


@kind("fonts renamed", "harmless", seen=False)
def renamed(rng, file):
    for sheet in file.sheets:
        for layer in sheet.layers:
            for font in layer.fonts.values():
                below = font.DescendantFonts[0]
                for one in (font, below):
                    one.BaseFont = Name("/VENDOR+Kanji")
                if "/FontDescriptor" in below:
                    below.FontDescriptor.FontName = Name("/VENDOR+Kanji")
    return {"page": 1}


@kind("every glyph placed alone", "harmless", seen=False)
def letter_by_letter(rng, file):
    changed = False
    for sheet in file.sheets:
        for layer in sheet.layers:
            for run in layer.runs(2):
                known = layer.texts.get(run.font, {})
                if run.scale == 100 and not downward(layer, run) and len(run.parts) == 1 and all(ord(known.get(c, "x")[0]) > 0x3000 for c in run.codes()):
                    at = layer.elements.index(run)
                    layer.elements[at:at + 1] = [Run(run.font, run.size, run.x + i * run.size, run.y, [code])
                                                 for i, code in enumerate(run.codes())]
                    changed = True
    return {"page": 1} if changed else None


@kind("frames as four rules", "harmless", seen=False)
def four_rules(rng, file):
    for sheet in file.sheets:
        for layer in sheet.layers:
            for index in reversed(range(len(layer.elements))):
                one = layer.elements[index]
                if isinstance(one, Stroke) and one.frame:
                    rules = [Stroke(one.width, one.dash, list(edge), False) for edge in edges(one)]
                    layer.elements[index:index + 1] = [Raw([op("J", 2)]), *rules, Raw([op("J", 0)])]
    return {"page": 1}


@kind("rules as thin filled boxes", "harmless", seen=False)
def filled_rules(rng, file):
    for sheet in file.sheets:
        for layer in sheet.layers:
            for index in reversed(range(len(layer.elements))):
                one = layer.elements[index]
                if isinstance(one, Stroke) and edges(one) and not one.dash:
                    half, boxes = one.width / 2, []
                    for x, y, x2, y2 in edges(one):
                        boxes.append(op("re", x - half, y - half, x2 - x + one.width, y2 - y + one.width))
                    layer.elements[index:index + 1] = [Raw([op("q"), op("g", 0), *boxes, op("f"), op("Q")])]
    return {"page": 1}


@kind("texts in another order", "harmless", seen=False)
def shuffled(rng, file):
    for sheet in file.sheets:
        if not any(isinstance(one, Run) and one.marked for one in sheet.own.elements):
            runs = [i for i, one in enumerate(sheet.own.elements) if isinstance(one, Run) and not one.before]
            order = [sheet.own.elements[i] for i in runs]
            rng.shuffle(order)
            for index, one in zip(runs, order):
                sheet.own.elements[index] = one
    return {"page": 1}


@kind("everything shifted by 0.05 mm", "harmless", seen=False, unit="mm")
def hair(rng, file):
    for sheet in file.sheets:
        whole(sheet, 1, 0, 0, 1, 0.05 * MM, 0.05 * MM)
    return {"size": 0.05, "page": 1}


@kind("page upside down with its content", "harmless", seen=False)
def turned_both(rng, file):
    for sheet in file.sheets:
        whole(sheet, -1, 0, 0, -1, sheet.width, sheet.height)
        sheet.page.Rotate = 180
    return {"page": 1}


@kind("origin moved", "harmless", seen=False)
def origin(rng, file):
    for sheet in file.sheets:
        sheet.page.MediaBox = Array([100, -50, sheet.width + 100, sheet.height - 50])
        whole(sheet, 1, 0, 0, 1, 100, -50)
    return {"page": 1}


@kind("annotation that is not printed", "harmless", seen=False)
def silent_note(rng, file):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 50, 50]), F=2)
    file.sheets[0].page.Annots = Array([file.pdf.make_indirect(note)])
    return {"page": 1}


def copied(name):
    """A copy of every seal in another shape of picture; `change` gives it of its ink and its side in millimetres."""
    def keep(change):
        def make(rng, file):
            found = [(sheet, one) for sheet in file.sheets for one in sheet.own.elements if isinstance(one, Picture)]
            for sheet, one in found:
                ink = pictures.ink(sheet.page.resources.XObject[one.name])
                change(rng, file.pdf, sheet.page, one, ink, abs(one.matrix[0]) / MM)
            return {"page": 1} if found else None
        kind(name, "harmless", seen=False)(make)
        return change
    return keep


@copied("seal as JPEG")
def as_jpeg(rng, pdf, page, one, ink, side):
    pictures.jpeg(pdf, page, one, ink, rng.randint(40, 95), rng.choice(("L", "RGB")))


@copied("seal at 200 dpi")
def at_200_dpi(rng, pdf, page, one, ink, side):
    pictures.scaled(pdf, page, one, ink, round(side / 25.4 * 200), rng.choice((Image.Resampling.BOX, Image.Resampling.BICUBIC)))


@copied("seal as a stencil")
def as_stencil(rng, pdf, page, one, ink, side):
    pictures.stencil(pdf, page, one, ink)


@copied("seal in CMYK")
def in_cmyk(rng, pdf, page, one, ink, side):
    pictures.cmyk(pdf, page, one, ink)


@copied("seal in dark grey")
def dark_grey(rng, pdf, page, one, ink, side):
    pictures.replace(pdf, page, one, ink * rng.uniform(0.78, 1))
