"""The Nu Html Checker finds no error in any page."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.pages import PAGES, address
from tests.http import fetch
from tests.requirements import require

JAR = (
    settings.BASE_DIR / "var" / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
)


@pytest.fixture(scope="module")
def checker() -> list[str]:
    require(shutil.which("java"), "Java runs the HTML checker; install default-jre-headless")
    require(JAR.exists(), "the HTML checker comes from npm: npm install --prefix var/tools vnu-jar")
    return ["java", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_are_valid_html(site, checker, tmp_path: Path, language):
    for name in PAGES:
        page = fetch(address(site, name, language))
        (tmp_path / f"{name.replace(' ', '-')}.html").write_bytes(page.text)
    (tmp_path / "components.html").write_bytes(fetch(site.url("/design/")).text)

    report = subprocess.run([*checker, str(tmp_path)], capture_output=True, text=True, check=True)

    messages = json.loads(report.stdout)["messages"]
    errors = [m for m in messages if m["type"] == "error"]
    assert [f"{m['url']}: {m['message']} {m.get('extract', '')}" for m in errors] == []
