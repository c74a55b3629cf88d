"""Check constraints of models asked of a row in memory, without a query for each row."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import ge, gt, le, lt
from typing import Any, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, F, Field, Model, Q

from wording import Message, Messages

COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "gte": ge, "gt": gt, "lte": le, "lt": lt,
    "exact": lambda one, other: one == other,
    "in": lambda one, some: one in some,
    "regex": lambda text, pattern: bool(re.search(pattern, text)),
    "iregex": lambda text, pattern: bool(re.search(pattern, text, re.IGNORECASE)),
}  # fmt: skip


def faults_of(
    row: Model, exclude: Iterable[str], trusted: Iterable[str] = ()
) -> dict[str, Messages]:
    """Return what the fields of a row that is not saved yet, its `clean` and its check
    constraints say: field -> messages. A constraint speaks at the last field that it names.

    `exclude` is not looked at; `trusted` is good in itself, and constraints may name it.
    """
    exclude = set(exclude)
    found: dict[str, list[Message | str]] = defaultdict(list)
    for check in (lambda: row.clean_fields(exclude=exclude | set(trusted)), row.clean):
        for field, messages in refused_by(check).items():
            found[field] += messages
    for each in broken(row, exclude | set(found)):
        found[each.last] += message_of(each.constraint)
    return {field: Messages.of(told) for field, told in found.items()}


@dataclass(frozen=True)
class Check:
    """A check constraint with the fields that it names, and the last of them."""

    constraint: CheckConstraint
    fields: frozenset[str]
    last: str


@cache
def checks_of(model: type[Model]) -> tuple[Check, ...]:
    checks = (each for each in model._meta.constraints if isinstance(each, CheckConstraint))
    named = ((each, fields_in(cast("Q", each.condition))) for each in checks)
    return tuple(Check(each, frozenset(fields), fields[-1]) for each, fields in named)


def refused_by(check: Callable[[], None]) -> dict[str, Messages]:
    try:
        check()
    except ValidationError as error:
        errors = getattr(error, "error_dict", {NON_FIELD_ERRORS: error})
        return {field: Messages.of(told) for field, told in errors.items()}
    return {}


def broken(row: Model, exclude: set[str]) -> Iterator[Check]:
    """Yield the constraints that the row breaks, but for those that name an excluded field."""
    for check in checks_of(type(row)):
        condition = cast("Q", check.constraint.condition)
        if exclude.isdisjoint(check.fields) and holds(condition, row) is False:
            yield check


def message_of(constraint: Any) -> Messages:
    return Messages.of(constraint.violation_error_message)


def message_named(model: type[Model], name: str) -> Messages:
    """Return what the constraint of this name says when it is broken."""
    return message_of(next(each for each in model._meta.constraints if each.name == name))


def children_of(condition: Q) -> list[Any]:
    """Return conditions within, and pairs of a lookup and what is wanted."""
    return list(condition.children)


def fields_in(condition: Q) -> list[str]:
    """Return the fields that a condition names, in the order of their last mention."""
    named: dict[str, None] = {}
    for child in children_of(condition):
        pairs = fields_in(child) if isinstance(child, Q) else [child[0].partition("__")[0]]
        if not isinstance(child, Q) and isinstance(child[1], F):
            pairs = [named_by(child[1]), *pairs]
        for name in pairs:
            named.pop(name, None)
            named[name] = None
    return list(named)


def named_by(reference: F) -> str:
    return str(cast("Any", reference).name)  # which the types of Django do not know


def holds(condition: Q, row: Model) -> bool | None:
    """Return what SQL would say of the row; None where it does not know, which breaks nothing."""
    answers = [
        holds(child, row) if isinstance(child, Q) else compared(child[0], child[1], row)
        for child in children_of(condition)
    ]
    decisive = condition.connector == Q.OR  # the answer that settles the whole
    answer = decisive if decisive in answers else None if None in answers else not decisive
    return (not answer) if condition.negated and answer is not None else answer


def compared(lookup: str, wanted: Any, row: Model) -> bool | None:
    name, _, operator = lookup.partition("__")
    value = value_of(row, name)
    if operator == "isnull":
        return (value is None) == bool(wanted)
    if wanted is None:  # Django reads "= None" as "is null"
        return value is None
    wanted = value_of(row, named_by(wanted)) if isinstance(wanted, F) else wanted
    if value is None or wanted is None:
        return None
    return COMPARED[operator or "exact"](value, wanted)


def value_of(row: Model, name: str) -> Any:
    return getattr(row, cast("Field[Any, Any]", row._meta.get_field(name)).attname)
