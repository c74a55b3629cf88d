"""How each parameter of the address is read: leniently, and never as "everything"."""

import re
from collections.abc import Container, Iterable
from typing import Any

from django import forms

from documents.search.text import clean
from taxonomy.vocabulary import Heading

YEAR = re.compile(r"[12]\d{3}")
MAX_SELECTED = 20


def cleaned(values: Iterable[str]) -> list[str]:
    """Return the values that say something, each once."""
    return list(dict.fromkeys(value for value in map(clean, values) if value))


class Nothing:
    """What a filter holds when every value asked for was unknown: it matches no entry."""


class LenientField(forms.Field):
    """Reads the values of a parameter into `meanings`; those it cannot use are `ignored`."""

    widget = forms.MultipleHiddenInput
    most = 1  # values that count; what comes after them is ignored

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"required": False})
        self.meanings: dict[str, Any] = {}
        self.ignored: list[str] = []

    def clean(self, values: Any) -> Any:
        asked = cleaned(values or ())
        read = {value: self.read(value) for value in asked}
        known = [value for value, meaning in read.items() if meaning is not None]
        self.meanings = {value: read[value] for value in known[: self.most]}
        self.ignored = [value for value in asked if value not in self.meanings]
        if asked and not self.meanings:
            return Nothing
        return self.combine(list(self.meanings.values()))

    def read(self, value: str) -> Any:
        """Return what the value means; None where it means nothing."""
        raise NotImplementedError

    def combine(self, understood: list[Any]) -> Any:
        return understood[0] if understood else None


class TextField(LenientField):
    """The words asked for; any string at all is a question."""

    def clean(self, values: Any) -> Any:
        super().clean(values)
        return next(iter(self.meanings), "")

    def read(self, value: str) -> Any:
        return value


class ConceptsField(LenientField):
    """Codes of one scheme; `known` maps them to concepts."""

    most = MAX_SELECTED

    def __init__(self, known: dict[str, Heading] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = known or {}

    def read(self, value: str) -> Any:
        return self.known.get(value)

    def combine(self, understood: list[Any]) -> Any:
        return list(dict.fromkeys(understood))


class YearField(LenientField):
    def read(self, value: str) -> Any:
        return int(value) if YEAR.fullmatch(value) else None


class YesField(LenientField):
    def read(self, value: str) -> Any:
        return True if value == "yes" else None


class ChoiceField(LenientField):
    """One of a few words; an unknown one leaves the choice open."""

    def __init__(self, choices: Container[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = choices

    def read(self, value: str) -> Any:
        return value if value in self.choices else None

    def clean(self, values: Any) -> Any:
        value = super().clean(values)
        return None if value is Nothing else value


class PageField(LenientField):
    def read(self, value: str) -> Any:
        return int(value) if value.isascii() and value.isdigit() and int(value) > 0 else None

    def clean(self, values: Any) -> Any:
        value = super().clean(values)
        return 1 if value in (None, Nothing) else value
