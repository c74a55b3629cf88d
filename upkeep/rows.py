"""What wants looking after, as rows of the database."""

from typing import TypeVar

from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet
from django.utils import timezone

from documents.audience import Audience
from documents.models import Entry, File, Finding, Link
from documents.models.file import FileQuerySet
from taxonomy.models import Concept, Place
from taxonomy.models.concept import ConceptQuerySet
from upkeep.models import PossibleDuplicate

C = TypeVar("C", bound=Concept)


def broken_links() -> QuerySet[Link]:
    links = Link.objects.of_published().broken().select_related("entry")
    return links.order_by("failing_since", "pk")


def unchecked_links() -> QuerySet[Link]:
    return Link.objects.of_published().unchecked().select_related("entry").order_by("pk")


def review_due() -> QuerySet[Entry]:
    due = Entry.objects.published().filter(review_due__lte=timezone.localdate())
    return due.order_by("review_due", "pk")


def unverified() -> QuerySet[Entry]:
    return Entry.objects.published().filter(verified_on=None).order_by("pk")


def lost_replacements() -> QuerySet[Entry]:
    """Find superseded and withdrawn entries whose readers are sent to what they may not read."""
    replaced = Entry.objects.filter(state__in=Entry.REPLACED, replacement__isnull=False)
    for_all = Q(replacement__in=Entry.objects.readable_to(Audience.PUBLIC))
    for_members = Q(replacement__in=Entry.objects.readable_to(Audience.MEMBERS))
    found = replaced.exclude(for_all | Q(access=Entry.Access.MEMBERS) & for_members)
    return found.select_related("replacement").order_by("pk")


def doubles() -> QuerySet[PossibleDuplicate]:
    return PossibleDuplicate.objects.open().select_related("first", "second").order_by("pk")


def tagged() -> Exists:
    """Tell in SQL whether an entry carries the concept."""
    return Exists(Entry.concepts.through.objects.filter(concept=OuterRef("pk")))


def found() -> Exists:
    """Tell in SQL whether a finding is about the concept."""
    return Exists(Finding.objects.filter(outcome=OuterRef("pk")))


def orphaned() -> QuerySet[Concept]:
    """Find accepted concepts that no entry carries, nor any concept below them."""
    used = Concept.objects.filter(tagged() | found())
    above = used.annotate(above=Func(F("ancestor_ids"), function="unnest")).values("above")
    own = Concept.objects.usable().filter(scheme__is_standard=False)
    accepted = own.exclude(status=Concept.Status.PROPOSED)
    return for_lines(accepted.exclude(pk__in=above))


def proposed() -> QuerySet[Concept]:
    return for_lines(Concept.objects.filter(status=Concept.Status.PROPOSED))


def deprecated() -> QuerySet[Concept]:
    old = Concept.objects.filter(
        tagged(), status__in=[Concept.Status.DEPRECATED, Concept.Status.MERGED]
    )
    return for_lines(old).annotate(uses=Count("tagged_entries"))


def deprecated_places() -> QuerySet[Place]:
    old = Place.objects.filter(status__in=[Concept.Status.DEPRECATED, Concept.Status.MERGED])
    return for_lines(old).annotate(uses=Count("entry_places")).filter(uses__gt=0)


def for_lines(concepts: ConceptQuerySet[C]) -> ConceptQuerySet[C]:
    return concepts.select_related("scheme").with_labels().order_by("scheme__position", "pk")


def damaged() -> FileQuerySet:
    return files().damaged()


def unread() -> QuerySet[File]:
    return files().filter(extraction=File.Extraction.FAILED)


def files() -> FileQuerySet:
    return File.objects.select_related("entry").defer("text").order_by("pk")
