"""axe-core finds nothing to complain of, on any page, in both directions, light and dark."""

import pytest

from tests.browser.axe import WCAG, found_in, violations
from tests.browser.pages import ADMIN, PAGES, STATUSES, address


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


@pytest.mark.parametrize("width", [1280, 320])
def test_the_components_have_no_violation(browser, site, width):
    """All of them on one page, where landmarks and headings repeat: held to WCAG alone."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(site.url("/design/"))

    assert violations(page, "light", WCAG) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ADMIN)
def test_the_curators_pages_have_no_violation(organizer_page, site, name, language):
    organizer_page.goto(address(site, name, language))
    assert organizer_page.locator("#content, main").count() > 0
    organizer_page.wait_for_timeout(300)  # select2 builds its boxes after the page

    assert found_in(organizer_page, WCAG) == {"light": [], "dark": []}
