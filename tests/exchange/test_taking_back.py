"""An import that was left half way is gone on with or thrown away; undoing says first what it
would do."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from documents.changes import Outlook, outlook
from documents.history import actions
from documents.models import Entry
from exchange.files import OAI
from exchange.models import ImportRow, ImportRun
from tests.exchange.test_pages import CSV, address, map_as_guessed, send
from tests.factories import make_entry, make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db

LIST = reverse("admin:exchange_importrun_changelist")
RIS = "TY  - JOUR\nTI  - Walks\nER  - \n"


@pytest.fixture(autouse=True)
def curator(client):
    make_kind("tool", sections=["purpose"])
    account = make_person("ben", "Curators")
    client.force_login(account)
    return account


def left() -> ImportRun:
    """The newest import."""
    return ImportRun.objects.latest("pk")


class TestLeftHalfWay:
    def test_before_its_columns_were_confirmed_it_leads_on_to_them(self, client):
        send(client, CSV)
        run = left()
        assert run.state == "uploaded"

        for page in (LIST, address("change", run)):
            assert address("mapping", run) in client.get(page).text

        assert map_as_guessed(client).state == "prepared"

    @pytest.mark.parametrize(("format_", "content"), [("ris", RIS), (OAI, "")])
    def test_without_columns_it_can_be_looked_through_again(
        self, client, curator, monkeypatch, format_, content
    ):
        """Such as when the other repository did not answer the first time."""
        make_kind("literature")
        run = ImportRun.objects.create(
            actor=curator, name="walks", format=format_, content=content.encode()
        )
        assert address("look", run) in client.get(address("change", run)).text

        assert client.get(address("look", run)).status_code == 405
        client.post(address("look", run))

        run.refresh_from_db()
        assert run.state == ("preparing" if format_ == OAI else "prepared")

    def test_looking_through_is_not_a_way_round_the_columns(self, client):
        send(client, CSV)

        assert client.post(address("look", left())).status_code == 403

    @pytest.mark.parametrize("state", ["uploaded", "preparing", "prepared"])
    def test_it_can_be_thrown_away_with_its_rows(self, client, state):
        send(client, CSV)
        run = map_as_guessed(client)
        ImportRun.objects.filter(pk=run.pk).update(state=state)
        for page in (LIST, address("change", run)):
            assert address("discard", run) in client.get(page).text

        page = client.get(address("discard", run)).text
        assert "No entry changes." in page
        assert ImportRow.objects.count() == 2

        answer = client.post(address("discard", run), follow=True).text
        assert "The import of table.csv was thrown away." in answer
        assert not ImportRun.objects.exists()
        assert not ImportRow.objects.exists()
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("state", ["applying", "applied", "undoing", "undone"])
    def test_what_was_applied_is_never_thrown_away(self, client, state):
        send(client, CSV)
        run = map_as_guessed(client)
        client.post(address("apply", run))
        ImportRun.objects.filter(pk=run.pk).update(state=state)

        assert address("discard", run) not in client.get(LIST).text
        assert client.get(address("discard", run)).status_code == 403
        assert client.post(address("discard", run)).status_code == 403

        with pytest.raises(IntegrityError, match="stays on record"):
            run.delete()

    def test_who_is_late_is_told_so(self, client, monkeypatch):
        """Somebody applied it while another looked at the page that throws it away."""
        send(client, CSV)
        run = map_as_guessed(client)
        monkeypatch.setattr(ImportRun, "can_be_thrown_away", True)
        client.post(address("apply", run))

        answer = client.post(address("discard", run), follow=True).text

        assert "This import is “applied” now." in answer
        assert ImportRun.objects.get() == run

    def test_only_its_own_curator_and_organizers_throw_it_away(self, client):
        send(client, CSV)
        run = left()
        client.force_login(make_person("rex", "Curators"))
        assert client.get(address("discard", run)).status_code == 403
        assert client.post(address("discard", run)).status_code == 403
        assert client.post(address("look", run)).status_code == 403
        assert ImportRun.objects.get() == run

        client.force_login(make_person("ana", "Organizers"))
        client.post(address("discard", run))
        assert not ImportRun.objects.exists()


class TestUndoing:
    @pytest.fixture
    def applied(self, client):
        """Two entries made, two changed; one of each was worked on since."""
        old = [make_entry(f"Old {n}", takeaway="Before.") for n in range(2)]
        for entry in old:
            actions.entry_saved(entry, None)
        rows = "".join(f"{entry.identifier},tool,{entry.title},After.\n" for entry in old)
        send(client, f"identifier,kind,title,takeaway\n{rows},tool,New 0,\n,tool,New 1,\n")
        run = map_as_guessed(client)
        client.post(address("apply", run))
        for title in ("Old 1", "New 1"):
            Entry.objects.filter(title=title).update(summary="Edited.")
            actions.entry_saved(Entry.objects.get(title=title), None)
        return run

    def test_says_first_how_many_entries_it_touches_and_which(self, client, applied):
        assert f'href="{address("undo", applied)}"' in client.get(address("change", applied)).text

        page = client.get(address("undo", applied)).text

        assert "1 entry was entered by this import and will be deleted." in page
        assert "1 entry was changed by it and will be as it was before." in page
        assert "2 entries stay as they are" in page
        assert [f"{title}</bdi>" in page for title in ("New 0", "Old 0", "Old 1", "New 1")] == [
            True
        ] * 4
        assert Entry.objects.count() == 4
        assert left().state == "applied"

    def test_does_what_it_said(self, client, applied):
        ids = dict(Entry.objects.values_list("title", "pk"))
        said = outlook(applied)
        assert said == Outlook([ids["New 0"]], [ids["Old 0"]], sorted([ids["Old 1"], ids["New 1"]]))

        client.post(address("undo", applied))

        left_over = dict(Entry.objects.values_list("title", "takeaway"))
        assert left_over == {"Old 0": "Before.", "Old 1": "After.", "New 1": ""}

    def test_asks_the_same_number_of_queries_for_any_number_of_rows(
        self, client, django_assert_max_num_queries
    ):
        rows = "".join(f"tool,Title {number}\n" for number in range(60))
        send(client, f"kind,title\n{rows}")
        run = map_as_guessed(client)
        client.post(address("apply", run))

        with django_assert_max_num_queries(30):
            page = client.get(address("undo", run)).text

        assert "60 entries were entered by this import and will be deleted." in page
        assert "and 50 more" in page
