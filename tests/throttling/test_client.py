"""Whose address counts, behind as many proxies as there are."""

import re

import pytest
from django.conf import settings as project

from throttling import client

CASES = [
    # proxies, X-Forwarded-For, REMOTE_ADDR, the client
    (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
    (0, None, "192.0.2.1", "192.0.2.1"),
    (0, None, "", None),
    (1, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
    (1, "1.2.3.4, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
    (2, "1.2.3.4, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"),
    (2, "203.0.113.9", "10.0.0.1", "10.0.0.1"),
    (1, None, "10.0.0.1", "10.0.0.1"),
    (1, "", "10.0.0.1", "10.0.0.1"),
    (1, "nonsense", "10.0.0.1", "10.0.0.1"),
    (1, "203.0.113.9:4711", "10.0.0.1", "203.0.113.9"),
    (1, '"[2001:db8::7]:4711"', "10.0.0.1", "2001:db8::7"),
    (1, "2001:db8::7", "10.0.0.1", "2001:db8::7"),
    (1, "::ffff:203.0.113.9", "10.0.0.1", "203.0.113.9"),
    (1, "203.0.113.9,", "10.0.0.1", "10.0.0.1"),
    (1, "1' OR 1=1 --", "10.0.0.1", "10.0.0.1"),
]


@pytest.mark.parametrize(("proxies", "told", "peer", "found"), CASES)
def test_the_address_is_what_our_own_proxies_tell(rf, settings, proxies, told, peer, found):
    settings.PROXIES = proxies
    headers = {} if told is None else {"X-Forwarded-For": told}

    request = rf.get("/", headers=headers, REMOTE_ADDR=peer)

    assert client.address(request) == found


@pytest.mark.parametrize(
    ("peer", "network"),
    [("192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("", "")],
)
def test_one_house_counts_once(rf, peer, network):
    assert client.network(rf.get("/", REMOTE_ADDR=peer)) == network


def test_nobody_else_asks_for_the_address():
    """What looks itself would count everybody behind a proxy as one."""
    asking = re.compile(r"REMOTE_ADDR|FORWARDED_FOR|X-Forwarded-For|get_client_ip")
    ours = [
        path
        for path in project.BASE_DIR.glob("*/**/*.py")
        if path.relative_to(project.BASE_DIR).parts[0] not in (".venv", "tests", "var")
    ]

    found = {str(path.relative_to(project.BASE_DIR)) for path in ours
             if asking.search(path.read_text())}  # fmt: skip
    assert found == {"throttling/client.py"}
