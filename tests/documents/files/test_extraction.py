import io
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from documents.files import extraction, language, sandbox
from documents.files.extraction import ExtractedText, ExtractionFailed, extract
from documents.files.formats import BY_CODE
from documents.files.worker.bounds import MAX_CHARACTERS
from documents.files.worker.gathering import clean, gathered
from documents.files.worker.pdf import mend
from tests.documents.files import builders

DAMAGED = "The text could not be read: the file is damaged."
MEMORY = "The text could not be read: the file needs too much memory."
TIME = "The text could not be read: it takes too long."
SAMPLE = builders.SAMPLE


def extracted(content: bytes, code: str) -> ExtractedText:
    return extract(io.BytesIO(content), BY_CODE[code])


def failure(content: bytes, code: str) -> str:
    with pytest.raises(ExtractionFailed) as failed:
        extracted(content, code)
    return str(failed.value)


@pytest.mark.parametrize(
    ("content", "code", "text", "pages"),
    [
        (builders.pdf("Première page\fSecond page"), "pdf", "Première page\fSecond page", 2),
        (builders.docx("Un\nأمان المدن"), "docx", "Un\nأمان المدن", None),
        (builders.pptx("One", "Two\nlines", "Three"), "pptx", "One\fTwo\nlines\fThree", 3),
        (
            builders.xlsx(("City", "Year"), ("Juba", 2014), title="Cities"),
            "xlsx",
            "Cities\nCity Year\nJuba 2014",
            None,
        ),
        (builders.odt("Eins\nZwei"), "odt", "Eins\nZwei", None),
        (builders.epub("One & only\nTwo", "Three"), "epub", "One & only\nTwo\nThree", None),
        ("Sécurité\nأمان".encode(), "text", "Sécurité\nأمان", None),
        ("Sécurité\r\nأمان".encode("utf-16"), "text", "Sécurité\nأمان", None),
        (b"\xef\xbb\xbfcity,year\r\nJuba,2014\r\n", "csv", "city,year\nJuba,2014", None),
    ],
)
def test_the_text_of_every_format_is_read(content, code, text, pages):
    assert extracted(content, code) == ExtractedText(pages, text, "", False)


def test_a_picture_holds_no_text():
    assert extracted(builders.png(), "png") == ExtractedText(None, "", "", False)


def test_a_pdf_without_any_text_gives_none():
    assert extracted(builders.pdf("\f\f"), "pdf") == ExtractedText(3, "", "", False)


@pytest.mark.parametrize("notes_letters", [False, True])
def test_arabic_in_a_pdf_reads_from_right_to_left(notes_letters):
    content = builders.arabic_pdf("السلامة في المدن", notes_letters)

    assert extracted(content, "pdf").text == "السلامة في المدن"


def test_a_word_broken_at_a_line_end_is_joined_when_the_document_has_it_whole():
    words = {"transformation", "well"}

    assert mend("trans\x02\nformation of well\x02being", words) == ("transformation of well-being")


def word_body(body: str) -> bytes:
    return builders.docx(extra={"word/document.xml": builders.word_document(body)})


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>to</w:t><w:tab/><w:t>gether</w:t></w:r></w:p>", "to gether"),
        ("<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p>", "one\ntwo"),
        ("<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>", ""),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>", "a"),
        ("<w:p><w:Fallback><w:t>twice</w:t></w:Fallback><w:t>once</w:t></w:p>", "once"),
    ],
)
def test_word_markup_becomes_readable_text(body, text):
    assert extracted(word_body(body), "docx").text == text


def test_footnotes_follow_the_text():
    notes = builders.word_document("<w:p><w:r><w:t>A note</w:t></w:r></w:p>")

    content = builders.docx("The text", extra={"word/footnotes.xml": notes})

    assert extracted(content, "docx").text == "The text\nA note"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("eﬃcacité", "efficacité"),
        ("ﺳﻼﻣﺔ", "سلامة"),
        ("a\0b\x1bc\ufeff\u202e\u00ad\ue000\uffff", "abc"),
        ("  one \t two  \r\n\r\n\r\n\u2028 three ", "one two\n\nthree"),
        ("a\x0cb", "a\nb"),
    ],
)
def test_text_is_normalised_and_freed_of_what_cannot_be_seen(given, text):
    assert clean(given) == text


def test_long_text_is_cut():
    pieces = ("word " * 1000 for _number in range(10_000))

    result = gathered(pieces, "\n")

    assert (len(result["text"]), result["truncated"]) == (MAX_CHARACTERS, True)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("The safety of the city is for all of the people who live in it. " * 5, "en"),
        ("La seguridad de la ciudad es una tarea de los vecinos y del municipio. " * 9, "es"),
        ("La sécurité dans les villes est une affaire pour les habitants et la mairie. " * 9, "fr"),
        ("السلامة في المدينة من أجل السكان على كل المستويات التي تهم الناس. " * 9, "ar"),
        ("Die Sicherheit des Ortes und des Landes geht alle an, die dort leben. " * 9, ""),
        ("The city", ""),
        ("", ""),
    ],
)
def test_the_language_is_guessed_only_when_it_is_clear(text, guess):
    assert language.guess(text) == guess


# -- Hostile files ---------------------------------------------------------------------------


def pdf_page(content: bytes, *extra: bytes, resources: str = "") -> bytes:
    """One page with this stream object as its content."""
    page = builders.page(4).replace(b"/Font", f"{resources} /Font".encode())
    return builders.pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            content,
            page,
            *extra,
        ]
    )


def packed(content: bytes) -> bytes:
    return builders.stream(zlib.compress(content, 9), "/Filter /FlateDecode")


def form(content: bytes, next_form: int) -> bytes:
    resources = f"/Resources << /XObject << /X {next_form} 0 R >> >>"
    return builders.stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources}")


