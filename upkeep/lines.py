"""One row of a list of upkeep: its name, where it is mended, and what is known."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.models import Entry, File, Link
from taxonomy.models import Concept, Place
from upkeep.models import PossibleDuplicate


@dataclass(frozen=True)
class Line:
    """`language` is that of the label. Of a pair also the `other` line, and the address to say
    that they are not the same."""

    label: str
    language: str
    url: str
    note: str = ""
    other: "Line | None" = None
    dismissal: str = ""


def of_entry(entry: Entry, note: str = "", group: str = "") -> Line:
    url = reverse("admin:documents_entry_change", args=[entry.pk])
    return Line(str(entry), entry.title_language, f"{url}{group}", note)


def day(moment) -> str:
    return date_format(moment, "DATE_FORMAT")


def of_broken(link: Link) -> Line:
    since = day(timezone.localtime(link.failing_since))
    note = _("%(address)s: not reached since %(date)s (%(reason)s)") % {
        "address": link.url, "date": since, "reason": link.get_check_result_display(),
    }  # fmt: skip
    return of_entry(link.entry, note, "#links-group")


def of_unchecked(link: Link) -> Line:
    return of_entry(link.entry, link.url, "#links-group")


def of_due(entry: Entry) -> Line:
    return of_entry(entry, day(entry.review_due))


def of_lost(entry: Entry) -> Line:
    """Name what stood for it and why that cannot be read; link the page that names another."""
    other = entry.replacement
    if other is None:
        return of_entry(entry)
    why = other.access_now if other.is_readable else other.get_state_display()
    url = reverse("admin:documents_entry_replacement", args=[entry.pk])
    return Line(str(entry), entry.title_language, url, str(why), of_entry(other))


def of_double(pair: PossibleDuplicate) -> Line:
    first, second = of_entry(pair.first), of_entry(pair.second)
    return Line(
        first.label, first.language, first.url, ", ".join(pair.reason_labels), second,
        reverse("admin:upkeep_dismiss", args=[pair.pk]),
    )  # fmt: skip


def of_concept(concept: Concept) -> Line:
    page = "place" if isinstance(concept, Place) else "concept"
    uses = getattr(concept, "uses", None)
    note = str(concept.scheme.title) if uses is None else f"{concept.scheme.title}: {uses}"
    url = reverse(f"admin:taxonomy_{page}_change", args=[concept.pk])
    return Line(str(concept), concept.label_language, url, note)


def of_file(file: File) -> Line:
    state = file.get_fixity_display()
    return of_entry(file.entry, f"{file.name}: {state}", "#files-group")


def of_unread(file: File) -> Line:
    return of_entry(file.entry, f"{file.name}: {file.extraction_message}", "#files-group")
