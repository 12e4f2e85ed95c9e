"""Speakers: who the speaker of each quotation is, by the name that the article gives.

Takes the quotes and the people of the same articles, gives the quotes with two more columns.
It cannot name a speaker whom the article does not name.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

import pandas as pd

from ...read.lexicons import BUILT_IN, Lexicons
from ..text.tagger import known_tag

_RELATIONS = (
    "of|for|from|at|in|with|to|by|on|near|close|within|inside|against|who|whom|which|that|whose|as|during|after|about|"
    "representing|including|like|such as"
)
_PREPOSITION = re.compile(rf"\b(?:{_RELATIONS})\s", re.IGNORECASE)
_OWNS = re.compile(r"['’]s?\s+\S|['’]s$")
_MODIFIES = re.compile(
    rf"[/-]\w|\s(?!(?:{_RELATIONS}|and|or|then|now|himself|herself)\b)[a-z]"
)  # "a BBC report"
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|some|another|any|one)\s+", re.IGNORECASE)
_AND = re.compile(
    r"(?:\s(?:of|from)\s[^,]{1,40}?)?,?\s+(?:and|&|or)\s+(?:(?:[A-Z]\w*\.?|the)\s+){0,3}|,\s+(?:[A-Z]\w*\.\s+)?"
)
_LEADS = re.compile(r"(?:\s+(?!and\b|or\b|with\b)[\w.-]+){0,6}\s+")
_PRONOUN = re.compile(
    r"(?:he|she|they|it|i|we|you|who|that|which|him|her|them|his|their|its|us|me|himself|herself|themselves|one|this)$",
    re.IGNORECASE,
)

_MOST = 20  # mentions in one printed speaker
Row = tuple  # (start, end, name, role, mention) of one mention


def label_speakers(
    quotes: pd.DataFrame, people: pd.DataFrame, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Give the quotes with `speaker_name` and `speaker_kind`.

    `speaker_kind` is `named` (a person or institution with a name; a pronoun or a role counts where it was resolved),
    `role` (a group or body told by what it is: UN officials, the ministry), `unnamed` (a source without a name:
    officials, a witness, a spokesman) or `none` (no speaker is printed). `speaker_name` is the fullest name in the
    article, the phrase without its article for `role`, and missing for the other two. Joint speakers are joined
    by "and". The mention of `people` that heads the printed speaker decides, not one that it possesses or is of.

    >>> from analysis import articles_from_text, find_people, find_quotes
    >>> articles = articles_from_text("Ann Lee, a nurse, left. “I was tired,” she said. UN officials said it rained.")
    >>> label_speakers(find_quotes(articles), find_people(articles))[["speaker", "speaker_name", "speaker_kind"]]
            speaker  speaker_name speaker_kind
    0           she       Ann Lee        named
    1  UN officials  UN officials         role
    """
    mentions = _by_article(people)
    columns = ("article_id", "speaker", "speaker_start", "speaker_end")
    named = [
        name_speaker(
            speaker, int(start), overlapping(mentions[article], int(start), int(end)), lexicons or BUILT_IN
        )
        if isinstance(speaker, str) and start is not pd.NA
        else (None, "none")
        for article, speaker, start, end in zip(*(quotes[c].tolist() for c in columns), strict=True)
    ]
    names, kinds = zip(*named, strict=True) if named else ((), ())
    return quotes.assign(speaker_name=pd.array(names, dtype="str"), speaker_kind=pd.array(kinds, dtype="str"))


