"""What of entries' records an audience may know: as much as their pages show it."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from documents.audience import Audience
from documents.evidence.block import result_of
from documents.evidence.rows import plain
from documents.identifier import PREFIX, identifier_of, number_in
from documents.models import Entry
from documents.records.plain import content, for_records, to_record, without_empty
from taxonomy.models import Concept
from taxonomy.structure import PLACE


def public_records(entries: Iterable[Entry], audience: Audience) -> list[dict]:
    """The records of a `for_public` list, each with its identifier and the results of its
    evidence for people."""
    entries = list(entries)
    records = [to_record(each) | {"evidence": evidence(each)} for each in entries]
    known = Knowable(records, audience)
    return [
        {"identifier": entry.identifier} | known.of(content(record))
        for entry, record in zip(entries, records, strict=True)
    ]


def for_public(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """With all that `public_records` reads, in a fixed number of queries."""
    return for_records(entries).prefetch_related("evidence_block__findings__result")


class Knowable:
    """What some records name and the audience may know of: entries, concepts, places."""

    def __init__(self, records: Iterable[dict], audience: Audience):
        named = {identifier for record in records for identifier in entries_in(record)}
        numbers = [number_in(each) for each in named if each.startswith(PREFIX)]
        readable = Entry.objects.readable_to(audience).filter(pk__in=numbers)
        self.entries = set(map(identifier_of, readable.values_list("pk", flat=True)))
        proposed = Concept.objects.filter(status=Concept.Status.PROPOSED)
        self.proposed = set(proposed.values_list("scheme__code", "code"))

    def of(self, record: dict) -> dict:
        return without_empty(
            record
            | {
                "concepts": dict(self.concepts(record.get("concepts", {}))),
                "places": list(self.places(record.get("places", ()))),
                "relations": list(self.relations(record.get("relations", ()))),
                "evidence": list(self.evidence(record.get("evidence", ()))),
            }
        )

    def concepts(self, codes_of: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
        for scheme, codes in codes_of.items():
            if known := [code for code in codes if (scheme, code) not in self.proposed]:
                yield scheme, known

    def places(self, rows: Iterable[dict]) -> Iterator[dict]:
        return (row for row in rows if (PLACE, row["code"]) not in self.proposed)

    def relations(self, rows: Iterable[dict]) -> Iterator[dict]:
        return (row for row in rows if row["target"] in self.entries)

    def evidence(self, rows: Iterable[dict]) -> Iterator[dict]:
        for row in rows:
            sources = [each for each in row.get("sources", ()) if self.may_name(each)]
            yield without_empty(row | {"sources": sources})

    def may_name(self, source: dict) -> bool:
        return "entry" not in source or source["entry"] in self.entries


def entries_in(record: dict) -> Iterator[str]:
    """The identifiers of the entries that a record names."""
    for relation in record.get("relations", ()):
        yield relation["target"]
    for finding in record.get("evidence", ()):
        yield from (each["entry"] for each in finding.get("sources", ()) if "entry" in each)


def evidence(entry: Entry) -> list[dict]:
    """The findings in the form of documents/evidence/rows.py, each effect with its `result`."""
    block = getattr(entry, "evidence_block", None)
    findings = block.findings.all() if block else ()
    return [without_empty(plain(each) | {"result": result_of(each)}) for each in findings]
