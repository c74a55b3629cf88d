"""The evidence of one entry: what stands, what is proposed, and what was decided before."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.admin.evidence.ways import Way, may_see, tasks
from documents.admin.workflow.access import context
from documents.curation.conversation import takes_part
from documents.curation.evidence.correcting import may_correct, may_read_again
from documents.curation.evidence.two_readers import RECONCILE
from documents.curation.permissions import CURATE
from documents.evidence.rows import plain
from documents.history.differences import Difference
from documents.history.words import OUTCOME, Words
from documents.models import Entry, EvidenceBlock, Finding, FindingCorrection

NAMES = {
    "outcome": gettext_lazy("outcome"),
    "direction": gettext_lazy("direction of the effect"),
    "reported": gettext_lazy("finding"),  # that there is none
    "finding": gettext_lazy("finding"),
    "quality": gettext_lazy("quality of evidence"),
    "sources": gettext_lazy("sources"),
}


@dataclass(frozen=True)
class Proposal:
    """A correction in words; `can_confirm` and `can_refuse`: for this account."""

    correction: FindingCorrection
    name: str
    differences: list[Difference]
    is_own: bool
    can_confirm: bool
    can_refuse: bool


@dataclass(frozen=True)
class Shown:
    """A finding in words: (name, text) of each part."""

    finding: Finding
    name: str
    parts: list[tuple[str, str]]
    proposal: Proposal | None


def findings(request, pk: int):
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=pk)
    if not may_see(entry, request.user):
        raise PermissionDenied
    page = EvidencePage(entry, request.user)
    title = _("Evidence of %(entry)s") % {"entry": entry.identifier}
    return render(
        request,
        "admin/documents/entry/evidence_findings.html",
        context(request, entry, title, page=page),
    )


class EvidencePage:
    """What one account sees of the evidence of an entry."""

    def __init__(self, entry: Entry, user):
        self.entry, self.user = entry, user
        self.is_curator = user.has_perm(RECONCILE)
        self.can_edit = user.has_perm(CURATE)
        self.can_correct = may_correct(entry, user) and not entry.is_withdrawn
        self.reads_again = may_read_again(entry, user)

    @property
    def has_desk(self) -> bool:
        return takes_part(self.entry, self.user)

    @property
    def tasks(self) -> list[Way]:
        return tasks(self.entry, self.user)

    @cached_property
    def block(self) -> EvidenceBlock | None:
        blocks = EvidenceBlock.objects.select_related("decided_by")
        return blocks.filter(pk=self.entry.pk).first()

    @cached_property
    def corrections(self) -> list[FindingCorrection]:
        """All corrections of the entry, newest first."""
        return list(self.entry.finding_corrections.select_related("proposed_by", "decided_by"))

    @property
    def open(self) -> list[FindingCorrection]:
        return [each for each in self.corrections if each.is_open]

    @cached_property
    def rows(self) -> list[tuple[Finding, dict]]:
        there = Finding.objects.filter(owner_id=self.entry.pk).select_related("outcome")
        sources = Prefetch("sources", Entry.objects.only("pk"))
        return [(each, plain(each)) for each in there.prefetch_related(sources)]

    @cached_property
    def words(self) -> Words:
        proposed = [row for each in self.corrections for row in (each.before, each.after)]
        return Words(
            [{"evidence": [*(row for _finding, row in self.rows), *proposed]}], is_whole=True
        )

    @property
    def findings(self) -> list[Shown]:
        waiting = {
            each.finding_id: self.proposal(each) for each in self.corrections if each.is_open
        }
        return [self.shown(finding, row, waiting) for finding, row in self.rows]

    def shown(self, finding: Finding, row: dict, waiting: dict[int | None, Proposal]) -> Shown:
        parts = self.words.parts(row)
        return Shown(finding, self.name(parts), named(parts), waiting.get(finding.pk))

    @property
    def orphans(self) -> list[Proposal]:
        """Proposals about findings that were replaced since."""
        there = {finding.pk for finding, _row in self.rows}
        gone = [each for each in self.open if each.finding_id not in there]
        return [replace(self.proposal(each), can_confirm=False) for each in gone]

    @property
    def decided(self) -> list[Proposal]:
        """Who proposed and who decided what, for curators; for others nothing."""
        found = self.corrections if self.is_curator else []
        return [self.proposal(each) for each in found if not each.is_open]

    def proposal(self, correction: FindingCorrection) -> Proposal:
        before, after = self.words.parts(correction.before), self.words.parts(correction.after)
        is_own = correction.proposed_by_id == self.user.pk
        return Proposal(
            correction, self.name(before), between(before, after), is_own,
            can_confirm=self.reads_again and not is_own and not self.entry.is_withdrawn,
            can_refuse=may_correct(self.entry, self.user) if is_own else self.reads_again,
        )  # fmt: skip

    @staticmethod
    def name(parts: dict[str, str]) -> str:
        return parts.get("outcome") or parts["dimension"]


def named(parts: dict[str, str]) -> list[tuple[str, str]]:
    """List what a finding says under its heading: (name, text) of each part."""
    return [(str(NAMES[each]), parts[each]) for each in NAMES if each in parts and each != OUTCOME]


def between(before: dict[str, str], after: dict[str, str]) -> list[Difference]:
    """List the parts of a finding in which two rows differ."""
    return [
        Difference(str(name), before.get(part, ""), after.get(part, ""))
        for part, name in NAMES.items()
        if before.get(part) != after.get(part)
    ]
