"""Exports of news databases: one file with many articles, told by its marks and taken apart.

`data/formats/export_layouts.csv` holds the marks of each layout (Nexis Uni, LexisNexis, Factiva, ProQuest),
`export_labels.csv` what each label names. A file that looks like several articles in no known layout is said to.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, takewhile

from ...resources import need, own_rows, pattern, why
from ..plain import decode_text
from .dates import iso_date
from .registry import Found

ENDS = frozenset('.?!:;"”’')
_NEXIS = ("lexisnexis", "nexis")
_FIELDS = ("title", "outlet", "published", "byline", "section", "length", "url", "text")


def read_plain(data: bytes, name: str) -> Iterator[Found]:
    """Give the record of a plain text, or those of the database export that it is."""
    text, encoding = decode_text(data, name)
    for found in articles_in(text, name):
        yield {**found, "encoding": encoding} if isinstance(found, dict) else found


def articles_in(text: str, name: str) -> Iterator[Found]:
    """Give the articles of an export, or the text as it is; a problem where it looks like several articles."""
    forms = ((row, in_usual_form(text, row["export"])) for row in own_rows("formats/export_layouts.csv"))
    marked = (f for f in forms if all(re.search(f[0][m], f[1], re.MULTILINE) for m in ("several", "needed")))
    row, found = next(marked, ({}, text))
    if not row:
        yield {"text": text}
        if (number := len(pattern("several").findall(text))) > 2:
            yield ValueError(why("several articles", name, number=number))
        return
    layout, border = row["layout"], re.compile(row["several"])
    records = [_record(block, layout) for block in _blocks(found, layout, border)]
    some = any(record and record["text"] for record in records)
    need(some, "export without texts", name, layout=row["export"])
    for number, record in enumerate(records, 1):
        if record and record["text"]:
            yield {**dict.fromkeys(_FIELDS), **record}
        elif record and record.get("title"):
            title = f"article {number} ({record['title']})"
            yield ValueError(why("no text in export", name, title=title))


def exported(text: str, name: str) -> list[Found]:
    """Give the records of an export, none where the text is no export."""
    found = list(articles_in(text, name))
    return found if any(isinstance(one, dict) and len(one) > 1 for one in found) else []


def in_usual_form(text: str, export: str) -> str:
    """Give the text of an export with what it writes in a way of its own as others write it."""
    for row in own_rows("formats/export_forms.csv"):
        if row["export"] == export:
            text = re.sub(row["written"], row["read"], text, flags=re.MULTILINE)
    return text


def _blocks(text: str, layout: str, border: re.Pattern) -> list[list[str]]:
    """Give the paragraphs of each article, without the marks between them."""
    blocks: list[list[str]] = [[]]
    for paragraph in _paragraphs(text, layout, border):
        if border.match(paragraph):
            blocks.append([])
        elif not pattern("factiva page").fullmatch(paragraph):
            blocks[-1].append(paragraph)
    return blocks[1:] if layout == "lexisnexis" else list(filter(None, blocks))  # its mark comes first


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
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    carried = sum(two[0].islower() and one[-1] not in ENDS for one, two in pairs)
    return "" in lines and carried * 5 > len(pairs)


def _record(block: list[str], layout: str) -> dict | None:
    head, found = _labelled(block, layout)
    if not found:
        return None
    if layout in _NEXIS:
        found = {**_nexis_head(head), **found}
    elif layout == "proquest":
        found = {**_proquest_head(head, " ".join(found.pop("info", []))), **found}
    elif layout == "lines":
        found = {**_factiva_head(head), **found}
    title = " ".join(found.get("title", []))
    text = [line for line in found.pop("text", []) if line != title and not pattern("rights").fullmatch(line)]
    said = {field: " ".join(lines) for field, lines in found.items()} | {"title": title}
    said["byline"] = pattern("export by").sub("", said.get("byline", ""), count=1).strip(" ;,|")
    said["outlet"] = re.split(r";\s", said.get("outlet", ""))[0].strip()
    return {field: words or None for field, words in said.items()} | {"text": "\n".join(text)}


def _labelled(block: list[str], layout: str) -> tuple[list[str], dict[str, list[str]]]:
    """Give the lines before the first label, and the lines of each field; what no field wants is left out."""
    labels, label = _labels(layout)
    matches = [_match_of(line, label) for line in block]
    fields = [labels[(m[1] or m[m.lastindex or 0]).lower()] if m else "" for m in matches]
    behind = [*takewhile(lambda field: field not in ("", "text"), reversed(fields))]  # labels behind a text
    has_body, tail = "text" in fields, len(fields) - len(behind)
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


def _match_of(line: str, label: re.Pattern) -> re.Match | None:
    """Give a line's label and what is behind it, which is no prose."""
    match = label.match(line)
    return None if match and pattern("prose").match(match[2] or "") else match


def _field(before: str, own: str, line: str, layout: str, has_body: bool, behind: bool) -> str:
    """Give the field of a line: that of its label or, without one or within a text, that of the line before."""
    if before == "text" and layout != "factiva":
        closes = own == "tail" or (not own and len(line) < 200 and pattern("rights").match(line) is not None)
        return "tail" if (behind if layout == "proquest" else closes) else "text"
    if layout in _NEXIS:
        if own == "tail" and not before:
            return ""  # what a search was narrowed by, on the first page
        if not own and before not in ("", "tail") and not has_body:
            return "text"
    return own or before


@lru_cache(maxsize=8)
def _labels(layout: str) -> tuple[dict[str, str], re.Pattern]:
    """Give the field that each label of a layout names, and how a line begins that has one: "LENGTH: 355 words"."""
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


def _nexis_head(head: list[str]) -> dict:
    """Give outlet, date and title of the lines above the labels; the title stands last, or before the outlet."""
    lines = [line for line in head if not pattern("rights").match(line)]
    dated = [n for n, line in enumerate(lines) if len(line) < 120 and iso_date(line)]
    if not dated:
        return {"title": lines[-1:]} if lines else {}
    place = dated[-1]
    below: list[str] = []
    edition = True
    for before, line in pairwise(lines[place:]):
        edition = pattern("edition").match(line) is not None or (edition and before.endswith(";"))
        below += [] if edition else [line]
    outlet, title = lines[:place][-1:], below or lines[:place][-2:-1]
    return {"published": [lines[place]], "outlet": outlet, **({"title": title} if title else {})}


def _proquest_head(head: list[str], info: str) -> dict:
    """Give title, outlet and date of the first line, and of the line that tells of the publication in one."""
    outlet = re.split(r"; | \[", info)[0]
    title = [line for line in head if not line.startswith(("http://", "https://"))][-1:]
    said = {"title": title, "outlet": [outlet] * bool(outlet), "published": [info] * bool(iso_date(info))}
    return {name: lines for name, lines in said.items() if lines}


def _factiva_head(lines: list[str]) -> dict[str, list[str]]:
    """Give title, byline and section of the lines above the number of words; the title is marked, or the longest."""
    byline = next((line for line in lines if pattern("export by").match(line)), None)
    if byline is None and len(lines) > 1 and len(lines[-1].split()) < 7:
        byline = lines[-1]
    titles = [line for line in lines if line != byline]
    longest = max(titles, key=len, default="")
    title = next((line for line in titles if line.startswith("HD ")), longest)
    section = titles[:1] if titles[:1] != [title] else []
    return {"title": [title.removeprefix("HD ")], "byline": [byline or ""], "section": section}
