"""Tone by group: means, intervals and the permutation test, against SciPy and by hand."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis import compare_tone, summarise_tone, summarise_toward
from analysis.measure.tone import bootstrap_interval, directions, methods_agree


def scored(voice: list, polarity: list, compound: list | None = None) -> pd.DataFrame:
    columns = {"polarity": polarity, "compound": polarity if compound is None else compound}
    return pd.DataFrame({"voice": pd.array(voice, dtype="str")} | columns).astype(
        dict.fromkeys(columns, "float64")
    )


def test_missing_scores_are_counted_and_no_part_of_the_mean():
    table = summarise_tone(scored(["A", "A", "A", None], [0.2, None, 0.4, -1.0]), "voice")
    first = table[table["voice"] == "A"].iloc[0]
    assert (first["mean"], first["n"], first["missing"]) == (pytest.approx(0.3), 2, 1)
    own = table[table["voice"].isna()].iloc[0]
    assert own["mean"] == -1.0
    assert np.isnan(own["low"])


def test_fewer_than_five_says_so_and_five_does_not():
    notes = summarise_tone(scored(["A"] * 5 + ["B"] * 4, [0.1] * 9), "voice")["note"]
    assert notes.isna().tolist() == [True, True, False, False]


def test_interval_is_that_of_scipy():
    values = np.random.default_rng(3).normal(0.1, 0.4, size=60)
    row = summarise_tone(scored(["A"] * 60, values.tolist())).iloc[0]
    theirs = stats.bootstrap((values,), np.mean, n_resamples=20_000, method="percentile", rng=5)
    assert row["low"] == pytest.approx(theirs.confidence_interval.low, abs=0.01)
    assert row["high"] == pytest.approx(theirs.confidence_interval.high, abs=0.01)


def test_the_same_seed_gives_the_same_interval():
    table = scored(["A"] * 20, np.random.default_rng(2).normal(size=20).tolist())
    pd.testing.assert_frame_equal(summarise_tone(table, seed=4), summarise_tone(table, seed=4))
    assert summarise_tone(table, seed=4)["low"][0] != summarise_tone(table, seed=5)["low"][0]


def test_agreement_counts_passages_that_both_put_on_one_side():
    table = scored(["A"] * 4, [0.5, -0.5, 0.0, None], [0.4, 0.4, 0.01, 0.9])
    assert methods_agree(table).mean() == pytest.approx(2 / 3)
    assert methods_agree(table.assign(polarity=np.nan)).isna().all()


@pytest.mark.parametrize(("score", "side"), [(0.05, "neutral"), (0.051, "positive"), (-0.06, "negative")])
def test_direction_at_the_edge(score, side):
    assert directions(pd.Series([score]))[0] == side


def test_exact_p_is_that_of_all_deals_by_hand():
    a, b = [0.3, 0.1, 0.9, 0.2], [-0.4, 0.15, -0.2]
    values, seen = np.array(a + b), abs(np.mean(a) - np.mean(b))
    far = [
        abs(values[list(way)].mean() - np.delete(values, list(way)).mean()) >= seen - 1e-9
        for way in combinations(range(7), 4)
    ]
    table = compare_tone(scored(["A"] * 4 + [None] * 3, a + b), "A", None)
    assert table["p"][0] == pytest.approx(np.mean(far))
    assert table["difference"][0] == pytest.approx(np.mean(a) - np.mean(b))


def test_drawn_p_is_near_that_of_scipy():
    generator = np.random.default_rng(8)
    a, b = generator.normal(0.2, 0.5, 30), generator.normal(0, 0.5, 25)
    ours = compare_tone(scored(["A"] * 30 + ["B"] * 25, [*a, *b]), "A", "B")["p"][0]
    theirs = stats.permutation_test(
        (a, b), lambda x, y: x.mean() - y.mean(), n_resamples=20_000, rng=1, alternative="two-sided"
    )
    assert ours == pytest.approx(theirs.pvalue, abs=0.02)


def test_a_side_without_scores_is_said():
    table = compare_tone(scored(["A", "B"], [0.1, None]), "A", "B")
    assert table["note"].tolist() == ["a side without any score"] * 2
    assert table["p"].isna().all()


def test_an_unknown_voice_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="'A'"):
        compare_tone(scored(["A"], [0.1]), "Nobody", "A")


def test_an_unknown_group_is_refused_with_what_to_try():
    with pytest.raises(ValueError, match="analyse"):
        summarise_tone(scored(["A"], [0.1]).drop(columns="voice"), "voice")


def test_toward_keeps_the_missing_voice_and_the_unsure_apart():
    told = pd.DataFrame(
        {
            "voice": pd.array([None, None, "Lee", None], dtype="str"),
            "name": pd.array(["Hall", "Hall", "Hall", "Lee"], dtype="str"),
            "toward": pd.array(["negative", None, "positive", None], dtype="str"),
        }
    )
    table = summarise_toward(told, by=["voice", "name"])
    own = table[table["voice"].isna()].set_index("name")
    assert own.loc["Hall", ["negative", "neutral", "positive", "unsure", "n"]].tolist() == [1, 0, 0, 1, 1]
    assert own.loc["Lee", ["unsure", "n"]].tolist() == [1, 0]
    assert table[table["voice"] == "Lee"]["positive"].tolist() == [1]


def test_a_large_group_is_resampled_in_blocks():
    values = np.random.default_rng(1).normal(0, 1, 30_000)
    low, high = bootstrap_interval(values, generator=np.random.default_rng(2))
    reach = 1.96 * values.std() / np.sqrt(len(values))
    assert (low, high) == pytest.approx((values.mean() - reach, values.mean() + reach), abs=0.002)
