"""The database of the tests, and the site in a process of its own."""

from collections import Counter

import pytest
from django.utils import translation

from tests.extent import QUICK
from twg_repository.serving import postgres

TEST_FOLDER = postgres.FOLDER.with_name("test-postgres")


def pytest_configure(config):
    """Before Django looks for its database: start the embedded one, unless another is named."""
    from django.conf import settings

    from twg_repository.management.commands.compile_translations import compile_stale

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.WHITENOISE_AUTOREFRESH = True  # others may be collecting what it would list
    if not hasattr(config, "workerinput"):
        compile_stale()
    if settings.PRODUCTION:
        return
    settings.DATABASES["default"] |= postgres.database_settings(TEST_FOLDER)
    if not hasattr(config, "workerinput"):  # of several processes the first keeps the server
        start_server(config)
    settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = migrated()


def pytest_collection_modifyitems(config, items) -> None:
    """Begin with files that take long, so that short ones fill the end of a run; where little is
    asked for, leave out what starts a browser or a server or takes long."""
    long_files = {item.path for item in items if takes_long(item)}
    items.sort(key=lambda item: item.path not in long_files)
    if not QUICK:
        return
    left_out = [item for item in items if takes_long(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def takes_long(item) -> bool:
    return bool({"browser", "server", "site"} & set(item.fixturenames)) or "slow" in item.keywords


def start_server(config) -> None:
    server = postgres.EmbeddedPostgres(TEST_FOLDER, durable=False)
    try:
        server.start()
    except postgres.PostgresError as error:
        raise pytest.UsageError(str(error)) from None
    config.add_cleanup(server.stop)


def migrated() -> str:
    """Return the name of the template with all tables and nothing in them."""
    from tests.databases import manage, template

    def fill(environment):
        manage(["migrate", "--verbosity=0"], environment)

    return template("migrated", fill, "*/migrations/*", "*/sql/*", "requirements.lock")


def pytest_terminal_summary(terminalreporter):
    """Say how much was walked, where tests walked through the forms (tests/browser/walk)."""
    sums: dict[str, Counter] = {}
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, walked in report.user_properties:
            if name == "walked" and report.when == "call":
                numbers = Counter({key: n for key, n in walked.items() if key != "role"})
                sums.setdefault(walked["role"], Counter()).update(numbers)
    for role, numbers in sorted(sums.items()):
        text = ", ".join(f"{number} {key}" for key, number in sorted(numbers.items()))
        terminalreporter.write_line(f"walked as {role}: {text}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that commit empty all tables afterwards, which the audit log refuses elsewhere."""
    from django.db import connection

    if not connection.settings_dict["NAME"].startswith("test_"):
        return  # no test asked for a database, so none was made
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_auditrecord DISABLE TRIGGER audit_log_not_emptied")


@pytest.fixture(autouse=True)
def settings_for_tests(settings, tmp_path):
    """Files go to a folder of each test, passwords are not worth a second, and the pages that
    the test before saw and their language are forgotten. The second factor has tests of its own."""
    from documents.pages.remembering import memory

    memory.clear()
    settings.SECOND_FACTOR_REQUIRED = False
    translation.activate(settings.LANGUAGE_CODE)
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The real site with the starter collection, served by gunicorn."""
    from tests.site import start

    with django_db_blocker.unblock():
        yield from start(tmp_path_factory.mktemp("site"))
