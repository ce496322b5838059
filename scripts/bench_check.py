#!/usr/bin/env python3
"""CPU of `chohyo check` of one page, against `pdftotext -bbox` on the same file.

usage: bench_check.py CHOHYO [--rounds N] [--out FILE]

User and system time of whole processes, each started cold, in turns; the median of each program and their ratio, per form.
"""
import argparse, os, statistics, subprocess, tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORMS = ["001-juki/0010003", "002-inkan/0029001", "027-jidoteate/0279001"]


def cpu(command):
    """User and system milliseconds of a process."""
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0, command
    return (used.ru_utime + used.ru_stime) * 1000


def main():
    options = argparse.ArgumentParser()
    options.add_argument("chohyo", type=Path)
    options.add_argument("--rounds", type=int, default=31)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    lines = ["form  check ms  pdftotext ms  ratio  (medians of %d, all rounds below)" % given.rounds]
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMS:
            record, number = ROOT / "layouts" / form / "sample.json", form.split("/")[1]
            pdf = Path(folder) / f"{number}.pdf"
            subprocess.run([given.chohyo, "render", number, record, "-o", pdf], check=True, capture_output=True)
            ours = [given.chohyo, "check", pdf, "--form", number, "--record", record]
            theirs = ["pdftotext", "-bbox", pdf, "/dev/null"]
            rounds = [(cpu(ours), cpu(theirs)) for _ in range(given.rounds)]
            a, b = (statistics.median(column) for column in zip(*rounds))
            lines.append(f"{number}  {a:.1f}  {b:.1f}  {a / b:.2f}")
            lines.append("  check     " + " ".join(f"{one:.1f}" for one, _ in rounds))
            lines.append("  pdftotext " + " ".join(f"{two:.1f}" for _, two in rounds))
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if given.out:
        given.out.write_text(text)


if __name__ == "__main__":
    main()
