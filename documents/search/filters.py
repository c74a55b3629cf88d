"""What was asked: the parameters of an address as sets of entries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import django_filters
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from documents.audience import Audience
from documents.models import IndexedEntry
from documents.search import fields
from documents.search.address import Address, Pair
from documents.search.answer import Answer, answer
from documents.search.index.ids import union
from documents.search.index.index import Index
from documents.search.index.snapshot import Snapshot
from documents.search.matching import Match
from taxonomy.models import Scheme
from taxonomy.vocabulary import Heading

SORTS = {"relevance": _("Relevance"), "newest": _("Newest first"), "title": _("Title")}

# How the values of one facet are asked for: any of these, all of these, none of these. The name
# of the parameter is the facet's code with the ending.
ANY, ALL, NOT = "", ".all", ".not"
WAYS = (ANY, ALL, NOT)

# An address may hold hundreds of values, and a page repeats them in each of its links.
MAX_SELECTED_IN_ALL = 60  # of all facets together
MOST_LISTED, LONGEST_LISTED = 20, 100  # values that mean nothing, and letters of each

NOTHING = BitMap()

C = TypeVar("C")  # what is counted


@dataclass(frozen=True)
class Ignored:
    """A value of the address that means nothing here; `name` is its parameter, `title` what the
    page calls it."""

    name: str
    title: str
    value: str
    without_url: str


def short(text: str) -> str:
    return text if len(text) <= LONGEST_LISTED else f"{text[:LONGEST_LISTED]}…"


class SetFilter(django_filters.Filter):  # type: ignore[misc]  # a package without types
    """A filter by a set of entries; `Nothing` as its value leaves no entry."""

    parent: "EntryFilterSet"

    def entries(self, value: Any) -> BitMap | None:
        """Return the entries that the value lets through; None for all."""
        if value is fields.Nothing:
            return NOTHING
        return self.holding(value) if value else None

    def holding(self, value: Any) -> BitMap | None:
        return None

    @property
    def index(self) -> Index:
        return self.parent.index


class TextFilter(SetFilter):
    field_class = fields.TextField

    def holding(self, value: Any) -> BitMap | None:
        match = self.parent.match
        return match.entries if match else NOTHING


class FacetFilter(SetFilter):
    """The values of a facet in one of the three ways."""

    field_class = fields.ConceptsField

    def __init__(self, way: str, *args: Any, **kwargs: Any) -> None:
        self.way = way
        super().__init__(*args, **kwargs)

    def entries(self, value: Any) -> BitMap | None:
        if value is fields.Nothing and self.way == NOT:  # who excludes nothing known, keeps all
            return None
        return super().entries(value)

    def holding(self, value: Any) -> BitMap | None:
        sets = [self.index.entries("concept", heading.pk) for heading in value]
        if self.way == ALL:
            return BitMap.intersection(*sets)
        return union(sets) if self.way == ANY else self.index.all - union(sets)


class YearFilter(SetFilter):
    field_class = fields.YearField

    def holding(self, value: Any) -> BitMap | None:
        from_, to = (value, 9999) if self.lookup_expr == "gte" else (1, value)
        return self.index.among("year", from_, to)


class EvidenceFilter(SetFilter):
    field_class = fields.YesField

    def holding(self, value: Any) -> BitMap | None:
        return self.index.evaluated(self.parent.today)


class FileFilter(SetFilter):
    field_class = fields.YesField

    def holding(self, value: Any) -> BitMap | None:
        return self.index.entries("file")


class SortFilter(SetFilter):
    field_class = fields.ChoiceField


class PageNumber(SetFilter):
    field_class = fields.PageField


class EntryFilterSet(django_filters.FilterSet):  # type: ignore[misc]  # a package without types
    """The question: text, a filter for each facet and way, years, flags, order and page."""

    q = TextFilter(label=_("Words"))
    year_from = YearFilter(lookup_expr="gte", label=_("Year from"))
    year_to = YearFilter(lookup_expr="lte", label=_("Year to"))
    evidence = EvidenceFilter(label=_("Evidence"))
    file = FileFilter(label=_("File"))
    sort = SortFilter(choices=SORTS, label=_("Order"))
    page = PageNumber(label=_("Page"))

    class Meta:
        model = IndexedEntry
        fields: list[str] = []

    def __init__(self, params: QueryDict, audience: Audience, snapshot: Snapshot):
        super().__init__(params, queryset=IndexedEntry.objects.none())
        self.audience, self.snapshot, self.today = audience, snapshot, timezone.localdate()
        self.index, self.vocabulary = snapshot.index, snapshot.vocabulary
        self.schemes = self.vocabulary.facets
        self.sets: dict[str, BitMap | None] = {}
        self.room = MAX_SELECTED_IN_ALL
        for scheme in self.schemes:
            self.add_facet(scheme)

    def add_facet(self, scheme: Scheme) -> None:
        for way in WAYS:
            name = f"{scheme.code}{way}"
            if way == ANY or name in self.data:
                known = self.asked_headings(scheme, name)
                facet = FacetFilter(way, known=known, label=str(scheme.title))
                facet.parent, facet.model, facet.field_name = self, IndexedEntry, name
                self.filters[name] = facet

    def asked_headings(self, scheme: Scheme, name: str) -> dict[str, Heading]:
        """Map asked codes to the concepts they mean now."""
        codes = fields.cleaned(self.data.getlist(name)) if name in self.data else ()
        meant = {code: self.vocabulary.meaning(scheme.code, code) for code in codes}
        known = [(code, heading) for code, heading in meant.items() if heading][: self.room]
        self.room -= len(known)
        return dict(known)

    @cached_property
    def asked(self) -> dict[str, Any]:
        """Parameter -> what it means; every name of `filters` is a key."""
        self.form.is_valid()
        asked: dict[str, Any] = self.form.cleaned_data
        return asked

    @cached_property
    def visible(self) -> BitMap:
        return self.index.visible_to(self.audience, self.today)

    @cached_property
    def answer(self) -> Answer | None:
        """Return what answers the words; None where none were asked for."""
        text = self.asked["q"]
        return answer(text, self.snapshot, self.visible) if text else None

    @property
    def match(self) -> Match | None:
        return self.answer.match if self.answer else None

    @property
    def tsquery(self) -> str:
        """The tsquery of any of the words asked for."""
        words = self.match.words if self.match else ()
        return " | ".join(word.group.tsquery for word in words)

    @property
    def order(self) -> str:
        default = "relevance" if self.asked["q"] else "newest"
        sort = self.asked["sort"] or default
        return "newest" if sort == "relevance" and not self.asked["q"] else sort

    @cached_property
    def found(self) -> BitMap:
        """Return the entries that satisfy every filter."""
        return self.entries()

    def entries(self, without: tuple[str, ...] = ()) -> BitMap:
        """Return the entries that satisfy every filter but those named."""
        sets = [self.set_of(name) for name in self.filters if name not in without]
        return BitMap.intersection(self.visible, *(each for each in sets if each is not None))

    def once(
        self, what: tuple[Any, ...], entries: BitMap, count: Callable[[], dict[int, C]]
    ) -> dict[int, C]:
        """Call `count`; if it counts all that the audience may see, once for all visitors."""
        if len(entries) < len(self.visible):
            return count()
        key = (*what, self.audience, self.today)
        known: dict[int, C] | None = self.snapshot.counted.get(key)
        return known or self.snapshot.counted.setdefault(key, count())

    def set_of(self, name: str) -> BitMap | None:
        if name not in self.sets:
            self.sets[name] = self.filters[name].entries(self.asked[name])
        return self.sets[name]

    def selected(self, scheme: Scheme, way: str = ANY) -> list[Heading]:
        value = self.asked.get(f"{scheme.code}{way}", ())
        return [] if value is fields.Nothing else list(value)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words, order and page was asked for."""
        return any(value for name, value in self.asked.items() if name not in ("q", "sort", "page"))

    @cached_property
    def address(self) -> Address:
        """Return the address of what was understood and what was not, in one canonical order."""
        facets = (f"{scheme.code}{way}" for scheme in self.schemes for way in WAYS)
        names = ["q", *facets, "year_from", "year_to", "evidence", "file", *self.find_names, "sort"]
        asked = (
            (name, value) for name in names if name in self.data for value in self.values(name)
        )
        left_out = set(self.unread[MOST_LISTED:])
        return Address(tuple(pair for pair in asked if pair not in left_out))

    def values(self, name: str) -> list[str]:
        return fields.cleaned(self.data.getlist(name))

    @property
    def find_names(self) -> list[str]:
        return [f"find-{scheme.code}" for scheme in self.schemes]

    @cached_property
    def unread(self) -> list[Pair]:
        """Values that mean nothing, and parameters that nobody knows."""
        self.asked  # noqa: B018  (reading the form is what finds them)
        unread = [(n, v) for n, field in self.form.fields.items() for v in field.ignored]
        return unread + [(name, ", ".join(self.values(name))) for name in self.unknown_names()]

    @cached_property
    def ignored(self) -> list[Ignored]:
        """List the first of what was not understood: an address can hold hundreds of values."""
        return [
            Ignored(
                short(name), short(self.title(name)), short(value),
                self.address.removing(name, value).url,
            )
            for name, value in self.unread[:MOST_LISTED]
        ]  # fmt: skip

    @property
    def ignored_besides(self) -> int:
        """How many more there are than are listed."""
        return max(0, len(self.unread) - MOST_LISTED)

    def title(self, name: str) -> str:
        """Name a parameter as people do; one that nobody knows is called as it was written."""
        return str(self.filters[name].label) if name in self.filters else name

    def unknown_names(self) -> Iterator[str]:
        known = {*self.filters, *self.find_names}
        return (name for name in self.data if name not in known)
