"""From the search to a download by keyboard alone, with the focus seen at every step."""

import re

import pytest

FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const middle = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 12)];
  const top = document.elementFromPoint(...middle);
  return {
    tag: at.tagName, name: at.getAttribute("name"), text: at.innerText || at.value || "",
    inView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    covered: !(top && (at.contains(top) || top.contains(at))),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    block: [...document.querySelectorAll("header, main form > *, main section, footer")]
      .findIndex((each) => each.contains(at)),
  };
}"""
MOST_STEPS = 400


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(browser, request):
    context = browser.new_context(
        java_script_enabled=request.param, viewport={"width": 1280, "height": 800}
    )
    yield context.new_page()
    context.close()


def focused(page) -> dict:
    return page.evaluate(FOCUS)


def tab_until(page, wanted) -> dict:
    """Press Tab until the focus is where it is wanted; it must be seen on all the way."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        now = focused(page)
        assert now["inView"], now
        assert not now["covered"], now
        assert now["outline"] >= 2, now
        if wanted(now):
            return now
    raise AssertionError("the focus never came there")


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_search_filter_read_and_download(page, site, prefix):
    page.goto(site.url(f"{prefix}/"))
    tab_until(page, lambda now: now["name"] == "q")
    page.keyboard.type("violence")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=violence"))

    tab_until(page, lambda now: now["name"] == "file")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"file=yes"))

    tab_until(page, lambda now: now["tag"] == "A" and page.locator("h2 a:focus").count())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/entries/TWG-"))

    tab_until(page, lambda now: page.locator("a.download:focus").count())
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "guide.pdf"


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_the_guided_choice_by_keyboard(page, site, prefix):
    page.goto(site.url(f"{prefix}/situation/"))
    for step in (1, 2, 3, 4):
        tab_until(page, lambda now: now["tag"] == "INPUT")
        page.keyboard.press("Space")
        tab_until(page, lambda now: now["tag"] == "BUTTON")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"step={step + 1}" if step < 4 else r"/search/\?"))

    assert page.locator("main h2 a").count() >= 1


def test_the_first_stop_skips_to_the_content(page, site):
    page.goto(site.url("/search/"))
    page.keyboard.press("Tab")
    assert focused(page)["inView"]
    page.keyboard.press("Enter")

    now = tab_until(page, lambda now: True)

    assert page.locator("main :focus").count() == 1, now


def test_the_focus_follows_the_order_of_the_page(page, site):
    """Blocks of the page are passed one after the other, and none is come back to."""
    page.goto(site.url("/search/?kind=tool"))
    blocks = []

    def in_the_footer(now: dict) -> bool:
        blocks.append(now["block"])
        return page.locator("footer :focus").count() == 1

    tab_until(page, in_the_footer)

    assert len(set(blocks)) >= 4
    assert blocks == sorted(blocks)
