"""What is kept of every set of changes, and of each of its rows, whatever they are about."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wording import MessagesField


class State(models.TextChoices):
    """Where a set of changes is; documents/changes/life.py says what follows what."""

    UPLOADED = "uploaded"
    PREPARING = "preparing"
    PREPARED = "prepared"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


def state_field(names: Mapping[State, str | Promise]) -> "models.CharField[str, str]":
    """Make the column of a set's state, with the names by which its sort calls them."""
    choices = [(state.value, name) for state, name in names.items()]
    return models.CharField(_("state"), max_length=10, choices=choices, default=State.UPLOADED)


class ChangeSet(models.Model):
    """Many changes that are looked at first, then applied together, and perhaps undone."""

    State = State
    UNFINISHED = (State.UPLOADED, State.PREPARING, State.PREPARED)  # nothing is written yet

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="%(class)ss",
        verbose_name=_("who"),
    )  # fmt: skip
    state = state_field({})
    message = MessagesField(_("message"))
    created_at = models.DateTimeField(_("looked at"), auto_now_add=True)
    applied_at = models.DateTimeField(pgettext_lazy("when", "applied"), null=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("applied by"),
    )  # fmt: skip
    undone_at = models.DateTimeField(pgettext_lazy("when", "undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("undone by"),
    )  # fmt: skip

    class Meta:
        abstract = True
        ordering = ["-pk"]

    @property
    def is_running(self) -> bool:
        return self.state in (State.PREPARING, State.APPLYING, State.UNDOING)

    @property
    def can_be_thrown_away(self) -> bool:
        return self.state in self.UNFINISHED and self.applied_at is None


class ChangeRow(models.Model):
    """One row of such a set beside the entry that it changes, or has made. Its sort gives it a
    number within the set and `identifier`, by which people know it."""

    entry = models.ForeignKey(
        "documents.Entry", models.SET_NULL, null=True, related_name="+", verbose_name=_("entry")
    )
    # The entry's version that was looked at, and the one that applying made.
    version_before = models.PositiveIntegerField(null=True)
    version_after = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True
        ordering = ["number"]
        default_permissions = ()

    @property
    def identifier(self) -> str:
        raise NotImplementedError

    @property
    def number_of_entry(self) -> int:
        """The number of the entry that it changes or has made; ValueError where that is gone."""
        if self.entry_id is None:
            raise ValueError(f"The row {self.pk} is about no entry.")
        return self.entry_id

    @property
    def makes_its_entry(self) -> bool:
        return self.version_before is None
