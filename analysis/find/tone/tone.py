"""Tone: what two sentiment dictionaries make of each passage, with the words behind each score.

Takes any evidence table, gives the same rows with the scores. It adds up words: irony and quotation escape it.
"""

import re
from collections import defaultdict
from functools import lru_cache

import pandas as pd

from ...read.language import language_of, may_be_english
from ...resources import bare
from ...tables import need_columns
from ..text import Parse, is_heading, kind
from ..text.parse import parse

with bare("textblob"):  # the dictionary alone: the rest loads all of NLTK
    from textblob.en import sentiment

SCORES = ("polarity", "subjectivity", "compound", "polarity_words", "compound_words", "covered")
"""The columns that `label_tone` adds."""

_PIECE = 400
_SENTENCE = 3  # spaces that a passage has at least where it can tell its language
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]*")
_MASK = "Zzyzx"  # a name that no dictionary scores
sentiment.load()  # so that it need not look at each question whether it is loaded
_ASKED = {name: getattr(dict, name) for name in ("__contains__", "__getitem__")}
sentiment.__class__ = type("Loaded", (type(sentiment),), _ASKED)


def label_tone(evidence: pd.DataFrame) -> pd.DataFrame:
    """Give the same rows with `polarity, subjectivity` (TextBlob), `compound` (VADER) and the words behind them.

    `polarity` and `compound` run from -1 to 1, `subjectivity` from 0 to 1; each is missing where its
    dictionary knows no word of the passage, which is not the same as neutral. `polarity_words` and
    `compound_words` name the words that made the score with the weight each had in its place ("victory
    +0.00"), negation and boosting included. `covered` is the share of the passage's words that either
    dictionary scored (missing where it has no words). Each library is asked once per row. Cannot see that a
    negative word is only quoted or negated from afar. Parts of names ("Ministry of Justice") do not count, and an
    article that is not English has no scores.
    Methods: De Smedt and Daelemans (2012), "Pattern for Python"; Hutto and Gilbert (2014), "VADER".

    >>> from analysis import articles_from_text, split_sentences
    >>> told = label_tone(split_sentences(articles_from_text("A sad, sad day. It rained.")))
    >>> told[["polarity", "compound", "compound_words"]]
       polarity  compound          compound_words
    0      -0.5   -0.7351  sad -2.10; sad -2.10
    1       NaN       NaN                     NaN
    """
    need_columns(evidence, ["text"])
    texts = evidence["text"].tolist()
    ids = evidence["article_id"].tolist() if "article_id" in evidence.columns else [""] * len(texts)
    passages: dict[str, list[str]] = defaultdict(list)
    for article, text in zip(ids, texts, strict=True):
        if text.count(" ") >= _SENTENCE:
            passages[article].append(text)
    foreign = {id_ for id_, found in passages.items() if not may_be_english(language_of(" ".join(found)))}
    scored = map(_without_names, texts)
    rows = [
        _score(text) if article not in foreign else (None,) * len(SCORES)
        for article, text in zip(ids, scored, strict=True)
    ]
    scores = pd.DataFrame(rows, evidence.index, SCORES, dtype="object")
    kinds = {name: "str" if name.endswith("_words") else "float64" for name in SCORES}
    return evidence.assign(**scores.astype(kinds))


def _without_names(text: str) -> str:
    """The text with another word for each part of a name that a dictionary takes for a charged word: Grant, Justice."""
    if not any(_is_charged(word.lower()) for word in _CAPITAL.findall(text)):
        return text
    p, pieces, last = parse(text), [], 0
    titled = [is_heading(p, s.first) for s in p.sentences]
    for i in range(len(p.words)):
        if not titled[p.sentence_of[i]] and _is_charged(p.lower[i]) and _is_name(p, i):
            pieces += [text[last : p.starts[i]], _MASK]
            last = p.ends[i]
    return "".join([*pieces, text[last:]])


def _is_name(p: Parse, i: int) -> bool:
    """Whether a word is (part of) a name: tagged so, or with a capital inside a sentence."""
    if not p.words[i][0].isupper():
        return False
    if i == p.sentence(i).first or p.codes[i - 1] in kind.OPENS + kind.CLOSES + kind.DASH:
        return p.codes[i] == kind.NAME or _is_known_name(p, i)
    return p.codes[i] == kind.NAME or not p.words[i].isupper()  # "NOT GOOD" is loud


def _is_known_name(p: Parse, i: int) -> bool:
    """Whether a word that begins a sentence is a name: "Hope Martin left", "Rob was", "Nice and Metz"."""
    row, behind = p.lexicons.terms("first_names").get(p.lower[i]), p.codes[i + 1]
    if row is None:
        return behind == kind.AND and p.codes[i + 2] == kind.NAME and p.codes[i] == kind.ADJECTIVE
    wish = p.codes[i] == kind.NOUN and row.category != "male"  # "Hope is"
    return behind == kind.NAME or (behind in kind.FINITE and not wish)


def _is_charged(word: str) -> bool:
    return word in vader_lexicon() or (word in sentiment and any(sentiment[word][None][:2]))


def vader_lexicon() -> dict[str, float]:
    """Give VADER's dictionary, word to weight from -4 to 4."""
    return _vader().lexicon


def _score(text: str) -> tuple:
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
            self.kept: list = []
            words = text.split()
            if len(words) <= _PIECE:
                return self.polarity_scores(text)["compound"], self.kept
            for i in range(0, len(words), _PIECE):
                self.polarity_scores(" ".join(words[i : i + _PIECE]))
            return super().score_valence([weight for _, weight in self.kept], text)["compound"], self.kept

        def score_valence(self, sentiments, text):
            self.kept += zip(map(SentiText._strip_punc_if_word, text.split()), sentiments, strict=True)
            return super().score_valence(sentiments, text)

    return Vader()
