"""Export and import without change, whatever the texts are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from documents.changes import apply
from documents.history import actions
from documents.models import Agent, Contribution, Entry, EntryPlace, Link, Relation, Translation
from documents.records.cells import joined, parted
from documents.records.parts.people import read_person, write_person
from documents.records.terms import Terms
from exchange.export import header_and_rows
from exchange.files import patches_of, uploaded
from exchange.models import ImportRow
from exchange.preparing import Preparing
from exchange.table import csv_file, xlsx_file
from exchange.table.cells import plain, safe
from tests.extent import examples
from tests.factories import make_concept, make_entry, make_kind, make_place

pytestmark = pytest.mark.django_db

NASTY = [
    "=1+1", "+41 22", "-5", "@home", "'quoted", "'=x", "a; b", "a\\;b", "back\\", "007", "1e5",
    "2019-05-31", "line\nbreak", 'say "hello"', "مدينة; آمنة", "🙂", "a,b\tc", "TRUE",
]  # fmt: skip
WRITTEN = {
    "csv": lambda header, rows: "".join(csv_file.written(header, rows)).encode(),
    "xlsx": xlsx_file.written,
}


def exported(format_: str) -> bytes:
    return WRITTEN[format_](*header_and_rows(Entry.objects.order_by("pk")))


def prepared(data: bytes, format_: str):
    terms, run = Terms(), uploaded(None, f"table.{format_}", data)
    run.save()
    Preparing(run, terms).write(patches_of(run, terms), lambda done, total: None)
    return run


def full_entry(text: str) -> Entry:
    theme = make_concept("theme", f"c{Entry.objects.count()}", label=f"Theme [x] {text}"[:200])
    entry = make_entry(
        f"Title {text}", summary=text, takeaway=text[:200], rights=text[:200], concepts=[theme],
        sections={"purpose": text}, places=[make_place(f"p{theme.pk}", "city")],
        issued="2019-05", period_start=1999, period_end=2001, volume="007", found_by=text[:200],
    )  # fmt: skip
    for position, who in enumerate([{"person": "Savenije, Wim"}, {"person": "Banksy"},
                                    {"organisation": f"Office; {text}"[:300]},
                                    {"organisation": "Safety, Peace and Co"}]):  # fmt: skip
        ((type_, name),) = who.items()
        agent, _created = Agent.objects.get_or_create(type=type_, name=name)
        Contribution.objects.create(entry=entry, agent=agent, position=position)
    Translation.objects.create(entry=entry, language="ar", title=text, summary="ملخص")
    Translation.objects.create(entry=entry, language="pt", title="Guia")
    Link.objects.create(entry=entry, url="https://example.net/a;b?c=d", title=text[:200])
    entry.identifiers.create(scheme="doi", value="10.1093/a;b")
    EntryPlace.objects.create(entry=entry, place=entry.places.get().place, role="is_about")
    actions.entry_saved(entry, None)
    return entry


@pytest.mark.parametrize("format_", WRITTEN)
def test_what_is_exported_imports_without_a_change(format_):
    entries = [full_entry(text) for text in NASTY]
    Relation.objects.create(source=entries[0], type="documents", target=entries[1])

    run = prepared(exported(format_), format_)

    rows = list(run.rows.all())
    assert [(row.problems, row.changes) for row in rows] == [([], [])] * len(NASTY)
    assert {row.action for row in rows} == {ImportRow.Action.UNCHANGED}


class AnyText(TestCase):
    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    @settings(max_examples=examples(60), deadline=None)
    def test_cells_give_back_what_they_were_given(self, text):
        whole = plain(text)
        assert plain(safe(whole)) == whole
        assert not safe(whole).startswith(tuple("=+-@|\t\r＝﹦＋－＠"))

    @given(st.text("\u200b\u200e\ufeff\u00ad\u2060 '=＝﹦+|@x", max_size=6))
    @settings(max_examples=examples(200), deadline=None)
    def test_nothing_unseen_hides_a_formula(self, text):
        """What a spreadsheet may drop before it looks: white space and what has no width."""
        whole = plain(text)
        seen = safe(whole).strip("\u200b\u200e\ufeff\u00ad\u2060 ")
        assert plain(safe(whole)) == whole
        assert not seen.startswith(tuple("=＝﹦+|@"))

    @given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1)))
    @settings(max_examples=examples(60), deadline=None)
    def test_lists_in_a_cell_give_back_their_values(self, values):
        assert parted(joined(values)) == values

    @given(st.sampled_from(["person", "organisation"]), st.text("ab, :personaltig", min_size=1))
    @settings(max_examples=examples(60), deadline=None)
    def test_people_and_organisations_are_told_apart(self, type_, name):
        name = name.strip() or "x"
        assert read_person(write_person({type_: name})) == {type_: name}


def test_a_second_import_of_what_was_created_changes_nothing():
    make_kind("tool", sections=["purpose"])
    make_concept("goal", "G1", label="Clarify")
    data = b"key,kind,title,goal,section:purpose,takeaway_es\na1,tool,Walks,clarify,See.,Mira\n"
    run = prepared(data, "csv")
    assert [row.action for row in run.rows.all()] == ["new"]
    run.state = "prepared"
    run.save()

    assert apply(run, run.actor) == 1

    again = prepared(data, "csv").rows.get()
    assert (again.action, again.changes) == ("unchanged", [])
    assert Entry.objects.get().state == "draft"
