"""Figures: every number that an article gives as a fact, and people killed, hurt, driven out, lost or held among them.

Takes the articles table, gives one row per figure. It cannot see whether a figure is true, nor add figures up.
"""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from ...read.lexicons import Lexicons, category
from ..text import Document, Parse, Span, find_in, kind
from ..text.clauses import clauses
from ..who.speakers import spoken_at
from .amounts import Amount, amounts_in
from .doers import agent_of, harm_of, is_generic
from .harm import Clause, read_clause
from .readings import Reading, readings_in, what_of
from .relations import Relation, relations
from .signs import Cues, harm_words
from .told import told_of

_OF_NUMBER = re.compile(
    r"(?P<percent>\s?(?:%|per\s?cent))?\s(?:of\s)?(?:the|its|their|his|her|our|those|these)\s(?:\w+['’]s?\s)?"
)
_ALL_BUT = "all but "


def find_casualties(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Find the casualty figures of articles: one row per number of people killed, injured, displaced or worse off.

    Gives the columns of `find_figures` (`who` is its `what`), and `harm`: killed, died (of an illness), injured,
    displaced, missing, detained, or other (trapped, ill ...); `agent`: who did it, as printed; `agent_kind`: named,
    unnamed, event (a bomb, the floods), none; `construction`: active, passive, nominal; `subset_of`: the figure, or
    the dead, that this one is part of, or the part of it that the agent is named for; `rule`: what tied it to the harm.

    "A soldier was killed" counts one, "no one was hurt" none. What stands in another sentence, and irony, is not
    seen. Figures must not be added up: they overlap and restate each other.

    >>> from analysis import articles_from_text
    >>> text = "Rebels killed three soldiers and wounded at least 12, the army said."
    >>> find_casualties(articles_from_text(text))[["text", "harm", "who", "low", "high", "source", "agent"]]
              text     harm       who   low  high    source   agent
    0        three   killed  soldiers   3.0   3.0  the army  Rebels
    1  at least 12  injured       NaN  12.0   NaN  the army  Rebels
    """
    return find_in(articles, "casualties", casualties_in, lexicons)


def casualties_in(document: Document) -> tuple[tuple, ...]:
    """Give the casualty figures of one text: start, end and the columns of the casualties table."""
    p = document.parse
    cues = harm_words(p)
    if not cues:
        return ()
    amounts = _count_shares(p, document.part(amounts_in), cues)
    at = {p.token_at(amount.start): amount for amount in amounts}
    sentences = (p.sentences[number] for number in sorted({p.sentence_of[i] for i in cues}))
    told = (read_clause(p, sentence, at, cues) for sentence in sentences)
    return tuple(row for clause in told for row in _rows(document, clause))


def _rows(document: Document, clause: Clause) -> Iterator[tuple]:
    """The rows of one sentence, none where a number belongs to who speaks: "will rise, two doctors said"."""
    p, found = clause.p, relations(clause)
    places = [k for k, item in enumerate(clause.items) if item.figure]
    amounts = [clause.items[k].number.amount for k in places]
    for i, k in enumerate(places):
        if (relation := found.get(k)) is None:
            continue
        said = spoken_at(document, p.starts[clause.items[relation.cue].first])
        between = amounts[i - 1].end if i else 0, amounts[i + 1].start if amounts[i + 1 :] else len(p.text)
        speaks = said and said[5] is not None and said[5] <= amounts[i].start < said[6]
        speaks = speaks and relation.rule not in ("subject", "state")  # "12 feared dead"
        if not (speaks or is_generic(clause, k, relation)):
            yield _row(document, clause, k, relation, between)


def _count_shares(p: Parse, amounts: Iterable[Amount], cues: Cues) -> list[Amount]:
    """Give amounts in which a share of a number of people is one: "half of the 200 guests" is 100."""
    counted: list[Amount] = []
    for amount in amounts:
        share = counted[-1] if counted else None
        gap = _OF_NUMBER.fullmatch(p.text, share.end, amount.start) if share else None
        exact = amount.low == amount.high and p.token_at(amount.end) not in cues
        part = _part(p, share, gap["percent"], amount) if share and gap and exact else None
        counted[len(counted) - bool(part) :] = [part or amount]
    return counted


def _part(p: Parse, share: Amount, percent: str | None, whole: Amount) -> Amount | None:
    """Give a share of a number, or all of it but some: "all but two of the 40" is 38; None where it is neither."""
    start, of = share.start - len(_ALL_BUT), whole.value / 100 if percent else whole.value
    if p.text[max(0, start) : share.start].lower() == _ALL_BUT and share.low == share.high:
        left = float(round(whole.value - share.value * (of if percent else 1)))
        return Amount(start, whole.end, left, left, "fraction", "exact")
    low, high = (None if end is None else float(round(end * of)) for end in (share.low, share.high))
    told = percent or share.kind == "fraction"
    return Amount(share.start, whole.end, low, high, "fraction", share.bound) if told else None


def _row(document: Document, clause: Clause, k: int, relation: Relation, between: Span) -> tuple:
    p, counted, cue = clause.p, clause.items[k].number, clause.items[relation.cue]
    amount = counted.amount
    around = document.part(clauses)[p.sentence_of[cue.first]]
    agent, agent_kind, part = agent_of(clause, around, k, relation)
    whole = clause.items[relation.whole].number.amount if relation.whole is not None else None
    the, rule = p.token_at(amount.end) + 1, relation.rule
    if counted.cue and p.lower[the - 1 : the + 1] == ["of", "the"] and p.codes[the + 1] != kind.NUMBER:
        part, rule = p.text[p.starts[the] : p.ends[counted.last - 1]], "subset"  # "four of the dead"
    harm_word = cue.cue or cue.number.cue
    assert harm_word, "a relation leads to a harm word"
    harm = "killed" if p.lower[counted.last] == "fatally" else harm_of(p, harm_word, agent)  # "two fatally"
    told = told_of(document, amount, (cue.first, cue.last), between, relation.rule == "ellipsis")
    nearly = category(p.lexicons, "status_words", p.lower[cue.first - 1]) == "nearly"
    unharmed = amount.high == 0 or relation.rule == "freed" or nearly
    status = "negated" if unharmed and told.status not in ("denied", "planned") else told.status
    opens = p.sentence(cue.first).first
    head = p.phrase_at(opens + (p.lower[opens] == "in")).head  # "In her novel"
    if category(p.lexicons, "status_words", p.lower[head]) == "invented":
        status = "hypothetical"
    return (
        *(amount.start, amount.end, harm, counted.who, amount.low, amount.high, amount.bound),
        *(told.source, told.source_kind, told.hedge, agent, agent_kind, relation.construction),
        *(status, told.when, p.text[whole.start : whole.end] if whole else part, rule),
    )


def find_figures(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Find the figures of articles, of any kind: one row for each number that is given as a fact.

    Gives the evidence columns (the span is the number with its bound words and its unit) and

    - `kind`: harm (people killed, hurt, driven out, lost, held: the rows of `find_casualties`), money, share (of a
      hundred, also where a fraction is printed), votes (and seats), score, rank, rate ("40 km an hour"), measure
      (lengths, weights, spans of time), people, or count (of anything else);
    - `what`: the words for what is counted, missing where they are not seen; `harm`: which, for the first kind;
    - `low`, `high`: the interval, a missing end is open (of a score, the two numbers in order of size); `unit`: $, %,
      km ..., as printed; `bound`: exact, at_least, at_most, approx, range, vague;
    - `source`: who gives the figure, by the quotation that holds it, with its name where the article has one;
      `source_kind`: named, role, unnamed, none; `hedge`: the first word that makes it less than certain;
    - `status`: reported, feared, planned, hypothetical, denied (by its source), negated;
    - `when`: the words that date the figure to another time than the article's ("in 1931", "a decade ago").

    Dates, years, times of day, ages, and numbers that are part of a name are no figures, nor is "one" by itself.
    What is counted is read from the words around, not understood; a bare number may have the wrong one.

    >>> from analysis import articles_from_text
    >>> text = "Ann Lee said profit fell 9 per cent to $2m. The council voted 12 to 7."
    >>> find_figures(articles_from_text(text))[["text", "kind", "what", "low", "unit"]].fillna("").values.tolist()[:2]
    [['9 per cent', 'share', 'profit', 9.0, '%'], ['$2m', 'money', 'profit', 2000000.0, '$']]
    """
    return find_in(articles, "figures", figures_in, lexicons)


def _share(figure: Reading) -> tuple[float | None, float | None, str | None]:
    """The interval of a figure with its unit, a fraction in per cent: "two thirds" is 66.7 %."""
    low, high = figure.amount.low, figure.amount.high
    if figure.kind != "share" or figure.unit:
        return low, high, figure.unit
    return low and round(100 * low, 1), high and round(100 * high, 1), "%"


def figures_in(document: Document) -> list[tuple]:
    """Give the figures of one text: start, end and the columns of the figures table."""
    rows: list[tuple] = []
    for row in document.part(casualties_in):
        start, end, harm, who, low, high, bound, source, source_kind, hedge, *_, status, when, _, _ = row
        given = (low, high, None, bound, source, source_kind, hedge, status, when)
        rows.append((start, end, "harm", who, harm, *given))
    p = document.parse
    read = readings_in(document, sorted((row[0], row[1]) for row in rows))
    for i, figure in enumerate(read):
        before = read[i - 1] if i else None
        between = before.end if before else 0, read[i + 1].start if i + 1 < len(read) else len(p.text)
        told = told_of(document, figure.amount, (p.token_at(figure.start), figure.last), between)
        known = _known(p, read, i, rows, told.clause and told.clause.subject) if before else None
        what = what_of(p, figure, told.clause, told.source, known)
        if before and (before.kind, figure.kind) == ("people", "count") and what and what == known:
            figure = figure._replace(kind="people")  # "for 600 passengers, was carrying nearly 900"
        bounded = *_share(figure), figure.amount.bound
        rows.append((figure.start, figure.end, figure.kind, what, None, *bounded, *told[:5]))
    return rows


def _known(p: Parse, read: list[Reading], i: int, rows: list[tuple], subject: Span | None) -> str | None:
    """What the figures before one count, if it may count the same: in one sentence, or where it opens the next."""
    before, figure, what = read[i - 1], read[i], rows[-1][3]
    first = p.token_at(figure.start)
    there, opening = p.sentence_of[p.token_at(before.start)], p.sentence(first)
    if before.start >= opening.start:  # without a subject between them, but "of the 90 shops it owns, 12"
        if p.lower[first - 1] == "," and p.lower[opening.first] in ("of", "among"):
            return next(row[3] for row in rows if row[0] >= opening.start)
        return None if subject and before.last <= subject[0] < subject[1] <= first else what
    begins = first - opening.first < 2 or p.lower[first - 1] == ","  # "But 165 left."
    alone = i < 2 or read[i - 2].start < p.sentences[there].start
    follows = figure.kind == "count" and before.kind in ("people", "count") and begins
    return what if alone and follows and p.sentences[there].last == opening.first else None
