"""The words that typing errors are corrected to: those of entries, written by the projection, and
those of labels."""

from collections.abc import Iterable

from django.db import connection

LEARN = """
INSERT INTO documents_searchword (text, bare)
SELECT DISTINCT token, bare
FROM taxonomy_label label, twg_words(label.text) WHERE label.concept_id = ANY (%s)
ORDER BY token ON CONFLICT (text) DO NOTHING
"""


def learn_labels(concept_ids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [list(concept_ids)])
