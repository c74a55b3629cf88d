"""The collection as peers index it: what visitors may read, one document an entry."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from documents.audience import Audience
from documents.models import Entry
from taxonomy.models import Concept, Scheme

BATCH = 2000
READ = """
SELECT entry.id, entry.title, entry.takeaway, entry.summary, entry.issued, entry.issued_year,
    concat_ws(' ',
        (SELECT string_agg(text, ' ') FROM documents_section WHERE entry_id = entry.id),
        (SELECT string_agg(text, ' ') FROM documents_file WHERE entry_id = entry.id)),
    ARRAY(
        SELECT DISTINCT unnest(ancestor_ids) FROM taxonomy_concept WHERE id IN (
            SELECT entry.kind_id
            UNION SELECT concept_id FROM documents_entry_concepts WHERE entry_id = entry.id
            UNION SELECT place_id FROM documents_entryplace WHERE entry_id = entry.id))
FROM documents_entry entry WHERE entry.id = ANY (%s) ORDER BY entry.id
"""


@dataclass(frozen=True)
class Document:
    """`facets`: scheme -> codes of the entry's concepts and of all above them."""

    pk: int
    title: str
    takeaway: str
    summary: str
    issued: str
    year: int | None
    body: str
    facets: dict[str, list[str]]


def schemes() -> list[str]:
    return list(Scheme.objects.facets().order_by("pk").values_list("code", flat=True))


def read_documents() -> Iterator[Document]:
    public = Entry.objects.visible_to(Audience.PUBLIC).order_by("pk")
    numbers = iter(list(public.values_list("pk", flat=True)))
    codes = {pk: (scheme, code) for pk, scheme, code in
             Concept.objects.values_list("pk", "scheme__code", "code")}  # fmt: skip
    while batch := list(islice(numbers, BATCH)):
        with connection.cursor() as cursor:
            cursor.execute(READ, [batch])
            yield from (make_document(row, codes) for row in cursor.fetchall())


def make_document(row: tuple, codes: dict[int, tuple[str, str]]) -> Document:
    *columns, concept_ids = row
    facets: dict[str, list[str]] = {}
    for scheme, code in (codes[pk] for pk in concept_ids):
        facets.setdefault(scheme, []).append(code)
    return Document(*columns, facets)
