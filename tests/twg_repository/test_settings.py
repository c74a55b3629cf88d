import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "DATABASE_URL": "postgres://twg:secret@db.example.net/twg",
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "twg.example.net",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    kept = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR, env=kept | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_production_has_nothing_for_djangos_deployment_check_to_say():
    done = manage("check", "--deploy", "--fail-level=INFO", **PRODUCTION)

    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_missing_variable_is_named_with_its_remedy(name):
    rest = {key: value for key, value in PRODUCTION.items() if key != name}

    done = manage("check", **rest)

    assert done.returncode != 0
    assert f"{name} is missing. Set it to" in done.stderr
    assert "Traceback" not in done.stderr


def test_migrations_say_all_that_the_models_say():
    done = manage("makemigrations", "--check", "--dry-run")

    assert done.stdout == "No changes detected\n"


def value(name: str, **environment: str) -> str:
    """A setting as the process would have it."""
    code = f"from django.conf import settings; print(settings.{name})"
    return manage("shell", "--verbosity=0", "--command", code, **environment).stdout.strip()


@pytest.mark.slow
def test_a_second_factor_is_required_in_production_and_not_on_ones_own_machine():
    name = "SECOND_FACTOR_REQUIRED"

    assert value(name, **PRODUCTION) == "True"
    assert value(name, **PRODUCTION, SECOND_FACTOR_REQUIRED="false") == "False"
    assert value(name) == "False"
    assert value(name, SECOND_FACTOR_REQUIRED="true") == "True"


@pytest.mark.slow
def test_the_secrets_of_letters_are_not_written_to_productions_log():
    assert value("EMAIL_BACKEND").endswith("console.EmailBackend")
    assert value("EMAIL_BACKEND", **PRODUCTION).endswith("smtp.EmailBackend")
    address = "smtp+tls://twg:p%40ss@mail.example.net:587"
    assert value("EMAIL_HOST_PASSWORD", **PRODUCTION, EMAIL_URL=address) == "p@ss"
    assert value("DEFAULT_FROM_EMAIL", **PRODUCTION) == "no-reply@twg.example.net"
