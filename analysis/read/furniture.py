"""Furniture: the lines around the prose by which a text says of itself what it is: headline, byline, date, agency ...

The rules are rows of `data/rules/line_kinds.csv`, their words stand in `data/lexicons/furniture.csv` and
`link_labels.csv`. It cannot see a byline of one name, nor a caption that is a sentence and names no photographer.
"""

import re
from collections import defaultdict
from itertools import islice, takewhile
from typing import NamedTuple

from ..resources import pattern, read_rules
from .kinds.dates import iso_date
from .lexicons import BUILT_IN, Lexicons

HEADLINE = (3, 22)  # words
NO_KIND = (None, "name")  # a headline may have nothing but capitals
_LONGEST = 160  # characters in which a dateline ends
_SHORT = 40  # characters of a line that can begin the foot of a page
_PUT = re.compile(r"<([A-Z]+)>|\{([a-z ]+)\}")  # a part, the words of a category
_EDGES = " .*•_-–—|()[]"
_WHOLE = {"page end": "link", "link": "link", "link label": "link", "agency": "agency", "byline": "byline"}
PROSE = 20  # words of a paragraph that is prose
_LABELLED = ("title", "byline", "published", "outlet", "url")
_BELOW = ("byline", "name", "date")  # what stands below a headline, the surest first
_CARRIED = 3  # lines below in which a paragraph that is wrapped goes on
_ENOUGH = 25  # words that must follow a headline
_FEWEST, _HEAD = 6, 30  # words of a sentence; lines of a page's menu and head


class Line(NamedTuple):
    """A line, its kind (None for prose and what looks like it), and whom or what it names."""

    text: str
    kind: str | None
    names: str = ""


def read_line(line: str, lexicons: Lexicons = BUILT_IN, head: bool = False) -> Line:
    """Give a line with its kind: byline, date, agency, caption, dateline or link, and in the head of an article also
    outlet, kicker and name.

    >>> [read_line(line).kind for line in ("By Danny Okafor", "By noon it was over.", "March 3, 2020", "Read more")]
    ['byline', None, 'date', 'link']
    """
    low = line.lower().strip(_EDGES).replace("’", "'") if len(line) <= _LONGEST else ""
    whole = lexicons.part(_whole_lines)
    if kind := whole.get(low, "link" if whole.get(pattern("counted").sub("", low)) == "link" else None):
        return Line(line, kind)
    size = len(line)
    for longest, in_head, kind, rule in lexicons.part(_rules):
        if size <= longest and (head or not in_head) and (match := rule.fullmatch(line)):
            names = lexicons.part(_titled).sub(r"\1", match.groupdict().get("names") or "")
            return Line(line, kind, names.replace(", and ", " and "))
    return Line(line, None)


def may_be_headline(line: Line) -> bool:
    """Whether a line has the length and the end of a headline, and no other kind."""
    fits = HEADLINE[0] <= len(line.text.split()) <= HEADLINE[1] and line.text[-1] not in ".:;,…"
    return fits and line.kind in NO_KIND


def _rules(lexicons: Lexicons) -> list[tuple[int, str, str, re.Pattern]]:
    rows = [row for row in read_rules("line_kinds") if row["kind"] != "part"]
    return [(int(r["longest"]), r["place"], r["kind"], _compiled(r["pattern"], lexicons)) for r in rows]


def _titled(lexicons: Lexicons) -> re.Pattern:
    return _compiled("(<PERSON>)(?:<TITLE>|<PLACE>)(?=$|[,;]| and | & | y )", lexicons)


def _compiled(written: str, lexicons: Lexicons) -> re.Pattern:
    """Give a pattern in which <PART> is another one, {category} its words in `furniture.csv`."""
    parts = {row["rule"]: row["pattern"] for row in read_rules("line_kinds") if row["kind"] == "part"}
    parts["DAY"], words = pattern("day").pattern.removeprefix("(?i)"), lexicons.part(furniture_words)

    def put(found: re.Match) -> str:
        some = sorted(map(re.escape, words[found[2] or ""]), key=len, reverse=True)
        return f"(?:{_PUT.sub(put, parts[found[1]])})" if found[1] else "|".join(some)

    return re.compile(_PUT.sub(put, written), re.IGNORECASE)


def _whole_lines(lexicons: Lexicons) -> dict[str, str]:
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
        low = line.strip().strip(_EDGES).lower().replace("’", "'")
        if len(low) < _SHORT and {low, pattern("counted").sub("", low)} & ends:
            found = at
        elif len(line.split()) > PROSE and line.rstrip()[-1:] in ".?!”\"'’)":
            ends = lexicons.part(furniture_words)["comments"]
    return found if found > len(text) // 2 else len(text)


