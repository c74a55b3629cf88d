"""All about the curation of one entry on one page."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from documents.admin.workflow.access import context, entry_for
from documents.admin.workflow.comments import CommentForm
from documents.admin.workflow.reviewers import AssignForm
from documents.curation import conversation, harm, reviewing, workflow
from documents.curation.permissions import CURATE
from documents.curation.standing import Standing
from documents.models import Entry
from documents.texts import title


def desk(request, pk: int):
    entry = entry_for(request, pk)
    page = Desk(entry, request.user)
    heading = _("Curation of %(entry)s") % {"entry": entry.identifier}
    return render(
        request, "admin/documents/entry/desk.html", context(request, entry, heading, page=page)
    )


class Desk:
    """What one account sees of the curation of one entry."""

    def __init__(self, entry: Entry, user):
        self.entry, self.user, self.standing = entry, user, Standing(entry)
        self.is_curator = user.has_perm(CURATE)

    @property
    def title(self):
        return title(self.entry)

    @property
    def steps(self) -> list[workflow.Transition]:
        return workflow.offered(self.entry, self.user)

    @property
    def own_review(self):
        return reviewing.wanted_from(self.entry, self.user)

    @property
    def judged(self):
        return self.standing.scores_visible_to(self.user)

    @property
    def harm(self):
        return harm.answers(self.entry) if self.is_curator else []

    @property
    def changes(self):
        """The way so far; who took which step is for curators."""
        return self.entry.state_changes.select_related("actor") if self.is_curator else []

    @property
    def comments(self):
        return conversation.visible_to(self.entry, self.user)

    @property
    def comment_form(self) -> CommentForm:
        return CommentForm(self.entry, self.user)

    @property
    def assign_form(self) -> AssignForm | None:
        """Only while the entry is in review, and for those who may ask."""
        in_review = self.entry.state == Entry.State.IN_REVIEW
        return AssignForm(self.entry) if in_review and self.is_curator else None
