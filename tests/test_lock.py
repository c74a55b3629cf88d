"""What is locked is what is asked for."""

import re

import pytest
from django.conf import settings


def pinned(name: str) -> dict[str, str]:
    """Package -> version, of the lines of a list or a lock, those that it includes left out."""
    text = (settings.BASE_DIR / name).read_text()
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_package_is_locked_at_the_version_asked_for(name):
    locked = pinned(f"{name}.lock")

    assert pinned(f"{name}.txt").items() <= locked.items()


def test_tests_run_on_what_the_site_runs_on():
    assert pinned("requirements.lock").items() <= pinned("requirements-dev.lock").items()


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_package_has_its_hashes(name):
    text = (settings.BASE_DIR / f"{name}.lock").read_text()

    blocks = re.split(r"^(?=[A-Za-z])", text, flags=re.MULTILINE)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
