"""An Arabic page speaks Arabic: what is not, says so by `lang` or stands in `<bdi>` as data."""

import re
from html import unescape
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import pytest

from tests.http import fetch
from tests.words import LATIN, Words, words

TAG = re.compile(r"<[^>]*>")
BDI = re.compile(r"<bdi\b[^>]*>(.*?)</bdi>", re.DOTALL)
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
# Of what a page may say in Latin letters to everyone: identifiers, formats, lists it follows,
# names of techniques.
LATIN_EVERYWHERE = re.compile(
    r"TWG-\d{4}|https?://\S+|\b10\.\d{4,}/\S+|\b(DOI|ISBN|GeoNames|UN-Habitat|TWG)\b"
    r"|\b(PDF|Word|DOCX|PowerPoint|PPTX|Excel|XLSX|OpenDocument|ODT|EPUB|PNG|JPEG|TXT|CSV)\b"
    r"|\b(AA|JavaScript|axe-core|Nu Html Checker)\b"
)
STARTS = ["/ar/", "/ar/search/", "/ar/vocabularies/", "/ar/places/"]
EASTERN_DIGITS = re.compile("[٠-٩۰-۹]")
SAMPLES = {
    "/ar/entries/": 15,
    "/ar/vocabularies/": 120,
    "/ar/places/": 30,
    "/ar/search/?": 10,
}
QUESTIONS = [
    "/ar/search/?q=مدينة",
    "/ar/search/?q=city&page=2",
    "/ar/search/?q=ليس-هنا&file=yes&year_from=1990",
    "/ar/search/?kind=99&ث=ث",
    "/ar/search/?kind=failure&evidence=yes&sort=title",
    "/ar/entries/TWG-9999/",
    "/ar/situation/?step=2&context=post-war",
]


def is_data(tag: str, attributes: dict[str, str]) -> bool:
    return tag == "bdi"


def in_latin(html: str) -> list[str]:
    """Texts of an Arabic page that are in Latin letters and claim to be Arabic."""
    data = data_of(html)
    return [
        each.text
        for each in words(html, is_data)
        if each.language == "ar" and LATIN.search(said_by_the_interface(each, data))
    ]


def data_of(html: str) -> list[str]:
    """What the page shows as data, the longest first."""
    texts = {" ".join(unescape(TAG.sub("", text)).split()) for text in BDI.findall(html)}
    return sorted(texts - {""}, key=len, reverse=True)


def said_by_the_interface(each: Words, data: list[str]) -> str:
    """A text without what may stand in any; where there is no markup, without the page's data."""
    text = LATIN_EVERYWHERE.sub("", each.text)
    for known in data if each.is_bare else ():
        text = text.replace(known, "")
    return text


def arabic_links(html: str, base: str) -> list[str]:
    found = [urldefrag(urljoin(base, unescape(link))).url for link in LINK.findall(html)]
    return [link for link in dict.fromkeys(found) if urlsplit(link).path.startswith("/ar/")]


def sampled(links: set[str], site) -> list[str]:
    """A fixed number of each sort of page, the rest whole."""
    kept: list[str] = []
    for link in sorted(links):
        sort = next((start for start in SAMPLES if link.startswith(site.url(start))), None)
        alike = [each for each in kept if sort and each.startswith(site.url(sort))]
        if sort is None or len(alike) < SAMPLES[sort]:
            kept.append(link)
    return kept


@pytest.fixture(scope="module")
def pages(site) -> dict[str, str]:
    """Address -> HTML of the Arabic pages."""
    starts = [
        site.url(path) for path in ("/ar/", "/ar/search/", "/ar/vocabularies/", "/ar/places/")
    ]
    read = {address: fetch(address).text.decode() for address in starts}
    linked = {link for address, html in read.items() for link in arabic_links(html, address)}
    wanted = [*sampled(linked, site), site.url(f"/ar/entries/{site.with_file}/")]
    read |= {each: fetch(each).text.decode() for each in wanted if "/admin/" not in each}
    return read


def test_arabic_pages_have_no_latin_word_that_claims_to_be_arabic(pages, site):
    assert len([address for address in pages if "/entries/" in address]) >= 15
    assert len(pages) > 60

    faults = {address: found for address, html in pages.items() if (found := in_latin(html))}

    assert faults == {}


def test_arabic_pages_write_one_sort_of_digits(pages):
    texts = [each.text for html in pages.values() for each in words(html, is_data)]

    assert any(re.search("[0-9]", text) for text in texts)
    assert [text for text in texts if EASTERN_DIGITS.search(text)] == []


def test_arabic_answers_to_questions_have_no_latin_word_either(site):
    faults = {
        question: found
        for question in QUESTIONS
        if (found := in_latin(fetch(site.url(quote(question, safe="/?&=-"))).text.decode()))
    }

    assert faults == {}


def test_an_english_word_on_an_arabic_page_would_be_noticed():
    page = '<html lang="ar"><p>بحث <bdi>Bogotá</bdi> Search <i lang="en">Guide</i></p>'

    assert in_latin(page) == ["Search"]
