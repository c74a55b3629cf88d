"""Texts in the cells of a file, so that reading gives back exactly what was written."""

import re

# A spreadsheet takes a cell that begins so for a formula, some also in full width or after what
# nobody sees; a bar begins a command of DDE. An apostrophe before it says "text".
UNSEEN = (
    "\\s\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
)
BEGINNING = f"[{UNSEEN}]*[=＝﹦+＋﹢\\-－﹣@＠﹫|｜\t\r]"
DANGEROUS = re.compile(f"'*{BEGINNING}")
QUOTED = re.compile(f"'+{BEGINNING}")
# What neither XML nor a spreadsheet can hold.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


# Stands where a workbook cannot hold a text; reading it changes nothing.
LEFT_OUT = "[too long for a workbook; it stays as it is]"


def safe(text: str) -> str:
    """Write a text so that no spreadsheet calculates with it."""
    text = CONTROL.sub("", text)
    return f"'{text}" if DANGEROUS.match(text) else text


def plain(text: str) -> str:
    """Return what `safe` was given."""
    text = text.removeprefix("'") if QUOTED.match(text) else text
    return CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()
