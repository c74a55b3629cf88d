"""The second factor: asked for, throttled, required of organizers, and used once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken

from accounts import second_factor
from accounts.models import AuditRecord, Authenticator
from tests.accounts.codes import code_of, make_device, shown_secret, sign_in
from tests.people import make_person

pytestmark = pytest.mark.django_db

INDEX, LOGIN = "/admin/", "/admin/login/"
NEW_CODES = "/admin/account/recovery-codes/"
STEP, SET_UP = "/admin/login/code/", "/admin/account/second-factor/"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def wait(account) -> None:
    """Let the time pass that a wrong code costs."""
    before = timezone.now() - timedelta(hours=1)
    Authenticator.objects.filter(user=account).update(throttling_failure_timestamp=before)


class TestSigningIn:
    def test_without_one_the_password_suffices(self, client, curator):
        assert sign_in(client, curator).url == INDEX
        assert client.get(INDEX).status_code == 200

    def test_the_password_alone_makes_nobody_of_a_visitor(self, client, curator):
        make_device(curator)

        assert sign_in(client, curator).url == STEP
        assert "_auth_user_id" not in client.session
        assert client.get(INDEX).url.startswith(LOGIN)

    def test_the_code_signs_in_under_a_new_session_key(self, client, curator):
        device = make_device(curator)
        sign_in(client, curator)
        before = client.session.session_key

        answer = client.post(STEP, {"code": f" {code_of(device.bin_key)} "})

        assert answer.url == INDEX
        assert client.session.session_key != before
        assert client.get(INDEX).status_code == 200

    def test_the_second_step_goes_on_to_where_somebody_wanted_to_go(self, client, curator):
        device = make_device(curator)
        there = "/admin/account/"
        sent = {"username": "carl", "password": "correct horse battery", "next": there}
        client.post(LOGIN, sent)

        assert client.post(STEP, {"code": code_of(device.bin_key)}).url == there

    @pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example/"])
    def test_but_not_to_another_site(self, client, curator, there):
        device = make_device(curator)
        sent = {"username": "carl", "password": "correct horse battery", "next": there}
        client.post(LOGIN, sent)

        assert client.post(STEP, {"code": code_of(device.bin_key)}).url == INDEX

    @pytest.mark.parametrize(
        "code", ["", "000000x", "\0", "٠٠٠٠٠٠", "' OR 1=1", "9" * 39, "-1", "aaaa aaaa", "12 34"]
    )
    def test_what_is_no_code_is_refused_at_its_field(self, client, curator, code):
        make_device(curator)
        second_factor.make_codes(curator)
        sign_in(client, curator)

        page = client.post(STEP, {"code": code})

        assert page.status_code == 200
        assert page.context["form"].errors["code"]
        assert "_auth_user_id" not in client.session

    def test_a_code_counts_once(self, curator):
        code = code_of(make_device(curator).bin_key)

        assert sign_in(Client(), curator, code).status_code == 302
        assert sign_in(Client(), curator, code).status_code == 200

    def test_after_a_wrong_code_the_right_one_must_wait(self, client, curator):
        device = make_device(curator)
        sign_in(client, curator, "000000x"[:6] if code_of(device.bin_key) != "000000" else "111111")

        assert client.post(STEP, {"code": code_of(device.bin_key)}).status_code == 200
        wait(curator)
        assert client.post(STEP, {"code": code_of(device.bin_key)}).status_code == 302

    @pytest.mark.parametrize("wrong", [7, 40, 4000])
    def test_but_never_longer_than_a_minute_or_so(self, curator, wrong):
        """Whoever knows the password alone keeps nobody out."""
        device = make_device(curator)
        for seconds, expected in [(60, None), (65, device)]:
            Authenticator.objects.update(
                throttling_failure_count=wrong,
                throttling_failure_timestamp=timezone.now() - timedelta(seconds=seconds),
            )
            assert second_factor.check(curator, code_of(device.bin_key)) == expected

    def test_many_wrong_codes_close_the_way_like_wrong_passwords(self, client, curator):
        device = make_device(curator)
        sign_in(client, curator)
        statuses = [client.post(STEP, {"code": "nonsense"}).status_code for _ in range(6)]
        wait(curator)

        assert statuses == [200] * 5 + [429]
        assert client.post(STEP, {"code": code_of(device.bin_key)}).status_code == 429
        assert sign_in(Client(), curator).status_code == 429

    def test_the_second_step_without_the_first_leads_to_it(self, client):
        assert client.get(STEP).url == LOGIN
        assert client.post(STEP, {"code": "123456"}).url == LOGIN

    def test_a_password_changed_meanwhile_ends_the_second_step(self, client, curator):
        device = make_device(curator)
        sign_in(client, curator)
        curator.set_password("another horse battery")
        curator.save()

        assert client.post(STEP, {"code": code_of(device.bin_key)}).url == LOGIN

    def test_the_second_step_is_over_after_ten_minutes(self, client, curator):
        device = make_device(curator)
        sign_in(client, curator)
        session = client.session
        session["second_step"] = session["second_step"] | {"at": 0.0}
        session.save()

        assert client.post(STEP, {"code": code_of(device.bin_key)}).url == LOGIN

    def test_a_session_that_has_not_given_the_code_is_ended(self, client, curator):
        make_device(curator)
        client.force_login(curator)

        assert client.get(INDEX).url.startswith(LOGIN)
        assert "_auth_user_id" not in client.session


class TestRecoveryCodes:
    def test_ten_are_made_and_each_lets_in_once(self, curator):
        make_device(curator)
        codes = second_factor.make_codes(curator)

        assert len(set(codes)) == 10
        assert sign_in(Client(), curator, codes[0].upper()).status_code == 302
        assert sign_in(Client(), curator, codes[0]).status_code == 200
        assert second_factor.codes_left(curator) == 9
        used = AuditRecord.objects.get(action="recovery_code_used")
        assert (used.actor_name, used.details) == ("carl", {"left": 9})

    def test_new_ones_replace_the_old_and_are_shown_once(self, client, curator):
        device = make_device(curator)
        old = second_factor.make_codes(curator)
        sign_in(client, curator, code_of(device.bin_key))

        assert client.post(NEW_CODES, {"code": "000000"}).context["form"].errors["code"]
        made = client.post(NEW_CODES, {"code": old[0]}).context["codes"]

        assert not set(made) & set(old)
        kept = StaticToken.objects.filter(device__user=curator).values_list("token", flat=True)
        assert len(kept) == len(made) == 10
        assert not {code.replace(" ", "") for code in made} & set(kept)
        account = client.get("/admin/account/").content.decode()
        assert not [code for code in made if code in account]
        assert "codes" not in client.get(NEW_CODES).context
        assert "form" in client.post(NEW_CODES).context

    def test_nobody_elses_code_counts(self, curator, organizer):
        make_device(curator)
        codes = second_factor.make_codes(organizer)

        assert sign_in(Client(), curator, codes[0]).status_code == 200


class TestSetUp:
    def test_who_has_a_phone_proves_it_before_another_takes_its_place(self, client, curator):
        device = make_device(curator)
        recovery = second_factor.make_codes(curator)
        sign_in(client, curator, code_of(device.bin_key))

        assert "secret" not in client.get(SET_UP).context
        assert "secret" not in client.post(SET_UP, {"code": "000000"}).context
        assert client.post(SET_UP, {"code": recovery[0]}).url == SET_UP
        new = shown_secret(client.get(SET_UP))
        assert client.post(SET_UP, {"code": code_of(new)}).context["codes"]

        assert Authenticator.objects.get(user=curator).bin_key == new
        assert "secret" not in client.get(SET_UP).context
        assert client.get(INDEX).status_code == 200

    def test_the_secret_is_shown_as_picture_and_text_without_inline_style(self, client, curator):
        sign_in(client, curator)

        page = client.get(SET_UP)

        text = page.content.decode()
        assert "<svg" in text
        assert "style=" not in text
        assert len(shown_secret(page)) == 20

    def test_it_counts_once_the_right_code_is_given(self, client, curator):
        sign_in(client, curator)
        secret = shown_secret(client.get(SET_UP))

        wrong = client.post(SET_UP, {"code": "abcdef"})
        assert wrong.context["form"].errors
        assert not second_factor.has(curator)
        assert shown_secret(wrong) == secret

        done = client.post(SET_UP, {"code": code_of(secret)})
        assert len(done.context["codes"]) == 10
        assert second_factor.has(curator)
        assert client.get(INDEX).status_code == 200

    def test_other_sessions_which_gave_no_code_end(self, client, curator):
        other = Client()
        sign_in(other, curator)
        sign_in(client, curator)
        client.post(SET_UP, {"code": code_of(shown_secret(client.get(SET_UP)))})

        assert other.get(INDEX).url.startswith(LOGIN)
        assert client.get(INDEX).status_code == 200

    def test_it_is_removed_by_a_code_only(self, client, curator):
        device = make_device(curator)
        sign_in(client, curator, code_of(device.bin_key))
        [code, *_rest] = second_factor.make_codes(curator)
        there = reverse("admin:second_factor_remove")

        client.post(there, {"code": "nonsense"})
        assert second_factor.has(curator)

        second_factor.RecoveryCodes.objects.update(throttling_failure_timestamp=None)
        client.post(there, {"code": code})
        assert not second_factor.has(curator)
        assert client.get(INDEX).status_code == 200


class TestRequired:
    pytestmark = pytest.mark.usefixtures("required")

    @pytest.mark.parametrize(
        "path", [INDEX, "/admin/documents/entry/", "/admin/auth/user/", "/admin/account/",
                 "/admin/password_change/", "/admin/accounts/auditrecord/"]
    )  # fmt: skip
    def test_an_organizer_without_one_can_do_nothing_but_set_it_up(self, client, organizer, path):
        sign_in(client, organizer)

        assert client.get(path).url == SET_UP
        assert client.post(path, {"_save": "1"}).url == SET_UP
        assert client.get(SET_UP).status_code == 200

    def test_a_superuser_too(self, client):
        sign_in(client, make_person("root", is_superuser=True, is_staff=True))

        assert client.get(INDEX).url == SET_UP

    def test_then_everything_is_open_and_it_cannot_be_removed(self, client, organizer):
        sign_in(client, organizer)
        client.post(SET_UP, {"code": code_of(shown_secret(client.get(SET_UP)))})

        assert client.get(INDEX).status_code == 200
        assert client.get(reverse("admin:second_factor_remove")).status_code == 403

    def test_others_choose_for_themselves(self, client, curator):
        sign_in(client, curator)

        assert client.get(INDEX).status_code == 200

    def test_the_account_that_the_command_makes_is_led_to_set_up(self, client):
        said = StringIO()
        call_command("create_organizer", stdout=said)
        password = said.getvalue().split("password: ")[1].split()[0]
        client.post(LOGIN, {"username": "organizer", "password": password})

        secret = shown_secret(client.get(INDEX, follow=True))
        client.post(SET_UP, {"code": code_of(secret)})

        asked = client.get(INDEX)  # it has no e-mail address either
        assert asked.url == "/admin/account/first-address/?next=/admin/"
        assert client.post(asked.url, {"_later": "1"}).url == INDEX
        assert client.get(INDEX).status_code == 200


def test_the_secrets_of_others_are_on_no_page_of_the_admin(client):
    client.force_login(make_person("root", is_superuser=True, is_staff=True))

    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404
