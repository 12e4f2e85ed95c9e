"""Hostile files, one after the other, made by code: what is damaged, renamed, endless, far too large or made to harm.

`CASES` has the name of a file and what makes it: bytes, a function that gives bytes, or one that takes the path and
makes something else there, a pipe or a folder. Each must be read, or refused with one clear line, within its limits.
"""

import gzip
import io
import json
import os
import random
import socket
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

STORY = (
    "The river rose in the night, and by noon the lower streets were under water. “We had an hour,” said the mayor. "
    "Two bridges were closed. Volunteers carried sandbags to the hospital until the evening, when the rain ended."
)
GOOD = STORY.encode()
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
_random = random.Random(20171121)
NOISE = _random.randbytes(20_000)


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>x</title>{head}</head><body>{body}</body></html>".encode(
        "utf-8", "surrogatepass"
    )


ARTICLE = f"<article><h1>Flood</h1><p>{STORY}</p><p>{STORY[::-1]}</p></article>"


def packed(files: dict[str, bytes | str], **options) -> bytes:
    """A zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PARAGRAPH = f"<w:p><w:r><w:t>{STORY}</w:t></w:r></w:p>"


def docx(body: str = _PARAGRAPH, before: str = "", **more: bytes) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return packed(
        {
            "[Content_Types].xml": _TYPES.format(
                f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
            ),
            "_rels/.rels": _RELATIONS.format("officeDocument", "word/document.xml"),
            "word/document.xml": f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>",
            **more,
        }
    )


def xlsx(rows: str, before: str = "", strings: str = "", sheets: int = 1, dimension: str = "") -> bytes:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
    names = range(1, sheets + 1)
    kinds += "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{main}.worksheet+xml"/>'
        for n in names
    )
    kinds += f'<Override PartName="/xl/sharedStrings.xml" ContentType="{main}.sharedStrings+xml"/>'
    links = "".join(
        f'<Relationship Id="r{n}" Type="{relations}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in names
    )
    links += f'<Relationship Id="s" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in names)
    return packed(
        {
            "[Content_Types].xml": _TYPES.format(kinds),
            "_rels/.rels": _RELATIONS.format("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook {ns} xmlns:r="{relations}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships">{links}</Relationships>',
            "xl/sharedStrings.xml": f"<sst {ns}>{strings}</sst>",
            **{
                f"xl/worksheets/sheet{n}.xml": f"{before}<worksheet {ns}>{dimension}<sheetData>{rows}</sheetData>"
                "</worksheet>"
                for n in names
            },
        }
    )


def cell(place: str, value: object, kind: str = "inlineStr") -> str:
    content = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    return f'<c r="{place}" t="{kind}">{content}</c>'


HEADING = f'<row r="1">{cell("A1", "text")}{cell("B1", "title")}</row>'
ROW = f'<row r="2">{cell("A2", STORY)}{cell("B2", "Flood")}</row>'


def pdf(*objects: bytes, root: bytes = b"1 0 R", before_end: bytes = b"") -> bytes:
    """A PDF of numbered objects, with its table and its end."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root %s %s >>\nstartxref\n%d\n%%%%EOF\n"
    size = len(objects) + 1
    return (
        body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end % (size, root, before_end, len(body))
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


_FONT = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s >> >> >>"
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def pdf_page(drawing: bytes, entries: bytes = b"", font: bytes = b"", *more: bytes) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R %s >>" % (_FONT % font)
    return pdf(_CATALOG, _PAGES, page, stream(drawing, entries), *more)


def words(text: bytes) -> bytes:
    return b"BT /F1 12 Tf 40 100 Td (%s) Tj ET" % text


def odt(content: str, before: str = "") -> bytes:
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    text = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{before}<office:document-content {office} {text}>{body}</office:document-content>",
        }
    )


def epub(chapter: bytes, more: dict | None = None) -> bytes:
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "a.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
            '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="c"/></spine></package>',
            "c.xhtml": chapter,
            **(more or {}),
        }
    )


def lying(data: bytes) -> bytes:
    """An archive whose directory says that every file is small."""
    data, at = bytearray(data), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 1000)
        at += 4
    return bytes(data)


