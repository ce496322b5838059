"""Kinds of fault, each made in a PDF of ours. A maker changes the file and says how large the fault is, or gives None where the
page has nothing to spoil. Families name what a checker should speak of; what is no fault has the family `harmless`."""
import math, re, unicodedata
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from content import MM, Raw, Run, Stroke, Picture, op

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


# Choosing ------------------------------------------------------------------------------------------


def chosen_run(rng, file, value, at_least=1, font_texts=False):
    """A sheet, layer and run: what the record says (value) or a fixed word."""
    found = [(sheet, layer, run) for sheet in file.sheets for layer in sheet.layers for run in layer.runs(at_least)
             if file.is_value(sheet, run) == value and (not font_texts or layer.texts.get(run.font))]
    return rng.choice(found) if found else None


def width_of(layer, run):
    """Width in points, near enough to cover a text."""
    return run.size * run.scale / 100 * sum(1 if ord((t or " ")[0]) > 0x2E80 else 0.5
                                            for t in (layer.texts.get(run.font, {}).get(c) for c in run.codes()))


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


# Places and sizes ----------------------------------------------------------------------------------


def shifted(value, axis):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value)):
            return None
        sheet, _, run = found
        size, sign = amount(rng), rng.choice((-1, 1))
        where = place(sheet, run)
        setattr(run, axis, getattr(run, axis) + sign * size * MM)
        return {"size": size, **where}
    return make


for what, is_value in (("value", True), ("word", False)):
    for axis in "xy":
        kind(f"{what} shifted {axis}", "place", unit="mm")(shifted(is_value, axis))


def resized(value):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value)):
            return None
        sheet, _, run = found
        factor = round(rng.choice((rng.uniform(0.7, 0.97), rng.uniform(1.03, 1.4))), 3)
        run.size *= factor
        return {"size": factor, **place(sheet, run)}
    return make


kind("value resized", "size", "fit", "place", unit="×")(resized(True))
kind("word resized", "size", "place", unit="×")(resized(False))


@kind("word tiny", "size", unit="pt")
def tiny(rng, file):
    if not (found := chosen_run(rng, file, False, 2)):
        return None
    sheet, _, run = found
    run.size = round(rng.uniform(2.5, 5), 2)
    return {"size": run.size, **place(sheet, run)}


@kind("value condensed", "fit", "size", "place", unit="%")
def condensed(rng, file):
    if not (found := chosen_run(rng, file, True, 4)):
        return None
    sheet, _, run = found
    run.scale = round(rng.uniform(40, 90), 1)
    return {"size": run.scale, **place(sheet, run)}


@kind("value spread", "place", "fit", unit="mm")
def spread(rng, file):
    if not (found := chosen_run(rng, file, True, 4)):
        return None
    sheet, _, run = found
    gap = amount(rng, 0.2, 1.5)
    run.inside = [op("Tc", gap * MM)]
    run.after = [op("Tc", 0)] + run.after
    return {"size": gap, **place(sheet, run)}


@kind("value tilted", "place", unit="°")
def tilted(rng, file):
    if not (found := chosen_run(rng, file, True, 2)):
        return None
    sheet, _, run = found
    angle = round(rng.choice((-1, 1)) * rng.uniform(2, 20), 1)
    c, s, x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle)), run.x, run.y
    around(run, [op("q"), op("cm", *[round(v, 6) for v in (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)])])
    return {"size": abs(angle), **place(sheet, run)}


@kind("value into margin", "zone", "place", unit="mm")
def into_margin(rng, file):
    if not (found := chosen_run(rng, file, True)):
        return None
    sheet, _, run = found
    where = place(sheet, run)
    run.x = 1 * MM
    return {"size": 1, **where}


# Characters ----------------------------------------------------------------------------------------


def others(layer, run, code):
    """Codes of the same font for another visible text; of the same sort first (a digit for a digit)."""
    known = layer.texts[run.font]
    text = known.get(code, "")
    plain = unicodedata.normalize("NFKC", text)[:1]
    found = [other for other, said in known.items() if said.strip() and unicodedata.normalize("NFKC", said)[:1] != plain]
    alike = [other for other in found if known[other][0].isdigit() == text[:1].isdigit()]
    return alike or found


