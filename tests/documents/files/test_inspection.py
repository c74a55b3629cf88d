import hashlib
import io
import stat
import struct
from contextlib import suppress
from zipfile import ZipFile, ZipInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from documents.files import formats, sandbox
from documents.files.checks import pdf as pdf_check
from documents.files.inspection import Inspection, Refused, inspect
from tests.documents.files import builders

MEGABYTE = 1 << 20
LIMIT = 5 * MEGABYTE
ACCEPTED = (
    "PDF, Word (DOCX), PowerPoint (PPTX), Excel (XLSX), OpenDocument text (ODT), EPUB, PNG, JPEG,"
    " plain text (TXT) and CSV"
)

NOT_ACCEPTED = f"Files of the type “.{{}}” are not accepted. Accepted are {ACCEPTED}."
MISMATCH = (
    "“{}” is not a {} file: its content is something else, or is damaged."
    f" Accepted are {ACCEPTED}."
)
ALSO_PAGE = (
    "The file is a web page or script as well as a {} file. Save it again with the program that"
    " made it and upload that copy."
)
ALSO_ARCHIVE = (
    "The file is a ZIP archive as well as a {} file. Save it again with the program that made it"
    " and upload that copy."
)
BEHIND_PDF = (
    "Other data follows the end of this PDF. Save it again with a program for PDF files and"
    " upload that copy."
)
NO_END = (
    "The end of this PDF is missing, or other data follows it. Save it again with a program for"
    " PDF files and upload that copy."
)
DAMAGED_PDF = "This PDF cannot be opened: it is damaged. Save it again and upload that copy."
ENCRYPTED_PDF = (
    "This PDF is encrypted: it asks for a password, or restricts what may be done with it."
    " Save it without protection and upload that copy."
)
OLD_OFFICE = (
    "This is a file of an older Office version, or one protected by a password. Save it in the"
    " present format without a password and upload that copy."
)
AROUND_ARCHIVE = (
    "There is something before or after the document in this file. Save it again with the"
    " program that made it and upload that copy."
)
MACROS = "This document holds macros. Save it without macros and upload that copy."
ENCRYPTED_PARTS = (
    "Parts of this document are encrypted. Save it without a password and upload that copy."
)
TOO_MUCH = "This document unpacks to far more than its size: it is refused as a possible attack."
LEADS_OUT = "This document holds a part whose name leads out of the document. It is refused."
SAME_NAMES = "Two parts inside this document have the same name. Save it again and upload that."
BEHIND_PICTURE = (
    "Other data follows the end of the picture. Save it again with a program for pictures and"
    " upload that copy."
)
CONTROLS = "This is not plain text: it holds control characters. Save it as text in UTF-8."
MARKUP = "This is not plain text but a page, a script or markup under another name."
NOT_UTF8 = "The characters of this text are not in UTF-8. Save it as text in UTF-8."
LONG_LINE = "A line of this text has more than 100000 characters. Break it into lines."

HTML = b"<!doctype html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refusal(content: bytes, name: str, limit: int = LIMIT) -> str:
    with pytest.raises(Refused) as refused:
        inspect(io.BytesIO(content), name, limit)
    return str(refused.value)


def pdf_with(place: bytes, addition: bytes) -> bytes:
    return builders.pdf().replace(place, place + addition, 1)


def archive_with_comment(comment: bytes) -> bytes:
    content = builders.archive({"run.exe": b"MZ"})
    return content[:-2] + len(comment).to_bytes(2, "little") + comment


def docx_bomb() -> bytes:
    return builders.docx(extra={"word/media/image1.bmp": b"\0" * (40 * MEGABYTE)})


