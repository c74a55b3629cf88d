from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.Model):
    """A typed link from one entry to another; the inverse is read from the same row."""

    class Type(models.TextChoices):
        DOCUMENTS = "documents", _("documents")
        USES_TOOL = "uses_tool", _("uses tool")
        APPLIES_MECHANISM = "applies_mechanism", _("applies mechanism")
        EVALUATES = "evaluates", _("evaluates")
        IS_CASE_OF = "is_case_of", _("is a case of")
        QUALIFIES = "qualifies", _("qualifies")
        CONTRADICTS = "contradicts", _("contradicts")
        REPLICATES = "replicates", _("replicates")
        SUPERSEDES = "supersedes", _("supersedes")
        IS_TRANSLATION_OF = "is_translation_of", _("is a translation of")
        IS_PART_OF = "is_part_of", _("is part of")
        INSPIRED = "inspired", _("inspired")
        RESTS_ON = "rests_on", _("rests on")

    INVERSES = {
        Type.DOCUMENTS: _("is documented by"),
        Type.USES_TOOL: _("is used by"),
        Type.APPLIES_MECHANISM: _("is applied by"),
        Type.EVALUATES: _("is evaluated by"),
        Type.IS_CASE_OF: _("has the case"),
        Type.QUALIFIES: _("is qualified by"),
        Type.CONTRADICTS: _("is contradicted by"),
        Type.REPLICATES: _("is replicated by"),
        Type.SUPERSEDES: _("is superseded by"),
        Type.IS_TRANSLATION_OF: _("is translated as"),
        Type.IS_PART_OF: _("has the part"),
        Type.INSPIRED: _("was inspired by"),
        Type.RESTS_ON: _("is a foundation of"),
    }

    source = models.ForeignKey("documents.Entry", models.CASCADE, related_name="relations")
    type = models.CharField(_("relation"), max_length=20, choices=Type.choices)
    target = models.ForeignKey(
        "documents.Entry", models.CASCADE, related_name="inverse_relations",
        verbose_name=_("other entry"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["type", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "type", "target"], name="relation_once",
                violation_error_message=_("This relation stands here already."),
            ),
            models.CheckConstraint(
                condition=models.Q(type__in=[
                    "documents", "uses_tool", "applies_mechanism", "evaluates", "is_case_of",
                    "qualifies", "contradicts", "replicates", "supersedes", "is_translation_of",
                    "is_part_of", "inspired", "rests_on",
                ]),
                name="relation_type_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="relation_to_another",
                violation_error_message=_("An entry cannot be related to itself."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_type_display()} {self.target}"

    @property
    def inverse(self) -> str:
        return str(self.INVERSES[self.Type(self.type)])
