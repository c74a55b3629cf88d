"""Counts stay right while entries and vocabularies change between the reads.

After every change the search page is compared with two others who count: SQL on the projection,
and one entry after the other from the rows that people edit.
"""

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from documents.history import actions
from documents.models import Entry
from documents.search.facets import flatten
from taxonomy import actions as vocabulary
from taxonomy.models import Concept, Label
from tests.extent import examples, extent
from tests.factories import make_concept, make_entry
from tests.searching import ask

CHECKED = {"counts": 0}
THEMES = ["a", "a1", "a2", "b", "b1", "c"]
BY_SQL = """
SELECT concept_id, count(*) FROM documents_indexedentry, unnest(concept_ids) AS concept_id
GROUP BY concept_id
"""

numbers = st.integers(0, 7)
themes = st.sampled_from(THEMES)
changes = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.frozensets(themes, max_size=3)),
        st.tuples(st.just("withdraw"), numbers),
        st.tuples(st.just("retag"), numbers, st.frozensets(themes, max_size=3)),
        st.tuples(st.just("merge"), themes, themes),
        st.tuples(st.just("rename"), themes, st.sampled_from(["lantern", "harbour", "bridge"])),
        st.tuples(st.just("move"), themes, themes),
        st.tuples(st.just("hide"), themes),
    ),
    min_size=3,
    max_size=9,
)


class CountsFollowChanges(TestCase):
    @classmethod
    def setUpTestData(cls):
        for code in THEMES:
            parents = Concept.objects.filter(code=code[0]) if len(code) > 1 else ()
            make_concept("theme", code, parents)
        for code in THEMES:
            make_entry(f"Lantern {code}", concepts=[Concept.objects.get(code=code)])

    @settings(
        max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(changes, themes)
    def test_after_every_change(self, made, chosen):
        for name, *arguments in made:
            getattr(self, name)(*arguments)
            self.check("")
            self.check(f"theme={chosen}")
            self.check("q=lantern")

    # -- What people do ----------------------------------------------------------------------

    def add(self, codes):
        entry = make_entry("Lantern", state="draft", concepts=self.usable(codes))
        actions.publish(entry, None)

    def withdraw(self, number):
        published = Entry.objects.published().order_by("pk")
        if number < len(published):
            actions.withdraw(published[number], None, "Outdated.")

    def retag(self, number, codes):
        published = Entry.objects.published().order_by("pk")
        if number < len(published):
            published[number].concepts.set(self.usable(codes))
            actions.entry_saved(published[number], None)

    def merge(self, old, new):
        old, new = self.concept(old), self.concept(new)
        possible = old != new and old.pk not in new.ancestor_ids
        if possible and "merged" not in (old.status, new.status):
            vocabulary.merge(old, new)

    def rename(self, code, text):
        concept = self.concept(code)
        Label.objects.update_or_create(
            concept=concept, language="en", kind="preferred", defaults={"text": text}
        )
        vocabulary.concept_saved(concept)

    def move(self, code, below):
        concept, parent = self.concept(code), self.concept(below)
        if concept.pk not in parent.ancestor_ids and "merged" not in (
            concept.status,
            parent.status,
        ):
            concept.broader.set([parent])
            vocabulary.concept_saved(concept)

    def hide(self, code):
        concept = self.concept(code)
        if concept.status == Concept.Status.ACCEPTED:
            concept.status = Concept.Status.PROPOSED
            concept.save()
            vocabulary.concept_saved(concept)

    def concept(self, code) -> Concept:
        return Concept.objects.get(code=code)

    def usable(self, codes):
        return Concept.objects.filter(code__in=codes).exclude(status="merged")

    # -- Who counts --------------------------------------------------------------------------

    def check(self, query: str):
        page = ask(query)
        facet = next((each for each in page.facets if each.code == "theme"), None)
        shown = {value.code: value.count for value in flatten(facet.values)} if facet else {}
        if "theme" not in query:
            assert shown == self.counted_one_by_one(query) == self.counted_by_sql()
        CHECKED["counts"] += 1 + len(shown)
        assert page.total == self.total_one_by_one(query)

    def counted_one_by_one(self, query: str) -> dict[str, int]:
        counts = {}
        for entry in self.matching(query):
            for code in self.carried(entry):
                counts[code] = counts.get(code, 0) + 1
        return counts

    def total_one_by_one(self, query: str) -> int:
        return len(self.matching(query))

    def matching(self, query: str) -> list[Entry]:
        entries = list(Entry.objects.published())
        if not query.startswith("theme"):
            return [e for e in entries if not query or self.says_lantern(e)]
        asked = self.concept(query.partition("=")[2])
        meant = asked.successor if asked.status == "merged" else asked
        return [e for e in entries if meant.is_public and meant.code in self.carried(e)]

    def says_lantern(self, entry: Entry) -> bool:
        return "Lantern" in entry.title

    def carried(self, entry: Entry) -> set[str]:
        """The public concepts of an entry and those above, one step after the other."""
        found, waiting = set(), [c for c in entry.concepts.all() if c.is_public]
        while waiting:
            concept = waiting.pop()
            if concept.code not in found:
                found.add(concept.code)
                waiting += concept.broader.all()
        public = Concept.objects.public().filter(code__in=found, scheme__code="theme")
        return set(public.values_list("code", flat=True))

    def counted_by_sql(self) -> dict[str, int]:
        codes = dict(Concept.objects.filter(scheme__code="theme").values_list("pk", "code"))
        with connection.cursor() as cursor:
            cursor.execute(BY_SQL)
            return {codes[pk]: number for pk, number in cursor.fetchall() if pk in codes}

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        assert CHECKED["counts"] >= extent(1000, quick=1, trial=4000), CHECKED
