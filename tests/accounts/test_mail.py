import pytest
from django.core import mail as sent
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts import mail
from accounts.models import Profile

pytestmark = pytest.mark.django_db

REASON = _("Password reset")  # a string that Django itself translates
PASSWORD = "mail/password_reset.txt"


def letter(to):
    context = {"address": "https://example.net/x", "account": {"get_username": "<b> & “mia”"}}
    mail.send(to, "A\nsubject  \r\n of lines", PASSWORD, context, REASON)
    return sent.outbox[-1]


def test_an_account_is_written_to_in_its_language_whatever_is_active(member):
    Profile.objects.create(account=member, language="fr")
    with translation.override("fr"):
        expected = str(REASON)

    with translation.override("ar"):
        written = letter(member)

    assert written.to == ["mia@example.net"]
    assert f"\n-- \n{expected}\n" in written.body
    assert expected != "Password reset"


def test_an_address_in_the_active_language(member):
    with translation.override("es"):
        written = letter("somebody@example.net")
        assert f"\n-- \n{REASON}\n" in written.body

    assert written.to == ["somebody@example.net"]


def test_it_is_plain_text_with_a_subject_of_one_line(member):
    written = letter(member)

    assert written.subject == "A subject of lines"
    assert "<b> & “mia”" in written.body
    assert written.alternatives == []


def test_an_account_without_profile_reads_the_sites_language(member):
    assert "\n-- \nPassword reset\n" in letter(member).body
