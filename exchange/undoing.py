"""Taking an import back: what it made goes, what it changed is again as it was before."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from documents.history.revisions import record_changes
from documents.identifier import identifier_of
from documents.models import Agent, Entry
from documents.records.beside import holding
from documents.records.leaves import leaves, record
from documents.records.parts.part import Change
from documents.records.parts.people import ROLES, agent_of
from documents.records.terms import Terms
from documents.records.writing import write
from exchange.applying import finish, lock, locked
from exchange.models import ImportRow, ImportRun
from jobs.batches import batches
from jobs.progress import Progress, quietly
from wording import Message
from wording import sentence as _

State = ImportRun.State


@dataclass(frozen=True)
class Undone:
    """How many entries are as before, and which are not because somebody changed them since."""

    number: int
    kept: list[str]


@dataclass(frozen=True)
class Outlook:
    """Ids of the entries that undoing would delete, restore, and leave as they are."""

    deleted: list[int]
    restored: list[int]
    kept: list[int]


def outlook(run: ImportRun) -> Outlook:
    """Look which entries undoing would delete, restore or keep now."""
    rows = list(run.rows.exclude(version_after=None).defer("record", "changes", "problems"))
    entries = Entry.objects.only("version", "state").in_bulk({row.entry_id for row in rows})
    back = rows_that_go_back(rows, entries)
    made = {pk for pk, row in back.items() if was_made(row)}
    return Outlook(sorted(made), sorted(back.keys() - made), sorted(entries.keys() - back.keys()))


@transaction.atomic
def undo(run: ImportRun, actor: User | None, progress: Progress = quietly) -> Undone:
    """Take the import back: what it made goes, what it changed is again as it was before.

    Entries that somebody has worked on since, or that something else refers to, stay.
    """
    lock(run, State.APPLIED, State.UNDOING)
    rows = list(run.rows.exclude(version_after=None))
    entries = locked({row.entry_id for row in rows if row.entry_id})
    back = rows_that_go_back(rows, entries)
    Entry.objects.filter(pk__in=[pk for pk, row in back.items() if was_made(row)]).delete()
    restore(actor, [row for row in back.values() if not was_made(row)], entries)
    forget_agents(run, back.values())
    named = [identifier_of(r.entry_id) if r.entry_id else r.name for r in rows
             if r.entry_id not in back]  # fmt: skip
    run.undone_by = actor
    finish(run, State.UNDONE, told(named))
    progress(len(rows), len(rows))
    return Undone(len(back), named)


def told(kept: list[str]) -> Message | None:
    """Say which entries could not go back, for the import's page; None where all could."""
    if not kept:
        return None
    text = _("Somebody has worked on these since; they stay as they are: %(entries)s.")
    return text % {"entries": kept}


def was_made(row: ImportRow) -> bool:
    return row.version_before is None


def rows_that_go_back(rows: list[ImportRow], entries: dict[int, Entry]) -> dict[int, ImportRow]:
    """Map entries to their rows, where they are as the import left them and nothing holds them."""
    back = {
        row.entry_id: row
        for row in rows
        if row.entry_id and is_untouched(row, entries.get(row.entry_id))
    }
    held = set(holding({pk for pk, row in back.items() if was_made(row)}))
    return {pk: row for pk, row in back.items() if pk not in held}


def is_untouched(row: ImportRow, entry: Entry | None) -> bool:
    if entry is None or entry.version != row.version_after:
        return False
    return not was_made(row) or entry.state == Entry.State.DRAFT


def forget_agents(run: ImportRun, rows: Iterable[ImportRow]) -> None:
    """Delete names that came with these rows and that no entry carries now."""
    people = (who for row in rows for role in ROLES for who in row.record.get(role, ()))
    names = {name for _type, name in map(agent_of, people)}
    Agent.objects.filter(pk__gt=run.last_agent, contributions=None, name__in=names).delete()


def restore(actor: User | None, rows: list[ImportRow], entries: dict[int, Entry]) -> None:
    """Give entries back what they had before the import; a new revision says so."""
    terms = Terms()
    for batch in batches(rows):
        write([going_back(row, entries[row.entry_id or 0]) for row in batch], terms)
    ids = [row.entry_id for row in rows if row.entry_id]
    record_changes(ids, actor, _("Import undone"), "import undone")


def going_back(row: ImportRow, entry: Entry) -> Change:
    """Return the change that gives back the parts that the row changed."""
    old = {tuple(path): value for path, value, _new in row.changes}
    before = {path: v for path, v in {**leaves(row.record), **old}.items() if v is not None}
    return Change(entry, record(before), set(old))
