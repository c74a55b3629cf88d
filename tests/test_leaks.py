"""What is not published is nowhere: not on any page, in any count, file, feed or message."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from documents.audience import Audience
from documents.files import cover
from documents.history import actions
from documents.models import File, Relation
from documents.search.projection import project_all
from documents.search.usage import usage
from taxonomy.models import Concept
from tests.addresses import body, every_address
from tests.documents.files import builders
from tests.factories import make_concept, make_entry, make_file, make_kind, make_place

pytestmark = pytest.mark.django_db

EMBARGO = {"access": "embargoed", "embargo_until": timezone.localdate() + timedelta(days=9)}
HIDDEN = {
    "draft": {"state": "draft"},
    "withdrawn": {"state": "withdrawn"},
    "embargoed": EMBARGO,
    "members": {"access": "members"},
    "postponed": {},  # public once, then under embargo: its address says until when
    "successor": {"access": "members"},  # an entry that is public says that it is superseded
}
STATUSES = dict.fromkeys(HIDDEN, 404) | {"withdrawn": 410, "postponed": 403}
PARTS = [
    "title",
    "takeaway",
    "summary",
    "section",
    "file",
    "filename",
    "concept",
    "creator",
    "place",
]


def secret(name: str, part: str) -> str:
    """A word that stands in one part of one hidden entry and nowhere else."""
    return f"zq{name}{part}"


def make_hidden(name: str, public):
    columns = {part: secret(name, part) for part in ("title", "takeaway", "summary")}
    proposed = make_concept("theme", secret(name, "concept"), status=Concept.Status.PROPOSED)
    place = make_place(secret(name, "place"), "city", status=Concept.Status.PROPOSED)
    entry = make_entry(
        concepts=[proposed, make_concept("theme", f"used-by-{name}-alone")],
        places=[place],
        sections={"purpose": secret(name, "section")},
        creators=[secret(name, "creator")],
        **columns,
        **HIDDEN[name],
    )
    content = ContentFile(builders.pdf(secret(name, "file")))
    make_file(entry, content, f"{secret(name, 'filename')}.pdf")
    file = File.objects.filter(entry=entry)
    picture = cover.store(secret(name, "file").encode())
    file.update(text=secret(name, "file"), extraction=File.Extraction.DONE, cover=picture)
    for type_ in ("evaluates", "qualifies"):
        Relation.objects.create(source=entry, type=type_, target=public)
    Relation.objects.create(source=public, type="uses_tool", target=entry)
    if name == "postponed":
        postpone(entry)
    if name == "successor":
        actions.supersede(make_entry("A superseded guide"), None, "There is a better one.", entry)
    return entry


def postpone(entry) -> None:
    actions.entry_saved(entry, None)
    for column, value in EMBARGO.items():
        setattr(entry, column, value)
    entry.save()
    actions.entry_saved(entry, None)


@pytest.fixture
def public():
    make_kind("tool", sections=["purpose"])
    return make_entry("A public guide", kind="tool")


@pytest.fixture
def hidden(public):
    entries = {name: make_hidden(name, public) for name in HIDDEN}
    project_all()
    return entries


def test_no_address_of_the_site_shows_a_visitor_anything_of_hidden_entries(client, hidden):
    secrets = [secret(name, part) for name in HIDDEN for part in PARTS]
    visited = 0

    for address in every_address():
        response = client.get(address)
        text = body(response)
        visited += 1
        for word in secrets:
            if word in address:  # typed by the visitor; links to other languages repeat it
                assert response.status_code in (404, 410), address
            else:
                assert word not in text, f"{word} at {address}"
        for name, entry in hidden.items():
            own_tombstone = name == "withdrawn" and entry.identifier in address
            if not own_tombstone and entry.identifier not in address:
                assert entry.identifier not in text, f"{entry.identifier} at {address}"

    assert visited > 100


def test_no_search_finds_a_hidden_entry(client, hidden):
    for name, part in product(HIDDEN, PARTS):
        page = client.get(reverse("search"), {"q": secret(name, part)})

        assert page.context["search"].total == 0, (name, part)
        assert hidden[name].identifier not in body(page), (name, part)


def test_nothing_hidden_is_suggested(client, hidden):
    for name, part in product(HIDDEN, [*PARTS, ""]):
        page = client.get(reverse("autocomplete"), {"q": secret(name, part)})

        assert page.context["completions"] == [], (name, part)
        assert hidden[name].identifier not in body(page), (name, part)


def test_a_proposed_concept_is_no_filter_and_no_page(client, hidden):
    for code in [secret(name, "concept") for name in HIDDEN]:
        page = client.get(reverse("search"), {"theme": code})

        assert page.context["search"].total == 0, code
        assert client.get(reverse("concept", args=["theme", code])).status_code == 404, code


def test_a_hidden_entry_and_its_file_cannot_be_guessed(client, hidden):
    statuses = {n: client.get(e.get_absolute_url()).status_code for n, e in hidden.items()}

    assert statuses == STATUSES
    for entry in hidden.values():
        file = entry.files.get()
        for guess in (file.name, "guide.pdf"):
            address = reverse("file", args=[entry.identifier, file.number, guess])
            assert client.get(address).status_code == 404, address


def test_hidden_entries_are_in_no_count(client, hidden, public):
    counted = usage(Audience.PUBLIC)
    used_by_hidden = Concept.objects.filter(code__startswith="used-by-")

    assert set(counted.values()) == {1}
    assert not set(counted) & set(used_by_hidden.values_list("pk", flat=True))
    home = client.get(reverse("home")).context["overview"]
    assert home.total == 1


def test_a_hidden_evaluation_is_not_evidence(client, hidden, public):
    page = client.get(reverse("search"), {"evidence": "yes"})

    assert page.context["search"].total == 0
    assert [flag.count for flag in page.context["search"].flags if flag.name == "evidence"] == [0]


def test_a_member_sees_what_is_for_members_and_nothing_more(client, hidden):
    member = User.objects.create_user("m")
    member.groups.add(Group.objects.get(name="Members"))
    client.force_login(member)

    statuses = {n: client.get(e.get_absolute_url()).status_code for n, e in hidden.items()}

    assert statuses == STATUSES | {"members": 200, "successor": 200}
    download = client.get(hidden["members"].files.get().get_absolute_url())
    assert download.status_code == 200
    download.close()


def test_an_embargo_ends_by_itself(client, hidden):
    entry = hidden["embargoed"]
    entry.embargo_until = timezone.localdate()
    entry.save()
    project_all()

    page = client.get(reverse("search"), {"q": secret("embargoed", "title")})

    assert page.context["search"].total == 1
    assert client.get(entry.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("access", ["members", "embargoed"])
def test_what_was_never_public_leaves_no_public_tombstone(client, access):
    entry = make_entry(state="withdrawn", withdrawal_reason="Named an informant", **HIDDEN[access])

    assert client.get(entry.get_absolute_url()).status_code == 404


def test_proposed_concepts_of_public_entries_are_not_shown(client):
    place = make_place("secretville", "city", label="Secretville", status="proposed")
    successor = make_concept("theme", "secret-theme", status="proposed")
    theme = make_concept("theme", "old-theme", status="deprecated", successor=successor)
    entry = make_entry(places=[place], concepts=[theme])

    pages = [entry.get_absolute_url(), reverse("search"), reverse("home"), theme.get_absolute_url()]

    for address in pages:
        text = body(client.get(address))
        assert "Secretville" not in text
        assert "secret-theme" not in text
    assert client.get(reverse("place", args=["secretville"])).status_code == 404


def test_a_hidden_entry_that_the_search_still_knows_is_not_shown(client, public):
    type(public).objects.filter(pk=public.pk).update(access="members")  # past the actions

    assert public.title not in body(client.get(reverse("search")))
