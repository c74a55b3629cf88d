"""Guessing is stopped, and locks nobody out but who guesses."""

import pytest
from django.test import Client

from accounts import second_factor, tries
from accounts.models import AuditRecord
from tests.accounts.codes import PASSWORD, code_of, make_device, sign_in
from tests.addresses import body
from tests.factories import make_entry
from tests.people import make_person

pytestmark = pytest.mark.django_db
LOGIN, CHANGE, ADDRESS = "/admin/login/", "/admin/password_change/", "/admin/account/address/"
NEW = dict.fromkeys(["new_password1", "new_password2"], "staple orange 17")


@pytest.fixture(autouse=True)
def behind_a_proxy(settings):
    settings.PROXIES = 1


def at(address: str) -> Client:
    """A browser at an address behind the proxy."""
    return Client(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": f"6.6.6.6, {address}"})


def guess(client, name: str) -> int:
    return client.post(LOGIN, {"username": name, "password": "wrong"}).status_code


def signs_in(client, account) -> bool:
    return sign_in(client, account).status_code == 302


def test_six_wrong_passwords_close_the_account_there_and_not_elsewhere(organizer):
    guesser = at("203.0.113.1")

    assert [guess(guesser, "olga") for _n in range(6)] == [200] * 5 + [429]

    assert not signs_in(guesser, organizer)
    assert signs_in(at("203.0.113.2"), organizer)


def test_one_address_does_not_try_forty_accounts():
    people = [make_person(f"person{number}", "Members") for number in range(40)]
    guesser = at("203.0.113.1")

    statuses = [guess(guesser, each.username) for each in people]

    assert statuses[:30] == [200] * 30
    assert set(statuses[31:]) == {429}
    assert not signs_in(guesser, people[0])
    assert signs_in(at("203.0.113.2"), people[0])


def test_many_addresses_do_not_try_one_account_and_its_owner_comes_in(organizer):
    home = at("198.51.100.7")
    assert signs_in(home, organizer)

    statuses = [guess(at(f"203.0.113.{number}"), "olga") for number in range(45)]

    assert statuses[:40] == [200] * 40
    assert set(statuses[40:]) == {429}
    assert not signs_in(at("203.0.113.99"), organizer)
    assert signs_in(at("198.51.100.7"), organizer)


def test_one_house_of_ipv6_is_one_address(organizer):
    for number in range(tries.BY_ADDRESS.number):
        guess(at(f"2001:db8:1:1::{number:x}"), f"nobody{number}")

    assert guess(at("2001:db8:1:1::ffff"), "nobody") == 429
    assert guess(at("2001:db8:1:2::1"), "nobody") == 200


@pytest.mark.parametrize(
    ("page", "asked", "more"),
    [
        (CHANGE, "old_password", NEW),
        (ADDRESS, "password", {"email": "olga@example.net", "language": "en"}),
    ],
)  # fmt: skip
def test_an_open_session_does_not_guess_the_password(organizer, page, asked, more):
    client = at("203.0.113.1")
    sign_in(client, organizer)

    wrong = [client.post(page, {asked: "wrong", **more}).status_code for _n in range(7)]
    assert wrong == [200] * 5 + [429] * 2
    assert client.post(page, {asked: PASSWORD, **more}).status_code == 429
    organizer.refresh_from_db()
    assert organizer.check_password(PASSWORD)


def test_the_right_password_goes_on(organizer):
    client = at("203.0.113.1")
    sign_in(client, organizer)

    client.post(CHANGE, {"old_password": PASSWORD, **NEW})

    organizer.refresh_from_db()
    assert organizer.check_password("staple orange 17")
    assert AuditRecord.objects.filter(action="password_changed").exists()


class TestWhoOwesTheSecondFactor:
    @pytest.fixture
    def only_for_members(self):
        return make_entry("For members", access="members")

    def test_is_a_visitor_after_the_password_alone(self, curator, only_for_members):
        device, client = make_device(curator), Client()
        address = only_for_members.get_absolute_url()

        sign_in(client, curator)
        assert client.get(address).status_code == 404
        assert "For members" not in body(client.get("/search/"))

        sign_in(client, curator, code_of(device.bin_key))
        assert client.get(address).status_code == 200

    def test_is_a_visitor_where_it_was_set_up_meanwhile(self, curator, only_for_members):
        client = Client()
        client.force_login(curator)
        assert client.get(only_for_members.get_absolute_url()).status_code == 200

        make_device(curator)

        assert client.get(only_for_members.get_absolute_url()).status_code == 404
        assert client.get("/admin/").status_code == 302

    def test_is_a_visitor_until_it_is_set_up_where_it_must_be(
        self, organizer, settings, only_for_members
    ):
        settings.SECOND_FACTOR_REQUIRED = True
        client = Client()
        client.force_login(organizer)

        assert client.get(only_for_members.get_absolute_url()).status_code == 404
        assert client.get("/admin/account/second-factor/").status_code == 200
        assert not second_factor.has(organizer)
