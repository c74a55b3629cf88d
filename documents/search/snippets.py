"""Where the words stand: the passage of a result that answers the question, words marked."""

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from documents.reading import Text

# Private characters, so that marking happens after escaping: ts_headline does not escape HTML.
START, STOP = "\ue000", "\ue001"
OPTIONS = f"StartSel={START}, StopSel={STOP}, MaxWords=34, MinWords=18, MaxFragments=1"
WHOLE = f"StartSel={START}, StopSel={STOP}, HighlightAll=true"

PASSAGES = """
SELECT entry.id,
    ts_headline(twg_config(entry.text_language),
        concat_ws(' … ', entry.summary,
            (SELECT string_agg(text, ' … ') FROM documents_section WHERE entry_id = entry.id)),
        %(query)s::tsquery, %(passage)s),
    (SELECT ts_headline(twg_config(language), left(text, 100000), %(query)s::tsquery, %(passage)s)
     FROM documents_file WHERE entry_id = entry.id AND text <> ''
     ORDER BY twg_vector(language, left(text, 100000), 'D') @@ %(query)s::tsquery DESC LIMIT 1)
FROM documents_entry entry WHERE entry.id = ANY (%(ids)s)
"""


def passages(entry_ids: list[int], tsquery: str) -> dict[int, SafeString]:
    """Entry id -> the first passage that holds a word asked for, as safe HTML with <mark>."""
    if not tsquery or not entry_ids:
        return {}
    params = {"query": tsquery, "ids": entry_ids, "passage": OPTIONS}
    with connection.cursor() as cursor:
        cursor.execute(PASSAGES, params)
        rows = cursor.fetchall()
    holding = {pk: next((t for t in texts if t and START in t), "") for pk, *texts in rows}
    return {pk: to_html(text) for pk, text in holding.items() if text}


def marked(texts: dict[int, Text], tsquery: str) -> dict[int, SafeString]:
    """Entry id -> its text, whole, with the words asked for marked."""
    if not tsquery or not texts:
        return {}
    rows = [(pk, each.language, each.text) for pk, each in texts.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, ts_headline(twg_config(language), text, %s::tsquery, %s)"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS shown (id, language, text)",
            [tsquery, WHOLE, *map(list, zip(*rows, strict=True))],
        )
        return {pk: to_html(text) for pk, text in cursor.fetchall()}


def to_html(text: str) -> SafeString:
    escaped = escape(text.replace("\f", " "))
    return mark_safe(escaped.replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308
