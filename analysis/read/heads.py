"""Heads: what a text says of itself around its prose: headline, byline, date, outlet, agency.

Takes the text, gives these where they stand in lines of their own. It cannot see a headline that ends like a sentence.
"""

from itertools import islice, takewhile

from ..resources import pattern
from .furniture import HEADLINE, NO_KIND, PROSE, Line, may_be_headline, read_line
from .kinds.dates import iso_date
from .lexicons import BUILT_IN, Lexicons

_LABELLED = ("title", "byline", "published", "outlet", "url")
_CARRIED = 3  # lines below in which a paragraph that is wrapped goes on
_ENOUGH = 25  # words that must follow a headline
_FEWEST, _HEAD = 6, 30  # words of a sentence; lines of a page's menu and head
# between what a page's head says: "The Marl Courier      6 March 2026"


def found_in_text(text: str, lexicons: Lexicons = BUILT_IN) -> dict[str, str]:
    """Give what a text says of itself: `title, byline, published, agency`, those that it has.

    >>> prose = "The dam at Holm broke on Monday, and two streets were flooded. " * 3
    >>> found_in_text(f"Dam breaks at Holm\\nBy Danny Okafor\\nMarch 3, 2020\\n{prose}")["byline"]
    'Danny Okafor'
    """
    gap, day = pattern("head gap"), pattern("day")
    parts = (gap.split(line) if day.search(line) else [line] for line in text[:6000].splitlines())
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
    return {"byline": names} if told_of or known else {}


def _below_menu(full: list[Line]) -> tuple[list[Line], str | None]:
    """Give the lines from the headline on, where a page's menu stands above it, and the name of the paper."""
    head = [*takewhile(_is_no_prose, full)][:_HEAD]
    outlet = next((line.names for line in head[:8] if line.kind == "outlet"), None)
    if any(line.kind == "link" for line in head[:3]):
        full = full[max((n for n, line in enumerate(head) if may_be_headline(line)), default=0) :]
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
        if kind == "agency" and line[0] != "(" and place < 8:
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
    carried = any(line.text[0].islower() for line in [*islice(block, _CARRIED), *full[1:2]])
    enough = len(text.split()) - len(full[0].text.split()) >= _ENOUGH
    return may_be_headline(full[0]) and len(full) > 1 and not carried and enough
