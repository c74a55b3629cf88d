"""The glossary says what is so: each of its words stands where it says that it stands."""

import re

from django.conf import settings

ROW = re.compile(r"^\| `(\w+)` \| .+? \| (.+?) \|", re.MULTILINE)
APPS = ["accounts", "documents", "exchange", "fetching", "taxonomy", "throttling", "upkeep"]


def glossary() -> str:
    return (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8")


def rows() -> list[tuple[str, str]]:
    """(word, the files that it stands in)."""
    return ROW.findall(glossary())


def wrong() -> list[str]:
    return [
        f"{word} in {path}"
        for word, places in rows()
        for path in re.findall(r"`([^`]+)`", places)
        if not stands(word, path)
    ]


def stands(word: str, path: str) -> bool:
    file = settings.BASE_DIR / path
    return file.is_file() and bool(re.search(rf"\b{word}", file.read_text(encoding="utf-8")))


def test_every_word_stands_in_the_file_that_is_named():
    assert wrong() == []
    assert len(rows()) >= 40


def test_every_other_word_in_code_stands_somewhere():
    named = set(re.findall(r"`([A-Za-z_]+)`", glossary())) - {"code"}
    code = " ".join(
        path.read_text(encoding="utf-8")
        for app in APPS
        for path in (settings.BASE_DIR / app).rglob("*.py")
    )

    assert sorted(word for word in named if not re.search(rf"\b{word}\b", code)) == []
