"""Tone: what two sentiment dictionaries make of each passage, with the words behind each score.

Takes any evidence table, gives the same rows with the scores. It adds up words: irony and quotation escape it.
"""

from functools import lru_cache

import pandas as pd

SCORES = ("polarity", "subjectivity", "compound", "polarity_words", "compound_words", "covered")
"""The columns that `label_tone` adds."""

_PIECE = 400


def label_tone(evidence: pd.DataFrame) -> pd.DataFrame:
    """Give the same rows with `polarity, subjectivity` (TextBlob), `compound` (VADER) and the words behind them.

    `polarity` and `compound` run from -1 to 1, `subjectivity` from 0 to 1; each is missing where its
    dictionary knows no word of the passage, which is not the same as neutral. `polarity_words` and
    `compound_words` name the words that made the score with the weight each had in its place ("victory
    +0.00"), negation and boosting included. `covered` is the share of the passage's words that either
    dictionary scored (missing where it has no words). Each library is asked once per row. Cannot see that a
    negative word is only quoted, negated from afar, or part of a name ("Criminal Justice Department").
    Methods: De Smedt and Daelemans (2012), "Pattern for Python"; Hutto and Gilbert (2014), "VADER".

    >>> from analysis import articles_from_text, split_sentences
    >>> told = label_tone(split_sentences(articles_from_text("A sad, sad day. It rained.")))
    >>> told[["polarity", "compound", "compound_words"]]
       polarity  compound          compound_words
    0      -0.5   -0.7351  sad -2.10; sad -2.10
    1       NaN       NaN                     NaN
    """
    if "text" not in evidence.columns:
        raise ValueError(
            "The table has no column 'text'. An evidence table was expected, with sentence_id, start, end and text; "
            f"this one has {', '.join(map(str, evidence.columns))}. Try split_sentences(articles)."
        )
    rows = [_score(text) for text in evidence["text"]]
    columns = zip(*rows, strict=True) if rows else [()] * len(SCORES)
    typed = {
        name: pd.array(values, dtype="str" if name.endswith("_words") else "float64")
        for name, values in zip(SCORES, columns, strict=True)
    }
    return evidence.assign(**typed)


def vader_lexicon() -> dict[str, float]:
    """Give VADER's dictionary, word to weight from -4 to 4.

    >>> vader_lexicon()["war"]
    -2.9
    """
    return _vader().lexicon


def _score(text: str) -> tuple:
    from textblob.en import sentiment

    score = sentiment(text)
    compound, weights = _vader().weigh(text)
    weighed = [(word, weight) for word, weight in weights if weight]
    words = sum(any(map(str.isalnum, word)) for word, _ in weights)
    known = {word.lower() for word, _ in weighed}.union(*(phrase for phrase, *_ in score.assessments))
    covered = sum(word.lower() in known for word, _ in weights)
    return (
        score[0] if score.assessments else None,
        score[1] if score.assessments else None,
        compound if weighed else None,
        "; ".join(f"{' '.join(phrase)} {weight:+.2f}" for phrase, weight, *_ in score.assessments) or None,
        "; ".join(f"{word} {weight:+.2f}" for word, weight in weighed) or None,
        min(1.0, covered / words) if words else None,
    )


@lru_cache(maxsize=1)
def _vader():
    """VADER's scorer, made to keep the weight of each word; it is loaded on first use."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer, SentiText

    class Vader(SentimentIntensityAnalyzer):
        def weigh(self, text: str) -> tuple[float, list[tuple[str, float]]]:
            """The compound score and the weight of each word. VADER's time grows with the square of the number of
            words, so a passage of more than `_PIECE` words is weighed in pieces and summed once."""
            self.kept = []
            words = text.split()
            if len(words) <= _PIECE:
                return self.polarity_scores(text)["compound"], self.kept
            for i in range(0, len(words), _PIECE):
                self.polarity_scores(" ".join(words[i : i + _PIECE]))
            return super().score_valence([weight for _, weight in self.kept], text)["compound"], self.kept

        def score_valence(self, sentiments, text):
            self.kept += zip(SentiText(text).words_and_emoticons, sentiments, strict=True)
            return super().score_valence(sentiments, text)

    return Vader()
