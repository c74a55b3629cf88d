"""What Django's lazy strings would say, found without saying it."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, npgettext, pgettext

# What a lazy string calls to be translated -> the names of its arguments.
CALLS: dict[Callable[..., str], tuple[str, ...]] = {
    gettext: ("text",),
    pgettext: ("context", "text"),
    ngettext: ("text", "plural", "number"),
    npgettext: ("context", "text", "plural", "number"),
}
NAMES = {"message": "text", "singular": "text"}  # Django's -> ours


def arguments(lazy: Promise) -> dict[str, Any] | None:
    """Read `text`, `context`, `plural`, `number`, as far as given, from a lazy string.

    They stand in what it says of itself to be pickled. None for what is no sentence of the
    catalogues.
    """
    function: Callable[..., str]
    rest: list[Any]
    function, *rest = lazy.__reduce__()[1]
    if function not in CALLS:
        return None
    found = of_call(function, *rest) if isinstance(rest[0], tuple) else of_plural(*rest)
    return {NAMES.get(name, name): value for name, value in found.items()}


def of_call(
    function: Callable[..., str], positional: tuple[Any, ...], named: dict[str, Any], *_classes: Any
) -> dict[str, Any]:
    return dict(zip(CALLS[function], positional, strict=False)) | named


def of_plural(_class: Any, number: str | None, named: dict[str, Any]) -> dict[str, Any]:
    """Read a plural; where its number is yet to come, `number` is the name of the value with it."""
    return {**named, "number": number or 0}
