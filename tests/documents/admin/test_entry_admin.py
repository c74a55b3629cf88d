import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.history.actions import entry_saved
from documents.models import Entry, EntryPlace, HarmQuestion, IndexedEntry, Relation, Threshold
from taxonomy.localized import LocalizedText
from tests.documents.files import builders
from tests.factories import make_concept, make_entry, make_kind, make_place
from tests.findings import FEWER_KILLED, NO_COSTS, make_block, make_practice, make_terms
from tests.searching import found

pytestmark = pytest.mark.django_db

INLINES = ["files", "links", "places", "contributions", "identifiers", "relations", "translations"]


@pytest.fixture
def organizer():
    user = User.objects.create_user("ana", password="correct horse battery", is_staff=True)
    user.groups.add(Group.objects.get(name="Organizers"))
    return user


@pytest.fixture
def client(client, organizer):
    client.force_login(organizer)
    return client


def form_data(**fields):
    """What a browser sends for an entry's form that has no inline rows."""
    data = {
        "title": "A guide", "title_language": "en", "text_language": "en", "access": "open",
        "opened_version": "0",
    }  # fmt: skip
    for prefix in INLINES:
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return data | fields


def with_upload(content, **fields):
    return form_data(**{"files-TOTAL_FORMS": "1", "files-0-content": content}, **fields)


def add_url(kind="tool"):
    return reverse("admin:documents_entry_add") + f"?kind={kind}"


def change_url(entry):
    return reverse("admin:documents_entry_change", args=[entry.pk])


def test_a_new_entry_begins_with_the_choice_of_its_kind(client):
    make_kind("tool")

    page = client.get(reverse("admin:documents_entry_add"))

    assert "?kind=tool" in page.content.decode()


def test_whatever_is_incomplete_can_be_saved_as_a_draft(client):
    make_kind("tool", sections=["purpose"], required=["takeaway", "goal"])

    client.post(add_url(), form_data(title="Only a title"))

    entry = Entry.objects.get()
    assert (entry.title, entry.state) == ("Only a title", "draft")
    assert not IndexedEntry.objects.exists()


def test_the_form_saves_sections_and_concepts_of_the_kind(client, organizer):
    goal = make_concept("goal", "G1")
    make_kind("tool", sections=["purpose", "steps"])

    client.post(add_url(), form_data(section_purpose="To see.", concepts_goal=[goal.pk]))

    entry = Entry.objects.get()
    assert [(s.template.key, s.text) for s in entry.sections.all()] == [("purpose", "To see.")]
    assert list(entry.concepts.all()) == [goal]
    assert entry.revisions.get().actor == organizer


def test_publishing_an_incomplete_draft_saves_it_and_says_what_is_missing_and_where(client):
    make_kind("tool", sections=["purpose"], required=["goal"]).section_templates.update(
        required=True
    )

    page = client.post(add_url(), form_data(_publish="1"), follow=True).content.decode()

    entry = Entry.objects.get()
    assert entry.state == "draft"
    assert f"{change_url(entry)}#id_concepts_goal" in page
    assert f"{change_url(entry)}#id_section_purpose" in page


def test_a_complete_entry_whose_kind_needs_no_reviews_is_published_in_two_steps(client):
    Threshold.objects.create(kind=make_kind("tool"), reviewers=0)
    page = client.post(add_url(), form_data(_publish="1"), follow=True)

    client.post(page.redirect_chain[-1][0])

    assert Entry.objects.get().is_published


def test_an_organizer_publishes_without_reviews_only_with_a_reason_that_stays_on_record(client):
    entry = make_entry(state="draft")
    step = reverse("admin:documents_entry_step", args=[entry.pk, "publish"])

    refused = client.post(step, {"reason": " "})
    client.post(step, {"reason": "The minister signed it."})

    assert "0 of 2 reviews are in." in refused.content.decode()
    entry.refresh_from_db()
    assert entry.is_published
    assert (
        str(entry.state_changes.get().reason) == "The minister signed it.\n0 of 2 reviews are in."
    )


