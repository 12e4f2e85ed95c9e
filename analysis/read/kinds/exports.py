"""Exports of news databases: one file with many articles, told by its marks and taken apart.

Takes text, or a page, gives one record per article. `data/formats/export_layouts.csv` holds the marks of each layout
(Nexis Uni, LexisNexis, Factiva, ProQuest), `export_labels.csv` what each label names; Europresse has its own module.
It cannot see where an article ends in a layout that it does not know; it says so where a file looks like several.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from ..plain import decode_text
from ..resources import data_path
from .dates import iso_date
from .registry import Found

_MANY = re.compile(
    r"^[ \t*#]*(?:title|headline|heading)[ \t]*:|^(?:article|document|story|item) \d+(?: of \d+)?[ \t.:]*$",
    re.IGNORECASE | re.MULTILINE,
)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))\s|.{0,60}all rights reserved", re.IGNORECASE)
_EDITION = re.compile(
    r"(?:\w+[ -]){0,4}(?:edition|version)\b|correction appended|(?:late|early|final)\b.{0,20}$", re.IGNORECASE
)
_PAGE = re.compile(
    r"page \d+ of \d+.{0,80}|© \d{4} factiva.*|(?:dow jones )?factiva|dow jones", re.IGNORECASE
)
_WORDS = re.compile(r"\d[\d.,]*\s+(?:words|mots|Wörter|palabras|parole|woorden|palavras)")
_BY = re.compile(r"(?:(?:by|von|par|por)\s+)+", re.IGNORECASE)
_CLOCK = re.compile(r"\d\d?:\d\d(?: \w+)?")
_FACTIVA_TEXT = re.compile(r"(?:LP|TD)(?:[\s|]|$)")
_NEXIS = ("lexisnexis", "nexis")
_FIELDS = ("title", "outlet", "published", "byline", "section", "length", "url", "text")
_ENDS = frozenset('.?!:;"”’')


def read_plain(data: bytes, name: str) -> Iterator[Found]:
    """Give the record of a plain text, or those of the database export that it is."""
    text, encoding = decode_text(data, name)
    for found in articles_in(text, name):
        yield {**found, "encoding": encoding} if isinstance(found, dict) else found


def articles_in(text: str, name: str) -> Iterator[Found]:
    """Give the articles of an export, or the text as it is; a problem where it looks like several articles."""
    layout = next((one for one in _layouts() if one[1].search(text) and one[2].search(text)), None)
    if layout is None:
        yield from _one_article(text, name)
        return
    records = [_record(block, layout[0]) for block in _blocks(text, *layout[:2])]
    if not any(record and record["text"] for record in records):
        raise ValueError(
            f"{name} looks like an export of {layout[0]}, but no article in it has a text; full texts were expected. "
            "Export it again with them."
        )
    for number, record in enumerate(records, 1):
        if record and record["text"]:
            yield {**dict.fromkeys(_FIELDS), **record}
        elif record and record["title"]:
            yield ValueError(
                f"{name}: article {number} ({record['title']}) has no text in this export; "
                "a full text was expected. Export it again with its text."
            )


def _one_article(text: str, name: str) -> Iterator[Found]:
    yield {"text": text}
    if (number := len(_MANY.findall(text))) > 2:
        yield ValueError(
            f"{name} looks like {number} articles in one file; an export whose layout is known, or one article a "
            "file, was expected, and it was read as one article. Split it, or export it as a table."
        )


def _blocks(text: str, layout: str, border: re.Pattern) -> list[list[str]]:
    """Give the paragraphs of each article, without the marks between them."""
    blocks: list[list[str]] = [[]]
    for paragraph in _paragraphs(text, layout, border):
        if border.match(paragraph):
            blocks.append([])
        elif not _PAGE.fullmatch(paragraph):
            blocks[-1].append(paragraph)
    if layout == "lexisnexis":  # its mark is at the beginning
        return blocks[1:]
    return [block for block in blocks if block]


def _paragraphs(text: str, layout: str, border: re.Pattern) -> Iterator[str]:
    """Give the paragraphs of a text: its lines or, where it is wrapped at a fixed width, what blank lines part."""
    lines = [" ".join(line.split()).strip(" |") for line in text.splitlines()]
    wrapped = layout != "proquest" and _is_wrapped(lines)
    label, waiting = _label_pattern(layout), ""
    for line in [*lines, ""]:
        begins = not line or not wrapped or label.match(line) or border.match(line)
        if begins and waiting:
            yield waiting
        waiting = line if begins else f"{waiting} {line}".strip()


def _is_wrapped(lines: list[str]) -> bool:
    """Whether many lines are simply carried on in the next one, and blank lines part the paragraphs."""
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    carried = sum(two[0].islower() and one[-1] not in _ENDS for one, two in pairs)
    return "" in lines and carried * 5 > len(pairs)


def _record(block: list[str], layout: str) -> dict | None:
    if layout == "factiva" and not any(map(_FACTIVA_TEXT.match, block)):
        return _factiva_without_codes(block)
    head, found = _labelled(block, layout)
    if not found:
        return None
    if layout in _NEXIS:
        found = {**_nexis_head(head), **found}
    elif layout == "proquest":
        found = {**_proquest_head(head, " ".join(found.pop("info", []))), **found}
    title = " ".join(found.get("title", []))
    text = [line for line in found.pop("text", []) if line != title and not _COPYRIGHT.fullmatch(line)]
    return _tidy({**{field: " ".join(lines) for field, lines in found.items()}, "text": "\n".join(text)})


def _labelled(block: list[str], layout: str) -> tuple[list[str], dict[str, list[str]]]:
    """Give the lines before the first label, and the lines of each field; what no field wants is left out."""
    labels, pattern = _labels()[layout], _label_pattern(layout)
    matches = [pattern.match(line) for line in block]
    fields = [labels[match[1].lower()] if match else "" for match in matches]
    has_body, tail = "text" in fields, _tail_of(fields) if layout == "proquest" else len(fields)
    head: list[str] = []
    found: dict[str, list[str]] = {}
    field = ""
    for number, (line, match, own) in enumerate(zip(block, matches, fields, strict=True)):
        field = _field(field, own, line, layout, has_body, number >= tail)
        if match and field == own:
            line = match[2] or ""
            if own in found and own != "text":
                field = "head"  # said again
        if not field:
            head.append(line)
        elif line and field not in ("head", "tail"):
            found.setdefault(field, []).append(line)
    return head, found


def _field(before: str, own: str, line: str, layout: str, has_body: bool, behind: bool) -> str:
    """Give the field of a line: that of its label or, without one, that of the line before.

    A label within a text is a part of it, unless it stands behind the text, as only `tail` labels of Nexis and the
    last lines of ProQuest do.
    """
    if not before and own == "tail" and layout in _NEXIS:
        return ""  # what a search was narrowed by, on the first page
    if before == "text" and layout == "proquest":
        return "tail" if behind else "text"
    if before == "text" and layout in _NEXIS:
        ends = own == "tail" or (not own and len(line) < 200 and _COPYRIGHT.match(line))
        return "tail" if ends else "text"
    if not own and before not in ("", "text", "tail") and layout in _NEXIS and not has_body:
        return "text"
    return own or before


def _tail_of(fields: list[str]) -> int:
    """Give where the labels behind a text begin, of which no line without a label follows."""
    place = len(fields)
    while place and fields[place - 1] not in ("", "text"):
        place -= 1
    return place


def _nexis_head(head: list[str]) -> dict:
    """Give outlet, date and title of the lines above the labels; the title stands last, or before the outlet."""
    lines = [line for line in head if not _COPYRIGHT.match(line)]
    dated = [n for n, line in enumerate(lines) if len(line) < 120 and iso_date(line)]
    if not dated:
        return {"title": lines[-1:]} if lines else {}
    place = dated[-1]
    below: list[str] = []
    edition = True
    for before, line in pairwise(lines[place:]):
        edition = _EDITION.match(line) is not None or (edition and before.endswith(";"))
        below += [] if edition else [line]
    above = lines[:place]
    title = below or above[-2:-1]
    return {"published": [lines[place]], "outlet": above[-1:], **({"title": title} if title else {})}


def _proquest_head(head: list[str], info: str) -> dict:
    """Give title, outlet and date of the first line, and of the line that tells of the publication in one."""
    outlet = re.split(r"; | \[", info)[0]
    said = {
        "title": head[-1:],
        "outlet": [outlet] if outlet else [],
        "published": [info] if iso_date(info) else [],
    }
    return {name: lines for name, lines in said.items() if lines}


def _factiva_without_codes(block: list[str]) -> dict | None:
    """Give the record of an article whose lines have no codes: section, title, byline, words, date, outlet ..."""
    counted = next((n for n, line in enumerate(block) if _WORDS.fullmatch(line)), None)
    if counted is None:
        return None
    below = block[counted + 1 :]
    dated = next((n for n, line in enumerate(below[:4]) if iso_date(line)), 0)
    after = [line for line in below[dated + 1 : dated + 3] if not _CLOCK.fullmatch(line)]
    start = next((n for n, line in enumerate(below[:14]) if _COPYRIGHT.match(line)), dated + 3)
    body = below[start + 1 :]
    if len(body) > 1 and body[-1][-1] not in _ENDS and len(body[-1].split()) < 9:
        body.pop()  # the publisher
    said = {
        "length": block[counted],
        "published": "".join(below[dated : dated + 1]),
        "outlet": "".join(after[:1]),
    }
    return _tidy({**_factiva_head(block[:counted]), **said, "text": "\n".join(body)})


def _factiva_head(lines: list[str]) -> dict:
    """Give title, byline and section of the lines above the number of words; the title is marked, or the longest."""
    byline = next((line for line in lines if _BY.match(line)), None)
    if byline is None and len(lines) > 1 and len(lines[-1].split()) < 7:
        byline = lines[-1]
    titles = [line for line in lines if line != byline]
    longest = max(titles, key=len, default="")
    title = next((line for line in titles if line.startswith("HD ")), longest)
    section = titles[0] if titles and titles[0] != title else None
    return {"title": title.removeprefix("HD "), "byline": byline, "section": section}


def _tidy(record: dict) -> dict:
    """Give a record with the day as YYYY-MM-DD, and a byline and a title without what surrounds them."""
    published, byline, title, outlet = (
        record.get(name) or "" for name in ("published", "byline", "title", "outlet")
    )
    tidy = {
        "published": iso_date(published) or published,
        "byline": _BY.sub("", byline, count=1).strip(" ;,|"),
        "title": title,
        "outlet": re.split(r";\s", outlet)[0],
    }
    return {**record, **{name: value or None for name, value in tidy.items()}}


@lru_cache(maxsize=1)
def _layouts() -> list[tuple[str, re.Pattern, re.Pattern]]:
    flags = re.MULTILINE
    return [
        (row["layout"], re.compile(row["several"], flags), re.compile(row["needed"], flags))
        for row in _rows("layouts")
    ]


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for row in _rows("labels"):
        labels.setdefault(row["layout"], {})[row["label"].lower()] = row["field"]
    return labels


@lru_cache(maxsize=8)
def _label_pattern(layout: str) -> re.Pattern:
    """Give what a line of a layout begins with that has a label: "LENGTH: 355 words", or "WC 355 words"."""
    labels = sorted(_labels()[layout], key=len, reverse=True)
    if layout == "factiva":
        return re.compile(rf"({'|'.join(label.upper() for label in labels)})(?:[\s|]+(.*))?$")
    some = "|".join(map(re.escape, labels))
    return re.compile(rf"({some})\s*(?::\s*(.*)|(?<=body)|(?<=classification))$", re.IGNORECASE)


def _rows(name: str) -> Iterable[dict]:
    with data_path(f"formats/export_{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
