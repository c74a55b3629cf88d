"""What an organizer sees first: drafts with what they need, and what wants looking after."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from documents.models import File
from tests.factories import make_concept, make_entry, make_kind

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def organizer():
    user = User.objects.create_user("ana", is_staff=True)
    user.groups.add(Group.objects.get(name="Organizers"))
    return user


def first_screen(client, user):
    client.force_login(user)
    return client.get("/admin/")


def concerns(response) -> dict[str, int]:
    return {concern.code: number for concern, number in response.context["concerns"]}


def test_drafts_say_what_they_need(client, organizer):
    make_kind("tool", required=["takeaway", "summary"])
    make_entry("Walk together", state="draft", takeaway="Walk.")
    make_entry("Ready", state="draft", takeaway="Go.", summary="All is there.")

    drafts = first_screen(client, organizer).context["waiting"].drafts

    assert [(draft.entry.title, draft.gaps) for draft in drafts] == [
        ("Ready", []),
        ("Walk together", ["summary"]),
    ]


def test_every_task_leads_to_a_list_of_as_many(client, organizer):
    make_entry("Due", review_due=YESTERDAY, verified_on=YESTERDAY)
    make_entry("Unverified")
    unread = make_entry("Unread", verified_on=YESTERDAY)
    File.objects.create(
        entry=unread, name="a.pdf", format="pdf", size=1, sha256="0", extraction="failed"
    )
    make_concept("theme", "new", status="proposed")

    found = concerns(first_screen(client, organizer))

    assert found == {
        "review-due": 1, "unverified": 1, "proposed-concepts": 1, "unread-files": 1
    }  # fmt: skip
    for code, number in found.items():
        page = client.get(reverse("admin:upkeep_concern", args=[code]))
        assert page.context["page"].paginator.count == number


def test_what_needs_nothing_is_not_there(client, organizer):
    assert concerns(first_screen(client, organizer)) == {}


def test_what_is_on_its_way_leads_to_the_queue(client, organizer):
    for title, state in [("A", "submitted"), ("B", "submitted"), ("C", "accepted"), ("D", "draft")]:
        make_entry(title, state=state)

    screen = first_screen(client, organizer)

    assert screen.context["waiting"].on_the_way == [("submitted", 2), ("accepted", 1)]
    queue = reverse("admin:documents_entry_queue") + "?state=submitted"
    assert queue in screen.content.decode()
    assert len(client.get(queue).context["lines"]) == 2


def test_the_number_of_queries_does_not_grow_with_the_drafts(
    client, organizer, django_assert_max_num_queries
):
    client.force_login(organizer)
    for number in range(6):
        make_entry(f"Draft {number}", state="draft")
    client.get("/admin/")

    with django_assert_max_num_queries(21):
        client.get("/admin/")


def test_who_may_not_curate_sees_no_draft(client):
    make_entry("Walk together", state="draft")
    reader = User.objects.create_user("ben", is_staff=True)

    assert "Walk together" not in first_screen(client, reader).content.decode()
