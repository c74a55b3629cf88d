"""Several values in one cell of a table, so that reading gives back exactly what was written."""

import re
from collections.abc import Iterable

SEPARATOR = "; "


def joined(values: Iterable[str]) -> str:
    """Join as `a; b`; a semicolon within a value is written `\\;`."""
    return SEPARATOR.join(each.replace("\\", "\\\\").replace(";", "\\;") for each in values)


def parted(text: str) -> list[str]:
    """Return the values of a cell; empty ones are dropped."""
    parts = re.findall(r"(?:\\.|[^;\\]|\\$)+", text, re.DOTALL)
    values = (re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip() for part in parts)
    return [value for value in values if value]
