"""The entries that another one stands for, and what becomes of each when that one is withdrawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.history import actions
from documents.models import Entry


class Fate(TextChoices):
    OTHER = "other", gettext_lazy("another entry stands for it")
    REINSTATE = "reinstate", gettext_lazy("it stands for itself again")
    LEAVE = "leave", gettext_lazy("nothing stands for it any more")


@dataclass(frozen=True)
class Decision:
    """`replacement` is for OTHER; None then means the replacement of what is withdrawn."""

    fate: str
    replacement: Entry | None = None


Decisions = Mapping[int, Decision]  # by the number of the entry


def dependents(entry: Entry) -> QuerySet[Entry]:
    """Return the superseded and withdrawn entries whose readers are sent to this one."""
    return Entry.objects.filter(replacement=entry, state__in=Entry.REPLACED).order_by("pk")


def fates_of(entry: Entry) -> list[Fate]:
    """List what can become of a dependent; nothing leads back from a withdrawal."""
    return [each for each in Fate if each != Fate.REINSTATE or not entry.is_withdrawn]


def field_of(entry: Entry) -> str:
    """Return the field's name under which a dependent is decided on, and its errors come back."""
    return f"fate_{entry.pk}"


class Withdrawal:
    """One entry about to be withdrawn by an account, and those that it stands for.

    `reinstate` takes that step for an entry, with all that the workflow asks of it.
    """

    def __init__(self, entry: Entry, user, reinstate: Callable[[Entry, str], None]):
        self.entry, self.user, self.reinstate = entry, user, reinstate

    def take(self, reason: str, replacement: Entry | None, decisions: Decisions) -> None:
        """Withdraw it and settle the rest, to be called in a transaction; a dependent that stands
        for itself again can take the place of what goes. Raises ValidationError by field."""
        waiting = list(dependents(self.entry).select_for_update())
        refuse_undecided(waiting, decisions)
        first = [each for each in waiting if decisions[each.pk].fate == Fate.REINSTATE]
        for each in first:
            self.settle(each, decisions[each.pk], None)
        actions.withdraw(self.entry, self.user, reason, replacement)
        for each in waiting:
            if each not in first:
                self.settle(each, decisions[each.pk], replacement)

    def settle(self, dependent: Entry, decision: Decision, default: Entry | None) -> None:
        """Do what was decided; what is refused is said at the field of the dependent."""
        try:
            self.go(dependent, decision, default)
        except ValidationError as error:
            raise ValidationError({field_of(dependent): error.messages}) from None

    def go(self, dependent: Entry, decision: Decision, default: Entry | None) -> None:
        why = _("%(entry)s, which stood for it, was withdrawn.") % {"entry": self.entry.identifier}
        match decision.fate:
            case Fate.REINSTATE:
                self.reinstate(dependent, why)
            case Fate.OTHER:
                other = required(decision.replacement or default)
                actions.replace(dependent, other, self.user, why)
            case Fate.LEAVE:
                actions.replace(dependent, left_with(dependent), self.user, why)


def required(replacement: Entry | None) -> Entry:
    if replacement is None:
        raise ValidationError(_("Say which entry."))
    return replacement


def left_with(dependent: Entry) -> Entry | None:
    """Return the replacement of a dependent that loses this one: a tombstone does without.

    A superseded entry keeps the one it had: its page says that it was withdrawn, and upkeep that
    somebody should look after it.
    """
    return None if dependent.is_withdrawn else dependent.replacement


def refuse_undecided(waiting: list[Entry], decisions: Decisions) -> None:
    undecided = [each for each in waiting if each.pk not in decisions]
    if undecided:
        names = ", ".join(each.identifier for each in undecided)
        text = _("It stands for other entries; say what becomes of them: %(entries)s.")
        raise ValidationError(text % {"entries": names})
