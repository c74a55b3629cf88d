"""A stranger suggests an entry: what is kept, what is refused, what they see of it."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.curation import conversation, submitting
from documents.curation.reviewing import assign
from documents.curation.workflow import perform
from documents.models import Comment, Entry, Identifier, Link, Submission
from tests.documents.files import builders
from tests.factories import make_entry, make_kind
from tests.people import make_person
from tests.post import deliver

pytestmark = pytest.mark.django_db

FORM = "/suggest/"


@pytest.fixture(autouse=True)
def kinds():
    return make_kind("tool")


def data(**fields):
    return {
        "kind": make_kind("tool").pk, "title": "Safety walks in Gao", "why": "It worked.",
        "url": "https://example.net/walks", "name": "Sara", "email": "sara@example.net",
    } | fields  # fmt: skip


def address_in(letter) -> str:
    return re.search(r"https?://[^/]+(/\S+)", letter.body).group(1)


class TestAStranger:
    def test_confirms_by_letter_and_then_the_curators_have_it(self, client, mailoutbox):
        make_person("ben", "Curators")
        client.post(FORM, data(doi="https://doi.org/10.1093/aje/kwr428", issued="2019"))
        deliver()
        entry, letter = Entry.objects.get(), mailoutbox[-1]
        assert (entry.state, letter.to) == ("draft", ["sara@example.net"])
        assert "do nothing" in letter.body

        page = client.get(address_in(letter)).content.decode()
        assert "Confirm the suggestion" in page
        client.post(address_in(letter), {"confirm": "yes"})
        deliver()

        entry.refresh_from_db()
        assert (entry.state, entry.issued) == ("submitted", "2019")
        assert entry.links.get().url == "https://example.net/walks"
        assert entry.identifiers.get().value == "10.1093/aje/kwr428"
        written = {each.to[0]: each.body for each in mailoutbox[1:]}
        assert "because you are a curator" in written["ben@example.net"]
        assert "because the entry comes from you" in written["sara@example.net"]

    def test_no_word_of_theirs_goes_to_an_address_that_may_be_anybodys(self, client, mailoutbox):
        words = {name: f"Zq{name} https://evil.example" for name in ("title", "name", "why")}
        client.post(FORM, data(**words))
        deliver()

        [letter] = mailoutbox
        assert [text for text in (letter.subject, letter.body) if "Zq" in text] == []
        assert "evil" not in letter.message().as_string()

    def test_confirming_twice_does_nothing_more(self, client):
        client.post(FORM, data())
        submission = Submission.objects.get()

        for _time in range(2):
            client.post(submission.secret_address(), {"confirm": "yes"})

        assert submission.entry.state_changes.count() == 1

    def test_opening_the_letters_link_alone_confirms_nothing(self, client):
        client.post(FORM, data())

        client.get(Submission.objects.get().secret_address())

        assert Entry.objects.get().state == "draft"

    def test_confirming_what_curators_took_up_meanwhile_moves_nothing(self, client):
        client.post(FORM, data())
        entry, curator = Entry.objects.get(), make_person("ben", "Curators")
        perform(entry, "submit", curator)
        perform(entry, "start_review", curator)

        page = client.post(entry.submission.secret_address(), {"confirm": "yes"})

        assert page.status_code == 302
        entry = Entry.objects.get()
        assert entry.submission.confirmed_at
        assert entry.state == "in_review"

    def test_may_send_a_file_instead_of_an_address(self, client):
        guide = SimpleUploadedFile("guide.pdf", builders.pdf("Walk the street"))

        client.post(FORM, data(url="", file=guide))

        assert Entry.objects.get().files.get().name == "guide.pdf"

    def test_may_name_who_knows_where_nobody_has_written(self, client):
        """Only curators read the name: it is nobody else's to know, whatever becomes of the
        entry."""
        who = "Amina Diallo, women’s union of Gao"
        client.post(FORM, data(url="", unwritten="on", who_knows=who))
        submission = Submission.objects.get()
        submitting.confirm(submission)
        entry = Entry.objects.get()
        assert (entry.state, submission.who_knows, entry.links.count()) == ("submitted", who, 0)
        desk, form = (
            reverse(f"admin:documents_entry_{page}", args=[entry.pk]) for page in ("desk", "change")
        )

        curator, reviewer = make_person("ben", "Curators"), make_person("rita", "Reviewers")
        perform(entry, "start_review", curator)
        assign(entry, reviewer, curator)
        client.force_login(curator)
        assert who in client.get(desk).text
        assert who in client.get(form).text
        client.force_login(reviewer)
        assert client.get(desk).status_code == 200
        assert who not in client.get(desk).text
        client.logout()
        Entry.objects.update(state="accepted")
        Entry.objects.update(state="published", published_at=timezone.now())
        for page in (submission.secret_address(), entry.get_absolute_url()):
            answer = client.get(page)
            assert (answer.status_code, "Amina" in answer.text) == (200, False)
        assert "Amina" not in str(entry.revisions.values_list("record", flat=True))

    def test_who_gives_an_address_all_the_same_is_not_asked_who_knows(self, client):
        client.post(FORM, data(who_knows="Amina Diallo"))

        assert Submission.objects.get().who_knows == ""

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"url": ""}, "Give its address, send a file, or tick that nobody has written"),
            ({"url": "", "who_knows": "Amina Diallo"}, "or tick that nobody has written"),
            ({"url": "", "unwritten": "on"}, "Tell us who knows about it"),
            ({"url": "", "unwritten": "on", "who_knows": " "}, "Tell us who knows about it"),
            ({"url": "", "unwritten": "on", "who_knows": "w" * 501}, "at most 500 characters"),
            ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
            ({"doi": "10"}, "A DOI looks like"),
            ({"issued": "2023-02-30"}, "There is no such date."),
            ({"title": ""}, "This field is required."),
            ({"title": "x" * 501}, "at most 500 characters"),
            ({"email": "sara"}, "valid email address"),
            ({"kind": "999999"}, "valid choice"),
            ({"why": "w" * 2001}, "at most 2000 characters"),
            ({"file": SimpleUploadedFile("a.pdf", b"MZ\x90")}, "a.pdf"),
        ],
    )
    def test_is_told_what_is_wrong_and_loses_nothing(self, client, fields, message):
        page = client.post(FORM, data(**fields)).content.decode()

        assert message in page
        assert "It worked." in page or "why" in fields
        assert not Entry.objects.exists()

    def test_is_never_answered_with_an_error_of_ours(self, client):
        for value in ("\0", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "%00"):
            for name in ("title", "url", "doi", "why", "name", "email", "issued"):
                assert client.post(FORM, data(**{name: value})).status_code == 200

    def test_sees_what_is_here_already_and_can_say_that_it_is_another(self, client):
        there = make_entry("Safety walks in Gao")

        page = client.post(FORM, data()).content.decode()
        assert there.get_absolute_url() in page
        assert Entry.objects.count() == 1

        client.post(FORM, data(no_duplicate="on"))
        assert Entry.objects.count() == 2

    @pytest.mark.parametrize(
        "question",
        ["title=Safety+walk+in+Gao", "doi=10.1093/AJE/kwr428", "url=https://example.net/walks"],
    )
    def test_is_warned_while_typing(self, client, question):
        there = make_entry("Safety walks in Gao")
        Identifier.objects.create(entry=there, scheme="doi", value="10.1093/aje/kwr428")
        Link.objects.create(entry=there, url="https://example.net/walks")

        page = client.get(f"{reverse('duplicates')}?{question}").content.decode()

        assert there.get_absolute_url() in page

    @pytest.mark.parametrize("columns", [{"state": "draft"}, {"access": "members"}])
    def test_learns_nothing_of_what_is_not_public(self, client, columns):
        make_entry("Safety walks in Gao", **columns)

        page = client.get(f"{reverse('duplicates')}?title=Safety+walks+in+Gao").content.decode()
        client.post(FORM, data())

        assert "Safety" not in page
        assert Entry.objects.count() == 2


class TestSpam:
    def test_what_fills_in_the_hidden_field_is_thanked_and_dropped(self, client, mailoutbox):
        page = client.post(FORM, data(website="https://spam.example"))
        deliver()

        assert "One more step" in page.content.decode()
        assert not Entry.objects.exists()
        assert not mailoutbox

    def test_one_address_of_the_network_suggests_so_often_and_no_more(self, client):
        for number in range(12):
            page = client.post(FORM, data(title=f"Title {number}", email=f"a{number}@example.net",
                                          url=f"https://example.net/{number}"))  # fmt: skip

        assert Entry.objects.count() == 10
        assert "many suggestions" in page.content.decode()
        assert "Title 11" in page.content.decode()

    def test_nobodys_letter_box_is_filled(self, client):
        for number in range(12):
            client.post(
                FORM,
                data(title=f"Title {number}", url=f"https://example.net/{number}"),
                REMOTE_ADDR=f"192.0.2.{number}",
            )

        assert Entry.objects.count() == 10

    def test_what_nobody_confirms_is_forgotten(self, client):
        client.post(FORM, data())
        Submission.objects.update(created_at=timezone.now() - timedelta(days=8))
        client.post(FORM, data(title="Another", url="https://example.net/other"))

        assert submitting.forget_unconfirmed() == 1
        assert Entry.objects.get().title == "Another"

    def test_what_curators_have_worked_on_is_not_forgotten(self, client):
        client.post(FORM, data())
        Submission.objects.update(created_at=timezone.now() - timedelta(days=8))
        entry, curator = Entry.objects.get(), make_person("ben", "Curators")
        perform(entry, "submit", curator)
        perform(entry, "return", curator, "Which year?")

        assert submitting.forget_unconfirmed() == 0
        assert Entry.objects.get().state == "draft"


class TestAMember:
    def test_needs_no_confirmation(self, client):
        client.force_login(make_person("max", "Members"))

        client.post(FORM, data(name="", email=""))

        entry = Entry.objects.get()
        assert (entry.state, entry.entered_by.username) == ("submitted", "max")

    def test_may_have_a_long_name(self, client):
        names = {"first_name": "Ana" * 40, "last_name": "Sosa" * 20}
        client.force_login(make_person("max", "Members", **names))

        client.post(FORM, data())

        assert Submission.objects.get().name.startswith("AnaAna")

    def test_without_the_right_to_suggest_one_does(self, client):
        client.force_login(make_person("max"))

        client.post(FORM, data())

        assert Entry.objects.get().state == "draft"


class TestFollowing:
    @pytest.fixture
    def submission(self, client):
        client.post(FORM, data())
        submission = Submission.objects.get()
        submitting.confirm(submission)
        return submission

    @pytest.fixture
    def curator(self):
        return make_person("ben", "Curators")

    def page(self, client, submission) -> str:
        return client.get(submission.secret_address()).content.decode()

    def test_questions_are_answered_on_the_page(self, client, submission, curator, mailoutbox):
        conversation.say(submission.entry, curator, "Which year?", "submitter")
        conversation.say(submission.entry, curator, "I doubt it.")
        deliver()
        assert "A question about your suggestion" in mailoutbox[-1].subject

        page = self.page(client, submission)
        assert "Which year?" in page
        assert "I doubt it." not in page
        assert "ben" not in page.replace("beneath", "")

        client.post(submission.secret_address(), {"text": "In 2019."})
        deliver()
        assert mailoutbox[-1].to == ["ben@example.net"]
        assert "In 2019." in self.page(client, submission)

    def test_the_reason_of_a_refusal_is_told_here_and_in_the_public_list(
        self, client, submission, curator
    ):
        perform(submission.entry, "decline", curator, "It is about national defence.")

        assert "It is about national defence." in self.page(client, submission)
        declined = client.get(reverse("declined")).content.decode()
        assert "Safety walks in Gao" in declined
        assert "It is about national defence." in declined
        assert "ben" not in declined.replace("beneath", "")

    def test_what_curators_tell_each_other_stays_with_them(self, client, submission, curator):
        perform(submission.entry, "decline", curator, "No.")
        perform(submission.entry, "reconsider", curator, "He shouted at us.")

        assert "He shouted" not in self.page(client, submission)
        assert "Safety walks" not in client.get(reverse("declined")).content.decode()

    def test_it_is_for_whoever_has_the_letter_alone(self, client, submission):
        response = client.get(submission.secret_address())

        assert "no-store" in response["Cache-Control"] or "private" in response["Cache-Control"]
        assert "noindex" in response.content.decode()
        for token in ("x" * 32, "%00", "%F0%9F%99%82", "x" * 5000):
            assert client.get(f"/suggestions/{token}/").status_code == 404

    def test_an_empty_answer_is_asked_for_again(self, client, submission):
        page = client.post(submission.secret_address(), {"text": "  "})

        assert "This field is required." in page.content.decode()
        assert not submission.entry.comments.exists()

    def test_nothing_is_answered_before_the_address_is_confirmed_or_when_it_is_over(
        self, client, submission, curator
    ):
        perform(submission.entry, "decline", curator, "No.")
        client.post(submission.secret_address(), {"text": "But why?"})
        client.post(FORM, data(title="Another", url="https://example.net/other"))
        unconfirmed = Submission.objects.get(confirmed_at=None)
        client.post(unconfirmed.secret_address(), {"text": "Hello"})

        assert not Comment.objects.exists()

    def test_curators_are_not_flooded_with_answers(self, client, submission):
        for number in range(25):
            page = client.post(submission.secret_address(), {"text": f"Answer {number}"})

        assert submission.entry.comments.count() == 20
        assert "Answer 24" in page.content.decode()
        assert "try again later" in page.content.decode()

    def test_an_answer_goes_to_those_who_asked_while_they_are_curators(
        self, client, submission, curator, mailoutbox
    ):
        make_person("rex", "Curators")
        conversation.say(submission.entry, curator, "Which year?", "submitter")
        curator.groups.clear()
        deliver()
        mailoutbox.clear()

        conversation.answer(submission, "In 2019.")
        deliver()

        assert [each.to for each in mailoutbox] == [["rex@example.net"]]

    def test_why_reviews_were_overridden_is_not_written_to_them(self, submission, mailoutbox):
        organizer = make_person("ana", "Organizers")
        perform(submission.entry, "accept", organizer, "Rita is too strict.")
        deliver()

        accepted = [each for each in mailoutbox if each.to == ["sara@example.net"]][-1]
        assert "was accepted" in accepted.body
        assert "Rita" not in accepted.body
