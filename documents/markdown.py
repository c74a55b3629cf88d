"""Sections are written in Markdown; what comes out is safe to show."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code",
        "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip


def to_html(text: str) -> SafeString:
    """Keep paragraphs, lists, emphasis, tables and links; drop headings, images and HTML."""
    cleaned = nh3.clean(
        PARSER.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener nofollow",
    )
    return mark_safe(cleaned)  # noqa: S308  (nh3 has just cleaned it)
