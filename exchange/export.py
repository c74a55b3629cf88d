"""Entries as the rows of a table that importing reads back without a change."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet

from documents.audience import Audience
from documents.models import Entry
from documents.records.leaves import leaves
from documents.records.parts.part import Column, Leaves
from documents.records.plain import PUBLIC, for_records, to_record
from documents.records.public import for_public, public_records
from documents.records.terms import Terms
from exchange.files import all_columns
from jobs.batches import batches

Exported = tuple[list[str], Iterator[list[str]]]


def header_and_rows(entries: QuerySet[Entry]) -> Exported:
    """Return every column, and a row for each entry in the order of the entries."""
    columns = all_columns(Terms())
    ids = list(entries.values_list("pk", flat=True))
    return header(columns), rows(ids, columns, for_records(Entry.objects.all()), to_records)


def to_records(entries: list[Entry]) -> list[dict[str, Any]]:
    return [to_record(each) for each in entries]


def for_readers(ids: list[int], audience: Audience) -> Exported:
    """Export what this audience may read of these entries, in this order."""
    columns = [each for each in all_columns(Terms()) if is_public(each)]
    among = for_public(Entry.objects.visible_to(audience))
    return header(columns), rows(ids, columns, among, partial(public_records, audience=audience))


def is_public(column: Column) -> bool:
    return column.path[0] in PUBLIC or column.name == "identifier"


def header(columns: Iterable[Column]) -> list[str]:
    return [column.name for column in columns]


def rows(
    ids: list[int],
    columns: list[Column],
    among: QuerySet[Entry],
    records: Callable[[list[Entry]], list[dict[str, Any]]],
) -> Iterator[list[str]]:
    """Yield the cells of each entry of `ids` that is `among` these, as `records` describes it."""
    for some in batches(ids):
        entries = among.in_bulk(some)
        found = records([entries[pk] for pk in some if pk in entries])
        yield from (cells(known(each), columns) for each in found)


def known(record: dict[str, Any]) -> Leaves:
    own = {("identifier",): record["identifier"], ("key",): record.get("key", "")}
    return leaves(record) | own


def cells(entry: Leaves, columns: Iterable[Column]) -> list[str]:
    return [
        column.write(entry[column.path]) if entry.get(column.path) not in (None, "", []) else ""
        for column in columns
    ]
