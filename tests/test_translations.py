"""The interface is whole in every language, and no translation loses a placeholder or a tag."""

import re
from collections.abc import Iterator

import pytest
import yaml
from django.conf import settings
from django.utils import translation
from django.utils.translation import pgettext

from twg_repository import messages

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# Words with a meaning of their own beside one that has a context.
ALSO_ALONE = {"About", "added", "all", "required for publication"}
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


def test_contexts_tell_two_meanings_of_one_word_apart(tmp_path):
    """Each way of marking a string with a context is gathered with it."""
    code = tmp_path / "marked.py"
    code.write_text(
        'pgettext("row", "a")\npgettext_lazy("row", "b")\nnpgettext("row", "c", "cs", 2)\n'
        'npgettext_lazy("row", "d", "ds", 2)\ncounted("e", "es", 2)\nsentence("f")\n_("g")\n'
    )
    page = tmp_path / "marked.html"
    page.write_text('{% load i18n %}{% translate "h" context "row" %}')

    found = [*messages.messages_in(code), *messages.messages_in(page)]

    assert [(message, context) for _line, message, _comments, context in found] == [
        ("a", "row"), ("b", "row"), (("c", "cs"), "row"), (("d", "ds"), "row"),
        (("e", "es"), None), ("f", None), ("g", None), ("h", "row"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("context", "word", "in_arabic"),
    [
        ("when", "changed", "تاريخ آخر تغيير"),
        ("row", "changed", "معدَّلة"),
        ("entry", "changed", "غُيّرت"),
        ("invitation", "accepted", "مقبولة"),
        ("concept", "accepted", "مقبول"),
        ("when", "accepted", "تاريخ القبول"),
        ("entry", "refused", "مرفوضة"),
        ("when", "refused", "تاريخ الاعتذار"),
        ("network", "address", "عنوان الشبكة"),
        ("web", "address", "عنوان الصفحة"),
    ],
)
def test_a_word_of_two_meanings_has_a_translation_for_each(context, word, in_arabic):
    with translation.override("ar"):
        assert pgettext(context, word) == in_arabic


def test_a_word_with_a_context_is_marked_without_one_only_where_that_is_meant():
    """Else one of its places is forgotten, and shows the translation of another meaning."""
    told_apart = {m.id for m in messages.extracted() if m.context}
    alone = {m.id for m in messages.extracted() if not m.context}

    assert told_apart & alone == ALSO_ALONE


def vocabulary_pairs(language: str) -> list[tuple[str, str]]:
    """The same of the texts that the vocabularies, kinds and criteria come with."""
    files = [
        *settings.BASE_DIR.glob("taxonomy/data/schemes/*.yaml"),
        *settings.BASE_DIR.glob("documents/data/*.yaml"),
    ]
    read = (yaml.safe_load(file.read_text()) for file in files)
    return [pair for data in read for pair in translated(data, language)]


def translated(data, language: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict) and {"en", language} <= set(data):
        # Lists are other names by which people may search, whatever they are.
        yield from [(data["en"], data[language])] if isinstance(data["en"], str) else []
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from translated(each, language)


EVIDENCE = {"es": "prueba|empíric", "fr": "données? probantes?|idée", "ar": "أدل|دليل"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_has_one_name(language):
    about = re.compile(r"\bevidence\b", re.IGNORECASE)
    named = re.compile(EVIDENCE[language], re.IGNORECASE)
    texts = [*pairs(language), *vocabulary_pairs(language)]

    other = [pair for pair in texts if about.search(pair[0]) and not named.search(pair[1])]

    assert other == []
