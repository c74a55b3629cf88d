"""An embargo ends by itself, and the page of the entry knows."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.history import actions
from documents.models import Entry
from tests.factories import make_entry
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "shown"), [(9, "Open from"), (-1, "Open")])
def test_an_embargo_says_until_when_and_is_forgotten_when_over(admin_client, days, shown):
    day = timezone.localdate() + timedelta(days=days)
    entry = make_entry(access="embargoed", embargo_until=day)

    html = admin_client.get(f"/admin/documents/entry/{entry.pk}/preview/").content.decode()

    access = re.search(r"<dt>Access</dt>\s*<dd>(.*?)</dd>", html, re.DOTALL).group(1)
    assert access.strip().lower().startswith(shown.lower())
    assert ("from" in access) == (days > 0)


class TestTheNotice:
    """An address that was public says when it can be read again; one that was not is unknown."""

    def put_under(self, entry, days=9, **columns) -> None:
        Entry.objects.filter(pk=entry.pk).update(
            access="embargoed", embargo_until=timezone.localdate() + timedelta(days=days), **columns
        )
        entry.refresh_from_db()
        actions.entry_saved(entry, None)

    def addresses(self, entry) -> list[str]:
        return [
            entry.get_absolute_url(),
            reverse("versions", args=[entry.identifier]),
            reverse("version", args=[entry.identifier, 1]),
        ]

    def statuses(self, client, entry) -> set[int]:
        addresses = [*self.addresses(entry), reverse("api_entry", args=[entry.identifier])]
        return {client.get(address).status_code for address in addresses}

    @pytest.fixture
    def entry(self):
        entry = make_entry("Secret walks", summary="Secret.")
        actions.entry_saved(entry, None)
        return entry

    def test_what_was_public_says_its_day_and_nothing_else(self, client, entry):
        self.put_under(entry)

        for address in self.addresses(entry):
            page = client.get(address)
            assert page.status_code == 403
            html = page.content.decode()
            assert f'datetime="{entry.embargo_until:%Y-%m-%d}"' in html
            assert "Secret" not in html
            assert "noindex" in html
        answer = client.get(reverse("api_entry", args=[entry.identifier]))
        assert answer.status_code == 403
        assert answer.json() == {
            "identifier": entry.identifier,
            "state": "embargoed",
            "embargo_until": entry.embargo_until.isoformat(),
        }

    def test_what_never_was_public_is_unknown(self, client):
        entry = make_entry("Secret", state="draft")
        actions.entry_saved(entry, None)
        self.put_under(entry)
        actions.publish(entry, None)

        assert self.statuses(client, entry) == {404}

    def test_what_was_for_members_is_known_to_them_alone(self, client):
        entry = make_entry("Secret", access="members")
        actions.entry_saved(entry, None)
        self.put_under(entry)

        assert self.statuses(client, entry) == {404}
        client.force_login(make_person("mia", "Members"))
        assert self.statuses(client, entry) == {403}

    def test_an_embargo_that_grew_before_its_day_was_never_lifted(self, client):
        entry = make_entry("Secret")
        self.put_under(entry, days=1)
        self.put_under(entry, days=9)
        now = timezone.now()
        entry.revisions.filter(number=1).update(at=now - timedelta(days=9))
        entry.revisions.filter(number=2).update(at=now - timedelta(days=5))
        record = entry.revisions.get(number=1).record
        record["embargo_until"] = (timezone.localdate() - timedelta(days=4)).isoformat()
        entry.revisions.filter(number=1).update(record=record)

        assert self.statuses(client, entry) == {404}

    def test_an_embargo_that_was_over_before_the_next_began_was_public(self, client):
        entry = make_entry("Secret")
        self.put_under(entry, days=0)
        self.put_under(entry)

        assert self.statuses(client, entry) == {403}

    def test_what_was_public_and_withdrawn_under_embargo_keeps_its_tombstone(self, client, entry):
        self.put_under(entry)
        actions.withdraw(entry, None, "It named an informant.")

        assert self.statuses(client, entry) == {410}

    def test_a_draft_with_an_embargo_is_unknown(self, client, entry):
        actions.take_back(entry, "draft", None)
        self.put_under(entry)

        assert self.statuses(client, entry) == {404}

    def test_the_entry_is_back_on_its_day(self, client, entry):
        self.put_under(entry)
        self.put_under(entry, days=0)

        assert client.get(entry.get_absolute_url()).status_code == 200
