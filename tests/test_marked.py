"""Labelled articles and sentences: of what is marked, no less is found than was, and no more beside it."""

import pandas as pd
import pytest

from benchmarks import labelled
from benchmarks.marked_articles import count_marks, score_figures

from .case_files import cases


@pytest.fixture(scope="module")
def counts():
    """How many are right, or given and not right, by what is counted."""
    marks = {what: number for (batch, what), number in count_marks().items() if batch == "all"}
    sets = {name: score(labelled.rows_of(name)) for name, score in labelled.SETS.items()}
    tables = {"quotes": sets["quotes"].loc["all"], "casualties": sets["casualties"].loc["all"]}
    tables |= {name: sets["framing"].loc[name] for name in ("frames", "hedges", "loaded", "labels")}
    tables["any figure"] = score_figures().loc["all"]
    found = pd.concat([pd.Series(marks), *(row.add_prefix(f"{name}: ") for name, row in tables.items())])
    found["casualties: given"] = found["casualties: found"] + found["casualties: false"]
    return found


@pytest.mark.parametrize("case", cases("marked"))
def test_no_mark_is_lost(counts, case):
    """Whoever makes more right writes the higher number; whoever makes less right says in the note what was won."""
    assert counts[case["right"]] >= int(case["at_least"])
    if case["given"]:
        assert counts[case["given"]] - counts[case["right"]] <= int(case["false_at_most"])
