"""What readers could read, version by version, and nothing that was never theirs to read."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import override

from documents.history import actions
from documents.models import Entry, Finding, Relation
from taxonomy import vocabulary
from tests.documents.admin.test_entry_admin import change_url, form_data
from tests.documents.files import builders
from tests.factories import make_concept, make_entry, make_file, make_kind
from tests.findings import FEWER_KILLED, NO_COSTS, make_block, make_practice, make_terms
from tests.people import make_person

pytestmark = pytest.mark.django_db


def address(entry, number=None) -> str:
    if number is None:
        return reverse("versions", args=[entry.identifier])
    return reverse("version", args=[entry.identifier, number])


def change(entry, note="", **columns):
    Entry.objects.filter(pk=entry.pk).update(**columns)
    actions.entry_saved(entry, make_or_get(), note)


def make_or_get():
    from django.contrib.auth.models import User

    return User.objects.filter(username="ben").first() or make_person("ben", "Curators")


def read(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.fixture
def entry():
    """A draft with a secret, published, and corrected once."""
    entry = make_entry("Secret working title", state="draft", found_by="Informant X")
    actions.entry_saved(entry, None, "Draft note")
    change(entry, title="Walks", summary="In 2018.")
    entry.refresh_from_db()
    actions.publish(entry, make_or_get())
    change(entry, "The year was wrong.", summary="In 2019.")
    return entry


def test_every_published_change_is_a_version_with_date_note_and_differences(client, entry):
    page = read(client, address(entry))

    assert "Version 2" in page
    assert "Version 1" in page
    assert "The year was wrong." in page
    assert "<del" in page
    assert "In 2018." in page
    assert "In 2019." in page


def test_the_old_version_is_readable_and_leads_to_the_current_one(client, entry):
    page = read(client, address(entry, 1))

    assert "In 2018." in page
    assert "In 2019." not in page
    assert "Read the current version 2" in page
    assert "noindex" in page
    assert f'href="http://testserver{entry.get_absolute_url()}"' in page.partition("canonical")[2]


def test_a_version_does_not_name_a_source_that_is_not_for_visitors(client):
    make_terms()
    entry, hidden = make_practice(), make_entry("Hidden", access="members")
    make_block(entry, FEWER_KILLED | {"sources": [{"entry": hidden.identifier}]})
    actions.entry_saved(entry, None)

    for page in (read(client, address(entry)), read(client, address(entry, 1))):
        assert hidden.identifier not in page
    client.force_login(make_person("mia", "Members"))
    assert hidden.identifier in read(client, address(entry, 1))


def test_a_version_says_what_was_found_in_words(client):
    terms = make_terms()
    entry, study = make_practice(), make_entry("Study")
    study_ = {"entry": study.identifier}
    block = make_block(entry, FEWER_KILLED | {"sources": [study_, {"text": "A report."}]}, NO_COSTS)
    actions.entry_saved(entry, None)
    block.findings.filter(outcome=terms["homicide"]).update(direction="mixed", quality=0)
    actions.entry_saved(entry, None)

    first, both = (
        read(client, each).replace("\u2068", "").replace("\u2069", "")
        for each in (address(entry, 1), address(entry))
    )

    said = "Fewer people were killed."
    rest = f"{study.identifier} Study; A report."
    killed = f"{said} · quality of evidence: 4 of 5 (quality 4) · {rest}"
    assert f"effect · homicide · fewer or less · {killed}" in first
    assert "what it costs · Not reported" in first
    assert f"effect · homicide · mixed · {said} · quality of evidence: 0 of 5 (quality 0)" in both
    assert not [code for code in ("economics", "False", "no-clear-change") if code in first + both]


def test_a_version_in_arabic_names_kinds_of_findings_in_arabic(client):
    make_terms()
    entry = make_practice()
    make_block(entry, FEWER_KILLED, NO_COSTS)
    actions.entry_saved(entry, None)

    page = read(client, "/ar" + address(entry, 1))

    with override("ar"):
        names = [Finding.Dimension.ECONOMICS.label, Finding.Direction.FEWER.label]
    assert [name for name in names if str(name) not in page] == []
    assert "what it costs" not in page


def test_a_version_names_languages_files_and_numbers_in_words(client):
    entry = make_entry(title_language="es")
    entry.identifiers.create(scheme="symbol", value="S/2020/1")
    make_file(entry, ContentFile(builders.pdf("Walk")), "guide.pdf", language="fr")
    actions.entry_saved(entry, None)
    change(entry, title_language="ar")

    both = read(client, address(entry))
    first = read(client, address(entry, 1))

    assert '<del dir="auto">Spanish</del>' in both
    assert '<ins dir="auto">Arabic</ins>' in both
    assert "document symbol · S/2020/1" in first
    assert "· French ·" in first


def test_the_entry_page_names_its_version(client, entry):
    assert address(entry) in read(client, entry.get_absolute_url())


def test_what_is_the_curators_own_makes_no_version_and_is_in_none(client, entry):
    change(entry, verified_on=date(2026, 1, 1), found_in="A drawer")

    pages = [read(client, url) for url in (address(entry), address(entry, 1), address(entry, 2))]

    assert "Version 3" not in pages[0]
    for text in ("Secret working title", "Informant X", "Draft note", "A drawer", "ben"):
        assert not [page for page in pages if text in page.replace("beneath", "")]


def test_the_form_asks_for_the_note_when_readers_have_the_entry(client, entry):
    client.force_login(make_person("ana", "Organizers"))
    entry.refresh_from_db()
    data = form_data(title="Walks", summary="In 2020.", opened_version=entry.version)

    client.post(change_url(entry), data | {"change_note": "A second edition."})

    client.logout()
    assert "A second edition." in read(client, address(entry))


class TestWhoMayRead:
    @pytest.mark.parametrize("state", ["draft", "submitted", "declined"])
    def test_what_is_not_published_has_no_versions(self, client, state):
        entry = make_entry(state=state)
        actions.entry_saved(entry, None)

        for url in (address(entry), address(entry, 1)):
            assert client.get(url).status_code == 404

    def test_a_withdrawn_entry_has_none_left(self, client, entry):
        actions.withdraw(entry, None, "Wrong.")

        for url in (address(entry), address(entry, 1)):
            response = client.get(url)
            assert response.status_code == 410
            assert "In 2018." not in response.content.decode()

    def test_a_version_for_members_stays_with_them_when_the_entry_is_opened(self, client):
        entry = make_entry(access="members", summary="For members.")
        actions.entry_saved(entry, None)
        change(entry, access="open", summary="For all.")

        page = read(client, address(entry))

        assert "For members." not in page
        assert client.get(address(entry, 1)).status_code == 404
        client.force_login(make_person("max", "Members"))
        assert "For members." in read(client, address(entry, 1))

    def test_opening_alone_is_a_version_that_everybody_reads(self, client):
        entry = make_entry(access="members", summary="The same.")
        actions.entry_saved(entry, None)
        change(entry, access="open")

        assert "The same." in read(client, address(entry, 2))
        assert client.get(address(entry, 1)).status_code == 404

    def test_nothing_is_readable_when_the_entry_is_closed(self, client, entry):
        change(entry, access="members")

        for url in (address(entry), address(entry, 1)):
            assert client.get(url).status_code == 404

    def test_an_embargo_of_a_version_holds_until_its_day(self, client):
        tomorrow = date.today() + timedelta(days=1)
        entry = make_entry(access="embargoed", embargo_until=tomorrow, summary="Later.")
        actions.entry_saved(entry, None)
        change(entry, access="open", embargo_until=None, summary="Now.")

        assert client.get(address(entry, 1)).status_code == 404
        assert "Later." not in read(client, address(entry))

    def test_hidden_entries_and_concepts_are_not_named(self, client):
        concept = make_concept("theme", "secret-theme", status="proposed")
        entry, draft = make_entry(concepts=[concept]), make_entry("Hidden draft", state="draft")
        Relation.objects.create(source=entry, type="documents", target=draft)
        actions.entry_saved(entry, None)
        change(entry, summary="New.")

        for url in (address(entry), address(entry, 1)):
            page = read(client, url)
            assert "Hidden draft" not in page
            assert draft.identifier not in page
            assert "secret-theme" not in page


@pytest.mark.parametrize("number", [0, 3, 999_999_999_999])
def test_a_version_that_is_none_is_not_found(client, entry, number):
    assert client.get(address(entry, number)).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_versions(
    client, entry, django_assert_max_num_queries
):
    make_kind("tool")
    for number in range(20):
        change(entry, summary=f"Edition {number}.")
    vocabulary.current()

    with django_assert_max_num_queries(10):
        read(client, address(entry))
