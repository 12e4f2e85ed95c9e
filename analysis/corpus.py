"""The road in one place: from articles to every table.

Takes the articles table, gives a dict of tables. It adds nothing of its own to what the finders see.
"""

import pandas as pd

from .find.figures.casualties import find_casualties
from .find.framing.labels import find_labels
from .find.framing.passives import find_passives
from .find.framing.terms import find_terms
from .find.quotation.quotes import find_quotes
from .find.quotation.speakers import label_speakers
from .find.text.sentences import split_sentences
from .find.text.tokens import find_tokens
from .find.who.people import find_people

BATCH = 32
"""Articles read together: fewer than the parses that `find.text.parse` keeps, so that each text is parsed once."""


def analyse(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Give every table of the articles, name to DataFrame: `articles` first, then sentences, tokens and the rest.

    Each finder runs over the articles in batches, so that memory holds the parses of one batch only.

    >>> from analysis import articles_from_text
    >>> tables = analyse(articles_from_text("It rained. Nobody was hurt."))
    >>> len(tables["sentences"])
    2
    """
    batches = [_analyse_batch(articles.iloc[i : i + BATCH]) for i in range(0, max(1, len(articles)), BATCH)]
    if len(batches) == 1:
        return {"articles": articles, **batches[0]}
    joined = {name: pd.concat([batch[name] for batch in batches], ignore_index=True) for name in batches[0]}
    return {"articles": articles, **joined}


def _analyse_batch(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    people = find_people(articles)
    return {
        "sentences": split_sentences(articles),
        "tokens": find_tokens(articles),
        "people": people,
        "quotes": label_speakers(find_quotes(articles), people),
        "terms": find_terms(articles),
        "labels": find_labels(articles),
        "passives": find_passives(articles),
        "casualties": find_casualties(articles),
    }
