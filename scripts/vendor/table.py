"""The tables: what was found of every kind, on both halves of the forms, and curves over the magnitude."""
from collections import Counter, defaultdict
from statistics import NormalDist

MM_BINS = [0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.5, 2.01, 5.0]
FACTOR_BINS = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 4]
# 0.12 mm is the tolerance.
WEIGHT_BINS = [0, 0.08, 0.12, 0.16, 0.2, 0.3, 0.5, 2]


def factor(one):
    return abs(one["size"] - 1)


CURVES = [
    ("Place of a value, shift in mm", ["value shifted x", "value shifted y"], MM_BINS, lambda one: one["size"]),
    ("Place of a word, shift in mm", ["word shifted x", "word shifted y"], MM_BINS, lambda one: one["size"]),
    ("Whole page, shift in mm", ["page shifted"], MM_BINS, lambda one: one["size"]),
    ("Rule, shift in mm", ["rule shifted"], MM_BINS, lambda one: one["size"]),
    ("Seal, shift in mm", ["seal shifted"], MM_BINS, lambda one: one["size"]),
    ("Size of a value, |factor − 1|", ["value resized"], FACTOR_BINS, factor),
    ("Size of a word, |factor − 1|", ["word resized"], FACTOR_BINS, factor),
    ("Size of the seal, |factor − 1|", ["seal scaled"], FACTOR_BINS, factor),
    ("Size of the page, |factor − 1|", ["page scaled"], FACTOR_BINS, factor),
    ("Weight of a rule, |factor − 1|", ["rule of another weight"], FACTOR_BINS, factor),
    ("Weight of a rule, change in mm", ["rule of another weight"], WEIGHT_BINS, lambda one: factor(one) * one["weight"]),
]


def least(found, count):
    """Lower end of the 95 % interval (Wilson) of a share, in per cent."""
    if not count:
        return 0
    z, share = NormalDist().inv_cdf(0.975), found / count
    middle, spread = share + z * z / 2 / count, z * (share * (1 - share) / count + z * z / 4 / count / count) ** 0.5
    return 100 * (middle - spread) / (1 + z * z / count)


def row(cells, widths):
    return "  ".join(f"{cell:<{width}}" if i == 0 else f"{cell:>{width}}" for i, (cell, width) in enumerate(zip(cells, widths)))


def kinds(results):
    """One line a kind; half B is what counts."""
    by_kind = defaultdict(list)
    for one in results:
        by_kind[one["kind"]].append(one)
    heads = ["kind of fault", "A", "found", "B", "found", "right code", "fail", "inform.", "not judged", "missed"]
    widths = [42, 4, 6, 4, 6, 10, 5, 7, 10, 6]
    lines = [row(heads, widths)]
    for name in sorted(by_kind):
        a, b = ([one for one in by_kind[name] if one["half"] == half] for half in "AB")
        best = Counter(one["best"] for one in b if one["right"])
        lines.append(row([name, len(a), sum(one["right"] for one in a), len(b), sum(one["found"] for one in b),
                          sum(one["right"] for one in b), best["fail"], best["information"], best["not-judged"],
                          sum(not one["found"] for one in b)], widths))
    return lines


def curve(title, names, bins, measure, results):
    picked = [one for one in results if one["kind"] in names and one["half"] == "B"]
    if not picked:
        return []
    lines = [f"{title} ({', '.join(names)}; half B)"]
    for low, high in zip(bins, bins[1:]):
        inside = [one for one in picked if low <= measure(one) < high]
        if inside:
            right = sum(one["right"] for one in inside)
            lines.append(f"  {low:>4} – {high:<4} {len(inside):>4} mutants, found with the right code {100 * right / len(inside):5.1f} %"
                         f"  (at least {least(right, len(inside)):4.1f} %)")
    return lines


def missed(results):
    """Promised faults of half B, every one: those that another code named, and those without a finding."""
    out = [], []
    for one in results:
        if one["half"] == "B" and one["promised"] and not one["right"]:
            out[not one["found"]].append(f"  {one['number']:05} {one['kind']} {one.get('size', '')} {one['unit']} {one['form']} "
                                         f"{one['base']} page {one.get('page')} at {one.get('at', '')}: {one['codes']}")
    return out
