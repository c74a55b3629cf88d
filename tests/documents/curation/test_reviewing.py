"""Two readers judge alone; what they gave is told when both are in."""

import re
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.curation import conversation, reviewing
from documents.curation.standing import Standing, standings
from documents.curation.workflow import perform
from documents.models import Criterion, Entry, Review, Score, Submission, Threshold
from taxonomy.localized import LocalizedText
from tests.addresses import body, every_address
from tests.factories import make_entry, make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db

SECRET = "Sesquipedalian"
TABLE = "Scores from 0 to 4"


@pytest.fixture
def criteria():
    make_kind("tool")
    return [
        Criterion.objects.create(code=code, name=LocalizedText(en=code), position=position)
        for position, code in enumerate(["relevance", "evidence"])
    ]


@pytest.fixture
def curator():
    return make_person("ben", "Curators")


@pytest.fixture
def readers():
    return [make_person(name, "Reviewers") for name in ("rita", "rafi")]


@pytest.fixture
def entry(criteria, curator):
    entry = make_entry(state="submitted")
    perform(entry, "start_review", curator)
    return entry


def judge(review, *values, reason="", remark=""):
    given = dict(zip(Criterion.objects.all(), ((value, reason) for value in values), strict=True))
    reviewing.submit(review, review.reviewer, given, remark)


class TestWhoMayJudge:
    def test_only_reviewers_are_asked_and_only_by_curators(self, entry, curator, readers):
        with pytest.raises(ValidationError, match="not a reviewer"):
            reviewing.assign(entry, make_person("max", "Members"), curator)
        with pytest.raises(PermissionDenied):
            reviewing.assign(entry, readers[0], readers[1])

    def test_nobody_judges_their_own(self, entry, curator, readers):
        Entry.objects.filter(pk=entry.pk).update(entered_by=readers[0])
        Submission.objects.create(entry=entry, name="R", email="RAFI@example.net", why="So.")

        for reader in readers:
            with pytest.raises(ValidationError, match="comes from this account"):
                reviewing.assign(entry, reader, curator)

    def test_nobody_judges_twice(self, entry, curator, readers):
        reviewing.assign(entry, readers[0], curator)

        with pytest.raises(ValidationError, match="already"):
            reviewing.assign(entry, readers[0], curator)
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(entry=entry, round=1, reviewer=readers[0])

    def test_nobody_sends_the_review_of_another(self, entry, curator, readers):
        review = reviewing.assign(entry, readers[0], curator)

        with pytest.raises(PermissionDenied):
            reviewing.submit(review, readers[1], {}, "")

    def test_what_is_sent_does_not_change(self, entry, curator, readers):
        review = reviewing.assign(entry, readers[0], curator)
        judge(review, 3, 3)

        for again in (lambda: judge(review, 0, 0), lambda: reviewing.refuse(review, readers[0])):
            with pytest.raises(ValidationError, match="closed"):
                again()
        with pytest.raises(ValidationError, match="stays on record"):
            reviewing.release(review, curator)

    def test_every_criterion_is_judged(self, entry, curator, readers, criteria):
        review = reviewing.assign(entry, readers[0], curator)

        with pytest.raises(ValidationError, match="every criterion"):
            reviewing.submit(review, readers[0], {criteria[0]: (3, "")}, "")


