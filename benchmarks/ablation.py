"""What each rule of data/rules/quote_borders.csv is worth: our labelled passages with all rules, and without each.

    python -m benchmarks.ablation

A rule that costs nothing when it is left out is attested by its example only.
"""

import functools

import pandas as pd

from analysis.find.quotation import borders
from analysis.read.rules import read_rules
from benchmarks.labelled import quotes, rows_of


def ablate() -> pd.DataFrame:
    """Give precision, recall and exact borders of all passages: with all rules (`none` left out), and without each."""
    rows = rows_of("quotes")
    whole, found = borders.border_pattern, []
    for rule in (
        "",
        *(row["rule"] for row in read_rules("quote_borders") if row["construction"] == "border"),
    ):
        borders.border_pattern = functools.partial(whole, without=rule)
        found.append({"without": rule or "none", **quotes(rows).loc["all", ["precision", "recall", "exact"]]})
    borders.border_pattern = whole
    return pd.DataFrame(found)


if __name__ == "__main__":
    print(ablate().to_string(index=False))
