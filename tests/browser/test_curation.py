"""An organizer's day in the browser: enter, publish, see it found, withdraw."""

from tests.browser.following import follow
from tests.documents.files import builders


def test_an_organizer_enters_a_tool_with_a_file_and_publishes_it(organizer_page, site, tmp_path):
    page = organizer_page
    guide = tmp_path / "safety-walk.pdf"
    guide.write_bytes(builders.pdf("Walk together", pages=2))
    page.goto(site.url("/admin/documents/entry/add/?kind=tool"))
    page.fill("#id_title", "Safety walk guide for Tripoli")
    page.fill("#id_takeaway", "Walk the streets with those who fear them.")
    page.fill("#id_summary", "A guide to walking through a neighbourhood together.")
    page.fill("#id_section_purpose", "See a street with the eyes of those who avoid it.")
    page.locator("#id_concepts_goal input").first.check()
    page.locator("#id_concepts_goal input").nth(4).check()
    choose(page, "concepts_language", "English")
    page.locator("#files-group .addlink").click()
    page.set_input_files("#id_files-0-content", str(guide))
    follow(page, "input[name=_publish]")
    for question in page.locator("[id^=id_answer_] input[value=no]").all():
        question.check()
    page.fill("#id_reason", "The office asked for it before the review.")
    follow(page, "input[type=submit][value=Publish]")

    assert "is published now" in page.locator(".messagelist").inner_text()

    page.goto(site.url("/search/?q=Safety+walk+guide+Tripoli"))
    follow(page, page.get_by_role("link", name="Safety walk guide for Tripoli"))
    assert "safety-walk.pdf" in page.content()


def choose(page, field: str, text: str) -> None:
    """Pick a concept in a search box of the admin."""
    page.locator(f".field-{field} .select2-search__field").fill(text)
    page.locator(".select2-results__option--highlighted", has_text=text).click()


def test_a_login_with_a_wrong_password_is_throttled(browser, site):
    page = browser.new_page()
    for _attempt in range(7):
        page.goto(site.url("/admin/login/"))
        if page.locator("#id_username").count():
            page.fill("#id_username", "nobody")
            page.fill("#id_password", "wrong")
            follow(page, "input[type=submit]")

    assert page.locator("#id_username").count() == 0
    page.close()