def overlapping_docx() -> bytes:
    """Twenty members that all claim the bytes of the first, as zip bombs do."""
    content = builders.docx(extra={"word/0.bin": bytes(range(256)) * 40})
    end = content.rindex(b"PK\x05\x06")
    *_fields, members, size, start, _comment = struct.unpack("<4s4H2LH", content[end:])
    entry = content[content.rindex(b"PK\x01\x02") : end]
    copies = b"".join(entry.replace(b"word/0", f"word/{n}".encode()) for n in "123456789abcdefghij")
    members += len(copies) // len(entry)
    record = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, members, members, size + len(copies), start, 0
    )
    return content[:end] + copies + record


def docx_with_symbolic_link() -> bytes:
    content = io.BytesIO(builders.docx())
    link = ZipInfo("word/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(content, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code", "media_type", "pages"),
    [
        ("guide.pdf", builders.pdf(), "pdf", "application/pdf", 1),
        ("pages.pdf", builders.pdf("one\ftwo", pages=2), "pdf", "application/pdf", 4),
        (
            "guide.docx",
            builders.docx(),
            "docx",
            formats.OFFICE + ".wordprocessingml.document",
            None,
        ),
        (
            "talk.pptx",
            builders.pptx(),
            "pptx",
            formats.OFFICE + ".presentationml.presentation",
            None,
        ),
        ("figures.xlsx", builders.xlsx(), "xlsx", formats.OFFICE + ".spreadsheetml.sheet", None),
        ("guide.odt", builders.odt(), "odt", "application/vnd.oasis.opendocument.text", None),
        ("book.epub", builders.epub(), "epub", "application/epub+zip", None),
        ("map.png", builders.png(), "png", "image/png", None),
        ("street.jpg", builders.jpeg(), "jpeg", "image/jpeg", None),
        ("padded.jpg", builders.jpeg() + b"\0" * 9, "jpeg", "image/jpeg", None),
        ("street.jpeg", builders.jpeg(comment=b"by night"), "jpeg", "image/jpeg", None),
        ("notes.txt", "Sécurité, أمان\n".encode(), "text", "text/plain", None),
        ("notes.txt", "Sécurité, أمان\n".encode("utf-16"), "text", "text/plain", None),
        ("cities.csv", b"\xef\xbb\xbfcity,year\r\nJuba,2014\r\n", "csv", "text/csv", None),
    ],
)
def test_a_sound_file_of_every_format_is_accepted(name, content, code, media_type, pages):
    inspection = inspect(io.BytesIO(content), name, LIMIT)

    digest = hashlib.sha256(content).hexdigest()
    assert inspection == Inspection(formats.BY_CODE[code], len(content), digest, name, pages)
    assert inspection.format.media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("a.pdf", HTML, MISMATCH.format("a.pdf", "PDF"), id="HTML renamed"),
        pytest.param("a.svg", SVG, NOT_ACCEPTED.format("svg"), id="SVG"),
        pytest.param("a.html", HTML, NOT_ACCEPTED.format("html"), id="HTML"),
        pytest.param("a.zip", builders.archive({"a": b"a"}), NOT_ACCEPTED.format("zip"), id="ZIP"),
        pytest.param("a.doc", OFFICE_97, NOT_ACCEPTED.format("doc"), id="old Word"),
        pytest.param("a.pdf.exe", b"MZ", NOT_ACCEPTED.format("exe"), id="program"),
        pytest.param("a.png", SVG, MISMATCH.format("a.png", "PNG"), id="SVG renamed"),
        pytest.param("a.png", builders.jpeg(), MISMATCH.format("a.png", "PNG"), id="JPEG renamed"),
        pytest.param("a.jpg", builders.png(), MISMATCH.format("a.jpg", "JPEG"), id="PNG renamed"),
        pytest.param(
            "a.docx", builders.pdf(), MISMATCH.format("a.docx", "Word (DOCX)"), id="PDF renamed"
        ),
        pytest.param("a.pdf", b"", "The file is empty: it holds 0 bytes.", id="0 bytes"),
    ],
)
def test_what_is_not_of_an_accepted_format_is_refused(name, content, message):
    assert refusal(content, name) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"\n" + builders.pdf(), MISMATCH.format("a.pdf", "PDF"), id="starts later"),
        pytest.param(b"%PDF-1.4\n%%EOF\n", DAMAGED_PDF, id="nothing inside"),
        pytest.param(builders.pdf()[:-30], NO_END, id="cut short"),
        pytest.param(builders.pdf() + HTML, BEHIND_PDF, id="HTML behind"),
        pytest.param(builders.pdf() + builders.archive({"a": b"a"}), BEHIND_PDF, id="ZIP behind"),
        pytest.param(builders.pdf() + b"\0" * 5000 + b"x", NO_END, id="far behind"),
        pytest.param(
            pdf_with(b"%PDF-1.7\n", b"%" + HTML + b"\n"), ALSO_PAGE.format("PDF"), id="HTML inside"
        ),
        pytest.param(
            pdf_with(b"%PDF-1.7\n", b"%<SCRIPT src=x>\n"),
            ALSO_PAGE.format("PDF"),
            id="script inside",
        ),
        pytest.param(
            pdf_with(b"\nstartxref", b"\n%<?php x ?>"),
            ALSO_PAGE.format("PDF"),
            id="PHP near the end",
        ),
        pytest.param(
            builders.pdf() + archive_with_comment(b"\n%%EOF\n"),
            ALSO_ARCHIVE.format("PDF"),
            id="ZIP inside",
        ),
        pytest.param(builders.encrypted_pdf(), ENCRYPTED_PDF, id="password"),
        pytest.param(
            builders.encrypted_pdf(opens_without_password=True), ENCRYPTED_PDF, id="restricted"
        ),
        pytest.param(
            builders.pdf(pages=10_000),
            "This PDF has 10000 pages; at most 3000 are accepted. Upload it in parts.",
            id="10,000 pages",
        ),
        pytest.param(
            builders.pdf().replace(b"/Count 1", b"/Count 9"),
            DAMAGED_PDF,
            id="counts pages it lacks",
        ),
    ],
)
def test_a_pdf_that_is_more_or_less_than_one_is_refused(content, message):
    assert refusal(content, "a.pdf") == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(docx_bomb(), TOO_MUCH, id="bomb"),
        pytest.param(overlapping_docx(), TOO_MUCH, id="overlapping members"),
        pytest.param(docx_with_symbolic_link(), LEADS_OUT, id="symbolic link"),
        pytest.param(builders.docx(main_type=builders.WORD_WITH_MACROS), MACROS, id="DOCM renamed"),
        pytest.param(builders.docx(extra={"word/vbaProject.bin": b"x"}), MACROS, id="macros"),
        pytest.param(
            builders.docx(extra={"WORD/VBAPROJECT.BIN": b"x"}), MACROS, id="macros in capitals"
        ),
        pytest.param(builders.pptx(), MISMATCH.format("a.docx", "Word (DOCX)"), id="PPTX renamed"),
        pytest.param(
            builders.archive({"a": b"a"}),
            MISMATCH.format("a.docx", "Word (DOCX)"),
            id="ZIP renamed",
        ),
        pytest.param(
            builders.docx(
                extra={"word/document.xml": b"", "[Content_Types].xml": "<!DOCTYPE x []><x/>"}
            ),
            MISMATCH.format("a.docx", "Word (DOCX)"),
            id="entities",
        ),
        pytest.param(
            builders.docx(extra={"[Content_Types].xml": "<a>" * 100_000 + "</a>" * 100_000}),
            MISMATCH.format("a.docx", "Word (DOCX)"),
            id="deep",
        ),
        pytest.param(
            builders.docx(extra={"[Content_Types].xml": " " * (2 * MEGABYTE)}),
            MISMATCH.format("a.docx", "Word (DOCX)"),
            id="long list",
        ),
        pytest.param(OFFICE_97, OLD_OFFICE, id="DOC renamed, or a password"),
        pytest.param(builders.patched_flags(builders.docx(), 1), ENCRYPTED_PARTS, id="encrypted"),
        pytest.param(builders.docx(extra={"../evil.sh": b"x"}), LEADS_OUT, id="climbs"),
        pytest.param(
            builders.docx(extra={"word/../../evil.sh": b"x"}), LEADS_OUT, id="climbs later"
        ),
        pytest.param(builders.docx(extra={"/etc/passwd": b"x"}), LEADS_OUT, id="absolute"),
        pytest.param(builders.docx(extra={"C:evil.exe": b"x"}), LEADS_OUT, id="on a drive"),
        pytest.param(
            builders.docx(extra={"..\\evil.exe": b"x"}), LEADS_OUT, id="climbs on Windows"
        ),
        pytest.param(builders.docx(extra={"Word/Document.xml": b"x"}), SAME_NAMES, id="same name"),
        pytest.param(
            builders.docx(extra={f"{n}": b"" for n in range(10_001)}), TOO_MUCH, id="members"
        ),
        pytest.param(
            HTML + builders.docx(), MISMATCH.format("a.docx", "Word (DOCX)"), id="HTML before"
        ),
        pytest.param(builders.docx() + HTML, AROUND_ARCHIVE, id="HTML behind"),
        pytest.param(builders.docx() + builders.docx(), AROUND_ARCHIVE, id="two documents"),
        pytest.param(
            builders.docx()[:-30], MISMATCH.format("a.docx", "Word (DOCX)"), id="cut short"
        ),
    ],
)
def test_an_office_file_that_may_do_harm_is_refused(content, message):
    assert refusal(content, "a.docx") == message


