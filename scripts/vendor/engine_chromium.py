"""Chromium: HTML and CSS, printed."""
import html, subprocess, tempfile
from pathlib import Path

import gaiji
import sheet as kit

MM = 25.4 / 72
STYLE = """@page {{ size: {w}mm {h}mm; margin: 0 }}
html, body {{ margin: 0; padding: 0 }}
body {{ position: relative; width: {w}mm; height: {short}mm; overflow: hidden }}
div, img, p {{ position: absolute; margin: 0; box-sizing: border-box }}
.text {{ display: flex; align-items: center; white-space: pre; line-height: 1 }}
.top {{ align-items: flex-start }} .center {{ justify-content: center }} .right {{ justify-content: flex-end }}
.spread {{ justify-content: space-between }}
.upright {{ flex-direction: column }}
p {{ text-align: justify; line-break: strict; word-break: normal; overflow-wrap: normal; text-spacing-trim: space-all }}
u {{ text-decoration-thickness: 0.45pt; text-underline-offset: 0.145em }}
"""


def faces(fonts):
    return "".join(f"@font-face {{ font-family: '{name}'; src: url('{(fonts / file).as_uri()}') }}"
                   for name, (file, _) in kit.FACES.items())


def box(x, y, w, h, more=""):
    return f"left:{x:.4f}mm;top:{y:.4f}mm;width:{w:.4f}mm;height:{h:.4f}mm;{more}"


def split(text):
    """Characters, each with its selector, as flex items."""
    return "".join(f"<span>{html.escape(piece)}</span>" for piece in gaiji.characters(text))


def text(part):
    kind = f"text {part.align}" + (" top" if part.top else "") + (" upright" if part.upright else "")
    pad = f"padding:{part.pad}mm 0" if part.upright else f"padding:0 {part.pad}mm"
    words = split(part.text) if part.align == "spread" else f"<span>{html.escape(part.text)}</span>"
    return f"<div class='{kind}' style='{box(part.x, part.y, part.w, part.h)}font:{part.size}pt/1 {part.face};{pad}'>{words}</div>"


def stroke(x, y, x2, y2, pen):
    return f"<path d='M{x:.4f} {y:.4f}L{x2:.4f} {y2:.4f}' stroke-width='{pen:.4f}'/>"


def frame(part):
    return f"<rect x='{part.x:.4f}' y='{part.y:.4f}' width='{part.w:.4f}' height='{part.h:.4f}' stroke-width='{part.pen}'/>"


def strokes(sheet):
    """Rules as one drawing: borders of CSS would be rounded to whole pixels."""
    drawn = [frame(part) for part in sheet.parts if isinstance(part, kit.Frame)]
    drawn += [stroke(part.x, part.y, part.x2, part.y2, part.pen) for part in sheet.parts if isinstance(part, kit.Line)]
    for part in sheet.parts:
        if isinstance(part, kit.Text) and part.underline:
            low = part.y + (kit.ASCENT + 0.17) * part.size * MM
            drawn.append(stroke(part.x, low, part.x + part.w, low, 0.9 * MM))
    return (f"<svg style='position:absolute;left:0;top:0' width='{sheet.w}mm' height='{sheet.h - 0.5}mm' "
            f"viewBox='0 0 {sheet.w} {sheet.h - 0.5}' fill='none' stroke='#000'>{''.join(drawn)}</svg>")


def paragraph(part):
    words = "".join(f"<u>{html.escape(text)}</u>" if line else html.escape(text) for text, line in part.spans)
    return (f"<p style='left:{part.x}mm;top:{part.y}mm;width:{part.w}mm;font-family:mincho;font-size:{part.size}pt;"
            f"line-height:{part.leading}mm;text-indent:-{part.hang}mm;padding-left:{part.hang}mm'>{words}</p>")


def write(sheet, fonts, images, path):
    makers = {"Text": text, "Paragraph": paragraph,
              "Seal": lambda part: f"<img src='{(images / part.file).as_uri()}' style='{box(part.x, part.y, part.size, part.size)}'>"}
    drawn = strokes(sheet) + "".join(makers[kind](part) for part in sheet.parts if (kind := type(part).__name__) in makers)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sheet.html"
        style = STYLE.format(w=sheet.w, h=sheet.h, short=sheet.h - 0.5) + faces(fonts)
        source.write_text(f"<!doctype html><html lang=ja><meta charset=utf-8><style>{style}</style><body>{drawn}", encoding="utf-8")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                        "--no-pdf-header-footer", f"--print-to-pdf={path}", source.as_uri()], check=True, capture_output=True)