def test_the_do_no_harm_questions_are_asked_before_publication(client, organizer):
    Threshold.objects.create(kind=make_kind("tool"), reviewers=0)
    question = HarmQuestion.objects.create(code="minors", text=LocalizedText(en="Minors?"))
    entry = make_entry(state="draft")
    step = reverse("admin:documents_entry_step", args=[entry.pk, "publish"])
    answer, note = f"answer_{question.pk}", f"note_{question.pk}"

    unanswered = client.post(step, {})
    without_note = client.post(step, {answer: "yes"})
    assert Entry.objects.get().state == "draft"
    client.post(step, {answer: "yes", note: "Faces are blurred."})

    assert "Minors?" in unanswered.content.decode()
    assert "Say what was done about it." in without_note.content.decode()
    assert Entry.objects.get().is_published
    kept = entry.harm_answers.get()
    assert (kept.value, kept.note, kept.answered_by) == ("yes", "Faces are blurred.", organizer)


def test_a_published_entry_cannot_be_saved_incomplete_and_the_form_keeps_its_text(client):
    make_kind("tool", sections=["purpose"], required=["takeaway"])
    entry = make_entry(takeaway="Walk.")

    page = client.post(
        change_url(entry), form_data(title="New title", takeaway="")
    ).content.decode()

    entry.refresh_from_db()
    assert (entry.title, entry.takeaway) == ("A guide", "Walk.")
    assert "\nNew title</textarea>" in page
    assert "needs takeaway" in page


def test_who_saves_what_somebody_else_changed_meanwhile_is_told_and_loses_nothing(client):
    make_kind("tool")
    entry = make_entry("First")
    client.post(change_url(entry), form_data(title="Theirs"))

    page = client.post(
        change_url(entry), form_data(title="Mine", opened_version="0")
    ).content.decode()

    entry.refresh_from_db()
    assert entry.title == "Theirs"
    assert "changed this entry at" in page
    assert "\nMine</textarea>" in page
    client.post(change_url(entry), form_data(title="Mine", opened_version="1"))
    entry.refresh_from_db()
    assert entry.title == "Mine"


def test_what_is_saved_as_it_was_keeps_its_date(client):
    make_kind("tool", sections=["purpose"])
    text = {"summary": "One.\n\nTwo.", "section_purpose": "To see.\nTo hear."}
    as_sent = {name: each.replace("\n", "\r\n") for name, each in text.items()}
    client.post(add_url(), form_data(**text))
    before = Entry.objects.get()

    client.post(change_url(before), form_data(opened_version=before.version, **as_sent))
    same = Entry.objects.get()
    client.post(change_url(before), form_data(opened_version=before.version, title="Another"))
    other = Entry.objects.get()

    assert (same.version, same.changed_at) == (before.version, before.changed_at)
    assert (other.version, other.title) == (before.version + 1, "Another")
    assert other.changed_at > before.changed_at


def test_the_history_shows_each_field_before_and_after(client):
    make_kind("tool", sections=["purpose"])
    client.post(add_url(), form_data(title="Before", section_purpose="Old purpose"))
    entry = Entry.objects.get()
    client.post(
        change_url(entry),
        form_data(title="After", opened_version="1", section_purpose="New purpose"),
    )

    page = client.get(reverse("admin:documents_entry_history", args=[entry.pk])).content.decode()

    for text in ("Before", "After", "Old purpose", "New purpose", "sections › Purpose", "ana"):
        assert text in page


def test_the_history_says_in_words_what_readers_are_not_told(client, organizer):
    make_terms()
    waiting = make_concept("theme", "new-theme", label="A new theme", status="proposed")
    entry, draft = make_practice(concepts=[waiting]), make_entry("Hidden", state="draft")
    Relation.objects.create(source=entry, type="is_part_of", target=draft)
    EntryPlace.objects.create(entry=entry, place=make_place("co", "country"), role="is_about")
    make_block(entry, FEWER_KILLED, NO_COSTS)
    entry_saved(entry, organizer)

    page = client.get(reverse("admin:documents_entry_history", args=[entry.pk])).content.decode()

    said = [
        "A new theme", f"is part of · {draft.identifier} Hidden", "is about · co", "published",
        "English", "effect · homicide · fewer or less", "what it costs · Not reported",
    ]  # fmt: skip
    assert [text for text in said if text not in page] == []
    assert [
        code for code in ("new-theme", "is_part_of", "False", "economics") if code in page
    ] == []


