from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Agent(models.Model):
    """A person or an organisation that makes, edits or publishes works."""

    class Type(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    type = models.CharField(_("sort of creator"), max_length=12, choices=Type.choices)
    name = models.CharField(
        _("name"), max_length=300,
        help_text=_("A person as “Family, Given”, an organisation in full."),
    )  # fmt: skip
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    ror = models.CharField(
        "ROR", max_length=9, blank=True,
        help_text=_("The nine characters after https://ror.org/, for organisations."),
    )  # fmt: skip
    orcid = models.CharField("ORCID", max_length=19, blank=True)

    class Meta:
        verbose_name = _("creator or organisation")
        verbose_name_plural = _("creators and organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "name"], name="agent_name_unique",
                violation_error_message=_("This name stands in the list already."),
            ),
            models.CheckConstraint(
                condition=Q(ror="") | Q(ror__regex=r"^0[a-z0-9]{8}$"), name="agent_ror_is_one",
                violation_error_message=_("A ROR has nine characters and begins with 0."),
            ),
            models.CheckConstraint(
                condition=Q(orcid="") | Q(orcid__regex=r"^(\d{4}-){3}\d{3}[\dX]$"),
                name="agent_orcid_is_one",
                violation_error_message=_("An ORCID looks like 0000-0002-1825-0097."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    @property
    def display_name(self) -> str:
        """A person as people say it: given name first."""
        family, comma, given = self.name.partition(", ")
        return f"{given} {family}" if comma and self.type == self.Type.PERSON else self.name


class Contribution(models.Model):
    """What an agent is to an entry, in the order of the title page."""

    class Role(models.TextChoices):
        CREATOR = "creator", _("creator")
        EDITOR = "editor", _("editor")
        PUBLISHER = "publisher", _("publisher")

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="contributions")
    agent = models.ForeignKey(
        Agent, models.PROTECT, related_name="contributions", verbose_name=_("who")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.CREATOR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("creators, editors and publishers")
        ordering = ["role", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "agent", "role"], name="contribution_once",
                violation_error_message=_("They stand here already in this role."),
            )
        ]  # fmt: skip

    def __str__(self):
        return str(self.agent)
