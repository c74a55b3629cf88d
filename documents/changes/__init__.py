"""Many changes at once: prepared for somebody to look at, applied in one transaction, taken back.

What they are about is a sort of rows (`Sort`): it says what a row would do, writes some rows and
takes some back. Everything else is here: what may follow what, locks, versions, jobs.
"""

from documents.changes.carrying import apply, prepare, undo
from documents.changes.life import lock, throw_away
from documents.changes.outlook import Outlook, outlook
from documents.changes.sort import Left, Sort, register, sort_of
from documents.changes.steps import start, turn

__all__ = [
    "Left", "Outlook", "Sort", "apply", "lock", "outlook", "prepare", "register", "sort_of",
    "start", "throw_away", "turn", "undo",
]  # fmt: skip
