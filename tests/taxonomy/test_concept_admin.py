"""Organizers name concepts, place them in their vocabulary, and merge them."""

import re
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taxonomy.admin.merging import MergeForm
from taxonomy.models import Concept, Label, Place
from tests.factories import make_concept, make_entry, make_place, make_scheme
from tests.people import make_person
from tests.searching import found

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "es", "fr", "ar"]


@pytest.fixture
def client(client):
    client.force_login(make_person("ana", "Organizers"))
    return client


@pytest.fixture
def gangs():
    return make_concept("theme", "gangs", label="Gangs")


def page_of(concept, page="change") -> str:
    return reverse(f"admin:taxonomy_concept_{page}", args=[concept.pk])


def inputs(name: str, texts: dict[str, str]) -> dict[str, str]:
    return {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}


def form_data(preferred=None, alternative=None, **fields) -> dict:
    """What a browser sends for a concept's form."""
    return {
        "status": "accepted", "position": "0", "code": "new",
        **inputs("preferred_labels", preferred or {"en": "Gangs"}),
        **inputs("alternative_labels", alternative or {}),
    } | fields  # fmt: skip


def labels(concept) -> set[tuple[str, str, str]]:
    return set(concept.labels.values_list("language", "kind", "text"))


class TestNames:
    def test_stand_in_one_row_of_four_languages_and_are_saved_as_rows(self, client, gangs):
        page = client.get(page_of(gangs)).text
        row = page.split("field-preferred_labels")[1].split("field-alternative_labels")[0]
        assert row.count("<textarea") == 4
        assert re.search(r">\s*Gangs</textarea>", row)

        preferred = {"en": "Gangs", "es": "Pandillas", "ar": "عصابات"}
        alternative = {"es": "Maras\r\n  Bandas \r\n\r\nMaras", "fr": "Bandes"}
        client.post(page_of(gangs), form_data(preferred, alternative))

        assert labels(gangs) == {
            ("en", "preferred", "Gangs"), ("es", "preferred", "Pandillas"),
            ("ar", "preferred", "عصابات"), ("es", "alternative", "Maras"),
            ("es", "alternative", "Bandas"), ("fr", "alternative", "Bandes"),
        }  # fmt: skip

    def test_of_other_languages_are_shown_and_outlive_a_save(self, client, gangs):
        gangs.labels.create(language="pt", kind="preferred", text="Gangues")
        gangs.labels.create(language="und", kind="alternative", text="Maras")
        before = dict(gangs.labels.values_list("pk", "text"))
        page = client.get(page_of(gangs))
        assert "Português" in page.text
        data = {name: value for name, value in sent_back(page).items() if value is not None}

        client.post(page_of(gangs), data | {"preferred_labels_es": "Pandillas"})

        kept = dict(gangs.labels.values_list("pk", "text"))
        assert before.items() <= kept.items()
        assert set(kept.values()) - set(before.values()) == {"Pandillas"}

    def test_can_change_places(self, client, gangs):
        gangs.labels.create(language="en", kind="alternative", text="Maras")

        client.post(page_of(gangs), form_data({"en": "Maras"}, {"en": "Gangs"}))

        assert labels(gangs) == {("en", "preferred", "Maras"), ("en", "alternative", "Gangs")}

    def test_lead_the_search_to_the_concepts_entries(self, client, gangs):
        entry = make_entry(concepts=[gangs])
        assert found("pandillas") == []

        client.post(page_of(gangs), form_data({"en": "Gangs", "es": "Pandillas"}))

        assert found("pandillas") == [entry.pk]

    @pytest.mark.parametrize(
        ("preferred", "alternative", "field", "message"),
        [
            ({"es": "Pandillas"}, {}, "preferred_labels", "Give at least the English text."),
            ({"en": " "}, {}, "preferred_labels", "Give at least the English text."),
            ({"en": "x" * 201}, {}, "preferred_labels", "at most 200 characters"),
            ({"en": "A"}, {"es": "B\r\n" + "x" * 201}, "alternative_labels",
             "is longer than 200 characters."),
            ({"en": "A"}, {"en": "B\r\nA"}, "alternative_labels",
             "“A” is the preferred label already."),
        ],
    )  # fmt: skip
    def test_that_are_wrong_are_refused_at_their_field(
        self, client, gangs, preferred, alternative, field, message
    ):
        page = client.post(page_of(gangs), form_data(preferred, alternative))

        errors = page.context["adminform"].form.errors
        assert list(errors) == [field]
        assert message in errors[field][0]
        assert labels(gangs) == {("en", "preferred", "Gangs")}

    def test_of_a_concept_that_was_merged_away_can_still_be_read(self, client, gangs):
        successor = make_concept("theme", "violence")
        Concept.objects.filter(pk=gangs.pk).update(status="merged", successor=successor)

        page = client.get(page_of(gangs)).text

        assert "en: Gangs" in page
        assert 'name="preferred_labels' not in page

    def test_of_many_cost_no_more_queries(self, client, gangs):
        def queries() -> int:
            with CaptureQueriesContext(connection) as counted:
                client.get(page_of(gangs))
            return len(counted)

        queries()
        few = queries()
        for number in range(20):
            gangs.labels.create(language="en", kind="alternative", text=f"Name {number}")

        assert queries() == few


