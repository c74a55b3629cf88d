"""Lines of a list of entries: what each shows, from the search's rows alone."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from documents import slots, texts
from documents.audience import Audience
from documents.identifier import identifier_of
from documents.models import Entry, IndexedEntry
from documents.search.snippets import NO_SNIPPETS, Snippets
from taxonomy.structure import LANGUAGE
from taxonomy.vocabulary import Heading, Vocabulary


@dataclass(frozen=True)
class Result:
    """A line of a list of entries; in title, takeaway and passage the words are marked."""

    pk: int
    kind: Heading
    is_evidence: bool
    tells_of_failure: bool
    year: int | None
    title: SafeString | str
    title_language: str
    takeaway: SafeString | str
    takeaway_language: str
    passage: SafeString | str
    passage_language: str
    places: tuple[Heading, ...]
    languages: tuple[Heading, ...]
    has_been_evaluated: bool
    files: tuple[tuple[str, int], ...]
    inserts: tuple[slots.Filled, ...] = ()

    @property
    def url(self) -> str:
        return reverse("entry", args=[identifier_of(self.pk)])


def fetch_results(
    ids: list[int], audience: Audience, vocabulary: Vocabulary, snippets: Snippets = NO_SNIPPETS
) -> list[Result]:
    """Read the lines of these entries in this order, with one query, besides the snippets'.

    What the audience may not see is asked of the entries themselves once more.
    """
    visible = IndexedEntry.objects.filter(entry__in=Entry.objects.visible_to(audience))
    rows = visible.defer("vector", "head").in_bulk(ids)
    texts = {pk: texts_of(row) for pk, row in rows.items()}
    snippets.read(texts)
    found = [build_result(rows[pk], vocabulary, *texts[pk], snippets) for pk in ids if pk in rows]
    return with_inserts(found, audience)


def with_inserts(found: list[Result], audience: Audience) -> list[Result]:
    """Return the lines with what other rooms show in them."""
    more = slots.fill_rows(slots.Slot.RESULT, found, audience)
    return [replace(each, inserts=tuple(more.get(each.pk, ()))) if more else each for each in found]


def texts_of(row: IndexedEntry) -> tuple[texts.Text, texts.Text]:
    """Return title and takeaway as the reader sees them."""
    shown = row.shown
    title = texts.title_among(shown["titles"], shown["title_language"])
    return title, texts.best_among(shown["takeaways"], shown["text_language"])


def build_result(
    row: IndexedEntry,
    vocabulary: Vocabulary,
    title: texts.Text,
    takeaway: texts.Text,
    snippets: Snippets,
) -> Result:
    passage = snippets.passages.get(row.pk)
    evaluated_from = row.evaluated_from
    return Result(
        pk=row.pk,
        kind=vocabulary.headings[row.shown["kind_id"]],
        is_evidence=row.shown["is_evidence"],
        # Rows of before an update lack it until they are written anew.
        tells_of_failure=row.shown.get("tells_of_failure", False),
        year=row.year,
        title=snippets.titles.get(row.pk, title.text),
        title_language=title.language,
        takeaway=snippets.takeaways.get(row.pk, takeaway.text),
        takeaway_language=takeaway.language,
        passage=passage.text if passage else "",
        passage_language=passage.language if passage else "",
        places=tuple(dict.fromkeys(vocabulary.public(row.shown["place_ids"]))),
        languages=foreign_languages(row, vocabulary),
        has_been_evaluated=bool(evaluated_from and evaluated_from <= timezone.localdate()),
        files=tuple(map(tuple, row.shown["files"])),
    )


def foreign_languages(row: IndexedEntry, vocabulary: Vocabulary) -> tuple[Heading, ...]:
    """List the work's languages but the reader's."""
    own = get_language()
    carried = vocabulary.public(row.concept_ids)
    return tuple(h for h in carried if h.scheme_code == LANGUAGE and h.code != own)
