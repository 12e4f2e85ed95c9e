"""Tone toward: how a sentence speaks about someone, by a small linear model trained on labelled news.

Takes mentions and their articles, gives a label with a probability. It is right two times in three, and sees words,
their side and distance, no syntax.
"""

from functools import lru_cache

import numpy as np
import pandas as pd

from ...read.language import language_of, may_be_english
from ...read.lexicons import BUILT_IN, Lexicons
from ...resources import data_path
from ...tables import EVIDENCE, need_columns, texts_of
from ..text import Document
from ..who.speakers import people_in
from .features import tone_features

LABELS = ("negative", "neutral", "positive")
SURE = 0.65
"""Below this probability the label is left missing."""


def label_tone_toward(
    evidence: pd.DataFrame, articles: pd.DataFrame, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Give the same rows with `toward` (negative, neutral, positive) and `toward_probability`.

    Each row is a target, such as a mention in the people table, and its sentence is what is judged: a linear model over
    words, their place around the target and dictionaries' values, in which names are masked. `toward_probability` (0
    to 1) is that of the likeliest label, `toward` is missing below 0.65, both in a text that is not English. It sees
    no irony, no other sentence, nor who is talking (`voice`). Accuracy: `benchmarks/README.md`. Data: Hamborg and
    Donnay (2021), "NewsMTSC". Raises ValueError where an article is missing.

    >>> from analysis import articles_from_text, find_people
    >>> articles = articles_from_text("On Friday critics accused Anna Reed of lying and of cheating.")
    >>> people = find_people(articles).query("name == 'Anna Reed'")
    >>> label_tone_toward(people, articles)[["text", "toward"]].squeeze().tolist()
    ['Anna Reed', 'negative']
    """
    need_columns(evidence, EVIDENCE)
    texts = texts_of(articles, evidence["article_id"])
    documents = {article_id: Document(text, lexicons or BUILT_IN) for article_id, text in texts.items()}
    spans = zip(evidence["article_id"], evidence["start"], evidence["end"], strict=True)
    judged = [_judgement(chances_toward(documents[id_], start, end)) for id_, start, end in spans]
    toward, chances = zip(*judged, strict=True) if judged else ((), ())
    return evidence.assign(
        toward=pd.array(toward, dtype="str"), toward_probability=pd.array(chances, dtype="float64")
    )


def toward_in(document: Document) -> list[tuple]:
    """Give each mention of a document's people as `(start, end, toward, toward_probability)`.

    >>> toward_in(Document("On Friday critics accused Anna Reed of lying and of cheating."))[-1][:3]
    (26, 35, 'negative')
    """
    spans = dict.fromkeys(row[:2] for row in document.part(people_in))
    return [(start, end, *_judgement(chances_toward(document, start, end))) for start, end in spans]


def _judgement(chances: np.ndarray) -> tuple[str | None, float]:
    """The likeliest label, None where it is not sure, and its probability."""
    likeliest = int(chances.argmax())
    highest = float(chances[likeliest])
    return (LABELS[likeliest] if highest >= SURE else None), highest


def chances_toward(document: Document, start: int, end: int) -> np.ndarray:
    """Give the probability of each of `LABELS` for the target at a place; missing in a text that is not English.

    >>> chances = chances_toward(Document("Everyone praised Reed for her brave rescue."), 17, 21)
    >>> LABELS[chances.argmax()]
    'positive'
    """
    if not may_be_english(document.part(_language)):
        return np.full(len(LABELS), np.nan)
    parsed = document.parse
    if not parsed.words:
        return np.full(len(LABELS), 1 / len(LABELS))
    known, weights, bias = tone_model()
    first = min(parsed.token_at(start), len(parsed.words) - 1)
    last = max(first + 1, parsed.token_at(end - 1) + 1)
    found = [(known[k], v) for k, v in tone_features(parsed, first, last).items() if k in known]
    rows, values = zip(*found, strict=True) if found else ((), ())
    scores = np.array(values) @ weights[list(rows)] + bias if rows else bias
    chances = np.exp(scores - scores.max())
    return chances / chances.sum()


def _language(document: Document) -> str | None:
    return language_of(document.text)


@lru_cache(maxsize=1)
def tone_model() -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    """Give the trained model (`benchmarks/train_tone_toward.py`): the row of each feature, weights by label, bias."""
    with np.load(data_path("models/tone_toward.npz")) as file:
        names = file["names"].tobytes().decode("utf-8").split("\n")
        return {name: i for i, name in enumerate(names)}, file["weights"].astype(float), file["bias"]
