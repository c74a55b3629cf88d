"""The interface is whole in every language, and no translation loses a placeholder or a tag."""

import re

import pytest
from django.conf import settings

from twg_repository import messages

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z]+[^>]*>")


def forms(message) -> list[tuple[str, str]]:
    """(English, translation) pairs; of a plural, every form with the English plural."""
    if isinstance(message.id, tuple):
        return [(message.id[1], text) for text in message.string]
    return [(message.id, message.string)]


def pairs(language: str) -> list[tuple[str, str]]:
    catalogue = messages.catalogue(language)
    return [pair for message in catalogue if message.id for pair in forms(message)]


@pytest.fixture(scope="module")
def marked() -> set:
    """Every string that the code marks for translation."""
    return {message.id for message in messages.extracted() if message.id}


def test_strings_are_found_in_templates_and_in_python(marked):
    assert "Show results" in marked  # templates/components/filters.html
    assert "What waits for you" in marked  # documents/admin/__init__.py
    assert ("%(number)s term", "%(number)s terms") in marked
    assert len(marked) > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_the_code_is_in_the_catalogue_and_no_other(language, marked):
    kept = {message.id for message in messages.catalogue(language) if message.id}

    assert marked - kept == set(), "run manage.py extract_messages, then translate"
    assert kept - marked == set(), "run manage.py extract_messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_is_untranslated(language):
    waiting = messages.untranslated(messages.catalogue(language))

    assert [message.id for message in waiting] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_its_placeholders(language):
    lost = [
        (english, text)
        for english, text in pairs(language)
        if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(text))
    ]

    assert lost == []


@pytest.mark.parametrize(("language", "number"), [("es", 3), ("fr", 2), ("ar", 6)])
def test_plurals_have_every_form_that_the_language_knows(language, number):
    plurals = [m for m in messages.catalogue(language) if isinstance(m.id, tuple)]

    assert plurals
    assert {len(message.string) for message in plurals} == {number}


def test_a_french_sign_never_starts_a_line():
    """No breaking space before : ; ? ! and within quotation marks."""
    parted = re.compile(r"\w [:;?!»]|« ")

    assert [text for _english, text in pairs("fr") if parted.search(text)] == []


def test_arabic_is_punctuated_as_arabic():
    """Marks of the Latin script stand only beside Latin words."""
    foreign = re.compile(r"[\u0600-\u06ff][,;?]")

    assert [text for _english, text in pairs("ar") if foreign.search(text)] == []
