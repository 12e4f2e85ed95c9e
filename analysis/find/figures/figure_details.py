"""What stands around a casualty figure: its source, its hedge, who did the harm, whether it happened.

Takes a clause of signs and a figure's relation in it, gives the details. It cannot resolve "he" or "they".
"""

import re
from collections.abc import Sequence

from ..text.inflection import bases
from ..text.parse import Parse
from .harm import Clause, Relation
from .signs import Sign
from .signs import signs as signs_of

_BY = re.compile(r"[,potN]{0,4}?(?P<part>(?<=,)N)?(?P<by>a)N(?:[oc]N){0,3}")
_DONE = frozenset("have had were was".split())
_HELPERS = signs_of("HAVE BE MODAL TO NOT REPORTED")
_BORDERS = signs_of("COMMA DASH STOP CLAUSE")
_BEFORE_TO = 3  # items: "a plot by rebels to kill 40"
_PARTS = frozenset("majority most many half some part bulk quarter third rest remainder".split())
_THINGS = frozenset("thing event homes".split())
_SAYS = re.compile(r"r?[^;krVQ]{0,10}(?:V[^;krVQ]{0,10})?")  # what may stand between "said" and the figure
_SAID = re.compile(r",N(?:[poV]N){0,3}")
_APPOSED = re.compile(r"N,[rGNpoV][^,ABDLZQ]{0,10},$")
_CHAIN = re.compile(r"(?:N[op,]){0,6}[NF]$")
_CLAUSES = frozenset("clause that told".split())
_REACH = 20  # items; with limits everywhere, the time is linear in the text
_VERBS_LEFT_SHORT = 6
_VERBS = "VDBLCQXZ"


def source_of(
    clause: Clause, k: int, cue: int, quotes: Sequence[tuple]
) -> tuple[str | None, str, str | None]:
    """Give who gives a figure as printed, the kind of source, and the word that says so.

    The speaker of the innermost quotation that holds the figure; else the subject of a verb of saying or counting
    right before it ("medics counted 40 dead") or behind it, or what follows "according to", in the same sentence.
    """
    p, items, signs = clause[0], clause[1], clause[2].replace("F", "N")  # three officials said
    start = items[k].figure.amount.start
    holding = (q for q in quotes if q[0] <= start < q[1] and q[2] != "scare")
    row = max(holding, key=lambda q: q[0], default=None)
    if row and row[4] and not (signs[cue] == "Z" and row[3] == clause.words(cue, cue + 1)):  # "claimed lives"
        return _source(p, row[5], row[6], row[3])
    for j in (*range(k - 1, max(0, k - _REACH), -1), *range(k + 1, min(k + 2 * _REACH, len(signs)))):
        first, last, word = items[j].first, items[j].last, p.lower[items[j].first]
        if word == "according" and j > k and signs[j + 1 : j + 3] == "tN":
            return _source(p, p.starts[items[j + 2].first], p.ends[items[j + 2].last - 1], "according to")
        if j > k and signs[j - 1 : j + 2] == ",N;" and last - first > 1 and _reports(p, p.lower[last - 1]):
            return _source(
                p, p.starts[first], p.ends[last - 2], p.words[last - 1]
            )  # "the charity estimates", taken for a noun
        if signs[j] not in "QV" or not (_reports(p, word) or _counts(p, word, signs[k - 1])):
            continue
        comma = max(0, signs.rfind(",", max(0, j - _REACH), j))
        if j > k and _SAID.fullmatch(signs, comma, j):
            return _source(p, p.starts[items[comma + 1].first], p.ends[first - 1], p.words[first])
        if j < k and _SAYS.fullmatch(signs, j + 1, k):
            begin, end = _speaker_before(signs, j)
            if end:
                span = p.starts[items[begin].first], p.ends[items[end - 1].last - 1]
                return _source(p, *span, p.words[first])
    return None, "none", row and row[3]


