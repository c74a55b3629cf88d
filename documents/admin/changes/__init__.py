"""The pages of a set of changes, whatever its rows are about: its rows with what each would do,
and the steps that can be taken with it."""

from documents.admin.changes.page import RowsPage
from documents.admin.changes.steps import ChangeSetAdmin, part

__all__ = ["ChangeSetAdmin", "RowsPage", "part"]
