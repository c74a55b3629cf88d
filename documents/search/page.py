"""A search, from the address asked to everything its page shows."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from documents import slots
from documents.audience import Audience
from documents.search.address import Address
from documents.search.chips import Chip, build_chips, with_counts
from documents.search.counts import evidence_count, file_count
from documents.search.facets import Facet, build_facets
from documents.search.filters import SORTS, EntryFilterSet, Ignored
from documents.search.index.snapshot import Snapshot
from documents.search.notes import Notes, build_notes
from documents.search.ordering import ordered
from documents.search.pagination import Pagination
from documents.search.results import Result, fetch_results
from documents.search.snippets import Snippets
from documents.search.years import Years, build_years


@dataclass(frozen=True)
class Flag:
    """A yes-or-nothing filter with the number of results it leads to."""

    name: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class SortChoice:
    code: str
    label: str
    selected: bool


@dataclass(frozen=True)
class SearchPage:
    """All that the search page shows; templates only print it."""

    text: str
    total: int
    results: list[Result]
    facets: list[Facet]
    years: Years
    flags: list[Flag]
    chips: list[Chip]
    ignored: list[Ignored]
    ignored_besides: int
    sorts: list[SortChoice]
    pagination: Pagination
    address: Address
    is_narrowed: bool
    notes: Notes
    inserts: tuple[slots.Filled, ...] = ()  # at the head
    below: tuple[slots.Filled, ...] = ()

    @property
    def may_be_indexed(self) -> bool:
        """Whether search engines may keep it: the plain list, as filters combine without end."""
        return not self.address.pairs and not self.ignored

    @property
    def ways_out(self) -> list[Chip]:
        """The filters whose removal alone brings results, the most helpful first."""
        helpful = [chip for chip in self.chips if chip.count]
        return sorted(helpful, key=lambda chip: -(chip.count or 0))

    @property
    def selected_count(self) -> int:
        return len([chip for chip in self.chips if chip.name != "q"])


def search(params: QueryDict, audience: Audience, now: Snapshot) -> SearchPage:
    """Answer an address's question with what this audience may see.

    The number of database queries depends neither on how many entries nor on how many values
    there are.
    """
    page = answered(EntryFilterSet(params, audience, now))
    head, below = (
        tuple(slots.fill(slot, page, audience)) for slot in (slots.Slot.SEARCH, slots.Slot.LIST)
    )
    return replace(page, inserts=head, below=below)


def answered(asked: EntryFilterSet) -> SearchPage:
    total = len(asked.found)
    pagination = Pagination.of(total, asked.asked["page"], asked.address)
    ranking = ordered(asked, pagination.stop)
    shown = ranking.ids[pagination.start :].tolist()
    return SearchPage(
        text=asked.asked["q"],
        total=total,
        results=fetch_results(shown, asked.audience, asked.vocabulary, Snippets(asked.tsquery)),
        facets=build_facets(asked),
        years=build_years(asked),
        flags=build_flags(asked),
        chips=build_chips(asked) if total else with_counts(build_chips(asked), asked),
        ignored=asked.ignored,
        ignored_besides=asked.ignored_besides,
        sorts=build_sorts(asked),
        pagination=pagination,
        address=asked.address,
        is_narrowed=asked.is_narrowed,
        notes=build_notes(asked, ranking),
    )


def build_flags(asked: EntryFilterSet) -> list[Flag]:
    evidence, file = bool_of(asked.asked["evidence"]), bool_of(asked.asked["file"])
    return [
        Flag("evidence", _("Has been evaluated"), evidence_count(asked), evidence),
        Flag("file", _("Has a file to download"), file_count(asked), file),
    ]


def bool_of(value: Any) -> bool:
    return value is True


def build_sorts(asked: EntryFilterSet) -> list[SortChoice]:
    offered = SORTS if asked.asked["q"] else {k: v for k, v in SORTS.items() if k != "relevance"}
    return [SortChoice(code, str(label), asked.order == code) for code, label in offered.items()]
