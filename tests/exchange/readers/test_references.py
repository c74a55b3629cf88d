"""Reference files as programs write them: read, or refused one by one; none crashes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from exchange.readers import Unreadable, bibtex, csl, ris
from exchange.readers.dates import issued
from tests.extent import examples
from tests.factories import make_concept, make_scheme

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parent.parent / "files"
READERS = {"zotero.ris": ris, "endnote.ris": ris, "mendeley.bib": bibtex, "zotero.json": csl}


def read(name: str):
    return READERS[name].read((FILES / name).read_bytes())


def said(draft) -> list[tuple[str, str]]:
    return [(each.cell, each.message) for each in draft.problems]


@pytest.fixture
def languages():
    for code in ("en", "ar"):
        make_concept("language", code)


def test_zotero_ris(languages):
    article, arabic, untitled, odd = read("zotero.ris")

    assert article.record == {
        "kind": "literature",
        "title": "Reducing violence by transforming neighborhoods: A natural experiment in "
        "Medellín, Colombia",
        "title_language": "en",
        "concepts": {"language": ["en"]},
        "issued": "2012-05",
        "citation": {
            "type": "article-journal", "container_title": "American Journal of Epidemiology",
            "volume": "175", "issue": "10", "page": "1045-1053",
        },
        "creators": [
            {"person": "Cerdá, Magdalena"}, {"person": "Morenoff, Jeffrey D."},
            {"organisation": "UN-Habitat"},
        ],
        "identifiers": [{"scheme": "doi", "value": "10.1093/aje/kwr428"}],
        "links": [{"url": "https://academic.oup.com/aje/article/175/10/1045"}],
    }  # fmt: skip
    assert (arabic.record["title"], arabic.record["title_language"]) == ("السلامة في المدينة", "ar")
    assert arabic.record["identifiers"] == [{"scheme": "isbn", "value": "978-1-84407-479-2"}]
    assert "issued" not in arabic.record
    assert said(untitled) == [("TI", "The reference has no title.")]
    assert odd.record["citation"] == {"type": "document"}
    assert said(odd) == [("DA", "“soon” is no date.")]


def test_endnote_ris():
    chapter, article = read("endnote.ris")

    assert chapter.record["creators"] == [{"person": "Savenije, Wim"}]
    assert chapter.record["editors"] == [{"person": "Editor, Ellen"}]
    assert chapter.record["publishers"] == [{"organisation": "FLACSO"}]
    assert chapter.record["citation"] == {
        "type": "chapter", "container_title": "Gangs of Central America", "page": "12-30",
    }  # fmt: skip
    assert chapter.record["issued"] == "2009"
    assert article.record["title"] == "Second continued on a line"
    assert article.record["issued"] == "2019-05"
    assert said(article) == [("DO", "“not a doi” is no DOI.")]


def test_mendeley_bibtex():
    article, chapter, book, again, untitled, broken = read("mendeley.bib")

    assert article.record["title"] == "Reducing Violence by Transforming Neighborhoods: & more"
    assert article.record["creators"] == [
        {"person": "Cerdá, Magdalena"}, {"person": "Morenoff, Jeffrey D."},
        {"organisation": "UN-Habitat and Partners"}, {"person": "Peña, Ana"},
        {"person": "Möller, Øystein"},
    ]  # fmt: skip
    assert article.record["issued"] == "2012-05"
    assert article.record["citation"]["page"] == "1045-1053"
    assert article.record["links"] == [{"url": "https://example.net/a_b?x=1&y=2"}]
    assert chapter.record["citation"] == {"type": "chapter", "container_title": "The whole book"}
    assert (chapter.record["issued"], chapter.record["editors"]) == (
        "2015",
        [{"person": "Itor, Ed"}],
    )
    assert chapter.record["creators"] == [{"person": "Berg, Jane van der"}]
    assert book.record["identifiers"] == [{"scheme": "isbn", "value": "978-0-8153-6842-7"}]
    assert again.record["title"] == "The same key again"
    assert said(untitled) == [("no-title: title", "The reference has no title.")]
    assert "issued" not in untitled.record
    assert said(broken)[0][1] == "This reference could not be read."


def test_csl_json():
    article, raw, untitled, number = read("zotero.json")

    assert article.record["creators"] == [
        {"person": "Cerdá, Magdalena"}, {"person": "van den Berg, Jan"},
        {"organisation": "UN-Habitat"},
    ]  # fmt: skip
    assert article.record["citation"]["volume"] == "175"
    assert article.record["issued"] == "2012-05"
    assert article.record["title_language"] == "es"
    assert raw.record["issued"] == "2019-05-31"
    assert said(untitled) == [("title", "The reference has no title.")]
    assert said(number) == [("?", "This reference could not be read.")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019", "2019"), ("2019-05", "2019-05"), ("2019/05//", "2019-05"), ("2019///", "2019"),
        ("May 2019", "2019-05"), ("31 mayo 2019", "2019-05-31"), ("12 avril 2018", "2018-04-12"),
        ("[2019]", "2019"), ("2019/20", "2019"), ("c. 1999", "1999"), ("2023-02-30", "2023"),
        ("2019-05-31T12:00:00Z", "2019-05-31"), ("n.d.", ""), ("forthcoming", ""), ("", ""),
        ("soon", None), ("12", None),
    ],
)  # fmt: skip
def test_dates(text, date):
    assert issued(text) == date


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_encodings(encoding):
    data = "TY  - BOOK\nTI  - Año\nER  - \n".encode(encoding)

    assert ris.read(data)[0].record["title"] == "Año"


def test_forty_authors_and_a_very_long_line():
    names = "\n".join(f"AU  - Family{n}, Given" for n in range(40))
    draft = ris.read(f"TY  - BOOK\n{names}\nTI  - {'x' * 100_000}\n".encode())[0]

    assert len(draft.record["creators"]) == 40
    assert len(draft.record["title"]) == 100_000  # too long is for the preview to say


@pytest.mark.parametrize("reader", [ris, bibtex, csl])
@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x01\x02" * 50, b"%PDF-1.7\n", b"[]"])
def test_what_is_no_such_file_is_refused(reader, data):
    with pytest.raises(Unreadable):
        reader.read(data)


class AnyBytes(TestCase):
    """Files cut, doubled and spoilt at any place are read or refused, and nothing else."""

    def setUp(self):
        make_scheme("language")

    @given(st.sampled_from(sorted(READERS)), st.integers(0, 2500), st.binary(max_size=12))
    @settings(max_examples=examples(50), deadline=None, suppress_health_check=list(HealthCheck))
    def test_spoilt(self, name, place, junk):
        data = (FILES / name).read_bytes()
        self.try_to_read(READERS[name], data[:place] + junk + data[place + len(junk) :])

    @given(st.sampled_from([ris, bibtex, csl]), st.text(max_size=200))
    @settings(max_examples=examples(50), deadline=None)
    def test_anything(self, reader, text):
        for data in (text, f"TY  - {text}", f"@article{{{text}", f'[{{"title": {text}'):
            self.try_to_read(reader, data.encode("utf-8", "replace"))

    def try_to_read(self, reader, data: bytes) -> None:
        try:
            drafts = reader.read(data)
        except Unreadable:
            return
        assert all(draft.record or draft.problems for draft in drafts)


def test_an_odd_name_of_a_reference_does_not_stop_the_others():
    odd, even = csl.read(rb'[{"id": "\ud800", "title": "A"}, {"id": "b", "title": "B"}]')

    assert (odd.record["title"], even.record["title"]) == ("A", "B")
