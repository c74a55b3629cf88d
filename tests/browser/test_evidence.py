"""A finding corrected by one person and confirmed by another, in the browser."""

import pytest

from tests.browser.following import follow, sign_in

PREPARE = """
from tests.people import make_person
from tests.findings import make_block
from documents.history.actions import entry_saved
from documents.models import Entry
from documents.evidence.outcomes import outcomes
entries = Entry.objects.published().filter(kind__takes_findings=True, evidence_block=None)
entry = entries.filter(access="open").order_by("pk")[0]
row = {"dimension": "effect", "outcome": outcomes()[0].code, "direction": "fewer"}
make_block(entry, row | {"finding": "Fewer peopel were hurt.", "quality": 4})
entry_saved(entry, None)
make_person("cora", "Curators")
make_person("rhea", "Reviewers")
print(entry.pk)
"""
CORRECT = "#content-main section a.button"


@pytest.fixture
def entry(site) -> int:
    return int(site.shell(PREPARE).splitlines()[-1])


def signed_in(browser, site, name: str):
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    sign_in(page, site, name, "correct horse battery")
    return page


def public_text(page, site, entry: int) -> str:
    page.goto(site.url(f"/entries/TWG-{entry:04d}/"))
    return page.locator(".evidence").inner_text()


def fits(page) -> bool:
    """Whether nothing is to be scrolled sideways."""
    return page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_one_corrects_a_finding_and_another_confirms_its_quality(browser, site, entry):
    curator = signed_in(browser, site, "cora")
    curator.goto(site.url(f"/admin/documents/entry/{entry}/change/"))
    follow(curator, curator.get_by_role("link", name="Correct the findings"))
    follow(curator, curator.locator(CORRECT))
    assert fits(curator)
    curator.fill("#id_finding", "Fewer people were hurt.")
    curator.fill("#id_note", "A word was misspelt.")
    follow(curator, "input[name=_correct]")
    assert "The finding is corrected." in curator.locator(".messagelist").inner_text()

    follow(curator, curator.locator(CORRECT))
    curator.select_option("#id_quality", "2")
    curator.fill("#id_note", "The study has no comparison.")
    follow(curator, "input[name=_correct]")
    assert "second person" in curator.locator(".messagelist").inner_text()
    assert fits(curator)
    text = public_text(curator, site, entry)
    assert "Fewer people were hurt." in text
    assert "4 of 5" in text

    reader = signed_in(browser, site, "rhea")
    reader.goto(site.url("/admin/documents/entry/evidence/"))
    follow(reader, reader.locator(f"a[href='/admin/documents/entry/{entry}/evidence/findings/']"))
    assert fits(reader)
    follow(reader, "button[name=_confirm]")

    assert "2 of 5" in public_text(reader, site, entry)
    reader.goto(site.url(f"/entries/TWG-{entry:04d}/versions/"))
    notes = reader.locator(".versions").inner_text()
    assert "A word was misspelt." in notes
    assert "The study has no comparison." in notes
    for page in (curator, reader):
        page.context.close()
