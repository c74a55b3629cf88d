"""One page of results: the entries in order, with what a line of the list shows."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, FloatField, Func, Value
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from documents import reading
from documents.audience import Audience
from documents.models import Entry, IndexedEntry
from documents.models.indexed_entry import title_order
from documents.search.filters import EntryFilterSet
from documents.search.snippets import marked, passages
from taxonomy.models import Concept

# What a match in the text of files (D), summary and sections (C), takeaway and labels (B) and
# title (A) is worth.
WEIGHTS = "{0.05, 0.2, 0.6, 1.0}"


class Rank(Func):
    """How well the entry's vector answers the question."""

    template = f"ts_rank_cd('{WEIGHTS}', %(expressions)s::tsquery)"
    output_field = FloatField()


ORDERS = {
    "relevance": ("-rank", "-issued", "-entry_id"),
    "newest": ("-issued", "-entry_id"),
}


@dataclass(frozen=True)
class Result:
    """A line of a list of entries; in title, takeaway and passage the words are marked."""

    entry: Entry
    title: SafeString | str
    title_language: str
    takeaway: SafeString | str
    takeaway_language: str
    passage: SafeString | str
    places: tuple[str, ...]
    languages: tuple[str, ...]
    has_evidence: bool
    has_file: bool

    @property
    def url(self) -> str:
        return self.entry.get_absolute_url()


def ordered_rows(asked: EntryFilterSet):
    """The matching rows of the projection in the order asked for."""
    rows = asked.rows()
    if asked.order == "relevance" and asked.tsquery:
        rows = rows.annotate(rank=Rank(F("vector"), Value(asked.tsquery)))
        return rows.order_by(*ORDERS["relevance"])
    if asked.order == "title":
        return rows.order_by(
            title_order((get_language() or settings.LANGUAGE_CODE)[:2]), "entry_id"
        )
    return rows.order_by(*ORDERS["newest"])


def fetch_results(asked: EntryFilterSet, start: int, stop: int) -> list[Result]:
    """The results from `start` to `stop`, with a fixed number of queries."""
    rows = {row.pk: row for row in ordered_rows(asked).defer("vector")[start:stop]}
    return build_results(rows, asked.audience, asked.tsquery)


def build_results(
    rows: dict[int, IndexedEntry], audience: Audience, tsquery: str = ""
) -> list[Result]:
    """The rows' entries in the rows' order; one that was hidden meanwhile is left out."""
    entries = Entry.objects.visible_to(audience).for_lists().in_bulk(rows)
    titles = {pk: reading.title(entry) for pk, entry in entries.items()}
    takeaways = {pk: reading.takeaway(entry) for pk, entry in entries.items()}
    shown = [marked(texts, tsquery) for texts in (titles, takeaways)]
    found, named = passages(list(rows), tsquery), foreign_languages()
    return [
        result(entries[pk], row, named, *(texts.get(pk, "") for texts in (*shown, found)))
        for pk, row in rows.items()
        if pk in entries
    ]


def foreign_languages() -> dict[int, str]:
    """Concept id -> name of each language but the reader's."""
    concepts = Concept.objects.filter(scheme__code="language").exclude(code=get_language())
    return {concept.pk: concept.label for concept in concepts.with_labels()}


def result(
    entry: Entry, row: IndexedEntry, named: dict[int, str], title: str, takeaway: str, passage: str
) -> Result:
    """A line from an entry, and its texts with the words marked where words were asked for."""
    own_title, own_takeaway = reading.title(entry), reading.takeaway(entry)
    return Result(
        entry=entry,
        title=title or own_title.text,
        title_language=own_title.language,
        takeaway=takeaway or own_takeaway.text,
        takeaway_language=own_takeaway.language,
        passage=passage,
        places=tuple(dict.fromkeys(p.place.label for p in entry.places.all() if p.place.is_public)),
        languages=tuple(named[pk] for pk in row.concept_ids if pk in named),
        has_evidence=bool(row.evaluated_from and row.evaluated_from <= timezone.localdate()),
        has_file=row.has_file,
    )
