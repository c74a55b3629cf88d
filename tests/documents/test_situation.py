"""The guided choice: every answer narrows what the next question offers."""

import pytest
from django.http import QueryDict

from documents.audience import Audience
from documents.pages.situation import SituationPage
from tests.factories import make_concept, make_entry, make_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def concepts():
    for position, code in enumerate(("context", "violence", "goal", "kind")):
        question = {"question": {"en": f"Which {code}?"}, "question_short": {"en": code}}
        make_scheme(code, is_facet=True, question_position=position, **question)
    by_scale = make_concept("violence", "by-scale")
    criminal = make_concept("violence", "criminal")
    return {
        "post-war": make_concept("context", "post-war"),
        "divided": make_concept("context", "divided"),
        "by-scale": by_scale,
        "large": make_concept("violence", "large", [by_scale]),
        "criminal": criminal,
        "gang": make_concept("violence", "gang", [criminal]),
        "G5": make_concept("goal", "G5"),
    }


@pytest.fixture
def _collection(concepts):
    make_entry("One", concepts=[concepts["post-war"], concepts["large"]])
    make_entry("Two", concepts=[concepts["post-war"], concepts["criminal"], concepts["G5"]])
    make_entry("Three", concepts=[concepts["divided"], concepts["gang"]])
    make_entry("Draft", concepts=[concepts["divided"], concepts["by-scale"]], state="draft")


def page(query: str = "") -> SituationPage:
    return SituationPage(QueryDict(query), Audience.PUBLIC)


def offered(choices) -> dict[str, int]:
    found = {}
    for choice in choices:
        found[choice.concept.code] = choice.count
        found |= offered(choice.children)
    return found


@pytest.mark.usefixtures("_collection")
class TestChoices:
    def test_the_first_question_counts_everything(self):
        assert offered(page().choices) == {"post-war": 2, "divided": 1}

    def test_an_answer_narrows_the_next_question(self):
        answered = page("context=post-war&step=2")

        counts = offered(answered.choices)

        assert counts == {"by-scale": 1, "large": 1, "criminal": 1, "gang": 0}

    def test_what_leads_nowhere_comes_last(self):
        codes = [choice.concept.code for choice in page("context=divided&step=2").choices]

        assert codes == ["criminal", "by-scale"]

    def test_a_concept_that_no_published_entry_carries_is_a_heading(self):
        headings = {c.concept.code: c.is_heading for c in page("step=2").choices}

        assert headings == {"by-scale": True, "criminal": False}

    def test_every_count_is_that_of_the_list_it_leads_to(self, client):
        answered = page("context=post-war&step=2")

        for code, count in offered(answered.choices).items():
            search = client.get(f"/search/?context=post-war&violence={code}").context["search"]
            assert search.total == count


@pytest.mark.usefixtures("_collection")
class TestPage:
    def test_the_last_question_leads_to_the_search(self, client):
        html = client.get("/situation/?context=post-war&step=4").content.decode()

        assert '<form class="guide" action="/search/">' in html
        assert '<input type="hidden" name="context" value="post-war">' in html
        assert 'name="step"' not in html

    def test_answers_are_shown_and_can_be_changed(self):
        answer = page("context=post-war&step=2").answers[0]

        assert answer.labels == ("post-war",)
        assert page(answer.change_url.partition("?")[2]).choices[1].selected

    @pytest.mark.parametrize("query", ["step=9", "step=-1", "step=x", "context=%00", "q=a&kind=b"])
    def test_nonsense_is_the_first_question(self, client, query):
        response = client.get(f"/situation/?{query}")

        assert response.status_code == 200
        assert response.context["page"].step == 1

    def test_the_number_of_queries_stays(self, client, django_assert_num_queries, concepts):
        client.get("/situation/?step=2")
        with django_assert_num_queries(3):
            client.get("/situation/?step=2&context=post-war")
        make_concept("violence", "new", [concepts["criminal"]])
        make_entry("Four", concepts=[concepts["post-war"], concepts["gang"]])

        client.get("/situation/")  # memory follows what changed
        with django_assert_num_queries(3):
            client.get("/situation/?step=2&context=post-war")


def test_without_the_vocabularies_there_is_no_such_page(client):
    assert client.get("/situation/").status_code == 404
