"""From an invitation to the first published entry, as a newcomer does it: the letter, the account,
the second factor, a word of the vocabulary, a section, an entry, its correction, its place taken
and given back. Each step is looked for on the page and in the database."""

import email
import json
import re
from base64 import b32decode
from email import policy

import pytest

from tests.accounts.codes import code_of
from tests.browser.following import follow
from tests.site import Site

HOST, GUEST, ADDRESS = "first-host", "first-guest", "first-guest@example.net"
PASSWORD, OWN_PASSWORD = "correct horse battery", "staple orange seventeen"
TITLE = "Lamplighters of Gao"
OLD_NAME, NEW_NAME = "Lamps in lanes", "Light in lanes"
MAKE = f"""
from tests.factories import make_concept
from tests.people import make_person
from documents.models import Entry, Kind
make_person("{HOST}", "Organizers")
print(make_concept("theme", "lamps-in-lanes", label="{OLD_NAME}").pk)
print(Kind.objects.get(code="tool").pk)
print(Entry.objects.published().filter(kind__code="tool").order_by("pk")[0].identifier)
"""
ASK_PEOPLE = f"""
import json
from accounts.models import Invitation
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice
invitation = Invitation.objects.filter(email="{ADDRESS}").last()
account = User.objects.filter(username="{GUEST}").first()
print(json.dumps({{
    "invitation": invitation and invitation.state.value,
    "email": account and account.email,
    "roles": account and [group.name for group in account.groups.all()],
    "staff": account and account.is_staff,
    "devices": TOTPDevice.objects.filter(user=account, confirmed=True).count() if account else 0,
}}))
"""
ASK_ENTRY = f"""
import json
from documents.models import Entry
entry = Entry.objects.get(title="{TITLE}")
print(json.dumps({{
    "pk": entry.pk, "identifier": entry.identifier, "state": entry.state,
    "by": entry.entered_by.username,
    "steps": list(entry.state_changes.order_by("pk").values_list("transition", flat=True)),
    "versions": list(
        entry.revisions.exclude(version=None).order_by("version").values_list("version", "note")
    ),
    "section": [each.text for each in entry.sections.filter(template__key="upkeep-of-lamps")],
    "concepts": [str(each) for each in entry.concepts.filter(code="lamps-in-lanes")],
    "harm": sorted(set(entry.harm_answers.values_list("value", flat=True))),
    "replacement": entry.replacement and entry.replacement.identifier,
    "indexed": hasattr(entry, "indexed"),
}}))
"""


