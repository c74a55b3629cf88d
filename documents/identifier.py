"""The permanent identifier of an entry, such as TWG-0012: its form, its number, its address."""

from django.urls import register_converter

PREFIX = "TWG-"


def identifier_of(number: int) -> str:
    return f"{PREFIX}{number:04d}"


def number_in(identifier: str) -> int:
    """Return the number of an identifier such as TWG-0012; ValueError where it is none."""
    return int(identifier.removeprefix(PREFIX))


class IdentifierConverter:
    """An identifier in an address: `<identifier:name>` in the patterns of any app."""

    regex = rf"{PREFIX}\d{{4,9}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value) -> str:
        return str(value)


register_converter(IdentifierConverter, "identifier")
