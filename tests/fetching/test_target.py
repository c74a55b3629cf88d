"""What is a plain address of the web, and how it is read."""

import pytest

from fetching.errors import Unsafe
from fetching.target import Target


@pytest.mark.parametrize(
    "url",
    [
        "", "example.org", "//example.org/", "ftp://example.org/", "file:///etc/passwd",
        "gopher://example.org/", "javascript:alert(1)", "http://", "http:///path", "http://:80/",
        "http://user@example.org/", "http://user:secret@example.org/", "http://@example.org/",
        "http://example.org:22/", "http://example.org:0/", "https://example.org:8443/",
        "http://example.org:99999/", "http://example.org:80x/", "http://[::1/", "http://[x]/",
        "http://example.org\\@127.0.0.1/", "http://exa mple.org/", "http://example.org/\r\nX: y",
        "http://example.org\x00/", "http://.example.org/", "http://-.example.org/", "http://a..b/",
        "http://" + "a" * 64 + ".org/", "http://%31%32%37.0.0.1/",
        "http://example.org/" + "a" * 5000,
    ],
)  # fmt: skip
def test_everything_else_is_refused(url):
    with pytest.raises(Unsafe):
        Target.of(url)


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("https://example.org:80/", "https://example.org:80/"),
        ("https://example.org/plan de acción?q=é", None),
        ("https://example.org/acción?q=é", "https://example.org/acci%C3%B3n?q=%C3%A9"),
        ("https://example.org/a%20b?c=%2F", "https://example.org/a%20b?c=%2F"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://موقع.example/", "https://xn--4gbrim.example/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_read_once_into_ascii(url, read):
    if read is None:
        with pytest.raises(Unsafe):
            Target.of(url)
    else:
        assert str(Target.of(url)) == read


def test_a_redirect_may_be_relative():
    assert str(Target.of("https://a.example/b/c").follow("../d?e")) == "https://a.example/d?e"
    assert str(Target.of("https://a.example/b").follow("//c.example")) == "https://c.example/"
