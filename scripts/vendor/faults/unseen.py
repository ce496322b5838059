"""Texts that are in the file and cannot be seen, or in another colour."""
import pikepdf
from pikepdf import Array, Dictionary, Name

from content import op

from .kinds import around, box_of, chosen_run, downward, kind, place


def box(layer, run):
    return [op("re", *box_of(layer, run)), op("f")]


def half(layer, run):
    """Over the lower half of the characters; the right one of a column."""
    x, y, width, height = box_of(layer, run)
    halved = [x + 0.5 * width, y, 0.5 * width, height] if downward(layer, run) else [x, y, width, 0.6 * height]
    return [op("re", *halved), op("f")]


def oval(layer, run):
    """Around the box: four arcs, each half of a turn's quarter nearer to its corner."""
    x, y, width, height = box_of(layer, run)
    across, up, bend = 0.75 * width, 0.75 * height, 0.5523
    x, y = x + width / 2, y + height / 2
    quarters = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
    arcs = []
    for (a, b), (c, d) in zip(quarters, quarters[1:]):
        bends = [(a + bend * c, b + bend * d), (c + bend * a, d + bend * b), (c, d)]
        arcs.append(op("c", *(part for e, f in bends for part in (x + across * e, y + up * f))))
    return [op("m", x + across, y), *arcs, op("f")]


def line(layer, run):
    """As thick as the characters, along them."""
    x, y, width, height = box_of(layer, run)
    if downward(layer, run):
        return [op("w", width), op("m", x + width / 2, y), op("l", x + width / 2, y + height), op("S")]
    return [op("w", height), op("m", x, y + height / 2), op("l", x + width, y + height / 2), op("S")]


def covered(value, shape):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value)):
            return None
        sheet, layer, run = found
        run.after = [op("q"), op("g", 1), op("G", 1), *shape(layer, run), op("Q")]
        return place(sheet, run)
    return make


kind("value under a white box", "hidden", "value", "extra")(covered(True, box))
kind("word under a white box", "hidden", "word", "extra")(covered(False, box))
kind("value half under a white box", "hidden", "clip", "value")(covered(True, half))
kind("value under a white oval", "hidden", "clip", "value")(covered(True, oval))
kind("value under a thick white line", "hidden", "clip", "value")(covered(True, line))


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
    x, y, w, h = box_of(layer, run)
    box = (x - 5, y + h * (1 - part), w + 10, h * part + 5) if downward(layer, run) else (x, y - 5, w * part, h + 10)
    around(run, [op("q"), op("re", *box), op("W"), op("n")])
    return {"size": part, **place(sheet, run)}


@kind("annotation over a value", "hidden", "extra", "value")
def annotated(rng, file):
    if not (found := chosen_run(rng, file, True)):
        return None
    sheet, layer, run = found
    x, y, wide, high = box_of(layer, run)
    look = file.pdf.make_stream(f"1 g 0 0 {wide:.2f} {high:.2f} re f".encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, wide, high])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([x, y, x + wide, y + high]), F=4, AP=Dictionary(N=look))
    sheet.page.Annots = Array([file.pdf.make_indirect(note)])
    return place(sheet, run)


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
