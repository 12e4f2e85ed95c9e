"""Heads of exported articles: title, outlet, day and byline where they stand in lines without labels."""

import re
from itertools import pairwise

from .dates import iso_date

COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))\s|.{0,60}(?:all rights reserved|alle rechte vorbehalten)", re.IGNORECASE
)
_EDITION = re.compile(
    r"(?:\w+[ -]){0,4}(?:edition|version)\b|correction appended|(?:late|early|final)\b.{0,20}$", re.IGNORECASE
)
_WORDS = re.compile(r"\d[\d.,]*\s+(?:words|mots|Wörter|palabras|parole|woorden|palavras|слов|字)")
_BY = re.compile(r"(?:(?:by|von|par|por)\s+)+", re.IGNORECASE)
_CLOCK = re.compile(r"\d\d?:\d\d(?: \w+)?")
_COMPANY = re.compile(r"\b(?:Ltd|Inc|Co|Corp|Limited|L\.?L\.?C|GmbH)\.$")
ENDS = frozenset('.?!:;"”’')


def nexis_head(head: list[str]) -> dict:
    """Give outlet, date and title of the lines above the labels; the title stands last, or before the outlet."""
    lines = [line for line in head if not COPYRIGHT.match(line)]
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


def proquest_head(head: list[str], info: str) -> dict:
    """Give title, outlet and date of the first line, and of the line that tells of the publication in one."""
    outlet = re.split(r"; | \[", info)[0]
    title = [line for line in head if not line.startswith(("http://", "https://"))][-1:]
    said = {"title": title, "outlet": [outlet] * bool(outlet), "published": [info] * bool(iso_date(info))}
    return {name: lines for name, lines in said.items() if lines}


def factiva_without_codes(block: list[str]) -> dict | None:
    """Give the record of an article whose lines have no codes: section, title, byline, words, date, outlet ..."""
    counted = next((n for n, line in enumerate(block) if _WORDS.fullmatch(line)), None)
    if counted is None:
        return None
    below = block[counted + 1 :]
    dated = next((n for n, line in enumerate(below[:4]) if iso_date(line)), 0)
    after = [line for line in below[dated + 1 : dated + 3] if not _CLOCK.fullmatch(line)]
    start = next((n for n, line in enumerate(below[:14]) if COPYRIGHT.match(line)), dated + 3)
    body = below[start + 1 :]
    last = body[-1] if len(body) > 1 else ""
    if last and len(last.split()) < 9 and (last[-1] not in ENDS or _COMPANY.search(last)):
        body.pop()  # the publisher
    day, outlet = "".join(below[dated : dated + 1]), "".join(after[:1])
    said = {"length": block[counted], "published": day, "outlet": outlet, "text": "\n".join(body)}
    return tidy(_factiva_head(block[:counted]) | said)


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


def tidy(record: dict) -> dict:
    """Give a record with the day as YYYY-MM-DD, and a byline and a title without what surrounds them."""
    found = {name: record.get(name) or "" for name in ("published", "byline", "title", "outlet")}
    found["published"] = iso_date(found["published"]) or found["published"]
    found["byline"] = _BY.sub("", found["byline"], count=1).strip(" ;,|")
    found["outlet"] = re.split(r";\s", found["outlet"])[0]
    return record | {name: value or None for name, value in found.items()}
