"""So many times within so many seconds, counted in PostgreSQL: all workers share one count."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.utils import timezone

from throttling.models import Count

COUNT = """
INSERT INTO throttling_count (key, "window", number) VALUES (%s, %s, 1)
ON CONFLICT (key, "window") DO UPDATE SET number = throttling_count.number + 1
RETURNING number
"""


@dataclass(frozen=True)
class Limit:
    """At most `number` times in each stretch of `seconds`; `name` keeps the counts apart."""

    name: str
    number: int
    seconds: int

    def allows(self, who: str) -> bool:
        """Count one more time; False when it is one too many. Also what is refused counts."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [self.key(who), self.window()])
            return bool(cursor.fetchone()[0] <= self.number)

    def is_used_up(self, who: str) -> bool:
        """Tell, without counting, whether the next time would be one too many."""
        counted = Count.objects.filter(key=self.key(who), window=self.window())
        return counted.filter(number__gte=self.number).exists()

    def key(self, who: str) -> str:
        """Make a key in which nobody's address can be read."""
        return sha256(f"{settings.SECRET_KEY}\n{self.name}\n{who}".encode()).hexdigest()

    def window(self) -> datetime:
        now = int(timezone.now().timestamp())
        return datetime.fromtimestamp(now - now % self.seconds, UTC)


def forget(before: timedelta) -> int:
    """Drop counts whose time is over; the number dropped."""
    return Count.objects.filter(window__lt=timezone.now() - before).delete()[0]
