#!/usr/bin/env python3
"""Outside judges of the golden cases' PDFs: qpdf (syntax), page-validation (PDF/A-2u), poppler (text).

usage: judge_pdf.py PATH/TO/chohyo

Every golden case (`chohyo golden list`) is rendered as PDF and judged:
- `qpdf --check` finds nothing;
- page-validation says PDF/A-2u;
- the text that poppler reads from each page, in content order and without white space, equals the words of
  the blessed item dump (code point for code point: base + selector);
- every name, address and remark of the record that the form prints stands in that text, its ruby taken out.
The judges themselves are tried first on files that must fail.
"""
import json, re, shutil, subprocess, sys, tempfile
from pathlib import Path

try:
    import page
except ImportError:  # judge_readers.py borrows the text half without the validator
    page = None

ROOT = Path(__file__).resolve().parent.parent
SPACE = re.compile(r"\s+")
CODE_POINT = re.compile(r"<U\+([0-9A-F]{4,6})>")
TEXT_LINE = re.compile(r'^([=+]) \d+ (\S+) .*?text [^"]*"([^"]*)"', re.S)
# 項目 whose words a resident must find on the page as they are in the record.
SPOKEN = re.compile(r"氏名|旧氏|通称|住所|本籍|筆頭者|備考|方書|世帯主"
                    r"|shimei|(?<![a-z])kyuji(?![a-z])|tsusho|jusho|honseki|hittosha|biko|katagaki|setainushi")
UNSPOKEN = re.compile("番号|年月日|bango|nengappi|furagu")


# Keys of a record by their beginning, and the flag of the request by which they print: of 記載事項証明書 only
# what was asked for (記載), of the others what is not left out (省略; left out unless said).
ASKED = {"honseki": "honsekihittosha", "hittosha": "honsekihittosha", "tennyumaejusho": "tennyumaejusho",
         "kyuji": "kyujitsusho", "tsusho": "kyujitsusho", "shimei_furigana": "shimei_furigana"}
LEFT_OUT = {"honseki": "honsekihittosha", "hittosha": "honsekihittosha"}
STATED_ONLY = "0010002"
KANJI_NUMERALS = "0039002"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def squeeze(text):
    return SPACE.sub("", text)


def make_library(folder):
    """layouts/ with the feature pages among them, as the golden cases see it."""
    shutil.copytree(ROOT / "layouts", folder)
    shutil.copytree(ROOT / "golden/features", folder / "features")
    shutil.copytree(ROOT / "golden/features/records", folder / "records", dirs_exist_ok=True)


def is_feature(case):
    return case["form"].endswith(".toml")


def refs_of(case):
    return ROOT / case["references"]


def record_of(case):
    return ROOT / ("golden" if is_feature(case) else "layouts") / case["record"]


def render(chohyo, case, library, out):
    form = ["--layouts", library, library / case["form"]] if is_feature(case) else [case["form"]]
    command = [chohyo, "render", *form, record_of(case), "-o", out, "--params", ROOT / "layouts" / case["params"]]
    command += ["--live"] if case["live"] else []
    command += ["--as-of", case["as_of"]] if case["as_of"] else []
    done = run(*map(str, command))
    # Exit code 1 with a file is a page that lost text: feature pages show that too.
    good = done.returncode == 0 or is_feature(case) and done.returncode == 1 and out.exists()
    return [] if good else [f"render: exit code {done.returncode}: {done.stderr.strip()}"]


def check_syntax(pdf):
    done = run("qpdf", "--check", str(pdf))
    return [] if done.returncode == 0 else [f"qpdf: {done.stdout}{done.stderr}"]


def check_archive(pdf):
    report = page.validate_pdf(str(pdf), profile="2u")
    return [] if report.is_compliant else [f"PDF/A-2u: {f.rule_id}: {f.message}" for f in report.failures]


def poppler_pages(pdf):
    text = run("pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-").stdout
    return [squeeze(p) for p in text.split("\f")[:-1]]


def dumped_pages(items, ruby=True):
    """Words of each page of an item dump, in the order a writer paints them: fixed layer, then the record's;
    with or without ruby, which stands between the parts of the words it belongs to."""
    pages = []
    for line in items.read_text(encoding="utf-8").splitlines():
        if line.startswith("page "):
            pages.append(([], []))
        elif found := TEXT_LINE.match(line):
            mark, role, words = found.groups()
            words = CODE_POINT.sub(lambda m: chr(int(m[1], 16)), words)
            if ruby or role != "ruby":
                pages[-1][mark == "+"].append(words)
    return [squeeze("".join(fixed) + "".join(variable)) for fixed, variable in pages]


