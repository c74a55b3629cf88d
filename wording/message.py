"""A sentence as its key in the catalogues with the values that it names.

Values are kept as JSON. Numbers, names and words of people are the same in every language; a day is
`{"day": "2026-05-31"}`, a text that there is in several languages (the label of a concept)
`{"texts": {"en": …}}`, another message `{"message": …}`, several values a list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, npgettext, pgettext

from wording.languages import best_language
from wording.lazy import arguments


@dataclass(frozen=True)
class Message:
    """A sentence that is said anew, in the active language, each time it is read.

    `text` is the English of the catalogues; what is in none stays as it is. `number`, or the value
    of that name, chooses the `plural`.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    context: str = ""
    plural: str = ""
    number: int | str = 0

    def __mod__(self, given: Mapping[str, object]) -> Self:
        """Put these values into its places; leave out others.

        Raises TypeError for a value that would be said in the writer's language.
        """
        places = f"{self.text} {self.plural}"
        named = {name: value for name, value in given.items() if f"%({name})" in places}
        return replace(self, values={name: plain(value) for name, value in named.items()})

    def __str__(self) -> str:
        if not self.values:
            return self.translated()
        return self.translated() % {name: said(value) for name, value in self.values.items()}

    def __hash__(self) -> int:
        return hash((self.text, self.context))

    def translated(self) -> str:
        if self.plural and self.context:
            return npgettext(self.context, self.text, self.plural, self.count)
        if self.plural:
            return ngettext(self.text, self.plural, self.count)
        return pgettext(self.context, self.text) if self.context else gettext(self.text)

    @property
    def count(self) -> int:
        return self.number if isinstance(self.number, int) else self.values[self.number]

    def json(self) -> dict[str, Any]:
        """Return it as it is stored; what is empty is left out."""
        rest = {name: getattr(self, name) for name in ("values", "context", "plural", "number")}
        return {"message": self.text} | {name: value for name, value in rest.items() if value}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """Make the message again that `json` gave."""
        rest = {name: value for name, value in stored.items() if name != "message"}
        return cls(stored["message"], **rest)

    @classmethod
    def of_lazy(cls, lazy: Promise) -> Self:
        """Read a string of `gettext_lazy` or one of its kin; any other stays as it reads."""
        found = arguments(lazy)
        return cls(**found) if found else cls(str(lazy))


def sentence(text: str) -> Message:
    """Make a sentence of the catalogues; `% {…}` fills its places. Import it as `_`."""
    return Message(text)


def counted(one: str, many: str, number: int) -> Message:
    """Make a sentence whose form follows a number, like `ngettext`."""
    return Message(one, plural=many, number=number)


def plain(value: Any) -> Any:
    """Return a value as it is stored; TypeError for what has no form for every language."""
    match value:
        case None | bool() | int() | float():
            return value
        case Promise():
            return Message.of_lazy(value).json()
        case Message():
            return value.json()
        case str():
            return str.__str__(value)
        case Decimal():
            return float(value)
        case date():
            return {"day": value.isoformat()[:10]}
        case Mapping():
            return {"texts": dict(value)}
        case list() | tuple():
            return [plain(each) for each in value]
        case object(preferred=Mapping() as labels):  # a concept
            return {"texts": dict(labels)} if labels else str(value)
    raise TypeError(f"{type(value).__name__} would be said in the language of whoever writes it")


def said(value: Any) -> Any:
    """Word a stored value for the reader; numbers stay numbers, for the sake of their format."""
    match value:
        case {"message": _}:
            return str(Message.read(value))
        case {"texts": texts}:
            return texts.get(best_language(texts), "")
        case {"day": day}:
            return date_format(date.fromisoformat(day), "DATE_FORMAT")
        case list():
            return pgettext("between the items of a list", ", ").join(
                str(said(each)) for each in value
            )
    return value
