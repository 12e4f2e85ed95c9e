"""Keyness, collocations, dispersion and concordance, against SciPy, NLTK and slow calculations by hand."""

import numpy as np
import pandas as pd
import pytest
from nltk.metrics import BigramAssocMeasures
from scipy.stats import chi2_contingency
from scipy.stats.contingency import relative_risk

from analysis import (
    articles_from_text,
    compare_words,
    count_collocations,
    find_concordance,
    find_tokens,
    summarise_dispersion,
)
from analysis.measure.association import log_dice, log_likelihood, log_ratio

TABLES = [(10, 200, 30, 5000), (1, 1000, 0, 1000), (0, 90, 12, 400), (25, 25, 3, 60), (7, 70, 70, 700)]
WORDS = "the war and the peace and war is the war of the north"


def tokens_of(*texts: str) -> pd.DataFrame:
    return pd.concat([find_tokens(articles_from_text(t, article_id=f"a{i}")) for i, t in enumerate(texts)])


@pytest.mark.parametrize(("a", "target", "b", "reference"), TABLES)
def test_log_likelihood_is_that_of_scipy_and_nltk(a, target, b, reference):
    ours = log_likelihood(a, a + b, target, target + reference)
    cells = [[a, target - a], [b, reference - b]]
    if all(map(sum, zip(*cells, strict=True))):
        assert ours == pytest.approx(
            chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        )
    if min(cells[0] + cells[1]) > 0:
        assert ours == pytest.approx(
            BigramAssocMeasures.likelihood_ratio(a, (a + b, target), target + reference), rel=1e-6
        )


@pytest.mark.parametrize(("a", "target", "b", "reference"), [t for t in TABLES if t[0] and t[2]])
def test_log_ratio_and_interval_are_those_of_scipy(a, target, b, reference):
    ratio, low, high = log_ratio(a, target, b, reference)
    risk = relative_risk(a, target, b, reference)
    interval = risk.confidence_interval()
    assert 2**ratio == pytest.approx(risk.relative_risk)
    assert (2**low, 2**high) == pytest.approx((interval.low, interval.high), rel=1e-5)


def test_log_dice_is_its_definition():
    assert log_dice(3, 5, 7) == pytest.approx(14 + np.log2(2 * 3 / (5 + 7)))


def test_keyness_counts_both_sides_and_turns_round():
    one, two = tokens_of("war war war peace"), tokens_of("peace peace north")
    table = compare_words(one, two).set_index("word")
    back = compare_words(two, one).set_index("word")
    assert table[["n_target", "n_reference"]].loc["war"].tolist() == [3, 0]
    assert table.loc["north", "log_ratio"] < 0
    assert back["log_ratio"].loc[table.index].to_numpy() == pytest.approx(-table["log_ratio"].to_numpy())
    assert table["rate_target"].sum() == pytest.approx(1000)


def test_keyness_says_what_is_too_small():
    small = compare_words(tokens_of("war war war war war peace"), tokens_of("north")).set_index("word")[
        "note"
    ]
    assert small["peace"] == "text under 1,000 words; word seen under 5 times"
    assert small["war"] == "text under 1,000 words"
    large = compare_words(tokens_of("war peace. " * 600), tokens_of("war north. " * 600 + "hill"))
    large = large.set_index("word")["note"]
    assert large.isna()["war"]
    assert large["hill"] == "word seen under 5 times"


def test_keyness_against_general_english_leaves_out_what_it_cannot_know():
    table = compare_words(tokens_of("The non-interference of 2017 and the ceasefire.")).set_index("word")
    assert "non-interference" not in table.index
    assert "2017" not in table.index
    assert table.loc["ceasefire", "log_ratio"] > 10
    assert abs(table.loc["of", "log_ratio"]) < 3
    assert compare_words(tokens_of("zzyzxq")).loc[0, "n_reference"] > 0


def test_keyness_of_no_words_is_an_empty_table():
    for one, two in (("", "war"), ("war", ""), ("", "")):
        assert compare_words(
            tokens_of(one or "war").head(len(one)), tokens_of(two or "war").head(len(two))
        ).empty
    assert compare_words(tokens_of("war").head(0)).empty


