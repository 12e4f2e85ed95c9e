"""Corrections as labelled data: how often each rule was right, by what readers changed and what they left alone.

Takes lines of corrections, gives counts. It cannot know whether a reader looked at what was left alone.
"""

import pandas as pd

from .framing import share_interval

_PLACES = ("start", "end")
_COLUMNS = ["table", "rule", "n", "right", "changed", "struck", "missed", "precision", "low", "high"]


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
    rows = _fates(corrections)
    counted = [
        (table, rule, *_counts(own))
        for table, mine in rows.groupby("table", sort=True)
        for rule, own in [*mine[mine["rule"] != ""].groupby("rule", sort=True), ("all", mine)]
    ]
    table = pd.DataFrame(counted, columns=_COLUMNS[:7])
    low, high = share_interval(table["right"].to_numpy(float), table["n"].to_numpy(float))
    share = table["right"] / table["n"].where(table["n"] > 0)
    return table.assign(precision=share.round(3), low=low.round(3), high=high.round(3))[_COLUMNS]


def _fates(corrections: pd.DataFrame) -> pd.DataFrame:
    """What became of each row that was found or added; a row whose border moves stays the same row."""
    rows: dict[tuple, dict[str, str]] = {}
    gone: list[dict[str, str]] = []
    for line in corrections.to_dict("records"):
        key = (line["article_id"], line["table"], line["start"], line["end"])
        if line["action"] == "found":
            rows.setdefault(key, {"table": line["table"], "rule": line["value"], "fate": "right"})
        elif line["action"] == "add":
            rows[key] = {"table": line["table"], "rule": "", "fate": "missed"}
        elif key in rows and line["action"] == "strike":
            gone.append(_struck(rows.pop(key)))
        elif key in rows and line["action"] == "change":
            row = rows.pop(key)
            row["fate"] = "missed" if row["fate"] == "missed" else "changed"
            rows[_moved(key, line)] = row
    kept = [row for row in [*rows.values(), *gone] if row["fate"] != "taken back"]
    return pd.DataFrame(kept, columns=["table", "rule", "fate"], dtype="str")


def _struck(row: dict[str, str]) -> dict[str, str]:
    return row | {"fate": "taken back" if row["fate"] == "missed" else "struck"}


def _moved(key: tuple, line: dict[str, str]) -> tuple:
    if line["column"] not in _PLACES:
        return key
    at = 2 + _PLACES.index(line["column"])
    return (*key[:at], line["value"], *key[at + 1 :])


def _counts(rows: pd.DataFrame) -> tuple[int, ...]:
    fates = rows["fate"].value_counts()
    right, changed, struck, missed = (
        int(fates.get(name, 0)) for name in ("right", "changed", "struck", "missed")
    )
    return right + changed + struck, right, changed, struck, missed
