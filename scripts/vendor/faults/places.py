"""Faults of place and size."""
import math

from content import MM, op

from .kinds import amount, around, chosen_run, kind, place

def shifted(value, axis):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value)):
            return None
        sheet, _, run = found
        size, sign = amount(rng), rng.choice((-1, 1))
        where = place(sheet, run)
        setattr(run, axis, getattr(run, axis) + sign * size * MM)
        # Fonts of vertical lines have names of their own.
        return {"size": size, "points": run.size, "across": axis == ("x" if run.font.endswith("v") else "y"), **where}
    return make


for what, is_value in (("value", True), ("word", False)):
    for axis in "xy":
        kind(f"{what} shifted {axis}", "place", unit="mm")(shifted(is_value, axis))


def resized(value):
    def make(rng, file):
        if not (found := chosen_run(rng, file, value)):
            return None
        sheet, _, run = found
        factor = round(rng.choice((rng.uniform(0.7, 0.97), rng.uniform(1.03, 1.4))), 3)
        points, run.size = run.size, run.size * factor
        return {"size": factor, "points": points, **place(sheet, run)}
    return make


kind("value resized", "size", "fit", "place", unit="×")(resized(True))
kind("word resized", "size", "place", unit="×")(resized(False))


@kind("word tiny", "size", unit="pt")
def tiny(rng, file):
    if not (found := chosen_run(rng, file, False, 2)):
        return None
    sheet, _, run = found
    run.size = round(rng.uniform(2.5, 5), 2)
    return {"size": run.size, **place(sheet, run)}


@kind("value condensed", "fit", "size", "place", unit="%")
def condensed(rng, file):
    if not (found := chosen_run(rng, file, True, 4)):
        return None
    sheet, _, run = found
    run.scale = round(rng.uniform(40, 90), 1)
    return {"size": run.scale, **place(sheet, run)}


@kind("value spread", "place", "fit", unit="mm")
def spread(rng, file):
    if not (found := chosen_run(rng, file, True, 4)):
        return None
    sheet, _, run = found
    gap = amount(rng, 0.2, 1.5)
    run.inside = [op("Tc", gap * MM)]
    run.after = [op("Tc", 0)] + run.after
    return {"size": gap, **place(sheet, run)}


@kind("value tilted", "place", unit="°")
def tilted(rng, file):
    if not (found := chosen_run(rng, file, True, 2)):
        return None
    sheet, _, run = found
    angle = round(rng.choice((-1, 1)) * rng.uniform(2, 20), 1)
    c, s, x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle)), run.x, run.y
    around(run, [op("q"), op("cm", *[round(v, 6) for v in (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)])])
    return {"size": abs(angle), **place(sheet, run)}


@kind("value into margin", "zone", "place", "value", "word", unit="mm")
def into_margin(rng, file):
    if not (found := chosen_run(rng, file, True)):
        return None
    sheet, _, run = found
    where = place(sheet, run)
    run.x = 1 * MM
    return {"size": 1, **where}
