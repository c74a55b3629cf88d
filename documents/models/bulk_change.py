from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.identifier import identifier_of
from documents.models.change_set import ChangeRow, ChangeSet, State, state_field
from wording import MessagesField

WRITTEN = [State.APPLIED, State.UNDOING, State.UNDONE]


class BulkChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the user's own previews, and all that was done: curators have it on record."""
        return self.exclude(~Q(actor=user), ~Q(state__in=WRITTEN))


class BulkChange(ChangeSet):
    """One change of many entries: looked at first, then applied, and perhaps undone."""

    class Action(models.TextChoices):
        TAG = "tag", _("add concepts")
        UNTAG = "untag", _("remove concepts")
        RETAG = "retag", _("replace a concept")
        REVIEW_DUE = "review_due", _("set when the next review is due")
        REVIEWER = "reviewer", _("ask a reviewer")
        PUBLISH = "publish", _("publish")

    action = models.CharField(_("what"), max_length=10, choices=Action.choices)
    # What was chosen for the action, as its class in documents/curation/bulk reads it.
    parameters = models.JSONField(default=dict)
    about = MessagesField(_("chosen"))
    state = state_field({
        State.PREPARED: _("preview"),
        State.APPLYING: _("being applied"),
        State.APPLIED: pgettext_lazy("change of many entries", "applied"),
        State.UNDOING: _("being undone"),
        State.UNDONE: pgettext_lazy("change of many entries", "undone"),
    })  # fmt: skip

    objects = BulkChangeQuerySet.as_manager()

    class Meta(ChangeSet.Meta):
        verbose_name = _("change of many entries")
        verbose_name_plural = _("changes of many entries")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WRITTEN, applied_at__isnull=False)
                | (~Q(state__in=WRITTEN) & Q(applied_at=None)),
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


class BulkLine(ChangeRow):
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
    outcome = models.CharField(_("what happens"), max_length=7, choices=Outcome.choices)
    reason = MessagesField(_("why"))
    # What differs, in the words of the action; with it the change is taken back.
    data = models.JSONField(default=dict)
    version_before = models.PositiveIntegerField()  # no line makes its entry

    class Meta(ChangeRow.Meta):
        verbose_name = _("entry of a change of many")
        verbose_name_plural = _("entries of a change of many")
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