class FirstEntry:
    """The host and the guest, each in a browser of their own."""

    def __init__(self, browser, site: Site):
        self.browser, self.site = browser, site
        self.concept, self.kind, self.other = site.shell(MAKE).split()
        self.host, self.guest = self.fresh(), self.fresh()
        self.secrets: dict[str, bytes] = {}

    def fresh(self):
        return self.browser.new_context().new_page()

    def people(self) -> dict:
        return json.loads(self.site.shell(ASK_PEOPLE))

    def entry(self) -> dict:
        return json.loads(self.site.shell(ASK_ENTRY))

    def admin(self, path: str):
        self.guest.goto(self.site.url(f"/admin/{path}"))
        return self.guest

    def public(self, path: str = ""):
        """The page of the entry for everybody, in a fresh browser."""
        page = self.fresh()
        page.goto(self.site.url(f"/entries/{self.identifier}/{path}"))
        return page

    # -- Coming in ---------------------------------------------------------------------------

    def sign_in(self, page, name: str, password: str) -> None:
        """With the code of the app too, where the account has one."""
        page.fill("#id_username", name)
        page.fill("#id_password", password)
        follow(page, "input[type=submit]")
        if name in self.secrets:
            assert page.url.endswith("/admin/login/code/")
            page.fill("#id_code", code_of(self.secrets[name], later=1))
            follow(page, "input[type=submit]")
        assert page.locator("#user-tools").inner_text().casefold().count(name) == 1

    def protect(self, page, name: str) -> None:
        """Set up the second factor, log out, and sign in with it."""
        page.goto(self.site.url("/admin/account/"))
        follow(page, page.locator('a[href$="/admin/account/second-factor/"]'))
        self.secrets[name] = b32decode(page.inner_text(".secret").replace(" ", ""))
        page.fill("#id_code", code_of(self.secrets[name]))
        follow(page, "input[type=submit]")
        assert page.locator(".recovery-codes li").count() == 10
        follow(page, "#logout-form button")
        page.goto(self.site.url("/admin/login/"))

    def invite(self) -> None:
        self.host.goto(self.site.url("/admin/login/"))
        self.sign_in(self.host, HOST, PASSWORD)
        self.protect(self.host, HOST)
        self.sign_in(self.host, HOST, PASSWORD)
        self.host.goto(self.site.url("/admin/accounts/invitation/"))
        follow(self.host, ".object-tools .addlink")
        self.host.fill("#id_email", ADDRESS)
        self.host.select_option("#id_role", label="Organizers")
        follow(self.host, "input[name=_save]")
        assert ADDRESS in self.host.locator(".messagelist").inner_text()
        assert self.people()["invitation"] == "open"

    def letter(self) -> str:
        """The address in the letter, as somebody clicks on it."""
        parsed = [email.message_from_string(text.strip(), policy=policy.default)
                  for text in self.site.letters()]  # fmt: skip
        (own,) = [each for each in parsed if each["To"] == ADDRESS]
        assert own["Subject"] == "You are invited to the TWG Repository"
        return re.search(r"/accounts/invitations/\S+", own.get_content()).group()

    def accept(self) -> None:
        page = self.guest
        page.goto(self.site.url(self.letter()))
        page.fill("#id_username", GUEST)
        page.fill("#id_password1", OWN_PASSWORD)
        page.fill("#id_password2", OWN_PASSWORD)
        follow(page, "button.button")
        assert page.locator("h1").inner_text() == "Your account is ready"
        assert self.people() == {
            "invitation": "accepted", "email": ADDRESS, "roles": ["Organizers"], "staff": True,
            "devices": 0,
        }  # fmt: skip

    def come_in(self) -> None:
        follow(self.guest, self.guest.get_by_role("link", name="Sign in"))
        self.sign_in(self.guest, GUEST, OWN_PASSWORD)
        self.protect(self.guest, GUEST)
        self.sign_in(self.guest, GUEST, OWN_PASSWORD)
        assert self.people()["devices"] == 1

    # -- Preparing the ground ----------------------------------------------------------------

    def rename_concept(self) -> None:
        page = self.admin("taxonomy/concept/")
        page.fill("#searchbar", OLD_NAME)
        follow(page, "#changelist-search [type=submit]")
        follow(page, page.get_by_role("link", name=OLD_NAME))
        page.fill("[name=preferred_labels_en]", NEW_NAME)
        follow(page, "input[name=_save]")
        assert page.locator(".messagelist .success").count() == 1
        address = self.site.url("/vocabularies/theme/lamps-in-lanes/")
        self.host.goto(address)
        assert self.host.locator("h1").inner_text() == NEW_NAME

    def add_section(self) -> None:
        page = self.admin("documents/kind/")
        follow(page, page.locator(f'#result_list a[href*="/kind/{self.kind}/"]'))
        rows = page.locator("#section_templates-group .inline-related:not(.empty-form)").count()
        page.locator("#section_templates-group .add-row a").click()
        page.fill(f"#id_section_templates-{rows}-key", "upkeep-of-lamps")
        page.fill(f"#id_section_templates-{rows}-heading_0", "Who looks after the lamps")
        follow(page, "input[name=_save]")
        assert page.locator(".messagelist .success").count() == 1

    # -- The entry ---------------------------------------------------------------------------

    def enter(self) -> None:
        page = self.admin("documents/entry/")
        follow(page, ".object-tools .addlink")
        follow(page, page.locator('a[href$="?kind=tool"]'))
        page.fill("#id_title", TITLE)
        page.fill("#id_takeaway", "Who lights a lane walks it without fear.")
        page.fill("#id_summary", "Neighbours light lamps at dusk. The city pays since 2021.")
        for box in page.locator("textarea[id^=id_section_]").all():
            box.fill("The city pays.")
        page.fill("#id_section_upkeep-of-lamps", "Each lane names a lamplighter.")
        page.locator("#id_concepts_goal input").first.check()
        self.choose("language", "English")
        self.choose("theme", NEW_NAME)
        follow(page, page.locator("input[name=_publish]").first)
        now = self.entry()
        assert (now["state"], now["by"], now["versions"]) == ("draft", GUEST, [])
        assert now["section"] == ["Each lane names a lamplighter."]
        assert now["concepts"] == [NEW_NAME]
        self.identifier, self.pk = now["identifier"], now["pk"]

    def choose(self, scheme: str, text: str) -> None:
        """Pick a concept in a search box of the form, or tick it where all are listed."""
        field = self.guest.locator(f".field-concepts_{scheme}")
        if field.locator(".select2-search__field").count():
            field.locator(".select2-search__field").fill(text)
            self.guest.locator(".select2-results__option--highlighted", has_text=text).click()
        else:
            field.get_by_label(text).check()

    def publish(self) -> None:
        page = self.guest
        assert page.url.endswith("/steps/publish/")
        for question in page.locator("[id^=id_answer_] input[value=no]").all():
            question.check()
        page.fill("#id_reason", "The office asked for it before the review.")
        follow(page, "input[type=submit][value=Publish]")
        assert "is published now" in page.locator(".messagelist").inner_text()
        now = self.entry()
        assert (now["state"], now["harm"], now["indexed"]) == ("published", ["no"], True)
        assert [number for number, _note in now["versions"]] == [1]
        text = self.public().locator("main").inner_text()
        assert "Who looks after the lamps" in text
        assert "Each lane names a lamplighter." in text

    def correct(self) -> None:
        page = self.admin(f"documents/entry/{self.pk}/change/")
        page.fill("#id_summary", "Neighbours light lamps at dusk. The city pays since 2020.")
        page.fill("#id_change_note", "The year was wrong.")
        follow(page, page.locator("input[name=_continue]").first)
        assert self.entry()["versions"][1:] == [[2, ["The year was wrong."]]]
        text = self.public("versions/").locator("main").inner_text()
        assert "Version 2" in text
        assert "The year was wrong." in text
        assert "since 2020" in self.public().locator("main").inner_text()

    def step(self, label: str, reason: str) -> None:
        page = self.admin(f"documents/entry/{self.pk}/desk/")
        follow(page, page.get_by_role("link", name=label, exact=True))
        page.fill("#id_reason", reason)

    def supersede(self) -> None:
        page = self.guest
        self.step("Supersede", "There is a newer guide.")
        page.locator(".select2-selection").click()
        page.locator(".select2-search__field").fill(self.other)
        page.locator(".select2-results__option--highlighted", has_text=self.other).click()
        follow(page, ".submit-row input[type=submit]")
        now = self.entry()
        assert (now["state"], now["replacement"]) == ("superseded", self.other)
        assert not now["indexed"]
        notice = self.public().locator(".notice", has_text="This entry is superseded.")
        assert notice.locator(f'a[href*="{self.other}"]').count() == 1
        assert "There is a newer guide." in notice.inner_text()

    def reinstate(self) -> None:
        self.step("Reinstate", "The newer guide covers other towns.")
        follow(self.guest, ".submit-row input[type=submit]")
        now = self.entry()
        assert (now["state"], now["replacement"], now["indexed"]) == ("published", None, True)
        assert now["steps"] == ["publish", "supersede", "reinstate"]
        assert "This entry is superseded." not in self.public().content()
        page = self.fresh()
        page.goto(self.site.url("/search/?q=Lamplighters+Gao"))
        assert page.get_by_role("link", name=TITLE).count() == 1

    def close(self) -> None:
        for context in {page.context for page in (self.host, self.guest)}:
            context.close()


@pytest.fixture
def first(browser, site):
    first = FirstEntry(browser, site)
    yield first
    first.close()


def test_from_an_invitation_to_the_first_published_entry(first):
    first.invite()
    first.accept()
    first.come_in()
    first.rename_concept()
    first.add_section()
    first.enter()
    first.publish()
    first.correct()
    first.supersede()
    first.reinstate()