ODT, EPUB = "OpenDocument text (ODT)", "EPUB"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("a.odt", builders.epub(), MISMATCH.format("a.odt", ODT), id="EPUB as ODT"),
        pytest.param("a.epub", builders.odt(), MISMATCH.format("a.epub", EPUB), id="ODT as EPUB"),
        pytest.param(
            "a.odt", builders.odt(extra={"Basic/Standard/Module1.xml": b""}), MACROS, id="macros"
        ),
        pytest.param(
            "a.odt", builders.odt(extra={"Scripts/python/a.py": b""}), MACROS, id="scripts"
        ),
        pytest.param(
            "a.odt",
            builders.odt(extra={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
            ENCRYPTED_PARTS,
            id="ODT with a password",
        ),
        pytest.param(
            "a.epub",
            builders.epub(extra={"META-INF/rights.xml": b""}),
            ENCRYPTED_PARTS,
            id="locked",
        ),
        pytest.param(
            "a.epub",
            builders.archive(
                {"a": b"", "mimetype": "application/epub+zip", "META-INF/container.xml": b""}
            ),
            MISMATCH.format("a.epub", EPUB),
            id="type not first",
        ),
        pytest.param(
            "a.epub",
            builders.archive(
                {"mimetype": "application/epub+zip", "META-INF/container.xml": b""}, stored=()
            ),
            MISMATCH.format("a.epub", EPUB),
            id="type compressed",
        ),
    ],
)
def test_open_formats_are_looked_into_as_well(name, content, message):
    assert refusal(content, name) == message