def swapped(value):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value, font_texts=True)):
            return None
        sheet, layer, run = found
        codes, index = run.codes(), rng.choice(visible(layer, run))
        if not (choice := others(layer, run, codes[index])):
            return None
        codes[index] = rng.choice(choice)
        run.set_codes(codes)
        return place(sheet, run)
    return make


def dropped_character(value):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value, 2)):
            return None
        sheet, layer, run = found
        codes = run.codes()
        del codes[rng.choice(visible(layer, run))]
        run.set_codes(codes)
        return place(sheet, run)
    return make


def doubled_character(value):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value, 2)):
            return None
        sheet, layer, run = found
        codes, index = run.codes(), rng.choice(visible(layer, run))
        codes.insert(index, codes[index])
        run.set_codes(codes)
        return place(sheet, run)
    return make


def gone(value):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value)):
            return None
        sheet, layer, run = found
        layer.elements.remove(run)
        return place(sheet, run)
    return make


for what, is_value, families in (("value", True, ("value", "word")), ("word", False, ("word", "value"))):
    kind(f"{what}: character swapped", *families)(swapped(is_value))
    kind(f"{what}: character dropped", *families)(dropped_character(is_value))
    kind(f"{what}: character doubled", *families)(doubled_character(is_value))
    kind(f"{what} missing", *families)(gone(is_value))


@kind("value: characters transposed", "value", "word")
def transposed(rng, file):
    if not (found := chosen_run(rng, file, True, 2)):
        return None
    sheet, _, run = found
    codes = run.codes()
    pairs = [i for i in range(len(codes) - 1) if codes[i] != codes[i + 1]]
    if not pairs:
        return None
    i = rng.choice(pairs)
    codes[i], codes[i + 1] = codes[i + 1], codes[i]
    run.set_codes(codes)
    return place(sheet, run)


