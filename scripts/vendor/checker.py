"""`chohyo check` as a program: a PDF in, findings out. Nothing here knows how it is made."""
import json, subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


# It passes, a page could not be judged, something fails; any other exit code comes without a report.
REPORTED = (0, 1, 4)


@dataclass(frozen=True)
class Finding:
    code: str
    verdict: str
    page: int
    item: str


def findings(out):
    """Findings of one JSON report."""
    return [Finding(one["code"], one["verdict"].replace("_", "-"), one.get("page") or 0, str(one.get("item") or "")) for one in out["findings"]]


class Checker:
    def __init__(self, chohyo, params):
        self.chohyo, self.params = chohyo, params

    def check(self, pdf, form, record):
        """Of a PDF, or a list of pictures: whether there is a report, its findings, and what was said instead."""
        files = pdf if isinstance(pdf, list) else [pdf]
        done = subprocess.run([str(part) for part in (self.chohyo, "check", *files, "--form", form, "--record", record, "--params",
                                                      self.params, "--live", "--format", "json")], capture_output=True, text=True)
        if done.returncode not in REPORTED:
            return False, [], f"exit {done.returncode}: {done.stderr.strip()[-300:]}"
        return True, findings(json.loads(done.stdout)), ""

    def check_all(self, jobs, workers=2):
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(lambda job: self.check(*job), jobs))


def new(found, before):
    """Findings that the clean page does not have."""
    known = Counter((one.code, one.verdict, one.page, one.item) for one in before)
    out = []
    for one in found:
        key = (one.code, one.verdict, one.page, one.item)
        if known[key]:
            known[key] -= 1
        else:
            out.append(one)
    return out
