"""How long each finder takes, as a ratio to what TextBlob and VADER take to score the same sentences.

    python -m benchmarks.speed [--runs 15]

The articles are those of `benchmarks/articles` and the first article. Each figure is the median over the runs of
the time for all of them; scoring and finder are timed in turn, so that a slow moment of the machine meets both.
`alone` is a public function that is given the articles and reads them by itself, `on the road` the same finders
where those before them have read the documents already, as `analyse` has it; `bound` holds for the road.
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
from analysis.corpus import FINDERS
from analysis.find.framing.catchphrases import catchphrases_in
from analysis.find.text.document import Document
from analysis.find.text.evidence import add_evidence

ROOT = Path(__file__).parent.parent
SOURCES = (ROOT / "data/articles/sochi.txt", *sorted((ROOT / "benchmarks/articles").glob("*.txt")))
VADER = SentimentIntensityAnalyzer()


def score_plainly(sentences: list[str]) -> list[tuple]:
    """What the ratios are taken to: both dictionaries' scores of every sentence, nothing else."""
    return [(TextBlob(sentence).sentiment, VADER.polarity_scores(sentence)) for sentence in sentences]


def who_speaks(articles: pd.DataFrame) -> tuple:
    """People, and the quotes with their speakers."""
    return analysis.find_people(articles), analysis.find_quotes(articles)


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


def parse_of(document: Document) -> list:
    """The parse alone, which makes no rows."""
    return document.parse.chunks[:0]


def finders() -> dict[str, tuple[float, Callable, list, list]]:
    """By name: the ratio to stay within, the public function, its finders, and those before them on the road."""
    who = [FINDERS["quotes"], FINDERS["people"]]
    words = [FINDERS["terms"], FINDERS["labels"], FINDERS["passives"], catchphrases_in]
    return {
        "sentences": (1.0, analysis.split_sentences, [FINDERS["sentences"]], []),
        "tokens": (1.0, analysis.find_tokens, [FINDERS["tokens"]], [parse_of]),
        "quotes, people, speakers, voice": (2.0, who_speaks, who, [parse_of]),
        "casualty figures": (0.5, analysis.find_casualties, [FINDERS["casualties"]], [parse_of, *who]),
        "framing": (0.8, framing, words, [parse_of, *who]),
        "tone": (1.3, tone, [], []),
        "all tables": (5.0, analysis.analyse, [], []),
    }


def on_the_road(articles: pd.DataFrame, found: list, before: list) -> float:
    """How long the finders take for documents that other finders have read."""
    documents = [Document(text) for text in articles["text"]]
    for document in documents:
        for finder in before:
            document.part(finder)
    start = time.perf_counter()
    for document in documents:
        for finder in found:
            add_evidence([[] for _ in range(20)], "a", document, finder)
    return time.perf_counter() - start


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
    for name, (bound, function, found, before) in finders().items():
        function(articles)
        plain, alone, shared = [], [], []
        for _ in range(runs):
            plain.append(seconds(score_plainly, sentences))
            alone.append(seconds(function, articles))
            shared.append(on_the_road(articles, found, before) if found else alone[-1])
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