@kind("value cut short", "value", "word")
def cut_short(rng, file):
    if not (found := chosen_run(rng, file, True, 4)):
        return None
    sheet, _, run = found
    codes = run.codes()
    run.set_codes(codes[:-rng.randint(1, len(codes) // 2)])
    return place(sheet, run)


@kind("two values exchanged", "value", "word")
def exchanged(rng, file):
    sheet = rng.choice(file.sheets)
    runs = [run for run in sheet.own.runs() if file.is_value(sheet, run)]
    pairs = [(a, b) for i, a in enumerate(runs) for b in runs[i + 1:]
             if a.font == b.font and sheet.own.text(a).strip() != sheet.own.text(b).strip()]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    a.parts, b.parts = b.parts, a.parts
    return place(sheet, a)


@kind("value of another record", "value", source="other")
def other_value(rng, file):
    """The page of another record of the form, whole."""
    return {"page": 1}


# What the file says and what it shows --------------------------------------------------------------


@kind("text lies about a glyph", "value", "word", "glyph", seen=False)
def unicode_lie(rng, file):
    if not (found := chosen_run(rng, file, True, font_texts=True)):
        return None
    sheet, layer, run = found
    texts = dict(layer.texts[run.font])
    code = run.codes()[rng.choice(visible(layer, run))]
    if code not in texts or not (choice := others(layer, run, code)):
        return None
    texts[code] = texts[rng.choice(choice)]
    file.tell(layer.fonts[run.font], texts)
    return place(sheet, run)


@kind("another glyph under the right text", "glyph")
def glyph_lie(rng, file):
    if not (found := chosen_run(rng, file, True, font_texts=True)):
        return None
    sheet, layer, run = found
    code = run.codes()[rng.choice(visible(layer, run))]
    below = layer.fonts[run.font].DescendantFonts[0]
    choice = others(layer, run, code)
    if not choice or not isinstance(below.get("/CIDToGIDMap"), pikepdf.Stream):
        return None
    table, at = bytearray(below.CIDToGIDMap.read_bytes()), int.from_bytes(code, "big") * 2
    other = int.from_bytes(rng.choice(choice), "big") * 2
    if table[at:at + 2] == table[other:other + 2] or len(table) < max(at, other) + 2:
        return None
    table[at:at + 2] = table[other:other + 2]
    below.CIDToGIDMap.write(bytes(table))
    return place(sheet, run)


@kind("another 字形, text and glyph", "glyph", "value", source="sibling")
def sibling(rng, file):
    return {"page": 1}


@kind("selector dropped, text and glyph", "glyph", "value", source="default")
def default_glyph(rng, file):
    return {"page": 1}


@kind("another 字形 under the right text", "glyph", source="sibling")
def sibling_glyph(rng, file):
    changed = False
    for sheet in file.sheets:
        for layer in sheet.layers:
            for name, texts in layer.texts.items():
                for code, text in list(texts.items()):
                    if text in file.siblings:
                        texts[code] = file.siblings[text]
                        file.tell(layer.fonts[name], texts)
                        changed = True
    return {"page": 1} if changed else None


# What cannot be seen -------------------------------------------------------------------------------


def covered(value):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value)):
            return None
        sheet, layer, run = found
        wide = width_of(layer, run)
        run.after = [op("q"), op("g", 1), op("re", run.x, run.y - 0.15 * run.size, wide, 1.1 * run.size), op("f"), op("Q")]
        return place(sheet, run)
    return make


kind("value under a white box", "hidden", "value", "extra")(covered(True))
kind("word under a white box", "hidden", "word", "extra")(covered(False))


@kind("value invisible (Tr 3)", "hidden", "value")
def invisible(rng, file):
    if not (found := chosen_run(rng, file, True)):
        return None
    sheet, _, run = found
    run.inside, run.after = [op("Tr", 3)], [op("Tr", 0)] + run.after
    return place(sheet, run)


@kind("value white", "hidden", "value", "colour")
def white(rng, file):
    if not (found := chosen_run(rng, file, True)):
        return None
    sheet, _, run = found
    around(run, [op("q"), op("g", 1)])
    return place(sheet, run)


@kind("value transparent", "hidden", "value", "colour")
def transparent(rng, file):
    if not (found := chosen_run(rng, file, True)):
        return None
    sheet, layer, run = found
    states = layer.resources.get("/ExtGState", Dictionary())
    states["/Clear"] = Dictionary(Type=Name.ExtGState, ca=0)
    layer.resources["/ExtGState"] = states
    around(run, [op("q"), op("gs", Name("/Clear"))])
    return place(sheet, run)


@kind("value in a hidden layer", "hidden", "value")
def hidden_layer(rng, file):
    if not (found := chosen_run(rng, file, True)):
        return None
    sheet, layer, run = found
    group = file.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("x")))
    file.pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    layer.resources["/Properties"] = Dictionary(Hidden=group)
    around(run, [op("BDC", Name.OC, Name("/Hidden"))], ("EMC",))
    return place(sheet, run)


@kind("value clipped", "hidden", "clip", "value")
def clipped(rng, file):
    if not (found := chosen_run(rng, file, True, 2)):
        return None
    sheet, layer, run = found
    part = round(rng.uniform(0.2, 0.8), 2)
    box = (run.x, run.y - run.size, width_of(layer, run) * part, 3 * run.size)
    around(run, [op("q"), op("re", *box), op("W"), op("n")])
    return {"size": part, **place(sheet, run)}


@kind("annotation over a value", "hidden", "extra", "value")
def annotated(rng, file):
    if not (found := chosen_run(rng, file, True)):
        return None
    sheet, layer, run = found
    wide, high = width_of(layer, run), 1.2 * run.size
    look = file.pdf.make_stream(f"1 g 0 0 {wide:.2f} {high:.2f} re f".encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, wide, high])
    box = [run.x, run.y - 0.2 * run.size, run.x + wide, run.y - 0.2 * run.size + high]
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array(box), F=4, AP=Dictionary(N=look))
    sheet.page.Annots = Array([file.pdf.make_indirect(note)])
    return place(sheet, run)


# Colours -------------------------------------------------------------------------------------------


