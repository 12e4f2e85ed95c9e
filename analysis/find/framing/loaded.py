"""Loaded words: charged words that are worth a closer look, each with its category.

Takes the articles, gives one row for each word. It never says that a text is biased, and a word that it does not
know is not neutral for that: the list prefers few false hits to many hits.
"""

import pandas as pd

from ...read.lexicons import Lexicons
from .terms import find_terms


def find_loaded(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the charged words: the evidence columns, `lexicon, term, category`.

    `category` says in which way a word is charged: attack verb, speech with a sneer, insult, political epithet,
    deceit, condemnation, alarm and hyperbole, praise, manner (each described in data/README.md). Parts of names
    are left out, and words that are as often neutral ("attack", "crisis", "claim") are not on the list. Look at
    `voice` before drawing a conclusion: the word may be the speaker's.

    >>> from analysis import articles_from_text
    >>> loaded = find_loaded(articles_from_text("The senator lashed out at a so-called expert."))
    >>> loaded[["text", "category"]].values.tolist()
    [['lashed out', 'attack verb'], ['so-called', 'deceit']]
    """
    return find_terms(articles, lexicon="loaded", lexicons=lexicons)
