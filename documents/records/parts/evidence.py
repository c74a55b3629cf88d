"""The public findings on the results of an entry, in the form of documents/evidence/rows.py. A
record that does not speak of them leaves them as they are, for two readers may have made them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError

from documents.evidence.rows import filled, problem, rows_of
from documents.models import Entry, EvidenceBlock, Finding
from documents.records.conditions import faults_of, message_named
from documents.records.parts.part import (
    BATCH,
    Candidate,
    Change,
    Fault,
    Known,
    Leaves,
    Part,
    Path,
    in_order,
    keys_of,
    normal,
    without_empty,
)
from documents.records.terms import Terms
from taxonomy.structure import OUTCOME
from wording import Message, Messages
from wording import sentence as _

NAME = "evidence"
Source = Finding.sources.through


class Evidence(Part):
    names = (NAME,)
    models = (EvidenceBlock, Finding, Source)
    has_columns = False
    stays_unsaid = True

    def related(self) -> Iterable[Any]:
        findings = "evidence_block__findings"
        return [f"{findings}__outcome", f"{findings}__sources"]

    def read(self, entry: Entry) -> dict[str, Any]:
        return {NAME: rows_of(entry)}

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        return [settled(row, terms) for row in value]

    def leaves(self, name: str, value: Any) -> Leaves:
        """Keep the findings in their order; that of their sources means nothing."""
        rows = [row | {"sources": in_order(row.get("sources", []))} for row in value]
        return {(name,): [without_empty(row) for row in rows]}

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        kind = terms.kinds.get(candidate.leaves.get(("kind",), ""))
        if value and kind and not kind.takes_findings:
            yield path, _("Entries of this kind have no findings.")
            return
        for number, row in enumerate(value, start=1):
            if told := Messages.of(faults_in(row, value[: number - 1], terms)):
                yield path, problem(number, told)

    def write(self, changes: list[Change], terms: Terms) -> None:
        EvidenceBlock.objects.filter(entry__in=keys_of(changes)).delete()
        found = [change for change in changes if change.record.get(NAME)]
        EvidenceBlock.objects.bulk_create(EvidenceBlock(entry=each.entry) for each in found)
        made = [
            filled(Finding(owner_id=each.entry.pk), row, terms.outcomes, terms.entry)
            for each in found
            for row in each.record[NAME]
        ]
        rows = [finding for finding, _entries in made]
        findings = Finding.objects.bulk_create(rows, batch_size=BATCH)
        Source.objects.bulk_create(
            Source(finding=finding, entry_id=entry)
            for finding, (_finding, entries) in zip(findings, made, strict=True)
            for entry in entries
        )

    def called(self, path: Path, below: dict[str, str]) -> list[Any]:
        return [Finding._meta.verbose_name_plural]

    def entries(self, value: Any) -> Iterator[str]:
        for row in value:
            yield from (each["entry"] for each in row.get("sources", ()) if "entry" in each)

    def known(self, value: Any, known: Known) -> Any:
        def may_name(source: dict[str, Any]) -> bool:
            return "entry" not in source or source["entry"] in known.entries

        return [
            without_empty(row | {"sources": list(filter(may_name, row.get("sources", ())))})
            for row in value
        ]


EVIDENCE = Evidence()


def settled(row: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """Return a finding without what it does not say."""
    row = {name: normal(value) for name, value in row.items()}
    outcome = row.get("outcome")
    unreported = row.get("reported", True) is False and not outcome
    return without_empty(row | {
        "outcome": outcome and terms.now(OUTCOME, str(outcome)),
        "reported": False if unreported else None,
        "sources": [named(source, terms) for source in row.get("sources", ())],
    })  # fmt: skip


def named(source: dict[str, Any], terms: Terms) -> dict[str, Any]:
    entry = source.get("entry")
    return source | ({"entry": terms.identifier(str(entry))} if entry else {})


def faults_in(
    row: dict[str, Any], before: list[dict[str, Any]], terms: Terms
) -> Iterator[Message | str]:
    try:
        finding, _entries = filled(
            Finding(), row, terms.outcomes, lambda name: terms.names_entry(name) or None
        )
    except ValidationError as error:
        yield from Messages.of(error)
        return
    for messages in faults_of(finding, {"owner"}, trusted={"outcome"}).values():
        yield from messages
    if subject(row) in map(subject, before):
        yield from message_named(Finding, "finding_once")


def subject(row: dict[str, Any]) -> tuple[Any, ...]:
    return row.get("dimension"), row.get("outcome")
