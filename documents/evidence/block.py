"""The public findings of an entry, as its page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from documents.audience import Audience
from documents.models import Entry, EvidenceBlock, Finding
from documents.models.evidence import BEST
from taxonomy import vocabulary
from taxonomy.structure import QUALITY, RESULT
from taxonomy.vocabulary import Heading, Vocabulary

# Said beside the word, so that it is seen at a glance and without colour.
SIGNS = {
    "beneficial": "+", "no-clear-change": "=", "mixed": "±", "harmful": "−", "not-measured": "?",
}  # fmt: skip


@dataclass(frozen=True)
class FindingView:
    """A finding with the names of its terms; `sources` are the entries that may be read."""

    finding: Finding
    outcome: Heading | None
    result: Heading | None
    quality: Heading | None
    sources: list[Entry]

    best = BEST

    @property
    def direction(self) -> str:
        """The words for up or down, which the result does not say; else empty."""
        directions = Finding.Direction
        one_way = self.finding.direction in (directions.FEWER, directions.MORE)
        return self.finding.get_direction_display() if one_way else ""

    @property
    def sign(self) -> str:
        return SIGNS.get(self.result.code, "") if self.result else ""


@dataclass(frozen=True)
class Evidence:
    block: EvidenceBlock
    findings: list[FindingView]

    @property
    def effects(self) -> list[FindingView]:
        """The findings on an effect, one for each outcome."""
        return [each for each in self.findings if each.finding.outcome_id]

    @property
    def others(self) -> list[FindingView]:
        """The other dimensions, and the effect where none is reported."""
        return [each for each in self.findings if not each.finding.outcome_id]


def evidence_for(entry: Entry, audience: Audience) -> Evidence | None:
    """Return the findings with the sources that the audience may read; None without findings."""
    findings = list(findings_of(entry))
    if not findings:
        return None
    terms = vocabulary.current()
    readable = readable_sources(findings, audience)
    return Evidence(findings[0].owner, [view(each, terms, readable) for each in findings])


def findings_of(entry: Entry) -> QuerySet[Finding]:
    findings = Finding.objects.filter(owner_id=entry.pk).select_related("owner", "result")
    return findings.prefetch_related("sources")


def readable_sources(findings: Iterable[Finding], audience: Audience) -> dict[int, Entry]:
    named = {source.pk for each in findings for source in each.sources.all()}
    readable = Entry.objects.readable_to(audience).prefetch_related("translations")
    found: dict[int, Entry] = readable.in_bulk(named)
    return found


def result_of(finding: Finding) -> str | None:
    """Return the code of what an effect means for people; None for other dimensions."""
    return finding.result.code if hasattr(finding, "result") else None


def view(finding: Finding, terms: Vocabulary, readable: dict[int, Entry]) -> FindingView:
    return FindingView(
        finding=finding,
        outcome=next(iter(terms.public([finding.outcome_id])), None),
        result=terms.meaning(RESULT, result_of(finding) or ""),
        quality=terms.meaning(QUALITY, str(finding.quality)),
        sources=[readable[each.pk] for each in finding.sources.all() if each.pk in readable],
    )
