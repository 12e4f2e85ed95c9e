"""HTML to text: one block a line, with what the mark-up quotes in quotation marks."""

import re
from typing import Any

from ...resources import Later, pattern
from ..plain import decode_text

etree, html = map(Later, ("lxml.etree", "lxml.html"))
HtmlElement = Any  # of lxml
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul".split()
)
_UNSEEN = frozenset("script style head noscript template svg iframe".split())
_SOURCES = ("footer", "cite", "figcaption")
_TOLD = 60  # words of a cell that holds an article and is none of a table
_FLAT = str.maketrans(dict.fromkeys("\n\r\u2028", " "))
_OPEN, _CLOSED = ("“", '"', "‘", "'", "«", "„"), ("”", '"', "’", "'", "»", "“")


def is_html(text: str) -> bool:
    """Tell whether a text, a table's cell for instance, has HTML mark-up or its entities in it."""
    return bool(pattern("tag").search(text) or pattern("entity").search(text))


def text_of_html(source: str | bytes | HtmlElement) -> str:
    """Give the text of HTML, one block a line.

    >>> text_of_html("<p>“No,” said <a href='x'>Varga</a>.</p><p>Mayor Odette Varga: <q>Go.</q></p>")
    '“No,” said Varga.\\nMayor Odette Varga: “Go.”'
    """
    if isinstance(source, str):
        source = pattern("short code").sub("", source)  # of WordPress, whose paragraphs blank lines part
        source = source if pattern("block").search(source) else re.sub(r"\n\s*\n", "<br>", source)
    tree = parse_html(source) if isinstance(source, str | bytes) else source
    if tree is None:
        return ""
    mark_quotes(tree)
    for one in list(tree.iter()):
        hidden = "hidden" in one.attrib or pattern("hidden style").search(one.get("style", ""))
        if one.tag in _UNSEEN or hidden:
            one.clear(keep_tail=True)
        edge = "\n" if one.tag in _BLOCKS else ""
        one.text, one.tail = (edge + (words or "").translate(_FLAT) for words in (one.text, one.tail))
    lines = (" ".join(line.split()) for line in "".join(tree.itertext()).split("\n"))
    return "\n".join(line for line in lines if line)


def parse_html(source: str | bytes) -> HtmlElement | None:
    """Give the tree of HTML, or None where there is none."""
    text = decode_text(source)[0] if isinstance(source, bytes) else source
    # The encoding that it states holds no longer.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", without_noise(text))
    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)
        return html.fromstring(source, parser=parser)
    except (etree.ParserError, ValueError):
        return None


def without_noise(page: str) -> str:
    """Give HTML without the marks of notes, no words of its sentences, and without attributes that take too long."""
    return pattern("long attributes").sub(r"<\1>", pattern("note mark").sub("", page))


def with_quotes_marked(page: str) -> str | HtmlElement:
    """Give HTML, as it is or as a tree, in which the words of <q> and <blockquote> stand in quotation marks."""
    tree = parse_html(page) if pattern("quoted").search(page) else None
    if tree is None:
        return page
    for one in tree.xpath("//template | //*[@hidden]"):
        one.drop_tree()
    mark_quotes(tree)
    for cell in list(tree.iter("td")):  # tables that only place what stands on a page are blocks
        if len(cell.text_content().split()) >= _TOLD and len(list(cell.iter("p", "br"))) > 2:
            for one in (cell, *cell.iterancestors("tr", "tbody", "table", "td")):
                one.tag = "div"
    return tree


def mark_quotes(tree: HtmlElement) -> None:
    """Put quotation marks around the words of <q> and the paragraphs of <blockquote>, where they have none."""
    for quoted in tree.iter("q"):
        _quote(quoted)
    for block in list(tree.iter("blockquote")):
        paragraphs = [one for one in block.iter("p") if not _names_source(one, block)]
        for paragraph in paragraphs or [block]:
            _quote(paragraph)
        for source in block.iter(*_SOURCES):
            if source.tag == "cite" and source.getparent().tag in ("footer", "figcaption"):
                continue
            source.tag = "p"  # whose words they are; as a footer, it would be left out
        block.tag = "div"


def _names_source(paragraph: HtmlElement, block: HtmlElement) -> bool:
    """Whether a paragraph of a quotation tells whose words it gives."""
    within = any(one.tag in _SOURCES for one in paragraph.iterancestors())
    bare = not (paragraph.text or "").strip(" —–-")
    only_cited = len(paragraph) == 1 and paragraph[0].tag == "cite" and bare
    return within or only_cited or paragraph.text_content().strip()[:1] in tuple("—–-")


def _quote(element: HtmlElement) -> None:
    """Put the words of an element, up to a note of their source within it, into quotation marks."""
    words = element.text_content().strip()
    if not words or (words.startswith(_OPEN) and any(mark in words[1:] for mark in _CLOSED)):
        return
    element.text = "“" + (element.text or "").lstrip()
    source = next((one for one in element if one.tag in _SOURCES), None)
    last = len(element) if source is None else element.index(source)
    if last == 0:
        element.text = element.text.rstrip() + "”"
    else:
        element[last - 1].tail = (element[last - 1].tail or "").rstrip() + "”"
