"""Heads: what a text says of itself around its prose: headline, byline, date, outlet, agency.

Takes the text, gives these where they stand in lines of their own. It cannot see a headline that ends like a sentence.
"""

import re
from itertools import islice, takewhile

from .furniture import NAMES, PROSE, WORD, furniture_words, kind_of_line, named_by
from .kinds.dates import DAY, iso_date
from .lexicons import BUILT_IN, Lexicons

_HEADLINE = (3, 22)  # words
_LABELLED = ("title", "byline", "published", "outlet", "url")
_CARRIED = 3  # lines below in which a paragraph that is wrapped goes on
_ENOUGH = 25  # words that must follow a headline
_FEWEST, _HEAD = 6, 30  # words of a sentence; lines of a page's menu and head
# between what a page's head says: "The Marl Courier      6 March 2026"
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")


def found_in_text(text: str, lexicons: Lexicons = BUILT_IN) -> dict[str, str]:
    """Give what a text says of itself: `title, byline, published, agency`, those that it has.

    >>> prose = "The dam at Holm broke on Monday, and two streets were flooded. " * 3
    >>> found_in_text(f"Dam breaks at Holm\\nBy Danny Okafor\\nMarch 3, 2020\\n{prose}")["byline"]
    'Danny Okafor'
    """
    parts = (_GAP.split(line) if DAY.search(line) else [line] for line in text[:6000].splitlines())
    lines, outlet = _below_menu([part.strip() for line in parts for part in line], lexicons)
    full = [*filter(None, lines)]
    found = _found_in_lines(full, lexicons)
    while len(full) > 1 and _is_above_headline(full, outlet, lexicons):
        lines = lines[lines.index(full.pop(0)) + 1 :]
    if full and "title" not in found and _is_headline(full, lines, text, lexicons):
        found["title"] = full[0]
        found = _named_alone(full[1:4], text, lexicons) | found
    return found | ({"outlet": outlet} if outlet and outlet != found.get("title") else {})


def _named_alone(lines: list[str], text: str, lexicons: Lexicons) -> dict[str, str]:
    """Give as byline the name that stands alone, or with a place ("Ida Brandt in Holm"), below a headline."""
    names = (re.split(r" in (?=[A-Z])", line)[0] for line in lines)
    name = next((name for name in names if len(name.split()) in (2, 3) and NAMES.fullmatch(name)), "")
    told_of = f"\n{name}" in text[len(text) // 2 :]  # "Ida Brandt is a novelist."
    known = name and (told_of or name.split()[0].lower() in lexicons.terms("first_names"))
    return {"byline": name} if known else {}


def _below_menu(lines: list[str], lexicons: Lexicons) -> tuple[list[str], str | None]:
    """Give the lines from the headline on, where a page's menu stands above it, and the name of the paper."""
    head = [*takewhile(_is_no_prose, filter(None, lines))][:_HEAD]
    names = (DAY.sub("", line).strip(" ,|·–—") for line in head[:8])  # "The Marl Courier, 6 March 2026"
    outlet = next((name for name in names if name and _is_outlet(name, lexicons.part(furniture_words))), None)
    if any(kind_of_line(line, lexicons) == "link" for line in head[:3]):
        titles = [line for line in head if _may_be_headline(line, lexicons) and line != outlet]
        lines = lines[lines.index(titles[-1]) :] if titles else lines
    return lines, outlet


def _is_no_prose(line: str) -> bool:
    sentence = line[-1] in ".?!”" and "cookie" not in line.lower()  # nor is what a page asks first
    return len(line.split()) < (_FEWEST if sentence else PROSE)


def _found_in_lines(full: list[str], lexicons: Lexicons) -> dict[str, str]:
    """Give byline, day and agency, as the lines of a text's head and its last ones say them."""
    found = _labelled(full[:12])
    for line in [*full[:8], *full[-2:]]:
        kind = kind_of_line(line, lexicons)
        if kind == "byline" and line[0] != "(" and "byline" not in found:
            found["byline"] = named_by(line, lexicons.part(furniture_words)) or line
        if kind in ("date", "byline") and (day := iso_date(line)):
            found.setdefault("published", day)
        if kind == "agency" and line[0] != "(" and line in full[:8]:
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


def _is_outlet(line: str, words: dict[str, set[str]]) -> bool:
    """Whether a line is the name of a paper: "The Marl Courier"."""
    parts = line.split()
    named = line.startswith("The ") and len(parts) < 6 and line.replace(" ", "").isalpha()
    named = named and all(part[0].isupper() or part in ("of", "and") for part in parts)
    return named and parts[-1].lower() in words["outlet end"]


def _is_above_headline(full: list[str], outlet: str | None, lexicons: Lexicons) -> bool:
    """Whether the first line is the name of a section or of the paper, or words such as "Exclusive" alone."""
    line, words = full[0], WORD.findall(full[0].lower())
    known = lexicons.part(furniture_words)["kicker"] | lexicons.part(furniture_words)["no dateline"]
    short = len(words) < _HEADLINE[0] and line[-1] not in ".?!:" and kind_of_line(line, lexicons) is None
    above = line == outlet or kind_of_line(line, lexicons) == "date"
    above = above and any(_may_be_headline(below, lexicons) for below in full[1:3])
    return above or (bool(words) and (short or known.issuperset(words)))


def _is_headline(full: list[str], lines: list[str], text: str, lexicons: Lexicons) -> bool:
    """Whether the first line is a headline: short, without a full stop, above prose and not the first of its lines."""
    first = full[0]
    if not _may_be_headline(first, lexicons):
        return False
    block = takewhile(bool, lines[lines.index(first) + 1 :])
    carried = any(line[0].islower() for line in islice(block, _CARRIED))
    begins = full[1][:1].islower() if len(full) > 1 else True
    return not carried and not begins and len(text.split()) - len(first.split()) >= _ENOUGH


def _may_be_headline(line: str, lexicons: Lexicons) -> bool:
    fits = _HEADLINE[0] <= len(line.split()) <= _HEADLINE[1] and line[-1] not in ".:;,…"
    return fits and kind_of_line(line, lexicons) is None
