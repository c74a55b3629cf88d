"""What waits for an organizer: the first screen of the admin."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.curation.requirements import gap_names, with_gaps
from documents.models import Entry, File, Link
from taxonomy.models import Concept

DRAFTS = 8  # drafts shown; the rest is one click away


@dataclass(frozen=True)
class Task:
    """Something to look after, how often, and the list of it."""

    name: str | Promise
    count: int
    url: str


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
    drafts: list[Draft]
    draft_count: int
    tasks: list[Task]


def waiting() -> Waiting:
    """The drafts last worked on, and every sort of upkeep that has something in it."""
    drafts = Entry.objects.filter(state=Entry.State.DRAFT).order_by("-changed_at")
    shown = with_gaps(drafts).select_related("kind").prefetch_related("kind__labels")[:DRAFTS]
    return Waiting(
        drafts=[Draft(entry, gap_names(entry)) for entry in shown],
        draft_count=drafts.count(),
        tasks=[task for task in tasks() if task.count],
    )


def tasks() -> list[Task]:
    published = Entry.objects.published()
    return [
        Task(
            _("Entries whose review is due"),
            published.filter(review_due__lte=timezone.localdate()).count(),
            entries("upkeep=review&state__exact=published"),
        ),
        Task(
            _("Entries that nobody has verified"),
            published.filter(verified_on=None).count(),
            entries("upkeep=unverified&state__exact=published"),
        ),
        Task(
            _("Entries with a link that does not work"),
            published.filter(Exists(Link.objects.broken().filter(entry=OuterRef("pk")))).count(),
            entries("upkeep=broken&state__exact=published"),
        ),
        Task(
            _("Files whose text could not be read"),
            File.objects.filter(extraction=File.Extraction.FAILED).count(),
            entries("upkeep=unread"),
        ),
        Task(
            _("Proposed concepts"),
            Concept.objects.filter(status=Concept.Status.PROPOSED).count(),
            reverse("admin:taxonomy_concept_changelist") + "?status__exact=proposed",
        ),
    ]


def entries(query: str) -> str:
    return f"{reverse('admin:documents_entry_changelist')}?{query}"
