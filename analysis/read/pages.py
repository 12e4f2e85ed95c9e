"""Web pages, saved or fetched: the article without its surroundings, and what the page states of it; or the articles of
a news database's export that was saved as a page (Europresse, Factiva, LexisNexis, ProQuest).

It cannot see what a script would load. `data/formats/europresse.csv` has the classes that Europresse gives its fields.
"""

import contextlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import compress, takewhile
from typing import Any
from urllib.parse import urlsplit

import webencodings

from ..resources import Later, need, own_rows, pattern, why
from .apart import read_apart
from .kinds.dates import iso_date
from .kinds.exports import exported
from .kinds.html_text import HtmlElement, parse_html, text_of_html, with_quotes_marked, without_noise
from .kinds.registry import Found
from .plain import decode_text

trafilatura = Later("trafilatura")
_MARKED = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BROKEN_DATA = 5_000  # characters of damaged JSON-LD that are searched all the same
_LITTLE_ELSE = 1.3
_FACTIVA_CLASSES = (("Headline", "HD"), ("author", "BY"))
_SHORT, _BRIEF = 250, 120  # words: more is hardly a notice; fewer are hardly a whole article
_DENSE = 15  # words to one phrase of a wall; an article about such walls has more
_STATED = ("text", "title", "outlet", "date", "byline", "address")
_END = 500  # characters at the end of a text, where the door of a paywall stands
_PROSE, _LINKS = 25, 15  # words of a paragraph of an article; links to articles that make a list


def read_page(data: bytes, name: str = "the page", url: str | None = None, encoding: str = "") -> dict:
    """Give the record of one HTML page: `text, title, outlet, published, byline, url, source_note, encoding`.

    Uses trafilatura (Barbaresi 2021); `text` is the article that it finds, one paragraph a line. Where a paywall
    shows the beginning only, `notice` says so.
    Raises ValueError where the page holds no article: a shell for scripts, a list of articles, a wall of cookies.
    """
    page, encoding = _decode_page(data, encoding, name)
    page = without_noise(_without_broken_data(page))
    options: dict = {"with_metadata": True, "include_comments": False}
    options["date_extraction_params"] = {"extensive_search": False, "original_date": True}
    found: Any = trafilatura.bare_extraction(with_quotes_marked(page), url=url, **options)
    need(found is not None and found.text, "empty page", name)
    url = pattern("kept page").sub(r"\1//", found.url or url or "")
    what = _no_article(found.text, page, url)
    need(not what, "no article", name, what=what)
    end = " ".join(found.text[-_END:].lower().split())
    locked = len(found.text.split()) < _BRIEF and pattern("locked page").search(page) is not None
    doors = (row["phrase"] for row in own_rows("formats/page_marks.csv") if row["page"] == "paywall")
    locked = locked or any(map(end.__contains__, doors))
    text = found.text if "\n" in found.text else _in_blocks(page, found.text)
    if len(pattern("credit").findall(text)) * 2 > text.count("\n"):
        text = pattern("credit").sub("\n", text)  # captions alone are the prose of their page
    outlet = urlsplit(url).netloc if found.sitename == "web.archive.org" else found.sitename
    said = {"title": found.title, "outlet": outlet, "published": found.date, "byline": found.author}
    known = ", ".join(compress(_STATED, (text, *said.values(), url))).capitalize()
    return {
        "text": text,
        **{field: value or None for field, value in {**said, "url": url}.items()},
        "source_note": f"{known} as the page or its address states them.",
        "encoding": encoding,
        **({"notice": why("paywall", name)} if locked else {}),
    }


def _in_blocks(page: str, text: str) -> str:
    """Give a text that came in one line in the blocks of its page, where these hold little else."""
    tree = parse_html(page)
    blocks = "" if tree is None else text_of_html([*tree.iter("article"), *tree.iter("main"), tree][0])
    return blocks if len(blocks.split()) < len(text.split()) * _LITTLE_ELSE else text


def fetch_page(url: str, allow_private: bool = False, seconds: float = 20) -> dict:
    """Fetch one address and give its record, as `read_page` does; what is asked and refused says `addresses.ask`."""
    from .addresses import ask

    answer = ask(url, allow_private, seconds)
    if answer.kind == "text/plain":
        text, encoding = _decode_page(answer.data, answer.charset, answer.url)
        return {"text": text, "url": answer.url, "encoding": encoding}
    found: Any = read_apart(read_page, answer.data, answer.url, answer.url, answer.charset, name=answer.url)
    (record,) = found
    return {**record, "url": answer.url}


def _decode_page(data: bytes, stated: str, name: str) -> tuple[str, str]:
    """Decode by a mark, by what host or page states, where that is a charset of the web (WHATWG), or by content."""
    if not data.startswith(_MARKED):
        declared = None if stated else pattern("charset").search(data[:4096])
        label = webencodings.lookup(declared[1].decode() if declared else stated)
        with contextlib.suppress(AttributeError, LookupError, UnicodeError):  # no charset, or another
            codec = "utf-8" if declared and label.name.startswith("utf-16") else label.codec_info.name
            return data.decode(codec), codec
    return decode_text(data, name)


def _without_broken_data(page: str) -> str:
    """Take long damaged JSON-LD out, which trafilatura would search in more than linear time."""

    def put(match: re.Match) -> str:
        try:
            json.loads(match[2] if len(match[2]) > _BROKEN_DATA else "0", strict=False)
        except (ValueError, RecursionError):
            return match[1]
        return match[0]

    return pattern("linked data").sub(put, page)


def _no_article(text: str, page: str, url: str) -> str | None:
    words, title = len(text.split()), "".join(pattern("title of a page").findall(page[:20_000])[:1])
    if words < _SHORT:
        lower = " ".join(f"{title} {text}".lower().replace("’", "'").split())
        hits: Counter[str] = Counter()
        for row in own_rows("formats/page_marks.csv"):
            hits[row["page"]] += lower.count(row["phrase"]) * (row["page"] != "paywall")
        for what, n in hits.items():
            if n * _DENSE > words:
                return what
    paragraphs = [len(line.split()) for line in text.splitlines() if line.strip()]
    prose = sum(count >= _PROSE for count in paragraphs)
    front = url and urlsplit(url).path in ("", "/")
    if pattern("article mark").search(page) or (prose * 3 > len(paragraphs) and not front):
        return None
    links = len(pattern("headline link").findall(page))
    return "a list of articles, as a home page is" if links >= _LINKS else None


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
