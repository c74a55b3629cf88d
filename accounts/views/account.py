"""Everybody's own account."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts import audit, first_address, second_factor, sessions, tries
from accounts.models import Profile
from accounts.views.second_factor import page


class AddressForm(forms.ModelForm):
    """Where letters go and in which language; the password proves who asks."""

    language = Profile._meta.get_field("language").formfield()
    password = forms.CharField(
        label=gettext_lazy("Your password"), strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip

    class Meta:
        model = get_user_model()
        fields = ("email",)
        labels = {"email": gettext_lazy("E-mail address")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = Profile.language_of(self.instance)

    def clean_password(self):
        if not tries.is_password_of(self.instance, self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return ""

    @transaction.atomic
    def save(self, commit=True):
        account = super().save(commit)
        Profile.objects.update_or_create(
            account=account, defaults={"language": self.cleaned_data["language"]}
        )
        if "email" in self.changed_data:
            audit.record("address_changed", account, account.get_username())
        return account


class FirstAddressForm(AddressForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True


class PasswordForm(AdminPasswordChangeForm):
    def clean_old_password(self):
        old = self.cleaned_data["old_password"]
        if not tries.is_password_of(self.user, old):
            raise forms.ValidationError(self.error_messages["password_incorrect"])
        return old


def account(request):
    user = request.user
    return page(
        request, "account", _("Your account"), has_second_factor=second_factor.has(user),
        is_required=second_factor.required_of(user), codes_left=second_factor.codes_left(user),
        language=dict(Profile._meta.get_field("language").choices)[Profile.language_of(user)],
    )  # fmt: skip


def address(request):
    own = get_user_model().objects.get(pk=request.user.pk)
    form = AddressForm(request.POST or None, instance=own)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your address and language are kept."))
        return redirect("admin:account")
    return page(request, "address", _("Address and language"), form=form)


def first(request):
    """Ask for the address before anything else; "Not now" puts it off until the next time."""
    own = get_user_model().objects.get(pk=request.user.pk)
    is_later = "_later" in request.POST
    form = FirstAddressForm(None if is_later else request.POST or None, instance=own)
    if is_later or form.is_valid():
        first_address.answered(request)
        if form.is_bound:
            form.save()
            messages.success(request, _("Your address and language are kept."))
        return redirect(destination(request))
    return page(request, "first_address", _("Your e-mail address"), form=form)


def password(request):
    view = PasswordChangeView.as_view(
        form_class=PasswordForm,
        success_url=reverse("admin:password_change_done"),
        extra_context=admin.site.each_context(request),
    )
    return view(request)


def destination(request) -> str:
    """Return where somebody was about to go, on this site."""
    then = request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(then, {request.get_host()}, request.is_secure())
    return then if is_here else reverse("admin:index")


@require_POST
def leave(request):
    """Sign out here and everywhere else."""
    sessions.end_all(request.user, request.user)
    logout(request)
    return redirect("admin:login")
