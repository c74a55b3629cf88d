"""The language that a reader chose is offered again, known to nobody but the browser."""

import pytest

from tests.browser.following import follow

LOADED = "performance.getEntriesByType('resource').some((each) => /language/.test(each.name))"


def visit(page, url: str) -> None:
    """Open a page and wait for the script, which comes when the page has been painted."""
    page.goto(url)
    for _attempt in range(50):
        page.wait_for_timeout(100)
        if page.evaluate(LOADED):
            return
    raise AssertionError("the script was not loaded")


@pytest.fixture
def page(browser):
    context = browser.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_chosen_language_is_offered_on_a_page_in_another(page, site):
    visit(page, site.url("/about/"))
    assert page.locator(".offer:visible").count() == 0
    follow(page, page.locator(".languages a[hreflang=fr]"))
    assert page.url.endswith("/fr/about/")

    visit(page, site.url("/places/"))

    assert page.locator(".offer:visible").get_attribute("lang") == "fr"
    assert page.context.cookies() == []


def test_who_chose_english_is_offered_nothing_else(browser, site):
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    visit(page, site.url("/about/"))
    assert page.locator(".offer:visible").get_attribute("lang") == "fr"
    follow(page, page.locator(".languages a[hreflang=en]"))

    visit(page, site.url("/places/"))

    assert page.locator(".offer:visible").count() == 0
    context.close()
