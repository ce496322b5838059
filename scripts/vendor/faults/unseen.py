"""Texts that are in the file and cannot be seen, or in another colour."""
import pikepdf
from pikepdf import Array, Dictionary, Name

from content import op

from .kinds import around, box_of, chosen_run, downward, kind, place

def covered(value):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value)):
            return None
        sheet, layer, run = found
        run.after = [op("q"), op("g", 1), op("re", *box_of(layer, run)), op("f"), op("Q")]
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
