"""What all public pages rest on, as one short text: another one after every change of it."""

from django.db import connection

KEPT = 500  # numbers; what came before is known to all who read
STATE = """
SELECT count(*), coalesce(sum(number), 0), coalesce(max(number), 0) FROM documents_page_revision
"""
FORGET = """
DELETE FROM documents_page_revision
WHERE number < (SELECT max(number) FROM documents_page_revision) - %s
"""
# A state that has fewer rows is another one, though none of it was ever seen before.
NEXT = """
INSERT INTO documents_page_revision (transaction, number)
VALUES (pg_current_xact_id()::text::bigint, nextval('documents_page_revision_number'))
ON CONFLICT (transaction) DO UPDATE SET number = excluded.number
"""


def revision() -> str:
    """Return the state of entries, files, links, findings and vocabularies in this moment."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        return ".".join(str(number) for number in cursor.fetchone())


def forget() -> int:
    """Drop numbers of long ago, so that a state is counted quickly; how many were dropped."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [KEPT])
        dropped = cursor.rowcount
        if dropped:
            cursor.execute(NEXT)
        return dropped
