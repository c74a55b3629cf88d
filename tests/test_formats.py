"""Dates, numbers, sizes and lists in the four languages of the interface."""

from datetime import UTC, datetime

import pytest
from django.template.defaultfilters import date, filesizeformat
from django.utils.text import get_text_list
from django.utils.translation import gettext, override

from documents.search.sorting import sort_key
from documents.templatetags.readable import grouped, partial_date

DATES = {
    "en": ["2019", "May 2019", "31 May 2019"],
    "es": ["2019", "mayo de 2019", "31 de mayo de 2019"],
    "fr": ["2019", "mai 2019", "31 mai 2019"],
    "ar": ["2019", "مايو 2019", "31 مايو 2019"],
}
TIMES = {
    "en": "3 November 2026, 14:05",
    "es": "3 de noviembre de 2026 a las 14:05",
    "fr": "3 novembre 2026 14:05",
    "ar": "3 نوفمبر 2026، 14:05",
}
NUMBERS = {"en": "1,234,567", **dict.fromkeys(["es", "fr", "ar"], "1\xa0234\xa0567")}
SIZES = {"en": "2.3\xa0MB", "es": "2,3\xa0MB", "fr": "2,3\xa0Mio", "ar": "2,3\xa0م.ب"}
LISTS = {"en": "1, 2 and 3", "es": "1, 2 y 3", "fr": "1, 2 et 3", "ar": "1، 2 و 3"}


@pytest.mark.parametrize("language", DATES)
def test_dates_numbers_and_sizes_are_written_as_in_the_language(language):
    with override(language):
        assert [partial_date(text) for text in ("2019", "2019-05", "2019-05-31")] == DATES[language]
        assert date(datetime(2026, 11, 3, 14, 5, tzinfo=UTC), "DATETIME_FORMAT") == TIMES[language]
        assert grouped(1234567) == NUMBERS[language]
        assert filesizeformat(2_400_000) == SIZES[language]


@pytest.mark.parametrize("language", LISTS)
def test_lists_are_joined_as_in_the_language(language):
    with override(language):
        assert get_text_list(["1", "2", "3"], gettext("and")) == LISTS[language]


def test_names_are_ordered_without_accents_and_forms_of_letters():
    names = ["zona", "ñandú", "nube", "Écoles", "eau", "égalité", "État"]
    arabic = ["بيروت", "أمان", "إدارة", "آسيا", "اتفاق"]

    assert sorted(names, key=sort_key) == [
        "eau", "Écoles", "égalité", "État", "ñandú", "nube", "zona",
    ]  # fmt: skip
    assert sorted(arabic, key=sort_key) == ["اتفاق", "إدارة", "آسيا", "أمان", "بيروت"]
