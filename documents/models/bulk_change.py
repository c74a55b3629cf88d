from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.identifier import identifier_of
from wording import MessagesField


class BulkChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the user's own previews, and all that was done: curators have it on record."""
        return self.exclude(~Q(actor=user), state__in=BulkChange.UNFINISHED)


class BulkChange(models.Model):
    """One change of many entries: looked at first, then applied, and perhaps undone."""

    class Action(models.TextChoices):
        TAG = "tag", _("add concepts")
        UNTAG = "untag", _("remove concepts")
        RETAG = "retag", _("replace a concept")
        REVIEW_DUE = "review_due", _("set when the next review is due")
        REVIEWER = "reviewer", _("ask a reviewer")
        PUBLISH = "publish", _("publish")

    class State(models.TextChoices):
        PREPARED = "prepared", _("preview")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", pgettext_lazy("change of many entries", "applied")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", pgettext_lazy("change of many entries", "undone")

    UNFINISHED = (State.PREPARED, State.APPLYING)

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="bulk_changes",
        verbose_name=_("who"),
    )  # fmt: skip
    action = models.CharField(_("what"), max_length=10, choices=Action.choices)
    # What was chosen for the action, as its class in documents/curation/bulk reads it.
    parameters = models.JSONField(default=dict)
    about = MessagesField(_("chosen"))
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.PREPARED
    )
    message = MessagesField(_("message"))
    created_at = models.DateTimeField(_("looked at"), auto_now_add=True)
    applied_at = models.DateTimeField(pgettext_lazy("when", "applied"), null=True)
    undone_at = models.DateTimeField(pgettext_lazy("when", "undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("undone by"),
    )  # fmt: skip

    objects = BulkChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of many entries")
        verbose_name_plural = _("changes of many entries")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "applying"], applied_at=None)
                | Q(state__in=["applied", "undoing", "undone"], applied_at__isnull=False),
                name="bulk_change_applied_has_date",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False)
                | (~Q(state="undone") & Q(undone_at=None)),
                name="bulk_change_undone_has_date",
            ),
        ]

    def __str__(self):
        return ": ".join(filter(None, [str(self.get_action_display()), str(self.about)]))


class BulkLine(models.Model):
    """One entry of such a change: what would become of it, what became of it, or why not."""

    class Outcome(models.TextChoices):
        CHANGE = "change", _("will change")
        SAME = "same", _("stays as it is")
        REFUSED = "refused", pgettext_lazy("entry", "refused")
        DONE = "done", pgettext_lazy("entry", "changed")
        LEFT = "left", _("left out")
        UNDONE = "undone", pgettext_lazy("entry", "undone")
        KEPT = "kept", _("stays changed")

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="lines")
    # The number stays when a draft is deleted, so that it can still be named.
    number = models.BigIntegerField(_("entry"))
    entry = models.ForeignKey("documents.Entry", models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(_("what happens"), max_length=7, choices=Outcome.choices)
    reason = MessagesField(_("why"))
    # What differs, in the words of the action; with it the change is taken back.
    data = models.JSONField(default=dict)
    # The entry's version that was looked at, and the one that applying made.
    version_before = models.PositiveIntegerField()
    version_after = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("entry of a change of many")
        verbose_name_plural = _("entries of a change of many")
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["change", "number"], name="bulk_line_once"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["refused", "left", "kept"]) | ~Q(reason=[]),
                name="bulk_line_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["done", "undone", "kept"])
                | Q(version_after__isnull=False),
                name="bulk_line_done_has_version",
            ),
        ]
        indexes = [models.Index(fields=["change", "outcome", "number"], name="bulk_line_outcome")]

    def __str__(self):
        return f"{self.identifier}: {self.get_outcome_display()}"

    @property
    def identifier(self) -> str:
        return identifier_of(self.number)
