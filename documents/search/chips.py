"""The active filters, each with the way out of it."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from documents.search.filters import ALL, NOT, EntryFilterSet
from taxonomy.vocabulary import Heading

UNKNOWN_SHOWN = 60  # characters of values that mean nothing


@dataclass(frozen=True)
class Chip:
    """One active filter, and the address without it; `count` the results that this would give
    (known when there are none now)."""

    title: str
    label: str
    without_url: str
    name: str
    value: str
    count: int | None = None


def build_chips(asked: EntryFilterSet) -> list[Chip]:
    """Make one chip for each value that filters, in the address's order.

    A filter whose values are all unknown matches nothing and has one chip for them together.
    """
    names = dict.fromkeys(
        name for name, _value in asked.address.pairs if name in filtering_names(asked)
    )
    return [chip for name in names for chip in chips_of(asked, name)]


def filtering_names(asked: EntryFilterSet) -> set[str]:
    return set(asked.filters) - {"sort", "page"}


def chips_of(asked: EntryFilterSet, name: str) -> list[Chip]:
    title, meanings = chip_title(asked, name), asked.form.fields[name].meanings
    if not meanings:
        unknown = ", ".join(asked.values(name))[:UNKNOWN_SHOWN]
        return [Chip(title, unknown, asked.address.removing(name).url, name, "")]
    return [
        Chip(title, chip_label(meaning, value), without.url, name, value)
        for value, meaning in meanings.items()
        if (without := asked.address.removing(name, value))
    ]


def chip_title(asked: EntryFilterSet, name: str) -> str:
    title = str(asked.filters[name].label)
    if name.endswith(NOT):
        return _("Not %(title)s") % {"title": title}
    return _("%(title)s, all of these") % {"title": title} if name.endswith(ALL) else title


def chip_label(meaning: Any, value: str) -> str:
    """Name a value: by a concept's label, or as it was typed."""
    if isinstance(meaning, Heading):
        return str(meaning)
    return _("yes") if meaning is True else value


def with_counts(chips: list[Chip], asked: EntryFilterSet) -> list[Chip]:
    """Add to each chip the number of results that removing it would give."""
    return [replace(chip, count=count_without(chip, asked)) for chip in chips]


def count_without(chip: Chip, asked: EntryFilterSet) -> int:
    """Count the results when one value goes: those of the other filters and values that stay."""
    meanings = asked.form.fields[chip.name].meanings
    staying = [meaning for value, meaning in meanings.items() if value != chip.value]
    others = asked.entries(without=(chip.name,))
    remaining = asked.filters[chip.name].entries(staying)
    return len(others if remaining is None else others & remaining)
