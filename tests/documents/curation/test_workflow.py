"""Every state × role × step, through the page, the action and a forged request."""

import re
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from documents.curation.bulk import apply, prepare
from documents.curation.workflow import TRANSITIONS, perform, take_back
from documents.history import actions
from documents.history.states import FOLLOWS
from documents.models import Entry, Threshold
from tests.factories import make_entry, make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db

State = Entry.State
ROLES = ["nobody", "Members", "author", "Reviewers", "Curators", "Organizers"]
CURATION = {"start_review", "return", "accept", "decline", "reconsider", "submit"}
PUBLICATION = {"publish", "supersede", "reinstate", "withdraw"}
ALLOWED = {
    "nobody": set(),
    "Members": set(),
    "author": {"submit"},
    "Reviewers": set(),
    "Curators": CURATION | PUBLICATION,
    "Organizers": CURATION | PUBLICATION,
}
EVERY = [(state, role, code) for state in State for role in ROLES for code in TRANSITIONS]


@pytest.fixture(autouse=True)
def no_reviews_needed():
    Threshold.objects.create(kind=make_kind("tool"), reviewers=0)


def person(role: str):
    if role == "author":
        return make_person("author", "Members", is_staff=True)
    return make_person(role.lower(), "" if role == "nobody" else role, is_staff=True)


def entry_in(state: str, user, other: Entry) -> Entry:
    columns = {"replacement": other} if state == State.SUPERSEDED else {}
    author = user if user.username == "author" else None
    return make_entry(state=state, entered_by=author, **columns)


def is_right(state: str, role: str, code: str) -> bool:
    return state in TRANSITIONS[code].sources and code in ALLOWED[role]


def replacement_for(code: str, other: Entry) -> Entry | None:
    return other if code == "supersede" else None


@pytest.mark.parametrize("role", ROLES)
def test_the_action_takes_what_is_allowed_and_refuses_the_rest(role):
    user, other = person(role), make_entry("Another")
    wrong = []
    for state, _role, code in (each for each in EVERY if each[1] == role):
        entry = entry_in(state, user, other)
        try:
            with transaction.atomic():
                perform(entry, code, user, "A reason.", replacement_for(code, other))
            taken = True
        except (PermissionDenied, ValidationError):
            taken = False
        now = Entry.objects.get(pk=entry.pk).state
        expected = TRANSITIONS[code].target if is_right(state, role, code) else state
        if taken != is_right(state, role, code) or now != expected:
            wrong.append((state, role, code, taken, now))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_publishing_many_ends_for_each_as_the_action_does(role):
    user, other = person(role), make_entry("Another")
    entries = {state: entry_in(state, user, other) for state in State}

    change = prepare(
        user, "publish", {"reason": "A reason."}, [each.pk for each in entries.values()]
    )
    apply(change.pk)

    published = TRANSITIONS["publish"].target
    now = {state: Entry.objects.get(pk=each.pk).state for state, each in entries.items()}
    expected = {s: published if is_right(s, role, "publish") else s for s in State}
    done = {line.entry_id for line in change.lines.filter(outcome="done")}
    assert now == expected
    assert done == {entries[s].pk for s in State if is_right(s, role, "publish")}


@pytest.mark.parametrize("role", ROLES)
def test_a_publication_is_taken_back_by_who_may_publish_and_from_nowhere_else(role):
    user, other = person(role), make_entry("Another")
    entries = {state: entry_in(state, user, other) for state in State}

    for entry in entries.values():
        with suppress(PermissionDenied, ValidationError), transaction.atomic():
            take_back(entry, State.DRAFT, user)

    now = {state: Entry.objects.get(pk=entry.pk).state for state, entry in entries.items()}
    allowed = "publish" in ALLOWED[role]
    assert now == {s: "draft" if s == State.PUBLISHED and allowed else s for s in State}


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_the_page_and_a_forged_request_do_what_the_action_does(client, role):
    user, other = person(role), make_entry("Another")
    client.force_login(user)
    wrong = []
    for state, _role, code in (each for each in EVERY if each[1] == role):
        entry = entry_in(state, user, other)
        address = reverse("admin:documents_entry_step", args=[entry.pk, code])
        page = client.get(address)
        offered = (
            page.status_code == 200
            and b'name="csrfmiddlewaretoken" ' in (page.content.split(b'id="content-main"')[-1])
        )
        data = {"reason": "A reason.", "replacement": other.pk}
        client.post(address, data)  # whether it was offered or not
        now = Entry.objects.get(pk=entry.pk).state
        right = is_right(state, role, code)
        if now != (TRANSITIONS[code].target if right else state) or (right and not page.content):
            wrong.append((state, role, code, now))
        assert page.status_code == (200 if code in ALLOWED[role] else 403), (state, role, code)
        if not right:
            assert not offered or b"errornote" in page.content
    assert wrong == []


