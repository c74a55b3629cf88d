from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import invitations, roles
from accounts.models import Invitation

UNSENT = gettext_lazy("The letter could not be sent, and nothing was changed. Try again later.")


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Invitation.State.choices

    def queryset(self, request, queryset):
        match self.value():
            case "open":
                return queryset.open().filter(expires_at__gt=timezone.now())
            case "expired":
                return queryset.expired()
            case "accepted":
                return queryset.exclude(accepted_at=None)
            case "withdrawn":
                return queryset.exclude(withdrawn_at=None)
        return queryset


class InvitationForm(forms.ModelForm):
    """The roles offered are those that `actor` may give."""

    actor = None

    class Meta:
        model = Invitation
        fields = ("email", "role", "language")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = roles.grantable(self.actor)

    def clean_email(self):
        email = self.cleaned_data["email"]
        if get_user_model().objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("There is an account with this address already."))
        if Invitation.objects.open().filter(email__iexact=email).exists():
            raise forms.ValidationError(_("This address has an open invitation. Send it again."))
        return email

    def clean(self):
        """Send the letter once all else is right; say in the form where it cannot be sent."""
        data = super().clean()
        if not self.errors:
            self.instance.invited_by = self.actor
            for name in self._meta.fields:
                setattr(self.instance, name, data[name])
            try:
                invitations.send(self.instance, self.actor)
            except OSError:
                raise forms.ValidationError(UNSENT) from None
        return data


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    list_display = ["email", "role_name", "state", "sent_at", "expires_at", "invited_by", "account"]
    list_filter = [StateFilter, "role"]
    list_select_related = ["role", "invited_by", "account"]
    search_fields = ["email"]
    fields = ["email", "role", "language"]
    actions = ["send_again", "withdraw"]

    @admin.display(description=gettext_lazy("role"), ordering="role")
    def role_name(self, invitation):
        return roles.label(invitation.role)

    @admin.display(description=gettext_lazy("state"))
    def state(self, invitation):
        return invitation.state.label

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = type("Form", (InvitationForm,), {"actor": request.user})
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request, obj=None):
        more = ["state", "sent_at", "expires_at", "accepted_at", "withdrawn_at", "invited_by",
                "account"]  # fmt: skip
        return [*self.fields, *more] if obj else self.fields

    # -- Who may -----------------------------------------------------------------------------

    def has_invite_permission(self, request) -> bool:
        return request.user.has_perm("accounts.invite")

    def has_module_permission(self, request):
        return self.has_invite_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.has_invite_permission(request)

    def has_add_permission(self, request):
        return self.has_invite_permission(request)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # -- What happens ------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        """Do nothing: the form has sent and saved it already."""

    @admin.action(description=gettext_lazy("Send again"), permissions=["invite"])
    def send_again(self, request, queryset):
        self.each(request, queryset.open(), invitations.send)

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["invite"])
    def withdraw(self, request, queryset):
        self.each(request, queryset.open(), invitations.withdraw)

    def each(self, request, queryset, act) -> None:
        """Do the same to all that are open and may be decided on, and say to how many."""
        done = 0
        for invitation in queryset:
            try:
                act(invitation, request.user)
                done += 1
            except PermissionDenied:
                self.message_user(request, _("You cannot invite to this role."), messages.ERROR)
            except OSError:
                self.message_user(request, UNSENT, messages.ERROR)
        text = ngettext("Done: %(count)d invitation.", "Done: %(count)d invitations.", done)
        self.message_user(request, text % {"count": done})
