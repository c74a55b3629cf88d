"""The language that a reader chose is offered again, known to nobody but the browser."""

import pytest


@pytest.fixture
def page(browser):
    context = browser.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_chosen_language_is_offered_on_a_page_in_another(page, site):
    page.goto(site.url("/about/"))
    assert page.locator(".offer:visible").count() == 0
    page.locator(".languages a[hreflang=fr]").click()
    assert page.url.endswith("/fr/about/")

    page.goto(site.url("/places/"))

    assert page.locator(".offer:visible").get_attribute("lang") == "fr"
    assert page.context.cookies() == []


def test_who_chose_english_is_offered_nothing_else(browser, site):
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(site.url("/about/"))
    assert page.locator(".offer:visible").get_attribute("lang") == "fr"
    page.locator(".languages a[hreflang=en]").click()

    page.goto(site.url("/places/"))

    assert page.locator(".offer:visible").count() == 0
    context.close()
