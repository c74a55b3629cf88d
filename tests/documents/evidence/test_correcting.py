"""Findings that stand are corrected: the wording by one, the substance by two people."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.curation.evidence.correcting import confirm, correct, delete, refuse, to_confirm
from documents.curation.evidence.two_readers import to_read
from documents.evidence.rows import rows_of
from documents.history import actions
from documents.models import Entry, Finding, FindingCorrection
from tests.factories import make_entry
from tests.findings import (
    FEWER_KILLED,
    LESS_TRUST,
    NO_COSTS,
    WORKS_BY_TALK,
    make_block,
    make_practice,
    make_readers,
    make_terms,
    send_both,
)
from tests.people import make_person

pytestmark = pytest.mark.django_db

NOTE = "The table was misread."
REWORDED = FEWER_KILLED | {"finding": "Fewer were killed."}
WEAKER = FEWER_KILLED | {"quality": 1, "finding": "zqproposal"}
UNCHANGED = FEWER_KILLED | {"direction": "no-clear-change"}
ON_TRUST = FEWER_KILLED | {"outcome": "trust"}
NOT_MEASURED = {"dimension": "effect", "outcome": "homicide", "direction": "not-measured"}


@pytest.fixture(autouse=True)
def terms():
    return make_terms()


@pytest.fixture
def entry():
    entry = make_practice(takeaway="Talk.")
    make_block(entry, FEWER_KILLED, WORKS_BY_TALK, NO_COSTS)
    actions.entry_saved(entry, None)
    return entry


@pytest.fixture
def carla():
    return make_person("carla", "Curators")


@pytest.fixture
def rita():
    return make_person("rita", "Reviewers")


def killed(entry) -> int:
    return entry_findings(entry).get(outcome__code="homicide").pk


def entry_findings(entry):
    return Finding.objects.filter(owner_id=entry.pk)


def now(entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def said(entry) -> list[dict]:
    return rows_of(now(entry))


def change(entry, user, row=REWORDED, note=NOTE, opened=None):
    opened = entry.version if opened is None else opened
    return correct(now(entry), killed(entry), user, row, note, opened)


# -- The wording -----------------------------------------------------------------------------


def test_one_curator_corrects_wording_and_sources_and_readers_get_a_version(entry, carla):
    study = make_entry("Study")
    row = REWORDED | {"sources": [{"entry": study.identifier}, {"text": "Report", "url": ""}]}

    proposal = change(entry, carla, row | {"sources": [{"entry": study.identifier}]})

    newest, first = entry.revisions.all()
    assert proposal is None
    assert said(entry)[0] == REWORDED | {"sources": [{"entry": study.identifier}]}
    assert said(entry)[1:] == [WORKS_BY_TALK, NO_COSTS]
    assert (newest.actor, str(newest.note), newest.version) == (carla, NOTE, 2)
    assert first.record["evidence"] == [FEWER_KILLED, WORKS_BY_TALK, NO_COSTS]
    assert not FindingCorrection.objects.exists()


def test_a_finding_is_deleted_with_a_reason_that_the_history_keeps(entry, carla):
    with pytest.raises(ValidationError, match="Say what changes"):
        delete(entry, killed(entry), carla, " ", entry.version)

    delete(now(entry), killed(entry), carla, "Another city.", entry.version)

    newest, first = entry.revisions.all()
    assert said(entry) == [WORKS_BY_TALK, NO_COSTS]
    assert (newest.actor, str(newest.note), newest.version) == (carla, "Another city.", 2)
    assert first.record["evidence"][0] == FEWER_KILLED


def test_an_entry_without_any_finding_left_waits_for_readers_again(entry, carla, rita):
    assert list(to_read(rita)) == []

    for finding in entry_findings(entry):
        delete(now(entry), finding.pk, carla, "All wrong.", now(entry).version)

    assert list(to_read(rita)) == [entry]
    assert said(entry) == []


@pytest.mark.parametrize(
    ("row", "note", "said_"),
    [
        (REWORDED, "  ", "Say what changes"),
        (FEWER_KILLED, NOTE, "Nothing is changed"),
        (FEWER_KILLED | {"sources": []}, NOTE, "Nothing is changed"),
        (FEWER_KILLED | {"finding": ""}, NOTE, "needs its sentence"),
        (FEWER_KILLED | {"quality": 9}, NOTE, "5"),
        (FEWER_KILLED | {"outcome": "nonsense"}, NOTE, "not known"),
        (FEWER_KILLED | {"sources": [{"entry": "TWG-9999"}]}, NOTE, "not known"),
    ],
)
def test_what_is_not_in_order_changes_nothing(entry, carla, row, note, said_):
    with pytest.raises(ValidationError, match=said_):
        change(entry, carla, row, note)

    assert said(entry) == [FEWER_KILLED, WORKS_BY_TALK, NO_COSTS]
    assert entry.revisions.count() == 1
    assert not FindingCorrection.objects.exists()


def test_an_outcome_that_has_its_row_is_not_given_another(entry, carla):
    make_block(other := make_practice(), FEWER_KILLED, LESS_TRUST)

    with pytest.raises(ValidationError, match="one row for each outcome"):
        change(other, carla, ON_TRUST)


# -- The substance ---------------------------------------------------------------------------


@pytest.mark.parametrize("row", [WEAKER, UNCHANGED, ON_TRUST, NOT_MEASURED])
def test_another_substance_waits_for_a_second_person(entry, carla, rita, row):
    proposal = change(entry, carla, row)

    assert said(entry)[0] == FEWER_KILLED
    assert entry.revisions.count() == 1
    with pytest.raises(PermissionDenied):
        confirm(entry, proposal.pk, carla)

    confirm(entry, proposal.pk, rita)

    proposal.refresh_from_db()
    assert said(entry)[0] == row
    assert (proposal.proposed_by, proposal.decided_by, proposal.is_confirmed) == (carla, rita, True)
    assert (proposal.before, proposal.after) == (FEWER_KILLED, row)
    newest = entry.revisions.first()
    assert (newest.actor, str(newest.note), newest.version) == (rita, NOTE, 2)


def test_that_something_is_reported_after_all_is_of_substance(entry, carla):
    costs = entry_findings(entry).get(dimension="economics")
    row = {"dimension": "economics", "finding": "Cheap.", "quality": 0}

    proposal = correct(entry, costs.pk, carla, row, NOTE, entry.version)

    assert proposal.after == row
    assert NO_COSTS in said(entry)


def test_a_proposal_is_refused_with_a_reason(entry, carla, rita):
    proposal = change(entry, carla, WEAKER)

    with pytest.raises(ValidationError, match="Say why"):
        refuse(entry, proposal.pk, rita, " ")
    refuse(entry, proposal.pk, rita, "Page 3 says so.")

    proposal.refresh_from_db()
    assert (proposal.is_confirmed, proposal.decided_by, proposal.reason) == (
        False, rita, "Page 3 says so.",
    )  # fmt: skip
    assert said(entry)[0] == FEWER_KILLED
    assert entry.revisions.count() == 1


def test_whoever_proposed_it_takes_it_back(entry, carla):
    proposal = change(entry, carla, WEAKER)

    refuse(entry, proposal.pk, carla, "I was wrong.")

    proposal.refresh_from_db()
    assert proposal.was_taken_back
    assert change(entry, carla, UNCHANGED) != proposal


def test_while_a_proposal_waits_nothing_else_happens_to_its_finding(entry, carla):
    change(entry, carla, WEAKER)
    otto = make_person("otto", "Organizers")

    for act in (
        lambda: change(entry, otto),
        lambda: change(entry, otto, UNCHANGED),
        lambda: delete(now(entry), killed(entry), otto, NOTE, entry.version),
    ):
        with pytest.raises(ValidationError, match="A proposal waits"):
            act()

    assert FindingCorrection.objects.count() == 1
    assert said(entry)[0] == FEWER_KILLED


def test_what_was_replaced_since_is_not_written_over(entry, carla, rita):
    proposal = change(entry, carla, WEAKER)
    Entry.objects.get(pk=entry.pk).evidence_block.delete()
    make_block(entry, FEWER_KILLED)

    with pytest.raises(ValidationError, match="has changed since"):
        confirm(entry, proposal.pk, rita)

    refuse(entry, proposal.pk, rita, "Read anew.")
    assert said(entry) == [FEWER_KILLED]


def test_what_was_changed_by_other_ways_is_not_written_over(entry, carla, rita):
    proposal = change(entry, carla, WEAKER)
    Finding.objects.filter(pk=killed(entry)).update(text="Imported.")

    with pytest.raises(ValidationError, match="has changed since"):
        confirm(entry, proposal.pk, rita)

    assert said(entry)[0]["finding"] == "Imported."


def test_a_later_pair_of_readings_leaves_the_record_of_corrections(entry, carla, rita):
    confirm(entry, change(entry, carla, WEAKER).pk, rita)

    make_block_anew(entry, carla)

    assert FindingCorrection.objects.get().finding is None


def make_block_anew(entry, curator):
    from documents.curation.evidence.reconciling import reconcile

    readers = (make_person("una", "Reviewers"), make_person("vera", "Reviewers"))
    send_both(entry, [FEWER_KILLED], [FEWER_KILLED], readers)
    reconcile(entry, curator, {})


# -- Two tabs --------------------------------------------------------------------------------


def test_of_two_tabs_the_second_is_told(entry, carla):
    opened = entry.version
    change(entry, carla, opened=opened)

    with pytest.raises(ValidationError, match="Somebody changed this entry"):
        change(entry, carla, FEWER_KILLED | {"finding": "Mine."}, opened=opened)
    with pytest.raises(ValidationError, match="Somebody changed this entry"):
        delete(now(entry), killed(entry), carla, "Mine.", opened)

    assert said(entry)[0] == REWORDED


def test_of_two_who_decide_the_second_is_told(entry, carla, rita):
    proposal = change(entry, carla, WEAKER)
    confirm(entry, proposal.pk, rita)
    otto = make_person("otto", "Organizers")

    with pytest.raises(ValidationError, match="decided already"):
        confirm(entry, proposal.pk, otto)
    with pytest.raises(ValidationError, match="decided already"):
        refuse(entry, proposal.pk, otto, "No.")

    assert said(entry)[0] == WEAKER
    assert entry.revisions.count() == 2


def test_a_finding_that_is_gone_is_not_corrected(entry, carla):
    gone = killed(entry)
    entry_findings(entry).filter(pk=gone).delete()

    with pytest.raises(ValidationError, match="not there any more"):
        correct(entry, gone, carla, REWORDED, NOTE, entry.version)


def test_a_finding_of_another_entry_is_not_corrected(entry, carla):
    make_block(other := make_practice(), FEWER_KILLED)

    with pytest.raises(ValidationError, match="not there any more"):
        correct(entry, killed(other), carla, REWORDED, NOTE, entry.version)

    assert said(other) == [FEWER_KILLED]


# -- The database ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        (lambda one, two: {"decided_by": one, "is_confirmed": True}, "confirmed_by_another"),
        (lambda one, two: {"decided_by": two, "is_confirmed": False}, "refused_with_reason"),
        (lambda one, two: {"decided_by": two}, "decided_by_somebody"),
        (lambda one, two: {"is_confirmed": True}, "decided_by_somebody"),
        (lambda one, two: {"note": "", "decided_at": None}, "has_note"),
    ],
)
def test_the_database_holds_that_two_people_decide(entry, carla, rita, columns, constraint):
    proposal = change(entry, carla, WEAKER)
    values = {"decided_at": timezone.now()} | columns(carla, rita)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FindingCorrection.objects.filter(pk=proposal.pk).update(**values)


def test_the_database_holds_that_one_proposal_waits(entry, carla):
    proposal = change(entry, carla, WEAKER)
    proposal.pk = None

    with pytest.raises(IntegrityError, match="correction_one_waits"), transaction.atomic():
        proposal.save()


# -- State and role --------------------------------------------------------------------------

HUB, CORRECT, DECIDE = "evidence_of", "correct_evidence", "decide_correction"


def address(page, entry, *more) -> str:
    return reverse(f"admin:documents_entry_{page}", args=[entry.pk, *more])


def form_data(entry, **changes) -> dict:
    return {
        "outcome": "homicide", "direction": "fewer", "finding": "Fewer were killed.",
        "quality": "4", "note": NOTE, "opened": str(now(entry).version), "_correct": "1",
    } | changes  # fmt: skip


MOVES = {
    "superseded": lambda entry: actions.supersede(entry, None, "Better.", make_entry("Better")),
    "withdrawn": lambda entry: actions.withdraw(entry, None, "Wrong."),
}
ROLES = {
    # role -> (sees the evidence page, corrects, confirms what another proposes)
    "Members": (False, False, False),
    "Reviewers": (True, False, True),
    "Curators": (True, True, True),
    "Organizers": (True, True, True),
}
STATES = {
    # state -> (what one sees, the curator corrects, the second person confirms)
    "published": (True, True, True),
    "superseded": (True, True, True),
    "draft": (True, True, True),
    "withdrawn": (True, False, False),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", STATES)
def test_who_may_do_what_in_which_state(client, carla, role, state):
    entry = make_practice(state="draft" if state == "draft" else "published")
    make_block(entry, FEWER_KILLED, LESS_TRUST)
    actions.entry_saved(entry, None)
    trust = entry_findings(entry).get(outcome__code="trust")
    proposal = correct(entry, trust.pk, carla, LESS_TRUST | {"quality": 0}, NOTE, entry.version)
    MOVES.get(state, lambda entry: None)(now(entry))
    user = make_person("uma", role, is_staff=True)
    client.force_login(user)
    sees, corrects, confirms = ROLES[role]
    if role == "Reviewers" and state in ("draft", "withdrawn"):
        sees = confirms = False  # what they may not read they do not judge

    hub = client.get(address(HUB, entry))
    form = client.get(address(CORRECT, entry, killed(entry)))
    client.post(address(CORRECT, entry, killed(entry)), form_data(entry))
    decided = client.post(address(DECIDE, entry, proposal.pk), {"_confirm": "1"})

    open_, corrected, confirmed = STATES[state]
    rows = said(entry)
    assert (hub.status_code == 200) == (sees and open_)
    assert (decided.status_code == 403) == (not (sees and open_))
    assert (form.status_code == 200) == (corrects and corrected)
    assert (rows[0] == REWORDED) == (corrects and corrected)
    assert (rows[1]["quality"] == 0) == (confirms and confirmed)


def test_nobody_logs_in_to_correct_by_chance(client, entry):
    for page in (address(HUB, entry), address(CORRECT, entry, killed(entry))):
        assert client.get(page).status_code == 302
        assert client.post(page, form_data(entry)).status_code == 302

    assert said(entry)[0] == FEWER_KILLED


def test_whoever_the_entry_comes_from_confirms_nothing(client, carla, rita):
    entry = make_practice(entered_by=rita)
    make_block(entry, FEWER_KILLED)
    proposal = change(entry, carla, WEAKER)
    client.force_login(rita)

    assert client.get(address(HUB, entry)).status_code == 403
    assert client.post(address(DECIDE, entry, proposal.pk), {"_confirm": "1"}).status_code == 403
    with pytest.raises(PermissionDenied):
        confirm(entry, proposal.pk, rita)
    with pytest.raises(PermissionDenied):
        refuse(entry, proposal.pk, rita, "No.")
    assert list(to_confirm(rita)) == []


def test_what_is_proposed_is_seen_by_those_who_decide_and_by_nobody_else(
    client, entry, carla, rita
):
    change(entry, carla, WEAKER)
    public = [entry.get_absolute_url(), reverse("versions", args=[entry.identifier])]
    for page in public:
        assert "zqproposal" not in client.get(page).content.decode()

    for user in (carla, rita):
        client.force_login(user)
        page = client.get(address(HUB, entry)).content.decode()
        assert "zqproposal" in page
        assert "carla" in page
        assert ('name="_confirm"' in page) == (user == rita)
    overview = client.get(reverse("admin:documents_entry_evidence")).content.decode()
    assert "Corrections to be confirmed" in overview
    assert address(HUB, entry) in overview


def test_both_names_stay_on_record_for_curators(client, entry, carla, rita):
    refuse(entry, change(entry, carla, WEAKER).pk, rita, "Page 3 says so.")

    client.force_login(carla)
    page = client.get(address(HUB, entry)).content.decode()
    client.force_login(make_person("una", "Reviewers"))
    of_reader = client.get(address(HUB, entry)).content.decode()

    for text in ("zqproposal", "rita", "carla", "Page 3 says so.", "refused"):
        assert text in page
    assert "zqproposal" not in of_reader


# -- The pages -------------------------------------------------------------------------------


def test_a_curator_corrects_through_the_page(client, entry, carla):
    client.force_login(carla)

    form = client.get(address(CORRECT, entry, killed(entry))).content.decode()
    done = client.post(address(CORRECT, entry, killed(entry)), form_data(entry), follow=True)

    assert "Fewer people were killed." in form
    assert done.redirect_chain == [(address(HUB, entry), 302)]
    assert "The finding is corrected." in done.content.decode()
    assert said(entry)[0] == REWORDED
    assert NOTE in client.get(reverse("versions", args=[entry.identifier])).content.decode()


def test_a_second_person_confirms_through_the_page(client, entry, carla, rita):
    client.force_login(carla)
    client.post(address(CORRECT, entry, killed(entry)), form_data(entry, quality="1"))
    assert said(entry)[0] == FEWER_KILLED
    client.force_login(rita)

    without = client.post(
        address(DECIDE, entry, FindingCorrection.objects.get().pk), {"_refuse": "1"}, follow=True
    )
    client.post(address(DECIDE, entry, FindingCorrection.objects.get().pk), {"_confirm": "1"})

    assert "Say why the finding stays" in without.content.decode()
    assert said(entry)[0] == REWORDED | {"quality": 1}


def test_a_dimension_is_corrected_through_the_page(client, entry, carla):
    talk = entry_findings(entry).get(dimension="mechanism")
    client.force_login(carla)
    data = {"finding": "They talk.", "quality": "1", "note": NOTE, "opened": entry.version}

    client.post(address(CORRECT, entry, talk.pk), data)

    assert said(entry)[1] == WORKS_BY_TALK | {"finding": "They talk."}


def test_a_finding_is_deleted_through_the_page(client, entry, carla):
    client.force_login(carla)
    page = address(CORRECT, entry, killed(entry))

    refused = client.post(page, {"_delete": "1", "deletion-opened": entry.version})
    client.post(
        page, {"_delete": "1", "deletion-opened": entry.version, "deletion-note": "Another city."}
    )

    assert "This field is required." in refused.content.decode()
    assert said(entry) == [WORKS_BY_TALK, NO_COSTS]


def test_the_second_of_two_tabs_keeps_what_was_typed_and_can_save_it_then(client, entry, carla):
    client.force_login(carla)
    page = address(CORRECT, entry, killed(entry))
    opened = form_data(entry)
    client.post(page, opened)

    late = client.post(page, opened | {"finding": "Mine, typed late."})
    text = late.content.decode()

    assert late.status_code == 200
    assert "Somebody changed this entry" in text
    assert "Mine, typed late." in text
    assert "Fewer were killed." in text
    assert f'value="{now(entry).version}"' in text
    assert said(entry)[0] == REWORDED


@pytest.mark.parametrize(
    ("changes", "said_"),
    [
        ({"note": ""}, "This field is required."),
        ({"direction": ""}, "This field is required."),
        ({"direction": "up"}, "Select a valid choice."),
        ({"quality": "9"}, "Select a valid choice."),
        ({"entries": "TWG-9999"}, "No published entry has this identifier"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"opened": "x"}, "Somebody changed this entry"),
        ({"opened": ""}, "Somebody changed this entry"),
        ({"finding": "a\0b"}, "Null characters are not allowed."),
        ({"note": "x" * 501}, "at most 500 characters"),
        ({"finding": "Fewer people were killed."}, "Nothing is changed."),
    ],
)
def test_what_is_not_in_order_is_said_and_nothing_changes(client, entry, carla, changes, said_):
    client.force_login(carla)

    page = client.post(address(CORRECT, entry, killed(entry)), form_data(entry, **changes))

    assert page.status_code == 200
    assert said_ in page.content.decode()
    assert said(entry)[0] == FEWER_KILLED


def test_a_source_that_was_withdrawn_since_can_stay(client, carla):
    entry, study = make_practice(), make_entry("Study")
    row = FEWER_KILLED | {"sources": [{"entry": study.identifier}]}
    make_block(entry, row)
    actions.withdraw(study, carla, "Retracted.")
    client.force_login(carla)

    client.post(address(CORRECT, entry, killed(entry)), form_data(entry, entries=study.identifier))

    assert said(entry)[0] == REWORDED | {"sources": row["sources"]}


def test_what_is_gone_leads_back_to_the_evidence(client, entry, carla):
    client.force_login(carla)
    gone = killed(entry)
    entry_findings(entry).filter(pk=gone).delete()

    page = client.post(address(CORRECT, entry, gone), form_data(entry), follow=True)

    assert "cannot be corrected any more" in page.content.decode()
    assert page.redirect_chain[0][0] == address(HUB, entry)


# -- From the entry and back -----------------------------------------------------------------


def links(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_entry_leads_to_its_evidence_and_the_evidence_back(client, entry, carla):
    client.force_login(carla)
    form, desk = address("change", entry), address("desk", entry)

    for page in (links(client, form), links(client, desk)):
        assert f'href="{address(HUB, entry)}"' in page
        assert f'href="{address(HUB, entry)}#findings"' in page
        assert f'href="{address("read_evidence", entry)}"' in page
        assert address("compare_evidence", entry) not in page
    hub = links(client, address(HUB, entry))
    overview, reading = reverse("admin:documents_entry_evidence"), address("read_evidence", entry)
    for page in (form, desk, overview, reading, address(CORRECT, entry, killed(entry))):
        assert f'href="{page}"' in hub
    for page in (address("read_evidence", entry), address(CORRECT, entry, killed(entry))):
        assert f'href="{address(HUB, entry)}"' in links(client, page)


def test_two_readings_are_reached_from_the_entry(client, entry, carla):
    send_both(entry, [FEWER_KILLED], [LESS_TRUST], make_readers())
    client.force_login(carla)

    page = links(client, address("change", entry))

    assert f'href="{address("compare_evidence", entry)}"' in page
    assert "Decide between two readings" in page
    assert f'href="{address("read_evidence", entry)}"' not in page
    compared = links(client, address("compare_evidence", entry))
    assert f'href="{address(HUB, entry)}"' in compared


def test_an_entry_of_a_kind_without_findings_leads_to_none(client, carla):
    tool = make_entry()
    client.force_login(carla)

    assert address(HUB, tool) not in links(client, address("change", tool))


@pytest.mark.parametrize("page", ["hub", "overview"])
def test_the_pages_ask_as_much_for_many_as_for_one(client, carla, page):
    entry = make_practice()
    make_block(entry, FEWER_KILLED)
    change(entry, carla, WEAKER)
    client.force_login(make_person("otto", "Organizers"))
    url = address(HUB, entry) if page == "hub" else reverse("admin:documents_entry_evidence")
    counts = []
    for _round in range(2):
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        counts.append(len(captured))
        if page == "overview":
            for number in range(4):
                make_block(other := make_practice(title=f"Other {number}"), FEWER_KILLED)
                change(other, carla, WEAKER)
        else:
            refuse(entry, FindingCorrection.objects.open().get().pk, carla, "No.")
            for _time in range(3):
                refuse(entry, change(entry, carla, UNCHANGED).pk, carla, "No.")
            change(entry, carla, WEAKER)

    assert counts[0] == counts[1]
