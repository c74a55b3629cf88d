"""What docs, docstrings and comments name is there: folders, files, modules and what they hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
PACKAGES = [
    "accounts", "benchmarks", "documents", "exchange", "fetching", "gallery", "interop", "jobs",
    "taxonomy", "tests", "throttling", "twg_repository", "upkeep", "widgets", "wording",
]  # fmt: skip
FOLDERS = [*PACKAGES, "docs", "locale", "static", "templates"]
WHOLE = ["*.md", "docs/**/*.md", "taxonomy/data/**/*.md", "Makefile", "Dockerfile", "*.toml"]
COMMENT = re.compile(r"(?:^|\s)# .*")
COMMENTS = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|/\*.*?\*/", re.DOTALL)
PATH = re.compile(rf"(?<![\w/.:-])(?:{'|'.join(FOLDERS)})/[\w./*-]*[\w*]")
MODULE = re.compile(rf"(?<![\w/.:@-])(?:{'|'.join(PACKAGES)})(?:\.\w+)+(?![\w/])")
FILE_NAME = re.compile(r"\.(py|md)$")
PAST = [ROOT / "CHANGELOG.md"]  # tells of what was


def missing(texts: Iterator[tuple[Path, str]]) -> list[str]:
    return sorted(
        f"{file.relative_to(ROOT)}: {name}"
        for file, text in texts
        for name in [*lost_paths(text, file.parent), *lost_modules(text)]
    )


def lost_paths(text: str, beside: Path) -> Iterator[str]:
    for path in PATH.findall(text):
        if not (any(ROOT.glob(path)) or any(beside.glob(path))):
            yield path


def lost_modules(text: str) -> Iterator[str]:
    for name in MODULE.findall(text):
        if not FILE_NAME.search(name) and not stands(name.split(".")):
            yield name


def stands(steps: list[str]) -> bool:
    """Tell whether there is a module at the end of the steps, or one that has the rest of them."""
    place = ROOT
    while steps and (place / steps[0]).is_dir():
        place, steps = place / steps[0], steps[1:]
    file = place / "__init__.py"
    if steps and (place / f"{steps[0]}.py").is_file():
        file, steps = place / f"{steps[0]}.py", steps[1:]
    text = file.read_text(encoding="utf-8") if steps else ""
    return all(re.search(rf"\b{step}\b", text) for step in steps)


def pages() -> Iterator[tuple[Path, str]]:
    for pattern in WHOLE:
        for file in ROOT.glob(pattern):
            if file not in PAST:
                yield file, file.read_text(encoding="utf-8")


def in_code() -> Iterator[tuple[Path, str]]:
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            code = file.read_text(encoding="utf-8")
            yield from ((file, text) for text in [*docstrings(code), *COMMENT.findall(code)])


def docstrings(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node, clean=False) or ""


def in_front() -> Iterator[tuple[Path, str]]:
    """Yield the comments of templates, style sheets and scripts."""
    for folder in FOLDERS:
        for file in (ROOT / folder).rglob("*.*"):
            if file.suffix in (".html", ".css", ".js"):
                text = file.read_text(encoding="utf-8")
                yield from ((file, found) for found in COMMENTS.findall(text))


@pytest.mark.parametrize("texts", [pages, in_code, in_front])
def test_what_is_named_is_there(texts):
    assert missing(texts()) == []


@pytest.mark.parametrize(
    "text",
    [
        "`documents/records.py`",
        "see documents.records.nobody",
        "static/css/none.css",
        "tests/*.sql",
    ],
)
def test_what_is_not_there_is_told(text):
    assert len(missing(iter([(Path(__file__), text)]))) == 1
