"""Rows of an imported file as a sort of rows: they change entries, or make them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import Max, QuerySet

from documents.changes import Left, Sort, register
from documents.history.requirements import refuse_gaps
from documents.history.revisions import record_changes
from documents.models import Agent, Entry
from documents.records.beside import holding
from documents.records.leaves import leaves, record
from documents.records.parts.part import Change
from documents.records.parts.people import ROLES, agent_of
from documents.records.terms import Terms
from documents.records.writing import write
from exchange.files import OAI, patches_of
from exchange.models import ImportRow, ImportRun
from exchange.patches import Patch
from exchange.preparing import Preparing, paths_of
from jobs.progress import Progress
from wording import Message, Messages
from wording import sentence as _
from wording.errors import ValidationError

Action, State = ImportRow.Action, ImportRun.State
AT_ONCE = 50_000  # bytes of a file that is dealt with while the page is waited for


@register(ImportRun)
class ImportRows(Sort):
    """Nothing is written where a row has an error, unless such rows are to be left out, or where
    somebody has changed an entry since it was looked at."""

    of_others = "exchange.change_imports_of_others"
    rounds = 2  # entries are written, then recorded
    own_columns = ("mapping", "last_agent")
    heavy_columns = ("record", "changes", "problems")
    gone = _("Somebody has thrown this import away.")
    moved_on = _("This import is “%(state)s” now.")

    change_set: ImportRun

    def __init__(self, change_set: ImportRun, user: User | None):
        super().__init__(change_set, user)
        self.terms = Terms()
        self.there: dict[int, Entry] = {}  # the entries that are not made, as they are now

    def is_long(self, state: str) -> bool:
        return len(self.change_set.content) > AT_ONCE or self.change_set.format == OAI

    def read(self) -> list[Patch]:
        return patches_of(self.change_set, self.terms)

    def prepare(self, read: list[Patch], progress: Progress) -> None:
        Preparing(self.change_set, self.terms).write(read, progress)

    # -- Applying -----------------------------------------------------------------------------

    def refuse_applying(self, without_errors: bool = False) -> None:
        if not without_errors and self.change_set.rows.filter(action=Action.ERROR).exists():
            raise ValidationError(_("Some rows have errors. Nothing was written."))

    def to_write(self) -> QuerySet[ImportRow]:
        return self.change_set.rows.to_write()

    def overtaken(self, rows: list[ImportRow]) -> Left:
        text = _("Somebody has changed these since the file was looked through: %(entries)s. "
                 "Look through it again.")  # fmt: skip
        raise ValidationError(text % {"entries": [row.identifier for row in rows]})

    def begin_writing(self, rows: list[ImportRow]) -> None:
        self.there = entries_of(rows)
        self.change_set.last_agent = Agent.objects.aggregate(last=Max("pk"))["last"] or 0

    def write(self, rows: list[ImportRow]) -> Left:
        changes = [self.change_of(row) for row in rows]
        with still_fitting():
            write(changes, self.terms)
        for row, change in zip(rows, changes, strict=True):
            row.entry = change.entry
        return {}

    def change_of(self, row: ImportRow) -> Change:
        if row.makes_its_entry:
            return Change(Entry(entered_by=self.user), row.record, set(leaves(row.record)))
        return Change(self.there[row.number_of_entry], row.record, set(paths_of(row)))

    def wrote(self, rows: list[ImportRow]) -> None:
        refuse_gaps({row.number_of_entry for row in rows if not row.makes_its_entry})
        ids = [row.number_of_entry for row in rows]
        record_changes(ids, self.user, _("Imported"), "imported")

    # -- Undoing ------------------------------------------------------------------------------

    def to_take_back(self) -> QuerySet[ImportRow]:
        return self.change_set.rows.exclude(version_after=None)

    def look_back(self, rows: list[ImportRow]) -> Left:
        """Leave what was made where it is a draft no more, or where something refers to it."""
        made = {row.number_of_entry: row for row in rows if row.makes_its_entry}
        drafts = Entry.objects.filter(pk__in=made, state=Entry.State.DRAFT)
        going = set(drafts.values_list("pk", flat=True))
        going -= set(holding(going))
        return {row: Messages() for pk, row in made.items() if pk not in going}

    def begin_taking_back(self, rows: list[ImportRow]) -> None:
        made = [row.number_of_entry for row in rows if row.makes_its_entry]
        Entry.objects.filter(pk__in=made).delete()
        self.there = entries_of(rows)

    def take_back(self, rows: list[ImportRow]) -> Left:
        changed = [row for row in rows if not row.makes_its_entry]
        write([going_back(row, self.there[row.number_of_entry]) for row in changed], self.terms)
        return {}

    def took_back(self, rows: list[ImportRow]) -> None:
        changed = [row.number_of_entry for row in rows if not row.makes_its_entry]
        record_changes(changed, self.user, _("Import undone"), "import undone")
        forget_agents(self.change_set, rows)

    def settle(self, state: str, done: list[ImportRow], left: Left) -> Message | None:
        """Tell on the import's page of entries that could not go back."""
        if not left:
            return None
        text = _("Somebody has worked on these since; they stay as they are: %(entries)s.")
        return text % {"entries": [row.identifier for row in left]}


def entries_of(rows: Iterable[ImportRow]) -> dict[int, Entry]:
    """Return the entries that rows change."""
    return Entry.objects.in_bulk([row.number_of_entry for row in rows if not row.makes_its_entry])


@contextmanager
def still_fitting() -> Iterator[None]:
    """Refuse, as ValidationError, rows whose references went or whose claims were taken since."""
    try:
        yield
    except (IntegrityError, KeyError) as error:
        text = _("What the file refers to has changed since it was looked through. "
                 "Look through it again.")  # fmt: skip
        raise ValidationError(text) from error


def forget_agents(run: ImportRun, rows: Iterable[ImportRow]) -> None:
    """Delete names that came with these rows and that no entry carries now."""
    people = (who for row in rows for role in ROLES for who in row.record.get(role, ()))
    names = {name for _type, name in map(agent_of, people)}
    Agent.objects.filter(pk__gt=run.last_agent, contributions=None, name__in=names).delete()


def going_back(row: ImportRow, entry: Entry) -> Change:
    """Return the change that gives back the parts that the row changed."""
    old = {tuple(path): value for path, value, _new in row.changes}
    before = {path: v for path, v in {**leaves(row.record), **old}.items() if v is not None}
    return Change(entry, record(before), set(old))
