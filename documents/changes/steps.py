"""Steps with a set of changes: at once for few rows, by the worker for many."""

from django.db import transaction
from django.utils.translation import get_language
from django_tasks.base import Task

from documents.changes.life import BEGINS, lock
from documents.changes.sort import sort_of
from documents.models import ChangeSet
from documents.models.change_set import State
from jobs.turns import Turn
from wording import Messages


def turn(model: type[ChangeSet], during: State) -> Turn:
    """Make a step of sets of this model, which a job takes when it is its turn."""
    return Turn(model, during=during, before=BEGINS[during][0])


def start(job: Task, change_set: ChangeSet, state: State, *arguments) -> None:
    """Have a step done: its job is given the set's key, the language, and these arguments.

    Raises ValidationError where it is not the step's turn, for somebody else was quicker.
    """
    sort = sort_of(change_set)
    with transaction.atomic():
        lock(sort, *BEGINS[state])
        change_set.state, change_set.message = state, Messages()
        change_set.save(update_fields=["state", "message", *sort.own_columns])
        given = (change_set.pk, get_language(), *arguments)
        if is_long := sort.is_long(state):
            job.enqueue(*given)
    if not is_long:
        job.func(*given)
