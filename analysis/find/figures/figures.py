"""Figures: every number that an article gives as a fact, with what it counts and whoever gives it.

Takes the articles table, gives one row per figure. It cannot see whether a figure is true, nor add figures up.
"""

import pandas as pd

from ...read.lexicons import Lexicons
from ..text.document import Document
from ..text.evidence import find_in
from .casualties import casualties_in
from .readings import readings_in
from .told import told_of
from .what import what_of


def find_figures(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Find the figures of articles, of any kind: one row for each number that is given as a fact.

    Gives the evidence columns (the span is the number with its bound words and its unit) and

    - `kind`: harm (people killed, hurt, driven out, lost, held: the rows of `find_casualties`), money, share (per cent,
      a fraction), votes (and seats), score, rank, rate ("40 km an hour"), measure (lengths, weights, spans of time),
      people, or count (of anything else);
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


def figures_in(document: Document) -> list[tuple]:
    """Give the figures of one text: start, end and the columns of the figures table."""
    rows: list[tuple] = []
    for row in document.part(casualties_in):
        start, end, harm, who, low, high, bound, source, source_kind, hedge, *_, status, when, _, _ = row
        given = (low, high, None, bound, source, source_kind, hedge, status, when)
        rows.append((start, end, "harm", who, harm, *given))
    p, what = document.parse, None
    read = readings_in(document, sorted((row[0], row[1]) for row in rows))
    for i, figure in enumerate(read):
        before = read[i - 1] if i else None
        first = p.token_at(figure.start)
        between = before.end if before else 0, read[i + 1].start if i + 1 < len(read) else len(p.text)
        told = told_of(document, figure.amount, (first, figure.last), between)
        same = before is not None and p.sentence_at(before.start) == p.sentence_at(figure.start)
        what = what_of(p, figure, told.clause, told.source, what if same else None)
        bounded = figure.amount.low, figure.amount.high, figure.unit, figure.amount.bound
        said = told.source, told.source_kind, told.hedge, told.status, told.when
        rows.append((figure.start, figure.end, figure.kind, what, None, *bounded, *said))
    return rows
