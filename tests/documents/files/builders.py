"""Small files of every accepted format, and hostile ones, built on the spot as bytes."""

import hashlib
import io
import struct
import zlib
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml.document.main+xml"
WORD_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SLIDES = f"{OFFICE}.presentationml.presentation.main+xml"
WORKBOOK = f"{OFFICE}.spreadsheetml.sheet.main+xml"
SCHEMA = "http://schemas.openxmlformats.org"
RELATIONS = f"{SCHEMA}/package/2006/relationships"
OFFICE_RELATIONS = f"{SCHEMA}/officeDocument/2006/relationships"
SAMPLE = "Safer cities and lasting peace"


# -- PDF -------------------------------------------------------------------------------------


def pdf(
    text: str = SAMPLE, pages: int = 1, trailer: str = "", extra: tuple[bytes, ...] = ()
) -> bytes:
    """Pages of Latin text. A form feed in the text starts a page; `pages` repeats the whole.

    `extra` objects come last, numbered on from the document's own; `trailer` joins the trailer.
    """
    texts = text.split("\f")
    streams = [stream(page_content(each)) for each in texts]
    first_page = 4 + len(streams)
    numbers = range(first_page, first_page + pages * len(texts))
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *streams,
        *(page(4 + index % len(texts)) for index in range(len(numbers))),
        *extra,
    ]
    return pdf_of(objects, trailer)


def page(content: int) -> bytes:
    return (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >>"
        f" >> /Contents {content} 0 R >>"
    ).encode()


def page_content(text: str) -> bytes:
    lines = [escaped_for_pdf(line) for line in text.split("\n")]
    shown = b" T* ".join(b"(" + line + b") Tj" for line in lines)
    return b"BT /F1 12 Tf 14 TL 50 780 Td " + shown + b" ET"


def escaped_for_pdf(line: str) -> bytes:
    line = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return line.encode("cp1252")


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def pdf_of(objects: list[bytes], trailer: str = "") -> bytes:
    """A file of these objects, numbered from 1; the first one is the catalogue."""
    content = io.BytesIO()
    content.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, each in enumerate(objects, start=1):
        offsets.append(content.tell())
        content.write(f"{number} 0 obj\n".encode() + each + b"\nendobj\n")
    start = content.tell()
    content.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    content.writelines(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    content.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode())
    content.write(f"startxref\n{start}\n%%EOF\n".encode())
    return content.getvalue()


def arabic_pdf(text: str, notes_letters: bool = True) -> bytes:
    """A line drawn from its left end, letter by letter; `notes_letters` beside each glyph, as
    browsers do that print to a file."""
    codes = {letter: 65 + number for number, letter in enumerate(dict.fromkeys(text))}
    shown = " ".join(drawn_letter(each, codes[each], notes_letters) for each in text[::-1])
    mapping = " ".join(f"<{code:02x}> <{ord(letter):04x}>" for letter, code in codes.items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R >>",
        stream(f"BT /F1 10 Tf 50 780 Td {shown} ET".encode()),
        page(4),
        stream(
            "begincmap 1 begincodespacerange <00> <ff> endcodespacerange"
            f" {len(codes)} beginbfchar {mapping} endbfchar endcmap".encode()
        ),
    ]
    return pdf_of(objects)


def drawn_letter(letter: str, code: int, is_noted: bool) -> str:
    glyph = f"<{code:02x}> Tj"
    if is_noted:
        glyph = f"/Span << /ActualText <feff{ord(letter):04x}> >> BDC {glyph} EMC"
    return f"{glyph} 6 0 Td"


def encrypted_pdf(opens_without_password: bool = False) -> bytes:
    """Under the standard security handler; with an empty password only copying is restricted."""
    owner, rights, identifier = b"\xa5" * 32, -44, b"\0" * 16
    seed = PASSWORD_PADDING + owner + struct.pack("<i", rights) + identifier
    key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
    user = rc4(key, PASSWORD_PADDING) if opens_without_password else b"\x5a" * 32
    handler = f"/Filter /Standard /V 1 /R 2 /P {rights} /O <{owner.hex()}> /U <{user.hex()}>"
    return pdf(trailer=f"/Encrypt << {handler} >> /ID [<{identifier.hex()}> <{identifier.hex()}>]")


