"""Where organizers curate."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from documents.admin.agent import AgentAdmin
from documents.admin.bulk import BulkChangeAdmin
from documents.admin.entry import EntryAdmin
from documents.admin.kind import KindAdmin
from documents.admin.review_terms import CriterionAdmin, HarmQuestionAdmin, ThresholdAdmin

__all__ = [
    "AgentAdmin", "BulkChangeAdmin", "CriterionAdmin", "EntryAdmin", "HarmQuestionAdmin",
    "KindAdmin", "ThresholdAdmin",
]  # fmt: skip

admin.site.index_title = _("What waits for you")
