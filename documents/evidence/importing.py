"""Findings of a record straight into an entry's block: for curators' imports, without readers."""

from collections.abc import Iterator

from documents.evidence.rows import Resolve, write_rows
from documents.models import Entry, EvidenceBlock
from wording import Message
from wording import sentence as _


def write_evidence(entry: Entry, record: dict, resolve: Resolve) -> Iterator[Message]:
    """Replace the block by what the record says; yields the problems. A record that does not
    speak of evidence leaves the block as it is, for two readers may have made it."""
    if "evidence" not in record:
        return
    if not entry.kind.takes_findings:
        yield _("Entries of this kind have no findings.")
        return
    EvidenceBlock.objects.filter(entry=entry).delete()
    if record["evidence"]:
        block = EvidenceBlock.objects.create(entry=entry)
        yield from write_rows(block, record["evidence"], resolve)
