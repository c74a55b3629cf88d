from django import forms
from django.contrib import admin
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from accounts import signing_in

WRONG = gettext_lazy(
    "This code is not right, or was used already, or came too soon after a wrong one. Wait for the "
    "next code and try again."
)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autofocus": True,
                                "autocapitalize": "off", "spellcheck": "false"}),
    )  # fmt: skip


@never_cache
def second_step(request):
    """Ask for the code, after the right password."""
    step = signing_in.waiting(request)
    if step is None:
        return redirect("admin:login")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if signing_in.finish(request, step, form.cleaned_data["code"]):
            return redirect(step.then)
        form.add_error("code", WRONG)
    context = {**admin.site.each_context(request), "form": form, "title": _("One more step")}
    return render(request, "admin/accounts/second_step.html", context)
