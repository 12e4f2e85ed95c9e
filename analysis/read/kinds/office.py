"""Office files: Word, RTF, OpenDocument, EPUB and Markdown, to text. Captions are read as paragraphs."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from ...resources import Later, need, pattern, why
from ..plain import decode_text
from ..problems import in_our_words
from .exports import articles_in
from .html_text import parse_html, text_of_html
from .registry import Found, bounded

mistune, striprtf = map(Later, ("mistune", "striprtf.striprtf"))
_AROUND = {"cover", "toc", "title-page", "titlepage", "copyright-page", "landmarks", "loi", "index"}
_POINTS = "//*[local-name()='navPoint'] | //*[local-name()='nav']//*[local-name()='a'][@href]"
_FEW = 8  # words that a title page or a list of sections has beside its links
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_VANISHED = "../w:rPr/w:vanish[not(@w:val) or @w:val!='0' and @w:val!='false']"
_HIDDEN = etree.XPath(_VANISHED, namespaces={"w": _WORD[1:-1]})
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_GAPS = {f"{_TEXT}tab": "\t", f"{_TEXT}s": " ", f"{_TEXT}line-break": "\n"}


def read_docx(data: bytes, name: str) -> Iterator[Found]:
    """Give the record of a Word document (tables cell by cell, without notes), or those of the export that it is."""
    left_out, lines = (f"{_WORD}moveFrom", f"{_WORD}pPr"), []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = _member(archive, name, next(filter(pattern("word body").fullmatch, archive.namelist())))
    options = {"tag": f"{_WORD}p", "resolve_entities": False, "no_network": True}
    for _, paragraph in etree.iterparse(io.BytesIO(body), **options):
        said = paragraph.iter(f"{_WORD}t", *_SIGNS)
        said = (one for one in said if next(one.iterancestors(*left_out), None) is None)
        seen = (one for one in said if not _HIDDEN(one))
        if next(paragraph.iterancestors("{*}Fallback"), None) is None:  # where a box stands once more
            lines.append("".join(_SIGNS.get(one.tag, one.text or "") for one in seen))
        paragraph.clear()
    return articles_in(_some("\n".join(lines), name), name)


def read_rtf(data: bytes, name: str) -> Iterator[Found]:
    """Give the record of an RTF file, or those of the database export that it is."""
    whole = data.count(b"{") <= data.count(b"}") and data.rstrip(b"\0 \r\n").endswith(b"}")
    need(whole, "cut off", name)
    data = pattern("hidden text of RTF").sub(b"", data)
    text = striprtf.rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")
    return articles_in(_some(text, name), name)


def read_odt(data: bytes, name: str) -> Iterator[Found]:
    """Give the record of an OpenDocument text, without notes, comments and what was deleted."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = _tree(archive, name, "content.xml")
    etree.strip_elements(tree, f"{_TEXT}tracked-changes", f"{_TEXT}note", "{*}annotation", with_tail=False)
    for tag, gap in _GAPS.items():
        for one in tree.iter(tag):
            one.text = gap
    lines = ("".join(one.itertext()) for one in tree.iter(f"{_TEXT}p", f"{_TEXT}h"))
    return articles_in(_some("\n".join(lines), name), name)


