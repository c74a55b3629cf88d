"""One whole life of an entry: suggested by a stranger, questioned, reviewed twice, published,
found, corrected, withdrawn. Each step is looked for on the page and in the database."""

import email
import json
import re
from email import policy

import pytest

from tests.browser.following import follow, sign_in
from tests.site import Site

PASSWORD = "correct horse battery"
TITLE = "Night bus with neighbours in Gao"
PEOPLE = {"life-curator": "Curators", "life-rita": "Reviewers", "life-rafi": "Reviewers"}
MAKE = """
from tests.people import make_person
for name, role in {people}.items():
    make_person(name, role)
"""
ASK = """
import json
from documents.models import Entry
entry = Entry.objects.get(title__startswith="{title}")
print(json.dumps({{
    "pk": entry.pk, "identifier": entry.identifier, "state": entry.state,
    "round": entry.review_round, "indexed": hasattr(entry, "indexed"),
    "steps": list(entry.state_changes.order_by("pk").values_list("transition", flat=True)),
    "versions": entry.revisions.exclude(version=None).count(),
    "comments": list(entry.comments.values_list("text", flat=True)),
    "scores": entry.reviews.filter(submitted_at__isnull=False).count(),
    "replacement": entry.replacement_id,
}}))
"""


class Life:
    """The people of one entry's life, each in a browser of their own."""

    def __init__(self, browser, site: Site):
        self.browser, self.site = browser, site
        site.shell(MAKE.format(people=PEOPLE))
        self.stranger = browser.new_context(java_script_enabled=False).new_page()
        self.staff = {name: self.signed_in(name) for name in PEOPLE}
        self.curator = self.staff["life-curator"]

    def signed_in(self, name: str):
        page = self.browser.new_context().new_page()
        sign_in(page, self.site, name, PASSWORD)
        return page

    def now(self) -> dict:
        """The entry as the database has it."""
        return json.loads(self.site.shell(ASK.format(title=TITLE)))

    def letter(self, to: str, about: str) -> str:
        """The newest letter to somebody: its text in one line."""
        parsed = [email.message_from_string(text.strip(), policy=policy.default)
                  for text in self.site.letters()]  # fmt: skip
        own = [each for each in parsed if each["To"] == to and about in each["Subject"]]
        assert own, [(each["To"], each["Subject"]) for each in parsed]
        return own[-1].get_content()

    def admin(self, page, path: str):
        page.goto(self.site.url(f"/admin/documents/entry/{self.pk}/{path}"))
        return page

    def step(self, code: str, reason: str = "", page=None) -> str:
        """Take a step of the workflow; what the page says after it."""
        page = self.admin(page or self.curator, f"steps/{code}/")
        if reason:
            page.fill("#id_reason", reason)
        for question in page.locator("[id^=id_answer_] input[value=no]").all():
            question.check()
        follow(page, ".submit-row input[type=submit]")
        return page.locator("body").inner_text()

    # -- The steps ---------------------------------------------------------------------------

    def submit(self) -> None:
        page = self.stranger
        page.goto(self.site.url("/suggest/"))
        page.get_by_label("Best practice").check()
        page.fill("#id_title", TITLE)
        page.fill("#id_url", "https://example.net/night-bus")
        page.fill("#id_why", "It made the last kilometre safe.")
        page.fill("#id_name", "Sara")
        page.fill("#id_email", "sara@example.net")
        follow(page, "text=Send the suggestion")
        assert "sara@example.net" in page.content()
        assert self.now()["state"] == "draft"

    def confirm(self) -> None:
        text = self.letter("sara@example.net", "Please confirm")
        self.own_page = re.search(r"/suggestions/\S+", text).group()
        self.stranger.goto(self.site.url(self.own_page))
        follow(self.stranger, "text=Confirm the suggestion")
        assert "waits for a curator" in self.stranger.content()
        now = self.now()
        assert now["state"] == "submitted"
        self.pk, self.identifier = now["pk"], now["identifier"]

    def question(self) -> None:
        page = self.curator
        page.goto(self.site.url("/admin/documents/entry/queue/"))
        follow(page, page.get_by_role("link", name=TITLE))
        page.fill("#id_text", "Since when does it run?")
        page.select_option("#id_circle", "submitter")
        follow(page, page.get_by_role("button", name="Comment"))
        assert "Since when does it run?" in page.content()
        assert "Since when does it run?" in self.letter("sara@example.net", "A question")

    def answer(self) -> None:
        page = self.stranger
        page.goto(self.site.url(self.own_page))
        page.fill("#id_text", "Since 2019.")
        follow(page, page.get_by_role("button", name="Answer"))
        assert "Since 2019." in page.content()
        assert self.now()["comments"] == ["Since when does it run?", "Since 2019."]
        assert "Since 2019." in self.letter("life-curator@example.net", "answered")

    def ask_two(self) -> None:
        self.step("start_review")
        for name in ("life-rita", "life-rafi"):
            page = self.admin(self.curator, "desk/")
            page.select_option("#id_reviewer", label=name)
            follow(page, page.get_by_role("button", name="Ask this reviewer"))
            assert "asked for a review" in page.content()
            self.letter(f"{name}@example.net", "Please review")
        assert self.now()["state"] == "in_review"

    def review(self, name: str, score: int, remark: str) -> None:
        page = self.staff[name]
        page.goto(self.site.url("/admin/documents/entry/queue/"))
        follow(page, page.get_by_role("link", name=TITLE))
        follow(page, page.get_by_role("link", name="Review this entry"))
        for criterion in page.locator(f"[id^=id_score_] input[value='{score}']").all():
            criterion.check()
        page.locator("#id_remark").fill(remark)
        follow(page, page.get_by_role("button", name="Send the review"))
        assert "Your answer is with the curator" in page.content()

    def is_silent(self, secret: str) -> None:
        """Neither the other reviewer nor the curator sees anything of the first review."""
        for name in ("life-rafi", "life-curator"):
            page = self.admin(self.staff[name], "desk/")
            assert secret not in page.content()
            assert "Scores from 0 to 4" not in page.content()

    def fail_the_threshold(self) -> None:
        desk = self.admin(self.curator, "desk/")
        assert "Scores from 0 to 4" in desk.content()
        assert "The reviews do not suffice" in desk.content()
        page = self.admin(self.curator, "steps/accept/")
        assert "An organizer can decide otherwise" in page.content()
        assert page.locator(".submit-row").count() == 0
        assert self.now()["state"] == "in_review"

    def improve(self) -> None:
        assert "draft" in self.step("return", "Say what it cost and who pays now.")
        self.stranger.goto(self.site.url(self.own_page))
        assert "Say what it cost and who pays now." in self.stranger.content()
        page = self.admin(self.curator, "change/")
        page.fill("#id_takeaway", "A bus that neighbours ride along with is a safe bus.")
        page.fill("#id_summary", "Neighbours ride the last bus in turns. The city pays since 2021.")
        page.fill("#id_section_what-was-done", "Neighbours took turns.")
        for textarea in page.locator("textarea[id^=id_section_]").all():
            if not textarea.input_value():
                textarea.fill("The city pays.")
        page.locator("#id_concepts_goal input").first.check()
        page.locator(".field-concepts_language .select2-search__field").fill("English")
        page.locator(".select2-results__option--highlighted", has_text="English").click()
        follow(page, page.locator("input[name=_continue]").first)
        assert page.locator(".errornote").count() == 0
        self.step("submit")

    def publish(self) -> None:
        self.step("accept")
        assert self.now()["state"] == "accepted"
        self.step("publish")
        now = self.now()
        assert (now["state"], now["versions"]) == ("published", 1)
        assert self.identifier in self.curator.content()

    def find(self) -> None:
        page = self.stranger
        page.goto(self.site.url("/search/?q=night+bus+Gao"))
        follow(page, page.get_by_role("link", name=TITLE))
        assert "Reviewed by 2 readers" in page.content()
        assert not [name for name in PEOPLE if name in page.content()]

    def correct(self) -> None:
        page = self.admin(self.curator, "change/")
        page.fill("#id_summary", "Neighbours ride the last bus in turns. The city pays since 2020.")
        page.fill("#id_change_note", "The year was wrong.")
        follow(page, page.locator("input[name=_continue]").first)
        self.stranger.goto(self.site.url(f"/entries/{self.identifier}/versions/"))
        text = self.stranger.locator("main").inner_text()
        assert "Version 2" in text
        assert "The year was wrong." in text
        assert "since 2021" in self.stranger.locator("del").inner_text()
        assert self.now()["versions"] == 2

    def withdraw(self) -> None:
        page = self.admin(self.curator, "steps/withdraw/")
        page.fill("#id_reason", "The operator has stopped it.")
        page.locator(".select2-selection").click()
        page.locator(".select2-search__field").fill("Women")
        page.locator(".select2-results__option--highlighted").first.click()
        follow(page, ".submit-row input[type=submit]")
        now = self.now()
        assert now["state"] == "withdrawn"
        assert now["replacement"]
        for path in ("", "versions/", "versions/1/"):
            response = self.stranger.goto(self.site.url(f"/entries/{self.identifier}/{path}"))
            assert response.status == 410
            assert "The operator has stopped it." in self.stranger.content()
            assert f"TWG-{now['replacement']:04}" in self.stranger.content()
        self.stranger.goto(self.site.url("/search/?q=night+bus+Gao"))
        assert TITLE not in self.stranger.content()

    def close(self) -> None:
        for page in (self.stranger, *self.staff.values()):
            page.context.close()


@pytest.fixture
def life(browser, site):
    life = Life(browser, site)
    yield life
    life.close()


def test_a_whole_life(life):
    life.submit()
    life.confirm()
    life.question()
    life.answer()
    life.ask_two()
    life.review("life-rita", 1, "Sesquipedalian")
    life.is_silent("Sesquipedalian")
    life.review("life-rafi", 1, "Thin.")
    life.fail_the_threshold()
    life.improve()
    life.ask_two()
    life.review("life-rita", 3, "Better.")
    life.review("life-rafi", 4, "Good.")
    life.publish()
    life.find()
    life.correct()
    life.withdraw()
    assert life.now()["steps"] == [
        "submit", "start_review", "return", "submit", "start_review", "accept", "publish",
        "withdraw",
    ]  # fmt: skip
