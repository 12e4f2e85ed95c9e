"""How a figure is told: who gives it, whether it came about, the first word of doubt, and the time that it is of.

Takes a document and an amount, gives these for people harmed and for any other figure in the same way.
It sees the figure's sentence, and the quotation that holds it.
"""

from bisect import bisect_right
from typing import NamedTuple

from ..text.clauses import Clause, clauses
from ..text.document import Document
from ..text.passive_voice import participles_in
from ..text.phrases import Span
from .amounts import Amount
from .dates import date_near
from .sources import source_at
from .status import certainty_of


class Told(NamedTuple):
    """Who gives a figure, whether it came about, the first word of doubt, the words that date it, its clause."""

    source: str | None
    source_kind: str
    hedge: str | None
    status: str
    when: str | None
    clause: Clause | None


def _kept(document: Document) -> dict[int, list[Clause]]:
    """The clauses of the sentences that have been asked for, by the number of the sentence."""
    return {}


def clauses_at(document: Document, sentence: int) -> list[Clause]:
    """The clauses of one sentence."""
    kept = document.part(_kept)
    if sentence not in kept:
        kept[sentence] = clauses(document.parse, document.part(participles_in), {sentence})
    return kept[sentence]


def told_of(
    document: Document,
    amount: Amount,
    cue: Span,
    between: tuple[int, int],
    harm: str = "-",
    left_out: bool = False,
) -> Told:
    """Give how a figure is told; `between` are the figures on either side, which have dates of their own.

    `cue` are the tokens that say what happened: those of the harm word, or of the figure itself.
    """
    p = document.parse
    first, last = p.token_at(amount.start), p.token_at(amount.end - 1) + 1
    sentence = p.sentences[p.sentence_of[first]]
    around = clauses_at(document, p.sentence_of[first])
    at = _governing(around, cue[0])
    clause = around[at] if at is not None else None
    source = source_at(document, around, amount.start, harm, left_out)
    status, hedge = certainty_of(p, clause, (first, last), cue, source.verb)
    left, right = max(sentence.start, between[0]), min(sentence.end, between[1])
    if at is not None and cue[0] == first:  # what is no harm has the dates of its own clause
        left = max(left, p.ends[around[at - 1].verb.main] if at else sentence.start)
        right = min(right, p.starts[around[at + 1].verb.main] if at + 1 < len(around) else sentence.end)
    when = date_near(p, first, last, p.token_at(left), p.token_at(right - 1) + 1)
    status = "denied" if source.denies else status
    return Told(source.words, source.kind, hedge, status, when, clause)


def _governing(around: list[Clause], cue: int) -> int | None:
    """The place of the clause whose verb holds a token, else of the verb before it, else of the one behind."""
    at = bisect_right(around, cue, key=lambda clause: clause.verb.main) - 1
    if at + 1 < len(around) and around[at + 1].verb.first <= cue:
        return at + 1
    return max(at, 0) if around else None
