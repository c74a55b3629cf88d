"""Pieces of text made one text: normalised, readable in a snippet, of bounded length."""

import re
import unicodedata
from collections.abc import Iterable

from documents.files.worker.bounds import MAX_CHARACTERS

PAGE_BREAK = "\f"

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls, marks of direction, soft hyphens, glyphs of private fonts, non-characters.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufff0-\uffff]"
)
SPACES = re.compile(r"[^\S\n]+")
LINE_EDGES = re.compile(" ?\n ?")
EMPTY_LINES = re.compile("\n{3,}")


def gathered(pieces: Iterable[str], separator: str) -> dict:
    """Return `text` of the pieces, cleaned and joined, and `truncated` if there was more."""
    texts, length = [], 0
    for piece in pieces:
        texts.append(clean(piece))
        length += len(texts[-1]) + len(separator)
        if length > MAX_CHARACTERS:
            return {"text": separator.join(texts)[:MAX_CHARACTERS], "truncated": True}
    text = separator.join(texts)
    return {"text": text if text.strip() else "", "truncated": False}


def clean(text: str) -> str:
    text = LINE_ENDS.sub("\n", text)
    text = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    text = LINE_EDGES.sub("\n", SPACES.sub(" ", text))
    return EMPTY_LINES.sub("\n\n", text).strip()
