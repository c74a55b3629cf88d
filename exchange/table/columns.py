"""The columns of a table of entries: which entry a row means, then what each part of it has."""

from collections.abc import Iterable

from documents.records.parts import PARTS
from documents.records.parts.part import Column
from documents.records.terms import Terms

MEANT = ("identifier", "key")  # say which entry is meant, and are no part of it


def columns(terms: Terms, languages: Iterable[str]) -> list[Column]:
    """List every column there is, translations into these languages among them."""
    languages = list(languages)
    parts = sorted(PARTS, key=lambda part: part.rank)
    return [
        *(Column(name, (name,)) for name in MEANT),
        *(column for part in parts for column in part.columns(terms, languages)),
    ]
