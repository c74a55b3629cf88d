"""Rows of the long forms: one to fill in without a script, cells that say what they are, and boxes
that hold one line however long."""

import pytest

from documents.models import Entry
from tests.documents.admin.test_entry_admin import form_data
from tests.factories import make_entry, make_kind
from tests.people import make_person
from twg_repository.templatetags.columns import named

pytestmark = pytest.mark.django_db

TOTALS = ["links", "files", "places", "contributions", "identifiers", "relations", "translations"]


@pytest.fixture
def client(client):
    client.force_login(make_person("ana", "Organizers"))
    make_kind("tool", sections=["purpose"])
    return client


def totals(page) -> dict[str, int]:
    return {
        each.formset.prefix: each.formset.total_form_count()
        for each in page.context["inline_admin_formsets"]
    }


def test_without_a_script_each_part_of_an_entry_has_an_empty_row_where_it_is_asked_for(client):
    address = "/admin/documents/entry/add/?kind=tool"
    page = client.get(address)
    assert set(totals(page).values()) == {0}
    way = "/admin/documents/entry/add/?kind=tool&empty_rows=1".partition("?")[2]
    assert f"?{way}".replace("&", "&amp;") in page.text

    page = client.get(f"{address}&empty_rows=1")
    assert totals(page) == dict.fromkeys(TOTALS, 1)
    filled = {"links-TOTAL_FORMS": "1", "links-0-url": "https://example.net/a"}
    client.post(f"{address}&empty_rows=1", form_data(**filled))
    assert Entry.objects.get().links.get().url == "https://example.net/a"


def test_without_a_script_a_kind_gets_another_section(client):
    address = f"/admin/documents/kind/{make_kind('tool').pk}/change/"

    assert totals(client.get(address)) == {"section_templates": 1}
    assert totals(client.get(f"{address}?empty_rows=1")) == {"section_templates": 2}


def test_the_sections_of_a_kind_are_in_sight(client):
    page = client.get(f"/admin/documents/kind/{make_kind('tool').pk}/change/").text

    assert "<details" not in page
    assert 'href="#section_templates-heading"' in page


def test_each_cell_of_a_list_carries_the_name_of_its_column(client):
    make_entry("Walks")

    page = client.get("/admin/documents/entry/").text

    assert '<td data-label="Title" class="field-title">' in page
    assert '<th data-label="Identifier" class="field-identifier">' in page


def test_a_cell_without_a_name_stays_as_it_is():
    cells = ['<td class="box"><input></td>', '<th class="a"><td></th>', "<td>more</td>"]
    headers = [{"text": '<input id="all">'}, {"text": "say <b>“a”</b> & b"}]

    assert named(cells, headers) == [
        cells[0], '<th data-label="Say “a” &amp; b" class="a"><td></th>', cells[2]
    ]  # fmt: skip


def test_a_title_that_was_broken_into_lines_is_one_line(client):
    data = form_data(title="Safety\r\nwalks in Gao")

    client.post("/admin/documents/entry/add/?kind=tool", data)

    assert Entry.objects.get().title == "Safety walks in Gao"