@pytest.mark.parametrize("window", [1, 2, 5])
def test_collocations_are_those_of_every_pair_by_hand(window):
    tokens = tokens_of(WORDS + ". The war and peace.")
    counts, total, near = {}, 0, dict.fromkeys(tokens["word"], 0)
    for _, sentence in tokens.groupby("sentence_id"):
        words = sentence["word"].tolist()
        for i, left in enumerate(words):
            for right in words[i + 1 : i + 1 + window]:
                key = frozenset((left, right))
                counts[key] = counts.get(key, 0) + 1
                near[left] += 1
                near[right] += 1
                total += 2
    table = count_collocations(tokens, window=window, least=1)
    assert {frozenset((r.word, r.collocate)): r.n for r in table.itertuples()} == counts
    row = table[(table["word"] == "war") & (table["collocate"] == "and")].iloc[0]
    cells = [[row.n, near["war"] - row.n], [near["and"] - row.n, total - near["war"] - near["and"] + row.n]]
    theirs = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
    assert row["g2"] == pytest.approx(theirs)


def test_collocations_of_one_word_are_its_rows_of_all():
    tokens = tokens_of(WORDS)
    every = count_collocations(tokens, least=1)
    mine = every[(every["word"] == "war") | (every["collocate"] == "war")]
    war = count_collocations(tokens, "war", least=1)
    assert (war["word"] == "war").all()
    assert sorted(war["g2"].round(6)) == sorted(mine["g2"].round(6))
    assert len(count_collocations(tokens, "absent")) == 0
    with pytest.raises(ValueError, match="window=4"):
        count_collocations(tokens, window=0)


def test_dispersion_is_gries_formula_by_hand():
    tokens = tokens_of("war war peace", "war north", "north hill hill hill hill")
    table = summarise_dispersion(tokens, "article_id", least=1).set_index("word")
    sizes = tokens["article_id"].value_counts(sort=False) / len(tokens)
    for word in set(tokens["word"]):
        seen = tokens[tokens["word"] == word]["article_id"].value_counts().reindex(sizes.index, fill_value=0)
        dp = 0.5 * (seen / seen.sum() - sizes).abs().sum()
        assert table.loc[word, "dp"] == pytest.approx(dp)
        assert table.loc[word, "dp_norm"] == pytest.approx(dp / (1 - sizes.min()))


def test_dispersion_of_one_part_has_no_norm():
    row = summarise_dispersion(tokens_of("war war").rename(columns={"article_id": 1}), 1).iloc[0]
    assert row["dp"] == 0
    assert np.isnan(row["dp_norm"])


def test_dispersion_counts_a_missing_voice_as_a_part():
    tokens = tokens_of("war north war").assign(voice=pd.array(["Lee", None, None], dtype="str"))
    assert summarise_dispersion(tokens, "voice")["parts"].tolist() == [2]


CONCORDANCE = "The war began. No civil war is a just war, said Lee’s men."


@pytest.mark.parametrize(
    ("phrase", "sort", "expected"),
    [
        ("war", "text", [4, 24, 38]),
        ("war", "left", [24, 38, 4]),
        ("war", "right", [4, 24, 38]),
        ("WAR", "text", [4, 24, 38]),
        ("civil war", "text", [18]),
        ("war no", "text", []),
        ("w*", "text", [4, 24, 38]),
        ("* war", "text", [0, 18, 33]),
    ],
)
def test_concordance_finds_and_sorts(phrase, sort, expected):
    articles = articles_from_text(CONCORDANCE)
    table = find_concordance(find_tokens(articles), articles, phrase, sort=sort)
    assert table["start"].tolist() == expected
    for row in table.itertuples():
        assert CONCORDANCE[row.start : row.end] == row.text


def test_concordance_stays_in_its_article():
    articles = pd.concat(
        [articles_from_text("War.", article_id="a"), articles_from_text("Peace.", article_id="b")]
    )
    assert find_concordance(find_tokens(articles), articles, "war")["right"].tolist() == ["."]


@pytest.mark.parametrize("arguments", [{"phrase": " "}, {"phrase": "war", "sort": "up"}])
def test_concordance_refuses_what_it_cannot_look_up(arguments):
    articles = articles_from_text(CONCORDANCE)
    with pytest.raises(ValueError, match="victory"):
        find_concordance(find_tokens(articles), articles, **arguments)
