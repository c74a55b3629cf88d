"""One's own account: address, password, and leaving everywhere at once."""

import re

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from accounts import second_factor
from accounts.models import AuditRecord
from accounts.views import password
from tests.accounts.codes import PASSWORD, code_of, make_device, sign_in
from tests.people import make_person

pytestmark = pytest.mark.django_db

ACCOUNT, INDEX = "/admin/account/", "/admin/"
NEW = "another horse battery"


def signed_in(client) -> bool:
    return client.get(INDEX).status_code == 200


def deliver() -> None:
    """Letters that wait are sent, as the worker would."""
    for waiting in DBTaskResult.objects.filter(task_path=password.write.module_path):
        password.write.func(*waiting.args_kwargs["args"])
    DBTaskResult.objects.all().delete()


class TestThePage:
    def test_it_tells_what_there_is(self, client, curator):
        device = make_device(curator)
        second_factor.make_codes(curator)
        sign_in(client, curator, code_of(device.bin_key))

        text = client.get(ACCOUNT).content.decode()

        assert "10 recovery codes are left" in text
        assert "carl@example.net" in text
        assert f'href="{ACCOUNT}"' in client.get(INDEX).content.decode()

    @pytest.mark.parametrize(
        "path", ["", "address/", "leave/", "second-factor/", "recovery-codes/"]
    )
    def test_nobody_has_none(self, client, path):
        assert client.get(ACCOUNT + path).url.startswith("/admin/login/")
        assert client.post(ACCOUNT + path).url.startswith("/admin/login/")


class TestAddress:
    def test_it_and_the_language_change_with_the_password(self, client, member):
        sign_in(client, member)
        sent = {"email": "new@example.net", "language": "ar", "password": PASSWORD}

        refused = client.post(f"{ACCOUNT}address/", sent | {"password": "wrong"})
        assert refused.context["form"].errors["password"]
        member.refresh_from_db()
        assert member.email == "mia@example.net"

        assert client.post(f"{ACCOUNT}address/", sent).url == ACCOUNT
        member.refresh_from_db()
        assert (member.email, member.profile.language) == ("new@example.net", "ar")
        assert AuditRecord.objects.filter(action="address_changed", about="mia").exists()

    @pytest.mark.parametrize("wrong", [{"language": "xx"}, {"email": "no address"}])
    def test_nonsense_is_refused(self, client, member, wrong):
        sign_in(client, member)
        sent = {"email": "new@example.net", "language": "ar", "password": PASSWORD} | wrong

        assert client.post(f"{ACCOUNT}address/", sent).context["form"].errors


class TestFirstAddress:
    """Organizers without an e-mail address are asked for one when they sign in."""

    ASKED = f"{ACCOUNT}first-address/"
    SENT = {"email": "olga@example.net", "language": "fr", "password": PASSWORD}

    @pytest.fixture
    def organizer(self):
        return make_person("olga", "Organizers", email="")

    def test_every_page_leads_there_and_from_there_back(self, client, organizer):
        sign_in(client, organizer)

        asked = client.get("/admin/documents/entry/?q=walk").url
        assert asked == f"{self.ASKED}?next=/admin/documents/entry/%3Fq%3Dwalk"
        assert client.get(asked).status_code == 200
        assert client.post(asked, self.SENT).url == "/admin/documents/entry/?q=walk"

        organizer.refresh_from_db()
        assert (organizer.email, organizer.profile.language) == ("olga@example.net", "fr")
        assert signed_in(client)
        assert AuditRecord.objects.filter(action="address_changed", about="olga").exists()

    @pytest.mark.parametrize(
        "wrong", [{"email": ""}, {"email": "no address"}, {"password": "wrong"}]
    )
    def test_nonsense_is_refused_and_asked_again(self, client, organizer, wrong):
        sign_in(client, organizer)

        assert client.post(self.ASKED, self.SENT | wrong).context["form"].errors
        assert client.get(INDEX).url.startswith(self.ASKED)

    def test_it_is_put_off_until_the_next_time(self, client, organizer):
        sign_in(client, organizer)

        assert client.post(self.ASKED, {"_later": "Not now"}).url == INDEX
        assert signed_in(client)
        client.post("/admin/logout/")
        sign_in(client, organizer)
        assert client.get(INDEX).url.startswith(self.ASKED)

    @pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example/", ""])
    def test_it_leads_to_no_other_site(self, client, organizer, there):
        sign_in(client, organizer)

        assert client.post(f"{self.ASKED}?next={there}", {"_later": "1"}).url == INDEX

    def test_what_is_sent_meanwhile_is_not_lost(self, client, organizer):
        sign_in(client, organizer)

        assert client.post(f"{ACCOUNT}leave/").url == "/admin/login/"

    @pytest.mark.parametrize("role", ["Curators", "Organizers"])
    def test_others_are_not_asked(self, client, role):
        columns = {"email": ""} if role == "Curators" else {}
        sign_in(client, make_person("carl", role, **columns))

        assert signed_in(client)

    def test_it_comes_after_the_code(self, client, organizer):
        device = make_device(organizer)
        sign_in(client, organizer, code_of(device.bin_key))

        assert client.get(INDEX).url.startswith(self.ASKED)


