"""What people know of an entry finds it on the first page of the starter collection."""

import pytest
from django.core.management import call_command
from django.db import transaction

from documents.identifier import identifier_of
from documents.models import Entry, File
from documents.search.projection import project
from tests.searching import ask

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def numbers(django_db_setup, django_db_blocker):
    """Key -> number of the entries of the starter collection; one of them has a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_vocabularies")
        call_command("load_starter")
        numbers = dict(Entry.objects.values_list("import_key", "pk"))
        add_file(numbers["kfw-vpuu-experiences"], "Nothing here.\fThe zamboni is on this page.")
        yield numbers
        transaction.set_rollback(True)


def add_file(number: int, text: str) -> None:
    File.objects.create(
        entry_id=number, number=1, name="guide.pdf", format="pdf", size=1, sha256="0" * 64,
        text=text, extraction="done", language="en",
    )  # fmt: skip
    project([number])


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("zamboni", "kfw-vpuu-experiences"),  # inside a file
        ("Medelin", "medellin-urban-integral-projects"),
        ("crime observatry", "ciudad-juarez-security-and-justice-round-table"),
        ("bandas juveniles", "el-salvador-gang-truce-2012"),
        ("prévention situationnelle", "unodc-2010-crime-prevention-guidelines-handbook"),
        ("لجان السلام المحلية", "local-peace-committees"),
        ('"peace committee" -Kenya', "odendaal-2013-a-crucial-link"),
        ("Odendaal", "odendaal-2010-local-peace-committees"),  # an author
        ("10.1017/S0022216X19000890", "van-der-borgh-savenije-2019-gang-truce"),
        ("https://doi.org/10.1017/S0022216X19000890", "van-der-borgh-savenije-2019-gang-truce"),
        ("UNODC", "unodc-safety-governance-assessment-guide"),  # an organisation's acronym
    ],
)
def test_finds_its_entry_on_the_first_page(numbers, words, key):
    found = [result.pk for result in ask(f"q={words}").results]

    assert numbers[key] in found


def test_of_a_file_the_page_with_the_word_is_shown_in_its_language(numbers):
    result = ask("q=zamboni").results[0]

    assert "<mark>zamboni</mark> is on this page" in result.passage
    assert "Nothing here" not in result.passage
    assert result.passage_language == "en"


def test_a_number_is_the_first_result(numbers):
    number = numbers["local-peace-committees"]

    assert ask(f"q={identifier_of(number)}").results[0].pk == number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Medelin", "Medellín"),
        ("seguridad ciudanana", "ciudadana"),
        ("violance urbaine", "violence"),
        ("medaition", "mediation"),
        ("لجنا", "لجنة"),
    ],
)
def test_a_misspelt_word_is_corrected_to_one_that_finds_something(numbers, typed, meant):
    page = ask(f"q={typed}")

    assert [each.meant for each in page.notes.corrections] == [meant]
    assert page.total
    assert ask(page.notes.corrected_url.partition("?")[2]).notes.corrections == ()


def test_words_of_hidden_entries_are_no_correction(numbers):
    hidden = Entry.objects.get(pk=numbers["local-peace-committees"])
    hidden.title, hidden.access = "Quixotropolis", Entry.Access.MEMBERS
    hidden.save()
    project([hidden.pk])

    page = ask("q=Quixotropolus")

    assert (page.total, page.notes.corrections) == (0, ())