class TestStanding:
    def judged(self, entry, curator, readers, *scores):
        for reader, values in zip(readers, scores, strict=True):
            judge(reviewing.assign(entry, reader, curator), *values)
        return Standing(Entry.objects.get(pk=entry.pk))

    def test_enough_and_good_enough(self, entry, curator, readers):
        standing = self.judged(entry, curator, readers, (2, 2), (2, 2))

        assert standing.shortfalls == []
        perform(entry, "accept", curator)
        assert entry.state == "accepted"

    def test_a_low_mean_or_a_low_score_falls_short(self, entry, curator, readers):
        standing = self.judged(entry, curator, readers, (1, 2), (2, 0))

        assert [str(each) for each in standing.shortfalls] == [
            "“evidence” was given 0; at least 1 is needed.",
            "The mean of all scores is 1.25; at least 2.00 is needed.",
        ]
        with pytest.raises(ValidationError, match="organizer can decide otherwise"):
            perform(entry, "accept", curator, "Please.")

    def test_thresholds_are_the_organizers_to_set(self, entry, curator, readers):
        Threshold.objects.create(kind=entry.kind, least=0, mean=Decimal("1.25"))

        assert self.judged(entry, curator, readers, (1, 2), (2, 0)).shortfalls == []

    def test_an_organizer_overrides_with_a_reason_that_stays_on_record(self, entry):
        organizer = make_person("ana", "Organizers")
        with pytest.raises(ValidationError):
            perform(entry, "accept", organizer)

        perform(entry, "accept", organizer, "Time is short.")

        reason = str(entry.state_changes.first().reason)
        assert reason == "Time is short.\n0 of 2 reviews are in."

    def test_scores_far_apart_are_a_disagreement(self, entry, curator, readers):
        standing = self.judged(entry, curator, readers, (4, 3), (2, 2))

        assert [str(each.criterion) for each in standing.disputed] == ["relevance"]

    def test_who_says_no_is_replaced(self, entry, curator, readers):
        first = reviewing.assign(entry, readers[0], curator)
        reviewing.refuse(first, readers[0], "I know them.")

        assert Standing(entry).lacks == 2
        assert first.scores.count() == 0

    def test_without_a_criterion_in_use_nobody_judges(self, entry, curator, readers):
        review = reviewing.assign(entry, readers[0], curator)
        Criterion.objects.update(is_active=False)

        with pytest.raises(ValidationError, match="every criterion"):
            reviewing.submit(review, readers[0], {}, "")

    def test_a_criterion_that_came_later_is_shown_beside_whoever_judged_by_it(
        self, entry, curator, readers
    ):
        reviews = [reviewing.assign(entry, reader, curator) for reader in readers]
        judge(reviews[0], 2, 2)
        Criterion.objects.create(code="new", name=LocalizedText(en="new"), position=9)
        judge(reviews[1], 3, 3, 4)

        rows = [[score and score.value for score in each.beside] for each in Standing(entry).judged]

        assert rows == [[2, 3], [2, 3], [None, 4]]

    def test_a_new_round_begins_with_nobody(self, entry, curator, readers):
        self.judged(entry, curator, readers, (0, 0), (0, 0))
        perform(entry, "return", curator, "Name sources.")
        perform(entry, "submit", curator)
        perform(entry, "start_review", curator)

        assert [str(each) for each in Standing(entry).shortfalls] == ["0 of 2 reviews are in."]
        reviewing.assign(entry, readers[0], curator)

    def test_many_are_read_at_once_as_each_is_alone(self, entry, curator, readers):
        self.judged(entry, curator, readers, (1, 2), (2, 0))
        half, none = make_entry(state="submitted"), make_entry(kind="practice", state="draft")
        perform(half, "start_review", curator)
        judge(reviewing.assign(half, readers[0], curator), 4, 4)
        Threshold.objects.create(kind=none.kind, reviewers=3)
        entries = list(Entry.objects.all())

        found = standings(entries)

        alone = {each.pk: Standing(each).shortfalls for each in entries}
        assert {pk: standing.shortfalls for pk, standing in found.items()} == alone
        assert [len(reasons) for _pk, reasons in sorted(alone.items())] == [2, 1, 1]


