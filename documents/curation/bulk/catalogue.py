"""Which actions there are, and whom they are offered to."""

from documents.curation.bulk.action import BulkAction
from documents.curation.bulk.concepts import ConceptChange
from documents.curation.bulk.publication import Publication
from documents.curation.bulk.review_due import ReviewDue
from documents.curation.bulk.reviewer import ReviewerAsked
from documents.models import BulkChange

Action = BulkChange.Action
CATALOGUE: dict[str, type[BulkAction]] = {
    Action.TAG: ConceptChange,
    Action.UNTAG: ConceptChange,
    Action.RETAG: ConceptChange,
    Action.REVIEW_DUE: ReviewDue,
    Action.REVIEWER: ReviewerAsked,
    Action.PUBLISH: Publication,
}


def offered(user) -> list[Action]:
    return [code for code in Action if user.has_perm(CATALOGUE[code].permission)]


def action_of(change: BulkChange, user) -> BulkAction:
    return CATALOGUE[change.action](change.parameters, user)
