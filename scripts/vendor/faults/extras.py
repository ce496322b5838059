"""What is too much on a page, and faults of the seal."""
import pikepdf
from pikepdf import Array, Name

from content import MM, Picture, Raw, Run, op

from . import pictures
from .kinds import amount, chosen_run, file_page, kind, place

def extra_text(margin):
    def make(rng, file):
        sheet = rng.choice(file.sheets)
        runs = sheet.own.runs(2)
        if not runs:
            return None
        run = rng.choice(runs)
        x = 1.5 if margin else rng.uniform(10, sheet.width / MM - 20)
        y = rng.uniform(10, sheet.height / MM - 10)
        sheet.own.elements.append(Run(run.font, 9, x * MM, sheet.height - y * MM, run.codes()[:4]))
        return {"page": file_page(sheet), "at": (round(x, 1), round(y, 1))}
    return make


kind("text added", "extra", "value", "word")(extra_text(False))
kind("text added in the margin", "extra", "zone", "value", "word")(extra_text(True))


@kind("value printed twice", "extra", "value", "word", unit="mm")
def printed_twice(rng, file):
    if not (found := chosen_run(rng, file, True, 2)):
        return None
    sheet, layer, run = found
    size = amount(rng, 0.3, 3)
    layer.elements.append(Run(run.font, run.size, run.x + size * MM, run.y, list(run.parts), run.scale))
    return {"size": size, **place(sheet, run)}


@kind("picture added", "extra")
def picture_added(rng, file):
    sheet = rng.choice(file.sheets)
    image = file.pdf.make_stream(bytes(rng.randrange(256) for _ in range(64)))
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 8, 8
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    name = sheet.page.add_resource(image, Name.XObject)
    side, x, y = amount(rng, 4, 15) * MM, rng.uniform(20, sheet.width - 80), rng.uniform(20, sheet.height - 80)
    sheet.own.elements.append(Picture([side, 0, 0, side, x, y], str(name)))
    return {"page": file_page(sheet), "at": sheet.mm(x, y)}


@kind("grey box added", "extra")
def box_added(rng, file):
    sheet = rng.choice(file.sheets)
    x, y = rng.uniform(20, sheet.width - 90), rng.uniform(20, sheet.height - 60)
    sheet.own.elements.append(Raw([op("q"), op("g", 0.7), op("re", x, y, amount(rng, 5, 20) * MM, 5 * MM), op("f"), op("Q")]))
    return {"page": file_page(sheet), "at": sheet.mm(x, y)}


def seal(name, unit="", *families):
    def keep(change):
        def make(rng, file):
            found = [(sheet, one) for sheet in file.sheets for one in sheet.own.elements if isinstance(one, Picture)]
            if not found:
                return None
            sheet, one = found[-1]
            where = {"page": file_page(sheet), "at": sheet.mm(*one.matrix[4:])}
            side, size = abs(one.matrix[0]) / MM, change(rng, file, sheet, one)
            return None if size is None else {"size": size, "side": side, **where}
        kind(name, "seal", *families, unit=unit)(make)
        return change
    return keep


@seal("seal shifted", "mm")
def seal_shifted(rng, file, sheet, one):
    size = amount(rng, 0.2, 4)
    one.matrix[rng.choice((4, 5))] += rng.choice((-1, 1)) * size * MM
    return size


@seal("seal scaled", "×")
def seal_scaled(rng, file, sheet, one):
    factor = round(rng.choice((rng.uniform(0.6, 0.97), rng.uniform(1.03, 1.4))), 3)
    side = one.matrix[0]
    one.matrix[0], one.matrix[3] = side * factor, side * factor
    one.matrix[4] -= side * (factor - 1) / 2
    one.matrix[5] -= side * (factor - 1) / 2
    return factor


@seal("seal of another colour", "", "colour")
def seal_coloured(rng, file, sheet, one):
    image = sheet.page.resources.XObject[one.name]
    if image.ColorSpace != Name.DeviceGray:
        return None
    table = bytes(value for grey in range(256) for value in (200 + grey * 55 // 255, grey, grey))
    image.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 255, pikepdf.String(table)])
    return 1


@seal("seal missing")
def seal_missing(rng, file, sheet, one):
    sheet.own.elements.remove(one)
    return 1


@seal("seal twice", "", "extra")
def seal_twice(rng, file, sheet, one):
    sheet.own.elements.append(Picture(one.matrix[:4] + [30 * MM, one.matrix[5]], one.name))
    return 1


@seal("seal turned")
def seal_turned(rng, file, sheet, one):
    a, _, _, d, x, y = one.matrix
    one.matrix = [0, a, -d, 0, x + d, y]
    return 1


@seal("seal mirrored")
def seal_mirrored(rng, file, sheet, one):
    one.matrix[4] += one.matrix[0]
    one.matrix[0] = -one.matrix[0]
    return 1


@seal("seal inverted")
def seal_inverted(rng, file, sheet, one):
    """Black for white; the pixels stay where they are."""
    image = sheet.page.resources.XObject[one.name]
    image.Decode = Array([1, 0])
    return 1


def repainted(name, unit=""):
    """A fault of what the seal shows, given as ink (0 to 1) on white paper."""
    def keep(change):
        @seal(name, unit)
        def make(rng, file, sheet, one):
            ink = pictures.ink(sheet.page.resources.XObject[one.name])
            size, ink = change(rng, ink, abs(one.matrix[0]) / MM)
            if size is not None:
                pictures.replace(file.pdf, sheet.page, one, ink)
            return size
        return change
    return keep


@repainted("seal of another office")
def another_office(rng, ink, side):
    others = [other for other in pictures.seals() if other.shape == ink.shape and abs(other - ink).mean() > 0.02]
    return (1, rng.choice(others)) if others else (None, ink)


@repainted("seal with a mirrored picture")
def mirrored_picture(rng, ink, side):
    return 1, ink[:, ::-1]


@repainted("seal with another character")
def another_character(rng, ink, side):
    """A quarter of the seal shows what another quarter does."""
    half = ink.shape[0] // 2
    places = [slice(half // 8, half), slice(half, 2 * half - half // 8)]
    (a, b), (c, d) = rng.sample([(x, y) for x in places for y in places], 2)
    changed = ink.copy()
    changed[a, b] = ink[c, d]
    return (1, changed) if abs(changed - ink).mean() > 0.02 else (None, ink)


@repainted("seal blurred", "mm")
def blurred(rng, ink, side):
    size = amount(rng, 0.2, 1.5)
    return size, pictures.blur(ink, size / side * ink.shape[0])
