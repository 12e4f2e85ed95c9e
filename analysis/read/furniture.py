"""Furniture: the lines around the prose by which a text says of itself what it is: headline, byline, date, agency ...

The words stand in `data/lexicons/furniture.csv` and `link_labels.csv`. It cannot see a byline of one name, nor a
caption that is written like a sentence and names no photographer.
"""

import re
from collections import defaultdict

from .kinds.dates import DAY
from .lexicons import BUILT_IN, Lexicons

_LONGEST = 160  # characters of such a line
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁŃŅŇŌŐŒŔŘŚŞŠŤŪŮŰŹŻŽ"
_NAME = rf"(?:[{_CAPITAL}][\w.'’-]*|d[aei]l?|du|van|von|der|den|bin|al|el|la|le|dos|and|&|y)"
NAMES = re.compile(rf"{_NAME}(?:,? {_NAME}){{1,11}}(?: (?:in|for|at|of) .{{2,60}}|[,;|/(–—-].{{2,80}})?")
_DAY = 20  # characters at the end of a line: "Ida Brandt, 3 March 2020"
_ROLE = re.compile(rf"((?:[{_CAPITAL}][\w.'’-]+ ){{1,3}}[{_CAPITAL}][\w'’-]+?),? (?:\w+ ){{0,3}}(\w+)")
_NAMED_DAY = re.compile(r"(?:[A-Z][\w.'’-]+ ?){2,4}[,|•·–—-]* *")
WORD = re.compile(r"[^\W\d_]+(?:\.[a-z]\b)?")
_CREDIT = re.compile(
    r"(?:photo(?:graph)?|picture|image|illustration|file photo)s?(?: credit)?(?::| by) ?[^.:]{2,80}\.?$|getty images$"
    r"|\((?:[^\W\d][\w.'’ -]{2,40}[/|]){1,3}[^\W\d][\w.'’ -]{1,40}\)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d\d?(?::\d\d|[.:]\d\d ?[a-z])")
_MINUTES = re.compile(r"\d+[ -]min(?:ute)?s?(?: read)?", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\))\s*(?:copyright\s*)?\d{4}|copyright \d{4}|.{0,80}\ball rights reserved\b",
    re.I,
)
_RATE = re.compile(r"[^()=]{0,20}[$€£¥\d][^()=]{0,30} = [^()=]{0,20}\d[^()=]{0,40}")  # "$1 = 612 francs"
_PARTED, _COUNTED = re.compile(r"\s*[|>›»·•]\s*"), re.compile(r"\W*\b\d[\d,]*\W*")
PROSE = 20  # words of a paragraph that is prose
_PLACE = r"[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){0,3}"
_MONTH_DAY = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:[,/] ?{_PLACE}){{0,3}}),?(?P<day> (?i:{_MONTH_DAY}))?(?P<agency> ?\([\w ./-]{{2,30}}\))?"
    r"(?: ?[—–]{1,2} ?| --? | \| )(?=[\"“‘'\w])"
)


def kind_of_line(line: str, lexicons: Lexicons = BUILT_IN) -> str | None:
    """Give the kind of a line that is not prose: byline, date, agency, caption or link; None for all others.

    >>> [kind_of_line(line) for line in ("By Danny Okafor", "By noon it was over.", "March 3, 2020", "Read more")]
    ['byline', None, 'date', 'link']
    """
    if len(line) > 2 * _LONGEST:
        return None
    words, low = lexicons.part(furniture_words), line.lower().strip(" .*•_-–—|()[]").replace("’", "'")
    start = re.split(r"\s*[:|/]", low, maxsplit=1)[0]
    if len(line) > _LONGEST:
        is_named = line[len(start) :].lstrip().startswith(":") and start in words["caption start"]
        return "caption" if is_named else None
    if low in words["byline"] or named_by(line, words) is not None:
        return "byline"
    if low in words["agency"] or (line[0] == "(" and _is_note(line.strip("()"), words)):
        return "agency"
    if low in lexicons.terms("link_labels") or _is_link(line, low, words):
        return "link"
    if _is_date(line, low, words):
        return "date"
    return "caption" if _is_caption(line, low, start, words) else None


def _is_note(line: str, words: dict[str, set[str]]) -> bool:
    """Whether what stands in brackets is what an agency says of its report: "Adds details", "$1 = 612 francs"."""
    return _RATE.fullmatch(line) is not None or re.split(r"[ ,]", line.lower())[0] in words["note start"]


