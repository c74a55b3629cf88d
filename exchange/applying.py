"""Writing what was prepared, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils import timezone

from documents.history.requirements import refuse_gaps
from documents.history.revisions import record_changes
from documents.identifier import identifier_of
from documents.models import Agent, Entry
from documents.records.leaves import leaves
from documents.records.parts.part import Change
from documents.records.terms import Terms
from documents.records.writing import write
from exchange.models import ImportRow, ImportRun
from exchange.preparing import paths_of
from jobs.batches import batches
from jobs.progress import Progress, quietly
from wording import Message, Messages
from wording import sentence as _
from wording.errors import ValidationError

State, Action = ImportRun.State, ImportRow.Action
WRITTEN = ["state", "message", "applied_at", "applied_by", "undone_at", "undone_by", "last_agent"]
KEEP_VERSIONS = """
UPDATE exchange_importrow SET entry_id = written.entry_id, version_after = entry.version
FROM unnest(%s::bigint[], %s::bigint[]) AS written (row_id, entry_id)
JOIN documents_entry entry ON entry.id = written.entry_id
WHERE exchange_importrow.id = written.row_id
"""


@transaction.atomic
def apply(
    run: ImportRun, actor: User | None, progress: Progress = quietly, without_errors: bool = False
) -> int:
    """Write the rows in the name of this account; the number of entries written.

    Raises ValidationError, and writes nothing, where a row has an error (unless such rows are to
    be left out) or where somebody has changed an entry since it was looked at.
    """
    lock(run, State.PREPARED, State.APPLYING)
    if not without_errors and run.rows.filter(action=Action.ERROR).exists():
        raise ValidationError(_("Some rows have errors. Nothing was written."))
    rows = list(run.rows.to_write())
    entries = locked({r.entry_id for r in rows if r.action == Action.CHANGED and r.entry_id})
    refuse_overtaken(rows, entries)
    run.last_agent = Agent.objects.aggregate(last=Max("pk"))["last"] or 0
    with still_fitting():
        done, terms = 0, Terms()
        for some in batches(rows):
            write_batch(actor, some, entries, terms)
            done += len(some)
            progress(done, len(rows) * 2)
    refuse_gaps(set(entries))
    record_changes([row.entry_id for row in rows if row.entry_id], actor, _("Imported"), "imported")
    keep_versions(rows)
    run.applied_by = actor
    finish(run, State.APPLIED)
    progress(len(rows) * 2, len(rows) * 2)
    return len(rows)


def lock(run: ImportRun, *expected: str) -> None:
    now = ImportRun.objects.select_for_update().only("state").filter(pk=run.pk).first()
    if now is None:
        raise ValidationError(_("Somebody has thrown this import away."))
    if now.state not in expected:
        raise ValidationError(
            _("This import is “%(state)s” now.") % {"state": State(now.state).label}
        )


@contextmanager
def still_fitting() -> Iterator[None]:
    """Refuse, as ValidationError, rows whose references went or whose claims were taken since."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, KeyError) as error:
        text = _("What the file refers to has changed since it was looked through. "
                 "Look through it again.")  # fmt: skip
        raise ValidationError(text) from error


def finish(run: ImportRun, state: str, message: Message | None = None) -> None:
    run.state, run.message = state, Messages.of(message)
    run.applied_at = timezone.now() if state == State.APPLIED else run.applied_at
    run.undone_at = timezone.now() if state == State.UNDONE else None
    run.save(update_fields=WRITTEN)


def locked(ids: set[int]) -> dict[int, Entry]:
    """Lock the entries until the transaction ends; by primary key."""
    entries = Entry.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return {entry.pk: entry for entry in entries}


def refuse_overtaken(rows: list[ImportRow], entries: dict[int, Entry]) -> None:
    late = [
        identifier_of(row.entry_id) if row.entry_id else row.name
        for row in rows
        if row.action == Action.CHANGED
        and getattr(entries.get(row.entry_id or 0), "version", None) != row.version_before
    ]
    if late:
        text = _("Somebody has changed these since the file was looked through: %(entries)s. "
                 "Look through it again.")  # fmt: skip
        raise ValidationError(text % {"entries": late})


def write_batch(
    actor: User | None, rows: list[ImportRow], entries: dict[int, Entry], terms: Terms
) -> None:
    changes = [
        Change(
            entries[row.entry_id or 0] if row.action == Action.CHANGED else Entry(entered_by=actor),
            row.record,
            set(paths_of(row)) if row.action == Action.CHANGED else set(leaves(row.record)),
        )
        for row in rows
    ]
    write(changes, terms)
    for row, change in zip(rows, changes, strict=True):
        row.entry = change.entry


def keep_versions(rows: list[ImportRow]) -> None:
    """Note which entry each row became, and how it was left."""
    with connection.cursor() as cursor:
        pairs: list[Any] = [[row.pk for row in rows], [row.entry_id for row in rows]]
        cursor.execute(KEEP_VERSIONS, pairs)