def read_epub(data: bytes, name: str) -> Iterator[Found]:
    """Give one record for each text in an EPUB's order of reading, with the book's title as the outlet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = _tree(archive, name, "META-INF/container.xml")
        place = package.xpath("string(//*[local-name()='rootfile']/@full-path)")
        book, folder = _tree(archive, name, place), posixpath.dirname(place)
        stories, lost = _stories(archive, name, _reading_order(book, folder))
        if not stories:
            raise lost[0] if lost else ValueError(why("no text", name))
        listed = _contents(archive, name, book, folder)
    said = (book.xpath(f"string(//*[local-name()='{tag}'])").strip() for tag in ("title", "creator", "date"))
    title, byline, day = (words or None for words in said)
    for file, page in stories:
        heading = next((one.text_content().strip() for one in page.iter("h1", "h2", "h3")), None)
        heading = heading or listed.get(file)
        body = page.find("body")
        yield {
            "title": heading or page.findtext(".//title") or title,
            "outlet": title,
            "byline": None if byline == "calibre" else byline,  # the program that put a newspaper together
            "published": day,
            "text": text_of_html(page if body is None else body),
        }
    yield from lost


def _stories(archive: zipfile.ZipFile, name: str, files: list[str]) -> tuple[list, list[ValueError]]:
    """Give the pages of a book that hold prose, and why others could not be read."""
    stories, lost = [], []
    for file in files:
        place = f"{name}: {file}"
        try:
            content = next(in_our_words(place, map, partial(_member, archive, name), [file]))
            if (page := parse_html(decode_text(content, place)[0])) is not None and _has_prose(page):
                stories.append((file, page))
        except ValueError as error:
            lost.append(error)
    return stories, lost


def _reading_order(book: etree._Element, folder: str) -> list[str]:
    """Give the files of a book in the order of reading, without its cover and its table of contents."""
    items = book.xpath("//*[local-name()='manifest']/*[not(contains(@properties, 'nav'))]")
    places = {one.get("id"): posixpath.join(folder, unquote(one.get("href", ""))) for one in items}
    spine = (one for one in book.iterfind(".//{*}spine/{*}itemref") if one.get("linear") != "no")
    order = [places[one.get("idref")] for one in spine if one.get("idref") in places]
    guide = (one for one in book.iterfind(".//{*}guide/{*}reference") if one.get("type") in _AROUND)
    around = {posixpath.join(folder, unquote(one.get("href", "").partition("#")[0])) for one in guide}
    return list(dict.fromkeys(posixpath.normpath(place) for place in order if place not in around))


def _contents(archive: zipfile.ZipFile, name: str, book: etree._Element, folder: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in book.xpath("//*[contains(@media-type, 'dtbncx') or contains(@properties, 'nav')]/@href"):
        place = posixpath.join(folder, unquote(item))
        tree = _tree(archive, name, place)
        for point in tree.xpath(_POINTS):
            label = point.xpath("string(*[local-name()='navLabel'])") or "".join(point.itertext())
            target = point.get("href") or point.xpath("string(*[local-name()='content']/@src)")
            target = posixpath.join(posixpath.dirname(place), unquote(target.partition("#")[0]))
            found.setdefault(posixpath.normpath(target), " ".join(label.split()))
    return found


def _has_prose(page: HtmlElement) -> bool:
    """Whether a page is neither a cover nor a list of links; what leads from page to page is taken out of it."""
    parts = page.xpath("(//body | //body/*[1])/@*[name()='epub:type']")
    if _AROUND.intersection(" ".join(parts).split()):
        return False
    for bar in page.xpath("//nav | //*[contains(@class, 'navbar')]"):
        bar.drop_tree()
    words, linked = (
        sum(len(text.split()) for one in page.xpath(path) for text in one.itertext())
        for path in ("//p | //blockquote | //li", "//li//a | //p//a")
    )
    return words - linked > max(linked, _FEW)


def read_markdown(data: bytes, name: str) -> dict:
    """Give the record of a Markdown file, with what its head (between two lines of ---) states."""
    text, encoding = decode_text(data, name)
    head = re.match(r"\ufeff?---\r?\n(.{0,5000}?)\n---\r?\n", text, re.DOTALL)
    listed = pattern("entry of a list").sub(r", \1", head[1] if head else "")
    entries = pattern("front matter").findall(listed)
    said = {field.lower(): value.strip("\"'[], ") or None for field, value in entries}
    page = parse_html(str(mistune.html(text[head.end() if head else 0 :])))
    heading = None if page is None else next(page.iter("h1"), None)
    plain = "" if page is None else text_of_html(page)
    return {
        "title": said.get("title") or (None if heading is None else heading.text_content().strip()),
        "byline": said.get("author"),
        "published": said.get("date"),
        "outlet": said.get("outlet") or said.get("publication"),
        "url": said.get("url") or said.get("link"),
        "text": _some(plain, name),
        "encoding": encoding,
    }


def _tree(archive: zipfile.ZipFile, name: str, member: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(_member(archive, name, member), parser)


def _member(archive: zipfile.ZipFile, name: str, member: str) -> bytes:
    with archive.open(member) as file:
        return bounded(file, name)


def _some(text: str, name: str) -> str:
    need(text.strip(), "no text", name)
    return text
