"""What databases hold from before a change is there after it."""

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from documents.models import Comment, Kind, Submission
from taxonomy.models import Scheme
from tests.factories import make_entry, make_kind, make_scheme
from tests.migrating import one_by_one

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@contextmanager
def before(app: str, migration: str):
    """The database as it was before the migrations after this one; then all of them run."""
    go_back(app, migration)
    with connection.cursor() as cursor:
        yield cursor
    migrate(app)


def go_back(app: str, migration: str) -> None:
    """Squashed migrations know no way back to those that they replace."""
    with one_by_one():
        migrate(app, migration)


def migrate(*names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    call_command("migrate", *names, verbosity=0)


def test_suggestions_their_comments_and_the_rights_to_them_become_those_of_submissions():
    entry = make_entry("Safety walks")
    with before("documents", "0014_take_back") as cursor:
        cursor.execute(
            "INSERT INTO documents_suggestion (entry_id, token, name, email, language, why, "
            "created_at) VALUES (%s, 'key', 'Sara', 'sara@example.net', 'fr', 'So.', now())",
            [entry.pk],
        )
        cursor.execute(
            "INSERT INTO documents_comment (entry_id, from_suggester, circle, text, at) "
            "VALUES (%s, true, 'suggester', 'In 2019.', now())",
            [entry.pk],
        )
        # Today's roles made it again when the database went back; then there was none.
        ContentType.objects.filter(app_label="documents", model="submission").delete()
        reading = Group.objects.create(name="Reading")
        reading.permissions.add(Permission.objects.get(codename="view_suggestion"))

    known = Submission.objects.with_token("key")
    assert known.values_list("entry", "name", "language").get() == (entry.pk, "Sara", "fr")
    assert Comment.objects.values_list("from_submitter", "circle").get() == (True, "submitter")
    held = reading.permissions.values_list("codename", "content_type__model").get()
    assert held == ("view_submission", "submission")
    assert not Permission.objects.filter(codename__endswith="_suggestion").exists()


def test_vocabularies_and_kinds_get_what_the_code_said_of_them():
    for code in ("place", "theme", "goal", "stage", "weather"):
        make_scheme(code)
    for code in ("failure", "literature", "tool"):
        make_kind(code)
    go_back("documents", "0019_submission")
    go_back("taxonomy", "0004_one_scheme")

    migrate("documents")

    flags = ["is_subject", "is_standard", "is_sorted_by_name", "shows_gaps"]
    assert {code: tuple(said) for code, *said in Scheme.objects.values_list("code", *flags)} == {
        "kind": (False, True, False, False),
        "place": (True, True, True, False),
        "theme": (True, False, False, True),
        "goal": (True, False, False, False),
        "stage": (False, False, False, False),
        "weather": (True, False, False, False),
    }
    asked = Scheme.objects.exclude(question={}).order_by("question_position")
    assert [(each.code, str(each.question_short)) for each in asked] == [
        ("goal", "Your goal"), ("kind", "What would help"),
    ]  # fmt: skip
    assert [(each.code, str(each.door)) for each in Scheme.objects.exclude(door={})] == [
        ("theme", "a theme")
    ]
    kinds = Kind.objects.order_by("code")
    assert list(kinds.values_list("code", "tells_of_failure", "takes_references")) == [
        ("failure", True, False), ("literature", False, True), ("tool", False, False),
    ]  # fmt: skip
