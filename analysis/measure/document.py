"""Take the articles table; give what is known about a document before a word of it is believed, and what is not.

It sees what the table says. Whether a stated outlet or date is true it cannot see.
"""

import pandas as pd

from ..read.language import language_of, may_be_english

_QUESTIONS = (
    ("headline", "title"),
    ("outlet", "outlet"),
    ("author", "byline"),
    ("published", "published"),
    ("web address", "url"),
    ("note on the source", "source_note"),
)


def describe_document(articles: pd.DataFrame) -> pd.DataFrame:
    """Give what is known of the first article, one row each: `question, answer`; what is not known is missing.

    A date that the note on the source calls inferred is marked so.

    >>> from analysis import articles_from_text
    >>> describe_document(articles_from_text("It rained.")).iloc[[0, -1]].values.tolist()
    [['headline', nan], ['length', '10 characters']]
    """
    article = articles.iloc[0]
    rows = [(question, article.get(column)) for question, column in _QUESTIONS]
    if "inferred" in str(article.get("source_note")) and pd.notna(article.get("published")):
        rows = [(q, f"{a} (inferred, not stated)" if q == "published" else a) for q, a in rows]
    rows.append(("length", f"{len(article['text']):,} characters"))
    return pd.DataFrame(rows, columns=["question", "answer"]).astype("str")


def describe_language(articles: pd.DataFrame) -> str | None:
    """Give a sentence that says so where the first article is not English, None where it is or cannot be told.

    >>> from analysis import articles_from_text
    >>> describe_language(articles_from_text("Der Damm ist alt und müde, sagte die Frau."))
    'The text seems to be in German. All that is found here takes it for English, so nothing is said of it.'
    """
    article = articles.iloc[0]
    stated = article.get("language")
    language = stated if isinstance(stated, str) else language_of(article["text"])
    if language is None or may_be_english(language):
        return None
    from babel import Locale

    name = Locale("en").languages.get(language, language)
    return f"The text seems to be in {name}. All that is found here takes it for English, so nothing is said of it."
