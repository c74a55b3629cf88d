"""What some tests need and a machine may lack: a visible reason to skip, or a failure in CI."""

import os

import pytest


def require(present, reason: str) -> None:
    if present:
        return
    if os.environ.get("TWG_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)
