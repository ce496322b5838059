"""Which codes of `chohyo check` speak of a family of faults, and above which magnitude its rules promise to see one."""

# Family: beginnings of codes. Filled from docs/check.md.
CODES = {}
# Kind of fault: the smallest magnitude that the stated tolerances promise to find; what is not listed is always promised.
PROMISED = {}


def right(families, code):
    return any(code.startswith(start) for family in families for start in CODES.get(family, ()))


def promised(kind, size):
    limit = PROMISED.get(kind)
    return limit is None or limit(size)
