"""The admin with its doors: the second factor, and the pages that every account has."""

from functools import update_wrapper

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import first_address, second_factor
from accounts.guarded import Guarded

# Pages about one's own account are for members too, who have nothing to do in the rest.
OWN = {"account", "address", "password_change", "password_change_done", "logout", "leave"}
# What an organizer without a second factor may still do.
BEFORE_SET_UP = {"second_factor", "logout"}
# What stays open while the address is asked for.
BEFORE_ADDRESS = BEFORE_SET_UP | {"first_address", "address", "jsi18n"}


class RepositorySite(AdminSite):
    def register(self, model_or_iterable, admin_class=None, **options):
        """Guard every ModelAdmin, whoever wrote it."""
        own = admin_class or ModelAdmin
        guarded = type(own.__name__, (Guarded, own), {"__module__": own.__module__})
        super().register(model_or_iterable, guarded, **options)

    def get_urls(self):
        from accounts.views import (  # noqa: PLC0415  forms need the apps, which need this site
            account,
            second_factor,
            second_step,
        )

        wrap = self.admin_view
        return [
            path("login/code/", second_step.second_step, name="second_step"),
            path("account/", wrap(account.account), name="account"),
            path("account/address/", wrap(account.address), name="address"),
            path("account/first-address/", wrap(account.first), name="first_address"),
            path("password_change/", wrap(account.password), name="password_change"),
            path("account/leave/", wrap(account.leave), name="leave"),
            path("account/second-factor/", wrap(second_factor.set_up), name="second_factor"),
            path(
                "account/second-factor/remove/",
                wrap(second_factor.remove),
                name="second_factor_remove",
            ),
            path("account/recovery-codes/", wrap(second_factor.codes), name="recovery_codes"),
            *(each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"),
        ]

    def admin_view(self, view, cacheable=False):
        """Ask for the second factor before what Django asks for."""
        staff_only = super().admin_view(view, cacheable)
        for_everybody = never_cache(login_required(view))

        def guarded(request, *args, **kwargs):
            name = request.resolver_match.url_name
            if detour := self.detour(request, name):
                return detour
            return (for_everybody if name in OWN else staff_only)(request, *args, **kwargs)

        return update_wrapper(guarded, view)

    def detour(self, request, name: str):
        """Lead somebody first to what they have to give or to choose; None if there is nothing."""
        if not (request.user.is_authenticated and request.user.is_staff):
            return None
        return self.to_second_factor(request, name) or self.to_address(request, name)

    def to_second_factor(self, request, name: str):
        """Lead those who need a second factor, and have not given it, to it; None for others."""
        user = request.user
        if user.is_verified():
            return None
        if second_factor.has(user):
            logout(request)
            return redirect_to_login(request.get_full_path())
        if name not in BEFORE_SET_UP and second_factor.required_of(user):
            return redirect("admin:second_factor")
        return None

    def to_address(self, request, name: str):
        """Ask organizers without an e-mail address for it, then lead them on where they went."""
        is_page = request.method == "GET" and name not in BEFORE_ADDRESS
        if not (is_page and first_address.is_wanted(request)):
            return None
        return redirect_to_login(request.get_full_path(), reverse("admin:first_address"))

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        from accounts.signing_in import SignIn  # noqa: PLC0415  its forms need the apps, which need this site

        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
        }
        return SignIn.as_view(extra_context=context | (extra_context or {}))(request)
