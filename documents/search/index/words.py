"""Which entries hold a word: read from PostgreSQL once, kept in memory, followed when they change.

A *form* is a tsquery of one word or phrase, such as `'peac'` or `'peac' <-> 'committe'`.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.db import connection
from pyroaring import BitMap

from documents.search.index.ids import PACKED, to_bitmap, unpack

if TYPE_CHECKING:
    from documents.search.index.index import Index  # which holds these words

MOST_KEPT = 20_000  # forms
MOST_READ = 2000  # entries, whether a phrase stands in them
NEXT = "<"  # between the words of a phrase: 'peac' <-> 'committe'
WORD = re.compile(r"'(?:[^']|'')*'")

# Two queries, as each is answered by an index of its own without a look into the rows' texts.
HOLDING = f"""
SELECT form, {PACKED}
FROM unnest(%(forms)s::text[]) AS form
JOIN documents_indexedentry ON {{vector}} @@ form::tsquery {{among}}
GROUP BY form
"""  # noqa: S608


@dataclass(frozen=True)
class Posting:
    """The entries that hold a form, and those with it in title, takeaway or names; as of a
    revision. Where too many may hold a phrase, only these were looked through: not `whole`."""

    revision: int
    entries: BitMap
    head: BitMap
    whole: bool = True


def read_postings(
    forms: list[str], revision: int, among: BitMap | None = None
) -> dict[str, Posting]:
    """Map forms to postings, over all entries or those `among` which to look."""
    entries, head = (read_holding(vector, forms, among) for vector in ("vector", "head"))
    none = BitMap()
    return {
        form: Posting(revision, entries.get(form, none), head.get(form, none)) for form in forms
    }


def read_holding(vector: str, forms: list[str], among: BitMap | None) -> dict[str, BitMap]:
    """Map forms to the entries in whose vector they stand; one that stands nowhere is no key."""
    condition = "" if among is None else "AND entry_id = ANY (%(ids)s)"
    params: dict[str, Any] = {"forms": forms, "ids": list(among or ())}
    with connection.cursor() as cursor:
        cursor.execute(HOLDING.format(vector=vector, among=condition), params)
        return {form: to_bitmap(unpack(ids)) for form, ids in cursor.fetchall()}


class Words:
    """The postings that this process has read, the latest asked for kept."""

    def __init__(self) -> None:
        self.postings: OrderedDict[str, Posting] = OrderedDict()
        self.lock = Lock()

    def find(self, forms: Iterable[str], index: "Index") -> dict[str, Posting]:
        """Map forms to their postings at the index's revision.

        There is at most one query for each revision that postings were read at.
        """
        wanted = list(dict.fromkeys(forms))
        known = self.known(wanted)
        found = {form: each for form, each in known.items() if each.revision == index.revision}
        for revision in {each.revision for each in known.values()} - {index.revision}:
            behind = {form: each for form, each in known.items() if each.revision == revision}
            found |= follow(behind, revision, index)
        missing = [form for form in wanted if form not in found]
        words = [form for form in missing if NEXT not in form]
        found |= read_postings(words, index.revision) if words else {}
        found |= {form: self.find_phrase(form, index) for form in missing if NEXT in form}
        self.keep(found)
        return found

    def find_phrase(self, form: str, index: "Index") -> Posting:
        """Find the words in this order, looking only among the entries that have them all."""
        words = self.find(WORD.findall(form), index).values()
        among = BitMap.intersection(*(word.entries for word in words))
        whole = len(among) <= MOST_READ
        if not whole:
            among = BitMap(BitMap.intersection(*(word.head for word in words))[-MOST_READ:])
        found = read_postings([form], index.revision, among)[form]
        return replace(found, whole=whole)

    def known(self, forms: list[str]) -> dict[str, Posting]:
        with self.lock:
            return {form: self.postings[form] for form in forms if form in self.postings}

    def keep(self, found: dict[str, Posting]) -> None:
        with self.lock:
            for form, posting in found.items():
                self.postings[form] = posting
                self.postings.move_to_end(form)
            while len(self.postings) > MOST_KEPT:
                self.postings.popitem(last=False)


def follow(behind: dict[str, Posting], revision: int, index: "Index") -> dict[str, Posting]:
    """Bring postings of an older revision to the index's; none where the way is not known."""
    changed = index.changed_since(revision)
    if changed is None:
        return {}
    now = read_postings(list(behind), index.revision, changed) if changed else {}
    none = Posting(index.revision, BitMap(), BitMap())
    return {
        form: Posting(
            index.revision,
            (old.entries - changed) | now.get(form, none).entries,
            (old.head - changed) | now.get(form, none).head,
            old.whole,
        )
        for form, old in behind.items()
    }
