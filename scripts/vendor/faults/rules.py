"""Faults of rules and frames."""
from content import MM, Raw, Stroke, op

from .kinds import amount, file_page, kind

def edges(stroke):
    """Edges as x, y, x2, y2 with the ends in order; a slanted line has none."""
    if not stroke.frame:
        x, y, x2, y2 = stroke.points
        if abs(x - x2) > 0.01 and abs(y - y2) > 0.01:
            return []
        return [(min(x, x2), min(y, y2), max(x, x2), max(y, y2))]
    x, y, w, h = stroke.points
    x, x2, y, y2 = min(x, x + w), max(x, x + w), min(y, y + h), max(y, y + h)
    return [(x, y, x2, y), (x, y2, x2, y2), (x, y, x, y2), (x2, y, x2, y2)]


def upright(edge):
    return abs(edge[0] - edge[2]) < 0.01


def along(edge):
    """Where an edge lies across, and from where to where it goes along."""
    return (edge[0], edge[1], edge[3]) if upright(edge) else (edge[1], edge[0], edge[2])


def one_line(edge, all_edges):
    """All edges that together make one drawn line with this one."""
    group, grown = {edge}, True
    while grown:
        grown = False
        for other in all_edges - group:
            at, low, high = along(other)
            if any(upright(other) == upright(one) and abs(at - along(one)[0]) < 0.3 and low < along(one)[2] + 0.3
                   and high > along(one)[1] - 0.3 for one in group):
                group.add(other)
                grown = True
    return group


def chosen_line(rng, file):
    """A sheet, a layer, a line of it and its weight; frames with an edge on the line become four rules each."""
    found = [(sheet, layer) for sheet in file.sheets for layer in sheet.layers if layer.strokes()]
    if not found:
        return None
    sheet, layer = rng.choice(found)
    strokes = [one for one in layer.strokes() if edges(one)]
    if not strokes:
        return None
    first = rng.choice(edges(rng.choice(strokes)))
    group = one_line(first, {edge for stroke in strokes for edge in edges(stroke)})
    line = []
    for index in reversed(range(len(layer.elements))):
        one = layer.elements[index]
        if isinstance(one, Stroke) and any(edge in group for edge in edges(one)):
            rules = [Stroke(one.width, one.dash, list(edge), False) for edge in edges(one)]
            layer.elements[index:index + 1] = [Raw([op("J", 2)]), *rules, Raw([op("J", 0)])]
            line += [rule for rule in rules if tuple(rule.points) in group]
    low, high = min(along(edge)[1] for edge in group), max(along(edge)[2] for edge in group)
    if high - low < 5 * MM or not line:
        return None
    return sheet, layer, line


def rule(name, *families, unit=""):
    def keep(change):
        def make(rng, file):
            if not (found := chosen_line(rng, file)):
                return None
            sheet, layer, line = found
            where = {"page": file_page(sheet), "at": sheet.mm(*line[0].points[:2])}
            weight, size = line[0].width / MM, change(rng, layer, line)
            return None if size is None else {"size": size, "weight": weight, **where}
        kind(name, *families, unit=unit)(make)
        return change
    return keep


@rule("rule shifted", "rule", unit="mm")
def rule_shifted(rng, layer, line):
    size, sign = amount(rng), rng.choice((-1, 1))
    for one in line:
        first = 0 if upright(one.points) else 1
        for i in (first, first + 2):
            one.points[i] += sign * size * MM
    return size


@rule("rule of another weight", "rule", unit="×")
def rule_weight(rng, layer, line):
    factor = round(rng.choice((rng.uniform(0.2, 0.9), rng.uniform(1.1, 4))), 2)
    for one in line:
        one.width *= factor
    return factor


@rule("rule missing", "rule")
def rule_missing(rng, layer, line):
    for one in line:
        layer.elements.remove(one)
    return 1


@rule("rule dashed", "rule")
def rule_dashed(rng, layer, line):
    if any(one.dash for one in line):
        return None
    for one in line:
        one.dash = [3, 3]
    return 1


@rule("rule coloured", "rule", "colour")
def rule_coloured(rng, layer, line):
    colour = rng.choice(((0.9, 0, 0), (0.2, 0.2, 0.9)))
    for one in line:
        one.before, one.after = [op("q"), op("RG", *colour)], [op("Q")]
    return 1


@rule("rule cut short", "rule", unit="mm")
def rule_short(rng, layer, line):
    size, low = amount(rng, 1, 10), min(along(one.points)[1] for one in line)
    for one in line:
        first = 1 if upright(one.points) else 0
        one.points[first] = max(one.points[first], low + size * MM)
        if one.points[first] > one.points[first + 2]:
            one.points[first + 2] = one.points[first]
    return size


@kind("rule added", "rule", "extra", unit="mm")
def rule_added(rng, file):
    sheet = rng.choice(file.sheets)
    length = amount(rng, 10, 50)
    x, y = rng.uniform(8, sheet.width / MM - 10 - length), rng.uniform(10, sheet.height / MM - 10)
    taken = [along(edge)[0] / MM for layer in sheet.layers for one in layer.strokes() for edge in edges(one) if not upright(edge)]
    if any(abs(sheet.height / MM - y - low) < 1.5 for low in taken):
        return None
    points = [x * MM, sheet.height - y * MM, (x + length) * MM, sheet.height - y * MM]
    sheet.own.elements.append(Stroke(0.2 * MM, [], points, False))
    return {"size": length, "page": file_page(sheet), "at": (round(x, 1), round(y, 1))}
