#!/usr/bin/env python3
"""Plants faults in pages of ours and counts which of them `chohyo check` finds.

usage: mutate.py PATH/TO/chohyo FOLDER [--count N] [--seed N] [--forms ID,…] [--kinds PART] [--clean-only]

Pages of all forms (records beside the layouts, and invented ones) are rendered as live certificates; each mutant is one of them
with one fault, made by pikepdf and proved to differ in its pixels (or, for a lying text, in its words). A mutant counts as
found if the checker says something that it does not say of the clean page, at the verdict fail or information (geometry can
fail only where the layout has the basis `spec`); as found with the right code if one of those codes belongs to the family of
the fault (codes.py). Forms are split into two halves by their order: tolerances were set on A, the figures are those of B.

Writes FOLDER/results.jsonl; prints the tables. Exit code 1 with a false alarm, or a promised fault that is missed on half B.
"""
import argparse, json, sys
from pathlib import Path

import codes
import mutants
import table
from bases import PARAMS, all_bases
from checker import Checker, new
from faults import KINDS

ORDER = ["fail", "information", "not-judged"]


def halves(bases):
    """A or B of every form, in turn by id."""
    return {form: "AB"[index % 2] for index, form in enumerate(sorted({base.form for base in bases}))}


def judged(mutant, answer, before, half):
    code, found, error = answer
    added = new(found, before[mutant.base.pdf])
    right = [one for one in added if codes.right(mutant.kind.families, one.code)]
    told = [one.verdict for one in right or added]
    return mutant.row() | {
        "half": half, "exit": code, "error": error, "found": bool(added), "right": bool(right),
        "codes": " ".join(sorted({one.code for one in added})), "promised": codes.promised(mutant.kind.name, mutant.told.get("size", 1)),
        "best": next((verdict for verdict in ORDER if verdict in told), ""),
    }


def alarms(results):
    """Clean pages, and changes that are no fault, with a fail."""
    return [f"  {name}: {found}" for name, found in results if found]


def failing(found):
    return " ".join(f"{one.code}({one.item})" for one in found if one.verdict == "fail")


def clean(checker, bases):
    """Checks every base; gives its findings by file, and the false alarms."""
    answers = checker.check_all([(base.pdf, base.form, base.record) for base in bases])
    named = [(base.key(), failing(found) or error) for base, (_, found, error) in zip(bases, answers)]
    return {base.pdf: found for base, (_, found, _) in zip(bases, answers)}, alarms(named)


def mutated(checker, made, before, half):
    answers = checker.check_all([(one.path, one.base.form, one.base.record) for one in made])
    return [judged(one, answer, before, half[one.base.form]) for one, answer in zip(made, answers)]


def harmless(results):
    return [(f"{one['kind']} {one['form']} {one['base']}", one["codes"] or one["error"]) for one in results
            if one["best"] == "fail" or one["exit"] > 1]


def report(bases, results, wrong):
    faults = [one for one in results if one["families"] != ("harmless",)]
    kept = [one for one in results if one["families"] == ("harmless",)]
    alarmed = alarms(harmless(kept))
    print(f"clean pages: {len(bases)} files of {len({base.form for base in bases})} forms, {len(wrong)} with a fail")
    print("\n".join(wrong))
    print(f"changes that are no fault: {len(kept)} files of {len({one['kind'] for one in kept})} kinds, {len(alarmed)} with a fail")
    print("\n".join(alarmed))
    print(f"\n{len(faults)} mutants of {len({one['kind'] for one in faults})} kinds\n")
    print("\n".join(table.kinds(faults)))
    for one in table.CURVES:
        print("\n".join(["", *table.curve(*one, faults)]))
    missed = table.missed(faults)
    b = [one for one in faults if one["half"] == "B" and one["promised"]]
    print(f"\npromised by the stated tolerances, half B: {len(b)}, found with the right code {len(b) - len(missed)}, "
          f"found at all {sum(one['found'] for one in b)}; missed:")
    print("\n".join(missed))
    crashed = [one for one in results if one["exit"] > 1]
    print(f"no report (exit code above 1): {len(crashed)}")
    print("\n".join(sorted({f"  {one['kind']}: exit {one['exit']}: {one['error']}" for one in crashed})))
    return bool(wrong or alarmed or missed)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("chohyo", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--count", type=int, default=2600)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--forms")
    options.add_argument("--kinds", default="")
    options.add_argument("--clean-only", action="store_true")
    given = options.parse_args()
    chohyo, folder = given.chohyo.resolve(), given.folder.resolve()
    bases = all_bases(chohyo, folder / "bases", given.forms and given.forms.split(","))
    checker = Checker(chohyo, PARAMS)
    before, wrong = clean(checker, bases)
    if given.clean_only:
        print(f"{len(bases)} clean files, {len(wrong)} with a fail")
        print("\n".join(wrong))
        sys.exit(bool(wrong))
    chosen = [name for name in KINDS if given.kinds in name]
    made = list(mutants.make_all(bases, folder / "mutants", given.count, given.seed, chosen))
    results = mutated(checker, made, before, halves(bases))
    with open(folder / "results.jsonl", "w", encoding="utf-8") as out:
        out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in results)
    sys.exit(report(bases, results, wrong))


if __name__ == "__main__":
    main()
