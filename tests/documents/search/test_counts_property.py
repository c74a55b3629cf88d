"""Every count that the search page shows equals the results after the click."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from documents.models import Entry, EntryPlace
from documents.search.facets import flatten
from documents.search.projection import project_all
from tests.extent import examples, extent
from tests.factories import make_concept, make_kind, make_place
from tests.searching import ask

# Two vocabularies with several levels, one concept of which has two parents, kinds and places.
TREES = {
    "theme": {"a": (), "a1": ("a",), "a2": ("a",), "b": (), "ab": ("a", "b"), "deep": ("a1",)},
    "goal": {"g1": (), "g2": (), "g3": ()},
    "place": {"region": (), "x": ("region",), "y": ("region",), "x-city": ("x",)},
    "kind": {"tool": (), "practice": ()},
}
YEARS = [None, 2001, 2002, 2004]
CHECKED = {"counts": 0}


@dataclass(frozen=True)
class Facts:
    """An entry as brute force sees it."""

    kind: str
    tags: frozenset[tuple[str, str]]
    year: int | None

    def carries(self, scheme: str, code: str) -> bool:
        """Whether a tag is the value or stands below it."""
        own = {c for s, c in self.tags | {("kind", self.kind)} if s == scheme}
        return any(code in upwards(scheme, each) for each in own)


def upwards(scheme: str, code: str) -> set[str]:
    return {code}.union(*(upwards(scheme, parent) for parent in TREES[scheme][code]))


VALUES = [(s, c) for s, tree in TREES.items() for c in tree]
TAGS = [(s, c) for s, c in VALUES if s != "kind"]
entries = st.lists(
    st.builds(
        Facts,
        st.sampled_from(sorted(TREES["kind"])),
        st.frozensets(st.sampled_from(TAGS), max_size=5),
        st.sampled_from(YEARS),
    ),
    min_size=1,
    max_size=14,
)
selections = st.frozensets(st.sampled_from(VALUES), max_size=5)
years = st.tuples(st.sampled_from(YEARS), st.sampled_from(YEARS))


def matching(facts: list[Facts], selection, span) -> list[Facts]:
    """OR within a facet, AND between facets, one entry after the other."""
    asked: dict[str, set[str]] = {}
    for scheme, code in selection:
        asked.setdefault(scheme, set()).add(code)
    return [
        each
        for each in facts
        if all(any(each.carries(s, code) for code in codes) for s, codes in asked.items())
        and (span[0] is None or (each.year or 0) >= span[0])
        and (span[1] is None or ((each.year or 9999) <= span[1] and each.year))
    ]


def params(selection, span) -> QueryDict:
    query = QueryDict(mutable=True)
    for scheme, code in sorted(selection):
        query.appendlist(scheme, code)
    for name, year in zip(("year_from", "year_to"), span, strict=True):
        if year:
            query[name] = str(year)
    return query


class CountsEqualResults(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.concepts = {}
        for scheme, tree in TREES.items():
            for code, parents in tree.items():
                broader = [cls.concepts[scheme, parent] for parent in parents]
                cls.concepts[scheme, code] = cls.make(scheme, code, broader)

    @staticmethod
    def make(scheme, code, broader):
        if scheme == "kind":
            return make_kind(code)
        if scheme == "place":
            return make_place(code, "region", broader)
        return make_concept(scheme, code, broader)

    def save(self, facts: list[Facts]):
        """The collection as rows, and into the search at once."""
        made = Entry.objects.bulk_create(
            Entry(
                title="T", kind=self.concepts["kind", each.kind], state="published",
                published_at=timezone.now(), issued=str(each.year or ""),
            )
            for each in facts
        )  # fmt: skip
        for entry, each in zip(made, facts, strict=True):
            tags = [self.concepts[tag] for tag in each.tags]
            entry.concepts.set(t for t in tags if t.scheme.code != "place")
            for place in (t for t in tags if t.scheme.code == "place"):
                EntryPlace.objects.create(entry=entry, place=place)
        project_all()

    @settings(
        max_examples=examples(250), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(entries, selections, years)
    def test_for_any_collection_and_any_selection(self, facts, selection, span):
        self.save(facts)

        page = ask(params(selection, span).urlencode())

        now = len(matching(facts, selection, span))
        assert page.total == now
        for facet in page.facets:
            for value in flatten((*facet.values, *facet.folded)):
                self.check_value(facts, selection, span, facet, value, now)
        for bar in page.years.counted:
            assert bar.count == len(matching(facts, selection, (bar.year, bar.year)))
            CHECKED["counts"] += 1

    def check_value(self, facts, selection, span, facet, value, now):
        """What stands beside a value: results after choosing it, or the results that it adds."""
        this = (facet.code, value.code)
        others = frozenset(pair for pair in selection if pair[0] != facet.code)
        assert value.count == len(matching(facts, others | {this}, span))
        assert value.selected == (this in selection)
        if value.added is not None:
            assert now + value.added == len(matching(facts, selection | {this}, span))
        CHECKED["counts"] += 1

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        assert CHECKED["counts"] >= extent(1000, quick=1, trial=4000), CHECKED