def png_with(chunk: bytes) -> bytes:
    return builders.png()[:-12] + chunk + builders.png()[-12:]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("a.png", builders.png() + b"x", BEHIND_PICTURE, id="PNG, data behind"),
        pytest.param(
            "a.png", builders.png()[:-1], MISMATCH.format("a.png", "PNG"), id="PNG, cut short"
        ),
        pytest.param(
            "a.png",
            builders.png().replace(b"IDAT", b"IdAT"),
            MISMATCH.format("a.png", "PNG"),
            id="PNG, changed",
        ),
        pytest.param(
            "a.png",
            png_with(builders.png_chunk(b"tEXt", archive_with_comment(b""))),
            ALSO_ARCHIVE.format("PNG"),
            id="PNG and ZIP",
        ),
        pytest.param(
            "a.png",
            png_with(builders.png_chunk(b"tEXt", b"c\0" + HTML)),
            ALSO_PAGE.format("PNG"),
            id="PNG and HTML",
        ),
        pytest.param(
            "a.png",
            builders.png(60_000, 60_000),
            "The picture has 60000 × 60000 pixels. Make it smaller and upload that.",
            id="PNG, huge",
        ),
        pytest.param("a.jpg", builders.jpeg() + b"x", BEHIND_PICTURE, id="JPEG, data behind"),
        pytest.param(
            "a.jpg", builders.jpeg()[:-1], MISMATCH.format("a.jpg", "JPEG"), id="JPEG, cut short"
        ),
        pytest.param(
            "a.jpg",
            builders.jpeg()[:60] + b"\xff\xd9",
            MISMATCH.format("a.jpg", "JPEG"),
            id="JPEG, no scan",
        ),
        pytest.param(
            "a.jpg", builders.jpeg(comment=HTML), ALSO_PAGE.format("JPEG"), id="JPEG and HTML"
        ),
        pytest.param(
            "a.jpg",
            builders.jpeg(60_000, 60_000),
            "The picture has 60000 × 60000 pixels. Make it smaller and upload that.",
            id="JPEG, huge",
        ),
    ],
)
def test_a_picture_that_is_not_whole_or_more_than_a_picture_is_refused(name, content, message):
    assert refusal(content, name) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(HTML, MARKUP, id="HTML"),
        pytest.param(b"\xef\xbb\xbf\n " + SVG, MARKUP, id="SVG after spaces"),
        pytest.param(b'<?xml version="1.0"?><a/>', MARKUP, id="XML"),
        pytest.param(b"Dear all,\n<script>alert(1)</script>", MARKUP, id="script further down"),
        pytest.param("<script>".encode("utf-16"), MARKUP, id="script in UTF-16"),
        pytest.param(b"#!/bin/sh\nrm -r /", MARKUP, id="shell script"),
        pytest.param(b"{\\rtf1 text}", MARKUP, id="RTF"),
        pytest.param(builders.pdf("x").replace(b"\xe2\xe3\xcf\xd3", b"abcd"), MARKUP, id="PDF"),
        pytest.param(b"MZ\x90\x00\x03", NOT_UTF8, id="program"),
        pytest.param(b"a\0b", CONTROLS, id="NUL"),
        pytest.param(b"a\x1b[2Jb", CONTROLS, id="terminal codes"),
        pytest.param(b"S\xe9curit\xe9", NOT_UTF8, id="Latin 1"),
        pytest.param(b"a" * 70_000 + "é".encode()[:1], NOT_UTF8, id="cut within a character"),
        pytest.param(b"a" * 100_001, LONG_LINE, id="long line"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_text_that_is_something_else_is_refused(name, content, message):
    assert refusal(content, name) == message


PATH = "The file name contains a path. Rename the file, without “/” or “\\” in its name."
DIRECTION = (
    "The file name contains invisible characters that reverse the direction of text, so that it"
    " may not be what it seems. Rename the file and upload it again."
)
CONTROL_NAME = "The file name contains control characters. Rename the file and upload it again."
DOT = "The file name is empty or starts with a dot. Rename the file and upload it again."
SECOND = (
    "The file name has a second extension, “.{}”, that programs may take for the real one."
    " Rename the file without it."
)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../../etc/guide.pdf", PATH),
        ("..\\guide.pdf", PATH),
        ("..%2Fguide.pdf", PATH),
        ("..%5cguide.pdf", PATH),
        ("..%252fguide.pdf", PATH),
        ("a%00.pdf", PATH),
        ("a／b.pdf", PATH),
        ("a\0.pdf", CONTROL_NAME),
        ("a\r\nSet-Cookie: b.pdf", CONTROL_NAME),
        ("a\ud800.pdf", CONTROL_NAME),
        ("guide\u202efdp.exe.pdf", DIRECTION),
        ("guide\u2066.pdf", DIRECTION),
        ("\u200fدليل.pdf", DIRECTION),
        ("", DOT),
        ("  ", DOT),
        (".pdf", DOT),
        (".htaccess", DOT),
        ("a" * 117 + ".pdf", "The file name is too long. Shorten it to 120 characters or fewer."),
        ("guide.html.pdf", SECOND.format("html")),
        ("guide.PHP.pdf", SECOND.format("php")),
        ("guide.exe .pdf", SECOND.format("exe")),
        ("guide", f"The file name has no extension. Accepted are {ACCEPTED}."),
        ("guide.", f"The file name has no extension. Accepted are {ACCEPTED}."),
    ],
)
def test_a_name_that_may_deceive_is_refused(name, message):
    assert refusal(builders.pdf(), name) == message


