"""What a noun phrase can be to a quotation: where it was said, an attitude, somebody who speaks.

Takes a parse and a token, tells what the head of the phrase there is. It cannot see what a word means in its place.
"""

from ..text.codes import COMMA, NAME, NOUN, PREPOSITIONS, PRONOUN
from ..text.inflection import bases
from ..text.parse import Parse
from ..text.phrases import is_time, phrase_end


def is_setting(p: Parse, at: int) -> bool:
    """Whether a phrase tells where something was said: "in a statement", "at a rally"."""
    return _is_headed(p, at, "speech_settings")


def is_somebody(p: Parse, at: int) -> bool:
    """Whether a phrase is headed by a name, a pronoun or a word for people."""
    head = p.chunks[p.chunk_of[at]].head if p.chunk_of[at] >= 0 else at
    return p.codes[head] in NAME + PRONOUN or is_source(p, at)


def is_source(p: Parse, at: int) -> bool:
    """Whether a phrase is headed by a word for people, bodies or documents."""
    return _is_headed(p, at, "roles") or _is_headed(p, at, "group_nouns")


def is_body(p: Parse, at: int) -> bool:
    """Whether a phrase is headed by a word for a body that hears people: a court, an inquiry, a committee."""
    return _is_headed(p, at, "group_nouns", "body")


def past_adverbial(p: Parse, at: int, ceiling: int) -> int:
    """The token behind a time or a preposition with its phrase that begins here, or `at` where neither does."""
    chunk = p.chunk_of[at]
    if chunk >= 0 and is_time(p, chunk):
        return max(at + 1, min(ceiling, p.chunks[chunk].last))
    if p.codes[at] in PREPOSITIONS and p.lower[at] != "that" and p.chunk_of[at + 1] >= 0 and at + 1 < ceiling:
        return phrase_end(p, at + 1, ceiling)
    return at


def is_claim(p: Parse, chunk: int) -> bool:
    """Whether a noun phrase, behind a comma, sums up what stands before it: ", a claim the firm denied"."""
    if chunk < 0:
        return False
    first, head = p.chunks[chunk].first, p.chunks[chunk].head
    name = p.codes.find(NAME, first, head + 1)
    head = name - 1 if name > first else head  # ", an accusation Ann Lee rejected"
    named = (p.lexicons.terms("attitude_words").get(base) for base in bases(p.lower[head], p.lexicons))
    return (
        p.codes[first - 1 : first] == COMMA
        and p.lower[first] in ("a", "an")
        and any(row is not None and row.category == "noun" for row in named)
    )


def _is_headed(p: Parse, at: int, lexicon: str, category: str = "") -> bool:
    if at >= len(p.words) or p.chunk_of[at] < 0:
        return False
    head = p.chunks[p.chunk_of[at]].head
    named = (p.lexicons.terms(lexicon).get(base) for base in bases(p.lower[head], p.lexicons))
    return p.codes[head] == NOUN and any(row is not None and category in ("", row.category) for row in named)
