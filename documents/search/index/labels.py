"""Which concepts a word names, in any language: so a synonym finds entries the moment it is saved,
and renaming a concept changes no entry."""

from django.db import connection

NAMED = """
SELECT form, array_agg(DISTINCT concept_id)
FROM unnest(%s::text[]) AS form
JOIN taxonomy_label ON words @@ form::tsquery
GROUP BY form
"""


class Labels:
    """The concepts that forms name, at one revision of the vocabularies."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[int, ...]] = {}

    def concepts(self, forms: list[str]) -> dict[str, tuple[int, ...]]:
        """Map forms to ids of the concepts with a label that holds them; at most one query."""
        missing = [form for form in dict.fromkeys(forms) if form not in self.known]
        if missing:
            self.known |= dict.fromkeys(missing, ()) | read_concepts(missing)
        return {form: self.known[form] for form in forms}


def read_concepts(forms: list[str]) -> dict[str, tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [forms])
        return {form: tuple(ids) for form, ids in cursor.fetchall()}
