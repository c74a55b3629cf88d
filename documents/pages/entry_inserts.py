"""What stands below the text of an entry's page: the first inserts of its slot."""

from django.utils.translation import gettext_lazy as _

from documents import slots
from documents.audience import Audience
from documents.citation import cite
from documents.pages.entry import EntryPage, Tagged
from documents.search.similar import SimilarEntry, similar


def similar_to(page: EntryPage, audience: Audience) -> list[SimilarEntry]:
    """Return entries like the one of the page that it is not related to in words."""
    named = [entry.pk for _type, _inverse, entry in page.relations]
    return similar(page.entry.pk, audience, without=named)


def subjects(page: EntryPage, audience: Audience) -> list[Tagged]:
    return page.tags


def reference(page: EntryPage, audience: Audience) -> str:
    return cite(page.entry)


ENTRY = slots.Slot.ENTRY


def declare() -> None:
    slots.declare(
        slots.Insert(ENTRY, "similar", 20, similar_to, "inserts/similar.html", queries=7),
        slots.Insert(ENTRY, "subjects", 50, subjects, "inserts/subjects.html", queries=3),
        slots.Insert(
            ENTRY, "cite", 80, reference, "inserts/cite.html", _("How to cite"), queries=4
        ),
    )
