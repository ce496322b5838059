"""Our own pages that faults are planted in: records of every form, and the same with other 字形 in the names."""
import json, subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf

from content import File

ROOT = Path(__file__).resolve().parents[2]
PARAMS = ROOT / "layouts/params/sample-city.toml"
# A name with a registered 字形 of 葛, and others of the same character; the last is what a font without selectors shows.
NAMES = {"names": "\u845b\U000e0102", "sibling": "\u845b\U000e0107", "default": "\u845b"}
PACKS = [("ordinary", [], 3), ("ivs", ["--pack", "ivs"], 2), ("empty", ["--pack", "empty"], 1), ("longest", ["--pack", "longest"], 1)]
COPIES = {
    "gs": ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile={1}", "{0}"],
    "qpdf": ["qpdf", "--object-streams=generate", "--linearize", "{0}", "{1}"],
}


@dataclass
class Base:
    form: str
    name: str
    record: Path
    pdf: Path
    basis: str
    values: frozenset = frozenset()
    sources: dict = field(default_factory=dict)

    def row(self):
        return {"form": self.form, "name": self.name, "record": str(self.record), "pdf": str(self.pdf), "basis": self.basis}


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True)


def render(chohyo, form, record, out, *more):
    return run(chohyo, "render", form, record, "-o", out, "--params", PARAMS, "--live", "--profile", "plain", *more).returncode == 0


def renamed(value, word, under=""):
    """A record with every personal name (…shimei) ending in a word."""
    if isinstance(value, dict):
        return {key: renamed(part, word, key) for key, part in value.items()}
    if isinstance(value, list):
        return [renamed(part, word, under) for part in value]
    named = isinstance(value, str) and under.endswith("shimei") and len(value) > 1 and not value.endswith(("市", "会"))
    return value[:-1] + word if named else value


def records(chohyo, form, folder, given):
    """Names and paths of records: those beside the layout, and invented ones."""
    yield from ((path.stem, path) for path in given if path.stem in ("sample", "hard", "empty"))
    for pack, options, count in PACKS:
        out = folder / f"{form}-{pack}.jsonl"
        if run(chohyo, "records", "sample", form, "-n", count, "--seed", "11", *options, "-o", out).returncode == 0:
            for number, line in enumerate(out.read_text(encoding="utf-8").splitlines()):
                path = folder / f"{form}-{pack}{number}.json"
                path.write_text(line, encoding="utf-8")
                yield f"{pack}{number}", path


def base(chohyo, folder, form, basis, name, record):
    pdf, variable = folder / f"{form}-{name}.pdf", folder / f"{form}-{name}.variable.pdf"
    if not render(chohyo, form, record, pdf) or not render(chohyo, form, record, variable, "--layer", "variable"):
        return None
    return Base(form, name, record, pdf, basis, File(variable).places())


def name_pages(chohyo, folder, form, basis, sample):
    """The sample with a selector in its names; as sources the same page with other 字形, and as a picture."""
    out, made = json.loads(sample.read_text(encoding="utf-8")), {}
    for name, word in NAMES.items():
        record = folder / f"{form}-{name}.json"
        record.write_text(json.dumps(renamed(out, word), ensure_ascii=False), encoding="utf-8")
        made[name] = base(chohyo, folder, form, basis, name, record)
    whole = made["names"]
    if not all(made.values()) or made["names"].pdf.read_bytes() == made["default"].pdf.read_bytes():
        return None
    whole.sources = {"sibling": made["sibling"].pdf, "default": made["default"].pdf}
    return whole


def picture(base, folder):
    """The pages as pictures, as a scanner gives them."""
    path, out = folder / f"{base.form}-{base.name}.picture.pdf", pymupdf.open()
    for page in pymupdf.open(base.pdf):
        image = page.get_pixmap(dpi=100, colorspace=pymupdf.csGRAY)
        out.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, pixmap=image)
    out.save(path)
    return path


def copies(bases):
    """The pages as other tools write them again: what a print house does to a file."""
    for one in bases:
        for tool, command in COPIES.items():
            path = one.pdf.with_suffix(f".{tool}.pdf")
            if one.name in ("sample", "names") and run(*[part.format(one.pdf, path) for part in command]).returncode == 0:
                yield Base(one.form, f"{one.name} by {tool}", one.record, path, one.basis)


def all_bases(chohyo, folder, only=None):
    """Every base of every form, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    forms = {form["id"]: form["basis"] for form in json.loads(run(chohyo, "forms", "--format", "json").stdout)}
    bases = []
    for form, basis in forms.items():
        if only and form not in only:
            continue
        given = sorted((ROOT / "layouts").glob(f"*/{form}/*.json"))
        mine = [made for name, record in records(chohyo, form, folder, given)
                if (made := base(chohyo, folder, form, basis, name, record))]
        sample = next(path for path in given if path.stem == "sample")
        mine += filter(None, [name_pages(chohyo, folder, form, basis, sample)])
        for one, other in zip(mine, mine[1:] + mine[:1]):
            one.sources["other"] = other.pdf
        bases += mine
    return with_foreign(chohyo, folder, bases)


def with_foreign(chohyo, folder, bases):
    """Adds as sources the page of another form, and of another edition where there is one."""
    samples = [one for one in bases if one.name == "sample"]
    for one in samples:
        one.sources["picture"] = picture(one, folder)
        one.sources["form"] = next((other.pdf for other in samples if other.form > one.form), samples[0].pdf)
        older = sorted((ROOT / "layouts").glob(f"*/{one.form}/*.toml"))
        if len(older) > 1:
            record = next((ROOT / "layouts").glob(f"*/{one.form}/sample-*.json"))
            out = folder / f"{one.form}-edition.pdf"
            if render(chohyo, older[0], record, out):
                one.sources["edition"] = out
    return bases