def _is_link(line: str, low: str, words: dict[str, set[str]]) -> bool:
    """Whether a line is of a page's menu or foot: "Sign in", "Comments (12)", "Home > News", "Share on Facebook"."""
    parts = _PARTED.split(low)
    path = len(parts) > 1 and all(part in words["link"] | words["kicker"] or not part for part in parts)
    path = path or (len(parts) > 2 and ">" in low and max(len(part.split()) for part in parts) < 4)
    starts = (
        " ".join(re.split(r"[\s:]+", low)[:2]) in words["link start"]
        and len(low.split()) < 7
        and line[-1] not in ".?!"
    )
    known = {low, _COUNTED.sub("", low)} & (words["link"] | words["page end"])
    return bool(path or starts or known or _MINUTES.fullmatch(low) or _RIGHTS.match(line))


def _is_caption(line: str, low: str, start: str, words: dict[str, set[str]]) -> bool:
    whole = line[0] not in "([" or line[-1] in ")]"
    named = whole and start != low and start in words["caption start"]
    return named or _CREDIT.search(line) is not None


def _is_date(line: str, low: str, words: dict[str, set[str]]) -> bool:
    """Whether a line is a day or a time, perhaps with "Updated" or a name: "Ida Brandt, 3 March 2020"."""
    if (DAY.search(line) or _CLOCK.match(low)) and not set(WORD.findall(DAY.sub("", low))) - words["date"]:
        return True
    return bool(DAY.search(line[-_DAY:]) and _NAMED_DAY.fullmatch(DAY.sub("", line)))


def dateline_end(paragraph: str, lexicons: Lexicons = BUILT_IN) -> int:
    """Give where the dateline at the beginning of an article's first paragraph ends, 0 where there is none.

    >>> dateline_end("HOLM, Arden (Reuters) - The dam broke."), dateline_end("Arden is a small town - and a poor one.")
    (24, 0)
    """
    match = _DATELINE.match(paragraph[:_LONGEST])
    if match is None:
        return 0
    city, words = re.split(r"[,/(]", match["place"])[0].strip(), lexicons.part(furniture_words)
    agency = (match["agency"] or "").strip(" ()").lower()
    sure = match["day"] or agency in words["agency"] or (len(city) > 2 and city.isupper())
    no_places = words["no dateline"] | words["agency"] | (words["kicker"] if "|" in match[0] else set())
    return match.end() if sure and city.lower() not in no_places else 0


def prose_end(text: str, lexicons: Lexicons = BUILT_IN) -> int:
    """Give where what stands behind an article on its page begins: comments, or lists of what is read most.

    >>> prose_end("The dam at Holm broke on Monday. Two streets were flooded.\\nMost read\\n1. A lynx in my bath")
    59
    """
    ends, at, found = lexicons.part(furniture_words)["page end"], len(text), len(text)
    for line in reversed(text[len(text) // 2 :].splitlines(keepends=True)):
        at -= len(line)
        low = line.strip().lower().replace("’", "'")
        if len(low) < 2 * _DAY and {low, _COUNTED.sub("", low)} & ends:
            found = at
        elif len(line.split()) > PROSE and line.rstrip()[-1:] in ".?!”\"'’)":
            ends = lexicons.part(furniture_words)["comments"]
    return found if found > len(text) // 2 else len(text)


def named_by(line: str, words: dict[str, set[str]]) -> str | None:
    """Give the names behind the longest beginning of a byline, or before what they do; None where there are none."""
    bracketed, line = line[0] == "(", line.strip("()") if line[0] == "(" else line
    starts = (s for s in words["byline start"] if line[: len(s)].lower() == s)
    start = max((s for s in starts if line[len(s) : len(s) + 1] in (" ", ":")), key=len, default="")
    if not start:
        return _named_before_role(line, words)
    rest = re.split(r" [|•·] ", line[len(start) :])[0].strip(" :|")
    if not rest or rest[-1] in ".?!":
        return None
    rest = re.split(r", (?=[a-z])|,? (?=[A-Z][a-z]{2,5}day\b)", rest)[
        0
    ]  # "Ida Brandt, court reporter", "... Monday"
    named = NAMES.fullmatch(rest) is not None and rest.split()[0].lower() not in words["date"]
    known = rest.lower() in words["agency"] or rest.lower().startswith("our ")
    return rest if named or known or (bracketed and " by" in start) else None


def _named_before_role(line: str, words: dict[str, set[str]]) -> str | None:
    role = _ROLE.fullmatch(line)  # "Ida Brandt, health editor"
    return role[1] if role and role[2].lower() in words["role"] else None


def furniture_words(lexicons: Lexicons) -> dict[str, set[str]]:
    words = defaultdict(set)
    for row in lexicons.rows("furniture"):
        words[row.category].add(row.term)
    return words
