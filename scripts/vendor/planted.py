#!/usr/bin/env python3
"""`chohyo check` against the drawings of other engines: the right ones raise no alarm, every planted fault is found.

usage: planted.py PATH/TO/chohyo FOLDER

Exit code 1 with a false alarm or a fault that was missed or named wrongly.
"""
import sys
from pathlib import Path

import codes
import draw
import forms
from bases import PARAMS
from checker import Checker, new

# What a checker should speak of.
FAMILIES = {
    "name-cut": ["value"], "glyph": ["glyph", "value"], "other-record": ["value"], "word": ["word", "value"], "label-small": ["size"],
    "frame-missing": ["rule"], "seal-moved": ["seal"], "certify-missing": ["certify", "word", "value"],
    "rows-swapped": ["value"], "amount": ["value"], "sentence-missing": ["word", "value"], "address-shifted": ["place", "zone"],
    "seal-missing": ["seal"], "number": ["value"], "share": ["value"], "seal-big": ["seal"], "paper": ["paper"],
}


def said(found):
    return " ".join(sorted({f"{one.code}:{one.verdict}" for one in found})) or "nothing"


def swap(drawn, form):
    return drawn[0], form, drawn[1]


def right(checker, what, path, form, record):
    """Findings of a drawing that is right, lines to print, and whether there is an alarm."""
    _, found, error = checker.check(path, form, record)
    alarms = [one for one in found if one.verdict == "fail"]
    where = sorted({f"    {one.code} {one.item} page {one.page}" for one in alarms})
    lines = [f"{what}: {error or said(found)}", *where]
    return found, lines, bool(alarms or error)


def judge(checker, folder, form, engine):
    """Faults of one form by one engine: lines to print, and how many were wrong."""
    record = forms.record_path(form)
    clean, lines, wrong = right(checker, f"{form} {engine}: drawn right", draw.draw(folder, form, engine), form, record)
    _, more, alarms = right(checker, f"{form} {engine}: drawn right, names in another face", *swap(draw.draw_plain(folder, form, engine), form))
    lines, wrong = lines + more, wrong + alarms
    for fault in forms.FORMS[form][1]:
        _, found, error = checker.check(draw.draw(folder, form, engine, fault), form, record)
        added = new(found, clean)
        named = any(codes.right(FAMILIES[fault], one.code) for one in added)
        wrong += not named
        lines.append(f"  {fault:18} {'found' if named else 'MISSED'}: {error or said(added)}")
    return lines, wrong


def main():
    checker, folder = Checker(Path(sys.argv[1]).resolve(), PARAMS), Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for form in forms.FORMS:
        for engine in draw.ENGINES:
            lines, count = judge(checker, folder, form, engine)
            print("\n".join(lines))
            wrong += count
    print(f"{wrong} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