def locked(data: bytes) -> bytes:
    """An archive whose files are marked as encrypted."""
    data = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := data.find(mark, at)) >= 0:
            data[at + place] |= 1
            at += 4
    return bytes(data)


def nested_zip(depth: int, copies: int = 1) -> bytes:
    data = packed({"a.txt": GOOD})
    for _ in range(depth):
        data = packed({f"{n}.zip": data for n in range(copies)})
    return data


def mail(body: str, kind: str = "text/plain; charset=utf-8", head: str = "", encoding: str = "8bit") -> bytes:
    return (
        f"From: Ann Lee <ann@lantern.example>\r\nTo: all@lantern.example\r\nSubject: Flood\r\n{head}"
        f"Date: Fri, 01 Mar 2024 08:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n{body}"
    ).encode("utf-8", "surrogatepass")


def nested_mail(depth: int) -> bytes:
    head = "".join(f"--{n}\r\nContent-Type: multipart/mixed; boundary={n + 1}\r\n\r\n" for n in range(depth))
    return mail(f"{head}--{depth}\r\nContent-Type: text/plain\r\n\r\n{STORY}", "multipart/mixed; boundary=0")


def parquet(make: Callable) -> Callable:
    def build() -> bytes:
        import pyarrow as pa
        from pyarrow.parquet import write_table

        sink = io.BytesIO()
        write_table(pa.table(make(pa)), sink)
        return sink.getvalue()

    return build


def feed(items: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def lines(*rows: object) -> bytes:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows).encode()


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # an address of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(path.name)
    finally:
        os.chdir(here)


def _folder(**files: object) -> Callable[[Path], None]:
    """A folder with these files ("_" for "."), each of them bytes or a function of its path; and one good one."""

    def build(path: Path) -> None:
        path.mkdir()
        (path / "good.txt").write_bytes(GOOD)
        for name, content in files.items():
            place = path / name.replace("_", ".")
            content(place) if callable(content) else place.write_bytes(content)

    return build


def _many(number: int) -> Callable[[Path], None]:
    def build(path: Path) -> None:
        for n in range(number):
            (path / str(n)).mkdir(parents=True)
            (path / str(n) / "index.txt").write_text(f"{STORY} {n}")

    return build


def _deep(path: Path) -> None:
    place = path
    for _ in range(120):
        place = place / "deeper"
    place.mkdir(parents=True)
    (place / "good.txt").write_bytes(GOOD)


def _named(name: bytes, content: bytes = GOOD) -> Callable[[Path], None]:
    def build(path: Path) -> None:
        path.mkdir()
        (path / os.fsdecode(name)).write_bytes(content)

    return build


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target.format(here=path))


_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    b"1 beginbfrange <20> <7E> <D83D> endbfrange endcmap end"
)
_DEEP = 100_000

