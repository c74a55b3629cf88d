"""Harvesting another repository: tokens, deletions, errors, and answers that mean harm."""

from urllib.parse import parse_qs, urlsplit

import pytest

from exchange.readers import Unreadable
from exchange.readers.oai import harvest
from tests.factories import make_kind

pytestmark = pytest.mark.django_db

HEAD = '<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
RECORD = """<record><header{status}><identifier>oai:x:{number}</identifier></header><metadata>
<dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:e="http://purl.org/dc/elements/1.1/">
<e:title>Work {number}</e:title>
<e:creator>Savenije, Wim</e:creator><e:creator>UN-Habitat</e:creator>
<e:date>2021-03-02T10:00:00Z</e:date><e:date>2019</e:date>
<e:type>info:eu-repo/semantics/article</e:type>
<e:identifier>https://doi.org/10.1234/abc.{number}</e:identifier>
<e:identifier>https://example.net/{number}</e:identifier><e:identifier>ISSN 0002-9262</e:identifier>
<e:language>es</e:language><e:rights>CC BY 4.0</e:rights><e:description>Abstract.</e:description>
</dc></metadata></record>"""


def answer(*numbers: int, token: str = "", status: str = "") -> bytes:
    records = "".join(RECORD.format(number=n, status=status) for n in numbers)
    more = f"<resumptionToken>{token}</resumptionToken>"
    return f"{HEAD}<ListRecords>{records}{more}</ListRecords></OAI-PMH>".encode()


class Repository:
    """Answers in their order, and what was asked for."""

    def __init__(self, *answers: bytes):
        self.answers, self.asked = list(answers), []

    def __call__(self, url: str) -> bytes:
        self.asked.append(parse_qs(urlsplit(url).query))
        return self.answers.pop(0)


def test_records_are_followed_from_token_to_token():
    make_kind("literature")
    repository = Repository(answer(1, 2, token="next"), answer(3))

    drafts = harvest("https://example.net/oai?x=1", repository, "peace", "2020-01-01")

    assert [draft.name for draft in drafts] == ["Work 1", "Work 2", "Work 3"]
    assert repository.asked == [
        {"verb": ["ListRecords"], "metadataPrefix": ["oai_dc"], "set": ["peace"],
         "from": ["2020-01-01"]},
        {"verb": ["ListRecords"], "resumptionToken": ["next"]},
    ]  # fmt: skip
    assert drafts[0].record == {
        "kind": "literature", "title": "Work 1", "title_language": "es", "issued": "2019",
        "citation": {"type": "article-journal"},
        "creators": [{"person": "Savenije, Wim"}, {"organisation": "UN-Habitat"}],
        "identifiers": [{"scheme": "doi", "value": "10.1234/abc.1"}],
        "links": [{"url": "https://example.net/1"}], "rights": "CC BY 4.0",
    }  # fmt: skip


def test_deleted_records_are_left_out():
    repository = Repository(answer(1, status=' status="deleted"', token="a"), answer(2))

    assert [draft.name for draft in harvest("https://example.net", repository)] == ["Work 2"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (f'{HEAD}<error code="noRecordsMatch"/></OAI-PMH>', "no such records"),
        (f'{HEAD}<error code="badArgument">No set.</error></OAI-PMH>', "No set."),
        ("<html><body>Hello</body></html>", "no OAI-PMH"),
        ("not xml", "no XML"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "no XML"),
        ("", "no XML"),
    ],
)
def test_what_is_no_harvest_is_refused_with_a_sentence(data, message):
    with pytest.raises(Unreadable, match=message):
        harvest("https://example.net", Repository(data.encode()))


def test_a_repository_that_goes_in_a_circle_is_left():
    with pytest.raises(Unreadable, match="again and again"):
        harvest("https://example.net", Repository(*[answer(1, token="same")] * 5))