def xml_laughs() -> str:
    entities = "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10)
    )
    return f'<!DOCTYPE l [<!ENTITY a0 "ha">{entities}]><p><t>&a9;</t></p>'


USES_FORM = "/XObject << /X 6 0 R >>"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        pytest.param(b"%PDF-1.4\n%%EOF", "pdf", DAMAGED, id="PDF, empty"),
        pytest.param(
            pdf_page(packed(b"BT /F1 1 Tf " + b"(abcdefgh) Tj " * 2_000_000 + b"ET")),
            "pdf",
            MEMORY,
            id="PDF, page of 16 million letters",
        ),
        pytest.param(
            pdf_page(builders.stream(b"/X Do"), form(b"/X Do /X Do", 6), resources=USES_FORM),
            "pdf",
            MEMORY,
            id="PDF, form within itself",
        ),
        pytest.param(
            pdf_page(
                builders.stream(b"/X Do"),
                *(form(b"/X Do " * 10, number) for number in range(7, 19)),
                resources=USES_FORM,
            ),
            "pdf",
            MEMORY,
            id="PDF, forms within forms",
        ),
        pytest.param(
            builders.docx(extra={"word/document.xml": xml_laughs()}), "docx", DAMAGED, id="laughs"
        ),
        pytest.param(
            builders.docx(extra={"word/document.xml": "<a>" * 500_000}), "docx", DAMAGED, id="deep"
        ),
        pytest.param(
            builders.docx(extra={"word/document.xml": "<a>"}), "docx", DAMAGED, id="cut short"
        ),
        pytest.param(builders.pptx(), "docx", DAMAGED, id="other format"),
        pytest.param(
            builders.epub(extra={"OEBPS/text/1.xhtml": "<!--" * 200_000}),
            "epub",
            DAMAGED,
            id="comment without end",
        ),
        pytest.param(
            builders.encrypted_pdf(),
            "pdf",
            "The text could not be read: the file is encrypted.",
            id="encrypted",
        ),
    ],
)
def test_a_hostile_file_fails_with_a_sentence_within_bounds(content, code, message):
    started = time.monotonic()

    assert failure(content, code) == message
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            builders.pdf().replace(b"/Count 1", b"/Count 3"),
            ExtractedText(3, f"{SAMPLE}\f\f", "", False),
            id="pages that are not there",
        ),
        pytest.param(
            builders.pdf().replace(b"/Size", b"/Prev 600 /Size"),
            ExtractedText(1, SAMPLE, "", False),
            id="a table that is not there",
        ),
        pytest.param(
            builders.pdf_of(
                [
                    b"<< /Type /Catalog /Pages 2 0 R >>",
                    b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 5 >>",
                ]
            ),
            ExtractedText(5, "", "", False),
            id="a tree of pages that returns to its root",
        ),
    ],
)
def test_a_broken_pdf_gives_what_it_has(content, expected):
    assert extracted(content, "pdf") == expected


def test_a_huge_text_is_cut_and_bounded_in_time():
    started = time.monotonic()

    result = extracted(builders.docx("word " * 10_000_000), "docx")

    assert (len(result.text), result.truncated) == (MAX_CHARACTERS, True)
    assert time.monotonic() - started < 20


def test_work_that_uses_up_its_time_is_stopped_by_the_kernel(monkeypatch):
    monkeypatch.setattr(extraction, "LIMITS", sandbox.Limits(cpu_seconds=1, wall_seconds=30))
    attributes = " ".join(f'a{number}=""' for number in range(400_000))
    content = word_body("<w:p/>" * 3_000_000 + f"<w:p {attributes}/>")

    assert failure(content, "docx") == TIME


def test_work_that_stands_still_is_killed_with_all_it_started(monkeypatch, tmp_path):
    monkeypatch.setattr(sandbox, "WORKER", "tests.documents.files.stubborn_worker")
    note = tmp_path / "child"
    limits = sandbox.Limits(cpu_seconds=5, wall_seconds=2)

    with pytest.raises(sandbox.Failed) as failed:
        sandbox.run(str(note), io.BytesIO(b"content"), limits)

    assert failed.value.reason == "time"
    assert is_gone(int(note.read_text()))


def is_gone(process: int) -> bool:
    """Whether the process has ended; it may wait for a parent to take note of it."""
    for _attempt in range(50):
        status = Path(f"/proc/{process}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


IMPORTS = """
import sys
from documents.files.worker import tasks, pdf, docx, pptx, xlsx, odt, epub, plain
sys.exit(any(name.partition(".")[0] == "django" for name in sys.modules))
"""

CONFINED = """
import os, resource, tempfile
from documents.files.worker.confinement import confine
confine(5, 5, 256 << 20, 1 << 20)
def fails(action):
    try:
        action()
    except (MemoryError, OSError, ValueError):
        return True
def write():
    with tempfile.TemporaryFile() as file:
        file.write(bytes(2 << 20))
def lift():
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
assert fails(lambda: bytearray(300 << 20)), "memory"
assert fails(write), "files"
assert os.geteuid() == 0 or fails(lift), "limits"
"""


@pytest.mark.parametrize("program", [IMPORTS, CONFINED], ids=["without Django", "confined"])
def test_the_worker_is(program):
    arguments = [sys.executable, "-c", program]

    done = subprocess.run(
        arguments, check=False, cwd=sandbox.PROJECT, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_worker_gets_no_environment(monkeypatch):
    given = {}
    monkeypatch.setattr(
        sandbox.subprocess, "Popen", lambda _arguments, **options: given.update(options) or 1 / 0
    )

    with pytest.raises(ZeroDivisionError):
        sandbox.run("pages", io.BytesIO(b"content"), extraction.LIMITS)

    assert given["env"] == {}
