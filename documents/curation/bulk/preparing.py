"""The preview of what a change would do to each of some entries, and why not to others."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from documents import changes
from documents.models import BulkChange
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
    changes.prepare(change, user, ids=ids)
    return change


def forget_old() -> None:
    before = timezone.now() - KEPT
    BulkChange.objects.filter(state=BulkChange.State.PREPARED, created_at__lt=before).delete()
