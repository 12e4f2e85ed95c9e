"""Exports of news databases saved as pages: Europresse, Factiva, LexisNexis, ProQuest.

`data/formats/europresse.csv` names the classes that Europresse gives its fields.
"""

from collections.abc import Iterator
from itertools import takewhile

from lxml.html import HtmlElement

from ...resources import own_rows, pattern, why
from ..pages import read_page
from ..plain import decode_text
from .dates import iso_date
from .exports import exported
from .html_text import parse_html, text_of_html
from .registry import Found

_FACTIVA_CLASSES = (("Headline", "HD"), ("author", "BY"))


def read_html(data: bytes, name: str) -> Iterator[Found]:
    """Give the record of a page, or those of the database export that it is."""
    found = articles_of_page(decode_text(data, name)[0], name) if pattern("export mark").search(data) else []
    yield from found or [read_page(data, name)]


def articles_of_page(page: str, name: str) -> list[Found]:
    """Give the records of the export that a page is, none where it is no export."""
    tree = parse_html(page)
    if tree is None:
        return []
    if headings := _with_class(tree, "DocPublicationName"):
        return [_europresse(heading, name) for heading in headings]
    for article in _with_class(tree, "article"):
        for ending, code in _FACTIVA_CLASSES:
            for one in article.xpath(f".//*[contains(@class, '{ending}')][not(ancestor::table)]"):
                one.text = f"{code} {one.text or ''}"
    for anchor in tree.xpath("//*/a[starts-with(@name, 'DocID')]"):  # where ProQuest parts its articles
        rule = anchor.makeelement("p")
        rule.text = "_" * 60
        anchor.addprevious(rule)
    return exported(text_of_html(tree), name)


def _europresse(heading: HtmlElement, name: str) -> Found:
    article = [*heading.iterancestors("article"), *heading.iterancestors("td", "body"), heading][0]
    rows = reversed(own_rows("formats/europresse.csv"))
    found = {row["field"]: elements for row in rows if (elements := _with_class(article, row["class"]))}
    said = {f: " ".join(" ".join(one.text_content() for one in e[:6]).split()) for f, e in found.items()}
    title, header, byline = (said.get(field, "").strip(" ,") for field in ("title", "header", "byline"))
    lines = text_of_html(found["text"][0] if "text" in found else article).split("\n")
    if "text" not in found:
        byline, lines = _below_title(lines, title, byline)
    text = "\n".join(takewhile(lambda line: not pattern("europresse end").match(line), lines))
    if not text.strip():
        return ValueError(why("no text in export", name, title=title or "an article"))
    outlet = pattern("issue").split(said.get("outlet", ""))[0].strip()
    day = iso_date(header) or iso_date(article.text_content()[:1000])
    section, length = (next(iter(one.findall(header)), None) for one in (pattern("section"), pattern("mots")))
    record = {"title": title, "outlet": outlet, "published": day, "byline": byline}
    record |= {"section": section, "length": length}
    return {**{field: value or None for field, value in record.items()}, "text": text}


def _below_title(lines: list[str], title: str, byline: str) -> tuple[str, list[str]]:
    """Give byline and text of an older layout, where they follow the title."""
    lines = lines[next((n for n, line in enumerate(lines) if title and title in line), -1) + 1 :]
    if lines and not byline and len(lines[0].split()) < 7 and lines[0][-1:] not in ".?!":
        byline = lines.pop(0)
    return byline, lines


def _with_class(tree: HtmlElement, name: str) -> list[HtmlElement]:
    """Give the elements of a class, whatever the prefix of its maker, the outermost of several nested ones."""
    name = name.lower()
    marked = ((one, one.get("class", "").lower().split()) for one in tree.iter() if one.get("class"))
    found = [one for one, own in marked if any(c == name or c.endswith(f"__{name}") for c in own)]
    known = set(found)
    return [one for one in found if not any(around in known for around in one.iterancestors())]
