"""The weekly letter: what there is more of than in the last one."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from accounts import mail
from jobs.names import called
from upkeep.alone import alone
from upkeep.concerns import CONCERNS, Concern, counts
from upkeep.models import Refusal, Tally

RECEIVERS = "Organizers"
SIGNER = Signer(salt="upkeep.letter")
NO_NEWS = {"unchecked-links"}  # nothing that anybody has to do


@dataclass(frozen=True)
class News:
    """`more` than last time, `number` in all; `address` is in the language that is active when
    it is made."""

    concern: Concern
    number: int
    more: int
    address: str

    @classmethod
    def of(cls, code: str, number: int, more: int) -> "News":
        address = mail.absolute(reverse("admin:upkeep_concern", args=[code]))
        return cls(CONCERNS[code], number, more, address)


def receivers() -> QuerySet:
    """Return the organizers with an address who have not turned the letter off."""
    organizers = get_user_model().objects.filter(groups__name=RECEIVERS, is_active=True)
    return organizers.exclude(email="").exclude(pk__in=Refusal.objects.values("account"))


def is_receiver(account) -> bool:
    return account.groups.filter(name=RECEIVERS).exists()


def is_wanted(account) -> bool:
    return not Refusal.objects.filter(account=account).exists()


def choose(account, wanted: bool) -> None:
    if wanted:
        Refusal.objects.filter(account=account).delete()
    else:
        Refusal.objects.get_or_create(account=account)


def address_to_stop(account) -> str:
    """Make the address of a page where the letter is turned off without a login."""
    return mail.absolute(reverse("upkeep_letter", args=[SIGNER.sign(account.pk)]))


def account_of(token: str):
    """Return whose link it is; None where it is nobody's."""
    try:
        number = SIGNER.unsign(token)
    except BadSignature:
        return None
    return get_user_model().objects.filter(pk=number, is_active=True).first()


def tell() -> int:
    """Ask for a letter to each receiver if there is news; returns how many."""
    with alone("letter"), transaction.atomic():
        now = counts()
        grown = growth(now)
        remember(now)
        accounts = list(receivers()) if grown else []
        for account in accounts:
            write.enqueue(account.pk, grown)
    return len(accounts)


def growth(now: dict[str, int]) -> list[list[Any]]:
    """List [code, number, how many more than in the last letter], of what has grown."""
    last = dict(Tally.objects.values_list("concern", "number"))
    compared: list[list[Any]] = [
        [code, number, number - last.get(code, 0)] for code, number in now.items()
    ]
    return [each for each in compared if each[2] > 0 and each[0] not in NO_NEWS]


def remember(now: dict[str, int]) -> None:
    Tally.objects.bulk_create(
        [Tally(concern=code, number=number) for code, number in now.items()],
        update_conflicts=True, unique_fields=["concern"], update_fields=["number"],
    )  # fmt: skip


@called(_("Send a letter"))
@task()
def write(account_id: int, grown: list[list]) -> None:
    """Write one letter, unless the account has turned it off meanwhile."""
    account = receivers().filter(pk=account_id).first()
    if account is None:
        return
    with translation.override(mail.language_of(account)):
        context = {
            "news": [News.of(*each) for each in grown],
            "address": mail.absolute(reverse("admin:upkeep")),
            "stop": address_to_stop(account),
        }
    reason = _("You get this once a week because you are an organizer of the repository.")
    mail.send(account, _("Upkeep of the repository"), "mail/upkeep.txt", context, reason)
