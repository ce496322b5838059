#!/usr/bin/env python3
"""Plants faults in pages of ours and counts which of them `chohyo check` finds.

usage: mutate.py PATH/TO/chohyo FOLDER [--count N] [--seed N] [--forms ID,…] [--kinds PART] [--clean-only] [--reuse]

Pages of all forms (records beside the layouts, and invented ones) are rendered as live certificates; each mutant is one of them
with one fault, made by pikepdf and proved to differ in its pixels (or, for a lying text, in its words). A mutant counts as
found if the checker says something that it does not say of the clean page, at the verdict fail or information (geometry can
fail only where the layout has the basis `spec`); as found with the right code if one of those codes belongs to the family of
the fault (codes.py). Forms are split into two halves by their order: tolerances were set on A, the figures are those of B.

Writes FOLDER/results.jsonl; prints the tables. Exit code 1 with a false alarm, or a promised fault that is not found on half B (or by a wrong code: more than 1 %).
"""
import argparse, json, sys
from pathlib import Path

import codes
import mutants
import table
from bases import PARAMS, all_bases, copies
from checker import Checker, new
from faults import KINDS

# Codes of a text that differs from the record's.
OF_TEXT = {"K011", "K020", "K021"}
GEOMETRY = {"place", "size", "rule", "seal"}
ORDER = ["fail", "information", "not-judged"]


def halves(bases):
    """A or B of every form, in turn by id."""
    return {form: "AB"[index % 2] for index, form in enumerate(sorted({base["form"] for base in bases}))}


def lines(path, rows=None):
    """Rows of a file of JSON lines; with rows, writes them first."""
    if rows is not None:
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judged(row, answer, before, half):
    reported, found, error = answer
    added = new(found, before[row["base_pdf"]])
    right = [one for one in added if codes.right(row["families"], one.code)]
    told = [one.verdict for one in right or added]
    return row | {
        "half": half, "reported": reported, "error": error, "found": bool(added), "right": bool(right),
        "codes": " ".join(sorted({one.code for one in added})), "promised": codes.promised(row),
        "best": next((verdict for verdict in ORDER if verdict in told), ""),
    }


def alarms(results):
    """Clean pages, and changes that are no fault, with a fail."""
    return [f"  {name}: {found}" for name, found in results if found]


def failing(found):
    return " ".join(f"{one.code}({one.item})" for one in found if one.verdict == "fail")


def damaged(base, found):
    """Whether Ghostscript damaged the text (selectors in /ToUnicode, /ActualText): the paper is right, the file's text is not."""
    return base["name"].endswith(" by gs") and {one.code for one in found if one.verdict == "fail"} <= OF_TEXT


def clean(checker, bases):
    """Checks every base; gives its findings by file, the false alarms, and how many copies say what Ghostscript damaged."""
    answers = checker.check_all([(base["pdf"], base["form"], base["record"]) for base in bases])
    told = [(base, found, failing(found) or error) for base, (_, found, error) in zip(bases, answers)]
    named = [(f"{base['form']} {base['name']}", said) for base, found, said in told if not damaged(base, found)]
    hurt = sum(bool(said) and damaged(base, found) for base, found, said in told)
    return {base["pdf"]: found for base, found, _ in told}, alarms(named), hurt


def mutated(checker, rows, before, half):
    answers = checker.check_all([(row["path"], row["form"], row["record"]) for row in rows])
    return [judged(row, answer, before, half[row["form"]]) for row, answer in zip(rows, answers)]


def made(given, chohyo, folder):
    """Bases and mutants as rows; with --reuse those that stand in the folder."""
    files = folder / "bases.jsonl", folder / "mutants.jsonl"
    if given.reuse and all(path.exists() for path in files):
        return [lines(path) for path in files]
    bases = all_bases(chohyo, folder / "bases", given.forms and given.forms.split(","))
    chosen = [name for name in KINDS if given.kinds in name]
    count = 0 if given.clean_only else given.count
    rows = [one.row() for one in mutants.make_all(bases, folder / "mutants", count, given.seed, chosen)]
    return lines(files[0], [base.row() for base in [*bases, *copies(bases)]]), lines(files[1], rows)


def harmless(results):
    return [(f"{one['kind']} {one['form']} {one['base']}", one["codes"] or one["error"]) for one in results
            if one["best"] == "fail" or not one["reported"]]


def preface(faults, half):
    """Which forms are which half, and what geometry may fail."""
    for name in "AB":
        yield f"half {name}: {' '.join(form for form in half if half[form] == name)}"
    drawn = [one for one in faults if one["basis"] == "spec" and one["promised"] and set(one["families"]) & GEOMETRY]
    forms = sorted({one["form"] for one in drawn})
    yield (f"Geometry may fail on forms of the basis `spec` only ({' '.join(forms) or 'none'}): there {len(drawn)} faults of place, size, "
           f"weight and seal, {sum(one['right'] for one in drawn)} found, {sum(one['best'] == 'fail' for one in drawn)} of them as a "
           "fail (not all items of the form are `spec`); elsewhere it is information.\n")


def report(bases, results, wrong):
    faults = [one for one in results if one["families"] != ["harmless"]]
    kept = [one for one in results if one["families"] == ["harmless"]]
    alarmed = alarms(harmless(kept))
    print(f"clean pages: {len(bases)} files of {len(halves(bases))} forms, {len(wrong)} with a fail")
    print("\n".join(wrong))
    print(f"changes that are no fault: {len(kept)} files of {len({one['kind'] for one in kept})} kinds, {len(alarmed)} with a fail")
    print("\n".join(alarmed))
    print(f"\n{len(faults)} mutants of {len({one['kind'] for one in faults})} kinds")
    print("\n".join(preface(faults, halves(bases))))
    print("\n".join(table.kinds(faults)))
    for one in table.CURVES:
        print("\n".join(["", *table.curve(*one, faults)]))
    unnamed, missed = table.missed(faults)
    b = [one for one in faults if one["half"] == "B" and one["promised"]]
    print(f"\npromised by the stated tolerances, half B: {len(b)}, found {len(b) - len(missed)}, of these with the right "
          f"code {len(b) - len(missed) - len(unnamed)}")
    print("\n".join(["found, but named by another code:", *unnamed, "missed:", *missed]))
    silent = [one for one in results if not one["reported"]]
    print(f"no report at all: {len(silent)}")
    print("\n".join(sorted({f"  {one['kind']}: {one['error']}" for one in silent})))
    return bool(wrong or alarmed or missed or len(unnamed) > len(b) / 100)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("chohyo", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--count", type=int, default=2600)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--forms")
    options.add_argument("--kinds", default="")
    options.add_argument("--clean-only", action="store_true")
    options.add_argument("--reuse", action="store_true")
    given = options.parse_args()
    chohyo, folder = given.chohyo.resolve(), given.folder.resolve()
    bases, rows = made(given, chohyo, folder)
    checker = Checker(chohyo, PARAMS)
    before, wrong, hurt = clean(checker, bases)
    print(f"copies by Ghostscript with a fail of text, where it damaged the text of the file: {hurt}")
    results = lines(folder / "results.jsonl", mutated(checker, rows, before, halves(bases)))
    sys.exit(report(bases, results, wrong))


if __name__ == "__main__":
    main()
