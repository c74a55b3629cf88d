"""What is wrong with an entry that is yet to be written, whichever way it comes in."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from documents.records.parts import PART_OF, PARTS
from documents.records.parts.part import Candidate, Fault
from documents.records.terms import Terms

# What a record may say of an entry besides its parts.
ABOUT = {"key", "identifier", "state"}


def faults(candidate: Candidate, terms: Terms) -> Iterator[Fault]:
    """Yield (path, what is wrong with it) of a whole entry."""
    for part in PARTS:
        yield from part.faults(candidate, terms)


def strangers(record: dict) -> list[str]:
    """Return the names in a record from a file that stand for nothing which files bring."""
    return sorted(name for name in record if name not in ABOUT and not is_brought(name))


def is_brought(name: str) -> bool:
    return name in PART_OF and PART_OF[name].is_written


def settled(record: dict, terms: Terms) -> dict:
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
    """Whether it means something that a record has nothing of it."""
    return name in PART_OF and PART_OF[name].stays_unsaid


def unknown(what: str, value) -> str:
    return _("%(what)s: “%(value)s” is not known.") % {"what": what, "value": value}
