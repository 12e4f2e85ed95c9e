"""Source phrases: what attributes without a verb, "according to", "in the words of" somebody, "in her view".

Takes a parse, gives cues. It knows the phrases of the lexicon `source_phrases` only.
"""

from ...read.lexicons import Lexicons
from ..text import codes as kind
from ..text.parse import Parse
from ..text.phrases import Span, phrase_end
from .cues import Cue

_OWN = "*"  # stands for whose view it is: "in * view"


def phrase_cues(p: Parse, inside: bytearray) -> list[Cue]:
    """Give the source phrases outside quotation marks, each with whoever it names."""
    phrases, cues = p.lexicons.part(_phrases), []
    for i, word in enumerate(p.lower):
        for rest in phrases.get(word, ()) if not inside[i] else ():
            owned = rest[0] == _OWN
            found = _possessed(p, i, rest[-1]) if owned else _followed(p, i, rest)
            if found:
                speaker, last = found
                rule = "in somebody's words" if owned else " ".join((word, *rest))
                words = (i, last if owned else speaker[0])
                cues.append(
                    Cue(i, last, i, words, speaker, frozenset(["quote"]), "phrase", "phrase", True, rule)
                )
                break
    return cues


def _followed(p: Parse, at: int, rest: tuple[str, ...]) -> tuple[Span, int] | None:
    """The speaker and the end of "according to Ann Lee"."""
    first = at + 1 + len(rest)
    if tuple(p.lower[at + 1 : first]) != rest or first >= len(p.words):
        return None
    sentence = p.sentences[p.sentence_of[at]]
    end = last = phrase_end(p, first, sentence.last)
    if at == sentence.first:  # "According to a poll of voters held on Monday, ..."
        relative = (
            p.codes[end : end + 2] == kind.COMMA + kind.RELATIVE
        )  # "According to Ann Lee, who leads it, ..."
        comma = p.codes.find(kind.COMMA, end + 2 if relative else end, sentence.last)
        plain = not any(code in kind.FINITE for code in p.codes[end:comma])
        last = comma if comma > end and (relative or plain) else end
    return ((first, end), last) if end > first else None


def _possessed(p: Parse, at: int, noun: str) -> tuple[Span, int] | None:
    """The speaker and the end of "in Ann Lee's view"."""
    chunk = p.chunks[p.chunk_of[at + 1]] if p.chunk_of[at + 1] >= 0 else None
    if chunk is None or p.lower[chunk.head] != noun:
        return None
    if p.codes[chunk.first] == kind.POSSESSIVE:
        return (chunk.first, chunk.first + 1), chunk.last
    possessor = p.codes.rfind(kind.GENITIVE, chunk.first, chunk.head)
    return ((chunk.first, possessor), chunk.last) if possessor > 0 else None


def _phrases(lexicons: Lexicons) -> dict[str, list[tuple]]:
    table: dict[str, list[tuple]] = {}
    for term in lexicons.terms("source_phrases"):
        first, *rest = term.split(" ")
        table.setdefault(first, []).append(tuple(rest))
    return table
