"""The links of published entries: looked at in turn, politely, and what came of it kept."""

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from documents.models import Link
from documents.models.link import BROKEN_AFTER
from upkeep.alone import alone
from upkeep.politeness import Pauses
from upkeep.probing import Verdict, probe

MOST, SECONDS = 150, 300  # of one run: other work waits for it
AGAIN = timedelta(days=30)
UNCLEAR = timedelta(days=7)
FAILING, BROKEN = timedelta(days=1), timedelta(days=7)


def check_links(
    most: int = MOST,
    seconds: float = SECONDS,
    progress: Callable = lambda *done: None,
    probe: Callable[[str, Callable], Verdict] = probe,
    pauses: Callable | None = None,
) -> int:
    """Look at the links whose turn it is; returns how many. Busy where another run is at it."""
    ends, pauses = time.monotonic() + seconds, pauses or Pauses()
    with alone("links"):
        for done in range(most):
            link = None if time.monotonic() > ends else take()
            if link is None:
                return done
            record(link, probe(link.url, pauses))
            progress(done + 1, most, link.url)
    return most  # fmt: skip


def take() -> Link | None:
    """Take the next link; its turn is over whatever happens, so that none holds up the others."""
    link = Link.objects.of_published().due().first()
    if link:
        Link.objects.filter(pk=link.pk).update(check_due=timezone.now() + FAILING)
    return link


def record(link: Link, verdict: Verdict) -> None:
    """Keep what came of a look; not where the address has changed meanwhile."""
    now = timezone.now()
    found = {"checked_at": now, "check_result": verdict.result, **outlook(link, verdict, now)}
    Link.objects.filter(pk=link.pk, url=link.url).update(**found)
    if verdict.pause:
        leave_alone(verdict.host, now + verdict.pause)


def outlook(link: Link, verdict: Verdict, now: datetime) -> dict:
    """Return how often it failed by now, and when it is to be looked at again."""
    if verdict.result == Link.CheckResult.REACHED:
        return {"failures": 0, "failing_since": None, "check_due": now + AGAIN}
    if verdict.result in Link.UNCLEAR:
        return {"check_due": now + (verdict.pause or UNCLEAR)}
    failures = link.failures + is_first_of_its_day(link, now)
    later = BROKEN if failures >= BROKEN_AFTER else FAILING
    since = link.failing_since or now
    return {"failures": failures, "failing_since": since, "check_due": now + later}


def is_first_of_its_day(link: Link, now: datetime) -> bool:
    """Tell whether it is the first failure of its day: several of one day are one."""
    if not link.failures:
        return True
    return timezone.localdate(link.checked_at) < timezone.localdate(now)


def leave_alone(host: str, until: datetime) -> None:
    """Let no link to this host be looked at before."""
    at_host = rf"^https?://{re.escape(host)}(:[0-9]+)?([/?#]|$)"
    sooner = Q(check_due=None) | Q(check_due__lt=until)
    Link.objects.filter(sooner, url__iregex=at_host).update(check_due=until)
