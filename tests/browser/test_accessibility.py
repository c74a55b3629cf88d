"""axe-core finds nothing to complain of, on any page, in both directions, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import ADMIN, PAGES, STATUSES, address

# Django's admin is held to WCAG 2.2 AA; our own pages also to axe's advice on good practice.
WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WCAG = {"runOnly": {"type": "tag", "values": WCAG_TAGS}}
# In the dark a page has other colours and is else the same.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_have_no_violation(browser, site, name, language):
    page = browser.new_page()
    problems: list[str] = []
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address(site, name, language))

    found = found_in(page)

    # The browser itself logs that there is nothing to be had at the address.
    expected = f"a status of {STATUSES.get(name)} "
    problems = [text for text in problems if expected not in text]
    assert (found, problems) == ({"light": [], "dark": []}, [])
    page.close()


def found_in(page, **options) -> dict[str, list[str]]:
    """Scheme -> what axe-core complains of."""
    return {
        "light": violations(page, "light", **options),
        "dark": violations(page, "dark", options=COLOURS),
    }


def violations(page, scheme: str, **options) -> list[str]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return describe(Axe().run(page, **options).response["violations"])


@pytest.mark.parametrize("width", [1280, 320])
def test_the_components_have_no_violation(browser, site, width):
    """All of them on one page, where landmarks and headings repeat: held to WCAG alone."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(site.url("/design/"))

    assert violations(page, "light", options=WCAG) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ADMIN)
def test_the_curators_pages_have_no_violation(organizer_page, site, name, language):
    organizer_page.goto(address(site, name, language))
    assert organizer_page.locator("#content, main").count() > 0
    organizer_page.wait_for_timeout(300)  # select2 builds its boxes after the page

    assert found_in(organizer_page, options=WCAG) == {"light": [], "dark": []}


def describe(violations: list[dict]) -> list[str]:
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in violations]
