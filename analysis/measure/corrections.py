"""Corrections as labelled data: how often each rule was right, by what readers changed and what they left alone.

It cannot know whether a reader looked at what was left alone.
"""

import pandas as pd

from .framing import share_interval

_FATES = ["right", "changed", "struck", "missed"]


def summarise_corrections(corrections: pd.DataFrame) -> pd.DataFrame:
    """Give `table, rule, n, right, changed, struck, missed, precision, low, high`: a row a rule, and "all" of a table.

    `n` is how many rows the rule gave (lines `found`), `right` those that nobody touched, `precision` their share
    with its 95 % interval (Wilson 1927). `missed` counts rows that readers added, which no rule gave. `corrections`
    is what `read_corrections` gives.

    >>> row = ("a", "0", "9", "quotes")
    >>> lines = [(*row, "found", "rule", "label", ""), (*row, "strike", "", "", "")]
    >>> columns = ["article_id", "start", "end", "table", "action", "column", "value", "reason"]
    >>> summarise_corrections(pd.DataFrame(lines, columns=columns))[["rule", "n", "struck", "right"]].values.tolist()
    [['label', 1, 1, 0], ['all', 1, 1, 0]]
    """
    rows = pd.DataFrame(_fates(corrections), columns=["table", "rule", "fate"], dtype="str")
    rows = pd.concat([rows[rows["rule"] != ""], rows.assign(rule="all")])
    rows = rows.assign(whole=rows["rule"] == "all")
    counts = rows.groupby(["table", "whole", "rule", "fate"]).size().unstack(fill_value=0)
    table = counts.reindex(columns=_FATES, fill_value=0).reset_index()
    table["n"] = table[["right", "changed", "struck"]].sum(axis=1)
    low, high = share_interval(table["right"].to_numpy(float), table["n"].to_numpy(float))
    share = table["right"] / table["n"].where(table["n"] > 0)
    table = table.assign(precision=share.round(3), low=low.round(3), high=high.round(3))
    return table[["table", "rule", "n", *_FATES, "precision", "low", "high"]].rename_axis(columns=None)


def _fates(corrections: pd.DataFrame) -> list[list[str]]:
    """What became of each row that was found or added; a row whose border moves stays the same row."""
    rows: dict[tuple, list[str]] = {}
    struck: list[list[str]] = []
    for line in corrections.to_dict("records"):
        table, action = line["table"], line["action"]
        place = {"start": line["start"], "end": line["end"]}
        key = (line["article_id"], table, *place.values())
        if action == "found":
            rows.setdefault(key, [table, line["value"], "right"])
        elif action == "add":
            rows[key] = [table, "", "missed"]
        elif key in rows:
            _, rule, fate = rows.pop(key)
            if action == "change":
                moved = place | {line["column"]: line["value"]} if line["column"] in place else place
                rows[*key[:2], *moved.values()] = [table, rule, fate if fate == "missed" else "changed"]
            elif fate != "missed":  # a row that was added and struck out again is taken back
                struck.append([table, rule, "struck"])
    return [*rows.values(), *struck]
