"""An entry as plain data: what its history keeps, what is compared, and what files bring.

The form is that of the files in documents/data/starter; what is empty is left out. Each part of an
entry says for itself what of it stands in a record: documents/records/parts.
"""

from typing import Any

from django.db.models import QuerySet

from documents.models import Entry
from documents.records.parts import PARTS
from documents.records.parts.part import without_empty

# What readers may read of a record; what is curators' own makes no new version either.
PUBLIC = frozenset(name for part in PARTS for name in part.names if name not in part.curators_own)


def for_records(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Read with them all that `to_record` needs, in a fixed number of queries."""
    related = [each for part in PARTS for each in part.related()]
    return entries.select_related("kind", "replacement").prefetch_related(*related)


def to_record(entry: Entry) -> dict[str, Any]:
    """Return the whole entry as JSON-like data, related rows included, in a stable order."""
    record: dict[str, Any] = {
        "key": entry.import_key,
        "identifier": entry.identifier,
        "state": entry.state,
    }
    for part in PARTS:
        record |= part.read(entry)
    record["withdrawal_reason"] = entry.withdrawal_reason
    record["replacement"] = entry.replacement and entry.replacement.identifier
    return without_empty(record)


def content(record: dict[str, Any]) -> dict[str, Any]:
    """Return what of a record readers may read."""
    return {name: value for name, value in record.items() if name in PUBLIC}
