"""Two readings of one entry, side by side."""

from dataclasses import dataclass

from django.utils.functional import Promise

from documents.evidence.rows import plain
from documents.models import EvidenceReading, ReadingFinding
from documents.models.evidence import FindingColumns
from taxonomy.models import Concept

Dimension = FindingColumns.Dimension


@dataclass(frozen=True)
class Compared:
    """What two readers entered on the same outcome or in the same dimension; None: nothing."""

    key: str
    first: ReadingFinding | None
    second: ReadingFinding | None

    @property
    def subject(self) -> Concept | Promise:
        """What the row is about, nameable in every language."""
        found = self.rows[0]
        return found.outcome or Dimension(found.dimension).label

    @property
    def name(self) -> str:
        return str(self.subject)

    @property
    def agrees(self) -> bool:
        """Whether both give the same direction and quality, or both found nothing.

        Of an effect each may have written a sentence of their own; of the rest the sentence is what
        is found.
        """
        if not (self.first and self.second):
            return False
        return said(self.first) == said(self.second)

    @property
    def rows(self) -> list[ReadingFinding]:
        return [each for each in (self.first, self.second) if each]

    @property
    def reported(self) -> list[ReadingFinding]:
        """The rows of those readers who found something."""
        return [each for each in self.rows if each.is_reported]

    @property
    def agreed(self) -> dict:
        """The row of the first reader with the sources of both."""
        return with_sources_of(*self.rows)

    @property
    def merged(self) -> dict:
        """The row of the first reader who found something, with the sources of all who did."""
        return with_sources_of(*self.reported)


def with_sources_of(finding: ReadingFinding, *others: ReadingFinding) -> dict:
    """Return a row with the others' sources too; at most one of them is not among our entries."""
    row = plain(finding)
    found = row.get("sources", [])
    for source in (each for other in others for each in plain(other).get("sources", [])):
        is_entry = "entry" in source
        if source not in found and (is_entry or all("entry" in each for each in found)):
            found = [*found, source]
    return row | {"sources": found}


def said(finding: ReadingFinding) -> tuple:
    text = "" if finding.dimension == Dimension.EFFECT else " ".join(finding.text.split())
    return finding.is_reported, finding.direction, finding.quality, text.casefold()


def compare(first: EvidenceReading, second: EvidenceReading) -> list[Compared]:
    """Compare every row of either reader: outcomes first, then the dimensions in their order."""
    left, right = keyed(first), keyed(second)
    found = [Compared(key, left.get(key), right.get(key)) for key in left | right]
    return sorted(found, key=place)


def keyed(reading: EvidenceReading) -> dict[str, ReadingFinding]:
    """Map the key of each row, fit for the name of a field, to the row."""
    rows = reading.findings.select_related("outcome").prefetch_related("sources")
    rows = rows.prefetch_related("outcome__labels")
    return {f"{each.dimension}_{each.outcome_id or ''}": each for each in rows}


def place(compared: Compared) -> tuple:
    found = compared.rows[0]
    order = [each.value for each in Dimension]
    return order.index(found.dimension), found.outcome.position if found.outcome else -1
