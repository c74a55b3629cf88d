"""Entries that may be the same: found in portions, each compared with all others at once."""

import time

from django.db import connection, transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from documents.curation.duplicates import GONE, near
from documents.models import Entry
from upkeep.alone import alone
from upkeep.models import Comparison, PossibleDuplicate

NEAR = 0.7  # trigram similarity of two titles; years and numbers in them must agree, too
PORTION = 100  # entries of one transaction
MOST, SECONDS = 5_000, 300  # of one run: other work waits for it
DOUBLES = 10  # of one entry for one reason: what more share says nothing

FIND = """
INSERT INTO upkeep_possibleduplicate (first_id, second_id, reasons, found_at)
SELECT least(one, other), greatest(one, other), array_agg(DISTINCT reason), now()
FROM (
    SELECT mine.entry_id AS one, theirs.entry_id AS other, split_part(mine.key, ':', 1) AS reason
    FROM twg_entry_key mine CROSS JOIN LATERAL (
        SELECT entry_id FROM twg_entry_key
        WHERE key = mine.key AND entry_id <> mine.entry_id ORDER BY entry_id LIMIT %(doubles)s
    ) theirs
    WHERE mine.entry_id = ANY (%(ids)s)
    UNION ALL
    SELECT mine.id, theirs.id, 'title'
    FROM documents_entry mine CROSS JOIN LATERAL (
        SELECT id FROM documents_entry
        WHERE title %% mine.title AND id <> mine.id
          AND coalesce(issued_year = mine.issued_year, true)
          AND regexp_replace(title, '\\D', '', 'g') = regexp_replace(mine.title, '\\D', '', 'g')
        ORDER BY similarity(title, mine.title) DESC, id LIMIT %(doubles)s
    ) theirs
    WHERE mine.id = ANY (%(ids)s)
) found
WHERE NOT EXISTS (  -- entries of which it is known how they belong together
    SELECT FROM documents_relation
    WHERE (source_id, target_id) IN ((one, other), (other, one))
)
GROUP BY 1, 2
ON CONFLICT (first_id, second_id) DO UPDATE SET reasons = excluded.reasons
"""


def find_duplicates(most: int = MOST, seconds: float = SECONDS) -> int:
    """Compare what was changed since it was last compared; returns how many entries."""
    ends, done = time.monotonic() + seconds, 0
    with alone("duplicates"):
        while time.monotonic() < ends and (portion := changed(min(PORTION, most - done))):
            compare(portion)
            done += len(portion)
    return done


def changed(most: int) -> list[Entry]:
    compared = Comparison.objects.filter(entry=OuterRef("pk")).values("changed_at")
    entries = Entry.objects.exclude(state__in=GONE).annotate(compared=Subquery(compared))
    turn = entries.filter(compared=None) | entries.exclude(compared=F("changed_at"))
    return list(turn.order_by("changed_at", "pk").only("changed_at")[:most])


@transaction.atomic
def compare(entries: list[Entry]) -> None:
    """Find the doubles of some entries anew; what was judged stays judged."""
    ids = [entry.pk for entry in entries]
    pairs_of(ids).filter(dismissed_at=None).delete()
    near(NEAR)
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"ids": ids, "doubles": DOUBLES})
    Comparison.objects.bulk_create(
        [Comparison(entry=entry, changed_at=entry.changed_at) for entry in entries],
        update_conflicts=True, unique_fields=["entry"], update_fields=["changed_at"],
    )  # fmt: skip


def pairs_of(ids: list[int]) -> QuerySet[PossibleDuplicate]:
    pairs = PossibleDuplicate.objects
    return pairs.filter(first__in=ids) | pairs.filter(second__in=ids)


def dismiss(pair: PossibleDuplicate, actor) -> None:
    """Record that they are not the same, whatever they look like."""
    pair.dismissed_at, pair.dismissed_by = timezone.now(), actor
    pair.save(update_fields=["dismissed_at", "dismissed_by"])
