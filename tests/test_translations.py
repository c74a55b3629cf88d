"""No translation of the interface loses a placeholder or a tag."""

import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z]+[^>]*>")


def catalogue(language: str):
    with (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po").open("rb") as po:
        return read_po(po, locale=language)


def forms(message) -> list[tuple[str, str]]:
    """(English, translation) pairs; of a plural, every form with the English plural."""
    if isinstance(message.id, tuple):
        return [(message.id[1], text) for text in message.string]
    return [(message.id, message.string)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_its_placeholders(language):
    pairs = [pair for message in catalogue(language) if message.id for pair in forms(message)]

    assert len([text for _english, text in pairs if text]) > 200
    lost = [
        (english, text)
        for english, text in pairs
        if text and sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(text))
    ]

    assert lost == []
