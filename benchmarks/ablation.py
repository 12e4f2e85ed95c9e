"""What each rule of a table in data/rules is worth: our labelled passages and figures with all rules, and without each.

    python -m benchmarks.ablation [TABLE ...]

A rule that costs nothing when it is left out is attested by its example only.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from analysis.find.figures import kinds, signs
from analysis.find.quotation import borders, openings
from analysis.resources import read_rules
from benchmarks import labelled, marked_articles

READERS = {
    "quote_openings": (openings, openings.opening_rules),
    "quote_borders": (borders, borders.border_pattern),
    "figure_rules": (signs, signs.figure_rules),
    "number_rules": (kinds, kinds._rules, kinds._rules_for),
}  # which module reads a table, and what it keeps of it


@contextmanager
def without(table: str, rule: str) -> Iterator[None]:
    """Leave one rule out of a table for a while.

    >>> with without("quote_borders", "semicolon"):
    ...     "semicolon" in [row["rule"] for row in borders.read_rules("quote_borders")]
    False
    """
    module, *kept = READERS[table]
    module.read_rules = lambda name: [row for row in read_rules(name) if row["rule"] != rule]
    for read in kept:
        read.cache_clear()
    try:
        yield
    finally:
        module.read_rules = read_rules
        for read in kept:
            read.cache_clear()


def ablate(table: str) -> pd.DataFrame:
    """Give what all rules reach (`none` left out), and what each table reaches without one of them.

    Precision, recall and exact borders of labelled sentences, and F of passages with their speaker on whole articles;
    for figures their F on both.
    """
    names = [row["rule"] for row in read_rules(table) if row["construction"] != "part"]
    found = []
    for rule in ("", *names):
        with without(table, rule):
            found.append({"without": rule or "none", **_scores(table)})
    return pd.DataFrame(found)


def _scores(table: str) -> dict[str, float]:
    whole = marked_articles.score(set()).loc["all"]
    if table == "figure_rules":
        return {
            **labelled.casualties(labelled.rows_of("casualties")).iloc[-1],
            "articles": whole["figures F"],
        }
    if table == "number_rules":
        any_kind = marked_articles.score_figures()[["precision", "recall", "kind right"]]
        return {
            f"{where} {name}": rates[name] for where, rates in any_kind.iterrows() for name in rates.index
        }
    rows = labelled.quotes(labelled.rows_of("quotes")).loc["all", ["precision", "recall", "exact"]]
    return {**rows, "articles": whole["F with speaker"]}


if __name__ == "__main__":
    for chosen in sys.argv[1:] or READERS:
        print(chosen, ablate(chosen).to_string(index=False), sep="\n")
