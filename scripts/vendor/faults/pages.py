"""Faults of pages, fonts, page numbers and the certifying sentence (認証文)."""
import re

from pikepdf import Array

from content import MM, Raw, Run, op

from .kinds import amount, file_page, kind, others, place

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


@pages("page rotated", "paper", "word", unit="°")
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
