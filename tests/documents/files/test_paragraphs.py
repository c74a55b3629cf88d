"""Extracted text, laid out again for a narrow screen."""

from documents.files.paragraphs import PART, parts, rejoined

LINE = "a line of a printed page that is about as long as all of them "


def test_full_lines_go_on_and_short_ones_end_a_paragraph():
    lines = ["Title", LINE + "one", LINE + "two", "the end.", LINE + "three", LINE + "four"]

    assert rejoined(lines) == [
        "Title",
        f"{LINE}one {LINE}two the end.",
        f"{LINE}three {LINE}four",
    ]


def test_an_empty_line_ends_a_paragraph():
    assert rejoined([LINE, "", LINE]) == [LINE.strip(), LINE]


def test_pages_keep_their_numbers_even_if_empty():
    (part,) = parts("one\f\fthree", has_pages=True)

    assert [(page.number, page.paragraphs) for page in part] == [
        (1, ["one"]),
        (2, []),
        (3, ["three"]),
    ]


def test_a_long_text_comes_in_parts_and_loses_nothing():
    text = "\f".join(f"page {number} " + "x" * (PART // 3) for number in range(10))

    found = parts(text, has_pages=True)

    assert len(found) > 3
    assert [page.number for part in found for page in part] == list(range(1, 11))


def test_a_format_without_pages_has_paragraphs_alone():
    (part,) = parts("one\ntwo\n\nthree", has_pages=False)

    assert [(page.number, page.paragraphs) for page in part] == [
        (None, ["one"]),
        (None, ["two"]),
        (None, ["three"]),
    ]


def test_no_text_is_one_empty_part():
    assert parts("", has_pages=True)[0][0].paragraphs == []
