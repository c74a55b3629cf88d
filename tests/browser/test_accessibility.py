"""axe-core finds nothing to complain of, on any page, in both directions, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import PAGES, address

# Django's admin is held to WCAG 2.2 AA; our own pages also to axe's advice on good practice.
WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WCAG = {"runOnly": {"type": "tag", "values": WCAG_TAGS}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_have_no_violation(browser, site, name, language, scheme):
    page = browser.new_page(color_scheme=scheme)
    problems: list[str] = []
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address(site, name, language))

    found = Axe().run(page).response["violations"]

    # The browser itself logs that the page "not found" was not found.
    problems = [text for text in problems if "404" not in text]
    assert (describe(found), problems) == ([], [])
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(browser, site, name, language, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address(site, name, language))

    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )

    assert overflow <= 0
    page.close()


def test_the_curators_forms_have_no_violation(organizer_page, site):
    for path in ("/admin/", "/admin/documents/entry/", "/admin/documents/entry/add/?kind=tool"):
        organizer_page.goto(site.url(path))
        organizer_page.wait_for_timeout(300)  # select2 builds its boxes after the page
        found = Axe().run(organizer_page, options=WCAG).response["violations"]
        assert describe(found) == [], path


def describe(violations: list[dict]) -> list[str]:
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in violations]