class TestLeavingEverywhere:
    def test_all_sessions_of_the_account_end_and_no_other(self, curator, organizer):
        here, elsewhere, another = Client(), Client(), Client()
        sign_in(here, curator)
        sign_in(elsewhere, curator)
        sign_in(another, organizer)

        here.post(f"{ACCOUNT}leave/")

        assert not signed_in(here)
        assert not signed_in(elsewhere)
        assert signed_in(another)
        left = AuditRecord.objects.get(action="signed_out_everywhere")
        assert (left.actor_name, left.about) == ("carl", "carl")

    def test_signing_in_afterwards_works_and_holds(self, curator):
        client = Client()
        for _time in range(2):
            sign_in(client, curator)
            assert signed_in(client)
            client.post(f"{ACCOUNT}leave/")
            assert not signed_in(client)

        sign_in(client, curator)
        assert signed_in(client)

    def test_also_the_public_pages_forget_who_it_was(self, client, member):
        other = Client()
        sign_in(client, member)
        sign_in(other, member)

        client.post(f"{ACCOUNT}leave/")

        assert other.get("/").wsgi_request.user.is_anonymous
        assert "_auth_user_id" not in other.session

    def test_a_link_alone_does_nothing(self, client, curator):
        sign_in(client, curator)

        assert client.get(f"{ACCOUNT}leave/").status_code == 405
        assert signed_in(client)

    def test_another_site_cannot_do_it(self, curator):
        client = Client(enforce_csrf_checks=True)
        client.force_login(curator)

        assert client.post(f"{ACCOUNT}leave/").status_code == 403
        assert signed_in(client)


class TestPassword:
    def test_a_changed_one_ends_the_other_sessions(self, curator):
        here, elsewhere = Client(), Client()
        sign_in(here, curator)
        sign_in(elsewhere, curator)

        sent = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
        here.post("/admin/password_change/", sent)

        assert signed_in(here)
        assert not signed_in(elsewhere)

    def test_a_new_one_by_letter(self, client, curator):
        elsewhere = Client()
        sign_in(elsewhere, curator)
        assert "/accounts/password/" in client.get("/admin/login/").content.decode()

        client.post("/accounts/password/", {"email": "CARL@example.net"})
        deliver()
        [letter] = mail.outbox
        path = re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)
        there = client.get(path).url
        client.post(there, {"new_password1": NEW, "new_password2": NEW})

        curator.refresh_from_db()
        assert curator.check_password(NEW)
        assert not signed_in(elsewhere)
        assert not signed_in(client)
        assert AuditRecord.objects.filter(action="password_reset", about="carl").exists()
        assert (
            "not valid" in str(client.get(path).context["title"])
            or not client.get(path).context["validlink"]
        )

    def test_the_second_factor_stays(self, client, curator):
        make_device(curator)
        client.post("/accounts/password/", {"email": "carl@example.net"})
        deliver()
        path = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body).group(1)
        client.post(client.get(path).url, {"new_password1": NEW, "new_password2": NEW})

        sent = {"username": "carl", "password": NEW}
        assert client.post("/admin/login/", sent).url == "/admin/login/code/"

    @pytest.mark.parametrize("email", ["nobody@example.net", "closed@example.net"])
    def test_the_answer_does_not_tell_who_has_an_account(self, client, curator, email):
        curator.email, curator.is_active = "closed@example.net", False
        curator.save()

        answer = client.post("/accounts/password/", {"email": email})
        deliver()

        assert answer.url == "/accounts/password/sent/"
        assert mail.outbox == []

    def test_a_flood_of_letters_is_not_sent(self, client, curator):
        for _number in range(9):
            client.post("/accounts/password/", {"email": "carl@example.net"})
        deliver()

        assert len(mail.outbox) == 5


def test_the_buttons_of_forms_say_what_they_do_on_one_line(client, curator):
    sign_in(client, curator)

    for path in ("address/", "second-factor/"):
        page = client.get(ACCOUNT + path).content.decode()
        (name,) = re.findall(r'<input type="submit"\s+value="([^"]*)"\s+class="default">', page)
        assert name in ("Save", "Set up")