@pytest.mark.slow
class TestIndependence:
    """Before both are in, no page, letter or message holds anything of what one reviewer wrote."""

    @pytest.fixture
    def half_judged(self, entry, curator, readers):
        first, second = (reviewing.assign(entry, reader, curator) for reader in readers)
        judge(first, 4, 3, reason=SECRET, remark=SECRET)
        conversation.say(entry, readers[0], f"{SECRET}, I find.")
        return entry, first, second

    def pages(self, entry) -> list[str]:
        """All that the admin has about one entry, and all public pages."""
        own = [
            reverse(f"admin:documents_entry_{name}", args=[entry.pk])
            for name in ("desk", "review", "harm", "change", "history", "preview", "delete")
        ]
        steps = [
            reverse("admin:documents_entry_step", args=[entry.pk, step])
            for step in ("accept", "return", "decline", "publish")
        ]
        lists = [reverse("admin:index"), reverse("admin:documents_entry_queue"),
                 reverse("admin:documents_entry_changelist")]  # fmt: skip
        return [*own, *steps, *lists, *every_address()]

    def seen(self, client, account, entry) -> list[str]:
        if account:
            client.force_login(account)
        pages = {address: body(client.get(address)) for address in self.pages(entry)}
        return [address for address, page in pages.items() if SECRET in page or TABLE in page]

    def test_the_second_reviewer_learns_nothing(self, half_judged, readers, client):
        assert self.seen(client, readers[1], half_judged[0]) == []

    def test_curators_and_organizers_see_no_score(self, half_judged, curator, client):
        entry = half_judged[0]
        entry.comments.all().delete()  # which they may read

        for account in (curator, make_person("ana", "Organizers"), None):
            assert self.seen(client, account, entry) == []

    def test_nobody_is_written_to_about_a_score(self, half_judged, mailoutbox):
        from django_tasks_db.models import DBTaskResult

        told = [str(task.args_kwargs) for task in DBTaskResult.objects.all()]

        assert told
        assert not any(SECRET in each for each in told)

    def test_taking_the_second_reviewer_away_does_not_reveal_the_first(
        self, half_judged, curator, client
    ):
        entry, _first, second = half_judged
        reviewing.release(second, curator)
        entry.comments.all().delete()

        assert self.seen(client, curator, entry) == []

    def test_what_is_being_judged_is_not_deleted_nor_its_scores_listed(self, half_judged, client):
        client.force_login(make_person("ana", "Organizers"))

        page = client.get(reverse("admin:documents_entry_delete", args=[half_judged[0].pk]))

        assert page.status_code == 403
        assert not [s for s in Score.objects.all() if str(s) in page.content.decode()]
        assert str(Score.objects.first()) == "relevance"

    def test_all_is_shown_when_both_are_in(self, half_judged, curator, readers, client):
        entry, _first, second = half_judged
        judge(second, 2, 3)

        desk = reverse("admin:documents_entry_desk", args=[entry.pk])
        for account in (curator, *readers):
            client.force_login(account)
            page = client.get(desk).content.decode()
            assert SECRET in page
            assert TABLE in page

    def test_a_third_reviewer_is_as_alone_as_the_first(self, half_judged, curator, readers, client):
        entry, _first, second = half_judged
        judge(second, 2, 3)
        third = make_person("rosa", "Reviewers")
        reviewing.assign(entry, third, curator)

        assert self.seen(client, third, entry) == []


class TestOnRecord:
    """What was judged stays readable to curators when it is decided, round by round."""

    @pytest.fixture
    def returned(self, entry, curator, readers):
        """One of two has judged it; then it went back and is judged anew."""
        first, _second = (reviewing.assign(entry, reader, curator) for reader in readers)
        judge(first, 4, 3, reason=SECRET, remark=SECRET)
        reviewing.refuse(
            reviewing.assign(entry, make_person("rosa", "Reviewers"), curator),
            get_user_model().objects.get(username="rosa"), "I am their aunt.",
        )  # fmt: skip
        perform(entry, "return", curator, "Name sources.")
        return entry

    def desk(self, client, account, entry) -> str:
        client.force_login(account)
        return client.get(reverse("admin:documents_entry_desk", args=[entry.pk])).content.decode()

    def test_a_round_that_was_cut_short_is_read_by_curators_alone(
        self, returned, curator, readers, client
    ):
        page = self.desk(client, curator, returned)
        assert TABLE in page
        assert SECRET in page
        for reader in readers:
            assert TABLE not in self.desk(client, reader, returned)

    def test_an_earlier_round_is_shown_with_scores_reasons_remarks_and_refusals(
        self, returned, curator, readers, client
    ):
        perform(returned, "submit", curator)
        perform(returned, "start_review", curator)
        perform(returned, "accept", make_person("ana", "Organizers"), "Time is short.")

        page = self.desk(client, curator, returned)

        (round_,) = re.findall(r"<details>(.*?)</details>", page, re.DOTALL)
        text = " ".join(re.sub(r"<[^>]+>", " ", round_).split())
        assert text.startswith("Round 1 rita : sent on")
        assert "rafi : sent nothing" in text
        assert "rosa : said no on" in text
        assert "I am their aunt." in text
        assert text.count(SECRET) == 3
        assert re.search(r"relevance 4 Sesquipedalian –", text)

    def test_whoever_judges_now_reads_nothing_of_earlier_rounds(
        self, returned, curator, readers, client
    ):
        perform(returned, "submit", curator)
        perform(returned, "start_review", curator)
        judging = make_person("ana", "Organizers")
        for reader in (*readers, judging):
            reviewing.assign(returned, reader, curator)

        for reader in (*readers, judging):
            page = self.desk(client, reader, returned)
            assert not [word for word in (SECRET, TABLE, "aunt", "Round 1") if word in page]

    def test_scores_of_the_running_round_are_not_among_the_earlier_ones(
        self, returned, curator, readers, client
    ):
        perform(returned, "submit", curator)
        perform(returned, "start_review", curator)
        first, _second = (reviewing.assign(returned, reader, curator) for reader in readers)
        judge(first, 0, 0, reason="Floccinaucinihilipilification")

        page = self.desk(client, curator, returned)

        assert SECRET in page
        assert "Floccinaucinihilipilification" not in page

    def test_a_refusal_in_this_round_is_told_to_curators(self, entry, curator, readers, client):
        reviewing.refuse(reviewing.assign(entry, readers[0], curator), readers[0], "No time.")
        reviewing.assign(entry, readers[1], curator)

        assert "No time." in self.desk(client, curator, entry)
        assert "No time." not in self.desk(client, readers[1], entry)

    def test_the_queries_do_not_grow_with_the_rounds(self, returned, curator, client):
        def again() -> None:
            perform(returned, "submit", curator)
            perform(returned, "start_review", curator)
            Review.objects.create(
                entry=returned, round=returned.review_round, reviewer=curator,
                submitted_at=timezone.now(),
            )  # fmt: skip
            perform(returned, "return", curator, "Again.")

        for _time in range(2):
            again()
        self.desk(client, curator, returned)
        with CaptureQueriesContext(connection) as few:
            self.desk(client, curator, returned)
        for _time in range(3):
            again()
        with CaptureQueriesContext(connection) as many:
            self.desk(client, curator, returned)

        assert len(many) == len(few)


