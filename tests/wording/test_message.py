"""A message is said anew in the language of whoever reads it, whatever was active before."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.functional import lazystr
from django.utils.translation import gettext, gettext_lazy, ngettext_lazy, override, pgettext_lazy

from taxonomy.localized import LocalizedText
from wording import Message, Messages, counted, sentence


def kept(told) -> Messages:
    """What comes back of messages that were stored while French was active."""
    with override("fr"):
        return Messages.read(json.loads(json.dumps(Messages.of(told).json())))


def read_in(language: str, told) -> str:
    with override(language):
        return str(kept(told))


def test_a_sentence_is_said_in_the_language_of_whoever_reads_it():
    told = sentence("There is no entry “%(name)s”.") % {"name": "TWG-0099"}

    assert read_in("en", told) == "There is no entry “TWG-0099”."
    assert read_in("fr", told) == "Il n’y a pas de fiche «\u00a0TWG-0099\u00a0»."
    assert read_in("ar", told) == "لا توجد مادة «TWG-0099»."


def test_what_a_sentence_names_is_said_in_that_language_too():
    told = Message("%(a)s | %(b)s | %(c)s | %(d)s | %(e)d | %(f).1f") % {
        "a": gettext_lazy("draft"),
        "b": LocalizedText({"en": "Tool", "ar": "أداة"}),
        "c": date(2026, 5, 31),
        "d": [sentence("draft"), "Cali"],
        "e": 7,
        "f": Decimal("2.5"),
    }

    assert read_in("en", told) == "draft | Tool | 31 May 2026 | draft, Cali | 7 | 2.5"
    with override("ar"):
        draft = gettext("draft")
    assert read_in("ar", told) == f"{draft} | أداة | 31 مايو 2026 | {draft}، Cali | 7 | 2.5"


def test_a_text_that_a_reader_s_language_lacks_is_said_in_the_site_s():
    told = Message("%(a)s") % {"a": LocalizedText({"en": "Tool", "es": "Herramienta"})}

    assert read_in("ar", told) == "Tool"


def test_a_value_that_one_language_alone_has_is_refused():
    with pytest.raises(TypeError, match="object would be said in the language of whoever"):
        sentence("There is no entry “%(name)s”.") % {"name": object()}


def test_values_without_a_place_are_not_kept():
    assert (sentence("draft") % {"secret": "1234"}).json() == {"message": "draft"}


@pytest.mark.parametrize(("number", "spoken"), [(1, "1 review"), (2, "2 reviews")])
def test_a_number_chooses_the_form(number, spoken):
    told = counted("%(n)d review", "%(n)d reviews", number) % {"n": number}

    assert read_in("en", told) == spoken


def test_lazy_strings_of_each_sort_are_kept_as_what_they_say():
    context = pgettext_lazy("result of reviews", "not accepted")
    plural = ngettext_lazy("%(limit_value)d x", "%(limit_value)d xs", "limit_value")

    assert Message.of_lazy(gettext_lazy("draft")) == Message("draft")
    assert Message.of_lazy(context) == Message("not accepted", context="result of reviews")
    assert Message.of_lazy(ngettext_lazy("one", "many", 3)) == Message(
        "one", plural="many", number=3
    )
    assert Message.of_lazy(plural) == Message(
        "%(limit_value)d x", plural="%(limit_value)d xs", number="limit_value"
    )
    assert Message.of_lazy(lazystr("as it is")) == Message("as it is")


def test_the_errors_of_django_are_kept_as_what_they_say():
    try:
        MaxLengthValidator(3)("abcde")
    except ValidationError as error:
        told = ValidationError({"name": [error, "Words of somebody."]})

    assert read_in("es", told).startswith("Asegúrese de que este valor tenga menos de 3 caracteres")
    assert read_in("es", told).endswith("(tiene 5).\nWords of somebody.")
    assert read_in("en", told) == (
        "Ensure this value has at most 3 characters (it has 5).\nWords of somebody."
    )


def test_words_of_people_and_texts_from_before_stay_as_they_are():
    assert str(Messages.read("Écrit autrefois à 100 %")) == "Écrit autrefois à 100 %"
    assert read_in("ar", ["draft", "", None]) == "draft"
    assert not Messages.of("", None, [])


def test_a_sentence_that_the_catalogues_no_longer_have_is_said_in_english():
    assert read_in("ar", Message("%(n)d old things") % {"n": 3}) == "3 old things"


def test_messages_are_taken_as_they_are_stored_too():
    stored = Messages.of(sentence("draft"), "Words.").json()

    assert Messages.of(stored) == Messages.of(sentence("draft"), "Words.")
