"""What waits for an organizer: the first screen of the admin."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from documents.curation.queue import WAITING, unconfirmed
from documents.history.requirements import gap_names, with_gaps
from documents.models import Entry

DRAFTS = 8  # drafts shown; the rest is one click away


@dataclass(frozen=True)
class Draft:
    """An unpublished entry with the short names of what it still needs."""

    entry: Entry
    gaps: list[str]

    @property
    def url(self) -> str:
        return reverse("admin:documents_entry_change", args=[self.entry.pk])


@dataclass(frozen=True)
class Waiting:
    """`on_the_way` has each state between draft and publication, with how many are in it."""

    drafts: list[Draft]
    draft_count: int
    on_the_way: list[tuple[Entry.State, int]]


def waiting() -> Waiting:
    """Return the drafts last worked on, and how many entries have come how far."""
    entries = Entry.objects.filter(state__in=WAITING).exclude(unconfirmed())
    counts = dict(entries.order_by("state").values_list("state").annotate(Count("pk")))
    drafts = entries.filter(state=Entry.State.DRAFT).order_by("-changed_at")
    shown = with_gaps(drafts).select_related("kind").prefetch_related("kind__labels")[:DRAFTS]
    return Waiting(
        drafts=[Draft(entry, gap_names(entry)) for entry in shown],
        draft_count=counts.pop(Entry.State.DRAFT, 0),
        on_the_way=[(state, counts[state]) for state in WAITING if state in counts],
    )
