"""Faults of characters, and of what the file says of its glyphs."""
import pikepdf

from .kinds import alike, chosen_run, kind, others, place, visible

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


@kind("value: a twin of another width or form", "value", "word")
def twin(rng, file):
    """１ for 1, or a compatibility ideograph: what looks alike and is equal only after normalisation."""
    if not (found := chosen_run(rng, file, True, font_texts=True)):
        return None
    sheet, layer, run = found
    codes, known = run.codes(), layer.texts[run.font]
    pairs = [(i, other) for i in visible(layer, run) for other, said in known.items()
             if said != known.get(codes[i]) and alike(said, known.get(codes[i], ""))]
    if not pairs:
        return None
    index, other = rng.choice(pairs)
    codes[index] = other
    run.set_codes(codes)
    return place(sheet, run)


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
