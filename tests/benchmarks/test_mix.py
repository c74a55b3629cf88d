"""The collection and the questions that it is asked, on a small one."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from benchmarks import build, collection
from benchmarks.check import count, total
from benchmarks.collection import FIRST, Material
from benchmarks.mix import SORTS, Mix, Sources
from documents.models import Entry, File
from documents.search.projection import project

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SIZE = 300
NUMBERS = range(FIRST, FIRST + SIZE)


@pytest.fixture(scope="module")
def material(django_db_setup, django_db_blocker):
    """A tiny collection, as the benchmark's database has it."""
    patch = pytest.MonkeyPatch()
    with django_db_blocker.unblock(), transaction.atomic():
        start_numbers_anew()
        call_command("load_vocabularies")
        call_command("load_starter")
        build.make_agents(50)
        material = Material()
        patch.setattr(build, "material", lambda: material)
        build.write_entries((NUMBERS[0], NUMBERS[-1]))
        project(NUMBERS)
        yield material
        transaction.set_rollback(True)
    patch.undo()


def start_numbers_anew() -> None:
    """Other tests have taken numbers, perhaps as far as those of the collection."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE documents_entry ALTER id RESTART")


@pytest.fixture(scope="module")
def sources(material, django_db_blocker):
    with django_db_blocker.unblock():
        return Sources(material, SIZE)


def test_the_same_collection_is_made_every_time(material):
    first, second = (list(collection.generate(material, FIRST, FIRST + 50)) for _ in range(2))
    assert first == second


def test_the_collection_is_what_it_declares(material):
    entries = Entry.objects.published().filter(pk__in=NUMBERS)
    assert entries.count() == SIZE
    languages = Counter(entries.values_list("text_language", flat=True))
    assert languages["en"] > languages["es"] > languages["fr"] > languages["ar"] > 0
    assert all(4 <= len(each.title.split()) <= 12 for each in entries)
    assert 10 < File.objects.filter(entry__in=NUMBERS).count() < 60
    assert {len(each.concepts.all()) for each in entries.prefetch_related("concepts")} <= {
        *range(3, 15)
    }


def test_the_same_questions_are_asked_every_time_and_none_twice(sources):
    first, second = (Mix(sources, 1).some_of_each(3) for _ in range(2))
    assert first == second
    assert len({question.path for question in first}) == 3 * len(SORTS)
    other = {question.path for question in Mix(sources, 2).some_of_each(3)}
    assert len(other & {question.path for question in first}) < 4


def test_weights_are_of_a_hundred():
    assert sum(sort.weight for sort in SORTS) == 100


def test_every_sort_of_question_is_answered(sources):
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    for question in Mix(sources, 1).some_of_each(2):
        assert client.get(question.path).status_code == 200, question


def test_totals_are_those_of_the_projection(sources):
    for scheme, code in Mix(sources, 1).filters(3):
        page = Client().get(f"/search/?{scheme}={code}").content.decode()
        assert total(page) == count(scheme, code)
