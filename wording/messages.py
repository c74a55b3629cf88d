"""Several messages after one another, and among them words that somebody wrote."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from wording.message import Message


class Messages(tuple[Message | str, ...]):
    """Messages, and strings that stay as they are; as a string one on each line."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    @classmethod
    def of(cls, *told: Any) -> Self:
        """Gather messages (stored ones, too), lazy strings, words, errors, and lists of them.

        What is empty is left out.
        """
        return cls(each for part in told for each in parts(part))

    def json(self) -> list[Any]:
        return [each.json() if isinstance(each, Message) else each for each in self]

    @classmethod
    def read(cls, stored: list[Any] | str | None) -> Self:
        """Read what `json` gave, or a text that was kept before."""
        return cls.of(stored)


def parts(told: Any) -> Iterator[Message | str]:
    match told:
        case Message():
            yield told
        case Promise():
            yield Message.of_lazy(told)
        case {"message": _}:
            yield Message.read(told)
        case ValidationError():
            yield from of_error(told)
        case str():
            yield from [told] if told else []
        case None:
            return
        case _:
            for each in told:
                yield from parts(each)


def of_error(error: ValidationError) -> Iterator[Message | str]:
    """Yield what an error says, as `error.messages` does."""
    if hasattr(error, "error_dict"):
        for errors in error.error_dict.values():
            yield from parts(errors)
        return
    for each in error.error_list:
        yield from filled(each)


def filled(error: ValidationError) -> Iterator[Message | str]:
    """Put the parameters of one error in their places; some of Django's are of any type."""
    for each in parts(error.message):
        if isinstance(each, Message) and error.params:
            yield each % {name: sayable(value) for name, value in error.params.items()}
        else:
            yield each % error.params if error.params else each


def sayable(value: Any) -> Any:
    with suppress(TypeError):
        Message("%(value)s") % {"value": value}
        return value
    return str(value)
