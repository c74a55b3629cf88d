"""What a reader of files gives: one draft for each row or reference."""

from dataclasses import dataclass, field
from typing import Any

from wording import Message, Messages


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell or tag of a row; `cell` is its name in the file (TY, C7)."""

    cell: str
    message: Message | Messages | str


@dataclass(frozen=True)
class Draft:
    """A record as far as the file gives it, in the form of documents/records/plain.py."""

    number: int  # the row or the reference's place in the file, from 1
    name: str  # how a person recognises it: its title, else its key
    record: dict[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
