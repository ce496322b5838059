"""Which codes of `chohyo check` speak of a family of faults, and above which magnitude its tolerances promise to see one."""
import re
from pathlib import Path

# The sizes of the layouts' styles: the first of a list that ends with the smallest.
LAYOUTS = Path(__file__).parents[2] / "layouts"
SIZES = {float(size) for path in LAYOUTS.rglob("*.toml") for size in re.findall(r"size_pt = \[?([\d.]+)", path.read_text())}

# Family of faults: codes that name it rightly (`chohyo check --tolerances` lists them with their words).
CODES = {
    "paper": ["K001", "K002"],
    "pages": ["K003", "K004"],
    "image": ["K006"],
    "zone": ["K007", "K026"],
    "word": ["K010", "K011", "K022", "K040"],
    "value": ["K020", "K021", "K022", "K040"],
    "place": ["K012", "K023", "K025", "K026", "K029"],
    "size": ["K013", "K027"],
    "fit": ["K027"],
    "clip": ["K024"],
    "hidden": ["K010", "K020", "K024", "K043"],
    "colour": ["K028", "K034", "K043", "K053"],
    "rule": ["K030", "K031", "K032", "K034", "K035"],
    "extra": ["K025", "K035", "K040", "K041", "K042"],
    "seal": ["K050", "K051", "K052", "K053", "K054", "K055"],
    "glyph": ["K060", "K061", "K062"],
    "font": ["K070"],
    "number": ["K020", "K021"],
    "certify": ["K010", "K014", "K020"],
}


# Files hold lengths to a thousandth of a millimetre or so: what is above a tolerance by less is not above it.
GRAIN = 0.001


def above(limit, key="size"):
    return lambda row: row[key] > limit


def changed(limit, key):
    """A factor on something that measures so many points or millimetres."""
    return lambda row: abs(row["size"] - 1) * row[key] > limit + GRAIN


def moved(row):
    """Across their direction lines may stand off by a part of the size of their type too."""
    return row["size"] > 0.25 + (0.08 * row["points"] * 25.4 / 72 if row["across"] else 0)


def resized(row):
    """A word that the form's list made smaller already may have another size of the list."""
    return any(abs(row["points"] - size) < 0.01 for size in SIZES) and changed(0.25, "points")(row)


def never(row):
    """No rule speaks of it alone: the table says how much is found all the same."""
    return False


# Kind of fault: whether the tolerances promise to find one of this magnitude; what is not listed is always promised.
PROMISED = {
    "value shifted x": moved, "word shifted x": moved, "value shifted y": moved, "word shifted y": moved,
    "page shifted": above(0.5), "rule shifted": above(0.25), "rule cut short": above(0.6), "seal shifted": above(0.2),
    "value printed twice": above(0.5), "page on another paper": above(0.5), "page cut": above(0.5),
    "word resized": resized, "rule of another weight": changed(0.12, "weight"), "seal scaled": changed(0.35, "side"),
    # Smaller type may be in the form's list.
    "value resized": never, "value tilted": above(0.5),
    # The tolerance is of the step between full-width characters; digits and columns are not spoken of.
    "value spread": never,
    # A copy that is a little soft may be the seal as it is: a half of its strokes is surely lost from 0.4 mm on.
    "seal blurred": above(0.4),
    # No form's list condenses below a half; what is above may be in it.
    "value condensed": lambda row: row["size"] < 50,
}


def right(families, code):
    return any(code in CODES.get(family, ()) for family in families)


def promised(row):
    rule = PROMISED.get(row["kind"])
    return rule is None or rule(row)