def spoken(value, name=""):
    """Names, addresses and remarks of a record."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "省略" and not key.endswith(("_不詳表記", "_fushohyoki")):
                yield from spoken(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from spoken(inner, name)
    elif isinstance(value, str) and SPOKEN.search(name) and not UNSPOKEN.search(name):
        yield name, value


def is_asked(form, record, name):
    """Whether the request of a record lets a value print."""
    flags = record.get("kisai", {}) if form == STATED_ONLY else record.get("shoryaku", {})
    table, unsaid = (ASKED, False) if form == STATED_ONLY else (LEFT_OUT, True)
    flag = next((flag for key, flag in table.items() if name.startswith(key)), None)
    if flag is None or form != STATED_ONLY and "shoryaku" not in record:
        return True
    return flags.get(flag, unsaid) == (form == STATED_ONLY)


def kanji_numerals(text):
    """Numbers as an award writes them: 34 is 三十四, longer ones digit by digit."""
    def kanji(found):
        digits = found[0].translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        if len(digits) > 4 or int(digits) == 0:
            return "".join("〇一二三四五六七八九"[int(d)] for d in digits)
        places = zip(digits, ("千", "百", "十", "")[4 - len(digits):])
        part = lambda d, place: "" if d == "0" else ("" if d == "1" and place else "一二三四五六七八九"[int(d) - 1]) + place
        return "".join(part(d, place) for d, place in places)
    return re.sub("[0-9０-９]+", kanji, text)


def stands(words, pages):
    """Whether words stand on the pages, whole or going on from one page to the next in its box (`next_page`):
    then every part but the last is a good part of the page, and no page between is left out."""
    if any(words in page for page in pages):
        return True
    for first in range(len(pages)):
        rest = words
        for page in pages[first:]:
            length = next(n for n in range(len(rest), -1, -1) if rest[:n] in page)
            rest = rest[length:]
            if not rest:
                return True
            if length < 20:
                break
    return False


def check_text(pdf, case, refs):
    faults = []
    if not (refs / "items.txt").exists():
        return ["text: no references"]
    read = poppler_pages(pdf)
    expected = dumped_pages(refs / "items.txt")
    if len(read) != len(expected):
        return [f"text: poppler reads {len(read)} pages, the dump has {len(expected)}"]
    for number, (got, want) in enumerate(zip(read, expected), 1):
        if got != want:
            at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
            faults.append(f"text: page {number} differs at {at}: poppler …{got[at - 5:at + 15]!r}, dump …{want[at - 5:at + 15]!r}")
    # Once poppler's text is the dump's, so are the words with their ruby taken out.
    pages = dumped_pages(refs / "items.txt", ruby=False) if not faults else read
    record = json.loads(record_of(case).read_text(encoding="utf-8"))
    for name, value in spoken(record):
        value = kanji_numerals(value) if case["form"] == KANJI_NUMERALS else value
        if is_asked(case["form"], record, name) and not stands(squeeze(value), pages):
            faults.append(f"text: 「{name}」 of the record is not on the page")
    return faults


def judges_can_fail(pdf):
    """Both gates must refuse a damaged copy, or a green result says nothing."""
    data = pdf.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        bad = Path(folder) / "bad.pdf"
        bad.write_bytes(data.replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<"))
        part = check_archive(bad)
        bad.write_bytes(data[: len(data) // 2])
        cut = check_syntax(bad)
    faults = [] if part else ["page-validation passes a wrong pdfaid:part"]
    return faults if cut else faults + ["qpdf passes a file cut in half"]


def judge_all(name, chohyo, judge):
    """Renders every golden case and prints what `judge(case, pdf, refs)` finds; ends the process with the verdict."""
    cases = json.loads(run(str(chohyo), "golden", "list", "--format", "json", "--root", str(ROOT)).stdout)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        make_library(library)
        for case in cases:
            pdf = Path(folder) / f"{case['name']}.pdf"
            faults = render(chohyo, case, library, pdf)
            faults = faults or judge(case, pdf, refs_of(case))
            print(f"{'FAIL' if faults else 'ok'}  {case['name']}")
            for fault in faults:
                print(f"      {fault}")
            passed, failed = passed + (not faults), failed + bool(faults)
    print(f"\n{name}: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


def judge(case, pdf, refs):
    return check_syntax(pdf) + check_archive(pdf) + check_text(pdf, case, refs) + judges_can_fail(pdf)


if __name__ == "__main__":
    judge_all("judges", Path(sys.argv[1]).resolve(), judge)
