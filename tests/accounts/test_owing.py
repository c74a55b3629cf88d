"""Whoever still owes the second factor is a visitor, at every address of the site."""

import re
from io import BytesIO

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse

from accounts.models import AuditRecord
from tests.accounts.codes import PASSWORD, code_of, make_device
from tests.addresses import admin_names, body, every_address, is_plain
from tests.documents.files import builders
from tests.factories import make_entry, make_file, make_place

pytestmark = pytest.mark.django_db
LOGIN, STEP, SET_UP = "/admin/login/", "/admin/login/code/", "/admin/account/second-factor/"
# Where who must set up a second factor does so, or leaves.
BEFORE_SET_UP = {"admin:second_factor", "admin:logout", "admin:login"}


@pytest.fixture
def collection():
    make_place("co", "country")
    make_entry("Open")
    draft = make_entry("Hidden draft", state="draft")
    make_file(draft, BytesIO(builders.pdf()), name="secret.pdf")
    secret = make_entry("Members alone", access="members")
    make_file(secret, BytesIO(builders.pdf()), name="members.pdf")


def owes_the_code(organizer, settings) -> Client:
    """A session that has given the password and owes the code."""
    make_device(organizer)
    client = Client()
    client.post(LOGIN, {"username": organizer.username, "password": PASSWORD})
    return client


def has_given_no_code(organizer, settings) -> Client:
    """A session from before the account had a second factor."""
    client = Client()
    client.force_login(organizer)
    make_device(organizer)
    return client


def must_set_up(organizer, settings) -> Client:
    """A session of an account that must have a second factor and has none."""
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.force_login(organizer)
    return client


SESSIONS = [owes_the_code, has_given_no_code, must_set_up]


def seen(client, address: str) -> tuple:
    """What an answer tells of who is reading: status, whether it is a redirect, class, text."""
    page = client.get(address)
    # The token of forms is each session's, the time in workbooks that of their making.
    text = re.sub(r'value="[A-Za-z0-9]{64}"|\d{4}-\d\d-\d\dT[\d:]+Z', "", body(page))
    return page.status_code, re.findall("<body[^>]*>", text), text, page.get("Cache-Control")


@pytest.mark.parametrize("session", SESSIONS)
def test_every_public_address_shows_what_visitors_see(collection, organizer, settings, session):
    addresses = sorted(set(every_address()))
    visitor = Client()
    expected = {address: seen(visitor, address) for address in addresses}
    client = session(organizer, settings)

    assert len(addresses) > 60
    different = [address for address in addresses if seen(client, address) != expected[address]]
    assert different == []


@pytest.mark.parametrize("session", SESSIONS)
def test_every_address_of_the_admin_is_closed(collection, organizer, settings, session):
    client, visitor = session(organizer, settings), Client()
    plain = sorted(name for name in admin_names() - BEFORE_SET_UP if is_plain(name))
    code = {"admin:second_step"} if session is owes_the_code else set()
    named = [reverse(name) for name in plain if name not in code]
    statuses = {address: client.get(address).status_code for address in named}

    assert len(named) > 40
    assert statuses == {address: visitor.get(address).status_code for address in named}
    assert [
        address for address in named if client.post(address, {"x": "1"}).status_code == 500
    ] == []


@pytest.mark.parametrize("session", SESSIONS)
def test_what_is_done_meanwhile_is_done_by_nobody(collection, organizer, settings, session):
    client = session(organizer, settings)
    form = client.get(reverse("submit"))

    assert form.context["user"].is_anonymous
    assert "email" in form.context["form"].fields


def test_with_the_code_everything_is_open(collection, organizer):
    device = make_device(organizer)
    client = Client()
    client.post(LOGIN, {"username": organizer.username, "password": PASSWORD})
    client.post(STEP, {"code": code_of(device.bin_key)})

    assert client.get("/admin/").status_code == 200
    assert client.get("/search/").context["user"] == organizer


def test_who_must_set_up_is_led_there_alone_and_is_on_record(organizer, settings):
    client = must_set_up(organizer, settings)

    assert client.get("/admin/").url == SET_UP
    assert client.get(SET_UP).context["user"] == organizer
    assert client.get("/").context["user"].is_anonymous
    assert client.post(reverse("admin:logout")).status_code == 200
    assert AuditRecord.objects.filter(action="signed_out", actor_name="olga").exists()


def test_the_door_stands_before_whatever_asks_who_is_reading():
    order = [name.rpartition(".")[2] for name in project.MIDDLEWARE]

    assert order.index("OwingMiddleware") == order.index("OTPMiddleware") + 1
    asking = ["CurrentRequestMiddleware", "MessageMiddleware"]
    assert all(order.index("OwingMiddleware") < order.index(name) for name in asking)
