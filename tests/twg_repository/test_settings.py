import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from twg_repository.settings import proxies

PRODUCTION = {
    "DATABASE_URL": "postgres://twg:secret@db.example.net/twg",
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "twg.example.net",
    "BEHIND_PROXY": "1",
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
        "System check identified no issues (2 silenced).\n",
    )


@pytest.mark.slow
def test_https_without_a_proxy_is_warned_of():
    done = manage("check", "--deploy", "--fail-level=INFO", **PRODUCTION | {"BEHIND_PROXY": "0"})

    assert done.returncode != 0
    assert "HTTPS is on and BEHIND_PROXY is 0" in done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_missing_variable_is_named_with_its_remedy(name):
    rest = {key: value for key, value in PRODUCTION.items() if key != name}

    done = manage("check", **rest)

    assert done.returncode != 0
    assert f"{name} is missing. Set it to" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("hosts", ["*", "twg.example.net,*", " , "])
def test_production_knows_its_own_hosts_only(hosts):
    done = manage("check", **PRODUCTION | {"ALLOWED_HOSTS": hosts})

    assert done.returncode != 0
    assert f"ALLOWED_HOSTS is “{hosts}”" in done.stderr


@pytest.mark.parametrize(("said", "number"), [("true", 1), ("2", 2), ("off", 0), ("", 0)])
def test_proxies_are_counted(said, number):
    assert proxies(said) == number


@pytest.mark.parametrize("said", ["many", "-1", "1.5", "99"])
def test_proxies_that_are_no_number_stop_the_start(said):
    with pytest.raises(ImproperlyConfigured, match="BEHIND_PROXY"):
        proxies(said)


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
def test_what_production_begins_with_and_what_grows():
    begins = ["ALLOWED_HOSTS", "SECURE_HSTS_SECONDS", "SECURE_HSTS_PRELOAD", "SESSION_COOKIE_NAME"]
    names = ", settings.".join(begins)

    hosts = "['twg.example.net']"
    assert value(names, **PRODUCTION) == f"{hosts} 3600 False __Host-sessionid"
    year = PRODUCTION | {"HSTS_SECONDS": "31536000"}
    assert value(names, **year) == f"{hosts} 31536000 True __Host-sessionid"


@pytest.mark.slow
def test_letters_lead_to_the_port_that_the_site_listens_on():
    assert value("SITE_URL", PORT="8123") == "http://127.0.0.1:8123"


@pytest.mark.slow
def test_the_secrets_of_letters_are_not_written_to_productions_log():
    assert value("EMAIL_BACKEND").endswith("console.EmailBackend")
    assert value("EMAIL_BACKEND", **PRODUCTION).endswith("smtp.EmailBackend")
    address = "smtp+tls://twg:p%40ss@mail.example.net:587"
    assert value("EMAIL_HOST_PASSWORD", **PRODUCTION, EMAIL_URL=address) == "p@ss"
    assert value("DEFAULT_FROM_EMAIL", **PRODUCTION) == "no-reply@twg.example.net"