def test_nothing_unseen_hides_a_second_extension():
    assert refusal(builders.pdf(), "guide.p\u200bhp.pdf") == SECOND.format("php")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Guide v1.2 (final).PDF", "Guide v1.2 (final).PDF"),
        ("www.example.com.pdf", "www.example.com.pdf"),
        ("100% local.pdf", "100% local.pdf"),
        ("دليل السلامة.pdf", "دليل السلامة.pdf"),
        (" Se\u0301curite\u0301.pdf ", "Sécurité.pdf"),
        ("\ufeffgui\u200bde\u00ad\u2060.p\u200ddf", "guide.pdf"),
        ("\u3164guide \U000e0061.pdf", "guide .pdf"),
    ],
)
def test_a_good_name_is_kept_in_composed_form_without_what_nobody_sees(given, kept):
    assert inspect(io.BytesIO(builders.pdf()), given, LIMIT).name == kept


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    content = builders.pdf() + b" " * (3 * MEGABYTE)

    message = refusal(content, "a.pdf", limit=2 * MEGABYTE)

    assert message == "The file is too large: it has 3.0\xa0MB, and at most 2.0\xa0MB are accepted."


def test_a_file_of_exactly_the_limit_is_accepted():
    content = builders.pdf()

    assert inspect(io.BytesIO(content), "a.pdf", len(content)).size == len(content)


