"""Whole articles with marks: of what is marked, no less is found than was, and no more is found beside it."""

import pandas as pd
import pytest

from benchmarks.marked_articles import count_marks, score_figures

from .case_files import cases


@pytest.fixture(scope="module")
def counts():
    marks = {what: number for (batch, what), number in count_marks().items() if batch == "all"}
    figures = (
        score_figures().loc["all", ["marked", "given", "found", "kind", "source"]].add_prefix("any figure: ")
    )
    return pd.Series(marks | figures.to_dict())


@pytest.mark.parametrize("case", cases("marked"))
def test_no_mark_is_lost(counts, case):
    """Whoever makes more right writes the higher number; whoever makes less right says in the note what was won."""
    assert counts[case["right"]] >= int(case["at_least"])
    if case["given"]:
        assert counts[case["given"]] - counts[case["right"]] <= int(case["false_at_most"])
