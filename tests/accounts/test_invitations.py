"""Invitations: sent by those who may, opened once, kept as digests."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditRecord, Invitation
from tests.accounts.codes import sign_in
from tests.people import make_person

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/invitation/"
CHOSEN = "staple orange seventeen"


def invite(client, role="Curators", email="nora@example.net", language="en"):
    role = Group.objects.get(name=role).pk
    return client.post(f"{LIST}add/", {"email": email, "role": role, "language": language})


def link() -> str:
    """The path of the link in the newest letter."""
    return re.search(r"https?://[^/\s]+(/\S*invitations/\S+)", mail.outbox[-1].body).group(1)


def accept(path: str, username="nora", password=CHOSEN):
    sent = {"username": username, "password1": password, "password2": password}
    return Client().post(path, sent)


def act(client, name: str):
    chosen = list(Invitation.objects.values_list("pk", flat=True))
    return client.post(LIST, {"action": name, "_selected_action": chosen})


@pytest.fixture
def inviting(client, organizer):
    client.force_login(organizer)
    return client


class TestInviting:
    @pytest.mark.parametrize("role", ["Members", "Reviewers", "Curators", "Organizers"])
    def test_the_way_from_letter_to_account(self, inviting, role):
        assert invite(inviting, role).url == LIST
        page = accept(link())

        assert page.status_code == 200
        account = User.objects.get(username="nora")
        assert [group.name for group in account.groups.all()] == [role]
        assert (account.email, account.is_superuser) == ("nora@example.net", False)
        assert account.is_staff is (role != "Members")
        assert account.check_password(CHOSEN)
        assert Invitation.objects.get().state == "accepted"
        assert [
            (row.action, row.actor_name)
            for row in AuditRecord.objects.filter(action__startswith="invitation").order_by("pk")
        ] == [("invitation_sent", "olga"), ("invitation_accepted", "nora")]

    def test_the_letter_and_later_letters_come_in_the_language_chosen(self, inviting):
        invite(inviting, language="fr")
        assert link().startswith("/fr/accounts/invitations/")

        accept(link())

        assert User.objects.get(username="nora").profile.language == "fr"

    def test_the_secret_of_the_link_is_nowhere_in_the_database(self, inviting):
        invite(inviting)
        token = link().rstrip("/").split("/")[-1]
        secret = token.split(".")[0]

        kept = str(list(Invitation.objects.values())) + str(list(AuditRecord.objects.values()))
        assert len(secret) >= 40
        assert secret not in kept

    def test_an_address_is_invited_once_and_not_when_it_has_an_account(self, inviting, member):
        invite(inviting)

        for email in ("NORA@example.net", "Mia@Example.net", "no address", "a@b.c\nBcc: x@y.z"):
            page = invite(inviting, email=email)
            assert page.context["adminform"].form.errors["email"], email

        assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)

    def test_a_letter_that_cannot_be_sent_leaves_nothing_behind(self, inviting, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

        page = invite(inviting)

        assert "could not be sent" in page.content.decode()
        assert not Invitation.objects.exists()
        assert not AuditRecord.objects.filter(action="invitation_sent").exists()


class TestWhoMay:
    @pytest.mark.parametrize("role", ["Members", "Reviewers", "Curators"])
    def test_only_organizers(self, client, role):
        client.force_login(make_person("other", role))

        assert invite(client).status_code in (302, 403)
        assert not Invitation.objects.exists()
        assert client.get(LIST).status_code in (302, 403)

    def test_nobody_gives_a_role_above_their_own(self, client, curator):
        curator.user_permissions.add(Permission.objects.get(codename="invite"))
        client.force_login(curator)

        assert invite(client, "Organizers").context["adminform"].form.errors["role"]
        assert invite(client, "Curators").status_code == 302
        assert [each.role.name for each in Invitation.objects.all()] == ["Curators"]

    def test_nor_sends_such_an_invitation_again_nor_withdraws_it(self, client, organizer, curator):
        client.force_login(organizer)
        invite(client, "Organizers")
        curator.user_permissions.add(Permission.objects.get(codename="invite"))
        client.force_login(curator)

        act(client, "send_again")
        act(client, "withdraw")

        assert (Invitation.objects.get().state, len(mail.outbox)) == ("open", 1)

    def test_groups_that_are_no_roles_are_superusers_to_give(self, inviting):
        Group.objects.create(name="Wizards")

        assert invite(inviting, "Wizards").context["adminform"].form.errors["role"]


class TestTheLink:
    def test_it_opens_once(self, inviting):
        invite(inviting)
        path = link()
        accept(path)

        assert accept(path, "again").status_code == 410
        assert Client().get(path).status_code == 410
        assert not User.objects.filter(username="again").exists()

    def test_not_after_seven_days(self, inviting):
        invite(inviting)
        almost, over = timedelta(days=7, minutes=-1), timedelta(days=7)
        invitation = Invitation.objects.get()
        assert almost < invitation.expires_at - timezone.now() <= over
        Invitation.objects.update(expires_at=timezone.now())

        assert accept(link()).status_code == 410
        assert not User.objects.filter(username="nora").exists()

    def test_not_when_withdrawn(self, inviting):
        invite(inviting)
        act(inviting, "withdraw")

        assert accept(link()).status_code == 410
        assert Invitation.objects.get().state == "withdrawn"
        assert invite(inviting).status_code == 302  # anew

    def test_sent_again_only_the_newer_opens(self, inviting):
        invite(inviting)
        Invitation.objects.update(expires_at=timezone.now())
        older = link()

        act(inviting, "send_again")

        assert link() != older
        assert accept(older).status_code == 404
        assert accept(link()).status_code == 200

    def test_what_is_over_is_not_sent_again(self, inviting):
        invite(inviting)
        accept(link())

        act(inviting, "send_again")
        act(inviting, "withdraw")

        assert (Invitation.objects.get().state, len(mail.outbox)) == ("accepted", 1)

    @pytest.mark.parametrize("token", ["x", "a.b", ".", "%00", "%F0%9F%92%A9", "a" * 5000, "..%2f"])
    def test_forged_ones_get_a_page_that_helps(self, client, token):
        page = client.get(f"/accounts/invitations/{token}/")

        assert page.status_code == 404

    def test_a_changed_signature_is_refused(self, inviting):
        invite(inviting)
        secret = link().rstrip("/").split("/")[-1].split(".")[0]

        page = Client().get(f"/accounts/invitations/{secret}.forged/")

        assert page.status_code == 404
        assert "newest letter" in page.content.decode()

    @pytest.mark.parametrize(
        ("username", "password", "field"),
        [
            ("nora", "short", "password2"),
            ("nora", "12345678901234", "password2"),
            ("nora", "nora@example.net", "password2"),
            ("OLGA", CHOSEN, "username"),
            ("no spaces", CHOSEN, "username"),
            ("n\0ra", CHOSEN, "username"),
            ("n" * 151, CHOSEN, "username"),
            ("", CHOSEN, "username"),
        ],
    )
    def test_names_and_passwords_follow_the_rules(self, inviting, username, password, field):
        invite(inviting)

        page = accept(link(), username, password)

        assert page.status_code == 200
        assert page.context["form"].errors[field]
        assert Invitation.objects.get().state == "open"

    def test_more_is_not_to_be_had_by_a_forged_form(self, inviting):
        invite(inviting, "Members")
        sent = {"username": "nora", "password1": CHOSEN, "password2": CHOSEN, "is_staff": "on",
                "is_superuser": "on", "email": "evil@example.net", "role": "4"}  # fmt: skip
        Client().post(link(), sent)

        account = User.objects.get(username="nora")
        assert (account.is_staff, account.is_superuser) == (False, False)
        assert account.email == "nora@example.net"

    def test_it_is_kept_from_caches_and_other_sites(self, inviting):
        invite(inviting)

        page = Client().get(link())

        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "same-origin"
        assert 'name="referrer"' not in page.content.decode()  # a form would send Origin: null


class TestTheList:
    def test_it_tells_the_states_apart(self, inviting):
        for number, state in enumerate(["open", "expired", "accepted", "withdrawn"]):
            invite(inviting, email=f"{state}@example.net")
            newest = Invitation.objects.filter(email=f"{state}@example.net")
            now = timezone.now()
            newest.update(**{
                "open": {}, "expired": {"expires_at": now},
                "accepted": {"accepted_at": now}, "withdrawn": {"withdrawn_at": now},
            }[state])  # fmt: skip

            found = inviting.get(LIST, {"state": state}).context["cl"].result_list
            assert [each.email for each in found] == [f"{state}@example.net"], number

    def test_its_queries_do_not_grow_with_its_rows(self, inviting, django_assert_num_queries):
        invite(inviting)
        inviting.get(LIST)  # shows the message
        with CaptureQueriesContext(connection) as few:
            inviting.get(LIST)
        number_of_queries = len(few)
        for number in range(5):
            invite(inviting, email=f"{number}@example.net")
        inviting.get(LIST)

        with django_assert_num_queries(number_of_queries):
            inviting.get(LIST)

    def test_an_invitation_is_shown_and_not_changed(self, inviting):
        invite(inviting)
        there = f"{LIST}{Invitation.objects.get().pk}/"

        assert inviting.get(f"{there}change/").status_code == 200
        assert inviting.post(f"{there}change/", {"email": "x@y.zz"}).status_code == 403
        assert inviting.post(f"{there}delete/", {"post": "yes"}).status_code == 403


def test_a_member_signs_in_and_comes_to_the_own_account(inviting):
    invite(inviting, "Members")
    accept(link())
    account = User.objects.get(username="nora")
    client = Client()

    answer = client.post("/admin/login/", {"username": "nora", "password": CHOSEN})

    assert answer.url == "/admin/account/"
    assert client.get("/admin/account/").status_code == 200
    assert client.get("/admin/password_change/").status_code == 200
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/account/second-factor/").status_code == 302
    assert sign_in(Client(), account).status_code == 200  # another password
