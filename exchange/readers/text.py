"""The text of a file, and of a field, as people would read it."""

import html
import re
from typing import Any

import nh3
from pylatexenc.latex2text import LatexNodes2Text

from exchange.readers import Unreadable
from exchange.table.csv_file import decoded as as_text
from wording import sentence as _

LATEX = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces="macros")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")


def lines_of(data: bytes) -> str:
    """Return the text with one sort of line end. Raises Unreadable for what is empty or no text."""
    text = as_text(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    if len(CONTROL.findall(text[:10_000])) > len(text[:10_000]) / 20:
        raise Unreadable(_("The file is no text."))
    return CONTROL.sub("", text)


def clean(value: Any) -> str:
    """Return one line without mark-up, entities or control characters."""
    if not isinstance(value, str | int | float):
        return ""
    bare = html.unescape(nh3.clean(CONTROL.sub(" ", str(value)), tags=set()))
    return " ".join(CONTROL.sub(" ", bare).split())


def from_latex(text: str) -> str:
    """Read `Medell{\'i}n` as Medellín; what is no LaTeX stays as it is."""
    try:
        return clean(LATEX.latex_to_text(text))
    except Exception:
        return clean(text.replace("{", "").replace("}", ""))
