"""The details of an audit record, kept as codes and names, for people to read."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from accounts.roles import LABELS

KEYS = {
    "added": pgettext_lazy("roles", "added"),
    "email": _("e-mail address"),
    "is_staff": _("works in the admin"),
    "is_superuser": _("may do everything"),
    "left": _("codes left"),
    "removed": pgettext_lazy("roles", "removed"),
    "role": _("role"),
    "step": _("step"),
}
STEPS = {"code": _("code"), "password": _("password")}
ANSWERS = {True: _("yes"), False: _("no")}


def lines(details: dict) -> Iterator[tuple[StrOrPromise, str]]:
    """List (name, value) of each; what has no name here shows its code."""
    for key, value in details.items():
        values = value if isinstance(value, list) else [value]
        yield KEYS.get(key, key), ", ".join(str(said(key, each)) for each in values)


def said(key: str, value):
    if isinstance(value, bool):
        return ANSWERS[value]
    return (STEPS if key == "step" else LABELS).get(value, value)
