"""Pictures of a page as printers and scanners make them, and pictures with a planted fault."""
import io, math

import numpy
from PIL import Image, ImageFilter

MM = 25.4


def grey(page):
    return page.convert("L")


def black_and_white(page):
    return grey(page).point(lambda level: 255 if level > 150 else 0).convert("1")


def dithered(page):
    return grey(page).convert("1")


def jpeg(page, quality=60):
    out = io.BytesIO()
    page.convert("RGB").save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def noisy(page, sigma=12, seed=1):
    grain = numpy.random.default_rng(seed).normal(0, sigma, (page.height, page.width))
    return Image.fromarray(numpy.clip(numpy.asarray(grey(page), float) + grain, 0, 255).astype("uint8"))


def blurred(page, radius=1.0):
    return page.filter(ImageFilter.GaussianBlur(radius))


def faint(page):
    return grey(page).point(lambda level: int(120 + level * 0.42))


def moved(page, dpi, x=0.0, y=0.0, degrees=0.0, scale=1.0):
    """Moved by millimetres, turned clockwise and scaled about the middle."""
    cx, cy, (px, py) = page.width / 2, page.height / 2, (x * dpi / MM, y * dpi / MM)
    cos, sin = math.cos(math.radians(degrees)) / scale, math.sin(math.radians(degrees)) / scale
    # Where a pixel of the result comes from.
    back = (cos, sin, cx - cos * (cx + px) - sin * (cy + py), -sin, cos, cy + sin * (cx + px) - cos * (cy + py))
    fill = 255 if page.mode == "L" else (255, 255, 255)
    return page.transform(page.size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC, fillcolor=fill)


def scanned(page, dpi):
    """A bit of everything: skew, shift, scale, blur, noise, JPEG."""
    return jpeg(noisy(blurred(moved(grey(page), dpi, 1.8, -1.2, 0.6, 1.004), 0.7), 8), 70)


# What is done with the page at 200 dpi, and whether it is kept as a PDF that holds the picture.
CHANGES = {
    "grey": lambda page, dpi: grey(page),
    "black and white": lambda page, dpi: black_and_white(page),
    "black and white, dithered": lambda page, dpi: dithered(page),
    "JPEG 60": lambda page, dpi: jpeg(page),
    "noise": lambda page, dpi: noisy(page),
    "blur": lambda page, dpi: blurred(page),
    "faint": lambda page, dpi: faint(page),
    "shift +3, -3 mm": lambda page, dpi: moved(page, dpi, 3, -3),
    "skew +1 degree": lambda page, dpi: moved(page, dpi, degrees=1),
    "skew -1 degree": lambda page, dpi: moved(page, dpi, degrees=-1),
    "scale 101 %": lambda page, dpi: moved(page, dpi, scale=1.01),
    "scale 99 %": lambda page, dpi: moved(page, dpi, scale=0.99),
    "a scan": scanned,
}


def pixels(box, dpi, more=0.0):
    """A box in points as pixels, with more points around it."""
    left, top, right, bottom = box
    edge = lambda points, way: int((points + way) * dpi / 72)
    return edge(left, -more), edge(top, -more), edge(right, more) + 1, edge(bottom, more) + 1


def erased(page, box, dpi, more=0.0):
    out = page.copy()
    out.paste(255 if page.mode == "L" else (255, 255, 255), pixels(box, dpi, more))
    return out


def exchanged(page, to, of, dpi):
    """The ink of one place in another."""
    ink, out = page.crop(pixels(of, dpi)), erased(page, to, dpi)
    left, top, _, _ = pixels(to, dpi)
    out.paste(ink, (left, top))
    return out


def blot(page, middle, radius, dpi):
    """A round spot; radius in points."""
    out = numpy.array(page)
    y, x = numpy.ogrid[: page.height, : page.width]
    out[(x - middle[0]) ** 2 + (y - middle[1]) ** 2 <= (radius * dpi / 72) ** 2] = 30
    return Image.fromarray(out)


def empty_place(page, side, dpi, choose):
    """The middle of a white square of so many points, away from the edges; None if there is none."""
    ink = numpy.asarray(grey(page)) < 250
    size, edge = int(side * dpi / 72), int(12 / MM * dpi)
    sums = numpy.pad(ink.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    inside = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    inside[:edge], inside[-edge:], inside[:, :edge], inside[:, -edge:] = 1, 1, 1, 1
    places = numpy.argwhere(inside == 0)
    if not len(places):
        return None
    y, x = places[choose.randrange(len(places))]
    return int(x) + size // 2, int(y) + size // 2
