"""The same pages by writers of other hands: ReportLab, fpdf2, Typst, Chromium, FOP, and by pdfkit and pdf-lib through
write.mjs; then copies of them by Ghostscript and qpdf."""
import html, json, subprocess
from pathlib import Path

import typst
from fpdf import FPDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "fonts/data"
FILES = {"mj": "ipamjm.ttf", "gothic": "BIZUDGothic-Regular.ttf"}
FAMILIES = {"mj": "IPAmjMincho", "gothic": "BIZ UDGothic"}
PAGES = json.loads((HERE / "pages.json").read_text(encoding="utf-8"))
POINTS, HEIGHT = 72 / 25.4, 841.89
COPIES = {
    "objects": ["--object-streams=generate"],
    "encrypted": ["--encrypt", "", "owner", "256", "--"],
    "linear": ["--linearize"],
    "rotated": ["--rotate=90"],
    "qdf": ["--qdf"],
}


def full(line):
    """Place, size, font, text, colour and direction of a line."""
    return (*line, *[[0, 0, 0], "horizontal"][len(line) - 5:])


def horizontal(page):
    return all(full(line)[6] == "horizontal" for line in page)


def reportlab(folder):
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    cid = {"mj": UnicodeCIDFont("HeiseiMin-W3"), "gothic": UnicodeCIDFont("HeiseiKakuGo-W5")}
    for font in cid.values():
        pdfmetrics.registerFont(font)
    for kind, known in [("rlttf", {name: name for name in FILES}), ("rlcid", {k: f.fontName for k, f in cid.items()})]:
        for name, page in PAGES.items():
            # Of the CID fonts the collection must have the characters.
            if not horizontal(page) or (kind == "rlcid" and name in ("ivs", "rare")):
                continue
            canvas = Canvas(str(folder / f"{kind}-{name}.pdf"), pagesize=(595.28, HEIGHT))
            for x, y, size, font, text, colour, _ in map(full, page):
                canvas.setFont(known[font], size)
                canvas.setFillColorRGB(*[part / 255 for part in colour])
                canvas.drawString(x * POINTS, HEIGHT - y * POINTS, text)
            canvas.save()
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3", isVertical=True))
    canvas = Canvas(str(folder / "rlcid-vertical.pdf"), pagesize=(595.28, HEIGHT))
    for x, y, size, _, text, *_ in map(full, PAGES["vertical"]):
        canvas.setFont("HeiseiMin-W3", size)
        canvas.drawString(x * POINTS, HEIGHT - y * POINTS, text)
    canvas.save()


def fpdf2(folder):
    for name, page in PAGES.items():
        if horizontal(page):
            pdf = FPDF(unit="mm", format="A4")
            pdf.add_page()
            for font in {line[3] for line in page}:
                pdf.add_font(font, fname=str(FONTS / FILES[font]))
            for x, y, size, font, text, colour, _ in map(full, page):
                pdf.set_font(font, size=size)
                pdf.set_text_color(*colour)
                pdf.text(x, y, text)
            pdf.output(str(folder / f"fpdf2-{name}.pdf"))


def typst_pages(folder):
    for name, page in PAGES.items():
        if horizontal(page):
            lines = ['#set page(width: 210mm, height: 297mm, margin: 0mm)']
            for x, y, size, font, text, colour, _ in map(full, page):
                fill = f"rgb({colour[0]}, {colour[1]}, {colour[2]})"
                lines.append(f'#place(dx: {x}mm, dy: {y}mm, text(font: "{FAMILIES[font]}", size: {size}pt, '
                             f'fill: {fill}, {json.dumps(text, ensure_ascii=False)}))')
            source = folder / f"{name}.typ"
            source.write_text("\n".join(lines), encoding="utf-8")
            typst.compile(str(source), output=str(folder / f"typst-{name}.pdf"), font_paths=[str(FONTS)])


