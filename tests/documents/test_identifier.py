from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from documents.models import Entry
from tests.factories import make_entry, make_kind


@pytest.mark.django_db
def test_an_identifier_is_the_number_with_four_digits_at_least():
    assert Entry(pk=7).identifier == "TWG-0007"
    assert Entry(pk=12345).identifier == "TWG-12345"


@pytest.mark.django_db
def test_the_number_of_a_deleted_or_refused_entry_is_not_given_again():
    first = make_entry(state="draft").pk
    Entry.objects.filter(pk=first).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(title="", kind=make_kind())

    assert make_entry().pk > first + 1


@pytest.mark.django_db(transaction=True)
def test_entries_made_at_the_same_time_get_different_numbers():
    kind = make_kind()

    def create(number):
        try:
            return Entry.objects.create(title=f"Entry {number}", kind=kind).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(create, range(40)))

    assert len(set(numbers)) == 40
