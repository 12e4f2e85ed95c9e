"""Passives: clauses in which something is done and the doer may be left out ("was killed", "got hurt by him").

Takes the articles, gives one row for each clause with a form of be or get and a participle, with the by-phrase.
It reads tags and word order, not syntax; it cannot see who did it, only whether this clause says so.
"""

from itertools import compress

import pandas as pd

from ...read.lexicons import Lexicons, category
from . import codes as kind
from .document import Document
from .evidence import find_in
from .inflection import base_of, is_participle, listed
from .parse import Parse, Sentence
from .phrases import Span, past_time

_APART = kind.COMMA + kind.DASH + "("
_TOGETHER = kind.COMMA + kind.DASH + ")"
_BEFORE_QUESTION = kind.RELATIVE + kind.COMMA + kind.AND + kind.DASH + kind.OPENS + kind.ADVERB
_ALONE = kind.PRONOUN + kind.RELATIVE + kind.DETERMINER
_NEXT_CLAUSE = kind.STOP + kind.DASH + kind.FINITE + kind.RELATIVE + kind.BASE + kind.GERUND + kind.PARTICIPLE
_MISTAKEN = kind.BASE + kind.PRESENT + kind.NOUN + kind.ADVERB  # tags that hide a participle
_LONGEST_ASIDE, _LONGEST_WAY, _LONGEST_QUESTION, _ADVERBS = 9, 15, 40, 12  # tokens