def chromium(folder):
    """One print of all pages; qpdf cuts it up, since a browser takes seconds to start."""
    faces = "".join(f"@font-face {{ font-family: '{name}'; src: url('{(FONTS / file).as_uri()}') }}"
                    for name, file in FILES.items())
    body = []
    for page in PAGES.values():
        lines = "".join(
            f"<div style='position:absolute;left:{x}mm;top:{y}mm;font:{size}pt {font};color:rgb({colour[0]},{colour[1]},"
            f"{colour[2]});white-space:pre;writing-mode:{'vertical-rl' if way == 'vertical' else 'horizontal-tb'}'>"
            f"{html.escape(text)}</div>" for x, y, size, font, text, colour, way in map(full, page))
        body.append(f"<section style='position:relative;width:210mm;height:296mm;break-after:page'>{lines}</section>")
    source, whole = folder / "pages.html", folder / "all.chromium"
    source.write_text(f"<!doctype html><meta charset=utf-8><style>@page{{size:A4;margin:0}}body{{margin:0}}{faces}</style>"
                      + "".join(body), encoding="utf-8")
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                    "--no-pdf-header-footer", f"--print-to-pdf={whole}", source.as_uri()], check=True, capture_output=True)
    for number, name in enumerate(PAGES, 1):
        subprocess.run(["qpdf", whole, "--pages", ".", str(number), "--", folder / f"chromium-{name}.pdf"], check=True)


def fop(folder):
    """Apache FOP; it has no vertical writing."""
    faces = "".join(f"<font embed-url='{(FONTS / file).as_uri()}'><font-triplet name='{name}' style='normal' weight='normal'/></font>"
                    for name, file in FILES.items())
    settings = folder / "fop.xconf"
    settings.write_text(f"<fop version='1.0'><renderers><renderer mime='application/pdf'><fonts>{faces}</fonts></renderer></renderers></fop>")
    for name, page in PAGES.items():
        if horizontal(page):
            lines = "".join(
                f"<fo:block-container absolute-position='absolute' left='{x}mm' top='{y}mm' width='180mm' height='30mm'>"
                f"<fo:block font-family='{font}' font-size='{size}pt' wrap-option='no-wrap' "
                f"color='rgb({colour[0]},{colour[1]},{colour[2]})'>{html.escape(text)}</fo:block></fo:block-container>"
                for x, y, size, font, text, colour, _ in map(full, page))
            source = folder / f"{name}.fo"
            source.write_text(
                "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'><fo:layout-master-set><fo:simple-page-master "
                "master-name='a4' page-width='210mm' page-height='297mm'><fo:region-body/></fo:simple-page-master>"
                "</fo:layout-master-set><fo:page-sequence master-reference='a4'><fo:flow flow-name='xsl-region-body'>"
                f"{lines}</fo:flow></fo:page-sequence></fo:root>", encoding="utf-8")
            subprocess.run(["fop", "-q", "-c", settings, "-fo", source, "-pdf", folder / f"fop-{name}.pdf"], check=True,
                           capture_output=True)


def copies(folder):
    """Of every file one more by qpdf, each way in its turn, and one by Ghostscript."""
    kinds = list(COPIES.items())
    for index, path in enumerate(sorted(folder.glob("*.pdf"))):
        kind, options = kinds[index % len(kinds)]
        subprocess.run(["qpdf", path, *options, folder / f"qpdf.{kind}-{path.name}"], check=True)
        # Ghostscript has no fonts for those that are not in the file: it would put in others.
        if not path.name.startswith("rlcid"):
            subprocess.run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={folder}/gs-{path.name}",
                            path], check=True, capture_output=True)


def write_all(folder, modules):
    """Writes every file into a folder; gives the text of each page content."""
    reportlab(folder)
    fpdf2(folder)
    typst_pages(folder)
    chromium(folder)
    fop(folder)
    subprocess.run(["node", HERE / "write.mjs", Path(modules).resolve(), FONTS, folder], check=True)
    copies(folder)
    return {name: "".join(full(line)[4] for line in page) for name, page in PAGES.items()}
