"""What is wrong with an entry that is yet to be written, whichever way it comes in."""

from collections.abc import Iterator
from typing import Any

from documents.models import Entry
from documents.records.parts import PART_OF, PARTS
from documents.records.parts.part import Candidate, Fault
from documents.records.terms import Terms
from wording import Message
from wording import sentence as _

# What a record may say of an entry besides its parts.
ABOUT = {"key", "identifier", "state"}
LONGEST_KEY = Entry._meta.get_field("import_key").max_length or 0


def faults(candidate: Candidate, terms: Terms) -> Iterator[Fault]:
    """Yield (path, what is wrong with it) of a whole entry."""
    for part in PARTS:
        yield from part.faults(candidate, terms)


def key_faults(key: str | None) -> Iterator[Message]:
    """Yield what is wrong with the key by which a new entry is to be found again."""
    if key and len(key) > LONGEST_KEY:
        yield _("The key is longer than %(most)d characters.") % {"most": LONGEST_KEY}


def strangers(record: dict[str, Any]) -> list[str]:
    """Return the names in a record from a file that stand for nothing which files bring."""
    return sorted(name for name in record if name not in ABOUT and not is_brought(name))


def is_brought(name: str) -> bool:
    return name in PART_OF and PART_OF[name].is_written


def settled(record: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """Return a record from a file in the form that `to_record` gives, without what is empty.

    What has not the form of a record raises AttributeError, KeyError, TypeError or ValueError.
    """
    found = {
        name: PART_OF[name].settle(name, value, terms) if name in PART_OF else value
        for name, value in record.items()
        if value is not None
    }
    return {name: value for name, value in found.items() if value not in ("", [], {}) or kept(name)}


def kept(name: str) -> bool:
    """Tell whether it means something that a record has nothing of it."""
    return name in PART_OF and PART_OF[name].stays_unsaid


def unknown(what: str, value: Any) -> Message:
    return _("%(what)s: “%(value)s” is not known.") % {"what": what, "value": str(value)}
