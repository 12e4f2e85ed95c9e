"""Furniture: the lines around the prose by which a text says of itself what it is: headline, byline, date, agency ...

The words stand in `data/lexicons/furniture.csv` and `link_labels.csv`. It cannot see a byline of one name, nor a
caption that is written like a sentence and names no photographer.
"""

import re
from collections import defaultdict
from itertools import islice, takewhile

from .kinds.dates import DAY, iso_date
from .lexicons import BUILT_IN, Lexicons

_LONGEST = 160  # characters of such a line
_HEADLINE = (3, 22)  # words
_CALLED = {"title": "headline", "byline": "byline", "published": "date"}
_CARRIED = 3  # lines below in which a paragraph that is wrapped goes on
_ENOUGH = 25  # words that must follow a headline
_NAME = r"(?:[A-Z][\w.'’-]*|d[aei]l?|du|van|von|der|den|bin|al|el|la|le|dos|and|&|y)"
_NAMES = re.compile(rf"{_NAME}(?:,? {_NAME}){{1,11}}(?: (?:in|for|at|of) .{{2,60}}|[,;|/(–—-].{{2,80}})?")
_DAY = 20  # characters at the end of a line: "Ida Brandt, 3 March 2020"
_NAMED_DAY = re.compile(r"(?:[A-Z][\w.'’-]+ ?){2,4}[,|•·–—-]* *")
_WORD = re.compile(r"[^\W\d_]+(?:\.[a-z]\b)?")
_CREDIT = re.compile(
    r"(?:photo(?:graph)?|picture|image|illustration|file photo)s?(?: credit)?(?::| by) ?[^.:]{2,80}\.?$|getty images$"
    r"|\((?:[^\W\d][\w.'’ -]{2,40}[/|]){1,3}[^\W\d][\w.'’ -]{1,40}\)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d\d?(?::\d\d|[.:]\d\d ?[a-z])")
_MINUTES = re.compile(r"\d+[ -]min(?:ute)?s?(?: read)?", re.IGNORECASE)
_PLACE = r"[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){0,3}"
_MONTH_DAY = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:[,/] ?{_PLACE}){{0,3}}),?(?P<day> (?i:{_MONTH_DAY}))?(?P<agency> ?\([\w ./-]{{2,30}}\))?"
    r"(?: ?[—–]{1,2} ?| --? )(?=[\"“‘'\w])"
)


def kind_of_line(line: str, lexicons: Lexicons = BUILT_IN) -> str | None:
    """Give the kind of a line that is not prose: byline, date, agency, caption or link; None for all others.

    >>> [kind_of_line(line) for line in ("By Danny Okafor", "By noon it was over.", "March 3, 2020", "Read more")]
    ['byline', None, 'date', 'link']
    """
    if len(line) > 2 * _LONGEST:
        return None
    words, low = lexicons.part(_words), line.lower().strip(" .*•_-–—|()[]").replace("’", "'")
    start = re.split(r"\s*[:|/]", low, maxsplit=1)[0]
    if len(line) > _LONGEST:
        is_named = line[len(start) :].lstrip().startswith(":") and start in words["caption start"]
        return "caption" if is_named else None
    if low in words["byline"] or _named_by(line, words) is not None:
        return "byline"
    if low in words["agency"]:
        return "agency"
    if low in words["link"] or low in lexicons.terms("link_labels") or _MINUTES.fullmatch(low):
        return "link"
    if _is_date(line, low, words):
        return "date"
    return "caption" if _is_caption(line, low, start, words) else None


def _is_caption(line: str, low: str, start: str, words: dict[str, set[str]]) -> bool:
    whole = line[0] not in "([" or line[-1] in ")]"
    named = whole and start != low and start in words["caption start"]
    return named or _CREDIT.search(line) is not None


def _is_date(line: str, low: str, words: dict[str, set[str]]) -> bool:
    """Whether a line is a day or a time, perhaps with "Updated" or a name: "Ida Brandt, 3 March 2020"."""
    if (DAY.search(line) or _CLOCK.match(low)) and not set(_WORD.findall(DAY.sub("", low))) - words["date"]:
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
    city, words = re.split(r"[,/(]", match["place"])[0].strip(), lexicons.part(_words)
    agency = (match["agency"] or "").strip(" ()").lower()
    sure = match["day"] or agency in words["agency"] or (len(city) > 2 and city.isupper())
    return match.end() if sure and city.lower() not in words["no dateline"] | words["agency"] else 0


