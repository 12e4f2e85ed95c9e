"""Tone toward: how a sentence speaks about someone, by a small linear model trained on labelled news.

Takes mentions and their articles, gives a label with a probability. It is right two times in three.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...read.language import language_of, may_be_english
from ...read.lexicons import BUILT_IN, Lexicons
from ...read.resources import data_path
from ..text.document import Document
from ..who.people import people_in
from .tone_features import tone_features

LABELS = ("negative", "neutral", "positive")
SURE = 0.65
"""Below this probability the label is left missing."""


class Model(NamedTuple):
    """The trained weights: the row of each feature, one column per label, and what is added to every score."""

    rows: dict[str, int]
    weights: np.ndarray
    bias: np.ndarray


def label_tone_toward(
    evidence: pd.DataFrame, articles: pd.DataFrame, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Give the same rows with `toward` (negative, neutral, positive) and `toward_probability`.

    Each row is a target, such as a mention in the people table, and its sentence is what is judged.
    `toward` is missing where the likeliest label has a probability below 0.65; `toward_probability` (0 to
    1) is that of the likeliest label in any case. Both are missing in a text that is not English. A linear
    model over words, their place around the target and dictionaries' values; names are masked, so it knows
    nobody. Cannot see irony, what a name stands for, what the sentence before said, nor whether the article
    or a speaker it quotes is talking: `voice` tells that. Accuracy: `benchmarks/README.md`. Data:
    Hamborg and Donnay (2021), "NewsMTSC". Raises ValueError where an article is missing.

    >>> from analysis import articles_from_text, find_people
    >>> articles = articles_from_text("On Friday critics accused Anna Reed of lying and of cheating.")
    >>> people = find_people(articles).query("name == 'Anna Reed'")
    >>> label_tone_toward(people, articles)[["text", "toward"]].squeeze().tolist()
    ['Anna Reed', 'negative']
    """
    documents = {
        article_id: Document(text, lexicons or BUILT_IN)
        for article_id, text in zip(articles["article_id"], articles["text"], strict=True)
    }
    lacking = set(evidence["article_id"]) - set(documents)
    if lacking:
        raise ValueError(
            f"The article {sorted(lacking)[0]!r} of the evidence is not in the table of articles. "
            "The articles that the evidence was found in were expected. Try the same table as for find_people."
        )
    spans = zip(evidence["article_id"], evidence["start"], evidence["end"], strict=True)
    chances = np.array([_chances(documents[a], start, end) for a, start, end in spans]).reshape(
        -1, len(LABELS)
    )
    judged = list(zip(*map(_judgement, chances), strict=True)) or [(), ()]
    return evidence.assign(
        toward=pd.array(judged[0], dtype="str"), toward_probability=pd.array(judged[1], dtype="float64")
    )


def toward_in(document: Document) -> list[tuple]:
    """Give each mention of a document's people as `(start, end, toward, toward_probability)`.

    >>> toward_in(Document("On Friday critics accused Anna Reed of lying and of cheating."))[-1][:3]
    (26, 35, 'negative')
    """
    spans = dict.fromkeys(row[:2] for row in document.part(people_in))
    return [(start, end, *_judgement(_chances(document, start, end))) for start, end in spans]


def _judgement(chances: np.ndarray) -> tuple[str | None, float]:
    """The likeliest label, None where it is not sure, and its probability."""
    likeliest = int(chances.argmax())
    highest = float(chances[likeliest])
    return (LABELS[likeliest] if highest >= SURE else None), highest


def tone_toward(text: str, start: int, end: int, lexicons: Lexicons | None = None) -> dict[str, float]:
    """Give the probability of each label for the target `text[start:end]`.

    Raises ValueError where the span is not inside the text.

    >>> chances = tone_toward("Everyone praised Reed for her brave rescue.", 17, 21)
    >>> max(chances, key=chances.get)
    'positive'
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"The span {start}:{end} is not inside the text. Characters between 0 and {len(text)} were expected, "
            "start before end. Try the start and end of a row of find_people."
        )
    return dict(
        zip(LABELS, map(float, _chances(Document(text, lexicons or BUILT_IN), start, end)), strict=True)
    )


def _language(document: Document) -> str | None:
    return language_of(document.text)


def _chances(document: Document, start: int, end: int) -> np.ndarray:
    if not may_be_english(document.part(_language)):
        return np.full(len(LABELS), np.nan)
    parsed = document.parse
    if not parsed.words:
        return np.full(len(LABELS), 1 / len(LABELS))
    model = tone_model()
    first = min(parsed.token_at(start), len(parsed.words) - 1)
    last = max(first + 1, parsed.token_at(end - 1) + 1)
    found = [(model.rows[k], v) for k, v in tone_features(parsed, first, last).items() if k in model.rows]
    rows, values = zip(*found, strict=True) if found else ((), ())
    scores = np.array(values) @ model.weights[list(rows)] + model.bias if rows else model.bias
    chances = np.exp(scores - scores.max())
    return chances / chances.sum()


@lru_cache(maxsize=1)
def tone_model() -> Model:
    """Give the model as it was trained (`benchmarks/train_tone_toward.py`), to be read feature by feature.

    >>> model = tone_model()
    >>> negative, neutral, positive = model.weights[model.rows["subject- before, nearer"]]
    >>> bool(negative > positive)
    True
    """
    with np.load(data_path("models/tone_toward.npz")) as file:
        names = file["names"].tobytes().decode("utf-8").split("\n")
        return Model({name: i for i, name in enumerate(names)}, file["weights"].astype(float), file["bias"])
