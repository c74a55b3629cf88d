"""Outcomes, readers and rows of findings, for tests."""

from documents.audience import Audience
from documents.curation.evidence.two_readers import send
from documents.evidence.rows import write_rows
from documents.models import Entry, EvidenceBlock
from documents.records.public import for_public, public_records
from documents.search.projection import project
from taxonomy.models import Concept
from tests.factories import make_concept, make_entry, make_kind
from tests.people import make_person

FEWER_KILLED = {
    "dimension": "effect", "outcome": "homicide", "direction": "fewer",
    "finding": "Fewer people were killed.", "quality": 4,
}  # fmt: skip
LESS_TRUST = {
    "dimension": "effect", "outcome": "trust", "direction": "fewer",
    "finding": "Neighbours trusted each other less.", "quality": 2,
}  # fmt: skip
NO_COSTS = {"dimension": "economics", "reported": False}
WORKS_BY_TALK = {
    "dimension": "mechanism", "finding": "People talk to one another.", "quality": 1,
}  # fmt: skip


def make_terms() -> dict[str, Concept]:
    """Two outcomes, one of which is wished for, with the terms of results and qualities."""
    less = make_concept("outcome", "less-is-better")
    more = make_concept("outcome", "more-is-better")
    for code in ("beneficial", "no-clear-change", "mixed", "harmful", "not-measured"):
        make_concept("result", code)
    for number in range(6):
        make_concept("evidence-quality", str(number), label=f"quality {number}")
    return {
        "less-is-better": less,
        "more-is-better": more,
        "homicide": make_concept("outcome", "homicide", [less]),
        "trust": make_concept("outcome", "trust", [more]),
    }


def make_practice(**columns) -> Entry:
    make_kind("practice", takes_findings=True)
    return make_entry(**{"title": "Talking", "kind": "practice"} | columns)


def make_block(entry: Entry, *rows: dict) -> EvidenceBlock:
    block = EvidenceBlock.objects.create(entry=entry)
    assert list(write_rows(block, rows)) == []
    project([entry.pk])
    return block


def make_readers() -> tuple:
    return make_person("rita", "Reviewers"), make_person("sam", "Reviewers")


def send_both(entry: Entry, first: list[dict], second: list[dict], readers: tuple) -> None:
    for reader, rows in zip(readers, (first, second), strict=True):
        send(entry, reader, rows)


def evidence_of(entry: Entry, audience: Audience = Audience.PUBLIC) -> list[dict]:
    """The findings that the audience may read, as data."""
    (record,) = public_records(for_public(Entry.objects.filter(pk=entry.pk)), audience)
    return record.get("evidence", [])