def coloured(value):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value)):
            return None
        sheet, _, run = found
        colour = rng.choice(((0.9, 0, 0), (0, 0, 0.9), (0.6, 0.6, 0.6), (0, 0.6, 0)))
        around(run, [op("q"), op("rg", *colour)])
        return place(sheet, run)
    return make


kind("value coloured", "colour")(coloured(True))
kind("word coloured", "colour")(coloured(False))


# Rules ---------------------------------------------------------------------------------------------


def edges(stroke):
    """Edges as x, y, x2, y2 with the ends in order."""
    if not stroke.frame:
        x, y, x2, y2 = stroke.points
        return [(min(x, x2), min(y, y2), max(x, x2), max(y, y2))]
    x, y, w, h = stroke.points
    x, x2, y, y2 = min(x, x + w), max(x, x + w), min(y, y + h), max(y, y + h)
    return [(x, y, x2, y), (x, y2, x2, y2), (x, y, x, y2), (x2, y, x2, y2)]


def upright(edge):
    return abs(edge[0] - edge[2]) < 0.01


def along(edge):
    """Where an edge lies across, and from where to where it goes along."""
    return (edge[0], edge[1], edge[3]) if upright(edge) else (edge[1], edge[0], edge[2])


def one_line(edge, all_edges):
    """All edges that together make one drawn line with this one."""
    group, grown = {edge}, True
    while grown:
        grown = False
        for other in all_edges - group:
            at, low, high = along(other)
            if any(upright(other) == upright(one) and abs(at - along(one)[0]) < 0.3 and low < along(one)[2] + 0.3
                   and high > along(one)[1] - 0.3 for one in group):
                group.add(other)
                grown = True
    return group


def chosen_line(rng, file):
    """A sheet, a layer, a line of it and its weight; frames with an edge on the line become four rules each."""
    found = [(sheet, layer) for sheet in file.sheets for layer in sheet.layers if layer.strokes()]
    if not found:
        return None
    sheet, layer = rng.choice(found)
    strokes = layer.strokes()
    first = rng.choice(edges(rng.choice(strokes)))
    group = one_line(first, {edge for stroke in strokes for edge in edges(stroke)})
    line = []
    for index in reversed(range(len(layer.elements))):
        one = layer.elements[index]
        if isinstance(one, Stroke) and any(edge in group for edge in edges(one)):
            rules = [Stroke(one.width, one.dash, list(edge), False) for edge in edges(one)]
            layer.elements[index:index + 1] = [Raw([op("J", 2)]), *rules, Raw([op("J", 0)])]
            line += [rule for rule in rules if tuple(rule.points) in group]
    low, high = min(along(edge)[1] for edge in group), max(along(edge)[2] for edge in group)
    if high - low < 5 * MM or not line:
        return None
    return sheet, layer, line


def rule(name, *families, unit=""):
    def keep(change):
        def make(rng, file):
            if not (found := chosen_line(rng, file)):
                return None
            sheet, layer, line = found
            where = {"page": file_page(sheet), "at": sheet.mm(*line[0].points[:2])}
            size = change(rng, layer, line)
            return None if size is None else {"size": size, **where}
        kind(name, *families, unit=unit)(make)
        return change
    return keep


@rule("rule shifted", "rule", unit="mm")
def rule_shifted(rng, layer, line):
    size, sign = amount(rng), rng.choice((-1, 1))
    for one in line:
        first = 0 if upright(one.points) else 1
        for i in (first, first + 2):
            one.points[i] += sign * size * MM
    return size


@rule("rule of another weight", "rule", unit="×")
def rule_weight(rng, layer, line):
    factor = round(rng.choice((rng.uniform(0.2, 0.9), rng.uniform(1.1, 4))), 2)
    for one in line:
        one.width *= factor
    return factor


@rule("rule missing", "rule")
def rule_missing(rng, layer, line):
    for one in line:
        layer.elements.remove(one)
    return 1


@rule("rule dashed", "rule")
def rule_dashed(rng, layer, line):
    if any(one.dash for one in line):
        return None
    for one in line:
        one.dash = [3, 3]
    return 1


