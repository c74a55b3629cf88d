"""What sending a form may do: nothing where nothing was changed, else what is declared."""

import re

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory

from tests.browser.walk.declared import ACTS, FOLLOWS, MODELS_OWN, REFUSED, ROWS, STAMPS, WRITES
from tests.browser.walk.forms import Form
from tests.browser.walk.walking import Sent

GONE = {404, 410}
DJANGO = re.compile(r"admin:([a-z]+)_([a-z]+)_(add|change|delete|changelist)")


def may_write(form: Form) -> set[str]:
    """The tables that sending the form may write to."""
    if form.method == "get":
        return set()
    if form.name in WRITES:
        return WRITES[form.name] | FOLLOWS
    found = DJANGO.fullmatch(form.name)
    return tables(*found.groups()) | FOLLOWS if found else set()


def tables(app: str, model: str, page: str) -> set[str]:
    """The model's own, those of its lists of others, and where it is deleted what goes with it."""
    own = apps.get_model(app, model)._meta
    lists = {field.m2m_db_table() for field in own.many_to_many}
    related = [getattr(each, "through", None) or each.related_model for each in own.related_objects]
    goes_too = {each._meta.db_table for each in related}
    also = goes_too if page in {"delete", "changelist"} else set()
    return {own.db_table} | lists | also | MODELS_OWN.get(f"{app}_{model}", set())


def faults(sent: Sent) -> list[str]:
    """What is wrong about what came of it, in words."""
    form, found = sent.form, list(sent.problems)
    allowed = GONE if sent.how == "twice" else set()
    found += [f"answered {status}" for status in sent.refused if status not in allowed]
    if sent.how == "unchanged":
        found += unchanged(sent)
    elif beyond := sent.tables - may_write(form):
        found += [f"wrote to {sorted(beyond)}"]
    if sent.how == "changed":
        found += changed(sent)
    return [f"{form.name}, {sent.how}: {each}" for each in found]


def unchanged(sent: Sent) -> list[str]:
    form = sent.form
    if form.name in ACTS or form.name.endswith("_delete"):
        return []
    found = [f"wrote {each.table} {each.columns}" for each in sent.written]
    if DJANGO.fullmatch(form.name) and form.name.endswith("_change") and sent.errors:
        found.append(f"refused: {sent.errors}")
    return found


def changed(sent: Sent) -> list[str]:
    form = sent.form
    if form.name in REFUSED:
        return []
    if sent.errors:
        return [f"refused: {sent.errors}"]
    if form.name.endswith("_changelist"):
        return []  # without a row that is ticked an action only asks for one
    if form.name.endswith("_change") and not sent.fields:
        return []  # all of it is to be read
    if may_write(form) - FOLLOWS and not sent.written:
        return ["wrote nothing"]
    return exactly(sent) if form.name.endswith("_change") and DJANGO.fullmatch(form.name) else []


def exactly(sent: Sent) -> list[str]:
    """One row, and of it the one column that the field stands for; or the rows of its table."""
    rows = [each for each in sent.written if each.table not in FOLLOWS]
    (field,) = sent.fields
    if table := ROWS.get(re.sub(r"_\w\w$", "", field.name)):
        written = {each.table for each in rows}
        return [] if written == {table} else [f"{field.name}: {written}"]
    columns = {name for each in rows for name in each.columns} - STAMPS
    meant = [
        name for name in columns if re.fullmatch(rf"(.+-)?{name}(_id|_\d+|_\w\w)?", field.name)
    ]
    return [] if len(rows) == len(columns) == len(meant) == 1 else [f"{field.name}: {columns}"]


def closed_by_django() -> set[str]:
    """The pages of models that nobody at all adds, or deletes, in the admin."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    found = set()
    for model, owner in admin.site._registry.items():
        about = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        may = {"add": owner.has_add_permission, "delete": owner.has_delete_permission}
        found |= {f"{about}_{page}" for page, allows in may.items() if not allows(request)}
    return found
