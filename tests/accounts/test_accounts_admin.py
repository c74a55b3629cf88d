"""Organizers look after accounts: never above themselves, never passwords."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import second_factor
from tests.accounts.codes import make_device, sign_in
from tests.people import make_person

pytestmark = pytest.mark.django_db

LIST = "/admin/auth/user/"


def change(client, account, roles=(), **fields):
    numbers = list(Group.objects.filter(name__in=roles).values_list("pk", flat=True))
    sent = {"first_name": "", "last_name": "", "is_active": "on", "roles": numbers} | fields
    return client.post(f"{LIST}{account.pk}/change/", {k: v for k, v in sent.items() if v != ""})


def roles_of(account) -> set[str]:
    return set(account.groups.values_list("name", flat=True))


@pytest.fixture
def managing(client, organizer):
    client.force_login(organizer)
    return client


class TestOrganizers:
    @pytest.mark.parametrize("role", ["Members", "Reviewers", "Curators", "Organizers"])
    def test_they_change_roles_and_the_admin_opens_or_closes(self, managing, member, role):
        assert change(managing, member, [role]).status_code == 302

        member.refresh_from_db()
        assert roles_of(member) == {role}
        assert member.is_staff is (role != "Members")

    def test_they_close_accounts_which_ends_their_sessions(self, managing, curator):
        theirs = Client()
        sign_in(theirs, curator)

        change(managing, curator, ["Curators"], is_active="")

        curator.refresh_from_db()
        assert not curator.is_active
        assert theirs.get("/admin/").status_code == 302

    def test_they_see_second_factors_but_nothing_secret(self, managing, curator):
        device = make_device(curator)

        for path in (LIST, f"{LIST}{curator.pk}/change/"):
            text = managing.get(path).content.decode()
            assert "carl@example.net" in text
            assert 'alt="True"' in text
            assert device.key not in text
            assert curator.password not in text
        assert managing.get(f"{LIST}{curator.pk}/password/").status_code in (302, 404)

    def test_they_remove_a_lost_second_factor(self, managing, curator):
        make_device(curator)

        managing.post(LIST, {"action": "remove_second_factor", "_selected_action": curator.pk})

        assert not second_factor.has(curator)

    def test_more_is_not_to_be_had_by_a_forged_form(self, managing, member):
        change(
            managing, member, ["Members"], is_superuser="on", is_staff="on", email="x@y.zz",
            password="x", username="evil", user_permissions="1",
        )  # fmt: skip

        before = member.password
        member.refresh_from_db()
        assert (member.username, member.email) == ("mia", "mia@example.net")
        assert (member.is_superuser, member.is_staff) == (False, False)
        assert member.password == before
        assert not member.user_permissions.exists()

    def test_they_do_not_decide_on_themselves(self, managing, organizer):
        assert change(managing, organizer, []).status_code == 403
        assert roles_of(organizer) == {"Organizers"}

    def test_they_do_not_decide_on_superusers(self, managing):
        root = make_person("root", is_superuser=True, is_staff=True)
        make_device(root)

        assert change(managing, root, [], is_active="").status_code == 403
        managing.post(LIST, {"action": "remove_second_factor", "_selected_action": root.pk})

        root.refresh_from_db()
        assert root.is_active
        assert second_factor.has(root)
        assert managing.get(f"{LIST}{root.pk}/change/").status_code == 200

    def test_groups_that_are_no_roles_are_kept_and_not_given(self, managing, member):
        wizards = Group.objects.create(name="Wizards")
        page = change(managing, member, ["Wizards"])
        assert page.context["adminform"].form.errors["roles"]

        member.groups.add(wizards)
        change(managing, member, ["Reviewers"])

        assert roles_of(member) == {"Wizards", "Reviewers"}

    def test_accounts_are_neither_added_nor_deleted(self, managing, member):
        assert managing.post(f"{LIST}add/", {"username": "x"}).status_code == 403
        assert managing.post(f"{LIST}{member.pk}/delete/", {"post": "yes"}).status_code == 403


class TestOthers:
    @pytest.mark.parametrize("role", ["Members", "Reviewers", "Curators"])
    def test_they_look_after_nobody(self, client, member, role):
        client.force_login(make_person("other", role))

        assert client.get(LIST).status_code in (302, 403)
        assert change(client, member, ["Curators"]).status_code in (302, 403)
        assert roles_of(member) == {"Members"}

    def test_with_the_permission_alone_nobody_rises_above_the_own_role(
        self, client, curator, organizer, member
    ):
        curator.user_permissions.add(Permission.objects.get(codename="change_user"))
        client.force_login(curator)

        assert change(client, organizer, []).status_code == 403
        page = change(client, member, ["Organizers"])
        assert page.context["adminform"].form.errors["roles"]
        assert change(client, member, ["Curators"]).status_code == 302
        assert roles_of(member) == {"Curators"}


class TestTheList:
    def test_its_queries_do_not_grow_with_its_rows(
        self, managing, member, django_assert_num_queries
    ):
        managing.get(LIST)
        with CaptureQueriesContext(connection) as few:
            managing.get(LIST)
        number_of_queries = len(few)
        for number in range(5):
            make_person(f"p{number}", "Reviewers")

        with django_assert_num_queries(number_of_queries):
            managing.get(LIST)

    @pytest.mark.parametrize("query", ["q=%00", "groups__id__exact=x", "is_active__exact=9", "p=x"])
    def test_nonsense_in_the_address_does_no_harm(self, managing, query):
        assert managing.get(f"{LIST}?{query}").status_code in (200, 302)
