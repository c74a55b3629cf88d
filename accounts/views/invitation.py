"""The page that an invitation's link leads to."""

from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserCreationForm
from django.db import IntegrityError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import invitations, roles
from accounts.models import Invitation


class AcceptForm(UserCreationForm):
    class Meta:
        model = get_user_model()
        fields = ("username",)


@never_cache
def invitation(request, token: str):
    """Choose a name and a password; what is no open invitation says why and what to do."""
    found = Invitation.objects.with_token(token).select_related("role").first()
    if found is None or found.state != Invitation.State.OPEN:
        return closed(request, found)
    account = get_user_model()(email=found.email)
    form = AcceptForm(request.POST or None, instance=account)
    if form.is_valid() and (response := accept(request, found, form)):
        return response
    context = {"invitation": found, "role": roles.label(found.role), "form": form}
    return render(request, "accounts/invitation.html", context)


def accept(request, found: Invitation, form):
    """Accept the invitation; None where somebody else took the name in the same moment."""
    try:
        account = invitations.accept(found, form)
    except IntegrityError:
        form.add_error("username", _("A user with that username already exists."))
        return None
    if account is None:
        found.refresh_from_db()
        return closed(request, found)
    return render(request, "accounts/welcome.html", {"account": account})


def closed(request, found: Invitation | None):
    state = found.state if found else "unknown"
    status = 410 if found else 404
    return render(request, "accounts/closed.html", {"state": state}, status=status)