TEXTS = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\r\n" * 100,
    "zeros.txt": bytes(10_000_000),
    "one zero.txt": GOOD + b"\0" + GOOD,
    "zeros behind.txt": GOOD + bytes(500),
    "every byte.txt": bytes(range(256)) * 40,
    "noise.txt": NOISE,
    "controls.txt": b"\x01\x02\x03a" * 1000,
    "terminal.txt": b"\x1b[1mbold\x1b[0m " * 3 + GOOD,
    "picture.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE,
    "photo.txt": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + NOISE,
    "program.txt": b"\x7fELF\x02\x01\x01" + NOISE,
    "rtf.txt": b"{\\rtf1\\ansi It rained, \\'93No,\\'94 she said.}",
    "pdf.txt": pdf_page(words(b"Nobody was hurt in the flood.")),
    "word.txt": docx(),
    "zip.txt": packed({"a.txt": GOOD}),
    "gzip.txt": gzip.compress(GOOD),
    "mixed.txt": "The café – ".encode() + "said “no”".encode("cp1252"),
    "utf16 without mark.txt": STORY.encode("utf-16-le"),
    "utf16 big without mark.txt": STORY.encode("utf-16-be"),
    "utf32 without mark.txt": STORY.encode("utf-32-le"),
    "utf16 cut.txt": STORY.encode("utf-16")[:-1],
    "utf16 halves.txt": b"\xff\xfe\x3d\xd8a\0",
    "mark alone.txt": b"\xef\xbb\xbf",
    "two marks.txt": b"\xef\xbb\xbf" * 2 + GOOD,
    "utf7.txt": STORY.encode("utf-7"),
    "overlong.txt": GOOD + b"\xc0\xaf\xe0\x80\xaf",
    "halves in utf8.txt": GOOD + b"\xed\xa0\xbd\xed\xb8\x80",
    "cut in a letter.txt": GOOD + b"\xe2\x80",
    "cyrillic.txt": ("Река поднялась ночью, и к полудню улицы были под водой. " * 5).encode("koi8-r"),
    "japanese.txt": ("川は夜に増水し、正午には低い通りが水に浸かった。" * 5).encode("shift_jis"),
    "ebcdic.txt": STORY.replace("“", '"').replace("”", '"').encode("cp500"),
    "one line.txt": b"a " * 1_000_000,
    "one word.txt": b"a" * 1_000_000,
    "too long.txt": b"It rained. " * 500_000,
    "too large.txt": lambda: b"a" * 50_000_001,
    "marks only.txt": "“”‘’".encode() * 50_000,
    "lines only.txt": b"\n" * 1_000_000,
    "old line ends.txt": GOOD.replace(b". ", b".\r"),
    "odd line ends.txt": STORY.replace(". ", ".\u2028\x85\v").encode(),
    "combining.txt": ("a" + "\u0301" * 100_000).encode(),
    "right to left.txt": ("\u202e" + STORY).encode(),
    "private.txt": ("\ue000\uffff\U0010ffff" * 1000).encode(),
    "brackets.txt": b"(" * 100_000,
}
PAGES = {
    "deep.html": page("<div>" * _DEEP + STORY),
    "deep table.html": page("<table><tr><td>" * 20_000 + STORY),
    "attributes.html": page(f"<p {'a=1 ' * _DEEP}>{STORY}"),
    "different attributes.html": page(f"<p {' '.join(f'a{n}=1' for n in range(_DEEP))}>{STORY}"),
    "attribute.html": page(f'<p class="{"a " * _DEEP}">{STORY}'),
    "entities.html": page("<p>" + "&amp;" * _DEEP),
    "bad entities.html": page(ARTICLE + "&#x110000;&#0;&#xD800;&nonsense;" * 1000),
    "comment.html": b"<html><!--" + b"-" * 500_000,
    "noise.html": b"<html>" + NOISE,
    "zeros.html": page(ARTICLE.replace(" ", "\0 ")),
    "laughs.xhtml": f"<?xml version='1.0'?>{LAUGHS}<html><body><p>&i;</p></body></html>".encode(),
    "outside.xhtml": f"<?xml version='1.0'?>{OUTSIDE}<html><body><p>&i;</p></body></html>".encode(),
    "script.html": page("<script>document.write()</script>"),
    "open script.html": page(f"<script>{ARTICLE}"),
    "frames.html": page("<frameset><frame src='a.html'></frameset>"),
    "broken data.html": page(
        ARTICLE, '<script type="application/ld+json">{"a":"' + '\\"' * _DEEP + "</script>"
    ),
    "deep data.html": page(ARTICLE, f'<script type="application/ld+json">{"[" * _DEEP}</script>'),
    "many data.html": page(ARTICLE, '<script type="application/ld+json">{"author":</script>' * 10_000),
    "open data.html": page(ARTICLE, '<script type="application/ld+json">' * 20_000),
    "title.html": page(ARTICLE, f"<title>{'a | ' * _DEEP}</title>"),
    "author.html": page(ARTICLE, f'<meta name="author" content="{"by a, " * _DEEP}">'),
    "picture within.html": page(ARTICLE + f'<img src="data:image/png;base64,{"A" * 3_000_000}">'),
    "links.html": page("<a href='/a'>a</a> " * 20_000),
    "breaks.html": page("<br>" * 20_000 + ARTICLE),
    "charset.html": page(ARTICLE, '<meta charset="rot13">'),
    "long charset.html": page(ARTICLE, f'<meta charset="{"a" * _DEEP}">'),
    "utf16.html": page(ARTICLE).decode().encode("utf-16"),
    "wide.html": page(ARTICLE).decode().encode("utf-16-be"),
    "halves.html": page(ARTICLE + "\ud83d"),
    "cut.html": page(ARTICLE)[:-60],
    "plaintext.html": page(f"<plaintext>{STORY}"),
    "picture.html": b"\x89PNG\r\n\x1a\n" + NOISE,
    "zip.html": packed({"a.html": page(ARTICLE)}),
    "empty.html": b"",
    "drawing.html": page("<svg>" + "<g>" * 50_000 + "</svg>" + ARTICLE),
}
WORD = {
    "good.docx": docx(),
    "cut.docx": docx()[:-100],
    "half.docx": docx()[: len(docx()) // 2],
    "empty.docx": b"",
    "zeros.docx": bytes(1_000_000),
    "no document.docx": packed({"a.txt": GOOD}),
    "pdf.docx": pdf_page(words(b"Nobody was hurt in the flood.")),
    "rtf.docx": b"{\\rtf1 It rained in Arden.}",
    "page.docx": page(ARTICLE),
    "text.docx": GOOD,
    "xml cut.docx": docx("<w:p><w:r><w:t>It rained"),
    "deep.docx": docx("<w:p>" * _DEEP),
    "deep table.docx": docx("<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000),
    "laughs.docx": docx("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS),
    "outside.docx": docx("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", OUTSIDE),
    "bomb.docx": lambda: docx(f"<w:p><w:r><w:t>{'a' * 60_000_000}</w:t></w:r></w:p>"),
    "bomb of paragraphs.docx": lambda: docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 3_000_000),
    "bomb beside.docx": lambda: docx(**{"word/media/a.png": b"\0" * 201_000_000}),
    "lying.docx": lambda: lying(docx(f"<w:p><w:r><w:t>{'a' * 30_000_000}</w:t></w:r></w:p>")),
    "locked.docx": locked(docx()),
    "halves.docx": docx("<w:p><w:r><w:t>&#xD83D; &#0;</w:t></w:r></w:p>"),
    "no letters.docx": docx("<w:p/>"),
    "many parts.docx": docx(**{f"word/{n}.xml": b"<a/>" for n in range(20_000)}),
    "outward names.docx": docx(**{"../../outside.txt": GOOD}),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + NOISE,
    "secret.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + NOISE,
}
SHEETS = {
    "good.xlsx": xlsx(HEADING + ROW),
    "far cell.xlsx": xlsx(HEADING + f'<row r="1048576">{cell("XFD1048576", "far")}</row>'),
    "far column.xlsx": xlsx(
        HEADING + "".join(f'<row r="{n}">{cell(f"XFD{n}", "far")}</row>' for n in range(2, 3000))
    ),
    "lying size.xlsx": xlsx(HEADING + ROW, dimension='<dimension ref="A1:XFD1048576"/>'),
    "wrong cells.xlsx": xlsx(HEADING + f'<row r="0"><c r="A0"/></row><row r="x">{cell("??", "a")}</row>'),
    "missing string.xlsx": xlsx(HEADING + f'<row r="2">{cell("A2", 99, "s")}</row>'),
    "errors.xlsx": xlsx(HEADING + f'<row r="2">{cell("A2", "#REF!", "e")}{cell("B2", 1, "b")}</row>'),
    "numbers.xlsx": xlsx(HEADING + f'<row r="2">{cell("A2", "1e400", "n")}{cell("B2", "x", "n")}</row>'),
    "dates.xlsx": xlsx(HEADING + f'<row r="2">{cell("A2", "9999999999", "d")}</row>'),
    "laughs.xlsx": xlsx(HEADING + f'<row r="2">{cell("A2", "&i;")}</row>', LAUGHS),
    "deep.xlsx": xlsx(HEADING + "<row>" * _DEEP),
    "bomb of strings.xlsx": lambda: xlsx(HEADING + ROW, strings=f"<si><t>{'a' * 1000}</t></si>" * 60_000),
    "bomb of rows.xlsx": lambda: xlsx(HEADING + "<row/>" * 5_000_000),
    "many sheets.xlsx": xlsx(HEADING + ROW, sheets=300),
    "cut.xlsx": xlsx(HEADING + ROW)[:-100],
    "empty.xlsx": b"",
    "zeros.xlsx": bytes(1_000_000),
    "word.xlsx": docx(),
    "text.xlsx": b"text\n" + GOOD,
    "locked.xlsx": locked(xlsx(HEADING + ROW)),
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + NOISE,
    "cut.ods": packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a>"}),
    "far.ods": packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="16384" office:value-type="string"><text:p>text</text:p></table:table-cell>'
            "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
        }
    ),
}
PDFS = {
    "good.pdf": pdf_page(words(b"Nobody was hurt in the flood of Arden.")),
    "cut.pdf": pdf_page(words(b"Nobody was hurt."))[:-60],
    "no table.pdf": pdf_page(words(b"Nobody was hurt.")).replace(b"xref", b"fref"),
    "empty.pdf": b"",
    "mark alone.pdf": b"%PDF-1.7\n%%EOF",
    "zeros.pdf": bytes(1_000_000),
    "text.pdf": GOOD,
    "word.pdf": docx(),
    "page.pdf": page(ARTICLE),
    "picture.pdf": pdf_page(b"q 1 0 0 1 0 0 cm /I Do Q"),
    "half letters.pdf": pdf_page(words(b"Nobody was hurt"), b"", b"/ToUnicode 5 0 R", stream(_TO_UNICODE)),
    "pages in a ring.pdf": pdf(_CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "many pages said.pdf": pdf(_CATALOG, b"<< /Type /Pages /Kids [] /Count 2000000000 >>"),
    "same page.pdf": pdf(
        _CATALOG, b"<< /Type /Pages /Kids [%s] /Count 9999 >>" % (b"3 0 R " * 9999), b"<< /Type /Page >>"
    ),
    "no pages.pdf": pdf(b"<< /Type /Catalog >>"),
    "root in a ring.pdf": pdf(b"1 0 R"),
    "wrong root.pdf": pdf(b"[1 2 3]"),
    "deep.pdf": pdf(_CATALOG, _PAGES, b"[" * _DEEP),
    "deep drawing.pdf": pdf_page(b"[" * _DEEP),
    "deep dictionary.pdf": pdf(_CATALOG, b"<< /A " * 20_000),
    "bomb.pdf": lambda: pdf_page(zlib.compress(words(b"a") * 3_000_000), b"/Filter /FlateDecode"),
    "bomb of zeros.pdf": lambda: pdf_page(zlib.compress(bytes(150_000_000), 1), b"/Filter /FlateDecode"),
    "bomb twice.pdf": lambda: pdf_page(
        zlib.compress(zlib.compress(bytes(150_000_000), 1)), b"/Filter [/FlateDecode /FlateDecode]"
    ),
    "filters.pdf": pdf_page(b"00" * 100, b"/Filter [%s]" % (b"/ASCIIHexDecode " * 5000)),
    "wrong filter.pdf": pdf_page(b"\xff" * 100, b"/Filter /FlateDecode"),
    "long drawing.pdf": lambda: pdf_page(words(b"a") * 300_000),
    "form in itself.pdf": pdf(
        _CATALOG,
        _PAGES,
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        stream(b"/X Do"),
        stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >>"),
    ),
    "table in a ring.pdf": pdf(_CATALOG, _PAGES, before_end=b"/Prev 9"),
    "wrong length.pdf": pdf_page(words(b"Nobody was hurt.")).replace(b"/Length", b"/Length -1 %"),
    "locked.pdf": pdf(
        _CATALOG, _PAGES, before_end=b"/Encrypt << /Filter /Standard /V 4 /R 4 /O () /U () /P -1 >>"
    ),
    "noise within.pdf": b"%PDF-1.4\n" + NOISE + b"\n%%EOF",
}
OTHERS = {
    "good.odt": odt(f"<text:p>{STORY}</text:p>"),
    "cut.odt": odt(f"<text:p>{STORY}</text:p>")[:-50],
    "xml cut.odt": odt("<text:p>It rained"),
    "deep.odt": odt("<text:p>" * _DEEP),
    "laughs.odt": odt("<text:p>&i;</text:p>", LAUGHS),
    "outside.odt": odt("<text:p>&i;</text:p>", OUTSIDE),
    "spaces.odt": odt(f'<text:p>{STORY}<text:s text:c="2000000000"/></text:p>'),
    "bomb.odt": lambda: odt(f"<text:p>{'a' * 60_000_000}</text:p>"),
    "good.epub": epub(page(ARTICLE)),
    "cut.epub": epub(page(ARTICLE))[:-50],
    "no book.epub": packed({"mimetype": "application/epub+zip"}),
    "laughs.epub": epub(f"<?xml version='1.0'?>{LAUGHS}<html><body><p>&i;</p></body></html>".encode()),
    "deep.epub": epub(page("<div>" * _DEEP + STORY)),
    "bomb.epub": lambda: epub(page("a" * 60_000_000)),
    "good.zip": packed({"a.txt": GOOD, "b.html": page(ARTICLE)}),
    "cut.zip": packed({"a.txt": GOOD})[:-30],
    "empty.zip": packed({}),
    "nested.zip": nested_zip(30),
    "tree.zip": nested_zip(4, 8),
    "locked.zip": locked(packed({"a.txt": GOOD})),
    "outward.zip": packed({"../../../tmp/outward.txt": GOOD, "/etc/outward.txt": GOOD, "..": GOOD}),
    "bomb.zip": lambda: packed({f"{n}.txt": bytes(49_000_000) for n in range(5)}),
    "bomb of text.zip": lambda: packed({f"{n}.txt": b"It rained. " * 400_000 for n in range(50)}),
    "lying.zip": lambda: lying(packed({"a.txt": b"It rained. " * 4_000_000})),
    "many.zip": packed({f"{n}.txt": b"" for n in range(20_000)}),
    "odd names.zip": packed({"caf\udce9.txt".encode("utf-8", "replace").decode(): GOOD, "a\nb.txt": GOOD}),
    "mixed.zip": packed({"a.txt": GOOD, "b.txt": b"\0\0", "c.docx": docx()[:-99], "d.jpg": NOISE}),
    "good.csv.gz": gzip.compress(b"text\n" + GOOD),
    "cut.csv.gz": gzip.compress(b"text\n" + GOOD + NOISE)[:-200],
    "no packing.csv.gz": b"text\n" + GOOD,
    "bomb.txt.gz": lambda: gzip.compress(bytes(60_000_000), 1),
    "bomb.csv.gz": lambda: gzip.compress(b"text\n" + b"a" * 60_000_000, 1),
    "packed again.txt.gz": gzip.compress(gzip.compress(gzip.compress(GOOD))),
    "good.rtf": b"{\\rtf1\\ansi It rained, \\'93No,\\'94 she said. The river rose in the night.}",
    "deep.rtf": b"{\\rtf1 " + b"{" * _DEEP + b"It rained.",
    "closed.rtf": b"{\\rtf1 It rained in Arden." + b"}" * _DEEP,
    "numbers.rtf": b"{\\rtf1 \\u99999999999? \\u-70000? \\'zz \\bin99999999 It rained.}",
    "halves.rtf": b"{\\rtf1 \\u-10179?\\u55357? It rained in Arden.}",
    "picture.rtf": b"{\\rtf1 {\\pict " + b"00" * 1_000_000 + b"} It rained in Arden.}",
    "cut.rtf": b"{\\rtf1\\ansi{\\fonttbl{\\f0 Times",
    "good.eml": mail(STORY),
    "deep.eml": nested_mail(500),
    "very deep.eml": nested_mail(5000),
    "bad base64.eml": mail("!!!===" + STORY, encoding="base64"),
    "odd charset.eml": mail(STORY, "text/plain; charset=rot13"),
    "utf7.eml": mail("+AGEAYg-", "text/plain; charset=utf-7"),
    "no boundary.eml": mail(STORY, "multipart/mixed"),
    "no body.eml": mail(""),
    "long head.eml": mail(STORY, head="".join(f"X-{n}: {'a' * 500}\r\n" for n in range(5000))),
    "long line.eml": mail(STORY, head=f"X-A: {'=?utf-8?q?a?= ' * 50_000}\r\n"),
    "words.eml": mail(STORY, head=f"Cc: {'=?x?y?z' * 10_000}\r\n"),
    "addresses.eml": mail(STORY, head=f"Reply-To: {'<(' * 20_000}\r\n"),
    "dates.eml": mail(STORY).replace(b"Fri, 01 Mar 2024", b"Xxx, 99 Foo 99999"),
    "good.mhtml": mail(
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(ARTICLE).decode()}\r\n--b--",
        "multipart/related; boundary=b",
    ),
    "no page.mhtml": mail(
        "--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--", "multipart/related; boundary=b"
    ),
    "text.mhtml": GOOD,
    "good.rss": feed(f"<item><title>a</title><description>{STORY}</description></item>"),
    "cut.rss": feed(f"<item><title>a</title><description>{STORY}")[:-40],
    "laughs.rss": feed("<item><title>a</title><description>&i;</description></item>", LAUGHS),
    "outside.rss": feed("<item><title>a</title><description>&i;</description></item>", OUTSIDE),
    "deep.rss": feed("<item>" * _DEEP),
    "nothing.rss": feed(""),
    "noise.xml": b"<?xml version='1.0'?><a>" + NOISE,
    "times.srt": b"1\n99:99:99,999 --> 00:00:00,000\nIt rained in Arden.\n\n" * 1000,
    "marks.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v " + b"a" * _DEEP + b"\n<<<>>>It rained in Arden.\n",
    "brackets.md": b"[" * 50_000 + b"\n\nIt rained in Arden.",
    "stars.md": b"*a **a " * 30_000,
    "quotes.md": b">" * 20_000 + b"It rained in Arden.",
    "links.md": b"[a](" * 20_000,
    "head.md": b"---\ntitle: &a [*a, *a]\nauthor: !!python/object/apply:os.system [x]\n---\n" + GOOD,
}
TABLES = {
    "deep.json": b"[" * _DEEP,
    "deep object.json": b'{"a":' * _DEEP,
    "deep cell.jsonl": b'{"text": ' + b"[" * _DEEP + b"]" * _DEEP + b"}\n" + lines({"text": STORY}),
    "bad line.jsonl": lines({"text": STORY}, '{"text": "It', {"text": STORY + " Again."}),
    "cut.jsonl": lines({"text": STORY}) + b'{"text": "It ra',
    "not objects.jsonl": lines(1, "null", '"a"', [1], {"text": STORY}),
    "numbers.jsonl": lines(
        {"text": STORY, "published": 10**400}, '{"text": "It rained.", "published": 1e400}'
    ),
    "long number.jsonl": lines({"text": STORY}, f'{{"text": "It rained.", "published": {"9" * 10_000}}}'),
    "nan.json": b'[{"text": NaN}, {"text": "It rained in Arden.", "title": Infinity}]',
    "halves.jsonl": lines('{"text": "half \\ud83d and \\u0000", "id": "\\udc00", "title": "\\ud83d"}'),
    "kinds.jsonl": lines(
        {"text": True}, {"text": 7}, {"text": {"a": 1}}, {"text": [1, [2]]}, {"text": STORY}
    ),
    "bool.json": b"true",
    "word.json": b'"It rained."',
    "empty.json": b"",
    "nothing.json": b"[]",
    "many keys.json": json.dumps([{f"k{n}": n for n in range(20_000)} | {"text": STORY}]).encode(),
    "large list.json": lambda: b"[" + b'{"text": "' + b"a" * 60_000_000 + b'"}]',
    "long line.jsonl": lambda: b'{"text": "' + b"a " * 3_000_000 + b'"}\n' + lines({"text": STORY}),
    "utf16.jsonl": lines({"text": STORY}).decode().encode("utf-16"),
    "noise.jsonl": NOISE,
    "page.json": page(ARTICLE),
    "no text.csv": b"name,pages\nFlood,3\n",
    "open mark.csv": b'text,title\n"It rained,a\n' + b"It rained,b\n" * 1000,
    "zero.csv": b"text\nTwo\0men\n",
    "wide.csv": b"text," + b"a," * 50_000 + b"\n" + GOOD.replace(b",", b";") + b"\n",
    "uneven.csv": b"text,title\nIt rained.\nIt rained again.,b,c,d,e\n",
    "same names.csv": b"text,text,text\nIt rained.,b,c\n",
    "only marks.csv": b'"' * 99_999,
    "only commas.csv": b"," * 99_999,
    "empty.csv": b"",
    "heading alone.csv": b"text,title\n",
    "no line end.csv": b"text\r" + GOOD + b"\r",
    "long cell.csv": lambda: b"text\n" + b"a " * 3_000_000 + b"\nIt rained in Arden.\n",
    "noise.csv": b"text\n" + NOISE,
    "picture.csv": b"\x89PNG\r\n\x1a\n" + NOISE,
    "utf16.csv": ("text,title\n" + STORY.replace(",", ";") + ",a\n").encode("utf-16"),
    "mixed.csv": b"text\n" + "café\n".encode() + "“no”\n".encode("cp1252"),
    "formulas.csv": b"text,title\n=HYPERLINK(1),@SUM(A1)\n" + b"It rained.,-1+2\n",
    "separators.tsv": b'text\ttitle\n"No," she said.\ta\n\'\tb\n',
    "cut.parquet": b"PAR1 and nothing more",
    "zeros.parquet": bytes(1_000_000),
    "bytes.parquet": parquet(lambda pa: {"text": [b"\xff\xfe", b"a"], "title": ["a", "b"]}),
    "bools.parquet": parquet(lambda pa: {"text": [True, False]}),
    "lists.parquet": parquet(lambda pa: {"text": [["It rained.", "It snowed."], None]}),
    "large cells.parquet": parquet(
        lambda pa: {
            "text": pa.DictionaryArray.from_arrays(pa.array([0] * 10, pa.int32()), ["a " * 3_000_000])
        }
    ),
}
PLACES = {
    "pipe.txt": _fifo,
    "pipe.docx": _fifo,
    "pipe.csv": _fifo,
    "socket.txt": _socket,
    "ring.txt": link("{here}"),
    "nowhere.txt": link("{here}.gone"),
    "zero.txt": link("/dev/zero"),
    "null.txt": link("/dev/null"),
    "folder of pipes": _folder(a_txt=_fifo, b_docx=_fifo, c_html=_fifo, d_csv=_fifo, articles_csv=_fifo),
    "folder of links": _folder(
        a_txt=link("{here}"), b=link(".."), c_txt=link("/dev/zero"), d_txt=link("gone")
    ),
    "folder of sockets": _folder(a_txt=_socket),
    "folder of bad": _folder(
        **{f"x{n}_{end}": NOISE for n, end in enumerate("docx pdf html csv xlsx odt zip rtf eml".split())}
    ),
    "folder with table.d": _folder(articles_csv=NOISE),
    "folder with other table.d": _folder(articles_csv=b"a,b\n1,2\n"),
    "folder with halves.d": _folder(a_pdf=PDFS["half letters.pdf"], b_docx=WORD["halves.docx"]),
    "folder named.txt": _folder(),
    "folder in folder": _folder(a_txt=lambda path: path.mkdir()),
    "one name": _many(2000),
    "deep folder": _deep,
    "latin name": _named(b"caf\xe9.docx", docx()),
    "latin name of text": _named(b"caf\xe9.txt"),
    "name with line end": _named(b"a\nb\r.txt"),
    "name of marks": _named(b"<b>&\"'$x$.txt"),
    "long name": _named(b"a" * 250 + b".txt"),
    "dots": _named(b"...txt..txt"),
    "no name": _named(b"---.txt"),
}
CASES = {**TEXTS, **PAGES, **WORD, **SHEETS, **PDFS, **OTHERS, **TABLES, **PLACES}


def build(name: str, folder: Path) -> Path:
    """Make one case in a folder and give its path."""
    made, path = CASES[name], folder / name
    if isinstance(made, bytes):
        path.write_bytes(made)
    elif made.__code__.co_argcount == 0:
        path.write_bytes(made())
    else:
        made(path)
    return path
