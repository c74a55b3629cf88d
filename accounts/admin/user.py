"""Accounts as organizers look after them: roles and whether they are open; no passwords."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import roles, second_factor
from accounts.models import Authenticator

# Django's own form shows passwords and permissions, django-otp's forms the secrets.
admin.site.unregister([User, TOTPDevice, StaticDevice])


class AccountForm(forms.ModelForm):
    """The roles offered are those that `actor` may give."""

    actor = None
    roles = forms.ModelMultipleChoiceField(
        Group.objects.none(), required=False, label=gettext_lazy("Roles"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = User
        fields = ("first_name", "last_name", "is_active")
        help_texts = {
            "is_active": gettext_lazy("Who is not active cannot sign in. What they did stays.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].queryset = roles.grantable(self.actor)
        self.initial["roles"] = self.instance.groups.all()


@admin.register(User)
class AccountAdmin(admin.ModelAdmin):
    list_display = ["username", "name", "email", "role_names", "has_second_factor", "last_login",
                    "is_active"]  # fmt: skip
    list_filter = ["groups", "is_active"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    actions = ["remove_second_factor"]
    readonly_fields = ["username", "email", "role_names", "has_second_factor", "last_login",
                       "date_joined"]  # fmt: skip

    def get_queryset(self, request):
        devices = Authenticator.objects.filter(user=OuterRef("pk"), confirmed=True)
        accounts = super().get_queryset(request).prefetch_related("groups")
        return accounts.annotate(with_second_factor=Exists(devices))

    def get_fields(self, request, obj=None):
        roles_ = "roles" if self.has_change_permission(request, obj) else "role_names"
        return ["username", "email", "first_name", "last_name", roles_, "is_active",
                "has_second_factor", "last_login", "date_joined"]  # fmt: skip

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = type("Form", (AccountForm,), {"actor": request.user})
        if not self.has_change_permission(request, obj):
            kwargs["form"] = forms.ModelForm
        return super().get_form(request, obj, change, **kwargs)

    @admin.display(description=gettext_lazy("name"))
    def name(self, account):
        return account.get_full_name()

    @admin.display(description=gettext_lazy("roles"))
    def role_names(self, account):
        names = [roles.label(group) for group in account.groups.all()]
        return ", ".join(names) or "–"

    @admin.display(description=gettext_lazy("second factor"), boolean=True)
    def has_second_factor(self, account):
        return account.with_second_factor

    # -- Who may -----------------------------------------------------------------------------

    def has_add_permission(self, request):
        return False  # people are invited

    def has_delete_permission(self, request, obj=None):
        return False  # an account is closed; what it did keeps its name

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (obj is None or roles.may_manage(request.user, obj))

    # -- What happens ------------------------------------------------------------------------

    def save_related(self, request, form, formsets, change):
        roles.give(form.instance, form.cleaned_data["roles"], request.user)

    @admin.action(
        description=gettext_lazy("Remove the second factor (lost phone)"), permissions=["change"]
    )
    def remove_second_factor(self, request, queryset):
        for account in queryset:
            if roles.may_manage(request.user, account):
                second_factor.remove(account, request.user)
            else:
                text = _("You cannot decide on this account: %(account)s.") % {"account": account}
                self.message_user(request, text, messages.ERROR)
