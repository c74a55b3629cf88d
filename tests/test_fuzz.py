"""Nothing that is sent to any page makes it fail."""

import json
import subprocess
import sys

import pytest

from tests import databases
from tests.extent import extent
from tests.site import STARTED_FROM, filled

pytestmark = [pytest.mark.slow, pytest.mark.trial]

TIMES = extent(1, quick=1, trial=15)  # that each form is sent by each role
ROLES = ["anonymous", "reviewer", "organizer"] + extent(0, quick=0, trial=1) * ["member", "curator"]
NAME = "twg_fuzz"
ADD = "from tests.site_work import add; add()"


@pytest.mark.parametrize("seed", range(extent(1, quick=1, trial=4)))
def test_no_form_and_no_page_fails(tmp_path, seed):
    """Each in a state as after many ordinary days (`tests.site_forms`), as several roles."""
    template = databases.template("started", filled, *STARTED_FROM)
    environment = databases.environment(NAME) | {
        "EMAIL_URL": f"filemail:///{tmp_path / 'letters'}",
        "FILES_DIR": str(tmp_path / "files"),
        "DJANGO_SETTINGS_MODULE": "twg_repository.settings",
        "LOG_LEVEL": "CRITICAL",
    }
    with databases.server() as cursor:
        databases.clone(cursor, NAME, template)
    try:
        databases.manage(["create_organizer", "--email", "o@example.net"], environment)
        databases.manage(["shell", "--verbosity=0", "--command", ADD], environment)
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz", str(TIMES), str(seed), *ROLES],
            cwd=databases.PROJECT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        with databases.server() as cursor:
            cursor.execute(f'DROP DATABASE "{NAME}" WITH (FORCE)')

    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["failures"] == []
    assert sum(told["counted"].values()) > 2000