# What stands for an empty password (ISO 32000-1, 7.6.3.3).
PASSWORD_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def rc4(key: bytes, content: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    result, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        result.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(result)


# -- Archives --------------------------------------------------------------------------------


def archive(members: dict[str, str | bytes], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """A ZIP archive of these members in this order."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as target:
        for name, member in members.items():
            target.writestr(name, member, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return content.getvalue()


def content_types(overrides: dict[str, str]) -> str:
    lines = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return f'<Types xmlns="{SCHEMA}/package/2006/content-types">{lines}</Types>'


def relations(*targets: str) -> str:
    """Relations rId1, rId2 … to these targets."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE_RELATIONS}/officeDocument"'
        f' Target="{target}"/>'
        for number, target in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def docx(
    text: str = SAMPLE, extra: dict[str, str | bytes] | None = None, main_type: str = WORD
) -> bytes:
    """A document of one paragraph per line; `extra` members join or replace its own."""
    return archive(docx_members(text, main_type) | (extra or {}))


def docx_members(text: str = SAMPLE, main_type: str = WORD) -> dict[str, str | bytes]:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    return {
        "[Content_Types].xml": content_types({"word/document.xml": main_type}),
        "_rels/.rels": relations("word/document.xml"),
        "word/document.xml": word_document(paragraphs),
    }


def word_document(body: str) -> str:
    namespace = f"{SCHEMA}/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'


def pptx(*slides: str) -> bytes:
    """A presentation with one slide for each text; the slides are stored in reverse order."""
    slides = slides or (SAMPLE,)
    names = [f"slides/slide{len(slides) - index}.xml" for index in range(len(slides))]
    identifiers = "".join(
        f'<p:sldId id="{255 + number}" r:id="rId{number}"/>' for number in range(1, len(slides) + 1)
    )
    members = {
        "[Content_Types].xml": content_types({"ppt/presentation.xml": SLIDES}),
        "_rels/.rels": relations("ppt/presentation.xml"),
        "ppt/presentation.xml": (
            f'<p:presentation xmlns:p="{SCHEMA}/presentationml/2006/main"'
            f' xmlns:r="{OFFICE_RELATIONS}"><p:sldIdLst>{identifiers}</p:sldIdLst></p:presentation>'
        ),
        "ppt/_rels/presentation.xml.rels": relations(*names),
    }
    return archive(members | {f"ppt/{n}": slide(t) for n, t in zip(names, slides, strict=True)})


def slide(text: str) -> str:
    return (
        f'<p:sld xmlns:p="{SCHEMA}/presentationml/2006/main"'
        f' xmlns:a="{SCHEMA}/drawingml/2006/main"><p:txBody>'
        + "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))
        + "</p:txBody></p:sld>"
    )


def xlsx(*rows: tuple[str | int, ...], title: str = "Figures") -> bytes:
    """A workbook of one sheet; texts are shared strings, numbers stand in their cells."""
    rows = rows or ((SAMPLE, 2014),)
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    lines = "".join(
        "<row>" + "".join(cell_of(value, texts) for value in row) + "</row>" for row in rows
    )
    main = f'xmlns="{SCHEMA}/spreadsheetml/2006/main"'
    return archive(
        {
            "[Content_Types].xml": content_types({"xl/workbook.xml": WORKBOOK}),
            "_rels/.rels": relations("xl/workbook.xml"),
            "xl/workbook.xml": (
                f'<workbook {main} xmlns:r="{OFFICE_RELATIONS}"><sheets>'
                f'<sheet name="{escape(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": relations("worksheets/sheet1.xml", "sharedStrings.xml"),
            "xl/worksheets/sheet1.xml": (
                f"<worksheet {main}><sheetData>{lines}</sheetData></worksheet>"
            ),
            "xl/sharedStrings.xml": f"<sst {main}>{shared}</sst>",
        }
    )


def cell_of(value: str | int, texts: list[str]) -> str:
    if isinstance(value, str):
        return f'<c t="s"><v>{texts.index(value)}</v></c>'
    return f"<c><v>{value}</v></c>"


def odt(text: str = SAMPLE, extra: dict[str, str | bytes] | None = None) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": (
                f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry'
                ' manifest:full-path="/" manifest:media-type='
                '"application/vnd.oasis.opendocument.text"/></manifest:manifest>'
            ),
            "content.xml": (
                f'<office:document-content xmlns:office="{names}:office:1.0"'
                f' xmlns:text="{names}:text:1.0"><office:body><office:text>{paragraphs}'
                "</office:text></office:body></office:document-content>"
            ),
        }
        | (extra or {})
    )


def epub(*chapters: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    """A book with a chapter for each text, a paragraph for each of its lines."""
    chapters = chapters or (SAMPLE,)
    numbers = range(1, len(chapters) + 1)
    items = "".join(
        f'<item id="c{n}" href="text/{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in numbers
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
            ),
            "OEBPS/book.opf": (
                '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
                f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
            ),
        }
        | {f"OEBPS/text/{n}.xhtml": chapter(chapters[n - 1]) for n in numbers}
        | (extra or {})
    )


def chapter(text: str) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    return (
        '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Title</title>'
        f"</head><body>{paragraphs}</body></html>"
    )


def patched_flags(content: bytes, flags: int) -> bytes:
    """The archive with these flags on every member, in its directory and before each member."""
    patched = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = patched.find(signature)
        while at >= 0:
            patched[at + offset] |= flags
            at = patched.find(signature, at + 1)
    return bytes(patched)


# -- Pictures --------------------------------------------------------------------------------


def png(width: int = 2, height: int = 2) -> bytes:
    """A black picture; of a large one only the header is true."""
    rows = (b"\0" + b"\0" * width) * height if width * height < 1_000_000 else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + png_chunk(b"IDAT", zlib.compress(rows))
        + png_chunk(b"IEND", b"")
    )


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def jpeg(width: int = 8, height: int = 8, comment: bytes = b"") -> bytes:
    """A grey picture of one block: a code table of one code each for its two coefficients."""
    return (
        b"\xff\xd8"
        + jpeg_segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
        + (jpeg_segment(0xFE, comment) if comment else b"")
        + jpeg_segment(0xDB, b"\0" + b"\x01" * 64)
        + jpeg_segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0")
        + jpeg_segment(0xC4, b"\0" + b"\x01" + b"\0" * 15 + b"\0")
        + jpeg_segment(0xC4, b"\x10" + b"\x01" + b"\0" * 15 + b"\0")
        + jpeg_segment(0xDA, b"\x01\x01\0\0\x3f\0")
        + b"\x3f\xff\xd9"
    )


def jpeg_segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content
