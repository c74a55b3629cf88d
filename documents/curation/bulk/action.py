"""What every action on many entries can do."""

from collections.abc import Iterable

from django_stubs_ext import StrOrPromise

from documents.curation.bulk.finding import CHANGE, Found, may_change, refused
from documents.models import Entry
from wording import Messages
from wording import sentence as _


class BulkAction:
    """`permission` is what an account needs to be offered it; each entry is asked about again."""

    permission = CHANGE
    undoing: StrOrPromise = ""  # what else than work since then stands against undoing it

    def __init__(self, parameters: dict, user):
        self.parameters, self.user = parameters, user

    def look(self, ids: Iterable[int]) -> dict[int, Found]:
        """Map entries to what the action would do to them, in a fixed number of queries."""
        raise NotImplementedError

    def look_back(self, done: dict[int, dict]) -> dict[int, Found]:
        """Map entries to what undoing would do to them, from what was done."""
        raise NotImplementedError

    def write(self, found: dict[int, Found], step: str) -> dict[int, Messages]:
        """Do what was found; entry -> why it was not possible after all."""
        raise NotImplementedError

    def words(self, rows: list[dict]) -> list[str]:
        """Word the data of each line, for people."""
        raise NotImplementedError

    def refusal(self, entry: Entry) -> Found | None:
        """Say what forbids any change of an entry's own columns and rows; None if nothing does."""
        if not may_change(self.user, entry):
            return refused(_("You may not change this entry."))
        if entry.is_withdrawn:
            return refused(_("A withdrawn entry does not change."))
        return None