def sent_back(page) -> dict:
    """What a browser sends of a form that nobody touched."""
    form = page.context["adminform"].form
    data = {}
    for field in form:
        widget = field.subwidgets[0].data if field.subwidgets else {}
        parts = widget.get("subwidgets") or [widget]
        data |= {part["name"]: part["value"] for part in parts if "name" in part}
    return data


class TestANewConcept:
    def test_begins_with_the_choice_of_its_vocabulary(self, client):
        make_scheme("theme")
        make_scheme("place")
        add = reverse("admin:taxonomy_concept_add")

        choice = client.get(add).text
        assert "?scheme=theme" in choice
        assert "?scheme=place" not in choice
        scheme = make_scheme("theme")
        client.post(f"{add}?scheme=theme", form_data(scheme=scheme.pk))

        concept = Concept.objects.get()
        assert (concept.scheme, labels(concept)) == (scheme, {("en", "preferred", "Gangs")})

    def test_of_a_vocabulary_that_was_not_chosen_is_refused(self, client):
        make_scheme("theme")
        data = form_data(scheme=make_scheme("goal").pk)

        client.post(reverse("admin:taxonomy_concept_add") + "?scheme=theme", data)

        assert not Concept.objects.exists()

    def test_with_a_code_that_is_taken_is_refused_at_the_form(self, client, gangs):
        data = form_data(scheme=gangs.scheme_id, code="gangs")

        page = client.post(reverse("admin:taxonomy_concept_add") + "?scheme=theme", data)

        assert page.status_code == 200
        assert page.context["adminform"].form.errors
        assert Concept.objects.count() == 1

    def test_can_be_a_place(self, client):
        make_place("co", "country")
        scheme = make_scheme("place").pk
        data = form_data({"en": "Cali"}, scheme=scheme, code="co-cali", level="city")

        client.post(reverse("admin:taxonomy_place_add"), data)

        assert Place.objects.get(code="co-cali").label == "Cali"


