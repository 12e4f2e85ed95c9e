"""Evidence: a small table of an archive's numbers, with how sure they are and from which rows they come.

Takes tables, gives them back with an interval or a note. It cannot follow a table that somebody has changed.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from scipy.stats import binomtest


def with_share(table: pd.DataFrame, n: str = "n", total: str = "total") -> pd.DataFrame:
    """Give the same rows with `share`, and `low` and `high`, its 95 % interval (Wilson 1927, by SciPy)."""
    ends = [
        binomtest(int(k), int(of)).proportion_ci(method="wilson") if of else (float("nan"),) * 2
        for k, of in zip(table[n], table[total], strict=True)
    ]
    low, high = zip(*ends, strict=True) if ends else ((), ())
    return table.assign(share=table[n] / table[total].where(table[total] > 0), low=low, high=high)


def with_evidence(table: pd.DataFrame, source: str, keys: list[str], **fixed) -> pd.DataFrame:
    """Note from which rows of which table the numbers come: those with the row's values in the columns `keys`."""
    table.attrs["behind"] = (source, keys, fixed)
    return table


def evidence_of(table: pd.DataFrame) -> tuple[str, list[str], dict[str, Any]]:
    """Give where a table's numbers come from. Raises ValueError for a table that does not tell."""
    if "behind" not in table.attrs:
        raise ValueError(
            "The table does not say where its numbers come from; one that this archive gave was expected, before "
            "it was changed. Try the table as it came."
        )
    return table.attrs["behind"]
