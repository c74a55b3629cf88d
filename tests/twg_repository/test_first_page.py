"""The first page carries its style in itself; the policy allows that style and no other."""

import base64
import hashlib
import re

import pytest

pytestmark = pytest.mark.django_db


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def visit(client, site: str | None = None, path: str = "/about/"):
    return client.get(path, headers={"Sec-Fetch-Site": site} if site else {})


@pytest.mark.parametrize("comes_from", ["none", "cross-site"])
@pytest.mark.parametrize("path", ["/about/", "/nowhere/"])
def test_who_comes_from_elsewhere_gets_the_style_with_the_page(client, comes_from, path):
    response = visit(client, comes_from, path)

    styles = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    assert "--accent" in styles[0]
    assert len(styles) == 2
    for style in styles:
        assert f"'{digest(style)}'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("comes_from", [None, "same-origin", "nonsense"])
def test_who_is_here_already_gets_a_link_to_it(client, comes_from):
    response = visit(client, comes_from)

    html = response.content.decode()
    assert "<style>" not in html
    assert '<link rel="stylesheet"' in html


def test_the_one_script_inside_a_page_is_allowed_and_no_other(client):
    response = visit(client)

    scripts = re.findall(r"<script[^>]*>(.*?)</script>", response.content.decode(), re.DOTALL)
    assert len(scripts) == 1
    assert f"script-src 'self' '{digest(scripts[0])}'" in response["Content-Security-Policy"]


def test_caches_are_told_of_both(client):
    assert "Sec-Fetch-Site" in visit(client)["Vary"]
