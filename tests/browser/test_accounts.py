"""Second factor, recovery codes and invitations in a browser, without its script."""

import re
from base64 import b32decode

import pytest

from tests.accounts.codes import code_of
from tests.browser.axe import EVERYTHING, WCAG, found_in
from tests.browser.following import follow, sign_in
from tests.site import manage

PASSWORD = "correct horse battery"
MAKE = """
from tests.people import make_person
from accounts.models import Profile
make_person("{name}", "Curators")
"""
INVITE = """
from datetime import timedelta
from django.contrib.auth.models import Group
from django.utils import timezone
from accounts.models import Invitation
from accounts.models.invitation import SIGNER, digest
now = timezone.now()
Invitation.objects.create(email="{name}@example.net", role=Group.objects.get(name="Members"),
    token_digest=digest("{name}"), sent_at=now, expires_at=now + timedelta(days=7))
print(SIGNER.sign("{name}"))
"""


def run(site, code: str) -> str:
    return manage(["shell", "--verbosity=0", "--command", code], site.environment).strip()


@pytest.fixture(params=["en", "ar"])
def language(request):
    return request.param


def clean(page, options=WCAG) -> bool:
    found = found_in(page, options)
    assert found == {"light": [], "dark": []}, page.url
    return True


def test_the_second_factor_from_set_up_to_signing_in(browser, site, language):
    name, prefix = f"browser-{language}", "" if language == "en" else f"/{language}"
    run(site, MAKE.format(name=name))
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    sign_in(page, site, name, PASSWORD, prefix)
    page.goto(site.url(f"{prefix}/admin/account/second-factor/"))
    assert page.locator(".qr-code svg").bounding_box()["width"] > 100
    assert errors == []  # axe, further on, tries inline styles

    for path in ("account/", "account/address/", "account/second-factor/"):
        page.goto(site.url(f"{prefix}/admin/{path}"))
        clean(page)
    secret = page.inner_text(".secret").replace(" ", "")
    page.fill("#id_code", "abc")
    follow(page, "input[type=submit]")
    clean(page)
    page.fill("#id_code", code_of(b32decode(secret)))
    follow(page, "input[type=submit]")
    clean(page)
    recovery = page.locator(".recovery-codes li").all_inner_texts()
    assert len(recovery) == 10
    context.close()

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, name, PASSWORD, prefix)
    page.fill("#id_code", recovery[0])
    follow(page, "input[type=submit]")
    page.goto(site.url(f"{prefix}/admin/account/"))
    assert re.search(r"\b9\b|٩", page.inner_text(".own-account"))
    context.close()

    page = browser.new_page()
    sign_in(page, site, name, PASSWORD, prefix)
    assert page.url.endswith("/admin/login/code/")
    clean(page)
    page.close()


def test_an_invitation_is_accepted_without_a_script(browser, site, language):
    name, prefix = f"guest-{language}", "" if language == "en" else f"/{language}"
    token = run(site, INVITE.format(name=name))
    address = site.url(f"{prefix}/accounts/invitations/{token}/")
    page = browser.new_page()
    page.goto(address)
    clean(page, EVERYTHING)
    page.close()

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.fill("#id_username", name)
    page.fill("#id_password1", "staple orange seventeen")
    page.fill("#id_password2", "staple orange seventeen")
    follow(page, "button.button")
    assert page.locator('a[href$="/admin/login/"]').count() == 1
    context.close()

    page = browser.new_page()
    page.goto(address)
    clean(page, EVERYTHING)
    page.close()


@pytest.mark.parametrize(
    "path",
    ["accounts/invitation/", "accounts/invitation/add/", "accounts/auditrecord/", "auth/user/"],
)
def test_the_organizers_lists_have_no_violation(organizer_page, site, path):
    organizer_page.goto(site.url(f"/admin/{path}"))

    clean(organizer_page)
