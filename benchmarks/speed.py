"""How long each finder takes, as a ratio to what TextBlob and VADER take to score the same sentences.

    python -m benchmarks.speed [--runs 15]

The articles are those of `benchmarks/articles` and the first article. Each figure is the median over the runs of
the time for all of them; scoring and finder are timed in turn, so that a slow moment of the machine meets both.
Every run starts without kept parses. `alone` is a finder that must parse by itself, `on the road` one that meets
texts that another finder has parsed already.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import analysis
from analysis.find.parse import parse

ROOT = Path(__file__).parent.parent
SOURCES = (ROOT / "data/articles/sochi.txt", *sorted((ROOT / "benchmarks/articles").glob("*.txt")))
VADER = SentimentIntensityAnalyzer()


def score_plainly(sentences: list[str]) -> list[tuple]:
    """What the ratios are taken to: both dictionaries' scores of every sentence, nothing else."""
    return [(TextBlob(sentence).sentiment, VADER.polarity_scores(sentence)) for sentence in sentences]


def finders() -> dict[str, tuple[float, Callable]]:
    """The timed functions by name, each with the ratio that it should stay within."""
    return {"all tables": (5.0, analysis.analyse)}


def seconds(function: Callable, *arguments) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def measure(runs: int) -> pd.DataFrame:
    """One row per finder: the ratio alone and on the road, and the bound."""
    articles = pd.concat([analysis.read_articles(path) for path in SOURCES], ignore_index=True)
    sentences = analysis.split_sentences(articles)["text"].tolist()
    score_plainly(sentences)
    rows = []
    for name, (bound, function) in finders().items():
        function(articles)
        plain, alone, shared = [], [], []
        for _ in range(runs):
            plain.append(seconds(score_plainly, sentences))
            parse.cache_clear()
            alone.append(seconds(function, articles))
            shared.append(seconds(function, articles))
        base = median(plain)
        rows.append((name, base * 1000, median(alone) / base, median(shared) / base, bound))
    return pd.DataFrame(rows, columns=["finder", "TextBlob + VADER, ms", "alone", "on the road", "bound"])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15)
    print(measure(parser.parse_args().runs).round(2).to_string(index=False))


if __name__ == "__main__":
    main()
