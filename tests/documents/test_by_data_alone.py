"""A vocabulary and a kind of entry that only data files name are like those that came first."""

from collections import Counter

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.http import QueryDict

from documents.audience import Audience
from documents.models import Kind
from documents.pages.home import overview
from documents.pages.situation import SituationPage
from documents.records.loading import create_kind
from documents.search.similar import similar
from exchange.readers.ris import read as read_ris
from taxonomy.loading import concept_record, load_concepts, load_scheme
from taxonomy.models import Scheme
from tests.factories import make_entry, make_kind, make_scheme
from tests.searching import ask
from upkeep.rows import orphaned

pytestmark = pytest.mark.django_db

WEATHER = {
    "scheme": "weather",
    "title": {"en": "Weather"},
    "position": 75,
    "shows_gaps": True,
    "door": {"en": "a sky"},
    "question": {
        "position": 5,
        "text": {"en": "What does it look like outside?"},
        "short": {"en": "Outside"},
    },
    "concepts": [
        {"code": code, "label": {"en": code.capitalize()}} for code in ("sun", "rain", "fog")
    ],
}
RUMOUR = {
    "code": "rumour",
    "label": {"en": "Rumour"},
    "plural": {"en": "Rumours"},
    "introduction": {"en": "What went wrong, as people tell it."},
    "is_evidence": True,
    "tells_of_failure": True,
    "takes_references": True,
    "schemes": ["weather"],
    "required": ["takeaway"],
    "sections": [{"key": "who-says-so", "heading": {"en": "Who says so"}}],
}


def load(plain: dict) -> Scheme:
    """What `load_vocabularies` does with each file."""
    counts = Counter()
    scheme = load_scheme(plain, False, counts)
    records = [concept_record(n, each) for n, each in enumerate(plain["concepts"])]
    load_concepts(scheme, records, False, counts)
    return scheme


@pytest.fixture
def weather():
    return {each.code: each for each in load(WEATHER).concepts.all()}


@pytest.fixture
def rumour(weather):
    make_scheme("kind", is_facet=True)
    load({"scheme": "kind", "title": {"en": "Kind"}, "position": 10, "concepts": [RUMOUR]})
    create_kind(Scheme.objects.get(code="kind").concepts.get(code="rumour"), RUMOUR)
    return Kind.objects.get(code="rumour")


@pytest.fixture
def organizer(client):
    user = User.objects.create_user("ana", is_staff=True)
    user.groups.add(Group.objects.get(name="Organizers"))
    client.force_login(user)
    return user


