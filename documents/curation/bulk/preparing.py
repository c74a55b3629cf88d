"""Looking at entries: what a change would do to each of them, and why not to others."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from documents.curation.bulk.catalogue import action_of
from documents.models import BulkChange, BulkLine, Entry
from jobs.batches import batches
from wording import Message
from wording import sentence as _
from wording.errors import ValidationError

KEPT = timedelta(days=1)  # how long a preview that nobody applied is kept


@transaction.atomic
def prepare(
    user, action: str, parameters: dict, ids: Iterable[int], about: str | Message = ""
) -> BulkChange:
    """Make the preview of a change, for its maker to apply; the entries do not change."""
    ids = sorted(set(ids))
    if not ids:
        raise ValidationError(_("There are no entries to change."))
    forget_old()
    change = BulkChange.objects.create(
        actor=user, action=action, parameters=parameters, about=about
    )
    for batch in batches(ids):
        BulkLine.objects.bulk_create(lines(change, batch))
    return change


def forget_old() -> None:
    before = timezone.now() - KEPT
    BulkChange.objects.filter(state=BulkChange.State.PREPARED, created_at__lt=before).delete()


def lines(change: BulkChange, ids: list[int]) -> list[BulkLine]:
    # Versions first: who saves between the two queries is noticed when the change is applied.
    versions = dict(Entry.objects.filter(pk__in=ids).values_list("pk", "version"))
    found = action_of(change, change.actor).look(versions)
    return [
        BulkLine(
            change=change, number=pk, entry_id=pk, outcome=each.outcome, reason=each.reason,
            data=each.data, version_before=versions[pk],
        )
        for pk, each in found.items()
    ]  # fmt: skip
