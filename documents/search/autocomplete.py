"""What somebody who is typing may mean: concepts, places and entries that begin so."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from pyroaring import BitMap

from documents.audience import Audience
from documents.models import IndexedEntry
from documents.models.indexed_entry import TITLE_START
from documents.search.address import Address
from documents.search.beginnings import WORD, beginnings, fold
from documents.search.counts import tally
from documents.search.index.snapshot import Snapshot, snapshot
from documents.search.results import Result, fetch_results
from documents.search.sorting import sort_key
from documents.search.text import clean
from documents.texts import Text
from taxonomy.structure import PLACE
from taxonomy.vocabulary import Heading, Vocabulary

SHORTEST = 2  # letters
MOST_CONCEPTS, MOST_PLACES, MOST_ENTRIES = 3, 3, 4
QUICK_MS = 100  # for the titles that hold a word: completions that come late help nobody


@dataclass(frozen=True)
class Completion:
    """`kind` is "concept", "place" or "entry"; `note` says what it is or where it lies; `count`
    is how many entries it leads to, None for an entry."""

    label: str
    language: str
    kind: str
    note: Text
    count: int | None
    url: str


def complete(text: str, audience: Audience) -> list[Completion]:
    """Complete the text from what the audience may see; nothing for a single letter."""
    text = clean(text)
    if len(fold(text).replace(" ", "")) < SHORTEST:
        return []
    with snapshot() as now:
        concepts = concepts_beginning(text, now, audience)
        return [*concepts, *entries_beginning(text, now, audience)]


def concepts_beginning(text: str, now: Snapshot, audience: Audience) -> list[Completion]:
    """Find concepts and then places, those with the most entries first."""
    visible = now.index.visible_to(audience, timezone.localdate())
    named = now.vocabulary.public(beginnings(now.vocabulary).find(fold(text)))
    counted = most_used(named, now, visible)
    concepts = [pair for pair in counted if not is_place(pair[0])][:MOST_CONCEPTS]
    places = [pair for pair in counted if is_place(pair[0])][:MOST_PLACES]
    return [of_concept(*pair, now.vocabulary) for pair in (*concepts, *places)]


def most_used(headings: list[Heading], now: Snapshot, visible: BitMap) -> list[tuple[Heading, int]]:
    """Return the concepts that an entry carries, with how many do, the most used first."""
    tallies = tally(now.index, [each.pk for each in headings], visible)
    counted = [(each, tallies[each.pk].carrying) for each in headings if each.pk in tallies]
    return sorted(counted, key=lambda pair: (-pair[1], sort_key(pair[0].label), pair[0].pk))


def is_place(heading: Heading) -> bool:
    return heading.scheme_code == PLACE


def of_concept(heading: Heading, count: int, vocabulary: Vocabulary) -> Completion:
    return Completion(
        label=heading.label,
        language=heading.label_language,
        kind="place" if is_place(heading) else "concept",
        note=note_on(heading, vocabulary),
        count=count,
        url=Address(((heading.scheme_code, heading.code),)).url,
    )


def note_on(heading: Heading, vocabulary: Vocabulary) -> Text:
    """Say where a place lies, for many share a name; of other concepts, in what vocabulary."""
    around = vocabulary.public(heading.broader_ids) if is_place(heading) else []
    if around:
        return Text(around[0].label, around[0].label_language)
    title = next(each.title for each in vocabulary.schemes if each.code == heading.scheme_code)
    return Text(str(title), title.language)


def entries_beginning(text: str, now: Snapshot, audience: Audience) -> list[Completion]:
    ids = entry_ids(text, IndexedEntry.objects.visible_to(audience))
    return [of_entry(each) for each in fetch_results(ids, audience, now.vocabulary)]


def of_entry(result: Result) -> Completion:
    return Completion(
        label=result.title,
        language=result.title_language,
        kind="entry",
        note=Text(result.kind.label, result.kind.label_language),
        count=None,
        url=result.url,
    )


def entry_ids(text: str, rows: QuerySet[IndexedEntry]) -> list[int]:
    """Find entries whose title begins so, in order; then the newest with such a word in it."""
    starting = rows.alias(start=TITLE_START).filter(start__startswith=sort_key(text))
    first = list(starting.order_by("start", "pk").values_list("pk", flat=True)[:MOST_ENTRIES])
    missing = MOST_ENTRIES - len(first)
    return [*first, *with_word(text, rows.exclude(pk__in=first), missing)] if missing else first


def with_word(text: str, rows: QuerySet[IndexedEntry], most: int) -> list[int]:
    query = SearchQuery(title_query(text), config="twg_simple", search_type="raw")
    found = rows.filter(head=query).order_by("-issued", "-pk").values_list("pk", flat=True)
    return quickly(found[:most])


def title_query(text: str) -> str:
    """Write a tsquery: all words in the title, the last of them not yet complete."""
    words = WORD.findall(unicodedata.normalize("NFKC", text))
    return " & ".join([*(f"{word}:A" for word in words[:-1]), f"{words[-1]}:*A"])


def quickly(rows: Iterable[int]) -> list[int]:
    """Return what a query gives in the time that it has; nothing where it would take longer."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [QUICK_MS])
            found = list(rows)
            transaction.set_rollback(True)  # to the time that other queries have
            return found
    except OperationalError:
        return []
