"""Which state of an entry may follow which; a trigger of the database holds it too."""

from documents.models import Entry

State = Entry.State

FOLLOWS: dict[str, set[Entry.State]] = {
    State.DRAFT: {State.SUBMITTED, State.PUBLISHED},
    State.SUBMITTED: {State.IN_REVIEW, State.DRAFT, State.ACCEPTED, State.DECLINED},
    State.IN_REVIEW: {State.DRAFT, State.ACCEPTED, State.DECLINED},
    State.ACCEPTED: {State.DRAFT, State.DECLINED, State.PUBLISHED},
    State.DECLINED: {State.SUBMITTED},
    State.PUBLISHED: {State.SUPERSEDED, State.WITHDRAWN, State.DRAFT, State.ACCEPTED},
    State.SUPERSEDED: {State.PUBLISHED, State.WITHDRAWN},
    State.WITHDRAWN: set(),
}
