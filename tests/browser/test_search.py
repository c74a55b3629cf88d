"""The search as a visitor uses it; all of it without a script."""

import re

import pytest

from tests.browser.following import follow
from tests.browser.pages import address


@pytest.fixture
def page(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def total(page) -> int:
    return int(re.search(r"\d+", page.locator("h1").inner_text()).group())


def test_the_number_beside_a_value_is_the_number_of_results_after_the_click(page, site):
    page.goto(address(site, "search"))
    box = page.locator("input[type=checkbox][name=kind]").first
    count = int(box.locator("xpath=..").locator("i").inner_text())

    box.check()
    follow(page, page.get_by_role("button", name="Show results").first)

    assert total(page) == count
    assert "kind=" in page.url


def test_a_chip_removes_its_filter(page, site):
    page.goto(site.url("/search/?kind=tool"))
    filtered = total(page)

    follow(page, page.get_by_role("link", name=re.compile("Remove filter")).first)

    assert total(page) > filtered
    assert "kind=" not in page.url


def test_a_visitor_finds_an_entry_and_downloads_its_file(page, site):
    page.goto(site.url("/search/?file=yes"))
    follow(page, page.locator("main h2 a, main h3 a").first)

    with page.expect_download() as download:
        page.locator("a[href*='/files/']").first.click()

    assert download.value.suggested_filename == "guide.pdf"


def test_a_synonym_in_another_language_finds_what_is_tagged(page, site):
    page.goto(site.url("/search/?q=pandilla"))

    assert total(page) > 0


def test_a_misspelt_word_is_corrected_and_the_page_says_so(page, site):
    page.goto(site.url("/search/?q=crime+observatry"))
    notice = page.get_by_role("status").filter(has_text="observatry")
    found = total(page)

    follow(page, notice.get_by_role("link", name="observatory"))

    assert page.locator("input[name=q]").input_value() == "crime observatory"
    assert total(page) == found > 0


def test_a_chosen_value_can_be_left_out_and_taken_in_again(page, site):
    every = total_of(page, site, "/search/")
    page.goto(site.url("/search/?kind=tool"))
    tools = total(page)

    follow(page, page.get_by_role("link", name=re.compile("Leave out instead")))
    assert total(page) == every - tools
    follow(page, page.get_by_role("link", name=re.compile("Take in again")))
    assert total(page) == tools


def total_of(page, site, path: str) -> int:
    page.goto(site.url(path))
    return total(page)


def test_an_empty_result_offers_what_to_remove_and_how_many_results_that_gives(page, site):
    page.goto(site.url("/search/?kind=tool&year_to=1900"))
    offered = page.locator(".nothing li", has_text="Without").first
    offer, promised = offered.locator("a"), int(re.findall(r"\d+", offered.inner_text())[-1])

    follow(page, offer)

    assert total(page) == promised > 0


def test_what_is_typed_can_be_read_on_every_ground(page, site):
    for path in ("/", "/search/"):
        page.goto(site.url(path))
        ink, paper = page.locator("#q").evaluate(
            "each => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]"
        )
        assert ink != paper
        assert sum(map(int, re.findall(r"\d+", ink)[:3])) < 200, ink
