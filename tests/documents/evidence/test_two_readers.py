"""Two read alone; then a third decides."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.curation.evidence.reconciling import Decision, reconcile
from documents.curation.evidence.two_readers import has_seat, keep, pair, release, send
from documents.evidence.rows import rows_of
from documents.history.actions import entry_saved
from documents.models import EvidenceReading
from tests.factories import make_entry, make_kind
from tests.findings import (
    FEWER_KILLED,
    LESS_TRUST,
    NO_COSTS,
    WORKS_BY_TALK,
    make_practice,
    make_readers,
    make_terms,
    send_both,
)
from tests.people import make_person
from tests.searching import ask

pytestmark = pytest.mark.django_db

SECRET = "zqsecretfinding"


@pytest.fixture(autouse=True)
def terms():
    return make_terms()


@pytest.fixture
def entry():
    return make_practice(takeaway="Talk.")


@pytest.fixture
def readers():
    return make_readers()


@pytest.fixture
def curator():
    return make_person("carla", "Curators")


# -- Who may read ----------------------------------------------------------------------------


def test_reading_again_writes_over_what_was_kept(entry, readers):
    keep(entry, readers[0], [FEWER_KILLED, NO_COSTS])

    reading = keep(entry, readers[0], [LESS_TRUST])

    assert [each.outcome.code for each in reading.findings.all()] == ["trust"]
    assert EvidenceReading.objects.count() == 1


def test_only_two_read_an_entry(entry, readers, curator):
    for reader in readers:
        keep(entry, reader, [])

    assert not has_seat(entry)
    with pytest.raises(ValidationError, match="Two others"):
        keep(entry, curator, [])
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceReading.objects.create(entry=entry, reader=curator, seat=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceReading.objects.create(entry=entry, reader=curator, seat=3)


def by_its_first_saver(reader):
    entry = make_practice(title="Saved first")
    entry_saved(entry, reader)
    return entry


REFUSED = {
    "who entered it": lambda reader: make_practice(entered_by=reader),
    "who saved it first": by_its_first_saver,
    "a draft": lambda reader: make_practice(state="draft"),
    "a withdrawn entry": lambda reader: make_practice(state="withdrawn"),
    "a kind without findings": lambda reader: make_entry(kind="literature"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_entry_is_not_read_by(client, readers, case):
    entry = REFUSED[case](readers[0])
    client.force_login(readers[0])
    address = reverse("admin:documents_entry_read_evidence", args=[entry.pk])

    with pytest.raises(PermissionDenied):
        keep(entry, readers[0], [FEWER_KILLED])

    assert client.get(address).status_code == 403
    assert client.post(address, form_data(_send="1")).status_code == 403
    assert not EvidenceReading.objects.exists()


def test_a_member_reads_no_evidence(client, entry):
    client.force_login(make_person("mia", "Members", is_staff=True))

    for page in ("read_evidence", "compare_evidence"):
        address = reverse(f"admin:documents_entry_{page}", args=[entry.pk])
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    assert client.get(reverse("admin:documents_entry_evidence")).status_code == 403


def test_what_is_sent_does_not_change(entry, readers):
    send(entry, readers[0], [FEWER_KILLED])

    with pytest.raises(ValidationError, match="cannot be changed"):
        keep(entry, readers[0], [LESS_TRUST])

    assert EvidenceReading.objects.get().findings.get().outcome.code == "homicide"


# -- Nobody sees the other's reading ---------------------------------------------------------


def addresses(entry) -> list[str]:
    named = ["preview", "history", "change", "desk", "read_evidence", "compare_evidence"]
    return [
        entry.get_absolute_url(),
        reverse("search"),
        reverse("admin:index"),
        reverse("admin:documents_entry_changelist"),
        reverse("admin:documents_entry_evidence"),
        reverse("admin:documents_entry_queue"),
        *(reverse(f"admin:documents_entry_{name}", args=[entry.pk]) for name in named),
    ]


def pages(client, user, entry) -> str:
    client.force_login(user)
    return "".join(client.get(each).content.decode() for each in addresses(entry))


def test_before_both_are_sent_nobody_sees_a_reading(client, entry, readers, curator):
    secret = FEWER_KILLED | {"finding": SECRET}
    entry_saved(entry, curator)
    send(entry, readers[0], [secret])
    keep(entry, readers[1], [LESS_TRUST])
    others = [readers[1], curator, make_person("otto", "Organizers")]

    for user in others:
        assert SECRET not in pages(client, user, entry), user
    client.logout()
    assert SECRET not in client.get(entry.get_absolute_url()).content.decode()
    assert rows_of(entry) == []
    assert ask("result=beneficial").total == 0
    assert pair(entry) == []


def test_the_second_reader_is_not_told_of_the_first(client, entry, readers):
    client.force_login(readers[1])
    addresses_ = [
        reverse("admin:documents_entry_evidence"),
        reverse("admin:documents_entry_read_evidence", args=[entry.pk]),
    ]
    before = [without_tokens(client.get(each)) for each in addresses_]

    send(entry, readers[0], [FEWER_KILLED])

    assert [without_tokens(client.get(each)) for each in addresses_] == before


def without_tokens(response) -> str:
    assert response.status_code == 200
    lines = response.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_a_curator_cannot_decide_before_both_are_sent(client, entry, readers, curator):
    send(entry, readers[0], [FEWER_KILLED])
    client.force_login(curator)

    client.post(reverse("admin:documents_entry_compare_evidence", args=[entry.pk]))

    assert rows_of(entry) == []
    with pytest.raises(ValidationError, match="Both readings"):
        reconcile(entry, curator, {})


def test_both_see_both_once_they_are_sent(client, entry, readers):
    send_both(entry, [FEWER_KILLED | {"finding": SECRET}], [], readers)
    client.force_login(readers[1])

    page = client.get(reverse("admin:documents_entry_compare_evidence", args=[entry.pk]))

    assert SECRET in page.content.decode()


def test_a_reading_that_is_waited_for_in_vain_is_given_to_another(entry, readers, curator):
    waited = keep(entry, readers[0], [FEWER_KILLED])
    sent = send(entry, readers[1], [FEWER_KILLED])

    with pytest.raises(PermissionDenied):
        release(entry, waited.pk, readers[1])
    release(entry, waited.pk, curator)
    with pytest.raises(ValidationError, match="stays"):
        release(entry, sent.pk, curator)

    assert list(EvidenceReading.objects.all()) == [sent]


# -- Deciding --------------------------------------------------------------------------------


def key_of(name: str, terms) -> str:
    return f"effect_{terms[name].pk}" if name in terms else f"{name}_"


def test_what_agrees_is_taken_over_with_the_sources_of_both(entry, readers, curator):
    one, two = make_entry("One"), make_entry("Two")
    first = FEWER_KILLED | {"sources": [{"entry": one.identifier}]}
    second = FEWER_KILLED | {"finding": "In other words.", "sources": [{"entry": two.identifier}]}
    send_both(entry, [first, NO_COSTS], [second, NO_COSTS], readers)

    block = reconcile(entry, curator, {})

    taken = rows_of(entry)
    assert {each["entry"] for each in taken[0].pop("sources")} == {one.identifier, two.identifier}
    assert taken == [FEWER_KILLED, NO_COSTS]
    assert (block.readers, block.decided_by, str(block.note)) == (2, curator, "")
    assert entry.revisions.first().action == "evidence"
    assert entry.revisions.first().record["evidence"][1] == NO_COSTS
    assert ask("result=beneficial").total == 1


def test_a_difference_is_decided_with_a_note(entry, readers, curator, terms):
    other = FEWER_KILLED | {"direction": "no-clear-change", "quality": 3}
    send_both(entry, [FEWER_KILLED, LESS_TRUST], [other, WORKS_BY_TALK], readers)
    decisions = {
        key_of("homicide", terms): Decision("second", "The fall is not certain.", "Not clear."),
        key_of("trust", terms): Decision("neither", "Not in the source."),
        key_of("mechanism", terms): Decision("second", "Page 12."),
    }

    block = reconcile(entry, curator, decisions)

    assert rows_of(entry) == [other | {"finding": "Not clear."}, WORKS_BY_TALK]
    assert str(block.note).count("\n") == 2
    assert "The fall is not certain." in str(block.note)


@pytest.mark.parametrize(
    "decision",
    [None, Decision("first", " "), Decision("", "Why."), Decision("third", "Why."),
     Decision("second", "The second has no such row.")],
)  # fmt: skip
def test_a_difference_without_a_decision_stops_all(entry, readers, curator, terms, decision):
    send_both(entry, [FEWER_KILLED, NO_COSTS], [NO_COSTS], readers)
    decisions = {key_of("homicide", terms): decision} if decision else {}

    with pytest.raises(ValidationError, match="homicide"):
        reconcile(entry, curator, decisions)

    assert rows_of(entry) == []
    assert len(pair(entry)) == 2


def test_a_reader_does_not_decide_and_a_reviewer_neither(client, entry, readers, curator):
    send_both(entry, [FEWER_KILLED], [FEWER_KILLED], (readers[0], curator))

    for user in (readers[0], readers[1], curator):
        client.force_login(user)
        address = reverse("admin:documents_entry_compare_evidence", args=[entry.pk])
        assert client.post(address).status_code == 403
        with pytest.raises(PermissionDenied):
            reconcile(entry, user, {})

    assert rows_of(entry) == []


def test_a_later_pair_replaces_the_block(entry, readers, curator):
    send_both(entry, [FEWER_KILLED], [FEWER_KILLED], readers)
    reconcile(entry, curator, {})

    send_both(entry, [LESS_TRUST], [LESS_TRUST], readers)
    reconcile(entry, curator, {})

    assert rows_of(entry) == [LESS_TRUST]
    assert EvidenceReading.objects.exclude(closed_at=None).count() == 4


# -- Another direction or quality ------------------------------------------------------------


OTHERWISE = FEWER_KILLED | {"direction": "more", "quality": 2, "finding": "More were killed."}


def decided(entry, curator, key, **columns):
    return reconcile(entry, curator, {key: Decision("other", "Both overlook page 3.", **columns)})


@pytest.mark.parametrize(
    ("columns", "becomes"),
    [
        ({"direction": "mixed"}, {"direction": "mixed"}),
        ({"quality": 0}, {"quality": 0}),
        ({"direction": "mixed", "quality": 3, "wording": "Some more, some fewer."},
         {"direction": "mixed", "quality": 3, "finding": "Some more, some fewer."}),
        ({"quality": 2}, {"quality": 2}),
    ],
)  # fmt: skip
def test_a_third_person_decides_on_what_neither_reader_gave(
    entry, readers, curator, terms, columns, becomes
):
    one, two = {"entry": make_entry("One").identifier}, {"entry": make_entry("Two").identifier}
    first, second = FEWER_KILLED | {"sources": [one]}, OTHERWISE | {"sources": [two]}
    send_both(entry, [first], [second], readers)

    block = decided(entry, curator, key_of("homicide", terms), **columns)

    (row,) = rows_of(entry)
    assert {each["entry"] for each in row.pop("sources")} == {one["entry"], two["entry"]}
    assert row == FEWER_KILLED | becomes
    assert "Both overlook page 3." in str(block.note)
    assert "neither reader gave" in str(block.note)
    assert all(str(columns[name]) in str(block.note) for name in ("quality",) if name in columns)


def test_a_third_person_finds_that_it_was_not_measured(entry, readers, curator, terms):
    send_both(entry, [FEWER_KILLED], [OTHERWISE], readers)

    decided(entry, curator, key_of("homicide", terms), direction="not-measured")

    assert rows_of(entry) == [
        {"dimension": "effect", "outcome": "homicide", "direction": "not-measured"}
    ]


def test_a_third_person_grades_a_dimension_otherwise(entry, readers, curator):
    send_both(entry, [WORKS_BY_TALK], [WORKS_BY_TALK | {"quality": 3}], readers)

    decided(entry, curator, "mechanism_", quality=2)

    assert rows_of(entry) == [WORKS_BY_TALK | {"quality": 2}]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision("other", " ", quality=0), "say why"),
        (Decision("other", "Why."), "a reader says the same"),
        (Decision("other", "Why.", direction="more", quality=2), "a reader says the same"),
        (Decision("other", "Why.", direction="sideways"), "outcome and its direction|choice"),
        (Decision("other", "Why.", quality=9), "5"),
    ],
)
def test_what_is_decided_otherwise_must_be_another_and_have_its_reason(
    entry, readers, curator, terms, decision, said
):
    send_both(entry, [FEWER_KILLED], [OTHERWISE], readers)

    with pytest.raises(ValidationError, match=said):
        reconcile(entry, curator, {key_of("homicide", terms): decision})

    assert rows_of(entry) == []
    assert len(pair(entry)) == 2


def test_where_nobody_found_anything_there_is_nothing_to_judge_otherwise(entry, readers, curator):
    send_both(entry, [NO_COSTS], [], readers)

    with pytest.raises(ValidationError, match="choose"):
        decided(entry, curator, "economics_", quality=2)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"choice": "other", "note": "Page 3."}, "Choose the other direction or quality"),
        ({"choice": "other", "quality": "0"}, "This field is required."),
        ({"choice": "first", "quality": "0", "note": "Page 3."}, "of your own"),
        ({"choice": "other", "quality": "4", "note": "Page 3."}, "a reader says the same"),
        ({"choice": "other", "quality": "7", "note": "Page 3."}, "Select a valid choice."),
    ],
)
def test_the_page_says_what_is_wanting(client, entry, readers, curator, terms, sent, said):
    send_both(entry, [FEWER_KILLED], [OTHERWISE], readers)
    client.force_login(curator)
    address = reverse("admin:documents_entry_compare_evidence", args=[entry.pk])
    key = key_of("homicide", terms)

    page = client.post(address, {f"{key}-{name}": value for name, value in sent.items()})

    assert page.status_code == 200
    assert said in page.content.decode()
    assert rows_of(entry) == []


def test_another_quality_is_chosen_through_the_page_and_its_reason_stays_with_curators(
    client, entry, readers, curator, terms
):
    send_both(entry, [FEWER_KILLED], [OTHERWISE], readers)
    client.force_login(curator)
    key = key_of("homicide", terms)
    sent = {f"{key}-choice": "other", f"{key}-quality": "0", f"{key}-note": "zqreason"}

    client.post(reverse("admin:documents_entry_compare_evidence", args=[entry.pk]), sent)

    assert rows_of(entry) == [FEWER_KILLED | {"quality": 0}]
    hub = reverse("admin:documents_entry_evidence_of", args=[entry.pk])
    assert "zqreason" in client.get(hub).content.decode()
    client.force_login(make_person("una", "Reviewers"))
    assert "zqreason" not in client.get(hub).content.decode()
    client.logout()
    assert "zqreason" not in client.get(entry.get_absolute_url()).content.decode()


# -- The pages -------------------------------------------------------------------------------


def form_data(**changes) -> dict:
    """What a browser sends: one effect, and nothing reported of the rest."""
    others = {
        f"{name}-not_reported": "on"
        for name in ("mechanism", "moderators", "implementation", "economics")
    }
    return {
        "effects-TOTAL_FORMS": "2", "effects-INITIAL_FORMS": "0",
        "effects-0-outcome": "homicide", "effects-0-direction": "fewer",
        "effects-0-finding": "Fewer.", "effects-0-quality": "4", **others, **changes,
    }  # fmt: skip


def post(client, entry, **changes):
    address = reverse("admin:documents_entry_read_evidence", args=[entry.pk])
    return client.post(address, form_data(**changes))


def test_a_reader_keeps_then_sends_a_reading_through_the_page(client, entry, readers):
    client.force_login(readers[0])
    study = make_entry("Study")

    kept = post(client, entry, _keep="1", **{"effects-0-entries": study.identifier.lower()})
    address = reverse("admin:documents_entry_read_evidence", args=[entry.pk])
    shown = client.get(address).content.decode()
    sent = post(client, entry, _send="1", **{"effects-0-entries": study.identifier})

    assert (kept.status_code, sent.status_code) == (302, 302)
    assert f'value="{study.identifier}"' in shown
    reading = EvidenceReading.objects.get()
    assert reading.submitted_at
    assert reading.findings.count() == 5
    assert reading.findings.first().sources.get() == study


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"effects-0-direction": ""}, "This field is required."),
        ({"effects-0-direction": "up"}, "Select a valid choice."),
        ({"effects-0-outcome": "less-is-better"}, "Select a valid choice."),
        ({"effects-0-quality": "9"}, "Select a valid choice."),
        ({"effects-0-finding": ""}, "This field is required."),
        ({"effects-0-direction": "not-measured"}, "What was not measured has no finding"),
        ({"effects-0-entries": "TWG-9999"}, "No published entry has this identifier"),
        ({"effects-0-entries": "nonsense"}, "No published entry has this identifier"),
        ({"effects-0-url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"effects-1-outcome": "homicide", "effects-1-direction": "more",
          "effects-1-finding": "More.", "effects-1-quality": "1"}, "There is one row"),
        ({"no_effect": "on"}, "There are rows with an effect."),
        ({"economics-finding": "Cheap."}, "Either there is a finding"),
        ({"economics-not_reported": ""}, "Enter a finding, or tick"),
        ({"effects-0-finding": "a\0b"}, "Null characters are not allowed."),
        ({"effects-TOTAL_FORMS": "x"}, "ManagementForm data is missing"),
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_said_at_its_field_and_nothing_is_kept(
    client, entry, readers, changes, said
):
    client.force_login(readers[0])

    page = post(client, entry, _send="1", **changes)

    assert page.status_code == 200
    assert said in page.content.decode()
    assert not EvidenceReading.objects.exists()


def test_a_draft_cannot_be_named_as_a_source(client, entry, readers):
    draft = make_entry("Secret", state="draft")
    client.force_login(readers[0])

    page = post(client, entry, _send="1", **{"effects-0-entries": draft.identifier})

    assert "No published entry has this identifier" in page.content.decode()


def test_a_curator_decides_through_the_page(client, entry, readers, curator, terms):
    send_both(entry, [FEWER_KILLED, NO_COSTS], [NO_COSTS], readers)
    client.force_login(curator)
    address = reverse("admin:documents_entry_compare_evidence", args=[entry.pk])
    key = key_of("homicide", terms)

    page = client.get(address).content.decode()
    refused = client.post(address, {f"{key}-choice": "first"})
    done = client.post(address, {f"{key}-choice": "first", f"{key}-note": "Page 3."})

    assert "they agree" in page
    assert "they differ" in page
    assert "This field is required." in refused.content.decode()
    assert done.status_code == 302
    assert rows_of(entry) == [FEWER_KILLED, NO_COSTS]


def test_the_entry_form_neither_offers_nor_takes_what_findings_give(client, curator, terms):
    make_kind("tool")
    client.force_login(curator)
    entry = make_entry()

    page = client.get(reverse("admin:documents_entry_change", args=[entry.pk])).content.decode()

    for scheme in ("outcome", "result", "evidence-quality"):
        assert f"concepts_{scheme}" not in page


@pytest.mark.parametrize("page", ["evidence", "read_evidence", "compare_evidence"])
def test_the_pages_ask_as_much_for_many_entries_as_for_one(client, readers, curator, page):
    first = make_practice()
    send_both(first, [FEWER_KILLED], [NO_COSTS], readers)
    make_practice()
    client.force_login(curator if page != "read_evidence" else readers[0])
    address = reverse(
        f"admin:documents_entry_{page}", args=[] if page == "evidence" else [first.pk]
    )
    counts = []
    for _round in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
        for number in range(5):
            other = make_practice(title=f"Practice {number}")
            if number < 3:
                send_both(other, [FEWER_KILLED], [NO_COSTS], readers)

    assert counts[0] == counts[1]
