"""How long counts, n-grams and keyness of a million words take, as a ratio to pandas' own count of those words.

    python -m benchmarks.speed_words [--runs 5]

The words are drawn by Zipf's law from the 50,000 commonest of English, in sentences of 20 words and articles of 1,000.
"""

import argparse
from statistics import median

import numpy as np
import pandas as pd

from analysis import compare_words, count_collocations, count_words, summarise_dispersion
from analysis.read.lexicons import general_english

from .speed import seconds

SIZE = 1_000_000


def drawn_tokens() -> pd.DataFrame:
    """A tokens table of a million words."""
    at = np.arange(SIZE)
    rates = general_english()
    words = np.random.default_rng(1).choice(rates.index, size=SIZE, p=rates / rates.sum())
    article = pd.Series(at // 1000).astype("str")
    sentence = article + "." + pd.Series(at // 20 % 50).astype("str")
    return pd.DataFrame(
        {"article_id": article, "sentence_id": sentence, "position": at % 1000 + 1, "word": words}
    ).astype({"word": "str"})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    tokens = drawn_tokens()
    half = tokens["position"] % 2 == 0
    measures = {
        "count_words": lambda: count_words(tokens),
        "count_words by article": lambda: count_words(tokens, by="article_id"),
        "count_words, 2 in a row": lambda: count_words(tokens, size=2, least=2),
        "count_words, 3 in a row": lambda: count_words(tokens, size=3, least=2),
        "compare_words, general English": lambda: compare_words(tokens),
        "compare_words, two halves": lambda: compare_words(tokens[half], tokens[~half]),
        "summarise_dispersion": lambda: summarise_dispersion(tokens),
        "count_collocations": lambda: count_collocations(tokens),
    }
    for name, measure in measures.items():
        ratios = [seconds(measure) / seconds(tokens["word"].value_counts) for _ in range(runs)]
        print(f"{name:32} {median(ratios):5.1f}")


if __name__ == "__main__":
    main()