def test_an_entry_without_a_history_says_so(client):
    entry = make_entry()

    page = client.get(reverse("admin:documents_entry_history", args=[entry.pk]))

    assert "has no history yet" in page.content.decode()


def test_withdrawing_asks_for_the_reason_and_takes_the_entry_from_the_public(client):
    entry, other = make_entry("Old"), make_entry("New")
    url = reverse("admin:documents_entry_step", args=[entry.pk, "withdraw"])

    refused = client.post(url, {"reason": "", "replacement": other.pk})
    client.post(url, {"reason": "Outdated.", "replacement": other.pk})

    assert refused.status_code == 200
    entry.refresh_from_db()
    assert (entry.state, entry.replacement) == ("withdrawn", other)


def test_what_is_offered_as_a_replacement_is_published(client):
    entry, other = make_entry(title="A guide"), make_entry(title="A newer guide")
    make_entry(title="A guide in the making", state="draft")
    page = client.get(reverse("admin:documents_entry_step", args=[entry.pk, "supersede"]))
    address = re.search(r'data-ajax--url="([^"]+)"', page.content.decode()).group(1)

    field = {"app_label": "documents", "model_name": "relation", "field_name": "target"}
    offered = client.get(address, {**field, "published": "", "term": "guide"}).json()["results"]

    assert address.endswith("?published")
    assert {each["id"] for each in offered} == {str(entry.pk), str(other.pk)}


def test_only_what_was_never_published_can_be_deleted(client):
    published, draft = make_entry(), make_entry(state="draft")

    for entry in (published, draft):
        client.post(reverse("admin:documents_entry_delete", args=[entry.pk]), {"post": "yes"})

    assert list(Entry.objects.all()) == [published]


def test_the_preview_shows_a_draft_to_curators_alone(client):
    entry = make_entry("Secret draft", state="draft")
    url = reverse("admin:documents_entry_preview", args=[entry.pk])

    assert "Secret draft" in client.get(url).content.decode()
    client.logout()
    assert client.get(url).status_code == 302


def test_an_upload_is_kept_with_what_was_found_about_it(client, django_capture_on_commit_callbacks):
    make_kind("tool")
    upload = SimpleUploadedFile("walk.pdf", builders.pdf("Safety walk", pages=2))

    client.post(add_url(), with_upload(upload, **{"files-0-language": "en"}))

    file = Entry.objects.get().files.get()
    assert (file.number, file.name, file.format, file.pages) == (1, "walk.pdf", "pdf", 2)


HOSTILE = {
    "HTML renamed": ("guide.pdf", b"<!doctype html><title>x</title>", "is not a PDF file"),
    "SVG with script": ("map.svg", b"<svg><script>alert(1)</script></svg>", "are not accepted"),
    "PDF and ZIP in one": (
        "a.pdf",
        builders.pdf() + builders.archive({"a": b"a"}),
        "follows the end",
    ),
    "zip bomb": ("a.docx", builders.docx(extra={"word/x.xml": b"0" * 60_000_000}), "unpack"),
    "0 bytes": ("a.pdf", b"", "empty"),
    "10,000 pages": ("a.pdf", builders.pdf(pages=10_000), "10000 pages; at most 3000"),
    "password": ("a.pdf", builders.encrypted_pdf(), "password"),
    "path in the name": ("..%2F..%2Fpasswd.pdf", builders.pdf(), "contains a path"),
    "over the limit": ("a.pdf", builders.pdf() + b"\n" * 3_000_000, "too large"),
}


@pytest.mark.parametrize("problem", HOSTILE)
def test_every_refusal_has_its_message_and_keeps_what_was_typed(client, settings, problem):
    settings.MAX_UPLOAD_BYTES = 2_000_000
    make_kind("tool", sections=["purpose"])
    name, content, message = HOSTILE[problem]

    upload = SimpleUploadedFile(name, content)
    page = client.post(add_url(), with_upload(upload, title="Typed", section_purpose="A long text"))

    errors = [e for f in page.context["inline_admin_formsets"] for e in f.formset.errors if e]
    assert message in str(errors)
    assert "\nTyped</textarea>" in page.content.decode()
    assert "A long text" in page.content.decode()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("sent", "kept"), [("../../passwd.pdf", "passwd.pdf"), ("guide\u202efdp.pdf", "guidefdp.pdf")]
)
def test_what_django_takes_out_of_a_name_before_we_see_it_is_not_kept(client, sent, kept):
    """Through other doors such names are refused: see tests/documents/files."""
    make_kind("tool")

    client.post(add_url(), with_upload(SimpleUploadedFile(sent, builders.pdf())))

    assert Entry.objects.get().files.get().name == kept


