"""What of entries' records an audience may know: as much as their pages show it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from documents.audience import Audience
from documents.evidence.block import result_of
from documents.evidence.rows import plain
from documents.identifier import PREFIX, identifier_of, number_in
from documents.models import Entry
from documents.records.parts import PART_OF
from documents.records.parts.part import without_empty
from documents.records.plain import content, for_records, to_record
from taxonomy.models import Concept


def public_records(entries: Iterable[Entry], audience: Audience) -> list[dict[str, Any]]:
    """Return the records of a `for_public` list, with identifiers and the results of evidence."""
    entries = list(entries)
    records = [to_record(each) | {"evidence": evidence(each)} for each in entries]
    known = Knowable(records, audience)
    return [
        {"identifier": entry.identifier} | known.of(content(record))
        for entry, record in zip(entries, records, strict=True)
    ]


def for_public(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Read with them all that `public_records` needs, in a fixed number of queries."""
    return for_records(entries).prefetch_related("evidence_block__findings__result")


class Knowable:
    """What some records name and the audience may know of: entries, concepts, places."""

    def __init__(self, records: Iterable[dict[str, Any]], audience: Audience):
        named = {identifier for record in records for identifier in entries_in(record)}
        numbers = [number_in(each) for each in named if each.startswith(PREFIX)]
        readable = Entry.objects.readable_to(audience).filter(pk__in=numbers)
        self.entries = set(map(identifier_of, readable.values_list("pk", flat=True)))
        proposed = Concept.objects.filter(status=Concept.Status.PROPOSED)
        self.proposed = set(proposed.values_list("scheme__code", "code"))

    def of(self, record: dict[str, Any]) -> dict[str, Any]:
        return without_empty(
            {name: PART_OF[name].known(value, self) for name, value in record.items()}
        )


def entries_in(record: dict[str, Any]) -> Iterator[str]:
    """Yield the identifiers of the entries that a record names."""
    for name, value in record.items():
        if name in PART_OF:
            yield from PART_OF[name].entries(value)


def evidence(entry: Entry) -> list[dict[str, Any]]:
    """Return the findings as documents/evidence/rows.py has them, each effect with its `result`."""
    block = getattr(entry, "evidence_block", None)
    findings = block.findings.all() if block else ()
    return [without_empty(plain(each) | {"result": result_of(each)}) for each in findings]
