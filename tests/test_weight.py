"""Pages are light enough for a slow phone: HTML and CSS as they come over the wire."""

import re

import pytest

from tests.http import fetch

KILOBYTE = 1024


def stylesheets(page) -> list[str]:
    return re.findall(rb'<link[^>]+rel="stylesheet"[^>]*href="([^"]+)"', page.text)


def weight(site, path: str) -> int:
    """Bytes on the wire of a page and its style sheets."""
    page = fetch(site.url(path))
    assert page.status == 200
    sheets = [fetch(site.url(href.decode())) for href in stylesheets(page)]
    assert sheets
    assert all(sheet.status == 200 for sheet in sheets)
    assert all(b"@layer" in sheet.text for sheet in sheets)
    assert all(b"@import" not in sheet.text for sheet in sheets)
    return len(page.wire) + sum(len(sheet.wire) for sheet in sheets)


@pytest.mark.parametrize("language", ["", "/es", "/fr", "/ar"])
@pytest.mark.parametrize(
    ("path", "limit"),
    [("/", 14), ("/search/", 14), ("/search/?q=violence", 16), ("/entries/TWG-0004/", 14)],
)
def test_a_page_with_its_style_weighs_little(site, path, limit, language):
    """14 KB is what a server may send before it waits for the first answer of a slow phone."""
    assert weight(site, language + path) <= limit * KILOBYTE


@pytest.mark.parametrize("language", ["", "/es", "/fr", "/ar"])
@pytest.mark.parametrize("path", ["/", "/search/", "/entries/TWG-0004/"])
def test_the_first_page_with_its_style_inside_weighs_as_little(site, path, language):
    page = fetch(site.url(language + path), **{"Sec-Fetch-Site": "none"})

    assert b"--accent" in page.text
    assert stylesheets(page) == []
    assert len(page.wire) <= 14 * KILOBYTE


@pytest.mark.parametrize("path", ["/", "/search/", "/entries/TWG-0004/"])
def test_no_script_blocks_the_first_view(site, path):
    """The one script inside loads the others when the page has been shown."""
    page = fetch(site.url(path)).text

    assert re.findall(rb"<script[^>]*\bsrc=", page) == []
    assert page.count(b"<script") == 1


@pytest.mark.parametrize("path", ["/", "/search/", "/entries/TWG-0004/"])
def test_scripts_weigh_little(site, path):
    page = fetch(site.url(path))
    modules = re.search(rb'data-modules="([^"]*)"', page.text).group(1).decode().split()
    scripts = [fetch(site.url(module)) for module in modules]

    assert modules
    assert all(script.status == 200 for script in scripts)
    assert sum(len(script.wire) for script in scripts) <= 15 * KILOBYTE


def test_the_search_page_shows_twenty_results(site):
    assert fetch(site.url("/search/")).text.count(b'<li class="result"') == 20
