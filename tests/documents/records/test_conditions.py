"""What a check constraint says of a row in memory is what PostgreSQL says of it."""

from itertools import product

import pytest
from django.apps import apps
from django.db.models import Q, Value

from documents.models import Entry
from documents.records.conditions import checks_of, faults_of, holds, value_of

VALUES = {
    "CharField": ["", "effect", "not-measured", "fewer", "embargoed", "2019", "x", None],
    "TextField": ["", "text"],
    "JSONField": [[], ["text"]],
    "DateField": [None, "2026-05-31"],
    "BooleanField": [True, False],
    "ForeignKey": [None, 1, 2],
}  # fmt: skip
NUMBERS = [None, 0, 1, 7]
CASES = [
    pytest.param(model, check, id=check.constraint.name)
    for model in apps.get_app_config("documents").get_models()
    for check in checks_of(model)
]


def rows(model, fields):
    """Rows that hold every combination of a few values in these fields."""
    fields = sorted(fields)
    values = [
        VALUES.get(model._meta.get_field(name).get_internal_type(), NUMBERS) for name in fields
    ]
    for combination in product(*values):
        row = model()
        for name, value in zip(fields, combination, strict=True):
            setattr(row, model._meta.get_field(name).attname, value)
        yield row


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "check"), CASES)
def test_a_constraint_is_asked_as_the_database_would_answer(model, check):
    condition = check.constraint.condition
    for row in list(rows(model, check.fields))[:40]:
        against = {
            name: Value(value_of(row, name), output_field=output_of(model, name))
            for name in check.fields
        }
        assert (holds(condition, row) is not False) == Q(condition).check(against), vars(row)


def output_of(model, name):
    field = model._meta.get_field(name)
    return getattr(field, "target_field", field)


def test_a_field_that_is_wrong_is_told_once():
    entry = Entry(title="", issued="May", access="embargoed")

    found = faults_of(entry, exclude={"kind", "state"})

    assert set(found) == {"title", "issued", "embargo_until"}
