"""Furniture: the lines around the prose by which a text says of itself what it is: headline, byline, date, agency ...

The rules are rows of `data/rules/line_kinds.csv`, their words stand in `data/lexicons/furniture.csv` and
`link_labels.csv`. It cannot see a byline of one name, nor a caption that is written like a sentence and names no
photographer.
"""

import re
from collections import defaultdict
from typing import NamedTuple

from ..resources import pattern, read_rules
from .lexicons import BUILT_IN, Lexicons

HEADLINE = (3, 22)  # words
NO_KIND = (None, "name")  # a headline may have nothing but capitals
_LONGEST = 160  # characters in which a dateline ends
_SHORT = 40  # characters of a line that can begin the foot of a page
_PUT = re.compile(r"<([A-Z]+)>|\{([a-z ]+)\}")  # a part, the words of a category
_EDGES = " .*•_-–—|()[]"
_WHOLE = {"page end": "link", "link": "link", "link label": "link", "agency": "agency", "byline": "byline"}
PROSE = 20  # words of a paragraph that is prose
_PLACE = r"[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){0,3}"
_MONTH_DAY = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"


class Line(NamedTuple):
    """A line, its kind (None for prose and what looks like it), and whom or what it names."""

    text: str
    kind: str | None
    names: str = ""


def kind_of_line(line: str, lexicons: Lexicons = BUILT_IN) -> str | None:
    """Give the kind of a line that is not prose: byline, date, agency, caption, dateline or link; None for others.

    >>> [kind_of_line(line) for line in ("By Danny Okafor", "By noon it was over.", "March 3, 2020", "Read more")]
    ['byline', None, 'date', 'link']
    """
    return read_line(line, lexicons).kind


def read_line(line: str, lexicons: Lexicons, head: bool = False) -> Line:
    """Give a line with its kind: also outlet, kicker and name where it stands in the head of an article."""
    low = line.lower().strip(_EDGES).replace("’", "'") if len(line) <= _LONGEST else ""
    whole = lexicons.part(_whole_lines)
    if kind := whole.get(low, "link" if whole.get(pattern("counted").sub("", low)) == "link" else None):
        return Line(line, kind)
    for row, longest, rule in lexicons.part(_rules):
        if len(line) <= longest and (head or not row["place"]) and (match := rule.fullmatch(line)):
            names = match.groupdict().get("names") or ""
            return Line(line, row["kind"], lexicons.part(_titled).sub(r"\1", names))
    return Line(line, None)


def may_be_headline(line: Line) -> bool:
    """Whether a line has the length and the end of a headline, and no other kind."""
    fits = HEADLINE[0] <= len(line.text.split()) <= HEADLINE[1] and line.text[-1] not in ".:;,…"
    return fits and line.kind in NO_KIND


def _rules(lexicons: Lexicons) -> list[tuple[dict[str, str], int, re.Pattern]]:
    """Give the rules of lines, with the most characters of a line and the pattern of each."""
    rows = [row for row in read_rules("line_kinds") if row["kind"] != "part"]
    return [(row, int(row["longest"]), _compiled(row["pattern"], lexicons)) for row in rows]


def _titled(lexicons: Lexicons) -> re.Pattern:
    """Give the pattern of a person with a title among names."""
    return _compiled("(<PERSON>)<TITLE>(?=$|,| and | & | y )", lexicons)


def _compiled(written: str, lexicons: Lexicons) -> re.Pattern:
    """Give a pattern in which <PART> is another one, {category} its words in `furniture.csv`."""
    parts = {row["rule"]: row["pattern"] for row in read_rules("line_kinds") if row["kind"] == "part"}
    parts["DAY"], words = pattern("day").pattern.removeprefix("(?i)"), lexicons.part(furniture_words)

    def put(found: re.Match) -> str:
        some = sorted(map(re.escape, words[found[2] or ""]), key=len, reverse=True)
        return f"(?:{_PUT.sub(put, parts[found[1]])})" if found[1] else "|".join(some)

    return re.compile(_PUT.sub(put, written), re.IGNORECASE)


def _whole_lines(lexicons: Lexicons) -> dict[str, str]:
    """Give the kind of each line that is known as a whole."""
    words = lexicons.part(furniture_words) | {"link label": set(lexicons.terms("link_labels"))}
    return {term: _WHOLE[category] for category in _WHOLE for term in words[category]}


def furniture_words(lexicons: Lexicons) -> dict[str, set[str]]:
    words = defaultdict(set)
    for row in lexicons.rows("furniture"):
        words[row.category].add(row.term)
    return words


def dateline_end(paragraph: str, lexicons: Lexicons = BUILT_IN) -> int:
    """Give where the dateline at the beginning of an article's first paragraph ends, 0 where there is none."""
    match = pattern("dateline").match(paragraph[:_LONGEST])
    if match is None:
        return 0
    city, words = re.split(r"[,/(]", match["place"])[0].strip(), lexicons.part(furniture_words)
    agency = (match["agency"] or "").strip(" ()").lower()
    sure = match["day"] or agency in words["agency"] or (len(city) > 2 and city.isupper())
    no_places = words["no dateline"] | words["agency"] | (words["kicker"] if "|" in match[0] else set())
    return match.end() if sure and city.lower() not in no_places else 0


def prose_end(text: str, lexicons: Lexicons = BUILT_IN) -> int:
    """Give where what stands behind an article on its page begins: comments, or lists of what is read most."""
    ends, at, found = lexicons.part(furniture_words)["page end"], len(text), len(text)
    for line in reversed(text[len(text) // 2 :].splitlines(keepends=True)):
        at -= len(line)
        low = line.strip().lower().replace("’", "'")
        if len(low) < _SHORT and {low, pattern("counted").sub("", low)} & ends:
            found = at
        elif len(line.split()) > PROSE and line.rstrip()[-1:] in ".?!”\"'’)":
            ends = lexicons.part(furniture_words)["comments"]
    return found if found > len(text) // 2 else len(text)
