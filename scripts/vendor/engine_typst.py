"""Typst: boxes placed on a page, its own distribution and breaking of lines."""
import json, shutil, tempfile
from pathlib import Path

import typst

import gaiji
import sheet as kit

HEAD = """#set page(width: {w}mm, height: {h}mm, margin: 0mm)
#set text(lang: "ja", region: "JP", cjk-latin-spacing: none, top-edge: 0.88em, bottom-edge: -0.12em)
#set underline(stroke: 0.45pt, offset: 0.17em)
#let at(x, y, body) = place(dx: x * 1mm, dy: y * 1mm, body)
// Nothing, at both ends of a line: brackets there keep their em.
#let still = box(width: 0pt)
#let run(face, size, body) = text(font: face, size: size * 1pt, body)
"""


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def body(part):
    run = f"run({quoted(kit.FACES[part.face][1])}, {part.size}, "
    if part.align != "spread":
        return f"#align({part.align} + {'top' if part.top else 'horizon'}, still + {run}{quoted(part.text)}) + still)"
    pieces = ", ".join(f"{run}{quoted(piece)})" for piece in gaiji.characters(part.text))
    way = "ttb" if part.upright else "ltr"
    edge = "center" if part.upright else "top" if part.top else "horizon"
    return f"#align({edge}, stack(dir: {way}, spacing: 1fr, {pieces}))"


def drawn(part):
    kind = type(part).__name__
    if kind == "Frame":
        return f"#at({part.x}, {part.y}, rect(width: {part.w}mm, height: {part.h}mm, stroke: {part.pen}mm))"
    if kind == "Line":
        return f"#at({part.x}, {part.y}, line(end: ({part.x2 - part.x}mm, {part.y2 - part.y}mm), stroke: {part.pen}mm))"
    if kind == "Seal":
        return f"#at({part.x}, {part.y}, image({quoted(part.file)}, width: {part.size}mm))"
    if kind == "Paragraph":
        words = " + ".join(f"underline({quoted(text)})" if line else f"text({quoted(text)})" for text, line in part.spans)
        gap = part.leading * 72 / 25.4 - part.size
        return (f"#at({part.x}, {part.y + gap * 25.4 / 72 / 2}, block(width: {part.w}mm, par(justify: true, leading: {gap}pt, "
                f"hanging-indent: {part.hang}mm, run({quoted(kit.FACES['mincho'][1])}, {part.size}, {words}))))")
    inset = f"(y: {part.pad}mm)" if part.upright else f"(x: {part.pad}mm)"
    text = f"#at({part.x}, {part.y}, block(width: {part.w}mm, height: {part.h}mm, inset: {inset})[{body(part)}])"
    if part.underline:
        low = part.y + (kit.ASCENT + 0.17) * part.size * 25.4 / 72
        text += f"\n#at({part.x}, {low}, line(length: {part.w}mm, stroke: 0.9pt))"
    return text


def write(sheet, fonts, images, path):
    with tempfile.TemporaryDirectory() as folder:
        for image in images.glob("*.png"):
            shutil.copy(image, folder)
        source = Path(folder) / "sheet.typ"
        source.write_text(HEAD.format(w=sheet.w, h=sheet.h) + "\n".join(map(drawn, sheet.parts)), encoding="utf-8")
        typst.compile(str(source), output=str(path), font_paths=[str(fonts)])
