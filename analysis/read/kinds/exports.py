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
    r"^\W*(?:title|headline|heading)\s*:|^(?:article|document|story|item) \d+(?: of \d+)?\W*$", re.I | re.M
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
_FACTIVA_TEXT = re.compile(r"(?:LP|TD)(?:[\s|]|$)")
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
        yield {"text": text}
        if (number := len(_MANY.findall(text))) > 2:
            yield ValueError(
                f"{name} looks like {number} articles in one file; an export whose layout is known, or one article a "
                "file, was expected, and it was read as one article. Split it, or export it as a table."
            )
        return
    some = False
    for number, block in enumerate(_blocks(text, *layout[:2]), 1):
        record = _record(block, layout[0])
        if record and record["text"]:
            some = True
            yield {**dict.fromkeys(_FIELDS), **record}
        elif record and (record.get("title") or record.get("length")):
            yield ValueError(
                f"{name}: article {number} ({record.get('title') or 'without a title'}) has no text in this export; "
                "a full text was expected. Export it again with its text."
            )
    if not some:
        raise ValueError(
            f"{name} looks like an export of {layout[0]}, but no article in it has a text; full texts were expected. "
            "Export it again with them."
        )


def _blocks(text: str, layout: str, border: re.Pattern) -> list[list[str]]:
    """Give the paragraphs of each article, without the marks between them."""
    paragraphs, blocks = _paragraphs(text, layout, border), [[]]
    for paragraph in paragraphs:
        if border.match(paragraph):
            blocks.append([])
        elif not _PAGE.fullmatch(paragraph):
            blocks[-1].append(paragraph)
    if layout == "lexisnexis":  # its mark is at the beginning
        return blocks[1:]
    return [block for block in blocks if block]


def _paragraphs(text: str, layout: str, border: re.Pattern) -> Iterator[str]:
    """Give the paragraphs of a text: its lines or, where it is wrapped at a fixed width, what blank lines part."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    carried = sum(two[0].islower() and one[-1] not in _ENDS for one, two in pairs)
    wrapped = carried * 5 > len(pairs) and "" in lines and layout != "proquest"
    label, waiting = _label_pattern(layout), ""
    for line in [*lines, ""]:
        begins = not line or not wrapped or label.match(line) or border.match(line)
        if begins and waiting:
            yield waiting
        waiting = line if begins else f"{waiting} {line}".strip()


def _record(block: list[str], layout: str) -> dict | None:
    if layout == "factiva" and not any(map(_FACTIVA_TEXT.match, block)):
        return _factiva_without_codes(block)
    head, found = _labelled(block, layout)
    if layout in ("lexisnexis", "nexis"):
        if not found:
            return None
        found = {**_nexis_head(head), **found}
    elif layout == "proquest" and head and "title" not in found and found:
        found["title"] = head[-1]
    text = [line for line in found.pop("text", []) if not _COPYRIGHT.fullmatch(line)] if found else []
    record = {field: " ".join(value) if isinstance(value, list) else value for field, value in found.items()}
    return _tidy({**record, "text": "\n".join(text)}) if found else None


def _labelled(block: list[str], layout: str) -> tuple[list[str], dict]:
    """Give the lines before the first label, and the lines of each field; what no field wants is left out."""
    labels, pattern = _labels()[layout], _label_pattern(layout)
    matches = [pattern.match(line) for line in block]
    fields = [labels[match[1].lower()] if match else "" for match in matches]
    has_body, tail = "text" in fields, _tail_of(fields) if layout == "proquest" else 0
    head: list[str] = []
    found: dict[str, list[str]] = {}
    field = ""
    for number, (line, match, own) in enumerate(zip(block, matches, fields, strict=True)):
        if field == "text" and (own not in ("", "text", "tail") or number < tail) and layout != "factiva":
            own, match = "tail" if 0 < tail <= number else "", match if 0 < tail <= number else None
        if match:
            field, line = own, match[2] or ""
            if own not in ("tail", "text") and own in found:
                field = "head"  # said again
        elif layout in ("lexisnexis", "nexis") and field:
            if field not in ("text", "tail") and not has_body:
                field = "text"
            elif field == "text" and _COPYRIGHT.match(line) and len(line) < 200:
                field = "tail"
        if not field:
            head.append(line)
        elif field not in ("head", "tail") and line:
            found.setdefault(field, []).append(line)
    return head, found


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
    pairs = pairwise(lines[place:])
    below = [line for before, line in pairs if not _EDITION.match(line) and not before.endswith(";")]
    above = lines[:place]
    title = below or above[-2:-1]
    return {"published": lines[place], "outlet": above[-1:], **({"title": title} if title else {})}


def _factiva_without_codes(block: list[str]) -> dict | None:
    """Give the record of an article whose lines have no codes: section, title, byline, words, date, outlet ..."""
    counted = next((n for n, line in enumerate(block) if _WORDS.fullmatch(line)), None)
    if counted is None:
        return None
    above, below = block[:counted], block[counted + 1 :]
    byline = next((line for line in above if _BY.match(line)), None)
    marked = next((line.removeprefix("HD ") for line in above if line.startswith("HD ")), None)
    if byline is None and len(above) > 1 and len(above[-1].split()) < 7:
        byline = above[-1]
    titles = [line for line in above if line != byline]
    dated = next((n for n, line in enumerate(below[:4]) if iso_date(line)), 0)
    after = [line for line in below[dated + 1 : dated + 3] if not re.fullmatch(r"\d\d?:\d\d(?: \w+)?", line)]
    start = next((n for n, line in enumerate(below[:14]) if _COPYRIGHT.match(line)), dated + 3)
    body = below[start + 1 :]
    if len(body) > 1 and body[-1][-1] not in _ENDS and len(body[-1].split()) < 9:
        body.pop()  # the publisher
    title = marked or max(titles, key=len, default=None)
    return _tidy(
        {
            "title": title,
            "byline": byline,
            "length": block[counted],
            "published": "".join(below[dated : dated + 1]),
            "outlet": after[0] if after else None,
            "section": titles[0] if titles and title not in titles[0] else None,
            "text": "\n".join(body),
        }
    )


def _tidy(record: dict) -> dict:
    """Give a record with the day as YYYY-MM-DD, and a byline and a title without what surrounds them."""
    published = record.get("published") or ""
    byline = _BY.sub("", record.get("byline") or "", count=1).strip(" ;,|") or None
    title = (record.get("title") or "").strip(" |") or None
    outlet = (record.get("outlet") or "").strip(" |") or None
    return {
        **record,
        "published": iso_date(published) or published or None,
        "byline": byline,
        "title": title,
        "outlet": re.split(r";\s", outlet)[0] if outlet else None,
    }


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
