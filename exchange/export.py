"""Entries as the rows of a table that importing reads back without a change."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from documents.models import Entry
from documents.records import for_records, to_record
from exchange.files import all_columns
from exchange.leaves import Leaves, leaves
from exchange.table.columns import Column
from exchange.table.names import Names

BATCH = 500


def header_and_rows(entries: QuerySet[Entry]) -> tuple[list[str], Iterator[list[str]]]:
    """Every column, and a row for each entry in the order of the entries."""
    columns = all_columns(Names())
    return [column.name for column in columns], rows(entries, columns)


def rows(entries: QuerySet[Entry], columns: list[Column]) -> Iterator[list[str]]:
    ids = list(entries.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        found = {each.pk: each for each in for_records(Entry.objects.filter(pk__in=some))}
        yield from (row(found[pk], columns) for pk in some if pk in found)


def row(entry: Entry, columns: Iterable[Column]) -> list[str]:
    known: Leaves = leaves(to_record(entry))
    known |= {("identifier",): entry.identifier, ("key",): entry.import_key or ""}
    return [
        column.write(known[column.path]) if known.get(column.path) not in (None, "") else ""
        for column in columns
    ]
