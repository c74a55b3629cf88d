"""The formats in which tables of entries are taken out; a new one is a line here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange.table import csv_file, xlsx_file


@dataclass(frozen=True)
class TableFormat:
    """`write` makes the file of a header and rows of cells: whole as bytes, or line by line."""

    name: str | Promise
    media_type: str
    write: Callable[[list[str], Iterable[list[str]]], bytes | Iterator[str]]


FORMATS = {
    "csv": TableFormat(_("CSV"), "text/csv; charset=utf-8", csv_file.written),
    "xlsx": TableFormat(
        _("XLSX"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx_file.written,
    ),
}  # ending -> format
