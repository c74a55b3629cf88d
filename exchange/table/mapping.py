"""Which column of a file holds what: guessed from its header, remembered from the last time."""

import re
from collections.abc import Iterable

from documents.records.parts.part import Column
from exchange.models import ImportRun

NOTHING = ""  # a column of the file that is left out
Mapping = dict[str, str]


def mapping_for(header: list[str], columns: list[Column]) -> Mapping:
    """Map the file's header to names of columns; as decided for the same header before."""
    return remembered(header) or guessed(header, columns)


def remembered(header: list[str]) -> Mapping | None:
    wanted = {name for name in header if name}
    runs = ImportRun.objects.filter(mapping__has_keys=sorted(wanted)).order_by("-pk")
    found = runs.values_list("mapping", flat=True)[:20]
    return next((mapping for mapping in found if set(mapping) == wanted), None)


def guessed(header: list[str], columns: list[Column]) -> Mapping:
    """Guess columns; each of ours is given to one of the file's at most, the first called so."""
    known = names(columns)
    mapping: Mapping = {}
    for title in filter(None, header):
        column = known.get(bare(title), NOTHING)
        mapping[title] = NOTHING if column in mapping.values() else column
    return mapping


def names(columns: Iterable[Column]) -> dict[str, str]:
    """Map everything that a column may be called, in four languages, to its name."""
    columns = list(columns)
    called = {bare(column.name): column.name for column in columns}
    for column in columns:
        for label in column.called():
            called.setdefault(bare(label), column.name)
    return called


def bare(text: str) -> str:
    """Keep letters and digits alone: "Date issued" and "date_issued" are one."""
    return re.sub(r"[\W_]+", "", text.casefold())


def chosen(header: list[str], mapping: Mapping, columns: list[Column]) -> dict[int, Column]:
    """Map the places of columns in the file to the columns that they hold."""
    by_name = {column.name: column for column in columns}
    places = ((index, mapping.get(title, NOTHING)) for index, title in enumerate(header))
    return {index: by_name[name] for index, name in places if name in by_name}
