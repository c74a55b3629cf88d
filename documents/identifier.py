"""The permanent identifier of an entry, such as TWG-0012: its form, its number, its address."""

import re

from django.urls import register_converter

PREFIX = "TWG-"


def identifier_of(number: int) -> str:
    return f"{PREFIX}{number:04d}"


def number_in(identifier: str) -> int:
    """Return the number of an identifier such as TWG-0012; ValueError where it is none."""
    return int(identifier.removeprefix(PREFIX))


def number_of(name: str) -> int | None:
    """Return the number of what somebody wrote as an identifier; None where it is none."""
    digits = name.removeprefix(PREFIX)
    return int(digits) if re.fullmatch("[0-9]{1,9}", digits) else None


class IdentifierConverter:
    """An identifier in an address: `<identifier:name>` in the patterns of any app."""

    regex = rf"{PREFIX}\d{{4,9}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value) -> str:
        return str(value)


register_converter(IdentifierConverter, "identifier")
