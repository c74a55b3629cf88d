"""A superseded entry says when, why and what to read instead, as far as its reader may know."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from documents.audience import Audience
from documents.history import actions
from documents.history.succession import Successor, superseded
from documents.models import Entry
from tests.factories import make_entry
from tests.people import make_person

pytestmark = pytest.mark.django_db

REASON = "The second edition corrects the figures."


@pytest.fixture
def new():
    return make_entry("Walks, second edition")


@pytest.fixture
def old(new):
    entry = make_entry("Walks, first edition")
    actions.supersede(entry, None, REASON, new)
    return entry


def notice(client, entry) -> str:
    html = client.get(entry.get_absolute_url()).content.decode()
    (found,) = re.findall(r'<div class="notice" data-tone="warm">(.*?)</div>\s*</dl>', html, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_the_page_says_when_why_and_what_to_read_instead(client, old, new):
    html = client.get(old.get_absolute_url()).content.decode()

    today = timezone.localdate()
    assert notice(client, old) == (
        f"This entry is superseded. When {today:%-d %B %Y} Why {REASON} Read instead "
        "Walks, second edition Tool"
    )
    assert html.count("Something newer stands") == 0
    assert f'href="{new.get_absolute_url()}"' in html


def test_the_data_say_it_too(client, old, new):
    record = client.get(f"/api/v1/entries/{old.identifier}/").json()

    step = old.state_changes.get()
    told = {"at": step.at.isoformat(timespec="milliseconds"), "reason": REASON}
    told["at"] = told["at"].replace("+00:00", "Z")
    assert record["superseded"] == told | {"replacement": new.identifier}
    assert "superseded" not in client.get(f"/api/v1/entries/{new.identifier}/").json()


@pytest.mark.parametrize(
    "columns",
    [
        {"access": "members"},
        {"access": "embargoed", "embargo_until": timezone.localdate() + timedelta(days=9)},
        {"access": "members", "state": "withdrawn", "withdrawn_at": timezone.now(),
         "withdrawal_reason": "x"},
    ],
)  # fmt: skip
def test_a_successor_that_the_reader_may_not_read_is_not_named(client, old, new, columns):
    Entry.objects.filter(pk=new.pk).update(**columns)

    html = client.get(old.get_absolute_url()).content.decode()

    assert "Another entry stands for it, which cannot be read here now." in notice(client, old)
    assert new.title not in html
    assert new.identifier not in html
    record = client.get(f"/api/v1/entries/{old.identifier}/").json()
    assert record["superseded"]["replacement"] is None
    assert new.identifier not in str(record)


def test_a_member_is_led_to_what_is_for_members(client, old, new):
    Entry.objects.filter(pk=new.pk).update(access="members")
    client.force_login(make_person("mia", "Members"))

    assert new.title in notice(client, old)


def test_a_successor_that_was_withdrawn_is_said_to_be_so(client, old, new):
    Entry.objects.filter(pk=new.pk).update(
        state="withdrawn", withdrawn_at=timezone.now(), withdrawal_reason="Wrong."
    )

    assert "The entry that stood for it was withdrawn." in notice(client, old)
    assert new.title not in client.get(old.get_absolute_url()).content.decode()


def test_a_tombstone_leads_to_what_was_superseded_meanwhile(client, new):
    gone, newest = make_entry("Gone"), make_entry("Third edition")
    actions.withdraw(gone, None, "Wrong.", new)
    actions.supersede(new, None, REASON, newest)

    page = client.get(gone.get_absolute_url())

    assert page.status_code == 410
    assert new.get_absolute_url() in page.content.decode()


def test_of_an_entry_whose_step_nobody_kept_the_successor_is_told(new):
    old = make_entry(state="superseded", replacement=new)

    told = superseded(old, Audience.PUBLIC)

    assert (told.at, told.reason, told.successor) == (None, "", Successor(new))


def test_the_reason_is_shown_as_text(client, new):
    old = make_entry("Old")
    actions.supersede(old, None, "<b>Bold</b>\nand more", new)

    html = client.get(old.get_absolute_url()).content.decode()

    assert "&lt;b&gt;Bold&lt;/b&gt;<br>and more" in html
