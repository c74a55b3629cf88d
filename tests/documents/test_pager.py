"""The ways from one page of a list or a text to those beside it."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import engines

LINK = re.compile(r'<a href="([^"]+)" rel="(prev|next)">([^<]+)</a>')


def drawn(rf, number: int, tag: str = "pager page", path: str = "/declined/") -> str:
    template = engines["django"].from_string(f"{{% load pager %}}{{% {tag} %}}")
    page = Paginator(range(30), 10).page(number)
    return template.render({"page": page, "here": "Part <2> of 3"}, rf.get(path))


@pytest.mark.parametrize(
    ("number", "links"),
    [
        (1, [("?page=2", "next", "Next")]),
        (2, [("?page=1", "prev", "Previous"), ("?page=3", "next", "Next")]),
        (3, [("?page=2", "prev", "Previous")]),
    ],
)
def test_there_is_a_way_to_each_page_beside_this_one(rf, number, links):
    assert LINK.findall(drawn(rf, number)) == links


def test_what_else_was_asked_for_stays_and_is_no_markup(rf):
    html = drawn(rf, 1, path="/queue/?page=1&state=%22%3E<b>")

    assert LINK.findall(html) == [("?page=2&amp;state=%22%3E%3Cb%3E", "next", "Next")]


def test_it_says_which_page_this_is_where_it_is_told(rf):
    html = drawn(rf, 2, 'pager page name="part" here=here')

    assert "<span>Part &lt;2&gt; of 3</span>" in html
    assert [address for address, *_rest in LINK.findall(html)] == ["?part=1", "?part=3"]
    assert "<span>" not in drawn(rf, 2)
