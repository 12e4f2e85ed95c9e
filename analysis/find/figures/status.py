"""How certain a figure is: whether it came about, and the first word that makes it less than certain.

Takes a parse, the verb that governs a figure, and the figure's place. It cannot see irony, nor a denial in another
sentence.
"""

from ..text import codes as kind
from ..text.clauses import Clause
from ..text.inflection import bases
from ..text.parse import Parse
from ..text.phrases import Span

_CALLED = frozenset("is are was were be been as completely entirely simply not".split())
_HELPS = frozenset("is are was were be been being has have had".split())
_BEFORE_TO, _REACH = 3, 20  # tokens
_BREAKS = kind.COMMA + kind.STOP + kind.DASH


def certainty_of(
    p: Parse, clause: Clause | None, figure: Span, cue: Span, told: str | None
) -> tuple[str, str | None]:
    """Give the status of a figure by the verb that governs it, and its first word of doubt.

    `cue` are the tokens that say what happened, `told` is the verb by which its source gives it. The status is
    reported, feared, planned, hypothetical, negated, or denied where the sentence calls it untrue.
    """
    first, last = figure
    sentence = p.sentences[p.sentence_of[first]]
    begin, main, before = first, first, first
    if clause:
        verb = clause.verb
        begin, main = (
            max(sentence.first, min(verb.first, verb.helper if verb.helper >= 0 else verb.first)),
            verb.main,
        )
        before = begin if verb.form == "finite" else max(sentence.first, begin - _BEFORE_TO)
    said = next((i for i in range(main, before - 1, -1) if _is_said(p, i, first, told)), -1)
    hedge = _hedge(p, said, max(sentence.first, min(begin, first) - _REACH), max(main, first), told)
    if hedge is None and "estimated" in p.lower[first:last]:
        hedge = "estimated"
    governing = {_kind(p, word) for word in p.lower[before:begin]}
    helping = {
        _kind(p, p.lower[i]) for i in (*range(begin, main), said) if not cue[0] <= i < cue[1] and i >= 0
    }
    return _status(p, clause, first, (begin, main), governing, helping), hedge


def _status(
    p: Parse, clause: Clause | None, first: int, group: tuple[int, int], governing: set, helping: set
) -> str:
    """The status by what the words before the verb say, and those that help it."""
    if is_called_untrue(p, first):
        return "denied"
    if "negated" in governing | helping:
        return "negated"
    if governing & {"attempt", "planned", "foiled"}:
        return "planned"
    words = p.lower[slice(*group)]
    unreal = "have" in words and ("would" in words or ("could" in words and first > group[1]))
    if unreal or _is_conditional(p, group[0]):
        return "hypothetical"
    if "feared" in helping:
        return "feared"
    return "planned" if "planned" in helping and "have" not in words else "reported"


def is_called_untrue(p: Parse, first: int) -> bool:
    """Whether the sentence calls a claim before token `first` untrue: "rumours of 50 dead are false"."""
    sentence = p.sentences[p.sentence_of[first]]
    floor = max(sentence.first, first - _REACH)
    claim = next((i for i in range(first - 1, floor - 1, -1) if _kind(p, p.lower[i]) == "claim"), -1)
    if claim < 0:
        return False
    before = p.lower[max(sentence.first, claim - _BEFORE_TO) : claim]
    behind = range(first + 1, min(sentence.last, first + _REACH))
    return any(_kind(p, word) in ("untrue", "rejected") for word in before) or any(
        _kind(p, p.lower[i]) == "untrue" and p.lower[i - 1] in _CALLED for i in behind
    )


def _is_conditional(p: Parse, begin: int) -> bool:
    """Whether the clause of a verb that begins at a token begins with if, unless or whether."""
    floor = max(p.sentences[p.sentence_of[begin]].first, begin - _REACH) if begin < len(p.words) else begin
    start = max(p.codes.rfind(mark, floor, begin) for mark in _BREAKS)
    return any(_kind(p, word) == "condition" for word in p.lower[max(start, floor) : begin])


def _is_said(p: Parse, i: int, first: int, told: str | None) -> bool:
    """Whether a word makes the harm or the number somebody's belief: "are feared dead", "is thought to have cost"."""
    row = p.lexicons.terms("grammar_words").get(p.lower[i])
    helped = i > 0 and (p.lower[i - 1] in _HELPS or first < i)
    return (
        row is not None and row.category == "reported" and helped and p.words[i] not in (told or "").split()
    )


def _hedge(p: Parse, said: int, begin: int, end: int, told: str | None) -> str | None:
    """The first words that make a figure less than certain: "are believed", "estimate", "allegedly"."""
    if said >= 0:
        return p.text[p.starts[said - (p.lower[said - 1] in _HELPS)] : p.ends[said]]
    if told and _is_doubt(p, told):
        return told
    return next((p.words[i] for i in range(begin, end) if _is_hedge(p, p.lower[i])), None)


def _is_hedge(p: Parse, word: str) -> bool:
    row = p.lexicons.terms("hedges").get(word) if word.endswith("ly") else None
    return row is not None and row.category != "approximation"


def _kind(p: Parse, word: str) -> str | None:
    """What a word says of whether something came about: a category of status_words.csv, or None."""
    row = p.lexicons.terms("status_words").get(word)
    return row.category if row else None


def _is_doubt(p: Parse, printed: str) -> bool:
    """Whether a verb as printed doubts what it introduces: "estimate", "fear", "reckon"."""
    verbs = bases(printed.lower().split()[-1], p.lexicons)
    rows = [p.lexicons.terms("reporting_verbs").get(verb) for verb in verbs]
    return "estimate" in verbs or any(row and row.category in ("doubtful", "thought") for row in rows)
