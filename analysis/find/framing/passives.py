"""Passives: clauses in which something is done and the doer may be left out ("was killed", "got hurt by him").

Takes the articles, gives one row for each clause with a form of be or get and a participle, with the by-phrase.
It reads tags and word order, not syntax; it cannot see who did it, only whether this clause says so.
"""

from functools import lru_cache

import pandas as pd

from ...read.lexicons import lexicon_terms
from ..text.evidence import find_in
from ..text.inflection import bases, is_participle, verb_of
from ..text.parse import Parse, parse


def find_passives(articles: pd.DataFrame) -> pd.DataFrame:
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
    return find_in(articles, "passives", passives_in)


def passives_in(text: str) -> list[tuple]:
    """Give `(start, end, verb, agent_start, agent_end, agent)` of each passive clause of one text."""
    p, rows, auxiliaries = parse(text), [], _auxiliaries()
    for i, word in enumerate(p.lower):
        if word not in auxiliaries or p.tags[i] == "POS":
            continue
        at = _participle(p, i)
        if at is None:
            continue
        agent = _agent(p, max(i, at))
        if agent or not _is_state(p, i, at):
            start, end = p.starts[min(i, at)], p.ends[max(i, at)]
            rows.append((start, end, verb_of(p.lower[at]), *(agent or (None, None, None))))
    return rows


def _participle(p: Parse, i: int) -> int | None:
    """The token of the participle that the form of be or get at token i goes with."""
    sentence = p.sentences[p.sentence_of[i]]
    at = _past_adverbs(p, i + 1, sentence.last)
    if _is_participle(p, i, at):
        return at
    if (
        0 < i - sentence.first < 4
        and p.codes[i - 1] in "vjd"
        and not p.codes[sentence.first : i - 1].strip("r")
    ):
        return i - 1 if is_participle(p.lower[i - 1]) else None  # "Also arrested were two men"
    if at < sentence.last and p.codes[at] in ",:(":  # "were, he said, held"
        until = min(at + 9, sentence.last)
        close = next((k for k in range(at + 1, until) if p.codes[k] in ",:)"), sentence.last)
        at = _past_adverbs(p, close + 1, sentence.last)
        return at if _is_participle(p, i, at) and p.codes[at] in "vd" else None
    if _inverted(p, i, at, sentence):
        subject = p.chunk_of[at]
        at = _past_adverbs(p, p.chunks[subject].last if subject >= 0 else at + 1, sentence.last)
        named = (
            subject >= 0
            and p.lower[i - 1] in ("what", "who", "which")
            and p.codes[at + 1 : at + 2] in "it"
            and p.codes[at + 2 : at + 3] != "."
        )
        return at if _is_participle(p, i, at) and not named else None  # "What is the name given to it?"
    return None


def _past_adverbs(p: Parse, at: int, last: int) -> int:
    last = min(last, at + 12)
    while at < last:
        if _kind(" ".join(p.lower[at : at + 2])) == "phrase between":
            at += 2
        elif (p.codes[at] in 'r"' and not _is_irregular(p.lower[at])) or _kind(p.lower[at]) == "between":
            at += 1
        else:
            break
    return at


def _inverted(p: Parse, i: int, at: int, sentence) -> bool:
    """Whether the subject stands between be and participle: "Was he arrested?", "Nor were they told"."""
    if at >= sentence.last or p.codes[i] not in "zd" or not (p.codes[at] in "PT" or p.chunk_of[at] >= 0):
        return False
    if i > sentence.first and p.lower[i - 1] in ("nor", "neither", "never"):
        return True
    asked = "?" in p.words[at : min(at + 40, sentence.last)]
    return asked and (i == sentence.first or p.codes[i - 1] in 'W,c:"r')


def _is_participle(p: Parse, i: int, at: int) -> bool:
    if at >= len(p.words) or p.sentence_of[at] != p.sentence_of[i]:
        return False
    word, code = p.lower[at], p.codes[at]
    row = lexicon_terms("stative_participles").get(word)
    if p.codes[i - 1 : i] == "e" and p.codes[at + 1 : at + 2] == "n":
        return False  # "there were injured people"
    if (row and row.category == "never") or (p.lower[i] == "'s" and p.lower[at - 1] == "ever"):
        return False
    if code in "vd":
        return is_participle(word.rpartition("-")[2])
    if code == "j":
        return word in lexicon_terms("participles")
    return code in "bznr" and _is_irregular(word) and p.codes[at + 1 : at + 2] not in ("n", "N")


def _is_irregular(word: str) -> bool:
    row = lexicon_terms("participles").get(word)
    return row is not None and row.category in ("participle", "both")


def _is_state(p: Parse, i: int, at: int) -> bool:
    """Whether the participle says how somebody or something is, not what was done to it."""
    states = lexicon_terms("stative_participles")
    row = states.get(p.lower[at]) or states.get(" ".join(p.lower[at : at + 2]))
    if row and (row.category == "adjective" or (i > 0 and p.codes[i - 1] == "P" and p.lower[i - 1] != "it")):
        return True
    return _kind(p.lower[at - 1]) == "degree" and at > i


def _agent(p: Parse, at: int) -> tuple[int, int, str] | None:
    """Start, end and text of the noun phrase after "by", if it names a doer, not a time, a measure or a means."""
    for by in range(at + 1, min(p.sentences[p.sentence_of[at]].last, at + 15)):
        if p.lower[by] == "by":
            agent = _doer(p, by + 1)
            if agent:
                return agent
        elif p.codes[by] in ".:zdmWbgv" and not (p.codes[by] == "v" and p.codes[by - 1] in "c,"):
            return None  # another clause begins; but "was caught and beaten by" goes on
    return None


def _doer(p: Parse, first: int) -> tuple[int, int, str] | None:
    while p.codes[first : first + 1] in ("r", '"'):
        first += 1
    if first >= len(p.words) or p.codes[first] not in "PWTSj0nNvg":
        return None
    chunk = p.chunk_of[first]
    if chunk < 0:
        return (p.starts[first], p.ends[first], p.words[first]) if p.codes[first] in "PWT" else None
    end, head = p.chunks[chunk].last, p.chunks[chunk].head
    if p.codes[head] == "0" and p.lower[end : end + 1] != ["of"]:
        return None
    if p.codes[first] != "S" and _is_no_doer(p.lower[head]):
        return None
    while p.lower[end : end + 1] in (["and"], ["or"], ["of"]):
        after = end + 2 if p.codes[end + 1 : end + 2] in ("v", "j") else end + 1
        if after >= len(p.words) or p.chunk_of[after] < 0:
            break
        end = p.chunks[p.chunk_of[after]].last
    return p.starts[first], p.ends[end - 1], p.text[p.starts[first] : p.ends[end - 1]]


def _is_no_doer(head: str) -> bool:
    rows = [lexicon_terms("not_agents").get(base) for base in bases(head.rstrip("."))]
    return any(row and (row.category != "means" or row.term == head) for row in rows)


def _kind(word: str) -> str | None:
    row = lexicon_terms("verb_helpers").get(word)
    return row.category if row else None


@lru_cache(maxsize=1)
def _auxiliaries() -> frozenset[str]:
    return frozenset(
        term for term, row in lexicon_terms("verb_helpers").items() if row.category in ("be", "get")
    )
