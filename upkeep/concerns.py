"""The sorts of upkeep: what is counted, and how it is mended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from upkeep import lines, rows


@dataclass(frozen=True)
class Concern:
    code: str
    name: StrOrPromise
    remedy: StrOrPromise
    rows: Callable[[], QuerySet]
    line: Callable[[Any], lines.Line]


CONCERNS = {
    each.code: each
    for each in (
        Concern(
            "broken-links", _("Links that do not work"),
            _("Enter the new address, or take the link away."),
            rows.broken_links, lines.of_broken,
        ),
        Concern(
            "unchecked-links", _("Links not checked yet"),
            _("They are looked at one after the other; nothing needs to be done."),
            rows.unchecked_links, lines.of_unchecked,
        ),
        Concern(
            "review-due", _("Entries whose review is due"),
            _("Read the entry again and enter the day of the next review."),
            rows.review_due, lines.of_due,
        ),
        Concern(
            "unverified", _("Entries that nobody has verified"),
            _("Compare the entry with its sources and enter the day."),
            rows.unverified, lines.of_entry,
        ),
        Concern(
            "lost-replacements", _("Replacements that cannot be read"),
            _("Name another entry that stands for this one, or reinstate it."),
            rows.lost_replacements, lines.of_lost,
        ),
        Concern(
            "duplicates", _("Possible duplicates"),
            _("Withdraw one and name the other as its replacement, or say that they "
                         "are not the same."),
            rows.doubles, lines.of_double,
        ),
        Concern(
            "orphaned-concepts", _("Concepts that no entry uses"),
            _("Use them, merge them into others, or deprecate them."),
            rows.orphaned, lines.of_concept,
        ),
        Concern(
            "proposed-concepts", _("Proposed concepts"),
            _("Accept them, or merge them into others."),
            rows.proposed, lines.of_concept,
        ),
        Concern(
            "deprecated-concepts", _("Deprecated concepts still in use"),
            _("Merge them into what takes their place."),
            rows.deprecated, lines.of_concept,
        ),
        Concern(
            "deprecated-places", _("Deprecated places still in use"),
            _("Merge them into what takes their place."),
            rows.deprecated_places, lines.of_concept,
        ),
        Concern(
            "damaged-files", _("Files that are damaged or missing"),
            _("Upload the file again, or bring it back from a backup."),
            rows.damaged, lines.of_file,
        ),
        Concern(
            "unread-files", _("Files whose text could not be read"),
            _("Upload a version that can be read, or leave it: the file itself can "
                         "still be downloaded."),
            rows.unread, lines.of_unread,
        ),
    )
}  # fmt: skip


def counts() -> dict[str, int]:
    """Map codes to how many there are."""
    return {code: concern.rows().count() for code, concern in CONCERNS.items()}
