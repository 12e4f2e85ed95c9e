"""Exports of news databases: one file with many articles, told by its marks and taken apart.

`data/formats/export_layouts.csv` holds the marks of each layout (Nexis Uni, LexisNexis, Factiva, ProQuest),
`export_labels.csv` what each label names. A file that looks like several articles in no known layout is said to.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ...resources import own_rows, why
from ..plain import decode_text
from .export_heads import COPYRIGHT, ENDS, factiva_without_codes, nexis_head, proquest_head, tidy
from .registry import Found

_MANY = re.compile(
    r"^[ \t*#]*(?:title|headline|heading|record number)[ \t]*:"
    r"|^(?:article|document|story|item) \d+(?: of \d+)?[ \t.:]*$",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE = re.compile(
    r"page \d+ of \d+.{0,80}|© \d{4} factiva.*|(?:dow jones )?factiva|dow jones", re.IGNORECASE
)
_FACTIVA_TEXT = re.compile(r"(?:LP|TD)(?:[\s|]|$)")
_PROSE = re.compile(
    r"(?!https?:)[a-z][^|;]* [^|;]*[.?!”\"]$"
)  # what follows a label that a sentence begins with
_NEXIS = ("lexisnexis", "nexis")
_FIELDS = ("title", "outlet", "published", "byline", "section", "length", "url", "text")


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
            yield ValueError(why("several articles", name, number=number))
        return
    records = [_record(block, layout[0]) for block in _blocks(text, *layout[:2])]
    if not any(record and record["text"] for record in records):
        raise ValueError(why("export without texts", name, layout=layout[0]))
    for number, record in enumerate(records, 1):
        if record and record["text"]:
            yield {**dict.fromkeys(_FIELDS), **record}
        elif record and record["title"]:
            title = f"article {number} ({record['title']})"
            yield ValueError(why("no text in export", name, title=title))


def exported(text: str, name: str) -> list[Found]:
    """Give the records of an export, none where the text is no export."""
    found = list(articles_in(text, name))
    return found if any(isinstance(one, dict) and len(one) > 1 for one in found) else []


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
    (_, label), waiting = _labels(layout), ""
    for line in [*lines, ""]:
        begins = not line or not wrapped or label.match(line) or border.match(line)
        if begins and waiting:
            yield waiting
        waiting = line if begins else f"{waiting} {line}".strip()


def _is_wrapped(lines: list[str]) -> bool:
    """Whether many lines are simply carried on in the next one, and blank lines part the paragraphs."""
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    carried = sum(two[0].islower() and one[-1] not in ENDS for one, two in pairs)
    return "" in lines and carried * 5 > len(pairs)


def _record(block: list[str], layout: str) -> dict | None:
    if layout == "factiva" and not any(map(_FACTIVA_TEXT.match, block)):
        return factiva_without_codes(block)
    head, found = _labelled(block, layout)
    if not found:
        return None
    if layout in _NEXIS:
        found = {**nexis_head(head), **found}
    elif layout == "proquest":
        found = {**proquest_head(head, " ".join(found.pop("info", []))), **found}
    title = " ".join(found.get("title", []))
    text = [line for line in found.pop("text", []) if line != title and not COPYRIGHT.fullmatch(line)]
    return tidy({**{field: " ".join(lines) for field, lines in found.items()}, "text": "\n".join(text)})


def _labelled(block: list[str], layout: str) -> tuple[list[str], dict[str, list[str]]]:
    """Give the lines before the first label, and the lines of each field; what no field wants is left out."""
    labels, pattern = _labels(layout)
    matches, fields = [], []
    for line in block:
        match = pattern.match(line)
        matches.append(match if match and not _PROSE.match(match[2] or "") else None)
        fields.append(_named(matches[-1], labels))
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


def _named(match: re.Match | None, labels: dict[str, str]) -> str:
    return labels[(match[1] or match[match.lastindex or 0]).lower()] if match else ""


def _field(before: str, own: str, line: str, layout: str, has_body: bool, behind: bool) -> str:
    """Give the field of a line: that of its label or, without one, that of the line before.

    A label within a text is a part of it, unless it stands behind the text, as only `tail` labels of Nexis and the
    last lines of ProQuest do.
    """
    if before == "text" and layout != "factiva":
        closes = own == "tail" or (not own and len(line) < 200 and COPYRIGHT.match(line) is not None)
        return "tail" if (behind if layout == "proquest" else closes) else "text"
    if layout in _NEXIS:
        if own == "tail" and not before:
            return ""  # what a search was narrowed by, on the first page
        if not own and before not in ("", "tail") and not has_body:
            return "text"
    return own or before


def _tail_of(fields: list[str]) -> int:
    """Give where the labels behind a text begin, of which no line without a label follows."""
    place = len(fields)
    while place and fields[place - 1] not in ("", "text"):
        place -= 1
    return place


@lru_cache(maxsize=1)
def _layouts() -> list[tuple[str, re.Pattern, re.Pattern]]:
    return [
        (row["layout"], re.compile(row["several"], re.MULTILINE), re.compile(row["needed"], re.MULTILINE))
        for row in own_rows("formats/export_layouts.csv")
    ]


@lru_cache(maxsize=8)
def _labels(layout: str) -> tuple[dict[str, str], re.Pattern]:
    """Give the field that each label of a layout names, and what a line begins with that has one: "LENGTH: 355 words",
    or "WC 355 words".
    """
    family = "nexis" if layout in _NEXIS else layout
    rows = [row for row in own_rows("formats/export_labels.csv") if row["layout"] == family]
    fields = {row["label"].lower(): row["field"] for row in rows}
    some = "|".join(map(re.escape, sorted(fields, key=len, reverse=True)))
    if layout == "factiva":
        return fields, re.compile(rf"({some.upper()})(?:[\s|]+(.*))?$")
    if layout == "lexisnexis":  # whose labels are capitals, so that "Update: ..." is a line of the article
        return fields, re.compile(rf"({some.upper()})\s*(?::\s*(.*))$")
    alone = "|".join(re.escape(row["label"]) for row in rows if row["alone"])
    return fields, re.compile(rf"({some})\s*:\s*(.*)$" + (rf"|({alone})$" if alone else ""), re.IGNORECASE)
