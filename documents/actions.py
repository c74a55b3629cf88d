"""What can happen to an entry. Each action is one transaction with its line of history."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.curation.requirements import missing
from documents.models import Entry, Revision
from documents.models.entry import number_in
from documents.records import to_record
from documents.search.projection import project


@transaction.atomic
def entry_saved(entry: Entry, actor, note: str = "", action: str = "saved") -> Revision | None:
    """Record what a saved entry has become and let the search know.

    Returns the new revision; None where nothing differs from the last one.
    """
    Entry.objects.select_for_update().get(pk=entry.pk)
    last = entry.revisions.first()
    record = to_record(Entry.objects.get(pk=entry.pk))
    project({entry.pk, *evaluated_in(record), *evaluated_in(last.record if last else {})})
    if last and last.record == record:
        return None
    entry.version = (last.number if last else 0) + 1
    Entry.objects.filter(pk=entry.pk).update(version=entry.version)
    return Revision.objects.create(
        entry=entry, number=entry.version, actor=actor, action=action, note=note, record=record
    )


def evaluated_in(record: dict) -> set[int]:
    """The entries that a record says it evaluates: what is known of them changes with it."""
    relations = record.get("relations", ())
    return {number_in(each["target"]) for each in relations if each["type"] == "evaluates"}


def lock(entry: Entry) -> None:
    """Let nobody else change the entry until the transaction ends; take over what they changed."""
    Entry.objects.select_for_update().get(pk=entry.pk)
    entry.refresh_from_db()


@transaction.atomic
def publish(entry: Entry, actor, note: str = "") -> None:
    """Show an entry to the public; ValidationError names what is missing and where."""
    lock(entry)
    if entry.is_withdrawn:
        raise ValidationError(
            _("A withdrawn entry stays withdrawn; enter its replacement instead.")
        )
    if lacking := missing(entry):
        raise ValidationError({each.field: each.message for each in lacking})
    entry.state = Entry.State.PUBLISHED
    entry.published_at = entry.published_at or timezone.now()
    entry.save(update_fields=["state", "published_at", "changed_at"])
    entry_saved(entry, actor, note, action="published")


@transaction.atomic
def withdraw(entry: Entry, actor, reason: str, replacement: Entry | None = None) -> None:
    """Take an entry from the public; a tombstone with reason and replacement keeps its address."""
    lock(entry)
    refuse_withdrawal(entry, reason, replacement)
    entry.state = Entry.State.WITHDRAWN
    entry.withdrawn_at, entry.withdrawal_reason = timezone.now(), reason.strip()
    entry.replacement = replacement
    entry.save(
        update_fields=["state", "withdrawn_at", "withdrawal_reason", "replacement", "changed_at"]
    )
    entry_saved(entry, actor, reason, action="withdrawn")


def refuse_withdrawal(entry: Entry, reason: str, replacement: Entry | None) -> None:
    if not entry.is_published:
        raise ValidationError(_("Only a published entry can be withdrawn."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; the reason stays at the entry's address.")})
    if replacement and (replacement.pk == entry.pk or not replacement.is_published):
        raise ValidationError(
            {"replacement": _("The replacement must be another entry that is published.")}
        )
