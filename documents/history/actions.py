"""What can happen to an entry. Each action is one transaction with its line of history."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from documents.history.requirements import missing, missing_in, to_be_checked
from documents.history.revisions import record_changes
from documents.history.states import FOLLOWS
from documents.models import Entry, Relation, Revision, StateChange
from wording import Message, Messages
from wording import sentence as _
from wording.errors import ValidationError

Told = str | Message | Messages  # what somebody wrote, or what code says
TAKEN_BACK_WITHIN = timedelta(days=1)


@transaction.atomic
def entry_saved(
    entry: Entry, actor: User | None, note: Told = "", action: str = "saved"
) -> Revision | None:
    """Record what a saved entry has become and let the search know.

    Returns the new revision; None where nothing differs from the last one.
    """
    Entry.objects.select_for_update().get(pk=entry.pk)
    revisions = record_changes([entry.pk], actor, note, action)
    if not revisions:
        return None
    entry.version = revisions[0].number
    return revisions[0]


@transaction.atomic
def entries_saved(
    ids: Iterable[int], actor: User | None, note: Told = "", action: str = "saved"
) -> None:
    """Do as `entry_saved`, for many: the number of queries does not grow with each of them."""
    ids = sorted(ids)
    list(Entry.objects.select_for_update().filter(pk__in=ids).order_by("pk").values("pk"))
    record_changes(ids, actor, note, action)


def lock(entry: Entry, *others: Entry | None) -> None:
    """Let nobody else change the entry until the transaction ends; take over what they changed.

    What stands for it, what it stands for and the others are locked with it, in the order of their
    numbers: of two who need the same entries, neither holds one that the other waits for.
    """
    around = Q(pk__in=[entry.pk, *(other.pk for other in others if other)])
    around |= Q(replacement=entry.pk) | Q(replaces=entry.pk)
    rows = Entry.objects.select_for_update(of=("self",)).filter(around).order_by("pk")
    list(rows.values_list("pk"))
    entry.refresh_from_db()


@transaction.atomic
def move(
    entry: Entry,
    step: str,
    target: str,
    actor: User | None,
    reason: Told = "",
    note: Told = "",
    **columns: Any,
) -> None:
    """Bring an entry to another state, with the line of its history; what may follow what is
    held by the database. `reason` is for curators, `note` for everybody."""
    lock(entry)
    source = entry.state
    if target != source and target not in FOLLOWS[source]:
        raise ValidationError(wrong_state(entry, target))
    for name, value in {"state": target, **columns}.items():
        setattr(entry, name, value)
    entry.save(update_fields=["state", *columns, "changed_at"])
    StateChange.objects.create(
        entry=entry, transition=step, source=source, target=target, actor=actor, reason=reason
    )
    entry_saved(entry, actor, note, action=step)


def wrong_state(entry: Entry, target: str) -> Message:
    return _("%(entry)s is %(now)s; it cannot become %(then)s.") % {
        "entry": entry.identifier,
        "now": Entry.State(entry.state).label,
        "then": Entry.State(target).label,
    }


@transaction.atomic
def start_review(entry: Entry, actor: User | None, reason: Told = "") -> None:
    """Open a new round: whoever judged an earlier one can be asked anew."""
    lock(entry)
    round_ = entry.review_round + 1
    move(entry, "start_review", Entry.State.IN_REVIEW, actor, reason, review_round=round_)


@transaction.atomic
def publish(entry: Entry, actor: User | None, note: Told = "", reason: Told = "") -> None:
    """Show an entry to the public; ValidationError names what is missing and where.

    What reviewers must have said before is the workflow's to ask: documents.curation.workflow.
    """
    lock(entry)
    if entry.is_withdrawn:
        raise ValidationError(
            _("A withdrawn entry stays withdrawn; enter its replacement instead.")
        )
    if lacking := missing(entry):
        raise ValidationError({each.field: each.message for each in lacking})
    at = entry.published_at or timezone.now()
    move(entry, "publish", Entry.State.PUBLISHED, actor, reason, note, published_at=at)


@transaction.atomic
def publish_many(entries: list[Entry], actor: User | None) -> None:
    """Show entries that their caller has just written to the public, in a number of statements that
    does not grow; the caller records. ValidationError names each that lacks something."""
    own = [entry.pk for entry in entries]
    lacking = [
        f"{entry}: {each.message}"
        for entry in to_be_checked(Entry.objects.filter(pk__in=own))
        for each in missing_in(entry)
    ]
    if lacking:
        raise ValidationError(lacking)
    now, published = timezone.now(), Entry.State.PUBLISHED
    StateChange.objects.bulk_create(
        StateChange(entry=e, transition="publish", source=e.state, target=published, actor=actor)
        for e in entries
    )
    Entry.objects.filter(pk__in=own).update(
        state=published, published_at=Coalesce("published_at", now), changed_at=now
    )
    for entry in entries:
        entry.state, entry.published_at = published, entry.published_at or now


@transaction.atomic
def take_back(entry: Entry, target: str, actor: User | None, reason: str = "") -> None:
    """Undo a publication, back to the state before. What readers have had for longer than
    TAKEN_BACK_WITHIN, or are sent to from elsewhere, can only be withdrawn, with a tombstone."""
    lock(entry)
    at = entry.published_at
    if not entry.is_published or at is None or timezone.now() - at > TAKEN_BACK_WITHIN:
        raise ValidationError(_("Published for more than a day; it can only be withdrawn."))
    if Entry.objects.filter(replacement=entry).exists():
        raise ValidationError(_("Another entry names it as its replacement."))
    move(entry, "take_back", target, actor, reason, published_at=None)


@transaction.atomic
def withdraw(
    entry: Entry, actor: User | None, reason: str, replacement: Entry | None = None
) -> None:
    """Take an entry from the public; a tombstone with reason and replacement keeps its address."""
    lock(entry, replacement)
    if not entry.is_readable:
        raise ValidationError(_("Only a published entry can be withdrawn."))
    refuse_unreasoned(reason)
    refuse_replacement(entry, replacement)
    move(
        entry, "withdraw", Entry.State.WITHDRAWN, actor, reason.strip(), reason.strip(),
        withdrawn_at=timezone.now(), withdrawal_reason=reason.strip(), replacement=replacement,
    )  # fmt: skip


@transaction.atomic
def supersede(entry: Entry, actor: User | None, reason: str, replacement: Entry | None) -> None:
    """Let a better entry stand for this one, which stays readable at its address."""
    lock(entry, replacement)
    refuse_unreasoned(reason)
    if replacement is None:
        raise ValidationError({"replacement": _("Say which entry supersedes this one.")})
    refuse_replacement(entry, replacement)
    move(
        entry, "supersede", Entry.State.SUPERSEDED, actor, reason.strip(), reason.strip(),
        replacement=replacement,
    )  # fmt: skip
    relate(replacement, entry, actor)


@transaction.atomic
def reinstate(entry: Entry, actor: User | None, reason: Told) -> None:
    """Let a superseded entry stand for itself again."""
    lock(entry)
    replacement = entry.replacement
    move(entry, "reinstate", Entry.State.PUBLISHED, actor, reason, replacement=None)
    if replacement:
        unrelate(replacement, entry, actor)


@transaction.atomic
def replace(entry: Entry, replacement: Entry | None, actor: User | None, reason: str) -> None:
    """Name what is to be read instead of a superseded or withdrawn entry from now on; a tombstone
    can do without. Naming the same again only keeps the reason."""
    lock(entry, replacement)
    if entry.state not in Entry.REPLACED:
        raise ValidationError(wrong_state(entry, Entry.State.SUPERSEDED))
    before, is_superseded = entry.replacement, entry.state == Entry.State.SUPERSEDED
    if is_superseded and replacement is None:
        raise ValidationError({"replacement": _("Say which entry supersedes this one.")})
    if replacement != before:
        refuse_replacement(entry, replacement)
    move(entry, "replace", entry.state, actor, reason.strip(), replacement=replacement)
    if is_superseded and replacement is not None and replacement != before:
        if before is not None:
            unrelate(before, entry, actor)
        relate(replacement, entry, actor)


def relate(newer: Entry, older: Entry, actor: User | None) -> None:
    """Say of the newer entry that it supersedes the older one."""
    relation = {"source": newer, "type": Relation.Type.SUPERSEDES, "target": older}
    if not Relation.objects.filter(**relation).exists():
        Relation.objects.create(**relation)
        entry_saved(newer, actor)


def unrelate(newer: Entry, older: Entry, actor: User | None) -> None:
    newer.relations.filter(type=Relation.Type.SUPERSEDES, target=older).delete()
    entry_saved(newer, actor)


def refuse_unreasoned(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; the reason stays at the entry's address.")})


def refuse_replacement(entry: Entry, replacement: Entry | None) -> None:
    """Refuse a replacement that is not another published entry, and lock it.

    So it cannot be withdrawn meanwhile by somebody who does not know yet that it stands for this
    one.
    """
    if replacement is None:
        return
    now = Entry.objects.select_for_update().get(pk=replacement.pk)
    if now.pk == entry.pk or not now.is_published:
        raise ValidationError(
            {"replacement": _("The replacement must be another entry that is published.")}
        )
