"""Entries as the rows of a table that importing reads back without a change."""

from collections.abc import Callable, Iterable, Iterator

from django.db.models import QuerySet

from documents.audience import Audience
from documents.models import Entry
from documents.records import for_records, to_record
from exchange.files import all_columns
from exchange.leaves import Leaves, leaves
from exchange.public import Public
from exchange.table.columns import Column
from exchange.table.names import Names

BATCH = 500
Exported = tuple[list[str], Iterator[list[str]]]


def header_and_rows(entries: QuerySet[Entry]) -> Exported:
    """Every column, and a row for each entry in the order of the entries."""
    columns = all_columns(Names())
    ids = list(entries.values_list("pk", flat=True))
    return header(columns), rows(ids, columns, Entry.objects.all())


def for_readers(ids: list[int], audience: Audience) -> Exported:
    """What this audience may read of these entries, in this order."""
    public = Public(audience)
    columns = [each for each in all_columns(Names()) if public.has(each)]
    return header(columns), rows(ids, columns, Entry.objects.visible_to(audience), public.reduce)


def header(columns: Iterable[Column]) -> list[str]:
    return [column.name for column in columns]


def rows(
    ids: list[int],
    columns: list[Column],
    among: QuerySet[Entry],
    reduce: Callable[[list[Leaves]], list[Leaves]] = list,
) -> Iterator[list[str]]:
    """A row for each of the entries that is `among` these, as much of it as `reduce` leaves."""
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        entries = {each.pk: each for each in for_records(among.filter(pk__in=some))}
        found = [known(entries[pk]) for pk in some if pk in entries]
        yield from (cells(each, columns) for each in reduce(found))


def known(entry: Entry) -> Leaves:
    own = {("identifier",): entry.identifier, ("key",): entry.import_key or ""}
    return leaves(to_record(entry)) | own


def cells(entry: Leaves, columns: Iterable[Column]) -> list[str]:
    return [
        column.write(entry[column.path]) if entry.get(column.path) not in (None, "", []) else ""
        for column in columns
    ]