def find_passives(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the passive clauses: the evidence columns, `verb, agent_start, agent_end, agent`.

    `text` runs from the form of be or get to the participle; `verb` is the participle's base form; `agent` is the
    noun phrase of the by-phrase, missing where there is none: then the clause leaves open who did it (another
    sentence may say). Adjectives ("interested", "involved") count only with a by-phrase, and perfect tenses
    ("has gone") never. A passive proves nothing by itself: the doer may be unknown, obvious or beside the point.

    >>> from analysis import articles_from_text
    >>> found = find_passives(articles_from_text("He was arrested by the police. Two people were hurt."))
    >>> found[["text", "verb", "agent"]].values.tolist()
    [['was arrested', 'arrest', 'the police'], ['were hurt', 'hurt', nan]]
    """
    return find_in(articles, "passives", passives_in, lexicons)


def passives_in(document: Document) -> list[tuple]:
    """Give `(start, end, verb, agent_start, agent_end, agent)` of each passive clause of one text."""
    p, rows = document.parse, []
    for main, helper in document.part(participles_in).items():
        agent = agent_after(p, max(main, helper))
        if agent or not is_state(p, helper, main):
            first, last = min(main, helper), max(main, helper)
            doer = (p.starts[agent[0]], p.ends[agent[1] - 1]) if agent else (None, None)
            named = p.text[slice(*doer)] if agent else None
            rows.append((p.starts[first], p.ends[last], base_of(p.lower[main], p.lexicons), *doer, named))
    return rows


def participles_in(document: Document) -> dict[int, int]:
    """Give the participle of each passive with its form of be or get, both as tokens, in text order.

    >>> participles_in(Document("Was he arrested? She has been told so."))
    {2: 0, 7: 6}
    """
    p, found = document.parse, {}
    helps = p.lexicons.categories["verb_helpers"]
    for i in compress(range(len(p.lower)), map(helps.__contains__, p.lower)):
        if (
            helps[p.lower[i]] in ("be", "get")
            and p.codes[i] not in kind.GENITIVE + kind.NAME
            and (at := _participle(p, i)) is not None
        ):
            found[at] = i
    return found


def is_state(p: Parse, helper: int, at: int) -> bool:
    """Tell whether a participle says how somebody or something is, not what was done to it."""
    states = p.lexicons.categories["stative_participles"]
    state = states.get(p.lower[at]) or states.get(" ".join(p.lower[at : at + 2]))
    if state == "adjective":
        return True
    if state and helper > 0 and p.codes[helper - 1] == kind.PRONOUN and p.lower[helper - 1] != "it":
        return True
    return at > helper and category(p.lexicons, "verb_helpers", p.lower[at - 1]) == "degree"


def agent_after(p: Parse, at: int) -> Span | None:
    """Give the noun phrase behind the "by" of a passive verb, if it names a doer: no time, measure, means or place.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("The gate was closed by noon by two guards.")
    >>> " ".join(p.words[slice(*agent_after(p, 3))])
    'two guards'
    """
    for by in range(at + 1, min(p.sentence(at).last, at + _LONGEST_WAY)):
        if p.lower[by] == "by":
            agent = _doer(p, by + 1, p.lower[at])
            if agent:
                return agent
        elif p.codes[by] in _NEXT_CLAUSE and not (
            p.codes[by] == kind.PARTICIPLE and p.codes[by - 1] in kind.AND + kind.COMMA
        ):
            return None  # another clause begins; but "was caught and beaten by" goes on
    return None


def _participle(p: Parse, i: int) -> int | None:
    """The token of the participle that the form of be or get at token i goes with."""
    sentence = p.sentence(i)
    at = _past_adverbs(p, i + 1, sentence.last)
    if _goes_with(p, i, at):
        return at
    near = 0 < i - sentence.first < 4 and p.codes[i - 1] in kind.PARTICIPLE + kind.ADJECTIVE + kind.PAST
    if near and not p.codes[sentence.first : i - 1].strip(kind.ADVERB):
        return i - 1 if is_participle(p.lower[i - 1], p.lexicons) else None  # "Also arrested were two men"
    if at < sentence.last and p.codes[at] in _APART:  # "were, he said, held"
        until = min(at + _LONGEST_ASIDE, sentence.last)
        close = next((k for k in range(at + 1, until) if p.codes[k] in _TOGETHER), sentence.last)
        at = _past_adverbs(p, close + 1, sentence.last)
    elif is_inverted(p, i, at, sentence):
        at = _past_adverbs(p, p.chunks[p.chunk_of[at]].last, sentence.last)
    else:
        return None
    return at if _goes_with(p, i, at) else None


def _past_adverbs(p: Parse, at: int, last: int) -> int:
    last, helps = min(last, at + _ADVERBS), p.lexicons.categories["verb_helpers"]
    while at < last:
        adverb = p.codes[at] in kind.ADVERB + kind.OPENS and not _is_irregular(p, p.lower[at])
        if helps.get(" ".join(p.lower[at : at + 2])) == "phrase between":
            at += 2
        elif adverb or helps.get(p.lower[at]) == "between":
            at += 1
        elif p.codes[at] == kind.PREPOSITION and (behind := past_time(p, at)) > at:
            at = behind  # "were on Saturday killed"
        else:
            break
    return at


def is_inverted(p: Parse, i: int, at: int, sentence: Sentence) -> bool:
    """Tell whether the subject stands between a helper and its verb: "Was he arrested?", "Nor were they told"."""
    if at >= sentence.last or p.codes[i] not in kind.FINITE or p.chunk_of[at] < 0:
        return False
    if i > sentence.first and p.lower[i - 1] in ("nor", "neither", "never"):
        return True
    asked = "?" in p.words[at : min(at + _LONGEST_QUESTION, sentence.last)]
    return asked and (i == sentence.first or p.codes[i - 1] in _BEFORE_QUESTION)


def _goes_with(p: Parse, i: int, at: int) -> bool:
    """Whether the word at a token is a participle that the be or get before it can go with."""
    if p.sentence_of[at] != p.sentence_of[i]:
        return False
    word, code = p.lower[at], p.codes[at]
    if p.codes[i - 1] == kind.THERE and p.codes[at + 1] == kind.NOUN:
        return False  # "there were injured people"
    if category(p.lexicons, "stative_participles", word) == "never":
        return False
    if code in kind.PARTICIPLE + kind.PAST:
        return is_participle(word.rpartition("-")[2], p.lexicons)
    if code == kind.ADJECTIVE:
        return word in p.lexicons.terms("participles")
    mistaken = code in _MISTAKEN and p.codes[at + 1] not in kind.NOUNS
    return mistaken and _is_irregular(p, word)


def _is_irregular(p: Parse, word: str) -> bool:
    return category(p.lexicons, "participles", word) in ("participle", "both")


def _doer(p: Parse, first: int, verb: str) -> Span | None:
    while p.codes[first] in (kind.ADVERB, kind.OPENS):
        first += 1
    chunk = p.chunk_of[first]
    if chunk < 0:
        return (first, first + 1) if p.codes[first] in _ALONE else None
    end, head = p.chunks[chunk].last, p.chunks[chunk].head
    if p.codes[head] == kind.NUMBER and p.lower[end] != "of":
        return None
    bare = not p.codes[first : head + 1].strip(kind.NOUN + kind.ADJECTIVE)
    if p.codes[first] != kind.POSSESSIVE and _is_no_doer(p, p.lower[head], verb, bare):
        return None
    while p.lower[end] in ("and", "or", "of"):
        after = end + 2 if p.codes[end + 1] in (kind.PARTICIPLE, kind.ADJECTIVE) else end + 1
        if p.chunk_of[after] < 0:
            break
        behind = p.chunks[p.chunk_of[after]].last
        if p.lower[end] != "of" and p.codes[behind] in kind.FINITE:
            break  # "by the snow and its people were moved"
        end = behind
    return first, end


def _is_no_doer(p: Parse, head: str, verb: str, bare: bool) -> bool:
    """Whether a noun behind "by" tells when, how much, by what means or where; water floods, but nothing else.

    A vehicle is a means where it stands `bare`, "by donkey cart", and a doer in "by a train".
    """
    rows = listed(p.lexicons, "not_agents", head.rstrip("."))
    told = (row for row in rows if row.category not in ("means", "place", "vehicle") or row.term == head)
    kinds = {row.category for row in told if bare or row.category != "vehicle"}
    deed = category(p.lexicons, "not_agents", base_of(verb, p.lexicons))
    watery = "water" in kinds and deed != "deed of water"
    return watery or bool(kinds - {"water", "deed of water"})
