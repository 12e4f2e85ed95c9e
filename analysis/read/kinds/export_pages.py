"""Exports of news databases saved as pages: Europresse, Factiva, LexisNexis, ProQuest.

Takes a page, gives one record per article, or the one article of a page that is no export.
`data/formats/europresse.csv` names the classes that Europresse gives its fields.
"""

import csv
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ..pages import read_page
from ..plain import decode_text
from ..resources import data_path
from .dates import iso_date
from .exports import articles_in
from .html_text import parse_html, text_of_html
from .registry import Found

_EXPORT = re.compile(
    rb"DocPublicationName|\d+ of \d+ DOCUMENTS|(?i:factiva)|proquest document id|End of Document", re.I
)
_FACTIVA_CLASSES = (("Headline", "HD"), ("author", "BY"))
_EUROPRESSE_ENDS = re.compile(
    r"(?:©|\(c\)|Note\(s\)|Num[ée]ro de document|Cet article est paru|Ce certificat|Aussi paru dans|Document number"
    r"|This article appeared|news[·.]\d{8})|.{0,60}(?:Tous droits réservés|All rights reserved)",
    re.IGNORECASE,
)


def read_html(data: bytes, name: str) -> Iterator[Found]:
    """Give the record of a page, or those of the database export that it is."""
    tree = parse_html(decode_text(data, name)[0]) if _EXPORT.search(data) else None
    if tree is None:
        yield read_page(data, name)
    elif headings := _with_class(tree, "DocPublicationName"):
        yield from (_europresse(_article_around(heading), name) for heading in headings)
    else:
        for article in _with_class(tree, "article"):
            for ending, code in _FACTIVA_CLASSES:
                for one in article.xpath(f".//*[contains(@class, '{ending}')][not(ancestor::table)]"):
                    one.text = f"{code} {one.text or ''}"
        found = list(articles_in(text_of_html(tree), name))
        yield from found if set(found[0]) > {"text"} else [read_page(data, name)]


def _europresse(article: HtmlElement, name: str) -> Found:
    parts = {row["field"]: "" for row in _classes()}
    body = None
    for row in reversed(_classes()):
        found = _with_class(article, row["class"])
        if found and row["field"] == "text":
            body = found[0]
        elif found:
            parts[row["field"]] = " ".join(" ".join(one.text_content() for one in found[:6]).split()).strip(
                " ,"
            )
    lines = text_of_html(article if body is None else body).split("\n")
    if body is None:  # an older layout: what follows the title
        start = next((n for n, line in enumerate(lines) if parts["title"] and parts["title"] in line), -1)
        lines = lines[start + 1 :]
        if lines and not parts["byline"] and len(lines[0].split()) < 7 and not re.search(r"[.?!]$", lines[0]):
            parts["byline"] = lines.pop(0)
    end = next((n for n, line in enumerate(lines) if _EUROPRESSE_ENDS.match(line)), len(lines))
    text = "\n".join(lines[:end])
    if not text.strip():
        return ValueError(
            f"{name}: {parts['title'] or 'an article'} has no text in this export; a text was expected."
        )
    header = parts["header"]
    section = header.split(",")[0] if "," in header and not re.search(r"\d", header.split(",")[0]) else None
    counted = re.search(r"\b\d{1,3}(?: \d{3})* (?:mots|words)", header)
    return {
        "title": parts["title"] or None,
        "outlet": re.split(r",? no\. |,? n° |;| {3,}", parts["outlet"])[0].strip() or None,
        "published": iso_date(header) or iso_date(article.text_content()[:1000]),
        "byline": parts["byline"] or None,
        "section": section,
        "length": counted[0] if counted else None,
        "text": text,
    }


def _article_around(heading: HtmlElement) -> HtmlElement:
    """Give the block that holds one article: <article>, or the cell of a table around its heading."""
    around = [one for one in heading.iterancestors() if one.tag in ("article", "td", "body")]
    return next((one for one in around if one.tag == "article"), around[0] if around else heading)


def _with_class(tree: HtmlElement, name: str) -> list[HtmlElement]:
    """Give the elements of a class, whatever the prefix of its maker, the outermost of several nested ones."""
    name = name.lower()
    marked = ((one, one.get("class", "").lower().split()) for one in tree.iter() if one.get("class"))
    found = [
        one for one, classes in marked if any(own == name or own.endswith(f"__{name}") for own in classes)
    ]
    return [one for one in found if not any(around in set(found) for around in one.iterancestors())]


def _classes() -> list[dict]:
    with data_path("formats/europresse.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
