"""Speakers: every mention of somebody, and who the speaker of each quotation is, by the name or phrase of the article.

Takes a document, gives its mentions, and its quotations with two more columns. It knows names and roles, not the world:
whom the article does not name stays without a name.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from operator import itemgetter

import pandas as pd

from ...read.lexicons import Lexicons, category
from ..quotation.quotes import quotes_in
from ..text import Document, Parse, find_in, is_heading, known_tag
from ..text.codes import BRACKET, CLOSES, COMMA, DASH, GENITIVE, NOUN, OPENS, STOP
from .coreference import resolved_in
from .mention import GENDERS, TIES, front_of, printed_phrase, refers, words_of
from .stage import Entity

_OPENS = OPENS + CLOSES + DASH + STOP
_PARTS = COMMA + DASH + BRACKET  # what may stand before an aside
_ASIDE = 6  # tokens of an aside up to a name
_AND = re.compile(
    r"(?:\s(?:of|from)\s[^,]{1,40}?)?,?\s+(and|&|or)\s+(?:(?:[A-Z]\w*\.?|the)\s+){0,3}|,\s+(?:[A-Z]\w*\.\s+)?"
)
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|some|another|any|one)\s+", re.IGNORECASE)

_UNNAMED = ("unnamed", "document")
_MOST = 20  # mentions in one printed speaker
# quotations at the head, all of them, and letters of one that may come again
_FIRST, _MANY, _LETTERS = 3, 200, 20
_WORD, _INITIALS = re.compile(r"\w+"), re.compile(r"(?<!\S)\S")
Row = tuple  # (start, end, name, role, mention, kind, token of the role in front) of one mention


def find_quotes(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give every attributed passage: the evidence columns, `kind, cue, speaker, speaker_start, speaker_end, rule,
    status, speaker_name, speaker_kind`.

    `kind` is `direct` (between quotation marks, marks left out), `indirect` (what a verb of speech or thought
    governs), `mixed` (indirect with marks in it) or `scare` (a label, a title: nobody is said to have spoken it).
    `cue` is the verb or phrase as printed, missing where a quotation goes on; `speaker` the whole noun phrase as
    printed. `rule` is explained in the lexicon `quote_rules`. `status` is `said`, `asked` (whether it is so),
    `denied`, `not said` ("refused to say") or `hypothetical` ("would say"), missing for scare quotes.

    `speaker_kind` is `named` (a person or institution with a name, also where a pronoun or a role stands for it),
    `role` (a group or body told by what it is: UN officials, the ministry), `unnamed` (a source without a name:
    officials, a witness) or `none` (no speaker is printed). `speaker_name` is the fullest name in the article, the
    phrase without its article for `role`, and for `unnamed` the phrase that introduces them ("a woman of 50"), also
    where they come back as "she"; joint speakers are joined by "and". The head of the printed speaker decides.

    Passages do not overlap: what a speaker says that others said is the speaker's; what its cue divides makes two rows.
    It reads tags and commas, not a syntactic tree: a clause may end too late, and a claim without a cue is not seen.

    >>> from analysis import articles_from_text
    >>> quotes = find_quotes(articles_from_text("“It rained,” said Ann Lee, but drivers claim it was fog."))
    >>> quotes[["text", "kind", "cue", "speaker_name", "speaker_kind"]]
               text      kind    cue speaker_name speaker_kind
    0    It rained,    direct   said      Ann Lee        named
    1    it was fog  indirect  claim      drivers      unnamed
    """
    return find_in(articles, "quotes", spoken_in, lexicons)


