"""The address of a search: its whole state, and how each click changes it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

Pair = tuple[str, str]


@dataclass(frozen=True)
class Address:
    """Parameters in their order, without the page: a change of the question starts at page 1."""

    pairs: tuple[Pair, ...] = ()

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def url(self) -> str:
        return f"{reverse('search')}?{self.query}" if self.pairs else reverse("search")

    def adding(self, name: str, value: str) -> "Address":
        return replace(self, pairs=(*self.pairs, (name, value)))

    def removing(self, name: str, value: str | None = None) -> "Address":
        """Leave out one value of a parameter, or the parameter."""
        gone = [pair for pair in self.pairs if pair[0] == name and value in (None, pair[1])]
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair not in gone))

    def replacing(self, name: str, value: str) -> "Address":
        return self.removing(name).adding(name, value)

    def moving(self, old: str, new: str, value: str | None = None) -> "Address":
        """Give one value of a parameter, or all, to another parameter."""
        moved = (
            (new, each[1]) if each[0] == old and value in (None, each[1]) else each
            for each in self.pairs
        )
        return replace(self, pairs=tuple(dict.fromkeys(moved)))

    def page(self, number: int) -> str:
        return self.adding("page", str(number)).url if number > 1 else self.url

    def others(self, *names: str) -> list[Pair]:
        """Return the parameters that a form with inputs of these names must carry along."""
        return [pair for pair in self.pairs if pair[0] not in names]