class TestOneVocabulary:
    def test_is_all_that_neighbours_are_looked_for_in(self, client, gangs):
        page = client.get(page_of(gangs)).text

        for name in ("broader", "successor"):
            field = page.split(f'name="{name}"')[1].split(">")[0]
            assert "/admin/autocomplete/?scheme=theme" in field

        make_concept("goal", "maras")
        make_concept("theme", "maras")
        query = "scheme=theme&app_label=taxonomy&model_name=concept&field_name=successor&term=maras"
        answer = client.get(f"/admin/autocomplete/?{query}").json()["results"]
        assert [each["id"] for each in answer] == [
            str(Concept.objects.get(scheme__code="theme", code="maras").pk)
        ]

    @pytest.mark.parametrize("name", ["broader", "successor"])
    def test_of_another_one_nothing_is_taken(self, client, gangs, name):
        stranger = make_concept("goal", "peace")

        page = client.post(page_of(gangs), form_data(**{name: stranger.pk}))

        assert list(page.context["adminform"].form.errors) == [name]

    def test_successors_are_kept_to_by_the_model(self, gangs):
        gangs.successor = make_concept("goal", "peace")

        with pytest.raises(ValidationError) as refused:
            gangs.full_clean()

        message = "A successor stands in the same vocabulary."
        assert refused.value.message_dict == {"successor": [message]}

    def test_successors_are_kept_to_by_the_database(self, gangs):
        stranger = make_concept("goal", "peace")

        with pytest.raises(IntegrityError, match="concept_successor_in_scheme"):
            Concept.objects.filter(pk=gangs.pk).update(successor=stranger)

    def test_broader_concepts_are_kept_to_by_the_database(self, gangs):
        with pytest.raises(IntegrityError, match="in the same vocabulary"), transaction.atomic():
            gangs.broader.add(make_concept("goal", "peace"))

        gangs.broader.add(make_concept("theme", "violence"))

    def test_no_concept_leaves(self, gangs):
        with pytest.raises(IntegrityError, match="stays in its vocabulary"):
            Concept.objects.filter(pk=gangs.pk).update(scheme=make_scheme("goal"))

    def test_is_made_of_what_was_there_before_and_the_rest_survives(self, gangs):
        """What the migration does with neighbours elsewhere, which could be chosen before it."""
        rules = import_module("taxonomy.migrations.0004_one_scheme")
        sister, stranger = make_concept("theme", "maras"), make_concept("goal", "peace")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(rules.ANY_SUCCESSOR + rules.ANY_BROADER)
            gangs.broader.set([sister, stranger])
            Concept.objects.filter(pk=gangs.pk).update(status="merged", successor=stranger)
            Concept.objects.filter(pk=sister.pk).update(status="deprecated", successor=gangs)
            cursor.execute(rules.FORGET_STRANGERS)
            cursor.execute(rules.SUCCESSOR + rules.BROADER)

        gangs.refresh_from_db()
        sister.refresh_from_db()
        assert list(gangs.broader.all()) == [sister]
        assert (gangs.status, gangs.successor) == ("deprecated", None)
        assert (sister.status, sister.successor) == ("deprecated", gangs)

    def test_is_all_that_a_concept_can_be_merged_into(self, gangs):
        sister = make_concept("theme", "maras")
        make_concept("goal", "peace")

        assert list(MergeForm(gangs).fields["into"].queryset) == [sister]


class TestMerging:
    def test_says_first_how_many_entries_it_touches_and_which(self, client, gangs):
        entries = [make_entry(f"Guide {n:02}", concepts=[gangs]) for n in range(12)]
        make_concept("theme", "maras", [gangs], label="Maras")
        successor = make_concept("theme", "violence")

        page = client.get(page_of(gangs, "merge")).text

        assert "12 entries carry this concept and will carry the other one." in page
        assert [f"Guide {n:02}" in page for n in range(12)] == [True] * 10 + [False] * 2
        assert "and 2 more" in page
        assert "<li>Maras</li>" in page
        assert {*entries[0].concepts.all()} == {gangs}

        client.post(page_of(gangs, "merge"), {"into": successor.pk})
        assert {*entries[0].concepts.all()} == {*entries[11].concepts.all()} == {successor}

    def test_says_when_nothing_carries_it(self, client, gangs):
        assert "No entry carries this concept." in client.get(page_of(gangs, "merge")).text


def test_a_label_is_never_lost_to_somebody_who_reads_while_another_writes(gangs):
    """Whoever names a concept holds its row."""
    from taxonomy.actions import relabel

    with CaptureQueriesContext(connection) as queries:
        relabel(gangs, {("en", "preferred", "Gangs")})

    assert "FOR UPDATE" in queries[1]["sql"]
    assert Label.objects.count() == 1
