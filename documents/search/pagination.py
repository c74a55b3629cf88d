"""Which results a page shows, and the links to the pages around it."""

from dataclasses import dataclass

from django.conf import settings

from documents.search.address import Address

AROUND = 2  # pages linked on each side of the current one


@dataclass(frozen=True)
class PageLink:
    number: int
    url: str
    current: bool


@dataclass(frozen=True)
class Pagination:
    """A page of `total` results; a page beyond the last is the last."""

    number: int
    last: int
    size: int
    total: int
    address: Address

    @classmethod
    def of(cls, total: int, wanted: int, address: Address) -> "Pagination":
        size = settings.ENTRIES_PER_PAGE
        last = max(1, -(-total // size))
        return cls(min(wanted, last), last, size, total, address)

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        return min(self.start + self.size, self.total)

    @property
    def first_shown(self) -> int:
        return self.start + 1 if self.total else 0

    @property
    def previous_url(self) -> str:
        return self.address.page(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self.address.page(self.number + 1) if self.number < self.last else ""

    @property
    def links(self) -> list[PageLink | None]:
        """The first, the last and the pages around this one; None where some are left out."""
        shown = {1, self.last, *range(self.number - AROUND, self.number + AROUND + 1)}
        links: list[PageLink | None] = []
        for number in sorted(number for number in shown if 1 <= number <= self.last):
            if links and links[-1] and number - links[-1].number > 1:
                links.append(None)
            links.append(PageLink(number, self.address.page(number), number == self.number))
        return links