def name_speaker(
    speaker: str, start: int, mentions: Sequence[Row], lexicons: Lexicons = BUILT_IN
) -> tuple[str | None, str]:
    """Give the name and the kind of a speaker as printed, from the mentions that overlap it, outermost ones only.

    >>> name_speaker("a nurse, Ann Lee", 0, [(0, 7, None, "nurse", "role"), (9, 16, "Ann Lee", "nurse", "name")])
    ('Ann Lee', 'named')
    """
    mentions, masked = mentions[:_MOST], speaker
    for mention in mentions:  # "of" within a name ties nothing to it
        first, last = max(0, mention[0] - start), min(len(speaker), mention[1] - start)
        masked = masked[:first] + "_" * (last - first) + masked[last:]
    heads = [m for m in mentions if _is_head(speaker, masked, start, m)]
    names = _names(speaker, start, [m for m in heads if m[4] == "name"])
    if names:
        return " and ".join(dict.fromkeys(names)), "named"
    if heads:
        name, role = heads[0][2:4]
        return name, "unnamed" if name is None else "role" if name == role else "named"
    owner = (
        mentions[0]
        if mentions and mentions[0][2] and _is_owner(speaker, start, mentions[0], lexicons)
        else None
    )
    if owner:  # "Mr Lee's letter", "her letter": who wrote it
        return owner[2], "role" if owner[2] == owner[3] else "named"
    return (None, "unnamed") if _PRONOUN.match(speaker) else _printed(speaker)


def overlapping(mentions: Sequence[Row], start: int, end: int) -> list[Row]:
    """Give the outermost mentions, of those in text order, that overlap a span."""
    first, found = bisect_left(mentions, start, key=itemgetter(0)), []
    for row in mentions[max(0, first - 2) : bisect_left(mentions, end, key=itemgetter(0))]:
        if row[1] <= start or (found and row[1] <= found[-1][1]) or (row[4] == "role" and row[1] > end):
            continue
        if found and row[0] < found[-1][1]:
            found.pop()
        found.append(row)
    return found


def _is_head(speaker: str, masked: str, start: int, mention: Row) -> bool:
    before, at, end = masked[: max(0, mention[0] - start)], mention[0] - start, mention[1] - start
    if mention[4] == "pronoun":
        return at <= 0 and len(speaker) <= end + 5
    if _OWNS.match(speaker, end) or (mention[4] == "name" and _MODIFIES.match(speaker, end)):
        return False
    apposed = mention[4] == "name" and before.rstrip().endswith((",", "—", "–", "(", ":"))  # "..., Ann Lee"
    return apposed or at <= 0 or not _PREPOSITION.search(before)


def _is_owner(speaker: str, start: int, mention: Row, lexicons: Lexicons) -> bool:
    owns = _OWNS.match(speaker, mention[1] - start) or (mention[4] == "pronoun" and mention[0] == start)
    head = _PREPOSITION.split(speaker[mention[1] - start :], maxsplit=1)[0].split()[-1:]
    noun = lexicons.terms("group_nouns").get(head[0].lower()) if head else None
    return bool(owns) and noun is not None and noun.category == "document"


def _names(speaker: str, start: int, proper: Sequence[Row]) -> list[str]:
    """Give the names of the speakers: the first, or the last where one leads to the next (BBC reporter Ann Lee)."""
    names = [proper[0][2]] if proper else []
    for before, after in pairwise(proper):
        between = speaker[before[1] - start : after[0] - start]
        if _AND.fullmatch(between):
            names.append(after[2])
        elif len(names) == 1 and _LEADS.fullmatch(between):
            names = [after[2]]
        else:
            break
    return names


def _printed(speaker: str) -> tuple[str | None, str]:
    """Give a speaker in which no mention heads the phrase: a name where it ends in one, a role where it holds one."""
    core = _DETERMINER.sub("", re.split(r",|\s[(–—-]", speaker, maxsplit=1)[0]).strip()
    words = _PREPOSITION.split(core, maxsplit=1)[0].split()
    capitals = [word[:1].isupper() and len(word) > 1 for word in words]
    if words and words[0] == speaker.split()[0] and known_tag(words[0].lower()) not in ("-", "NNP"):
        capitals[0] = False  # it may only begin a sentence
    if not any(capitals):
        return None, "unnamed"
    return " ".join(words), "named" if capitals[-1] else "role"


def _by_article(people: pd.DataFrame) -> dict[str, list[Row]]:
    columns = ("start", "end", "name", "role", "mention")
    grouped: dict[str, list[Row]] = defaultdict(list)
    values = [[v if v == v else None for v in people[c].tolist()] for c in columns]  # NaN is not itself
    for article, *row in zip(people["article_id"].tolist(), *values, strict=True):
        grouped[article].append(tuple(row))
    return grouped