def found_in_text(text: str, lexicons: Lexicons = BUILT_IN) -> dict[str, str]:
    """Give what a text says of itself: `title, byline, published, agency`, those that it has.

    >>> prose = "The dam at Holm broke on Monday, and two streets were flooded. " * 3
    >>> found_in_text(f"Dam breaks at Holm\\nBy Danny Okafor\\nMarch 3, 2020\\n{prose}")["byline"]
    'Danny Okafor'
    """
    lines = [line.strip() for line in text[:6000].splitlines()]
    full = [*filter(None, lines)]
    found: dict[str, str] = {}
    for line in [*full[:8], *full[-2:]]:
        kind = kind_of_line(line, lexicons)
        if kind == "byline" and "byline" not in found:
            found["byline"] = _named_by(line, lexicons.part(_words)) or line
        if kind in ("date", "byline") and (day := iso_date(line)):
            found.setdefault("published", day)
        if kind == "agency" and line in full[:8]:
            found.setdefault("agency", line.strip(" .-–—()"))
    while len(full) > 1 and _is_kicker(full[0], lexicons):
        lines = lines[lines.index(full.pop(0)) + 1 :]
    if full and _is_headline(full, lines, text, lexicons):
        found["title"] = full[0]
    return found


def with_found(record: dict, lexicons: Lexicons = BUILT_IN) -> dict:
    """Give an article's record with what its text says of itself, where nothing else says it, and a note about it."""
    found = found_in_text(record["text"], lexicons)
    new = {name: value for name, value in found.items() if name != "agency" and not record.get(name)}
    said = [_CALLED[name] for name in _CALLED if name in new]
    said += [f"agency ({found['agency']})"] if "agency" in found else []
    note = [record.get("source_note"), f"Found in the text: {', '.join(said)}." if said else None]
    return {**record, **new, "source_note": " ".join(filter(None, note)) or None}


def _is_kicker(line: str, lexicons: Lexicons) -> bool:
    """Whether a line stands above a headline: the name of a section, or words such as "Exclusive" alone."""
    words = _WORD.findall(line.lower())
    known = lexicons.part(_words)["kicker"] | lexicons.part(_words)["no dateline"]
    short = len(words) < _HEADLINE[0] and line[-1] not in ".?!:" and kind_of_line(line, lexicons) is None
    return bool(words) and (short or known.issuperset(words))


def _is_headline(full: list[str], lines: list[str], text: str, lexicons: Lexicons) -> bool:
    """Whether the first line is a headline: short, without a full stop, above prose and not the first of its lines."""
    first, count = full[0], len(full[0].split())
    if not _HEADLINE[0] <= count <= _HEADLINE[1] or first[-1] in ".:;,…" or kind_of_line(first, lexicons):
        return False
    block = takewhile(bool, lines[lines.index(first) + 1 :])
    carried = any(line[0].islower() for line in islice(block, _CARRIED))
    begins = full[1][:1].islower() if len(full) > 1 else True
    return not carried and not begins and len(text.split()) - count >= _ENOUGH


def _named_by(line: str, words: dict[str, set[str]]) -> str | None:
    """Give the names behind the longest beginning of a byline, None where a line is none."""
    starts = (s for s in words["byline start"] if re.match(rf"{re.escape(s)}[ :]", line, re.I))
    start = max(starts, key=len, default="")
    rest = re.split(r" [|•·] ", line[len(start) :])[0].strip(" :|")
    if not start or not rest or rest[-1] in ".?!":
        return None
    named = _NAMES.fullmatch(rest) is not None and rest.split()[0].lower() not in words["date"]
    return rest if named or rest.lower() in words["agency"] or rest.lower().startswith("our ") else None


def _words(lexicons: Lexicons) -> dict[str, set[str]]:
    words = defaultdict(set)
    for row in lexicons.rows("furniture"):
        words[row.category].add(row.term)
    return words
