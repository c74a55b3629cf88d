"""The entry form leads to its parts, and from each error to its field."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User

from tests.documents.admin.test_entry_admin import form_data
from tests.factories import make_kind

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).parents[3] / "templates"


@pytest.fixture
def client(client):
    user = User.objects.create_user("ana", is_staff=True)
    user.groups.add(Group.objects.get(name="Organizers"))
    client.force_login(user)
    make_kind("tool", sections=["purpose"])
    return client


def test_every_part_of_the_form_is_one_click_away(client):
    html = client.get("/admin/documents/entry/add/?kind=tool").content.decode()

    contents = re.search(r'<nav class="form-contents".*?</nav>', html, re.DOTALL).group()
    targets = re.findall(r'href="#([^"]+)"', contents)
    assert len(targets) > 8
    assert [target for target in targets if f'id="{target}"' not in html] == []


def test_every_error_leads_to_its_field(client):
    data = form_data(title="", issued="last year", **{"links-TOTAL_FORMS": "1"})
    data |= {"links-0-url": "not an address", "links-0-title": "A page"}

    html = client.post("/admin/documents/entry/add/?kind=tool", data).content.decode()

    summary = re.search(r'<div class="errornote" role="alert">.*?</div>', html, re.DOTALL).group()
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert set(targets) == {"id_title", "id_issued", "id_links-0-url"}
    assert [target for target in targets if f'id="{target}"' not in html] == []


def test_every_error_note_is_said_aloud():
    """A screen reader that is sent back to a form hears why."""
    notes = [
        note
        for path in TEMPLATES.rglob("*.html")
        for note in re.findall(r'<\w+ class="errornote"[^>]*>', path.read_text("utf-8"))
        if path.name not in {"changes.html", "change.html"}
    ]  # tell of a state, not of a form

    assert len(notes) >= 5
    assert [note for note in notes if 'role="alert"' not in note] == []
