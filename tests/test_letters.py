"""Every letter is in the language of whoever gets it, whatever language its sender reads."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils.translation import override

from accounts import invitations
from accounts.models import Invitation, Profile
from accounts.views import password
from documents.curation import letters
from documents.models import Submission
from tests.factories import make_entry
from tests.people import make_person
from upkeep import letter as weekly

pytestmark = pytest.mark.django_db

LATIN = re.compile(r"[a-zàâçéèêëîïôùûœ]{4,}", re.IGNORECASE)
# What is in Latin letters in every language: names, addresses, what people wrote.
SAME = re.compile(r"https?://\S+|TWG|Walks|Why so|«mia»")


@pytest.fixture
def mia():
    account = make_person("mia", "Organizers")
    Profile.objects.create(account=account, language="ar")
    return account


@pytest.fixture
def entry():
    entry = make_entry("Walks", state="in_review")
    Submission.objects.create(entry=entry, name="X", email="x@example.net", language="ar", why="?")
    return entry


def foreign(letter) -> list[str]:
    """Words of the letter that are not Arabic."""
    return LATIN.findall(SAME.sub(" ", f"{letter.subject}\n{letter.body}"))


@pytest.mark.parametrize("to_account", [True, False])
@pytest.mark.parametrize("name", letters.LETTERS)
def test_a_letter_about_an_entry(name, to_account, entry, mia):
    with override("fr"):
        letters.send_letter.func(name, entry.pk, mia.pk if to_account else None, "Why so")

    (letter,) = mail.outbox
    assert foreign(letter) == []


def test_an_invitation_with_the_name_of_the_role(mia):
    role = Group.objects.get(name="Curators")

    with override("fr"):
        invitations.send(Invitation(email="new@example.net", role=role, language="ar"), mia)

    (letter,) = mail.outbox
    assert foreign(letter) == []


def test_a_new_password(mia):
    with override("fr"):
        password.write.func(mia.pk)

    (letter,) = mail.outbox
    assert foreign(letter) == []


def test_the_weekly_letter(mia):
    with override("fr"):
        weekly.write.func(mia.pk, [[code, 3, 2] for code in weekly.CONCERNS])

    (letter,) = mail.outbox
    assert foreign(letter) == []
