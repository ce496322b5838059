#!/usr/bin/env python3
"""Draws three forms by other engines, right or with a planted fault.

usage: draw.py FOLDER [--form ID] [--engine NAME] [--fault NAME | --faults]

Writes FOLDER/<form>-<engine>.pdf, with a fault FOLDER/<form>-<engine>-<fault>.pdf. --faults draws every fault of every form.
"""
import argparse, importlib, json
from pathlib import Path

import forms
import sheet

# A face of another maker for names and values: its shapes differ from the registered ones, and are no fault.
OTHER_FACE = ("BIZUDMincho-Regular.ttf", "BIZ UDMincho")
ENGINES = ["reportlab", "typst", "chromium", "fpdf2"]
ROOT = Path(__file__).resolve().parents[2]


def draw(folder, form, engine, fault=None):
    path = folder / ("-".join(filter(None, [form, engine, fault])) + ".pdf")
    importlib.import_module(f"engine_{engine}").write(forms.draw(form, fault), ROOT / "fonts/data", ROOT / "layouts/params", path)
    return path


def draw_plain(folder, form, engine):
    """Drawn right in another face; gives the drawing and its record."""
    path, record = folder / f"{form}-{engine}-face.pdf", folder / f"{form}-plain.json"
    record.write_text(json.dumps(forms.plain_record(form), ensure_ascii=False), encoding="utf-8")
    given, sheet.FACES["mincho"] = sheet.FACES["mincho"], OTHER_FACE
    try:
        importlib.import_module(f"engine_{engine}").write(forms.draw(form, plain=True), ROOT / "fonts/data", ROOT / "layouts/params",
                                                          path)
    finally:
        sheet.FACES["mincho"] = given
    return path, record


def main():
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--form", choices=forms.FORMS)
    options.add_argument("--engine", choices=ENGINES)
    options.add_argument("--fault")
    options.add_argument("--faults", action="store_true")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for form in [given.form] if given.form else forms.FORMS:
        for engine in [given.engine] if given.engine else ENGINES:
            for fault in forms.FORMS[form][1] if given.faults else [given.fault]:
                print(draw(given.folder.resolve(), form, engine, fault))


if __name__ == "__main__":
    main()
