"""How often `compare_sentences` is right about what another article tells, on sentences marked by hand.

    python -m benchmarks.counterparts

The event `mine` was used to choose the threshold and the weights, the event `ferry` was not.
"""

from itertools import combinations
from pathlib import Path

import pandas as pd

from analysis import articles_from_text, compare_sentences, find_tokens, split_sentences
from analysis.measure.same_event import find_events

from .marked_articles import marked_articles

LABELLED = Path(__file__).parent.parent / "data/labelled/counterparts.csv"


def score(rows: pd.DataFrame) -> dict[str, float]:
    """Give n, precision and recall of `told` for the articles of one event, and n and precision of `sure`."""
    articles = _articles(rows.groupby("article_id")["text"].agg("\n".join).to_dict())
    pairs = compare_sentences(split_sentences(articles), find_tokens(articles))
    told_in = rows.set_index(["article_id", "text"])["told_in"].str.split()
    keys = pairs[["article_id", "text", "other"]].itertuples(index=False)
    right = pd.Series([other in told_in[article, text] for article, text, other in keys])
    both = (pairs["told"] & right).sum()
    sure = pairs["sure"]
    return {
        "n": len(pairs),
        "precision": both / pairs["told"].sum(),
        "recall": both / right.sum(),
        "sure": sure.sum(),
        "precision of these": right[sure].mean(),
    }


def events_apart() -> tuple[int, int]:
    """Give how many pairs of marked articles there are, all of other events, and how many seem to tell of one."""
    articles = _articles({name: text for name, text, _ in marked_articles()})
    tokens = dict(iter(find_tokens(articles).groupby("article_id")))
    pairs = [pd.concat([tokens[a], tokens[b]]) for a, b in combinations(tokens, 2)]
    return len(pairs), sum(find_events(pair).nunique() == 1 for pair in pairs)


def _articles(texts: dict[str, str]) -> pd.DataFrame:
    return pd.concat([articles_from_text(text, name) for name, text in texts.items()], ignore_index=True)


if __name__ == "__main__":
    table = pd.read_csv(LABELLED, keep_default_na=False)
    for event, rows in table.groupby("event"):
        print(event, {name: round(float(value), 2) for name, value in score(rows).items()})
    print("of {} pairs of articles of other events, {} seem to tell of one".format(*events_apart()))