def agent_of(clause: Clause, k: int, relation: Relation) -> tuple[str | None, str, str | None]:
    """Give who did the harm as printed, the kind of agent, and the part of the figure that this is said of."""
    signs, cue, part = clause.signs, relation.cue, None
    if relation.construction == "active" and signs[cue] in "ABDCZ":
        found = _subject(clause, cue)
    elif k and signs[k - 1] == "L" and cue > k:  # "left 12 dead"
        found = _subject(clause, k - 1)
    else:
        match = _BY.match(signs, cue + 1) if relation.construction == "passive" else None
        found = (match.end("by"), match.end()) if match else None
        if match and match["part"]:
            part = clause.words(*match.span("part"))
            part = part if _PARTS & set(part.lower().split()) else None
    return (*_named(clause, *found), part) if found else (None, "none", None)


def status_of(clause: Clause, k: int, cue: int) -> str:
    """Give whether the harm is reported, feared, planned, hypothetical or negated, by what stands around its verb."""
    p, items, line = clause
    first = cue
    while cue != k and first > 0 and line[first - 1] in _HELPERS:
        first -= 1
    words = {*p.lower[items[first].first : items[cue].first], *p.lower[items[k].last : items[k].last + 1]}
    kinds = {status_kind(p, word) for word in words}
    if items[k].figure.amount.high == 0 or "negated" in kinds:
        return "negated"
    if Sign.TO in line[first:cue] and first < cue:
        governed = {
            status_kind(word)
            for word in p.lower[items[max(0, first - _BEFORE_TO)].first : items[first].first]
        }
        if governed & {"attempt", "negated"}:
            return "planned" if "attempt" in governed else "negated"
    if _is_conditional(clause, min(first, k)):
        return "hypothetical"
    unreal = Sign.MODAL in line[first:cue] and Sign.HAVE in line[first:cue]
    if unreal and (k > cue or "would" in words) and not words & {"may", "must"}:  # "would have killed 40"
        return "hypothetical"
    if "feared" in kinds:
        return "feared"
    return "planned" if "planned" in kinds and not words & _DONE else "reported"


def _is_conditional(clause: Clause, k: int) -> bool:
    """Whether the clause before an item begins with if, unless, whether, or (in the present) when."""
    start = next((i for i in range(k - 1, -1, -1) if clause.signs[i] in _BORDERS), -1)
    words = clause.p.lower[clause.items[max(start, 0)].first : clause.items[k].first]
    return any(status_kind(clause.p, word) == "condition" for word in words)


def hedge_of(clause: Clause, k: int, cue: int, verb: str | None) -> str | None:
    """Give the first words that make a figure less than certain: "are believed", "allegedly", "estimate", "some"."""
    p, items, signs = clause
    for i in range(min(k, cue), max(k, cue)):
        if signs[i] == "Q":
            return clause.words(i - 1 if signs[i - 1] in "bh" else i, i + 1)
    claims = signs[cue] == Sign.CLAIM and verb == clause.words(cue, cue + 1)  # "the bombing claimed 12 lives"
    if (
        verb
        and not claims
        and any(_is_doubt(p, base) for base in bases(verb.lower().split()[-1], p.lexicons))
    ):
        return verb
    amount, hedges = items[k].figure.amount, p.lexicons.terms("hedges")
    if "estimated" in p.text[amount.start : amount.end].lower():
        return "estimated"
    for i in range(items[max(0, min(k, cue) - _REACH)].first, items[max(k, cue)].first):
        if (
            p.lower[i].endswith("ly")
            and p.lower[i] in hedges
            and hedges[p.lower[i]].category != "approximation"
        ):
            return p.words[i]
    return None


def _source(p: Parse, start: int, end: int, verb: str) -> tuple[str, str, str]:
    """Give the source printed at [start, end), its kind, the word that says so.

    The head of one of its parts is a name: named; a name in it, or a body: role (UN officials, the army); else
    unnamed. The people table knows more, and takes longer.
    """
    first, last = p.token_at(start), p.token_at(end - 1) + 1
    kind, head = "role" if "N" in p.codes[first:last] else "unnamed", None
    for i in range(first, last + 1):
        if i < last and p.codes[i] in "nN":
            head = i
        elif head is not None and (i == last or p.codes[i] in ",it"):
            row = p.lexicons.terms("group_nouns").get(p.lower[head])
            if p.codes[head] == "N" and not (row and row.category == "people"):
                return p.text[start:end], "named", verb
            kind, head = "role" if row and row.category == "body" else kind, None
            if i < last and p.codes[i] != ",":
                break  # "an official in the ministry": what hangs on the head names nobody
    return p.text[start:end], kind, verb


