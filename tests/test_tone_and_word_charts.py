"""Charts of tone and of words: what they show, and what they say where there is little to show."""

import pandas as pd
import pytest

from analysis import plot_distinctive_words, plot_tone, plot_word_timeline


def scored(voice: list, values: list) -> pd.DataFrame:
    frame = pd.DataFrame({"voice": pd.array(voice, dtype="str"), "polarity": values, "compound": values})
    return frame.astype({"polarity": "float64", "compound": "float64"})


def test_a_bar_stands_only_where_five_passages_are_scored():
    ax = plot_tone(scored(["Lee"] * 5 + [None] * 4, [0.1, 0.2, 0.3, 0.4, 0.5, -0.1, -0.2, -0.3, -0.4]))
    bars = [line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 5]
    assert len(bars) == 2
    assert len(ax.collections) == 4
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Lee", "the article itself"]
    assert "n = 5" in ax.description.alt


def test_tone_without_scores_says_why():
    assert "Neither dictionary" in plot_tone(scored(["Lee"], [None])).description.alt


def test_tone_by_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="outlet"):
        plot_tone(scored(["Lee"], [0.1]), by="outlet")


def test_timeline_marks_each_use_at_its_place():
    tokens = pd.DataFrame({"word": ["war", "peace", "war", "is"]})
    ax = plot_word_timeline(tokens, ["War", "absent"])
    marks = [line.get_xdata().tolist() for line in ax.lines if line.get_marker() == "|"]
    assert marks == [[1, 3], []]
    assert ax.description.table["n"].tolist() == [2, 0]
    assert "no word" in plot_word_timeline(tokens, []).description.alt.lower()


def keyness(rows: list) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["word", "n_target", "n_reference", "log_ratio", "low", "high"])


def test_distinctive_words_are_named_on_either_side():
    rows = [("war", 9, 1, 3.0, 0.5, 5.5), ("peace", 1, 9, -3.0, -5.5, -0.5), ("and", 5, 5, 0.0, -1.6, 1.6)]
    ax = plot_distinctive_words(keyness(rows), "Lee", "Marsh")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["war  9 : 1", "peace  1 : 9"]
    assert ax.get_xlabel() == "←  more in Marsh\nmore in Lee  →"
    assert "2 of 2" in ax.description.caption


def test_no_distinctive_words_is_said():
    assert "No word" in plot_distinctive_words(keyness([])).description.alt