@pytest.mark.usefixtures("rumour")
class TestVocabulary:
    def test_it_is_a_facet(self, weather):
        make_entry("Walks in the rain", concepts=[weather["rain"]])
        make_entry("Walks")

        [facet] = [each for each in ask("").facets if each.code == "weather"]

        assert [(value.label, value.count) for value in facet.values] == [("Rain", 1)]
        assert [each.title for each in ask("weather=rain").results] == ["Walks in the rain"]

    def test_its_order_is_that_of_the_names_where_it_says_so(self, weather):
        make_entry(concepts=list(weather.values()))

        def labels():
            [facet] = [each for each in ask("").facets if each.code == "weather"]
            return [value.label for value in facet.values]

        assert labels() == ["Sun", "Rain", "Fog"]
        Scheme.objects.filter(code="weather").update(is_sorted_by_name=True)
        assert labels() == ["Fog", "Rain", "Sun"]

    def test_the_first_page_names_its_gaps_and_starts_from_it(self, weather, client):
        make_entry(concepts=[weather["rain"]])

        found = overview(Audience.PUBLIC)

        assert [(gap.concept.code, gap.count) for gap in found.gaps] == [
            ("sun", 0), ("fog", 0), ("rain", 1),
        ]  # fmt: skip
        assert '<a href="/vocabularies/weather/">a sky</a>' in client.get("/").content.decode()

    def test_the_guided_choice_asks_for_it(self, weather, client):
        make_entry(concepts=[weather["rain"]])

        page = SituationPage(QueryDict(""), Audience.PUBLIC)

        assert [str(each.text) for each in page.questions] == ["What does it look like outside?"]
        assert {each.concept.code: each.count for each in page.choices} == {
            "sun": 0, "rain": 1, "fog": 0,
        }  # fmt: skip
        assert "What does it look like outside?" in client.get("/situation/").content.decode()

    def test_what_is_no_question_needs_no_short_form_and_a_question_does(self):
        scheme = Scheme(code="mood", title={"en": "Mood"}, question={"en": "How do you feel?"})

        with pytest.raises(ValidationError, match="A question needs its short form"):
            scheme.full_clean()

    def test_entries_that_share_it_are_similar_unless_it_is_no_subject(self, weather):
        for number in range(20):
            make_entry(f"Something {number}")
        entry = make_entry("Bridge", concepts=[weather["fog"]])
        make_entry("Harbour", concepts=[weather["fog"]])

        def found():
            return [
                (each.result.title, [(r.title, r.labels) for r in each.reasons])
                for each in similar(entry.pk, Audience.PUBLIC)
            ]

        assert found() == [("Harbour", [("Weather", ("Fog",))])]
        Scheme.objects.filter(code="weather").update(is_subject=False)
        assert found() == []

    def test_upkeep_tells_what_nobody_uses_unless_it_is_a_standard(self, weather):
        make_entry(concepts=[weather["rain"]])

        assert [str(each) for each in orphaned()] == ["Sun", "Fog"]
        Scheme.objects.filter(code="weather").update(is_standard=True)
        assert list(orphaned()) == []

    def test_organizers_keep_what_is_true_of_it(self, organizer, client):
        scheme = Scheme.objects.get(code="weather")

        page = client.get(f"/admin/taxonomy/scheme/{scheme.pk}/change/").content.decode()

        names = [
            "is_subject", "is_standard", "is_sorted_by_name", "shows_gaps", "door_en",
            "question_en", "question_short_en", "question_position",
        ]  # fmt: skip
        assert [name for name in names if f'name="{name}"' not in page] == []


class TestKind:
    def test_its_form_asks_for_its_vocabulary_and_its_sections(self, rumour, organizer, client):
        page = client.get("/admin/documents/entry/add/?kind=rumour").content.decode()

        assert 'name="concepts_weather"' in page
        assert "Who says so" in page
        make_kind("tool")
        other = client.get("/admin/documents/entry/add/?kind=tool").content.decode()
        assert 'name="concepts_weather"' not in other

    def test_it_is_found_and_told_apart_as_a_failure(self, rumour, client):
        entry = make_entry("The bridge that fell", kind="rumour")

        [result] = ask("kind=rumour").results

        assert (result.title, result.tells_of_failure) == ("The bridge that fell", True)
        page = client.get(entry.get_absolute_url()).content.decode()
        assert '<span class="kind" data-tone="warm">Rumour</span>' in page

    def test_the_first_page_leads_to_it_as_what_did_not_work(self, rumour):
        assert overview(Audience.PUBLIC).failures_url == ""
        make_entry(kind="rumour")

        found = overview(Audience.PUBLIC)

        assert found.failures_url == "/search/?kind=rumour"
        assert [(each.concept.code, each.count) for each in found.kinds] == [("rumour", 1)]

    def test_the_search_follows_when_it_tells_of_failure_no_more(self, rumour, organizer, client):
        make_entry(kind="rumour")
        data = {
            "plural_en": "Rumours", "takes_references": "on", "required": "takeaway",
            "section_templates-TOTAL_FORMS": "0", "section_templates-INITIAL_FORMS": "0",
        }  # fmt: skip

        response = client.post(f"/admin/documents/kind/{rumour.pk}/change/", data)

        assert response.status_code == 302, response.context["errors"]

        assert [each.tells_of_failure for each in ask("").results] == [False]

    def test_references_become_entries_of_it(self, rumour):
        [draft] = read_ris(b"TY  - JOUR\nTI  - Rain\nER  - \n")

        assert draft.record["kind"] == "rumour"
