"""How other people's servers are treated."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone

from upkeep.politeness import PAUSE, Pauses, leave_alone


def test_a_host_rests_between_two_requests_while_others_are_asked():
    now, slept = [100.0], []
    pauses = Pauses(slept.append, lambda: now[0])

    for host, seconds in [("a", 0), ("b", 0), ("a", 0.5), ("a", 10)]:
        now[0] += seconds
        pauses(host)

    assert slept == [PAUSE - 0.5]


@pytest.mark.parametrize(
    ("header", "hours"),
    [
        ("7200", 2), ("0", 1), ("5", 1), (" 7200 ", 2), ("9" * 500, 7 * 24), ("-5", 24), ("", 24),
        ("soon", 24), ("²", 24), ("Wed, 21 Oct 2015 07:28:00 GMT", 1), ("\x00", 24),
        ("Wed, 99 Oct 99999 99:99:99 GMT", 24),
    ],
)  # fmt: skip
def test_it_is_left_alone_as_long_as_it_says_within_reason(header, hours):
    assert leave_alone(header) == timedelta(hours=hours)


def test_it_may_name_a_day():
    tomorrow = format_datetime(timezone.now() + timedelta(hours=24), usegmt=False)

    assert timedelta(hours=23) < leave_alone(tomorrow) <= timedelta(hours=24)