class TestThePublicPage:
    def test_it_says_how_many_read_it_and_their_profile_without_names(
        self, entry, curator, readers, client
    ):
        for reader, values in zip(readers, ((4, 3), (3, 3)), strict=True):
            judge(reviewing.assign(entry, reader, curator), *values, reason=SECRET)
        perform(entry, "accept", curator)
        perform(entry, "publish", curator)

        page = client.get(entry.get_absolute_url()).content.decode()

        assert "Reviewed by 2 readers" in page
        assert "3.5" in page
        assert not [word for word in ("rita", "rafi", "ben", SECRET) if word in page]

    def test_an_entry_without_reviews_says_nothing_of_any(self, client):
        page = client.get(make_entry().get_absolute_url()).content.decode()

        assert "Reviewed by" not in page


def test_a_score_outside_the_scale_is_refused_by_the_database(entry, curator, readers, criteria):
    review = reviewing.assign(entry, readers[0], curator)

    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(review=review, criterion=criteria[0], value=5)


def test_the_review_page_keeps_what_was_typed_when_a_score_is_missing(
    entry, curator, readers, client, criteria
):
    reviewing.assign(entry, readers[0], curator)
    client.force_login(readers[0])
    address = reverse("admin:documents_entry_review", args=[entry.pk])

    refused = client.post(address, {f"reason_{criteria[0].pk}": "Well grounded."})
    assert "Well grounded." in refused.content.decode()
    assert not Score.objects.exists()

    scores = {f"score_{each.pk}": "3" for each in criteria}
    client.post(address, scores)
    assert sorted(Score.objects.values_list("value", flat=True)) == [3, 3]


def test_a_reviewer_cannot_ask_another_nor_learn_who_could_be_asked(
    entry, curator, readers, client
):
    make_person("rosa", "Reviewers")
    reviewing.assign(entry, readers[0], curator)
    client.force_login(readers[0])

    page = client.post(reverse("admin:documents_entry_assign", args=[entry.pk]), {"reviewer": "x"})

    assert page.status_code == 403
    assert "rosa" not in page.content.decode()


def test_a_review_of_what_is_no_longer_in_review_is_not_offered(entry, curator, readers, client):
    reviewing.assign(entry, readers[0], curator)
    perform(entry, "return", curator, "Name sources.")
    client.force_login(readers[0])

    review = reverse("admin:documents_entry_review", args=[entry.pk])
    desk = client.get(reverse("admin:documents_entry_desk", args=[entry.pk])).content.decode()

    assert review not in desk
    assert client.get(review).status_code == 403


def test_pages_of_curation_ask_the_same_number_of_queries_however_much_waits(
    criteria, curator, readers, client, django_assert_num_queries
):
    client.force_login(curator)
    queue = reverse("admin:documents_entry_queue")

    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            assert client.get(queue).status_code == 200
        return len(captured)

    def one_more(number: int) -> None:
        entry = make_entry(f"Entry {number}", state="submitted")
        perform(entry, "start_review", curator)
        for reader in readers:
            reviewing.assign(entry, reader, curator)

    one_more(0)
    few = queries()
    for number in range(1, 12):
        one_more(number)

    assert queries() == few
