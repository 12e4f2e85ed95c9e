"""How often `compare_sentences` is right about what another article tells, on sentences marked by hand.

    python -m benchmarks.counterparts

The event `mine` was used to choose the threshold and the weights, the event `ferry` was not.
"""

from pathlib import Path

import pandas as pd

from analysis import articles_from_text, compare_sentences, find_tokens, split_sentences

LABELLED = Path(__file__).parent.parent / "data/labelled/counterparts.csv"


def score(rows: pd.DataFrame) -> dict[str, float]:
    """Give n, precision and recall of `told` for the articles of one event."""
    texts = rows.groupby("article_id")["text"].agg("\n".join)
    articles = pd.concat([articles_from_text(text, name) for name, text in texts.items()], ignore_index=True)
    pairs = compare_sentences(split_sentences(articles), find_tokens(articles))
    told_in = rows.set_index(["article_id", "text"])["told_in"].str.split()
    keys = pairs[["article_id", "text", "other"]].itertuples(index=False)
    right = pd.Series([other in told_in[article, text] for article, text, other in keys])
    both = (pairs["told"] & right).sum()
    return {"n": len(pairs), "precision": both / pairs["told"].sum(), "recall": both / right.sum()}


if __name__ == "__main__":
    table = pd.read_csv(LABELLED, keep_default_na=False)
    for event, rows in table.groupby("event"):
        print(event, {name: round(float(value), 2) for name, value in score(rows).items()})
