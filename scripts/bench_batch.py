#!/usr/bin/env python3
"""Speed, memory and size of `chohyo batch` beside the floor program, as ratios of one run.

  bench_batch.py CHOHYO PEERS

CHOHYO is the program that is handed out (target/dist/chohyo). PEERS is the prepared folder of the peers' harness:
PEERS/target/release/floor, and PEERS/data with layout.json and w1_N.csv, w2_N.csv for N = 1, 1,000, 10,000, 100,000 (w1). CPU
is user + system of the whole process; runs of the two programs take turns, and the median counts. Exit status 1 if a `must`
is missed.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

CHOHYO, PEERS = (os.path.abspath(path) for path in sys.argv[1:3])
DATA = f"{PEERS}/data"
HERE = os.path.dirname(os.path.abspath(__file__))
LAYOUTS = f"{HERE}/../engine/benches/layouts"
FORMS = [("0010003", 1_000), ("0279001", 1_000)]
missed = []


def run(command):
    """CPU seconds, wall seconds and peak MiB of a process."""
    clock = os.times().elapsed
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    words = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)}: status {status}\n{words.decode()[-2000:]}")
    return used.ru_utime + used.ru_stime, os.times().elapsed - clock, used.ru_maxrss / 1024


def median(rows):
    return tuple(statistics.median(column) for column in zip(*rows))


class Bench:
    def __init__(self, folder):
        self.folder = folder
        self.program, self.base = CHOHYO, f"{PEERS}/target/release/floor"
        self.out = f"{folder}/out.pdf"
        self.city = f"{folder}/city.toml"
        open(self.city, "w").close()

    def fresh(self):
        for name in os.listdir(self.folder):
            if name.startswith("out"):
                path = f"{self.folder}/{name}"
                shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)

    def chohyo(self, kind, n, threads=1, profile="plain"):
        self.fresh()
        return run([self.program, "--layouts", LAYOUTS, "batch", f"{LAYOUTS}/{kind}.toml", f"{DATA}/{kind}_{n}.csv", "-o", self.out,
                    "--threads", str(threads), "--params", self.city, "--live", "--profile", profile])

    def floor(self, kind, n):
        self.fresh()
        return run([self.base, kind, DATA, str(n), self.out, "1", "1"])

    def form(self, form, records):
        self.fresh()
        return run([self.program, "batch", form, records, "-o", self.out, "--threads", "1"])

    def pages(self):
        return int(next(line for line in subprocess.check_output(["pdfinfo", self.out], text=True).splitlines()
                        if line.startswith("Pages")).split()[1])

    def text(self):
        return subprocess.check_output(["pdftotext", self.out, "-"])


def turns(count, *programs):
    """The programs in turn, `count` times; the median of each."""
    rows = [[program() for program in programs] for _ in range(count)]
    return [median(column) for column in zip(*rows)]


def row(goal, value, must, aim, raw, unit="×"):
    verdict = "aim" if value <= aim else "must" if value <= must else "MISSED"
    if verdict == "MISSED":
        missed.append(goal)
    print(f"| {goal} | {value:,.2f} {unit} | ≤ {must:,} {unit} | ≤ {aim:,} {unit} | {verdict} | {raw} |")


def against_floor(bench, goal, kind, n, count, must, aim, profile):
    ours, floor = turns(count, lambda: bench.chohyo(kind, n, profile=profile), lambda: bench.floor(kind, n))
    scale = 1e6 / n
    row(f"{goal}, {profile}", ours[0] / floor[0], must, aim, f"{ours[0] * scale:.1f} / {floor[0] * scale:.1f} µs CPU a page")


def threads(bench):
    one, two = turns(11, lambda: bench.chohyo("w1", 10_000), lambda: bench.chohyo("w1", 10_000, threads=2))
    row("two threads against one, CPU", two[0] / one[0], 1.15, 1.15, f"{two[0]:.3f} / {one[0]:.3f} s")
    # Wall depends on what else the machine does: shown, never judged.
    print(f"| two threads against one, wall | {two[1] / one[1]:.2f} × | – | ≤ 0.6 × | – | {two[1]:.3f} / {one[1]:.3f} s |")


def memory(bench):
    few, many = bench.chohyo("w1", 1_000)[2], bench.chohyo("w1", 100_000)[2]
    row("peak memory, W1, N = 100,000", many, 64, 40, f"{many:.0f} MiB", "MiB")
    row("… more than at N = 1,000", many - few, 16, 16, f"{few:.0f} MiB at N = 1,000", "MiB")


def size(bench):
    for profile in ("plain", "pdfa"):
        bench.chohyo("w1", 10_000, profile=profile)
        whole = os.path.getsize(bench.out)
        row(f"bytes a page, W1, N = 10,000, {profile}", whole / 10_000, 1_160, 1_000, f"{whole:,} bytes", "B")
        bench.chohyo("w1", 1, profile=profile)
        row(f"bytes, W1, N = 1, {profile}", os.path.getsize(bench.out) / 1000, 54, 36, "", "kB")


def same_text(bench):
    bench.chohyo("w1", 10_000)
    ours = bench.text()
    bench.floor("w1", 10_000)
    same = ours == bench.text()
    if not same:
        missed.append("same text")
    print(f"| pdftotext of W1, N = 10,000 | {'equal' if same else 'DIFFERS'} | equal | equal | {'must' if same else 'MISSED'} | {len(ours):,} bytes |")


def glyphs(bench):
    """Glyphs on the pages of the last output, as a reader of other hands counts characters."""
    return sum(1 for character in bench.text().decode() if not character.isspace())


def forms(bench):
    cpu = turns(3, lambda: bench.chohyo("w1", 1_000, profile="pdfa"))[0][0]
    own = cpu / glyphs(bench) * 1e9
    for form, n in FORMS:
        records = f"{bench.folder}/{form}.csv"
        subprocess.run([CHOHYO, "records", "sample", form, "-n", str(n), "-o", records], check=True, stderr=subprocess.DEVNULL)
        cpu = turns(3, lambda: bench.form(form, records))[0][0]
        per = cpu / glyphs(bench) * 1e9
        row(f"{form}: CPU per 1,000 glyphs against W1", per / own, 1.5, 1.2, f"{per:.1f} / {own:.1f} µs, {bench.pages()} pages")


def main():
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        print("| goal | found | must | aim | verdict | raw |\n|---|---|---|---|---|---|")
        # First: a single file is synced to its disk, which costs more while the system still writes large ones.
        for profile in ("plain", "pdfa"):
            against_floor(bench, "W1, N = 1, cold process", "w1", 1, 101, 1.7, 1.3, profile)
        for profile in ("plain", "pdfa"):
            against_floor(bench, "W1, N = 100,000, one thread", "w1", 100_000, 5, 2.5, 1.5, profile)
            against_floor(bench, "W2, N = 10,000, one thread", "w2", 10_000, 9, 2.5, 1.6, profile)
        threads(bench)
        memory(bench)
        size(bench)
        same_text(bench)
        forms(bench)
    if missed:
        sys.exit("missed: " + "; ".join(missed))


main()
