"""How long each finder takes, as a ratio to what TextBlob and VADER take to score the same sentences.

    python -m benchmarks.speed [--runs 15]

The articles are those of `benchmarks/articles` and the first article. Each figure is the median over the runs of
the time for all of them; scoring and finder are timed in turn, so that a slow moment of the machine meets both.
Nothing is kept of a text from run to run. `alone` is a finder that must parse the texts by itself, `on the road` one
that meets texts which the finders before it have parsed already; `bound` holds for the road.
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
from analysis.find.figures.amounts import amounts_of
from analysis.find.figures.casualties import casualties_of
from analysis.find.quotation.quotes import quote_rows
from analysis.find.text.parse import parse
from analysis.find.who.people import people_in

ROOT = Path(__file__).parent.parent
SOURCES = (ROOT / "data/articles/sochi.txt", *sorted((ROOT / "benchmarks/articles").glob("*.txt")))
VADER = SentimentIntensityAnalyzer()


def score_plainly(sentences: list[str]) -> list[tuple]:
    """What the ratios are taken to: both dictionaries' scores of every sentence, nothing else."""
    return [(TextBlob(sentence).sentiment, VADER.polarity_scores(sentence)) for sentence in sentences]


def who_speaks(articles: pd.DataFrame) -> pd.DataFrame:
    """People, quotes, their speakers, and the voice of every quote."""
    people = analysis.find_people(articles)
    quotes = analysis.label_speakers(analysis.find_quotes(articles), people)
    return analysis.label_voice(people, quotes)


def framing(articles: pd.DataFrame) -> tuple:
    """Every table that the notebook on framing begins with."""
    return tuple(
        find(articles)
        for find in (
            analysis.find_terms,
            analysis.find_labels,
            analysis.find_passives,
            analysis.find_catchphrases,
            analysis.find_loaded,
        )
    )


def tone(articles: pd.DataFrame) -> pd.DataFrame:
    """The tone of every sentence, both dictionaries with their words."""
    return analysis.label_tone(analysis.split_sentences(articles))


def parsed(articles: pd.DataFrame) -> None:
    """Parse every article, so that what runs next meets the parses of the road."""
    for text in articles["text"]:
        parse(text)


def finders() -> dict[str, tuple[float, Callable, tuple[Callable, ...]]]:
    """The timed functions by name: the ratio to stay within, the function, and what has run before on the road."""
    return {
        "sentences": (1.0, analysis.split_sentences, ()),
        "tokens": (1.0, analysis.find_tokens, (parsed,)),
        "quotes, people, speakers, voice": (2.0, who_speaks, (parsed,)),
        "casualty figures": (0.5, analysis.find_casualties, (parsed, analysis.find_quotes)),
        "framing": (0.8, framing, (parsed, who_speaks)),
        "tone": (1.3, tone, (parsed,)),
        "all tables": (5.0, analysis.analyse, ()),
    }


def forget() -> None:
    """Drop whatever has been kept of any text, so that nothing is read from memory."""
    for keeper in (parse, quote_rows, people_in, amounts_of, casualties_of):
        keeper.cache_clear()


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
    for name, (bound, function, before) in finders().items():
        function(articles)
        plain, alone, shared = [], [], []
        for _ in range(runs):
            plain.append(seconds(score_plainly, sentences))
            forget()
            alone.append(seconds(function, articles))
            forget()
            for earlier in before:
                earlier(articles)
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
