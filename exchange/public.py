"""What of a record readers may have: as much as its page shows them."""

from functools import cached_property

from documents.audience import Audience
from documents.models import Entry
from documents.models.entry import identifier_of, number_in
from documents.records import CURATORS_OWN
from exchange.leaves import Leaves
from exchange.table.columns import Column
from taxonomy.models import Concept


class Public:
    """For one audience: no curators' notes, no proposed concepts, no entries they cannot read."""

    def __init__(self, audience: Audience):
        self.audience = audience

    def has(self, column: Column) -> bool:
        return column.path[0] not in CURATORS_OWN or column.name == "identifier"

    def reduce(self, entries: list[Leaves]) -> list[Leaves]:
        named = {row["target"] for each in entries for row in each.get(("relations",), ())}
        readable = self.readable(named)
        return [self.shown(each, readable) for each in entries]

    def readable(self, identifiers: set[str]) -> set[str]:
        numbers = [number_in(each) for each in identifiers]
        found = Entry.objects.readable_to(self.audience).filter(pk__in=numbers)
        return set(map(identifier_of, found.values_list("pk", flat=True)))

    def shown(self, entry: Leaves, readable: set[str]) -> Leaves:
        return {path: self.part(path, value, readable) for path, value in entry.items()}

    def part(self, path, value, readable: set[str]):
        match path:
            case ("concepts", scheme):
                return [code for code in value if (scheme, code) not in self.proposed]
            case ("places",):
                return [row for row in value if ("place", row["code"]) not in self.proposed]
            case ("relations",):
                return [row for row in value if row["target"] in readable]
        return value

    @cached_property
    def proposed(self) -> set[tuple[str, str]]:
        concepts = Concept.objects.filter(status=Concept.Status.PROPOSED)
        return set(concepts.values_list("scheme__code", "code"))
