"""The search box offers what may be meant, by keyboard, mouse and touch, and searches without."""

import re

import pytest

from tests.browser.axe import found_in

WORDS = {"": ("viol", "Violence"), "/ar": ("العن", "العنف")}
BOX = "#q[role=combobox]"  # the script has come
OPTION = ".searchbox [role=option]"
PLACES = """[...document.querySelectorAll("body *:not(.completions, .completions *)")]
  .map((each) => each.getBoundingClientRect())
  .map((box) => [box.x, box.y + scrollY].join()).join(" ")"""


@pytest.fixture(params=["", "/ar"], ids=["en", "ar"])
def prefix(request) -> str:
    return request.param


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def type_ahead(page, site, prefix: str, path: str = "/search/", text: str = ""):
    """Type the beginning of a word and wait for the list; the options."""
    page.goto(site.url(prefix + path))
    page.locator(BOX).press_sequentially(text or WORDS[prefix][0])
    page.locator(OPTION).first.wait_for()
    return page.locator(OPTION)


def active(page) -> str | None:
    """The text of the option that a screen reader would read; it must be the one selected."""
    option_id = page.locator(BOX).get_attribute("aria-activedescendant")
    selected = page.locator(f"{OPTION}[aria-selected=true]")
    assert selected.count() == (1 if option_id else 0)
    assert option_id is None or selected.get_attribute("id") == option_id
    return selected.inner_text() if option_id else None


def test_the_keys_walk_through_the_options_and_back_to_the_text(page, site, prefix):
    options = type_ahead(page, site, prefix)
    texts, box = options.all_inner_texts(), page.locator(BOX)
    assert len(texts) >= 3
    assert active(page) is None

    for key, expected in [
        ("ArrowDown", texts[0]), ("ArrowDown", texts[1]), ("End", texts[-1]), ("ArrowDown", None),
        ("ArrowUp", texts[-1]), ("Home", texts[0]), ("ArrowUp", None), ("ArrowDown", texts[0]),
    ]:  # fmt: skip
        box.press(key)
        assert active(page) == expected, key
        assert page.locator("#q:focus").count() == 1
    assert box.input_value() == WORDS[prefix][0]


def test_enter_on_a_concept_filters_by_it(page, site, prefix):
    label = type_ahead(page, site, prefix).first.locator("bdi").first.inner_text()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"{prefix}/search/\?[\w-]+=[\w-]+$"))
    assert label.casefold() in page.locator(".chips").inner_text().casefold()


def test_enter_on_a_title_opens_the_entry(page, site, prefix):
    title = type_ahead(page, site, prefix, text=WORDS[""][0]).last.locator("bdi").first.inner_text()

    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"{prefix}/entries/TWG-"))
    assert page.locator("h1").inner_text() == title


def test_enter_without_a_choice_searches(page, site, prefix):
    type_ahead(page, site, prefix)

    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"{prefix}/search/\?q="))


def test_escape_closes_the_list_and_keeps_the_text(page, site, prefix):
    options, box = type_ahead(page, site, prefix), page.locator(BOX)
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")

    box.press("Escape")

    assert options.count() == 0
    assert (box.get_attribute("aria-expanded"), active(page)) == ("false", None)
    assert box.input_value() == WORDS[prefix][0]
    box.press("ArrowDown")
    options.first.wait_for()


def test_tab_leaves_and_closes(page, site):
    options = type_ahead(page, site, "")
    page.keyboard.press("ArrowDown")

    page.keyboard.press("Tab")

    assert options.count() == 0
    assert page.evaluate("document.activeElement.type") == "submit"


def test_a_click_follows_the_link(page, site, prefix):
    type_ahead(page, site, prefix, "/", text=WORDS[""][0]).last.click()

    page.wait_for_url(re.compile(r"/entries/TWG-"))


def test_a_tap_follows_the_link_and_the_targets_are_large(browser, site):
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    options = type_ahead(page, site, "", "/")
    heights = options.evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

    options.first.tap()

    page.wait_for_url(re.compile(r"/search/\?\w+="))
    context.close()


@pytest.mark.parametrize("path", ["/", "/search/", "/nowhere/"])
def test_the_open_list_has_no_violation_and_moves_nothing(page, site, prefix, path):
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda each: problems.append(each.text) if each.type == "error" else None)
    page.goto(site.url(prefix + path))
    page.locator(BOX).wait_for()
    before = page.evaluate(PLACES)
    page.locator(BOX).press_sequentially(WORDS[prefix][0])
    page.locator(OPTION).first.wait_for()
    assert page.evaluate(PLACES) == before
    page.keyboard.press("ArrowDown")

    found = found_in(page)

    assert found == {"light": [], "dark": []}
    assert [text for text in problems if "404" not in text] == []
    assert_on_top(page)


def assert_on_top(page) -> None:
    """Every option in view can be hit: nothing covers or cuts the list."""
    covered = page.locator(OPTION).evaluate_all(
        """all => all.filter((each) => {
             const list = each.closest("[role=listbox]").getBoundingClientRect();
             const box = each.getBoundingClientRect(), y = box.y + box.height / 2;
             return y < Math.min(list.bottom, innerHeight)
               && !each.contains(document.elementFromPoint(box.x + box.width / 2, y));
           }).length"""
    )
    assert covered == 0


def test_the_number_of_suggestions_is_announced(page, site):
    options = type_ahead(page, site, "")

    said = page.locator(".searchbox [role=status]").inner_text()

    assert said == f"{options.count()} suggestions"


def test_a_late_answer_to_an_earlier_text_is_ignored(page, site):
    page.goto(site.url("/search/"))
    page.route(re.compile(r"q=vi&"), lambda route: page.wait_for_timeout(600) or route.continue_())
    page.locator(BOX).press_sequentially("vi")
    page.wait_for_timeout(200)
    page.locator(BOX).press_sequentially("zzzz")
    page.wait_for_timeout(1200)

    assert page.locator(OPTION).count() == 0


def test_one_letter_asks_for_nothing(page, site):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url("/search/"))
    page.locator(BOX).press_sequentially("v")
    page.wait_for_timeout(400)

    assert [url for url in asked if "suggestions" in url] == []


def test_who_saves_data_is_asked_for_none(page, site):
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page.goto(site.url("/search/"))
    page.wait_for_timeout(600)

    assert page.locator("#q").get_attribute("role") is None


def test_the_option_chosen_is_seen_in_forced_colours(page, site):
    page.emulate_media(forced_colors="active")
    options = type_ahead(page, site, "")

    page.keyboard.press("ArrowDown")

    width = options.first.evaluate("each => parseFloat(getComputedStyle(each).outlineWidth)")
    assert width >= 2


def test_without_a_script_the_box_searches_and_the_address_is_a_page(browser, site, prefix):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(f"{prefix}/search/"))
    assert page.locator("#q").get_attribute("role") is None
    page.locator("#q").fill(WORDS[prefix][1])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{prefix}/search/\?q="))

    page.goto(site.url(f"{prefix}/search/suggestions/?q={WORDS[prefix][0]}"))
    page.locator("main ul a").first.click()

    page.wait_for_url(re.compile(rf"{prefix}/search/\?\w+="))
    context.close()