@rule("rule coloured", "rule", "colour")
def rule_coloured(rng, layer, line):
    colour = rng.choice(((0.9, 0, 0), (0.2, 0.2, 0.9)))
    for one in line:
        one.before, one.after = [op("q"), op("RG", *colour)], [op("Q")]
    return 1


@rule("rule cut short", "rule", unit="mm")
def rule_short(rng, layer, line):
    size, low = amount(rng, 1, 10), min(along(one.points)[1] for one in line)
    for one in line:
        first = 1 if upright(one.points) else 0
        one.points[first] = max(one.points[first], low + size * MM)
        if one.points[first] > one.points[first + 2]:
            one.points[first + 2] = one.points[first]
    return size


@kind("rule added", "rule", "extra", unit="mm")
def rule_added(rng, file):
    sheet = rng.choice(file.sheets)
    length = amount(rng, 10, 50)
    x, y = rng.uniform(8, sheet.width / MM - 10 - length), rng.uniform(10, sheet.height / MM - 10)
    points = [x * MM, sheet.height - y * MM, (x + length) * MM, sheet.height - y * MM]
    sheet.own.elements.append(Stroke(0.2 * MM, [], points, False))
    return {"size": length, "page": file_page(sheet), "at": (round(x, 1), round(y, 1))}


# What is too much ----------------------------------------------------------------------------------


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


kind("text added", "extra")(extra_text(False))
kind("text added in the margin", "extra", "zone")(extra_text(True))


@kind("value printed twice", "extra", unit="mm")
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


# Seal ----------------------------------------------------------------------------------------------


def seal(name, unit="", *families):
    def keep(change):
        def make(rng, file):
            found = [(sheet, one) for sheet in file.sheets for one in sheet.own.elements if isinstance(one, Picture)]
            if not found:
                return None
            sheet, one = found[-1]
            where = {"page": file_page(sheet), "at": sheet.mm(*one.matrix[4:])}
            size = change(rng, file, sheet, one)
            return None if size is None else {"size": size, **where}
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


# Pages ---------------------------------------------------------------------------------------------


def pages(name, *families, unit="", many=False):
    def keep(change):
        def make(rng, file):
            if many and len(file.sheets) < 2:
                return None
            size = change(rng, file, rng.choice(file.sheets))
            return None if size is None else {"size": size, "page": 1}
        kind(name, *families, unit=unit)(make)
        return change
    return keep


@pages("page missing", "pages", many=True)
def page_missing(rng, file, sheet):
    file.after.append(lambda pdf: pdf.pages.__delitem__(file_page(sheet) - 1))
    return 1


@pages("page twice", "pages")
def page_twice(rng, file, sheet):
    file.after.append(lambda pdf: pdf.pages.insert(0, pdf.pages[file_page(sheet) - 1]))
    return 1


@pages("pages in another order", "pages", many=True)
def page_order(rng, file, sheet):
    file.after.append(lambda pdf: pdf.pages.reverse())
    return 1


@pages("empty page added", "pages")
def page_empty(rng, file, sheet):
    file.after.append(lambda pdf: pdf.add_blank_page(page_size=(sheet.width, sheet.height)))
    return 1


@pages("page rotated", "paper", unit="°")
def page_rotated(rng, file, sheet):
    sheet.page.Rotate = rng.choice((90, 180, 270))
    return int(sheet.page.Rotate)


@pages("page on another paper", "paper", unit="mm")
def page_paper(rng, file, sheet):
    size = amount(rng, 2, 20)
    sheet.page.MediaBox = Array([0, 0, sheet.width + rng.choice((0, size * MM)), sheet.height + size * MM])
    return size


@pages("page cut", "paper", unit="mm")
def page_cut(rng, file, sheet):
    size = amount(rng, 2, 20)
    sheet.page.MediaBox = Array([0, size * MM, sheet.width, sheet.height])
    return size


@pages("CropBox smaller than the paper", "paper", unit="mm")
def page_crop(rng, file, sheet):
    size = amount(rng, 5, 30)
    sheet.page.CropBox = Array([size * MM, size * MM, sheet.width - size * MM, sheet.height - size * MM])
    return size