def test_a_refused_upload_says_why_and_the_form_keeps_the_curators_text(client):
    make_kind("tool", sections=["purpose"])
    upload = SimpleUploadedFile("guide.pdf", b"<!doctype html><title>Guide</title>")

    page = client.post(
        add_url(), with_upload(upload, section_purpose="A long text")
    ).content.decode()

    assert "is not a PDF file" in page
    assert "A long text" in page
    assert not Entry.objects.exists()


def test_the_list_finds_by_identifier_and_shows_what_is_missing(client):
    make_kind("tool", required=["summary"])
    entry = make_entry("Unfinished", state="draft")
    make_entry("Another", state="draft", summary="There.")

    page = client.get(reverse("admin:documents_entry_changelist"), {"q": entry.identifier})
    lacking = client.get(reverse("admin:documents_entry_changelist"), {"missing": "summary"})

    assert [e.title for e in page.context["cl"].result_list] == ["Unfinished"]
    assert [e.title for e in lacking.context["cl"].result_list] == ["Unfinished"]


def test_the_list_needs_the_same_queries_for_one_entry_and_for_thirty(
    client, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("admin:documents_entry_changelist")
    make_entry()
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(30):
        make_entry(f"Entry {number}")

    with django_assert_num_queries(len(few)):
        client.get(url)


def test_a_deprecated_concept_stays_on_the_entries_that_carry_it(client):
    old = make_concept("scale", "old", status="deprecated")
    make_concept("scale", "new")
    entry = make_entry(concepts=[old])

    client.post(change_url(entry), form_data(title="New title"))

    assert list(entry.concepts.all()) == [old]
    assert Entry.objects.get().title == "New title"


def test_renaming_a_creator_changes_by_what_entries_are_found(client):
    entry = make_entry(creators=["Oldname, Ana"])
    agent = entry.contributions.get().agent

    client.post(
        reverse("admin:documents_agent_change", args=[agent.pk]),
        {"type": "person", "name": "Brandnewname, Ana", "acronym": "", "ror": "", "orcid": ""},
    )

    assert found("Brandnewname") == [entry.pk]


def test_an_impossible_date_is_refused(client):
    make_kind("tool")

    page = client.post(add_url(), form_data(issued="2023-02-30")).content.decode()

    assert "There is no such date." in page


@pytest.mark.parametrize("page", ["history", "change", "preview", "withdraw"])
def test_a_nonsense_number_is_no_error_of_the_server(client, page):
    assert client.get(f"/admin/documents/entry/abc/{page}/").status_code in (302, 404)


@pytest.mark.parametrize(
    "columns",
    [
        {}, {"access": "members"}, {"state": "withdrawn"}, {"state": "draft"},
        {"state": "submitted"}, {"state": "declined"},
        {"access": "embargoed", "embargo_until": timezone.localdate() + timedelta(days=9)},
        {"access": "embargoed", "embargo_until": timezone.localdate()},
        {"access": "embargoed", "embargo_until": timezone.localdate() + timedelta(days=9),
         "state": "withdrawn"},
    ],
)  # fmt: skip
def test_view_on_site_leads_to_a_page_whatever_the_state(client, columns):
    entry = make_entry("Street lights", **columns)

    form = client.get(change_url(entry)).content.decode()

    (address,) = re.findall(r'<a href="([^"]+)">View on site</a>', form)
    page = client.get(address)
    is_tombstone = columns.get("state") == "withdrawn" and "access" not in columns
    assert page.status_code == (410 if is_tombstone else 200)
    assert is_tombstone or "Street lights" in page.content.decode()
    is_public = (
        columns.get("state", "published") == "published"
        and columns.get("embargo_until", timezone.localdate()) == timezone.localdate()
    )
    assert (address == entry.get_absolute_url()) == (is_public or is_tombstone)
