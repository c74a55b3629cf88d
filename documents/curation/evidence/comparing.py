"""Two readings of one entry, side by side."""

from dataclasses import dataclass

from documents.evidence.rows import plain
from documents.models import EvidenceReading, ReadingFinding
from documents.models.evidence import FindingColumns

Dimension = FindingColumns.Dimension


@dataclass(frozen=True)
class Compared:
    """What two readers entered on the same outcome or in the same dimension; None: nothing."""

    key: str
    first: ReadingFinding | None
    second: ReadingFinding | None

    @property
    def name(self) -> str:
        found = self.first or self.second
        return str(found.outcome or found.get_dimension_display())

    @property
    def agrees(self) -> bool:
        """The same direction and quality, or nothing found by both. Of an effect each may have
        written a sentence of their own; of the rest the sentence is what is found."""
        if not (self.first and self.second):
            return False
        return said(self.first) == said(self.second)

    @property
    def agreed(self) -> dict:
        """The row of the first reader with the sources of both."""
        row, other = plain(self.first), plain(self.second)
        mine = row.get("sources", [])
        theirs = [each for each in other.get("sources", []) if each not in mine]
        if any("entry" not in each for each in mine):
            theirs = [each for each in theirs if "entry" in each]
        return row | {"sources": [*mine, *theirs]}


def said(finding: ReadingFinding) -> tuple:
    text = "" if finding.dimension == Dimension.EFFECT else " ".join(finding.text.split())
    return finding.is_reported, finding.direction, finding.quality, text.casefold()


def compare(first: EvidenceReading, second: EvidenceReading) -> list[Compared]:
    """Every row of either reader: the outcomes first, then the dimensions in their order."""
    left, right = keyed(first), keyed(second)
    found = [Compared(key, left.get(key), right.get(key)) for key in left | right]
    return sorted(found, key=place)


def keyed(reading: EvidenceReading) -> dict[str, ReadingFinding]:
    """Key of a row (fit for the name of a field) -> the row."""
    rows = reading.findings.select_related("outcome").prefetch_related("sources")
    rows = rows.prefetch_related("outcome__labels")
    return {f"{each.dimension}_{each.outcome_id or ''}": each for each in rows}


def place(compared: Compared) -> tuple:
    found = compared.first or compared.second
    order = [each.value for each in Dimension]
    return order.index(found.dimension), found.outcome.position if found.outcome else -1
