"""All about the curation of one entry on one page."""

from dataclasses import dataclass
from functools import cached_property

from django.shortcuts import render
from django.utils.translation import gettext as _

from documents.admin.evidence.ways import Way, ways
from documents.admin.workflow.access import context, entry_for
from documents.admin.workflow.comments import CommentForm
from documents.admin.workflow.reviewers import AssignForm
from documents.curation import conversation, harm, reviewing, workflow
from documents.curation.permissions import CURATE, PUBLISH
from documents.curation.standing import Judged, Standing, rounds
from documents.models import Entry, Review
from documents.texts import title


def desk(request, pk: int):
    entry = entry_for(request, pk)
    page = Desk(entry, request.user)
    heading = _("Curation of %(entry)s") % {"entry": entry.identifier}
    return render(
        request, "admin/documents/entry/desk.html", context(request, entry, heading, page=page)
    )


@dataclass(frozen=True)
class Round:
    """An earlier round with what of its scores is shown."""

    standing: Standing
    judged: list[Judged]


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
    def may_replace(self) -> bool:
        """Whether another entry can be named to stand for this one."""
        return self.entry.state in Entry.REPLACED and self.user.has_perm(PUBLISH)

    @property
    def evidence_ways(self) -> list[Way]:
        return ways(self.entry, self.user)

    @cached_property
    def own_review(self):
        return reviewing.wanted_from(self.entry, self.user)

    @property
    def judged(self):
        return self.standing.scores_visible_to(self.user)

    @property
    def reads_reviewers(self) -> bool:
        """Whether the account may know what reviewers wrote beside the scores of this round:
        curators, but for those who are judging it themselves."""
        return self.is_curator and self.own_review is None

    @property
    def refused(self) -> list[Review]:
        return self.standing.refused if self.reads_reviewers else []

    @property
    def earlier(self) -> list[Round]:
        """The rounds before the present one, newest first, where anybody was asked."""
        if not (self.reads_reviewers and self.entry.review_round > 1):
            return []
        found = [each for each in rounds(self.entry) if each.round != self.entry.review_round]
        return [Round(each, each.scores_visible_to(self.user)) for each in found]

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
        """The form to ask a reviewer, while the entry is in review, for those who may ask."""
        in_review = self.entry.state == Entry.State.IN_REVIEW
        return AssignForm(self.entry) if in_review and self.is_curator else None
