"""An address that is kept leads to the web, never into a script, whatever door it came through."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from documents.models import Link
from tests.factories import make_entry

NO_ADDRESSES = [
    "javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:a()",
    "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "//example.org/",
    "file:///etc/passwd", "ftp://example.org/a", "https:javascript",
]  # fmt: skip
OURS = ("accounts", "documents", "exchange", "jobs", "taxonomy", "throttling", "upkeep")
COLUMNS = [
    pytest.param(field, id=f"{model.__name__}.{field.name}")
    for app in OURS
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.fields
    if isinstance(field, models.URLField)
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
@pytest.mark.parametrize("field", COLUMNS)
def test_every_column_of_addresses_refuses_what_is_none(field, address):
    with pytest.raises(ValidationError):
        field.clean(address, None)


def test_there_are_such_columns():
    assert len(COLUMNS) >= 2


@pytest.mark.django_db
@pytest.mark.parametrize("address", NO_ADDRESSES[:-1])
def test_the_database_holds_none_either(address):
    entry = make_entry("A lantern")
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.bulk_create([Link(entry=entry, url=address)])


@pytest.mark.django_db
def test_the_web_is_open():
    entry = make_entry("A lantern")
    Link.objects.bulk_create([Link(entry=entry, url="HTTPS://example.org/a?b=javascript:c")])
    assert entry.links.get().url.startswith("HTTPS")