def test_an_unknown_step_is_no_page(client):
    client.force_login(make_person("ana", "Organizers"))
    entry = make_entry(state="draft")

    page = client.get(reverse("admin:documents_entry_step", args=[entry.pk, "explode"]))

    assert page.status_code == 404


def test_the_table_the_actions_and_the_database_know_the_same_steps():
    of_table = {(source, t.target) for t in TRANSITIONS.values() for source in t.sources}
    of_actions = {(source, target) for source, targets in FOLLOWS.items() for target in targets}
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'twg_refuse_state'")
        of_database = set(re.findall(r"\('(\w+)', '(\w+)'\)", cursor.fetchone()[0]))

    taken_back = {("published", "draft"), ("published", "accepted")}  # no step, but an undoing
    assert of_table | taken_back == of_actions == of_database


@pytest.mark.parametrize("source", State)
def test_the_database_refuses_what_does_not_follow(source):
    other = make_entry("Another")
    for target in State:
        if target == source or target in FOLLOWS[source]:
            continue
        columns = {"replacement": other} if source == State.SUPERSEDED else {}
        entry = make_entry(state=source, **columns)
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(state=target)


def test_of_two_tabs_the_second_is_told_what_happened():
    curator, entry = make_person("ben", "Curators"), make_entry(state="submitted")
    stale = Entry.objects.get(pk=entry.pk)
    perform(entry, "decline", curator, "Out of scope.")

    with pytest.raises(ValidationError, match="is declined now"):
        perform(stale, "accept", curator)

    assert Entry.objects.get(pk=entry.pk).state == "declined"


def test_each_step_is_kept_with_actor_time_and_reason():
    curator, entry = make_person("ben", "Curators"), make_entry(state="submitted")

    perform(entry, "return", curator, " Name the year. ")

    change = entry.state_changes.get()
    assert (change.source, change.target, change.actor) == ("submitted", "draft", curator)
    assert (str(change.reason), change.at is not None) == ("Name the year.", True)
    assert entry.revisions.get().action == "return"


@pytest.mark.parametrize("code", ["return", "decline", "withdraw"])
def test_a_step_that_needs_a_reason_is_not_taken_without(code):
    curator = make_person("ben", "Curators")
    entry = make_entry(state="published" if code == "withdraw" else "submitted")

    with pytest.raises(ValidationError) as error:
        perform(entry, code, curator, "  ")

    assert list(error.value.message_dict) == ["reason"]


class TestSuperseding:
    def test_the_old_one_leaves_the_search_and_leads_to_the_new_one(self, client):
        old, new = make_entry("Old guide"), make_entry("New guide")

        perform(old, "supersede", make_person("ben", "Curators"), "A new edition.", new)

        page = client.get(old.get_absolute_url())
        assert page.status_code == 200
        assert new.get_absolute_url() in page.content.decode()
        assert old.get_absolute_url() in client.get(new.get_absolute_url()).content.decode()
        assert old.identifier not in client.get("/search/?q=guide").content.decode()

    def test_it_can_be_reinstated(self):
        old, new = make_entry("Old guide"), make_entry("New guide")
        curator = make_person("ben", "Curators")
        perform(old, "supersede", curator, "A new edition.", new)

        perform(old, "reinstate", curator, "It was no new edition.")

        assert old.is_published
        assert not new.relations.exists()


def test_publishing_what_is_declined_is_refused_with_a_sentence():
    entry = make_entry(state="declined")

    with pytest.raises(ValidationError, match="cannot become published"):
        actions.publish(entry, None)
