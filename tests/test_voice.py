"""Voice: whose words a passage stands in."""

import pandas as pd
import pytest

from analysis import label_voice


def quotes(*rows):
    columns = ["article_id", "start", "end", "kind", "speaker_name"]
    return pd.DataFrame([("a", *row) for row in rows], columns=columns)


def voices(quoted, *spans, article="a"):
    evidence = pd.DataFrame([(article, *span) for span in spans], columns=["article_id", "start", "end"])
    labelled = label_voice(evidence, quoted)
    return list(zip(labelled["voice"].fillna("?"), labelled["voice_kind"], strict=True))


def test_inside_outside_and_across_a_border():
    one = quotes((10, 20, "direct", "Ann"))
    assert voices(one, (10, 20), (0, 5), (15, 25), (20, 22)) == [
        ("Ann", "direct"),
        ("?", "own"),
        ("?", "own"),
        ("?", "own"),
    ]


def test_the_innermost_quotation_holds():
    nested = quotes((0, 100, "indirect", "Ann"), (20, 60, "direct", "Bob"), (30, 40, "direct", "Cy"))
    assert [v for v, _ in voices(nested, (5, 8), (22, 25), (31, 35), (38, 45), (70, 80), (59, 61))] == [
        *("Ann", "Bob", "Cy", "Bob", "Ann", "Ann"),
    ]


def test_scare_quotes_are_nobodys_voice():
    assert voices(quotes((0, 9, "scare", None)), (2, 5)) == [("?", "own")]


def test_a_quotation_without_a_name_is_not_the_articles_own_voice():
    assert voices(quotes((0, 9, "indirect", None)), (2, 5)) == [("?", "indirect")]


def test_articles_are_kept_apart():
    assert voices(quotes((0, 9, "direct", "Ann")), (2, 5), article="b") == [("?", "own")]


def test_crossing_quotations():
    assert voices(
        quotes((0, 30, "indirect", "Ann"), (20, 50, "direct", "Bob")), (25, 28), (32, 40), (1, 3)
    ) == [
        ("Bob", "direct"),
        ("Bob", "direct"),
        ("Ann", "indirect"),
    ]


def test_no_rows():
    assert voices(quotes()) == []
    assert voices(quotes(), (0, 1)) == [("?", "own")]


def test_quotes_without_speakers_are_refused():
    with pytest.raises(ValueError, match="speaker_name"):
        label_voice(quotes(), quotes().drop(columns="speaker_name"))