def found_in_text(text: str, lexicons: Lexicons = BUILT_IN) -> dict[str, str]:
    """Give what a text says of itself: `title, byline, published, agency`, those that it has.

    >>> prose = "The dam at Holm broke on Monday, and two streets were flooded. " * 3
    >>> found_in_text(f"Dam breaks at Holm\\nBy Danny Okafor\\nMarch 3, 2020\\n{prose}")["byline"]
    'Danny Okafor'
    """
    gap, day = pattern("head gap"), pattern("day")
    begin = text[:6000].splitlines()
    parts = (gap.split(line) if "   " in line and day.search(line) else [line] for line in begin)
    lines = [read_line(part.strip(), lexicons, head=True) for line in parts for part in line]
    full = [line for line in lines if line.text]
    full, outlet = _below_menu(full)
    found = _found_in_lines(full)
    while len(full) > 1 and _is_above_headline(full):
        full.pop(0)
    if full and "title" not in found and _is_headline(full, lines, text):
        found = {"title": full[0].text} | _named_alone(full[1:4], text, lexicons) | found
    return found | ({"outlet": outlet} if outlet and outlet != found.get("title") else {})


def _named_alone(lines: list[Line], text: str, lexicons: Lexicons) -> dict[str, str]:
    """Give as byline the names that stand alone below a headline, known by a first name or told of at the end."""
    names = next((line.names for line in lines if line.kind == "name"), "")
    told_of = names and f"\n{names}" in text[len(text) // 2 :]  # "Ida Brandt is a novelist."
    known = names and names.split()[0].lower() in lexicons.terms("first_names")
    return {"byline": names} if (told_of or known) and not pattern("letters page").search(text[:1000]) else {}


def _below_menu(full: list[Line]) -> tuple[list[Line], str | None]:
    """Give the lines from the headline on, where a page's menu stands above it, and the name of the paper."""
    head = [*takewhile(_is_no_prose, full)][:_HEAD]
    outlet = next((line.names for line in head[:8] if line.kind == "outlet"), None)
    if any(line.kind == "link" for line in head[:3]):
        first = {line.kind: n for n, line in reversed([*enumerate(head)])}
        ends = [*(first[kind] for kind in _BELOW if kind in first), len(head)]
        fit = [n for n, line in enumerate(head) if may_be_headline(line)]
        full = full[next((max(above) for end in ends if (above := [n for n in fit if n < end])), 0) :]
    return full, outlet


def _is_no_prose(line: Line) -> bool:
    sentence = line.text[-1] in ".?!”" and "cookie" not in line.text.lower()  # nor is what a page asks first
    return len(line.text.split()) < (_FEWEST if sentence else PROSE)


def _found_in_lines(full: list[Line]) -> dict[str, str]:
    """Give byline, day and agency, as the lines of a text's head and its last ones say them."""
    found = _labelled([line.text for line in full[:12]])
    for place, (line, kind, names) in enumerate([*full[:8], *full[-2:]]):
        if kind == "byline" and line[0] != "(":
            found.setdefault("byline", names or line)
        if kind in ("date", "byline", "outlet") and (day := iso_date(line)):
            found.setdefault("published", day)
        if kind is None and (dateline := pattern("dateline").match(line)):
            found |= {"published": day} if (day := iso_date(dateline["day"] or "")) else {}
        if kind == "agency" and line[0] != "(" and place <= min(7, len(full) // 2):
            found.setdefault("agency", line.strip(" .-–—()"))
    return found


def _labelled(lines: list[str]) -> dict[str, str]:
    """Give what lines with labels say, where there are two or more: "Title: ...", "Author: ..."."""
    known = BUILT_IN.terms("column_names")
    said: dict[str, str] = {}
    for line in lines:
        label, _, value = line.partition(":")
        entry = known.get(label.lower())
        if entry and entry.category in _LABELLED and value.strip():
            said.setdefault(entry.category, value.strip())
    day = iso_date(said.pop("published", ""))
    return (said | ({"published": day} if day else {})) if len(said) + bool(day) > 1 else {}


def _is_above_headline(full: list[Line]) -> bool:
    """Whether the first line is the name of a section or of the paper, or words such as "Exclusive" alone."""
    line, kind, _ = full[0]
    short = 0 < len(pattern("letters").findall(line)) < HEADLINE[0]
    short = short and line[-1] not in ".?!:" and kind in NO_KIND
    above = kind in ("outlet", "date") and any(map(may_be_headline, full[1:3]))
    return above or short or kind == "kicker"


def _is_headline(full: list[Line], lines: list[Line], text: str) -> bool:
    """Whether the first line is a headline: short, without a full stop, above prose and not the first of its lines."""
    block = takewhile(lambda line: line.text, lines[lines.index(full[0]) + 1 :])
    carried = any(line.text[0].islower() and not line.kind for line in [*islice(block, _CARRIED), *full[1:2]])
    enough = len(text.split()) - len(full[0].text.split()) >= _ENOUGH
    spoken = (turn := pattern("line of a transcript")).match(full[0].text) and len(turn.findall(text)) > 2
    return may_be_headline(full[0]) and len(full) > 1 and not (carried or spoken) and enough
