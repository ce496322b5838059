"""What vendors do whose engine knows no selectors: a font that has the asked 字形 at the place of its character."""
import io
from functools import cache

from fontTools.ttLib import TTFont


def selector(character):
    return 0xE0100 <= ord(character) <= 0xE01EF


def characters(text):
    """Characters with the selectors that follow them."""
    out = []
    for character in text:
        if out and selector(character):
            out[-1] += character
        else:
            out.append(character)
    return out


@cache
def font(file, piece, name):
    """The font as bytes, under another name."""
    base, chosen = map(ord, piece)
    tables = TTFont(file)
    maps = tables["cmap"].tables
    asked = next(dict(one.uvsDict[chosen])[base] for one in maps if one.format == 14)
    for one in maps:
        if one.format != 14 and base in one.cmap:
            one.cmap[base] = asked or one.cmap[base]
    for record in tables["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = name
    out = io.BytesIO()
    tables.save(out)
    return out.getvalue()
