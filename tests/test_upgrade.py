"""A database of the last release after `migrate`: everything is there, and the site shows it."""

from collections.abc import Iterator

import psycopg2
import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import override

from documents.extracting import read_text
from tests.databases import manage, run, scratch
from tests.released import CODE, RELEASE, SECRET
from wording import Messages

pytestmark = pytest.mark.slow

ASK_SECRETS = f"""
from accounts.models import Authenticator, RecoveryCodes
from documents.models import Submission
print(Submission.objects.with_token("key").count())
print(Authenticator.objects.get().bin_key.hex())
print(RecoveryCodes.objects.get().verify_token("{CODE}"))
print(Submission.objects.get().secret_address())
"""


@pytest.fixture(scope="module")
def upgraded() -> Iterator[dict[str, str]]:
    """Return the environment of a database that was filled by the last release, and migrated."""
    with scratch("upgraded") as environment:
        run("tests.released", environment)
        manage(["migrate", "--verbosity=0"], environment)
        manage(["rebuild_search", "--if-needed"], environment)
        yield environment


@pytest.fixture
def asked(upgraded):
    """Return a function that asks the database, and gives the rows of the answer."""
    database = settings.DATABASES["default"]
    connection = psycopg2.connect(
        dbname=upgraded["DATABASE_URL"].rpartition("/")[2], user=database["USER"],
        host=database.get("HOST") or None, port=database.get("PORT") or None,
        password=database.get("PASSWORD") or None,
    )  # fmt: skip
    with connection.cursor() as cursor:

        def ask(statement: str) -> list[tuple]:
            cursor.execute(statement)
            return cursor.fetchall()

        yield ask
    connection.close()


def read(stored, language: str = "en") -> str:
    with override(language):
        return str(Messages.read(stored))


def test_the_squashed_migrations_are_on_record_and_nothing_is_left_to_do(asked, upgraded):
    applied = set(asked("SELECT app, name FROM django_migrations"))
    known = MigrationLoader(None).disk_migrations

    assert {key for key in known if key[0] in RELEASE} <= applied
    assert manage(["makemigrations", "--check"], upgraded) == "No changes detected\n"
    assert "No migrations to apply" in manage(["migrate"], upgraded)


def test_links_apps_and_codes_go_on_and_are_not_kept_as_they_are(asked, upgraded):
    tokens = asked("SELECT token FROM otp_static_statictoken")
    keys = asked("SELECT key FROM otp_totp_totpdevice")

    assert [CODE in row or SECRET in row for row in (*tokens, *keys)] == [False, False]
    assert manage(["shell", "--verbosity=0", "--command", ASK_SECRETS], upgraded).split() == [
        "1", SECRET, "True", "/suggestions/key/",
    ]  # fmt: skip


def test_entries_keep_their_parts_and_their_states(asked):
    assert asked("SELECT title, state, version FROM documents_entry ORDER BY id") == [
        ("Safety walks", "published", 2), ("Night buses", "submitted", 0),
        ("A loaded one", "draft", 1),
    ]  # fmt: skip
    assert asked("SELECT entry_id, text FROM documents_section") == [
        (1, "Twelve women were asked.")
    ]
    assert asked("SELECT url, title, failures, check_result FROM documents_link") == [
        ("https://example.net/walks", "The report", 2, "missing")
    ]
    carried = asked("SELECT entry_id, code FROM documents_entry_concepts "
                    "JOIN taxonomy_concept concept ON concept.id = concept_id")  # fmt: skip
    assert carried == [(1, "gangs")]


def test_what_was_written_of_them_is_read_as_before(asked):
    told = asked("SELECT action, version, note FROM documents_revision ORDER BY id")
    assert [(action, version, read(note)) for action, version, note in told] == [
        ("saved", None, ""), ("publish", 1, "Lu à Genève.\nEt relu."), ("loaded", None, "Imported"),
    ]  # fmt: skip
    ((reason,),) = asked("SELECT reason FROM documents_statechange")
    assert read(reason) == "Nobody else reads Arabic."


def test_what_code_wrote_of_a_file_is_read_in_the_readers_language(asked):
    ((message, pages),) = asked("SELECT extraction_message, pages FROM documents_file")

    assert pages == 3
    assert read(message) == "The text could not be read: the file is damaged."
    assert read(message, "ar") == "تعذرت قراءة النص: الملف تالف."