def _speaker_before(signs: str, j: int) -> tuple[int, int]:
    """Give the items [first, last) of the subject before the verb at item `j`, (0, 0) where none is seen."""
    if signs[j - 1] == "N":
        return _phrase_start(signs, j - 1), j
    if signs[max(0, j - 2) : j] == "NV":  # "a report released today said"
        return j - 2, j - 1
    return (0, 1) if signs[j - 1] == "," and signs.startswith("N,") else (0, 0)  # "Ann Lee, a nurse, said"


def _phrase_start(signs: str, i: int) -> int:
    """Give the item where the noun phrase that ends in item `i` begins: "an official in the ministry"."""
    while i > 1 and signs[i - 1] in "op" and signs[i - 2] == "N":
        i -= 2
    return i


def _counts(p: Parse, word: str, before: str) -> bool:
    """Tell whether a verb gives the figure behind it: "counted 12", "put the losses at 12"."""
    row = p.lexicons.terms("counting_verbs").get(word)
    return row is not None and (row.category != "with at" or before == "p")


def _reports(p: Parse, word: str) -> bool:
    """Tell whether a word is a form of a verb that can govern a clause: "say", "estimates", "told"."""
    rows = (p.lexicons.terms("reporting_verbs").get(base) for base in bases(word, p.lexicons))
    return any(row is not None and not _CLAUSES.isdisjoint(row.frames.split()) for row in rows)


def status_kind(p: Parse, word: str) -> str | None:
    """Give what a word says of whether a harm happened: a category of status_words.csv, or None."""
    row = p.lexicons.terms("status_words").get(word)
    return row.category if row else None


def _is_doubt(p: Parse, verb: str) -> bool:
    row = p.lexicons.terms("reporting_verbs").get(verb)
    return verb == "estimate" or (row is not None and row.category in ("doubtful", "thought"))


def _subject(clause: Clause, i: int) -> tuple[int, int] | None:
    """Give the items [first, last) of the subject of the harm verb at item `i`."""
    signs = clause.signs
    for _ in range(_VERBS_LEFT_SHORT):
        shared = signs[i] in "AG"
        i -= not shared
        while i >= 0 and signs[i] in "hmntQb":
            i -= 1
        if not shared and i > 0 and (match := _APPOSED.search(signs, max(0, i - _REACH), i + 1)):
            return match.start(), match.start() + 1  # "the offensive, begun on Monday, left 12 dead"
        if not shared and (i < 1 or signs[i] not in "c,"):
            break
        i = max(signs.rfind(sign, max(0, i - 2 * _REACH), i) for sign in _VERBS)  # its subject is understood
        if i < 0:
            return None
    if i > 1 and signs[i] == "N" and signs[i - 2 : i] == "rp":  # "that between them killed"
        i -= 2
    relative = i > 0 and signs[i] == "r"
    if relative:
        i -= 1 + (signs[i - 1] == ",")
    last = i + 1
    if i < 0 or signs[i] not in "NF":
        return None
    if relative:  # "the attack on a market which killed 12": of several antecedents the event
        start = _CHAIN.search(signs, max(0, last - _REACH), last).start()
        events = [j for j in range(start, last) if signs[j] == "N" and clause.kind(j) == "event"]
        return (events[-1], events[-1] + 1) if events else (i, last)
    while i > 1 and signs[i - 1] in "opc" and signs[i - 2] in "NF":
        i -= 2
    return i, last


def _named(clause: Clause, first: int, last: int) -> tuple[str, str]:
    """Give the printed words of some items and their kind: named, unnamed, or event (a bomb, the floods)."""
    p, items, _ = clause
    head, begin, end = items[first].last - 1, items[first].first, items[last - 1].last
    if p.chunk_of[head] >= 0:
        begin = max(begin, p.chunks[p.chunk_of[head]].first)
    named = "N" in p.codes[begin:end]
    event = clause.kind(first) in _THINGS and not (named and "s" in p.codes[begin:end])
    return p.text[p.starts[begin] : p.ends[end - 1]], "event" if event else "named" if named else "unnamed"
