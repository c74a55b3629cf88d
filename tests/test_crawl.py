"""Every link of the site leads somewhere, and none to a copy of a work elsewhere."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from documents.records.loading import DATA_DIR
from tests.http import fetch

MIRRORS = (
    "docslib", "vdocument", "fdocument", "scribd", "kipdf", "pdfslide", "9dok", "1library",
    "issuu", "readkong", "pingpdf", "paperzz",
)  # fmt: skip
LINK = re.compile(rb'<(?:a|link|script|img|use)\b[^>]*?\b(?:href|src)="([^"]*)"')
ENOUGH = 5000  # pages; the site of the starter collection has fewer


@pytest.fixture(scope="module")
def crawl(site):
    """(address -> status of every page that links lead to, addresses elsewhere)."""
    seen: dict[str, int] = {}
    elsewhere: set[str] = set()
    frontier = {site.url("/")}
    with ThreadPoolExecutor(8) as pool:
        while frontier:
            pages = zip(frontier, pool.map(fetch, frontier), strict=True)
            found = {link for address, page in pages for link in visit(address, page, seen)}
            assert len(seen) < ENOUGH
            elsewhere |= {link for link in found if not link.startswith(site.address)}
            frontier = found - elsewhere - set(seen)
    return seen, elsewhere


def visit(address: str, page, seen: dict[str, int]) -> list[str]:
    """Note the page's status; its links."""
    seen[address] = page.status
    return links(page, address)


def links(page, base: str) -> list[str]:
    """Where a page leads. Filters of filters are without end, so those are not walked."""
    if "text/html" not in page.headers.get("content-type", ""):
        return []
    found = [
        urldefrag(urljoin(base, unescape(link.decode()))).url for link in LINK.findall(page.text)
    ]
    return [link for link in found if not (urlsplit(link).query and urlsplit(base).query)]


def test_every_page_answers(crawl):
    seen, _elsewhere = crawl

    assert {address: status for address, status in seen.items() if status != 200} == {}
    assert len([address for address in seen if "/entries/TWG-" in address]) >= 95 * 4


def test_no_link_leads_to_a_mirror(crawl):
    _seen, elsewhere = crawl

    assert [link for link in elsewhere if any(mirror in link for mirror in MIRRORS)] == []


def test_the_crawler_would_notice_a_dead_link(site):
    assert fetch(site.url("/entries/TWG-9999/")).status == 404


def test_the_shipped_records_name_no_mirror():
    records = "".join(path.read_text() for path in (DATA_DIR / "starter").glob("*.yaml"))

    assert records
    assert [mirror for mirror in MIRRORS if mirror in records] == []
