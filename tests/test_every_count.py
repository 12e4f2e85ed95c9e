"""Shares: every count from 0 to 60 out of every total has an interval that holds it, as SciPy gives it."""

import pandas as pd
import pytest

from analysis import analyse, articles_from_text, describe_findings, plot_agency, show_chart, summarise_agency


@pytest.mark.parametrize("total", range(61))
def test_interval_of_a_share_holds_it(total):
    stats = pytest.importorskip("scipy.stats")
    group = [n for n in range(total + 1) for _ in range(total)]
    agents = ["somebody" if i >= n else None for n in range(total + 1) for i in range(total)]
    table = summarise_agency(pd.DataFrame({"group": group, "agent": pd.array(agents, dtype="str")}), "group")
    assert ((table["low"] >= 0) & (table["low"] <= table["share"])).all()
    assert ((table["share"] <= table["high"]) & (table["high"] <= 1)).all()
    for row in table.iloc[:: max(1, total // 3)].itertuples():
        expected = stats.binomtest(row.n, row.total).proportion_ci(method="wilson")
        assert (row.low, row.high) == pytest.approx((expected.low, expected.high), abs=1e-6)


@pytest.mark.parametrize("times", [1, 2, 3, 10, 37, 60])
@pytest.mark.parametrize("sentence", ["He was hit.", "He was hit by a car."])
def test_passives_of_one_kind_alone_are_shown(sentence, times):
    tables = analyse(articles_from_text(" ".join([sentence] * times)))
    assert "passive clauses" in show_chart(plot_agency(summarise_agency(tables["passives"]))).data
    assert describe_findings(tables)
