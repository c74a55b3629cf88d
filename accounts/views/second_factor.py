"""The second factor in one's own account: set up, removed, its recovery codes."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_otp import login as verified_by
from django_otp.util import random_hex

from accounts import second_factor, sessions
from accounts.models import Profile
from accounts.views.second_step import WRONG, CodeForm

KEY = "second_factor_key"


def page(request, template: str, title: str, **more):
    context = {**admin.site.each_context(request), "title": title, **more}
    return render(request, f"admin/accounts/{template}.html", context)


def set_up(request):
    """Show the secret, and take the app once it shows the right code."""
    key = request.session.setdefault(KEY, random_hex(20))
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


def show_first_codes(request, device):
    """This session goes on, under a new key; the others have not given the code and end."""
    del request.session[KEY]
    verified_by(request, device)
    Profile.begin_epoch(request.user)
    sessions.stamp(request, request.user)
    request.session.cycle_key()
    messages.success(request, _("The second factor is set up."))
    return show(request, second_factor.make_codes(request.user))


def show(request, made: list[str]):
    return page(request, "codes", _("Recovery codes"), codes=made)


@require_POST
def codes(request):
    if not second_factor.has(request.user):
        return redirect("admin:second_factor")
    return show(request, second_factor.make_codes(request.user))


def remove(request):
    """A code is asked for: a machine left open is not enough."""
    if second_factor.required_of(request.user):
        raise PermissionDenied
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if second_factor.check(request.user, form.cleaned_data["code"]):
            second_factor.remove(request.user, request.user)
            messages.success(request, _("The second factor is removed."))
            return redirect("admin:account")
        form.add_error("code", WRONG)
    return page(request, "remove", _("Remove the second factor"), form=form)