def test_a_job_that_waits_finds_its_task(asked):
    tasks = asked("SELECT task_path, status, args_kwargs FROM django_tasks_database_dbtaskresult")

    assert (read_text.module_path, "READY", {"args": [1], "kwargs": {}}) in tasks
    assert not [
        path for path, _status, _arguments in tasks if path.endswith("files.jobs.read_text")
    ]


def test_suggestions_keep_their_address_their_conversation_and_who_may_read_them(asked):
    assert asked("SELECT entry_id, name, language, why FROM documents_submission") == [
        (2, "Omar", "ar", "It works.")
    ]
    assert asked("SELECT from_submitter, circle, text FROM documents_comment ORDER BY id") == [
        (True, "submitter", "Since 2019."), (False, "curators", "Who asks them?"),
    ]  # fmt: skip
    held = asked(
        "SELECT permission.codename FROM auth_group_permissions "
        "JOIN auth_group held ON held.id = group_id "
        "JOIN auth_permission permission ON permission.id = permission_id "
        "WHERE held.name = 'Reading'"
    )
    assert held == [("view_submission",)]


def test_changes_of_many_and_imports_say_what_they_said(asked):
    ((about, message, state),) = asked("SELECT about, message, state FROM documents_bulkchange")
    assert (read(about), read(message), state) == (
        "kind: Literature", "One entry was left out.", "applied",
    )  # fmt: skip
    ((outcome, reason),) = asked("SELECT outcome, reason FROM documents_bulkline")
    assert (outcome, read(reason)) == ("refused", "It has changed since the preview.")

    ((name, state, message),) = asked("SELECT name, state, message FROM exchange_importrun")
    assert (name, state, read(message)) == ("liste.csv", "prepared", "One row cannot be read.")
    rows = asked("SELECT number, action, decision, problems, entry_id FROM exchange_importrow "
                 "ORDER BY number")  # fmt: skip
    assert rows == [
        (2, "error", "skip", [["year", "“soon” is no year."]], None),
        (3, "duplicate", "new", [], 1),
    ]


def test_vocabularies_keep_their_labels_and_lose_neighbours_elsewhere(asked):
    assert asked("SELECT code, language, text FROM taxonomy_label JOIN taxonomy_concept concept "
                 "ON concept.id = concept_id ORDER BY taxonomy_label.id") == [
        ("literature", "en", "Literature"), ("gangs", "en", "Gangs"),
        ("gangs", "ar", "العصابات"), ("maras", "es", "Maras"),
    ]  # fmt: skip
    assert asked("SELECT status, successor_id FROM taxonomy_concept WHERE code = 'maras'") == [
        ("deprecated", None)
    ]
    assert asked("SELECT count(*) FROM taxonomy_concept_broader") == [(0,)]
    assert asked("SELECT takes_references, tells_of_failure FROM documents_kind") == [(True, False)]
    assert asked("SELECT code, is_subject, shows_gaps FROM taxonomy_scheme ORDER BY code") == [
        ("kind", False, False), ("theme", True, True),
    ]  # fmt: skip


def test_accounts_keep_what_belongs_to_them(asked):
    assert asked("SELECT username, language FROM accounts_profile profile JOIN auth_user account "
                 "ON account.id = account_id") == [("sara", "fr")]  # fmt: skip
    assert asked("SELECT action, actor_name FROM accounts_auditrecord") == [("signed in", "sara")]


# Style sheets are not collected here.
OPENED = """
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
from django.test import Client
client = Client(headers={"host": "127.0.0.1"})
for path in PATHS:
    answer = client.get(path)
    print(path, answer.status_code, NAME in answer.text)
"""
PATHS = ["/", "/entries/TWG-0001/", "/entries/TWG-0001/versions/1/", "/search/?q=walks"]


def test_visitors_find_and_read_the_entry(upgraded):
    said = OPENED.replace("PATHS", repr(PATHS)).replace("NAME", repr("TWG-0001"))

    opened = manage(["shell", "--no-imports", "--command", said], upgraded)

    assert opened.splitlines() == [f"{path} 200 True" for path in PATHS]