def test_a_refusal_can_be_raised_by_a_form():
    with pytest.raises(ValidationError) as refused:
        inspect(io.BytesIO(b""), "a.pdf", LIMIT)

    assert refused.value.messages == ["The file is empty: it holds 0 bytes."]


def uploads(content: bytes):
    """The same file as Django hands it over: small, large, and made in code."""
    large = TemporaryUploadedFile("a.pdf", "application/pdf", len(content), None)
    large.write(content)
    return [SimpleUploadedFile("a.pdf", content), large, ContentFile(content, "a.pdf")]


@pytest.mark.parametrize("content", [builders.pdf(), builders.encrypted_pdf()])
def test_whatever_comes_of_it_the_file_can_be_read_from_the_start(content):
    for upload in uploads(content):
        with upload:
            with suppress(Refused):
                inspect(upload, "a.pdf", LIMIT)
            assert upload.read() == content


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_check, "LIMITS", sandbox.Limits(cpu_seconds=5, wall_seconds=0))

    assert refusal(builders.pdf(), "a.pdf") == (
        "This PDF cannot be opened: it takes too long. Save it again and upload that copy."
    )


def test_the_accepted_formats_are_named_for_people_and_for_the_file_input():
    assert formats.accepted() == ACCEPTED
    assert formats.accept_attribute() == (
        ".pdf,.docx,.pptx,.xlsx,.odt,.epub,.png,.jpg,.jpeg,.txt,.csv"
    )
