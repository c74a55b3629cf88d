"""What each sort of rows says about itself, and which there are."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet

from documents.models import ChangeRow, ChangeSet
from jobs.progress import Progress
from wording import Message, Messages
from wording import sentence as _

Left = dict[Any, Messages]  # rows that are not written, or not taken back, and why not
SORTS: dict[type[ChangeSet], type["Sort"]] = {}


class Sort:
    """A set of changes of one sort in the hands of an account; None where code acts.

    A step asks first about all its rows (`look`, `look_back`), then goes through them some at a
    time (`write`, `take_back`), and at last keeps what became of them (`settle`). All of it is one
    transaction, and nobody else changes the entries of its rows meanwhile.
    """

    of_others = ""  # the permission to act on what others have prepared; without, nobody may
    rounds = 1  # how often applying goes through the rows
    own_columns: tuple[str, ...] = ()  # of the set, saved when a step begins and when it ends
    heavy_columns: tuple[str, ...] = ()  # of the rows, of no use to `look_back`
    gone: ClassVar[Message] = _("This preview is not kept any more.")
    moved_on: ClassVar[Message] = _("This change is “%(state)s” now.")

    def __init__(self, change_set: Any, user: Any):
        self.change_set, self.user = change_set, user

    def may_act(self) -> bool:
        """One's own; those of others only with that permission."""
        is_own = self.change_set.actor_id == self.user.pk
        return is_own or bool(self.of_others and self.user.has_perm(self.of_others))

    def is_long(self, state: str) -> bool:
        """Whether the step to this state takes longer than somebody waits for a page."""
        return False

    # -- Preparing ----------------------------------------------------------------------------

    def read(self, *args: Any, **given: Any) -> Any:
        """Get what rows are made of, before anything is locked."""

    def prepare(self, read: Any, progress: Progress) -> None:
        """Keep a row for each change, in place of those that were kept before."""
        raise NotImplementedError

    # -- Applying -----------------------------------------------------------------------------

    def refuse_applying(self, *args: Any, **options: Any) -> None:
        """Raise ValidationError or PermissionDenied for what stands against all of it."""

    def to_write(self) -> QuerySet:
        raise NotImplementedError

    def overtaken(self, rows: list) -> Left:
        """Say why rows are left out whose entry has changed since they were prepared, or raise
        ValidationError so that none is written."""
        raise NotImplementedError

    def look(self, rows: list) -> Left:
        """Say what stands against single rows by now."""
        return {}

    def begin_writing(self, rows: list) -> None:
        """Do what comes before the first row."""

    def write(self, rows: list) -> Left:
        """Write these; those that cannot be after all, and why not."""
        raise NotImplementedError

    def wrote(self, rows: list) -> None:
        """Do what comes after the last row, with revisions for all entries."""

    # -- Undoing ------------------------------------------------------------------------------

    def refuse_undoing(self) -> None:
        """Raise ValidationError or PermissionDenied for what stands against all of it."""

    def to_take_back(self) -> QuerySet:
        raise NotImplementedError

    def changed_since(self, rows: list) -> Left:
        """Say of rows whose entry somebody has changed since that it stays."""
        return dict.fromkeys(rows, Messages())

    def look_back(self, rows: list) -> Left:
        """Say what else stays, and why; without writing anything."""
        return {}

    def begin_taking_back(self, rows: list) -> None:
        """Do what comes before the first row."""

    def take_back(self, rows: list) -> Left:
        """Make their entries what they were; those that cannot be after all, and why not."""
        raise NotImplementedError

    def took_back(self, rows: list) -> None:
        """Do what comes after the last row, with revisions for all entries."""

    # -- Both ---------------------------------------------------------------------------------

    def settle(self, state: str, done: list, left: Left) -> Message | None:
        """Keep on the rows what became of them; the message that stays on the set's page."""
        return None


def register(model: type[ChangeSet]) -> Callable[[type[Sort]], type[Sort]]:
    """Above a sort: the sets whose rows are of it."""

    def keep(sort: type[Sort]) -> type[Sort]:
        SORTS[model] = sort
        return sort

    return keep


def sort_of(change_set: ChangeSet, user=None) -> Any:
    return SORTS[type(change_set)](change_set, user)


def without(rows: Iterable[ChangeRow], left: Left) -> list[ChangeRow]:
    return [row for row in rows if row not in left]
