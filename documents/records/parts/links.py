"""Pages elsewhere where the work can be read. A link that stays keeps what checks found of it."""

from collections.abc import Iterable, Iterator
from typing import Any

from documents.models import Entry, Link
from documents.records.cells import joined, parted
from documents.records.parts.part import (
    Candidate,
    Change,
    Column,
    Fault,
    Part,
    Path,
    keys_of,
    normal,
    replace,
    unfit,
    without_empty,
)
from documents.records.terms import Terms
from wording import sentence as _

NAME = "links"


class Links(Part):
    names = (NAME,)
    models = (Link,)

    def related(self) -> Iterable[Any]:
        return [NAME]

    def read(self, entry: Entry) -> dict[str, Any]:
        return {NAME: [without_empty({"url": r.url, "title": r.title}) for r in entry.links.all()]}

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        return [without_empty({each: normal(text) for each, text in row.items()}) for row in value]

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        if len({row["url"] for row in value}) < len(value):
            yield path, _("The same address stands here twice.")
        for row in value:
            yield from unfit(path, Link(**row), "entry")

    def write(self, changes: list[Change], terms: Terms) -> None:
        own = Link.objects.filter(entry__in=keys_of(changes))
        checked = {(link.entry_id, link.url): link for link in own}
        rows = [
            renewed(checked.get((each.entry.pk, row["url"])), each.entry, row)
            for each in changes
            for row in each.record.get(NAME, ())
        ]
        replace(Link, changes, rows)

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        return [Column(NAME, (NAME,), write, read)]


LINKS = Links()


def renewed(old: Link | None, entry: Entry, row: dict[str, Any]) -> Link:
    link = old or Link(entry=entry, url=row["url"])
    link.pk, link.title = None, row.get("title", "")
    return link


def write(rows: list[dict[str, Any]]) -> str:
    return joined(f"{row['url']} {row.get('title', '')}".strip() for row in rows)


def read(cell: str) -> list[dict[str, Any]]:
    pairs = (each.partition(" ") for each in parted(cell))
    return [without_empty({"url": url, "title": title.strip()}) for url, _space, title in pairs]
