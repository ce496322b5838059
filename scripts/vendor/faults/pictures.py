"""Pictures of PDFs as ink on white paper, and back."""
import io
from pathlib import Path

import numpy
from pikepdf import Name, PdfImage
from PIL import Image, ImageFilter

PARAMS = Path(__file__).resolve().parents[3] / "layouts/params"


def on_paper(picture):
    """Ink, 0 to 1, of a picture that may let shine through."""
    picture = picture.convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    return 1 - numpy.asarray(Image.alpha_composite(paper, picture).convert("L"), dtype=float) / 255


def ink(image):
    """Ink of an image of a PDF."""
    picture = PdfImage(image).as_pil_image().convert("RGBA")
    if "/SMask" in image:
        picture.putalpha(PdfImage(image.SMask).as_pil_image().convert("L"))
    return on_paper(picture)


def seals():
    return [on_paper(Image.open(path)) for path in sorted(PARAMS.glob("seal-*.png"))]


def grey(ink):
    return Image.fromarray(numpy.uint8(numpy.round((1 - ink) * 255)))


def blur(ink, pixels):
    """Spread by a normal curve whose deviation is so many pixels."""
    return 1 - numpy.asarray(grey(ink).filter(ImageFilter.GaussianBlur(pixels)), dtype=float) / 255


def put(pdf, page, one, data, size, **entries):
    """An image of a page in the place of another, of that page alone."""
    image = pdf.make_stream(data)
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, *size
    for key, value in entries.items():
        image[f"/{key}"] = value
    one.name = str(page.add_resource(image, Name.XObject))


def replace(pdf, page, one, ink):
    """Plain grey samples."""
    picture = grey(ink)
    put(pdf, page, one, picture.tobytes(), picture.size, ColorSpace=Name.DeviceGray, BitsPerComponent=8)


def jpeg(pdf, page, one, ink, quality, colours):
    out, picture = io.BytesIO(), grey(ink).convert(colours)
    picture.save(out, "JPEG", quality=quality)
    space = Name.DeviceRGB if colours == "RGB" else Name.DeviceGray
    put(pdf, page, one, out.getvalue(), picture.size, ColorSpace=space, BitsPerComponent=8, Filter=Name.DCTDecode)


def scaled(pdf, page, one, ink, samples, how):
    replace(pdf, page, one, 1 - numpy.asarray(grey(ink).resize((samples, samples), how), dtype=float) / 255)


def stencil(pdf, page, one, ink):
    """One bit a sample: 0 is painted, in the black of the page."""
    picture = grey(ink).convert("1", dither=Image.Dither.NONE)
    put(pdf, page, one, picture.tobytes(), picture.size, ImageMask=True, BitsPerComponent=1)


def cmyk(pdf, page, one, ink):
    black = numpy.uint8(numpy.round(ink * 255))
    samples = numpy.zeros((*black.shape, 4), numpy.uint8)
    samples[..., 3] = black
    put(pdf, page, one, samples.tobytes(), black.shape[::-1], ColorSpace=Name.DeviceCMYK, BitsPerComponent=8)