def find_people(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the mentions of persons, groups and institutions: the evidence columns, `name, role, mention,
    kind`.

    `name` is the fullest form of the name in the article, without titles, of whom a name, a role or a pronoun stands
    for, missing where the article names nobody. `role` is what the article first says that they are; `mention` is
    name, role or pronoun. Pronouns take the most prominent entity that fits (after Lappin and Leass 1994, "An
    algorithm for pronominal anaphora resolution").
    It cannot see who is meant by meaning alone, and takes some unknown places or products for people.

    >>> from analysis import articles_from_text
    >>> people = find_people(articles_from_text("Syrian leader Bashar Al-Assad spoke. He thanked the army."))
    >>> people[["text", "name", "role", "mention"]]
                  text             name           role  mention
    0  Bashar Al-Assad  Bashar Al-Assad  Syrian leader     name
    1               He  Bashar Al-Assad  Syrian leader  pronoun
    2         the army             army           army     role
    """
    return find_in(articles, "people", people_in, lexicons)


def people_in(document: Document) -> tuple[tuple, ...]:
    """Give the mentions of one document as `(start, end, name, role, mention, kind)`, without what speaks on paper."""
    return tuple(row[:6] for row in document.part(mentions_in) if row[5] != "document")


def mentions_in(document: Document) -> tuple[tuple, ...]:
    """Give all mentions as `(start, end, name, role, mention, kind, token of the role in front)`, documents too."""
    parsed, sort = document.parse, partial(category, document.lexicons, "roles")
    rows: list[tuple] = []
    for mention, entity in document.part(resolved_in):
        if entity is None and (mention.form != "pronoun" or mention.gender == "thing"):
            continue
        start, end = parsed.starts[mention.first], parsed.ends[mention.last - 1]
        entity = entity or Entity("person")
        roles = entity.roles.items()  # "Dr" is of one a psychologist
        said = (words for term, words in roles if sort(term) and sort(words.lower()) != "honorific")
        role = next(said, next(iter(entity.roles.values()), None))
        known = "unnamed" if entity.name is None else "named" if entity.words else "role"
        kind = "document" if (entity.kind, mention.form) == ("document", "role") else known
        told = entity.name or entity.phrase, role, mention.form, kind
        rows.append((start, end, *told, front_of(parsed, mention)))
    return tuple(rows)


def spoken_in(document: Document) -> list[tuple]:
    """Give the quotations of one document, each with `speaker_name` and `speaker_kind`."""
    p, mentions, rows = document.parse, document.part(mentions_in), []
    named = [row for row in mentions if row[4] == "name"]
    # "NA: Why not?" in an interview, "the DP said"
    names, offices = ({"".join(_INITIALS.findall(row[at] or "")): row[2] for row in named} for at in (2, 3))
    for row in document.part(quotes_in):
        told: tuple[str | None, str] = (None, "none")
        start, end = row[5:7]
        if start is not None and end is not None:
            told = name_speaker(p, start, end, overlapping(mentions, start, end))
            printed = _DETERMINER.sub("", document.text[start:end])
            short = names if document.text[end : end + 1] == ":" else offices
            if len(printed) > 1 and printed.isupper() and printed in short:
                told = short[printed], "named"
        rows.append((*row, *told))
    _hear_again(document, rows)
    return rows


def _hear_again(document: Document, rows: list[tuple]) -> None:
    """Give the words of a headline or a pull quote to whoever says them in the text."""
    plain = [" ".join(_WORD.findall(document.text[row[0] : row[1]].lower())) for row in rows[:_MANY]]
    for i, words in enumerate(plain):
        unsaid = rows[i][3] is None or (i < _FIRST and rows[i][-1] != "named")
        if unsaid and rows[i][2] == "direct" and len(words) > _LETTERS:
            others = (j for j, more in enumerate(plain) if words == more or (i < _FIRST and words in more))
            again = (rows[j] for j in others if j != i and rows[j][-1] == "named")
            rows[i] = (*rows[i][:-2], *next(again, rows[i])[-2:])


def spoken_at(document: Document, start: int) -> tuple | None:
    """Give the row of the attributed passage that a place of the text lies in, with its speaker's name and kind."""
    rows = document.part(spoken_in)
    at = bisect_right(rows, start, key=itemgetter(0)) - 1
    return rows[at] if at >= 0 and start < rows[at][1] and rows[at][2] != "scare" else None


def name_speaker(p: Parse, start: int, end: int, mentions: Sequence[Row]) -> tuple[str | None, str]:
    """Give the name and the kind of a speaker as printed, from the mentions that overlap it, outermost ones only.

    >>> from analysis.find.text.parse import parse
    >>> who = "Ann Lee", "nurse"
    >>> mentions = [(0, 7, *who, "role", "named", 0), (9, 16, *who, "name", "named", 3)]
    >>> name_speaker(parse("a nurse, Ann Lee"), 0, 16, mentions)
    ('Ann Lee', 'named')
    """
    speaker, mentions = p.text[start:end], mentions[:_MOST]
    heads = _heads(p, range(p.token_at(start), p.token_at(end - 1) + 1), mentions)
    if names := _joint(speaker, start, [m for m in heads if m[4] == "name"]):
        return " and ".join(dict.fromkeys(row[2] for row in names)), "named"
    if heads:  # "its largest owner, the Norberg family"
        best = min(heads, key=lambda m: m[5] in _UNNAMED)
        return best[2], "unnamed" if best[5] in _UNNAMED else best[5]
    whose = mentions and mentions[0][0] == start and p.codes[p.token_at(mentions[0][1])] == GENITIVE
    if whose and refers(p.lexicons, p.lower[p.token_at(end - 1)], "own words"):
        return mentions[0][2], mentions[0][5]  # "Lee's view"
    return _beside(p, speaker, start, mentions) or _printed(p, start, end)


def _heads(p: Parse, speaker: range, mentions: Sequence[Row]) -> list[Row]:
    """The mentions that hang on no other word of a speaker: "the head of the union" is not the union."""
    spans = [range(p.token_at(row[0]), p.token_at(row[1] - 1) + 1) for row in mentions]
    ties = {i for i in speaker if refers(p.lexicons, p.lower[i], *TIES)}.difference(*spans)
    heads = []
    for row, at in zip(mentions, spans, strict=True):
        near = range(max(speaker.start, at.start - _ASIDE), at.start) if row[5] not in _UNNAMED else ()
        # "..., Ann Lee", "..., former striker Ann Lee"
        asides = (i for i in near if p.codes[i] in _PARTS and (i + 1 == at.start or p.words[i + 1].islower()))
        tied = not ties.isdisjoint(range(max(asides, default=speaker.start), min(at.start, row[6])))
        heads += [row] * (not tied and not _modifies(p, row, at, speaker))
    return heads


def _modifies(p: Parse, mention: Row, at: range, speaker: range) -> bool:
    """Whether a mention owns or tells what stands behind it, or is the short form of the name before it."""
    if mention[4] == "pronoun":
        return at.start > speaker.start or len(speaker) > 1
    further = range(at.stop, min(p.phrase_at(at.stop - 1).head + 1, speaker.stop))
    # "Auto Workers secretary Ann Lee"
    common = (p.words[i].islower() or (p.codes[i] == NOUN and "." not in p.words[i][:-1]) for i in further)
    apart = mention[4] == "name" and any(common)
    initials = p.lower[at.start - 1] == "(" and p.lower[at.stop] == ")"
    return apart or initials or (at.stop in speaker and p.codes[at.stop] == GENITIVE)


def _joint(speaker: str, start: int, heads: Sequence[Row]) -> Sequence[Row]:
    size = 1  # not of "Ann Lee, Executive Lead"
    for i, (before, row) in enumerate(pairwise(heads), 2):
        joint = _AND.fullmatch(speaker, before[1] - start, row[0] - start)
        if not joint:
            break
        size = i if joint[1] or joint[0][0] != "," else size
    return heads[:size]


def _beside(p: Parse, speaker: str, start: int, mentions: Sequence[Row]) -> tuple[str | None, str] | None:
    if refers(p.lexicons, speaker.lower(), *GENDERS, "other pronoun", "relative"):
        return None, "unnamed"
    for first, last, name, _, form, _, _ in mentions:
        before, behind = p.text[start:first].lower(), p.text[last : start + len(speaker)].lstrip()
        if form == "pronoun" and name and bool(before) != bool(behind):  # "one of them", "his report"
            return f"{name}’s {behind}" if behind else f"{before}{name}", "unnamed"
    return None


def overlapping(mentions: Sequence[Row], start: int, end: int) -> list[Row]:
    """Give the outermost mentions, of those in text order, that overlap a span."""
    first = bisect_left(mentions, start, key=itemgetter(0))
    found: list[Row] = []
    for row in mentions[max(0, first - 2) : bisect_left(mentions, end, key=itemgetter(0))]:
        if row[1] <= start or (found and row[1] <= found[-1][1]) or (row[4] == "role" and row[1] > end):
            continue
        if found and row[0] < found[-1][1]:  # "a Ministry of Justice spokesman"
            row = (found.pop()[0], *row[1:])
        found.append(row)
    return found


def _printed(p: Parse, start: int, end: int) -> tuple[str | None, str]:
    first, last = p.token_at(start), p.token_at(end - 1) + 1
    ends = (i for i in range(first, last) if p.codes[i] in _PARTS or refers(p.lexicons, p.lower[i], *TIES))
    words = _DETERMINER.sub("", words_of(p, first, next(ends, last))).split()
    capitals = [word[:1].isupper() and len(word) > 1 for word in words]
    if words[:1] == [p.words[first]] and _is_common(p, first):
        capitals[0] = False
    if any(capitals):
        return " ".join(words), "named" if capitals[-1] else "role"
    return printed_phrase(p, first, last), "unnamed"


def _is_common(p: Parse, word: int) -> bool:
    """Whether a word in capitals may only begin a sentence, or tell a role."""
    begins = word == p.sentence(word).first or p.codes[word - 1] in _OPENS or is_heading(p, word)
    known = p.tags[word] == "NNS" or known_tag(p.lower[word]) not in ("-", "NNP")
    return known and (begins or p.lower[word] in p.lexicons.terms("roles"))
