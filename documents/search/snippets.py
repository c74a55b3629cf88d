"""Where the words stand: title, takeaway and the passage that answers the question, words marked.

Three queries for a page of results, however many there are. A file is looked into only where the
words stand nowhere else, and there on its first page that holds one.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from documents.texts import Text

# Private characters, so that marking happens after escaping: ts_headline does not escape HTML.
START, STOP = "\ue000", "\ue001"
OPTIONS = f"StartSel={START}, StopSel={STOP}, MaxWords=34, MinWords=18, MaxFragments=1"
WHOLE = f"StartSel={START}, StopSel={STOP}, HighlightAll=true"

MARKED = """
SELECT id, place, ts_headline(twg_config(language), text, %s::tsquery, %s)
FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::text[]) AS shown (id, place, language, text)
"""

IN_TEXT = """
SELECT entry.id, text_language, ts_headline(twg_config(text_language),
    concat_ws(' … ', entry.summary,
        (SELECT string_agg(text, ' … ') FROM documents_section WHERE entry_id = entry.id)),
    %(query)s::tsquery, %(options)s)
FROM documents_entry entry WHERE entry.id = ANY (%(ids)s)
"""

# Looking for a page stops at the first that holds a word; a page is at most some thousand letters.
IN_FILES = """
SELECT DISTINCT ON (file.entry_id) file.entry_id, file.language,
    ts_headline(twg_config(file.language), page.text, %(query)s::tsquery, %(options)s)
FROM documents_file file
CROSS JOIN LATERAL (
    SELECT left(text, 6000) AS text
    FROM unnest(string_to_array(left(file.text, 100000), E'\\f')) WITH ORDINALITY page (text, place)
    WHERE twg_vector(file.language, left(text, 6000), 'D') @@ %(query)s::tsquery
    ORDER BY place LIMIT 1
) page
WHERE file.entry_id = ANY (%(ids)s) AND file.text <> ''
ORDER BY file.entry_id, file.number
"""


@dataclass(frozen=True)
class Passage:
    text: SafeString
    language: str


@dataclass
class Snippets:
    """Entry id -> title and takeaway, whole, and a passage, as safe HTML with <mark>, once they
    are read; an entry without a word asked for has no passage."""

    tsquery: str = ""
    titles: dict[int, SafeString] = field(default_factory=dict)
    takeaways: dict[int, SafeString] = field(default_factory=dict)
    passages: dict[int, Passage] = field(default_factory=dict)

    def read(self, texts: dict[int, tuple[Text, Text]]) -> None:
        """Mark the words in titles and takeaways, and find the passages."""
        if not self.tsquery or not texts:
            return
        self.mark(texts)
        self.passages = self.find_passages(IN_TEXT, list(texts))
        hidden = [pk for pk in texts if pk not in self.passages and not self.is_marked(pk)]
        if hidden:
            self.passages |= self.find_passages(IN_FILES, hidden)

    def is_marked(self, pk: int) -> bool:
        return "<mark>" in self.titles[pk] + self.takeaways[pk]

    def mark(self, texts: dict[int, tuple[Text, Text]]) -> None:
        rows = [
            (pk, place, each.language, each.text)
            for pk, both in texts.items()
            for place, each in enumerate(both)
        ]
        with connection.cursor() as cursor:
            columns = map(list, zip(*rows, strict=True))
            cursor.execute(MARKED, [self.tsquery, WHOLE, *columns])
            for pk, place, text in cursor.fetchall():
                (self.titles, self.takeaways)[place][pk] = to_html(text)

    def find_passages(self, statement: str, ids: list[int]) -> dict[int, Passage]:
        params: dict[str, Any] = {"query": self.tsquery, "ids": ids, "options": OPTIONS}
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            rows = cursor.fetchall()
        return {
            pk: Passage(to_html(text), language) for pk, language, text in rows if START in text
        }


NO_SNIPPETS = Snippets()


def to_html(text: str) -> SafeString:
    escaped = escape(" ".join(text.split()))
    return mark_safe(escaped.replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308
