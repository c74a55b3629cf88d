"""Whether a page elsewhere is still there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from documents.models import Link
from fetching import Answer, Budget, FetchError, Network, fetch
from fetching.errors import BadAnswer, Unreachable
from fetching.request import PUBLIC
from fetching.target import Target
from upkeep.politeness import leave_alone

CheckResult = Link.CheckResult
MISSING = {404, 410}
# Closed to machines, or to those who have not paid: people may well get in.
REFUSED = {401, 402, 403, 405, 406, 451, 999}


@dataclass(frozen=True)
class Verdict:
    """`host` wants to be left alone for `pause`, where it has said so."""

    result: CheckResult
    host: str = ""
    pause: timedelta | None = None


def probe(url: str, pause: Callable[[str], None], network: Network = PUBLIC) -> Verdict:
    """Ask for the head alone; a server that answers no such question is asked for the page."""
    budget = Budget()
    asking: dict[str, Any] = {"budget": budget, "most": 0, "pause": pause, "network": network}
    try:
        return judge(head(url, asking) or fetch(url, "GET", **asking))
    except FetchError as failure:
        return Verdict(CheckResult(failure.code))


def head(url: str, asking: dict) -> Answer | None:
    """Ask for the head; None where the answer says nothing about the page."""
    try:
        answer = fetch(url, "HEAD", **asking)
    except (BadAnswer, Unreachable):
        return None
    return answer if answer.status < 400 or is_busy(answer) else None


def is_busy(answer: Answer) -> bool:
    return answer.status == 429 or (answer.status == 503 and "retry-after" in answer.headers)


def judge(answer: Answer) -> Verdict:
    if is_busy(answer):
        rest = leave_alone(answer.headers.get("retry-after", ""))
        return Verdict(CheckResult.BUSY, Target.of(answer.url).host, rest)
    return Verdict(result_of(answer.status))


def result_of(status: int) -> CheckResult:
    if 200 <= status < 400:
        return CheckResult.REACHED
    if status in MISSING:
        return CheckResult.MISSING
    return CheckResult.REFUSED if status in REFUSED else CheckResult.ERROR
