"""Which entry a row means, and which it may be the same as."""

import re
import unicodedata
from collections.abc import Iterator

from documents.identifier import number_of
from documents.models import Entry, Identifier, Link
from documents.records.parts.part import Leaves
from documents.records.parts.relations import LONGEST
from exchange.patches import Patch

Mark = tuple[str, str]


class Matches:
    """All entries by what they are known by."""

    def __init__(self) -> None:
        self.keys = dict(Entry.objects.exclude(import_key=None).values_list("import_key", "pk"))
        self.entries = dict(Entry.objects.values_list("pk", "state"))
        self.known: dict[Mark, int] = {}
        rows = Identifier.objects.exclude(scheme="symbol").values_list("scheme", "value", "entry")
        self.known |= {(scheme, folded(value)): pk for scheme, value, pk in rows}
        links = Link.objects.values_list("url", "entry")
        self.known |= {("url", url.rstrip("/")): pk for url, pk in links}
        titles = Entry.objects.values_list("title", "pk")
        self.known |= {("title", folded(title)): pk for title, pk in titles}

    def meant(self, patch: Patch) -> int | None:
        """Return the entry that the row names, or None; ValueError for a name that no entry has."""
        if identifier := patch.meant.get("identifier"):
            number = number_of(identifier.upper())
            if number not in self.entries:
                raise ValueError(identifier[:LONGEST])
            return number
        return self.keys.get(patch.meant.get("key"))

    def same(self, new: Leaves) -> int | None:
        """Find an entry with the same DOI, ISBN, address or title."""
        return next((self.known[each] for each in marks(new) if each in self.known), None)


def marks(new: Leaves) -> Iterator[Mark]:
    """Yield what an entry is known by, surest first."""
    for scheme in ("doi", "isbn"):
        for value in new.get(("identifiers", scheme), ()):
            yield scheme, folded(value)
    for row in new.get(("links",), ()):
        yield "url", row["url"].rstrip("/")
    if title := folded(str(new.get(("title",), ""))):
        yield "title", title


def folded(text: str) -> str:
    """Keep letters and digits alone, small and without accents, words in the alphabet's order."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in bare if not unicodedata.combining(each))
    return " ".join(sorted(re.findall(r"\w+", bare)))
