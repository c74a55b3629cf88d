"""Two people read an entry for its evidence, each alone: nobody sees what one of them entered
before both have sent it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from documents.audience import Audience
from documents.curation.authors import by, is_author
from documents.curation.conversation import takes_part
from documents.evidence.rows import write_rows
from documents.history import actions
from documents.models import Entry, EvidenceReading, Revision
from documents.models.evidence import SEATS
from wording import sentence as _
from wording.errors import ValidationError

READ, RECONCILE = "documents.read_evidence", "documents.reconcile_evidence"


def may_read(entry: Entry, user) -> bool:
    """Tell whether the account may be one of the two readers of an entry."""
    return (
        user.has_perm(READ)
        and entry.kind.takes_findings
        and can_see(entry, user)
        and not comes_from(entry, user)
    )


def can_see(entry: Entry, user) -> bool:
    readable = Entry.objects.readable_to(Audience.of(user))
    return readable.filter(pk=entry.pk).exists() or takes_part(entry, user)


def comes_from(entry: Entry, user) -> bool:
    """Tell whether the account submitted or entered it, or was the first to save it."""
    first = entry.revisions.filter(number=1, actor=user.pk)
    return is_author(entry, user) or first.exists()


def own_reading(entry: Entry, user) -> EvidenceReading | None:
    return entry.evidence_readings.open().filter(reader=user.pk).first()


def pair(entry: Entry) -> list[EvidenceReading]:
    """Return both readings, once both are sent; nothing before."""
    sent = entry.evidence_readings.open().exclude(submitted_at=None).select_related("reader")
    found = list(sent)
    return found if len(found) == len(SEATS) else []


def has_seat(entry: Entry) -> bool:
    return entry.evidence_readings.open().count() < len(SEATS)


def to_read(user) -> QuerySet[Entry]:
    """Find published entries without findings that have a reader's seat free for this account."""
    open_ = Q(evidence_readings__closed_at=None, evidence_readings__isnull=False)
    entries = Entry.objects.visible_to(Audience.of(user)).filter(
        kind__takes_findings=True, evidence_block__findings=None
    )
    own = Entry.objects.filter(by(user)).values("pk")
    begun = Revision.objects.filter(number=1, actor=user).values("entry")
    entries = entries.exclude(pk__in=own).exclude(pk__in=begun)
    waiting = entries.annotate(seated=Count("evidence_readings", filter=open_, distinct=True))
    return waiting.filter(seated__lt=len(SEATS)).exclude(
        pk__in=EvidenceReading.objects.open().filter(reader=user).values("entry")
    )


@transaction.atomic
def keep(entry: Entry, reader, rows: list[dict]) -> EvidenceReading:
    """Write what a reader has entered so far; the first time takes one of the two seats.

    Raises PermissionDenied for who may not read the entry, ValidationError where two others read
    it, the reading is sent, or a row is not in order.
    """
    actions.lock(entry)
    if not may_read(entry, reader):
        raise PermissionDenied
    reading = own_reading(entry, reader) or begin(entry, reader)
    if reading.submitted_at:
        raise ValidationError(_("Your reading is sent; it cannot be changed."))
    if problems := list(write_rows(reading, rows)):
        raise ValidationError(problems)
    return reading


@transaction.atomic
def send(entry: Entry, reader, rows: list[dict]) -> EvidenceReading:
    """Keep the rows for good."""
    reading = keep(entry, reader, rows)
    reading.submitted_at = timezone.now()
    reading.save(update_fields=["submitted_at"])
    return reading


def begin(entry: Entry, reader) -> EvidenceReading:
    taken = set(entry.evidence_readings.open().values_list("seat", flat=True))
    free = [seat for seat in SEATS if seat not in taken]
    if not free:
        raise ValidationError(_("Two others are reading this entry."))
    return EvidenceReading.objects.create(entry=entry, reader=reader, seat=free[0])


@transaction.atomic
def release(entry: Entry, reading_pk: int, actor) -> None:
    """Let somebody else read in place of a reader who has not sent anything."""
    actions.lock(entry)
    if not actor.has_perm(RECONCILE):
        raise PermissionDenied
    unsent = entry.evidence_readings.open().filter(pk=reading_pk, submitted_at=None)
    if not unsent.exists():
        raise ValidationError(_("This reading is sent; it stays."))
    unsent.delete()