def whole(sheet, *matrix):
    sheet.own.elements[:0] = [Raw([op("q"), op("cm", *matrix)])]
    sheet.own.elements.append(Raw([op("Q")]))


@pages("page scaled", "place", "size", "rule", unit="×")
def page_scaled(rng, file, sheet):
    factor = round(rng.uniform(0.9, 0.99), 3)
    whole(sheet, factor, 0, 0, factor, sheet.width * (1 - factor) / 2, sheet.height * (1 - factor) / 2)
    return factor


@pages("page shifted", "place", "rule", unit="mm")
def page_shifted(rng, file, sheet):
    size = amount(rng)
    whole(sheet, 1, 0, 0, 1, *rng.choice(((size * MM, 0), (0, size * MM), (-size * MM, 0), (0, -size * MM))))
    return size


@pages("page mirrored", "place", "word")
def page_mirrored(rng, file, sheet):
    whole(sheet, -1, 0, 0, 1, sheet.width, 0)
    return 1


@pages("page empty", "word", "value")
def page_blank(rng, file, sheet):
    sheet.own.elements[:] = []
    return 1


@kind("image only", "image", seen=False, source="picture")
def image_only(rng, file):
    """A scan: nothing can be read, and that must be said."""
    return {"page": 1}


@kind("form of another edition", "word", "value", "rule", source="edition")
def other_edition(rng, file):
    return {"page": 1}


@kind("another form", "word", "value", "rule", "paper", source="form")
def other_form(rng, file):
    return {"page": 1}


# Fonts, numbers, the certifying sentence -----------------------------------------------------------


@kind("font not embedded", "font", seen=False)
def not_embedded(rng, file):
    fonts = {name: font for sheet in file.sheets for layer in sheet.layers for name, font in layer.fonts.items()
             if any(run.font == name for run in layer.runs())}
    if not fonts:
        return None
    descriptor = fonts[rng.choice(sorted(fonts))].DescendantFonts[0].FontDescriptor
    gone = [key for key in ("/FontFile2", "/FontFile3", "/FontFile") if key in descriptor]
    for key in gone:
        del descriptor[key]
    return {"page": 1} if gone else None


NUMBERED = re.compile(r"[1-9１-９][0-9０-９]*/[1-9１-９][0-9０-９]*$")


@kind("n/m wrong", "number", "value")
def wrong_number(rng, file):
    found = [(sheet, layer, run) for sheet in file.sheets for layer in sheet.layers for run in layer.runs(3)
             if NUMBERED.search(layer.text(run))]
    if not found:
        return None
    sheet, layer, run = rng.choice(found)
    codes = run.codes()
    index = rng.choice((len(codes) - 1, len(codes) - 3))
    choice = [code for code in others(layer, run, codes[index]) if layer.texts[run.font][code].isdigit()]
    if not choice:
        return None
    codes[index] = rng.choice(choice)
    run.set_codes(codes)
    return place(sheet, run)


def certifying(file):
    return [(sheet, layer, run) for sheet in file.sheets for layer in sheet.layers for run in layer.runs(8)
            if re.search("証明する|証明します|相違ない", layer.text(run))]


@kind("認証文 missing", "certify", "word", "value")
def uncertified(rng, file):
    if not (found := certifying(file)):
        return None
    for _, layer, run in found:
        layer.elements.remove(run)
    return place(found[0][0], found[0][2])


@kind("認証文 on an earlier page too", "certify", "extra")
def certified_early(rng, file):
    found = certifying(file)
    if not found or len(file.sheets) < 2 or found[0][0] is file.sheets[0]:
        return None
    sheet, layer, run = found[0]
    first = file.sheets[0].own
    if run.font not in first.fonts:
        first.resources.Font[run.font] = layer.fonts[run.font]
    first.elements.append(Run(run.font, run.size, run.x, run.y, list(run.parts), run.scale))
    return place(file.sheets[0], run)


# What is no fault ----------------------------------------------------------------------------------


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
                if run.scale == 100 and len(run.parts) == 1 and all(ord(known.get(c, "x")[0]) > 0x3000 for c in run.codes()):
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
                if isinstance(one, Stroke) and not one.dash:
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
