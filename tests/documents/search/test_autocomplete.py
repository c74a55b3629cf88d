"""What somebody who types is offered: what begins so, and what they may see."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from documents.audience import Audience
from documents.models import Entry
from documents.search.autocomplete import Completion, complete, quickly
from documents.search.projection import project_all
from taxonomy.models import Label
from tests.factories import make_concept, make_entry, make_place, make_scheme

pytestmark = pytest.mark.django_db

HIDDEN = {
    "draft": {"state": "draft"},
    "withdrawn": {"state": "withdrawn"},
    "embargoed": {"access": "embargoed", "embargo_until": timezone.localdate() + timedelta(days=9)},
    "members": {"access": "members"},
}
STRANGE = [
    "%",
    "__",
    "\\\\",
    "''",
    "a'b",
    "(((",
    "a & !",
    ":*",
    "㎏",
    "\x00ab",
    "ⅷⅷ",
    "_a",
    "١٢",
    "ـــ",
]


def offered(text: str, kind: str = "concept", audience: Audience = Audience.PUBLIC) -> list[str]:
    return [each.label for each in complete(text, audience) if each.kind == kind]


def name(concept, language: str, text: str, kind: str = "preferred") -> None:
    Label.objects.create(concept=concept, language=language, text=text, kind=kind)


@pytest.fixture
def gangs():
    concept = make_concept("theme", "gangs", label="Gang violence")
    name(concept, "es", "Violencia de pandillas")
    name(concept, "fr", "Violence de gangs armés, à l’école")
    name(concept, "ar", "العنف بين العصابات وأثره")
    name(concept, "es", "Maras", kind="alternative")
    make_entry("An entry", concepts=[concept])
    return concept


@pytest.mark.parametrize(
    "text",
    ["ga", "VIOL", "gang v", "Gang  violence", "pandí", "mara", "arme", "ecole", "École",
     "العنف", "عنف", "عصا", "واثره", "العُنف"],
)  # fmt: skip
def test_a_concept_is_offered_by_the_start_of_any_word_of_any_of_its_names(gangs, text):
    assert offered(text) == ["Gang violence"]


@pytest.mark.parametrize("text", ["", " ", "g", "ا", "ang", "violence gang", "gangx", "-", "a "])
def test_nothing_is_offered_for_a_letter_or_the_middle_of_a_word(gangs, text):
    assert offered(text) == []


def test_a_concept_is_named_in_the_readers_language_with_its_vocabulary_and_its_entries(gangs):
    gangs.scheme.title = {"en": "Theme", "fr": "Thème"}
    gangs.scheme.save()

    with override("fr"):
        found = complete("pandillas", Audience.PUBLIC)[0]

        assert (found.label, found.language) == ("Violence de gangs armés, à l’école", "fr")
        assert (found.note.text, found.note.language, found.count) == ("Thème", "fr", 1)
        assert found.url == "/fr/search/?theme=gangs"


def test_the_concepts_with_the_most_entries_come_first_and_three_are_enough():
    concepts = [make_concept("theme", f"peace-{n}", label=f"Peace {n}") for n in range(5)]
    for number, concept in enumerate(concepts):
        for _each in range(number + 1):
            make_entry("An entry", concepts=[concept])

    found = complete("peace", Audience.PUBLIC)

    assert [each.label for each in found] == ["Peace 4", "Peace 3", "Peace 2"]
    assert [each.count for each in found] == [5, 4, 3]


def test_a_place_says_where_it_lies_and_counts_what_lies_in_it():
    country = make_place("co", "country", label="Colombia")
    city = make_place("co-cali", "city", [country], label="Cali")
    make_entry("An entry", places=[city])

    [found] = complete("cali", Audience.PUBLIC)

    assert (found.kind, found.note.text, found.url) == (
        "place",
        "Colombia",
        "/search/?place=co-cali",
    )
    assert [each.count for each in complete("colo", Audience.PUBLIC)] == [1]


def test_a_vocabulary_that_is_no_filter_is_not_offered():
    make_scheme("cost", is_facet=False)
    make_entry("An entry", concepts=[make_concept("cost", "cheap")])

    assert offered("cheap") == []


def test_titles_that_begin_so_come_before_those_with_such_a_word():
    make_entry("Walking to école Ñandú", issued="2024")
    make_entry("Ecoles of peace", issued="2001")
    make_entry("An école in Cali", issued="2025")
    make_entry("“Écoles” and peace", issued="2002")

    titles = ["Ecoles of peace", "“Écoles” and peace", "An école in Cali", "Walking to école Ñandú"]
    assert offered("ecole", "entry") == titles
    assert offered("ÉCOLE Ñan", "entry") == titles[-1:]
    assert offered("école of", "entry") == []


def test_a_word_elsewhere_than_in_the_title_is_no_suggestion():
    make_entry("A guide", takeaway="Truces hold", creators=["Truceman"])

    assert offered("truce", "entry") == []


def test_at_most_four_titles_are_offered():
    for number in range(6):
        make_entry(f"Truce {number}")

    assert offered("truce", "entry") == ["Truce 0", "Truce 1", "Truce 2", "Truce 3"]


def test_a_title_leads_to_its_entry():
    entry = make_entry("Truce in El Salvador", kind="tool")

    [found] = complete("salva", Audience.PUBLIC)

    assert found == Completion(
        label="Truce in El Salvador", language="en", kind="entry", note=found.note, count=None,
        url=entry.get_absolute_url(),
    )  # fmt: skip
    assert found.note.text == "tool"


def sleep(seconds: float) -> Iterator[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])
    yield 1


def test_a_query_that_takes_too_long_gives_nothing_and_hinders_no_other():
    assert quickly(sleep(1)) == []
    assert quickly(sleep(0)) == [1]
    assert list(sleep(0.2)) == [1]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_of_a_hidden_entry_is_offered(client, hidden):
    concept = make_concept("theme", "zqconcept")
    place = make_place("zqplace", "city")
    make_entry("zqtitle", concepts=[concept], places=[place], **HIDDEN[hidden])
    make_entry("Seen and zqword", **HIDDEN[hidden])
    project_all()

    assert complete("zq", Audience.PUBLIC) == []
    assert "zqtitle" not in client.get(reverse("autocomplete"), {"q": "zq"}).content.decode()


def test_a_proposed_or_merged_concept_is_not_offered():
    proposed = make_concept("theme", "zqproposed", status="proposed")
    successor = make_concept("theme", "peace")
    merged = make_concept("theme", "zqmerged", status="merged", successor=successor)
    place = make_place("zqplace", "city", status="proposed")
    make_entry("An entry", concepts=[proposed, merged], places=[place])

    assert complete("zq", Audience.PUBLIC) == []


def test_a_place_does_not_say_that_it_lies_in_one_that_is_proposed():
    around = make_place("zqregion", "country", status="proposed")
    make_entry("An entry", places=[make_place("cali", "city", [around])])

    assert [each.note.text for each in complete("cali", Audience.PUBLIC)] == ["Place"]


def test_entries_that_are_hidden_are_not_counted():
    concept = make_concept("theme", "truces")
    make_entry("An entry", concepts=[concept])
    for hidden in HIDDEN.values():
        make_entry("An entry", concepts=[concept], **hidden)

    assert [each.count for each in complete("truces", Audience.PUBLIC)] == [1]
    assert [each.count for each in complete("truces", Audience.MEMBERS)] == [2]


def test_members_are_offered_what_is_for_members(client):
    make_entry("Zqtitle", access="members", concepts=[make_concept("theme", "zqconcept")])
    member = User.objects.create_user("m")
    member.groups.add(Group.objects.get(name="Members"))
    client.force_login(member)

    response = client.get(reverse("autocomplete"), {"q": "zq", "fragment": "1"})

    assert [each.label for each in response.context["completions"]] == ["zqconcept", "Zqtitle"]
    assert "private" in response["Cache-Control"]


def test_an_entry_that_the_search_still_knows_is_not_offered():
    entry = make_entry("Zqtitle")
    Entry.objects.filter(pk=entry.pk).update(access="members")  # past the actions

    assert complete("zq", Audience.PUBLIC) == []


def test_a_name_that_changes_is_known_at_once():
    concept = make_concept("theme", "truces")
    make_entry("An entry", concepts=[concept])
    assert offered("armistice") == []

    name(concept, "en", "Armistices", kind="alternative")

    assert offered("armistice") == ["truces"]


def test_three_and_fifty_of_each_need_the_same_queries():
    counts = []
    for more in (range(3), range(3, 50)):
        for number in more:
            concept = make_concept("theme", f"truce-{number}")
            place = make_place(f"truceville-{number}", "city")
            make_entry(f"On truces {number}", concepts=[concept], places=[place])
        complete("truce", Audience.PUBLIC)
        with CaptureQueriesContext(connection) as queries:
            assert len(complete("truce", Audience.PUBLIC)) == 6 + min(len(more), 4)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10


def test_the_fragment_is_a_list_and_the_page_a_page(client, gangs):
    address = reverse("autocomplete")

    fragment = client.get(address, {"q": "gang", "fragment": "1"})
    page = client.get(address, {"q": "gang"})

    assert fragment.content.decode().strip().startswith("<ul")
    assert 'data-said="1 suggestion"' in fragment.content.decode()
    assert "</html>" in page.content.decode()
    for response in (fragment, page):
        assert 'href="/search/?theme=gangs"' in response.content.decode()
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("query", ["", "?q=", "?q=g", "?fragment=1", "?q=g&fragment=1"])
def test_too_little_is_answered_by_an_empty_list(client, gangs, query):
    response = client.get(reverse("autocomplete") + query)

    assert response.status_code == 200
    assert response.context["completions"] == []


@pytest.mark.parametrize("text", [*STRANGE, "a" * 10_000, "ab " * 400, "\ud800\ud800"])
def test_any_string_is_answered(client, gangs, text):
    text = text.encode("utf-8", "surrogatepass")

    assert client.get(reverse("autocomplete"), {"q": text}).status_code == 200
