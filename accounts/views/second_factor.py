"""The second factor in one's own account: set up, removed, its recovery codes."""

import os
import time
from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_otp import login as verified_by

from accounts import second_factor, sessions
from accounts.models import Profile
from accounts.sealing import seal, unseal
from accounts.views.second_step import WRONG, CodeForm

KEY, PROVEN = "second_factor_key", "second_factor_proven"
KEY_BYTES = 20
PROVEN_FOR = 600  # seconds


def page(request, template: str, title: str, **more):
    context = {**admin.site.each_context(request), "title": title, **more}
    return render(request, f"admin/accounts/{template}.html", context)


def asked(request, template: str, title: str, done: Callable[[], HttpResponse]):
    """Ask for a code, then answer with `done()`: a machine left open is not enough."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if second_factor.check(request.user, form.cleaned_data["code"]):
            return done()
        form.add_error("code", WRONG)
    return page(request, template, title, form=form)


def set_up(request):
    """Show the secret, and take the app once it shows the right code; who has one proves it."""
    if second_factor.has(request.user) and not is_proven(request):
        return asked(request, "replace", _("Change to another phone"), lambda: prove(request))
    key = unseal(request.session.setdefault(KEY, seal(os.urandom(KEY_BYTES)))).hex()
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = "".join(form.cleaned_data["code"].split())
        if device := second_factor.set_up(request.user, key, code):
            return show_first_codes(request, device)
        form.add_error("code", WRONG)
    return page(
        request, "set_up", _("Second factor"), form=form, secret=second_factor.secret_text(key),
        picture=second_factor.picture(request.user, key),
        is_required=second_factor.required_of(request.user),
    )  # fmt: skip


def is_proven(request) -> bool:
    return time.time() - request.session.get(PROVEN, 0) < PROVEN_FOR


def prove(request):
    request.session[PROVEN] = time.time()
    return redirect("admin:second_factor")


@transaction.atomic
def show_first_codes(request, device):
    """Keep this session under a new key, end the others, which gave no code; show the codes."""
    for name in (KEY, PROVEN):
        request.session.pop(name, None)
    verified_by(request, device)
    Profile.begin_epoch(request.user)
    sessions.stamp(request, request.user)
    request.session.cycle_key()
    messages.success(request, _("The second factor is set up."))
    return show(request, second_factor.make_codes(request.user))


def show(request, made: list[str]):
    return page(request, "codes", _("Recovery codes"), codes=made)


def codes(request):
    if not second_factor.has(request.user):
        return redirect("admin:second_factor")
    return asked(
        request, "new_codes", _("Make new recovery codes"),
        lambda: show(request, second_factor.make_codes(request.user)),
    )  # fmt: skip


def remove(request):
    if second_factor.required_of(request.user):
        raise PermissionDenied
    title = _("Remove the second factor")
    return asked(request, "remove", title, lambda: removed(request))


def removed(request):
    second_factor.remove(request.user, request.user)
    messages.success(request, _("The second factor is removed."))
    return redirect("admin:account")
