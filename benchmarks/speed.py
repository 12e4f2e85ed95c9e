"""How long each finder takes, as a ratio to what TextBlob and VADER take to score the same sentences.

    python -m benchmarks.speed [--runs 15]
    python -m benchmarks.speed --vocabulary
    python -m benchmarks.speed --long

The articles are those of `benchmarks/articles` and the first article. Each figure is the median over the runs of
the time for all of them; scoring and finder are timed in turn, so that a slow moment of the machine meets both.
`alone` is a public function that is given the articles and reads them by itself, `on the road` the same finders
where those before them have read the documents already, as `analyse` has it; `bound` holds for the road.
"""

import argparse
import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import analysis
from analysis.corpus import FINDERS
from analysis.find.framing.labels import catchphrases_in
from analysis.find.text.document import Document
from analysis.find.text.evidence import add_evidence
from analysis.find.text.tagger import known_tag
from analysis.read.lexicons import general_english

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
        )
    )


def tone(articles: pd.DataFrame) -> pd.DataFrame:
    """The tone of every sentence, both dictionaries with their words."""
    return analysis.label_tone(analysis.split_sentences(articles))


def many_words(count: int = 200, length: int = 700, seed: int = 1) -> pd.DataFrame:
    """Articles of recombined sentences with a large vocabulary.

    Every word outside the 500 commonest is exchanged for another one that the lexicon gives the same part of
    speech, drawn by how common it is in general English: so 140,000 words have 9,000 types (news has 15,000).
    """
    chance, rates = np.random.default_rng(seed), general_english()
    articles = pd.concat([analysis.read_articles(path) for path in SOURCES], ignore_index=True)
    sentences = analysis.split_sentences(articles).query("kind == 'body'")["text"].tolist()
    kinds = pd.Series([known_tag(word) for word in rates.index], index=rates.index)
    pools = {kind: rates[kinds == kind] for kind in kinds.unique() if kind != "-"}
    shares = {kind: (pool / pool.sum()).to_numpy() for kind, pool in pools.items()}
    common = set(rates.index[:500])

    def another(match: re.Match) -> str:
        kind = known_tag(match.group())
        if match.group() in common or kind not in pools:
            return match.group()
        return str(chance.choice(pools[kind].index, p=shares[kind]))

    texts = []
    for _ in range(count):
        drawn = []
        while sum(sentence.count(" ") + 1 for sentence in drawn) < length:
            drawn.append(re.sub(r"\b[a-z]{3,}\b", another, chance.choice(sentences)))
        texts.append("\n".join(" ".join(drawn[at : at + 3]) for at in range(0, len(drawn), 3)))
    return pd.concat(
        [analysis.articles_from_text(text, f"a{n}") for n, text in enumerate(texts)], ignore_index=True
    )


def large_vocabulary() -> str:
    """What all tables of such articles take, as the ratio of CPU time, in a process that has not met their words."""
    articles = many_words()
    sentences = analysis.split_sentences(articles)["text"].tolist()
    score_plainly(sentences[:50])
    times = [cpu_seconds(score_plainly, sentences), cpu_seconds(analysis.analyse, articles)]
    types = analysis.find_tokens(articles)["word"].nunique()
    each = 1000 * times[1] / len(articles)
    return (
        f"{len(articles)} articles, {types} word types: {times[1] / times[0]:.2f}, {each:.1f} ms an article"
    )


def long_articles(sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)) -> str:
    """CPU time of all tables of one article of each size, in words, and the power of the size that it grows with."""
    words = "\n\n".join(many_words(sizes[-1] // 700 + 1)["text"]).split(" ")
    articles = [analysis.articles_from_text(" ".join(words[:size])) for size in sizes]
    analysis.analyse(articles[0])
    times = [cpu_seconds(analysis.analyse, article) for article in articles]
    sentences = analysis.split_sentences(articles[-1])["text"].tolist()
    ratio = times[-1] / cpu_seconds(score_plainly, sentences)
    power = np.log(times[-1] / times[0]) / np.log(sizes[-1] / sizes[0])
    told = ", ".join(f"{size:,} words {seconds:.2f} s" for size, seconds in zip(sizes, times, strict=True))
    return f"{told}: power {power:.3f}, the last {ratio:.2f}"


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


def seconds(function: Callable, *arguments, clock: Callable[[], float] = time.perf_counter) -> float:
    """How long one call takes."""
    start = clock()
    function(*arguments)
    return clock() - start


cpu_seconds = partial(seconds, clock=time.process_time)


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
    parser.add_argument(
        "--vocabulary", action="store_true", help="200 articles of 700 words, 9,000 word types"
    )
    parser.add_argument("--long", action="store_true", help="one article of up to a million words")
    chosen = parser.parse_args()
    if chosen.vocabulary or chosen.long:
        print(large_vocabulary() if chosen.vocabulary else long_articles())
        return
    print(measure(chosen.runs).round(2).to_string(index=False))


if __name__ == "__main__":
    main()
